import Diagnostics
import Authoring
import PluginHost
import Testing

@Suite("What a check finds without running a plugin")
struct PluginCheckTests {
    /// The findings in a plugin `odd`, with its name taken off.
    private func findings(_ source: String) throws -> [String] {
        let fixture = try PluginFixture()
        let folder = try fixture.plugin("odd", source)
        let workbench = try Workbench()
        var failure: Diagnostic?
        do throws(Diagnostic) { try workbench.load([folder]) } catch { failure = error }
        let check = withExtendedLifetime(fixture) { PluginCheck(folder, in: workbench, error: failure) }
        return check.findings.map { String($0.description.dropFirst("odd/init.lua:".count)) }
    }

    private func annotate(_ body: String) -> String {
        "return { name = \"odd\", provides = { odd = { \"X\", \"Y\" }, even = { \"Z\" } }, annotate = function(article)\n"
            + body + "\nend }"
    }

    @Test(
        "is told with its place",
        arguments: [
            ("local a = pritn", "2:11: (W113) accessing undefined variable 'pritn'; did you mean print?"),
            (
                "if article then count = 1 end",
                "2:17: (W111) setting the global 'count'; declare it with 'local'"
            ),
            ("function helper() end", "2:10: (W111) setting the global 'helper'; declare it with 'local'"),
            ("do local a end return a", "2:23: (W113) accessing undefined variable 'a'"),
            ("for i = 1, 2 do end return i", "2:28: (W113) accessing undefined variable 'i'"),
            ("desk.text.numbr('1')", "2:11: (W901) desk.text has no \"numbr\"; did you mean number?"),
            ("desk.txet.number('1')", "2:6: (W901) desk has no \"txet\"; did you mean text?"),
            ("return article:fnid('a')", "2:16: (W901) an Article has no \"fnid\"; did you mean find?"),
            (
                "return article.find('a')",
                "2:15: (W901) article.find is a method; call it with a colon: article:find(…)"
            ),
            (
                "desk.text.number('1', (2))",
                "2:11: (W902) desk.text.number takes 1 argument, not 2: desk.text.number(text: string): number?"
            ),
            (
                "desk.text.lemma'stopped'",
                "2:11: (W902) desk.text.lemma needs 2 arguments, not 1: desk.text.lemma(form: string, known: List): string?"
            ),
            (
                "article:annotate{ span = article:span(1, 2), label = \"OTHER\" }",
                "2:54: (W903) the plugin does not provide the label \"OTHER\"; add it to 'provides'"
            ),
            (
                "article:annotate({ span = 1, label = 'X', layer = 'evne' })",
                "2:51: (W903) the plugin does not provide the layer \"evne\"; did you mean even?"
            ),
            (
                "article:annotate({ span = 1, label = 'SMALL', layer = 'even' })",
                "2:38: (W903) the plugin does not provide the label \"SMALL\"; add it to 'provides'"
            ),
            (
                "article:annotate({ span = 1 })",
                "2:18: (W903) the annotation has no label; add label = \"Z\""
            ),
            ("local x = = 1", "2:11: (E011) unexpected symbol near '='"),
        ])
    func found(_ sample: (body: String, finding: String)) throws {
        #expect(try findings(annotate(sample.body)).first == sample.finding)
    }

    @Test("dead rules and unused captures are among them")
    func dead() throws {
        let source = """
            return { name = "odd", provides = { odd = { "X" } }, rules = {
              desk.rule{ "A", [=[ %Name said ]=] },
              desk.rule{ "B", [=[ %Name said what:that ]=], action = function() end, priority = -1 },
            } }
            """
        #expect(
            try findings(source) == [
                "3:23: (W904) rule \"B\" can never win: wherever it matches, \"A\" matches too and is taken; give it a "
                    + "higher priority or take it out",
                "3:34: (W904) capture what: is never used; take it out, or read match.what",
            ])
    }

    @Test(
        "what is right is left alone",
        arguments: [
            "local a <const>, b = 1, 2 local function f(x, ...) return f(x, ...), a, b end return f",
            "local t = { pritn = 1, [1] = 2; count = 3 } t.count = 4 function t.go() end function t:run() return self end",
            "repeat local done = true until done",
            "for _, m in ipairs(article:matches('a')) do print(m.text) end while true do break end",
            "goto out ::out:: return _G, string.format, math.pi, pcall(error)",
            "-- pritn(1)\nreturn [==[ count = 1 ]] ]==], 'desk.nothing'",
            "article:annotate{ span = 1, label = article and 'Q' or 'X', inner = { label = 'Q' } }",
            "article:annotate({ span = 1, label = 'Z', layer = 'even' }) article:annotate(article.metadata)",
            "desk.log(1, 2, 3) desk.text.lemma(table.unpack({})) desk.text.number((desk.text.lower('a')))",
            "desk.text.number(table.concat({ 1, 2 }, (function() local a, b = 1, 2 return a, b end)()))",
        ])
    func clean(_ body: String) throws { #expect(try findings(annotate(body)) == []) }
}
