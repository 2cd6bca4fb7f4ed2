import Diagnostics
import ArticleModel
import PluginHost
import Testing

@Suite("What is wrong with a plugin is told with file, line and column")
struct PluginErrorTests {
    private func message(_ source: String) throws -> String {
        let fixture = try PluginFixture()
        let folder = try fixture.plugin("bad", source)
        let error = #expect(throws: Diagnostic.self) { try Workbench().load([folder]) }
        return error?.description ?? ""
    }

    @Test(
        "at load",
        arguments: [
            (
                "local x = = 1",
                "bad/init.lua:1:11: unexpected symbol near '='\n    local x = = 1\n              ^"
            ),
            (
                "return 5",
                "bad/init.lua:1: the file must end with 'return { name = \"bad\", … }'; it returned a number"
            ),
            (
                "return {\n  name = \"good\",\n}",
                "bad/init.lua:2:3: 'name' is \"good\" but the folder is called \"bad\"; make them the same\n      name = \"good\",\n      ^^^^"
            ),
            (
                "return {\n  name = \"bad\",\n  provide = {},\n}",
                "bad/init.lua:3:3: unknown key 'provide' in the plugin's table; did you mean provides?\n      provide = {},\n      ^^^^^^^"
            ),
            (
                "return { name = \"bad\", provides = { x = { \"X\" } } }",
                "bad/init.lua: the plugin does nothing: add annotate = function(article) … end, or rules = { … }"
            ),
            (
                "local r = desk.rule{ \"R\", [=[ a #tilte ]=] }\nreturn { name = \"bad\", provides = { x = { \"X\" } }, rules = { r } }",
                "bad/init.lua:1:33: unknown list #tilte; make it with desk.list(\"tilte\", …)\n    local r = desk.rule{ \"R\", [=[ a #tilte ]=] }\n                                    ^^^^^^"
            ),
            (
                "desk.rul{}",
                "bad/init.lua:1:1: attempt to call a nil value (field 'rul')\n    desk.rul{}\n    ^"
            ),
            (
                "return { name = \"bad\", api = 2, provides = { x = { \"X\" } }, annotate = function() end }",
                "bad/init.lua:1:24: 'api' is 2, which this version of nightdesk does not support; write api = 1\n    return { name = \"bad\", api = 2, provides = { x = { \"X\" } }, annotate = function() end }\n                           ^^^"
            ),
            (
                "foo = 1",
                "bad/init.lua:1:1: global 'foo' cannot be set; declare it with 'local'\n    foo = 1\n    ^^^"
            ),
            (
                "require(\"nothing\")",
                "bad/init.lua:1:1: module 'nothing' not found: there is no bad/nothing.lua\n    require(\"nothing\")\n    ^"
            ),
        ])
    func load(_ sample: (source: String, message: String)) throws {
        #expect(try message(sample.source) == sample.message)
    }

