import ArticleModel
import System
import Serialization
import REPL
import Testing

@Suite("Commands of the prompt")
struct CommandTests {
    @Test("each command has help with an example")
    func help() throws {
        let fixture = try SessionFixture()
        let list = fixture.lines(":help")
        for command in SessionCommand.all {
            #expect(list.contains { $0.hasPrefix("  :\(command.name)") })
            let help = fixture.lines(":help \(command.name)")
            #expect(help.count >= 3 && help.last!.contains(":\(command.name)"), "\(help)")
        }
        #expect(fixture.lines(":help article:find").first?.hasPrefix("article:find(pattern: string") == true)
        #expect(fixture.lines(":help article").contains { $0.hasPrefix("article.text: string") })
    }

    @Test(
        "a question mark explains what stands before it",
        arguments: [
            ("article:find?", "article:find(pattern"), ("desk.rule?", "desk.rule(rule"),
            ("desk.text.number?", "desk.text.number("), ("article.tokens[1].lower?", "token.lower"),
            ("article:layer('people')[1].label?", "annotation.label"), ("?find", ":find PATTERN"),
            (":help save", ":save NAME"),
        ])
    func question(_ sample: (entry: String, start: String)) throws {
        let fixture = try SessionFixture()
        #expect(fixture.lines(sample.entry).first?.hasPrefix(sample.start) == true)
        #expect(fixture.failure("nothing_like_it?").contains("nothing is called nothing_like_it"))
    }

    @Test("find shows the matches in the text and keeps them")
    func find() throws {
        let fixture = try SessionFixture()
        let found = fixture.lines(":find name:%Name{2} cue:~say")
        #expect(found.count == 5 && found.last == "2 matches")
        #expect(found[0].contains("[Ana Ruiz said]"))
        #expect(found[1] == "    name=Ana Ruiz  cue=said")
        #expect(fixture.lines("_[2].name.text") == ["Bo Lind"])
        #expect(fixture.lines(":find nowhere") == ["0 matches"])
        #expect(fixture.lines(":find \"]======]\"").last == "0 matches")
    }

