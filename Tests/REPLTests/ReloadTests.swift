import REPL
import Testing

@Suite("Plugins loaded again at the prompt")
struct ReloadTests {
    private func changed(_ old: String, _ new: String) -> String {
        SessionFixture.plugin.replacing(old, with: new)
    }

    @Test("the difference names what was added, removed and changed, by rule")
    func difference() throws {
        let fixture = try SessionFixture()
        #expect(fixture.lines(":reload") == ["reloaded sample", "no difference: 2 annotations as before"])
        try fixture.write(changed("label = \"CAPTAIN\" }", "label = \"MAYOR\" }"), to: "sample/init.lua")
        #expect(
            fixture.lines(":reload") == [
                "reloaded sample", "sample.Captain", "  ~ Captain Bo Lind  people.MAYOR  at 86",
                "      label: CAPTAIN → MAYOR", "0 added, 0 removed, 1 changed, 1 unchanged",
            ])
        try fixture.write(changed("Captain name:%Name{1,2}", "zebra"), to: "sample/init.lua")
        #expect(
            fixture.lines(":reload sample") == [
                "reloaded sample", "sample.Captain", "  - Captain Bo Lind  people.MAYOR  at 86",
                "0 added, 1 removed, 0 changed, 1 unchanged",
            ])
    }

    @Test("a plugin with an error stays as it was, with the whole message")
    func broken() throws {
        let fixture = try SessionFixture()
        #expect(fixture.lines("1") == ["1"], "plugins are loaded before the first entry")
        try fixture.write(changed("Mayor name", "#mayor name"), to: "sample/init.lua")
        let message = """
            sample/init.lua:6:29: unknown list #mayor; make it with desk.list("mayor", …)
                    desk.rule{ "Mayor", [=[ #mayor name:%Name{1,2} ]=], label = "MAYOR" },
                                            ^^^^^^
            sample stays as it was loaded last
            """
        #expect(fixture.failure(":reload") == message)
        #expect(fixture.failure(":reload sample") == message, "it is as wrong the second time")
        #expect(fixture.lines("#article:layer('people')") == ["2"])
        try fixture.write(SessionFixture.plugin, to: "sample/init.lua")
        #expect(fixture.lines(":reload") == ["reloaded sample", "no difference: 2 annotations as before"])
    }

    @Test("what is probably a mistake is told when a plugin is loaded again")
    func warnings() throws {
        let fixture = try SessionFixture()
        try fixture.write(
            changed("\"Short\", [=[ Mayor %Name ]=]", "\"Short\", [=[ Mayor name:%Name{1,2} ]=]"),
            to: "sample/init.lua")
        #expect(
            fixture.lines(":reload").prefix(2) == [
                "reloaded sample",
                "warning: sample/init.lua:8:29: rule \"Short\" can never win: wherever it matches, \"Mayor\" matches too and is taken; give it a higher priority or take it out",
            ])
    }

    @Test("watching tells what a saved file changes, once, and stops when it is told to")
    func watch() throws {
        let fixture = try SessionFixture()
        #expect(fixture.session.checkFiles() == nil, "nothing is watched yet")
        #expect(fixture.lines(":watch on") == ["watching sample"] && fixture.session.checkFiles() == nil)
        try fixture.write(changed("Mayor name", "zebra name"), to: "sample/init.lua")
        #expect(
            fixture.session.checkFiles() == [
                "reloaded sample", "sample.Short", "  ~ Mayor Ana  people.MAYOR  at 1",
                "      span: “Mayor Ana Ruiz” → “Mayor Ana”", "      rule: Mayor → Short",
                "      name: Ana Ruiz → –",
                "0 added, 0 removed, 1 changed, 1 unchanged",
            ])
        #expect(fixture.session.checkFiles() == nil)
        #expect(fixture.lines(":watch off") == ["not watching"])
        try fixture.write(SessionFixture.plugin, to: "sample/init.lua")
        #expect(fixture.session.checkFiles() == nil)
    }

    @Test("an option keeps its value when its plugin is loaded again")
    func options() throws {
        let fixture = try SessionFixture()
        _ = fixture.lines(":set sample.loud true")
        _ = fixture.lines(":reload")
        #expect(fixture.lines(":set sample.loud") == ["sample.loud = true"])
    }
}