    @Test("what is probably a mistake is told with its place, and the plugin loads")
    func warnings() throws {
        let fixture = try PluginFixture()
        let folder = try fixture.plugin(
            "odd",
            """
            local function keep(match, article) article:annotate{ span = match.who, label = "X" } end
            return { name = "odd", provides = { odd = { "X" } }, rules = {
              desk.rule{ "First", [=[ who:%Name [said told] what:that ]=], action = keep },
              desk.rule{ "Second", [=[ %Name said that ]=] },
              desk.rule{ "Third", [=[ who:( title:%Cap %Name ) resigned ]=] },
              desk.rule{ "Fourth", [=[ %num votes ]=], where = function() return false end },
              desk.rule{ "Fifth", [=[ 7 votes ]=] },
            } }
            """)
        let workbench = try Workbench()
        try workbench.load([folder])
        #expect(
            RuleInspector(workbench).warnings(of: workbench.plugins[0]).map(\.description) == [
                """
                odd/init.lua:3:49: capture what: is never used; take it out, or read match.what
                      desk.rule{ "First", [=[ who:%Name [said told] what:that ]=], action = keep },
                                                                    ^^^^^
                """,
                """
                odd/init.lua:5:33: capture who.title: is never used; take it out, or read match.who.title
                      desk.rule{ "Third", [=[ who:( title:%Cap %Name ) resigned ]=] },
                                                    ^^^^^^
                """,
                """
                odd/init.lua:4:28: rule "Second" can never win: wherever it matches, "First" matches too and is \
                taken; give it a higher priority or take it out
                      desk.rule{ "Second", [=[ %Name said that ]=] },
                                               ^^^^^^^^^^^^^^^^
                """,
            ])
    }

    @Test("a plugin cannot read outside of its folder")
    func outside() throws {
        #expect(try message("desk.list(\"x\", \"../../../etc/passwd.txt\")").contains("list file"))
        #expect(try message("desk.list(\"x\", \"/etc/hostname.txt\")").contains("list file"))
    }

    @Test(
        "while it runs: in the record, with what was annotated until then",
        arguments: [
            ("error(\"no bridge\")", "lua", "sample/init.lua:3:3: no bridge"),
            (
                "article:annotate{ span = article:span(1, 5), label = \"SAMPEL\" }", "lua",
                "sample/init.lua:3:3: the plugin sample does not provide the label \"SAMPEL\"; did you mean SAMPLE?; add it to 'provides'"
            ),
            (
                "article:annotate{ first = 1, last = 9999, label = \"SAMPLE\" }", "lua",
                "sample/init.lua:3:3: bytes 1 to 9999 are not in the text, which has 84 bytes"
            ),
            (
                "article:annotate{ first = 5, last = 2, label = \"SAMPLE\" }", "lua",
                "sample/init.lua:3:3: bytes 5 to 2 are not in the text, which has 84 bytes"
            ),
            (
                "article:annotate{ span = article:span(1, 5), label = \"SAMPLE\", start = 1 }", "lua",
                "sample/init.lua:3:3: 'start' cannot be a feature: the output uses the name itself"
            ),
            (
                "return article.txt", "lua",
                "sample/init.lua:3:3: Article has no field 'txt'; did you mean text?"
            ),
            (
                "return article:matches(\"#tilte\")", "lua",
                "sample/init.lua:3:81: unknown list #tilte; make it with desk.list(\"tilte\", …)"
            ),
            (
                "return article.tokens[1]:is(\"Nam\")", "lua",
                "sample/init.lua:3:3: unknown token class \"Nam\"; did you mean Name?"
            ),
            (
                "while true do end", "budget",
                "sample/init.lua:3:3: stopped: the budget of 100 ms of computing time is used up"
            ),
            (
                "local t = {} while true do t[#t + 1] = ('x'):rep(1000) .. #t end", "memory",
                "sample: not enough memory"
            ),
        ])
    func run(_ sample: (body: String, kind: String, message: String)) throws {
        let fixture = try PluginFixture()
        var limits = Workbench.Limits()
        limits.milliseconds = sample.kind == "budget" ? 100 : 20_000
        limits.memory = 24 << 20
        let before = "article:annotate{ span = article:span(7, 14), label = \"SAMPLE\" } "
        let good = try fixture.sample(before, name: "other")
        let bad = try fixture.sample(before + sample.body)
        let record = try annotate([bad, good], limits: limits).record
        #expect(record.errors.map(\.kind) == [sample.kind])
        let line = record.errors.first?.message ?? ""
        #expect(withoutColumn(line) == withoutColumn(sample.message))
        #expect(
            record.annotations.map(\.plugin) == ["other", "sample"],
            "the other plugin ran, and nothing was lost")
    }

    /// The column is that of the first character where Lua gives only the line.
    private func withoutColumn(_ message: String) -> String {
        let parts = message.split(separator: ":", maxSplits: 3)
        return parts.count == 4 && Int(parts[2]) != nil ? "\(parts[0]):\(parts[1]):\(parts[3])" : message
    }

    @Test("handles of a closed article give an error, not a crash")
    func stale() throws {
        let fixture = try PluginFixture()
        let workbench = try Workbench()
        let folder = try fixture.plugin(
            "keeper",
            """
            local kept
            return { name = "keeper", provides = { keeper = { "X" } }, annotate = function(article)
              if kept then return kept.token.text end
              kept = { token = article.tokens[1] }
            end }
            """)
        try workbench.load([folder])
        for (text, errors) in [
            ("One.", []), ("Two.", ["keeper/init.lua:3:3: this Token belongs to an article that is closed"]),
        ] {
            workbench.open(Article(id: .integer(1), utf8: Array(text.utf8)))
            let error = workbench.run(workbench.plugins[0])
            workbench.close()
            #expect([error?.message].compactMap { $0 } == errors)
        }
    }
}
