import System
import LuaSource
import PluginHost
import Authoring
import Testing

@Suite("Examples of a plugin, beyond pass and fail")
struct ExampleTests {
    private let fixture: PluginFixture
    private let workbench: Workbench
    private let spec: PluginSpec

    init() throws {
        fixture = try PluginFixture()
        try fixture.write(
            "days/examples.lua",
            """
            return { "It rained on «Friday|DAY name=Friday».",
              -- "It «rained» once." is a comment
              "It «rained» once.",
              [[On «Friday|DAY name=Monday» "and" Monday.]],
              { 'On Friday & <Monday>.', marks = "<>" },
              "On " .. "Friday.",
            }
            """)
        let folder = try fixture.plugin(
            "days",
            """
            return { name = "days", provides = { days = { "DAY", "SPAN" } },
              rules = {
                desk.rule{ "Day", [=[ name:[Friday Monday] ]=], label = "DAY" },
                desk.rule{ "Week", [=[ next %lower ]=], label = "SPAN" },
                desk.rule{ "Never", [=[ rained cats ]=], label = "SPAN" },
              } }
            """)
        workbench = try Workbench()
        try workbench.load([folder])
        spec = try PluginSpec(workbench.plugins[0], in: workbench)
    }

    @Test("are written anew with what was found; what stands beside them is left as it is")
    func update() throws {
        let plugin = workbench.plugins[0]
        let update = try ExampleUpdate(spec.run(), of: plugin)
        #expect(update.kept == ["On Friday."], "made of two strings")
        #expect(
            String(decoding: update.text, as: UTF8.self) == """
                return { "It rained on «Friday|DAY name=Friday».",
                  -- "It «rained» once." is a comment
                  "It rained once.",
                  "On «Friday|DAY name=Friday» \\"and\\" «Monday|DAY».",
                  { "On <Friday|DAY> & <Monday|DAY>.", marks = "<>" },
                  "On " .. "Friday.",
                }
                """)
        try update.write(to: plugin)
        let again = try PluginSpec(plugin, in: workbench).run()
        #expect(again.map(\.failures.isEmpty) == [true, true, true, true, false])
    }

    @Test("tell which rules they try on either side")
    func coverage() throws {
        #expect(
            try spec.coverage() == [
                RuleCoverage(rule: "Day", hasPositive: true, hasNegative: true),
                RuleCoverage(rule: "Week", hasPositive: false, hasNegative: false),
                RuleCoverage(rule: "Never", hasPositive: false, hasNegative: true),
            ])
    }

    @Test("can be reported as JUnit XML")
    func junit() {
        var report = JUnitReport()
        report.add(
            [
                PluginSpec.Outcome(example: "a «b» & \u{1}<c>", failures: [], marks: 1),
                PluginSpec.Outcome(example: "\"d\"", failures: ["one", "two"], marks: 0),
            ], of: "days")
        #expect(
            report.text == """
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuites tests="2" failures="1">
                  <testsuite name="days" tests="2" failures="1">
                    <testcase classname="days" name="1: a «b» &amp; &lt;c&gt;"/>
                    <testcase classname="days" name="2: &quot;d&quot;">
                      <failure message="one">one&#10;two</failure>
                    </testcase>
                  </testsuite>
                </testsuites>

                """)
    }
}

@Suite("The words of Lua source")
struct LuaScannerTests {
    @Test("are told apart, with strings as their values, and without comments")
    func words() {
        let source = """
            #!/usr/bin/lua
            local a1 <const> = 0x1Fp-2 .. "q\\"\\65\\x41\\u{e9}\\z  \\n" -- no
            --[==[ no ]] either ]==] x.y = [=[
            long ]] ]=] 'it' 3..4 ::l:: a~=b
            """
        let tokens = LuaScanner.tokens(Array(source.utf8))
        #expect(
            tokens.map(\.text) == [
                "local", "a1", "<", "const", ">", "=", "0x1Fp-2", "..", "q\"AAé\n", "x", ".", "y", "=",
                "long ]] ", "it", "3", "..", "4", "::", "l", "::", "a", "~=", "b",
            ])
        #expect(tokens.filter { $0.kind == .string }.count == 3)
        #expect(tokens.filter { $0.kind == .keyword }.map(\.text) == ["local"])
    }

    @Test(
        "end with the file, whatever is open there",
        arguments: ["\"a", "[[a", "--[[a", "'\\", "\\", "[==", "1e", "\"\\u{", "\"\\z"])
    func open(_ source: String) { #expect(LuaScanner.tokens(Array(source.utf8)).count <= 3) }
}