    @Test("explain says why, or the nearest miss, of a pattern or a rule")
    func explain() throws {
        let fixture = try SessionFixture()
        #expect(
            fixture.lines(":explain Captain %num") == [
                "pattern got as far as “Captain”; then %num failed on “Bo”"
            ])
        #expect(fixture.lines(":explain name:%Name{2} at Ruiz")[0] == "pattern matches “Ana Ruiz”")
        #expect(
            fixture.lines(":explain sample.Captain at Bo Lind")[0]
                == "sample.Captain matches “Captain Bo Lind”")
    }

    @Test("why names the plugin and the rule, and what lost")
    func why() throws {
        let lines = try SessionFixture().lines(":why Ana Ruiz")
        #expect(lines.contains("MAYOR “Mayor Ana Ruiz” by sample, rule Mayor"))
        #expect(
            lines.contains { $0.contains("sample.Short “Mayor Ana” to Mayor: the other match is longer") })
    }

    @Test("articles are listed, opened by number and one after the other")
    func articles() throws {
        let fixture = try SessionFixture(texts: [SessionFixture.text, "Mayor Cy Dahl left."])
        #expect(fixture.lines(":articles").count == 3)
        #expect(fixture.lines(":next").contains("people     1: MAYOR 1"))
        #expect(fixture.failure(":next").contains("this is the last article"))
        #expect(fixture.lines("article.id") == ["a2"])
        _ = fixture.lines(":load 1")
        #expect(fixture.lines("article.id") == ["a1"])
        try fixture.write(
            "{\"id\":\"x\",\"text\":\"Captain Di Egge waved.\"}\n{\"id\":\"y\",\"text\":\"No.\"}\n",
            to: "more.jsonl")
        _ = fixture.lines(":load \(fixture.folder)/more.jsonl")
        #expect(fixture.lines("article.id") == ["x"])
        _ = fixture.lines(":load 4")
        #expect(fixture.lines("article.id") == ["y"])
    }

    @Test("reload counts a shortened span of one rule as one change, as diff does")
    func reloadChange() throws {
        let fixture = try SessionFixture()
        func plugin(_ pattern: String) throws {
            try fixture.write(
                """
                return { name = "sample", provides = { people = { "PERSON" } },
                  rules = { desk.rule{ "Name", "\(pattern)", label = "PERSON" } } }
                """, to: "sample/init.lua")
        }
        try plugin("Ana Ruiz")
        try fixture.session.prepare()
        try plugin("Ruiz")
        #expect(fixture.lines(":reload sample").last == "0 added, 0 removed, 1 changed, 0 unchanged")
    }

    @Test("reload tells the difference by rule; a plugin with an error stays as it was")
    func reload() throws {
        let fixture = try SessionFixture()
        _ = fixture.lines("1")
        try fixture.write(
            SessionFixture.plugin.replacing("Captain name:%Name{1,2}", with: "bridge"), to: "sample/init.lua")
        let lines = fixture.lines(":reload sample")
        #expect(lines.contains("sample.Captain"))
        #expect(
            lines.contains("  + bridge  people.CAPTAIN  at 40")
                && lines.contains("  - Captain Bo Lind  people.CAPTAIN  at 86"))
        #expect(lines.last == "2 added, 1 removed, 0 changed, 1 unchanged")
        try fixture.write(
            SessionFixture.plugin.replacing("Mayor name", with: "#mayor name"), to: "sample/init.lua")
        let failure = fixture.failure(":reload")
        #expect(
            failure.contains("sample/init.lua:6:") && failure.contains("unknown list #mayor")
                && failure.contains("^"))
        #expect(failure.contains("sample stays as it was"))
        #expect(fixture.lines("#article:layer('people')") == ["3"])
    }

    @Test("watched plugins are loaded anew when their file is written")
    func watch() throws {
        let fixture = try SessionFixture()
        #expect(fixture.lines(":watch") == ["watching sample"])
        #expect(fixture.session.checkFiles() == nil)
        try fixture.write(
            SessionFixture.plugin.replacing("label = \"CAPTAIN\"", with: "label = \"MAYOR\""),
            to: "sample/init.lua")
        let lines = try #require(fixture.session.checkFiles())
        #expect(
            lines.contains("  ~ Captain Bo Lind  people.MAYOR  at 86")
                && lines.contains("      label: CAPTAIN → MAYOR"))
        #expect(fixture.session.checkFiles() == nil)
        #expect(fixture.lines(":watch off") == ["not watching"])
    }

    @Test("what was kept becomes a plugin whose examples pass")
    func save() throws {
        let fixture = try SessionFixture()
        _ = fixture.lines("desk.list('officer', { 'Mayor', 'Captain' })")
        _ = fixture.lines(":keep")
        _ = fixture.lines(":find office:#officer name:%Name{2}")
        #expect(fixture.lines(":keep OFFICER")[0] == "kept as OFFICER: office:#officer name:%Name{2}")
        let saved = fixture.lines(":save officers")
        #expect(
            saved.contains { $0.hasSuffix(" examples passed, 0 failed") && !$0.hasPrefix("0") }, "\(saved)")
        let examples = try fixture.read("officers/examples.lua")
        #expect(
            examples.contains("«Captain Bo Lind|OFFICER» said nothing.")
                && examples.contains("\"The bridge was closed.\"") == false)
        #expect(try fixture.read("officers/init.lua").contains("desk.list('officer'"))
        #expect(try fixture.read("officers/.luarc.json").contains("Lua 5.4"))
        #expect(try fixture.read("officers/README.md").contains("| OFFICER | OFFICER |"))
        #expect(fixture.lines(":run officers").contains { $0.hasPrefix("officers  officers  2") })
        _ = fixture.lines(":keep X %num")
        #expect(fixture.failure(":save officers").contains("already exists"))
        #expect(fixture.failure(":save Bad-Name").contains("is not a plugin name"))
    }

    @Test("judged annotations become gold: what is right and what was marked, with code points")
    func gold() throws {
        let fixture = try SessionFixture(texts: ["Été: Mayor Ana Ruiz met Captain Bo Lind."])
        #expect(fixture.lines(":accept Mayor Ana Ruiz")[0] == "right  MAYOR “Mayor Ana Ruiz”")
        #expect(fixture.lines(":reject").contains("all annotations are judged; :gold FILE writes them"))
        #expect(fixture.lines(":mark Bo Lind PERSON")[0] == "marked PERSON of person")
        #expect(fixture.failure(":mark Bo Lind PERSON").contains("is PERSON already"))
        let file = fixture.folder + "/gold.jsonl"
        try fixture.write(
            "{\"id\":\"other\",\"text\":\"x\",\"annotations\":[],\"errors\":[]}\n{\"id\":\"a1\",\"text\":\"old\"}\n",
            to: "gold.jsonl")
        #expect(fixture.lines(":gold \(file)")[0].hasPrefix("2 annotations of 1 article"))
        let lines = try fixture.read("gold.jsonl").split(separator: "\n")
        #expect(lines.count == 2 && lines[0].contains("other"))
        let record = try #require(Array(lines[1].utf8).withUnsafeBytes { try? JSONDocument.parse($0) })
        #expect(record["id"]?.string == "a1")
        guard case .list(let annotations)? = record["annotations"] else {
            Issue.record("the record has no annotations")
            return
        }
        #expect(annotations.map { $0["text"]?.string } == ["Mayor Ana Ruiz", "Bo Lind"])
        #expect(annotations[0]["start"] == .integer(5) && annotations[0]["end"] == .integer(19))
        #expect(annotations[1]["label"]?.string == "PERSON")
    }

    @Test("settings and options are shown and changed")
    func settings() throws {
        let fixture = try SessionFixture()
        #expect(fixture.lines(":set sample.loud true") == ["sample.loud = true"])
        #expect(fixture.lines(":set").contains("sample.loud = true"))
        #expect(fixture.lines(":set published 13 September 2024") == ["published = 2024-09-13"])
        #expect(fixture.lines("article.published") == ["2024-09-13"])
        #expect(fixture.failure(":set sample.loud maybe").contains("must be a boolean"))
        #expect(fixture.lines(":set keys vi") == ["keys = vi"])
    }

    @Test("time, profile, rules and plugins are tables")
    func tables() throws {
        let fixture = try SessionFixture()
        #expect(fixture.lines(":time 1 + 1")[0].contains("median of"))
        #expect(fixture.lines(":profile").contains { $0.hasPrefix("sample") })
        #expect(fixture.lines(":profile sample").count == 4)
        #expect(fixture.lines(":rules sample").contains("Captain  CAPTAIN  1     Captain name:%Name{1,2}"))
        #expect(fixture.lines(":plugins").contains { $0.hasPrefix("sample  people    2") })
        #expect(fixture.lines(":table people").contains { $0.hasPrefix("Mayor Ana Ruiz") })
        #expect(fixture.session.enter(":edit") == .edit(text: "", path: nil))
        #expect(
            fixture.session.enter(":edit sample")
                == .edit(text: "", path: fixture.folder + "/sample/init.lua"))
    }
}
