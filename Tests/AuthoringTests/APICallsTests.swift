import LuaSource
import Testing

@testable import Authoring
@testable import PluginHost

@Suite("Calls of the plugin API in Lua source")
struct APICallsTests {
    private let items = [
        item("desk", "log", "...: any", "nil"), item("desk", "version", nil, "string"),
        item("desk.text", "number", "text: string", "number?"),
        item("desk.text", "join", "list: table, separator?: string", "string"),
        item("Article", "id", nil, "string"),
        item("Article", "find", "pattern: string, from?: integer", "Match?"),
        item("Article", "tokens", "", "table"), item("Article", "annotate", "fields: table", "Annotation"),
    ]

    private static func item(_ owner: String, _ name: String, _ parameters: String?, _ type: String)
        -> APIItem
    {
        APIItem(owner: owner, name: name, parameters: parameters, type: type, text: "", example: "")
    }

    /// Each problem as `CODE word: message`.
    private func problems(_ source: String, provides: [(layer: String, labels: [String])] = []) -> [String] {
        let tokens = LuaScanner.tokens(Array(source.utf8))
        return APICalls(tokens, items, provides: provides).problems.map {
            "\($0.code.rawValue) \(tokens[$0.token].text): \($0.message)"
        }
    }

    @Test(
        "a call with the right number of arguments is no problem, nor one whose number is not known",
        arguments: [
            "desk.log()", "desk.log(1, 2, 3)", "desk.text.number('1')", "desk.text.number'1'",
            "desk.text.number{}",
            "desk.text.number(f())", "desk.text.number(...)", "desk.text.number((f()))", "desk.text.join(t)",
            "desk.text.join(t, ', ')", "desk.text.join({ 1, 2 }, ',')", "desk.text.join(f(1, 2), g(3, 4))",
            "desk.text.number(function(a, b) return a, b end)", "desk.text.number(t[1])",
            "desk.text.number(function() if a then b, c = 1, 2 elseif d then e, f = 1, 2 end end)",
            "desk.text.number(function() for i, v in p(t) do repeat a, b = 1, 2 until c end end)",
            "local n = desk.text.number", "desk.version", "article.id", "article:tokens()",
            "article:find('a', 2)",
            "article.find", "local f = article.find", "x.desk.nothing()", "x.article:nothing()", "desk",
            "article",
            "desk.text", "desk[x]", "'desk.nothing'",
        ])
    func clean(_ source: String) {
        #expect(problems(source) == [])
    }

    @Test(
        "members that do not exist are reported with a suggestion of the same owner",
        arguments: [
            ("desk.nothing()", "W901 nothing: desk has no \"nothing\""),
            ("desk.lgo()", "W901 lgo: desk has no \"lgo\"; did you mean log?"),
            ("desk.txt.number('1')", "W901 txt: desk has no \"txt\"; did you mean text?"),
            ("desk.text.nubmer('1')", "W901 nubmer: desk.text has no \"nubmer\"; did you mean number?"),
            ("desk.text.log()", "W901 log: desk.text has no \"log\""),
            ("desk.number('1')", "W901 number: desk has no \"number\""),
            ("article:fnd('a')", "W901 fnd: an Article has no \"fnd\"; did you mean find?"),
            ("article.di", "W901 di: an Article has no \"di\"; did you mean id?"),
            ("article.find('a')", "W901 .: article.find is a method; call it with a colon: article:find(…)"),
        ])
    func members(_ sample: (source: String, problem: String)) {
        #expect(problems(sample.source) == [sample.problem])
    }

    @Test(
        "too many and too few arguments are reported with the signature",
        arguments: [
            (
                "desk.text.number()",
                "W902 number: desk.text.number needs 1 argument, not 0: desk.text.number(text: string): number?"
            ),
            (
                "desk.text.number(1, 2)",
                "W902 number: desk.text.number takes 1 argument, not 2: desk.text.number(text: string): number?"
            ),
            (
                "desk.text.join(1, 2, f())",
                "W902 join: desk.text.join takes 2 arguments, not 3: desk.text.join(list: table, separator?: string): string"
            ),
            (
                "article:tokens(1)",
                "W902 tokens: article:tokens takes no arguments, not 1: article:tokens(): table"
            ),
            (
                "article:find()",
                "W902 find: article:find needs 1 argument, not 0: article:find(pattern: string, from?: integer): Match?"
            ),
            (
                "desk.text.number(f(1), {2, 3})",
                "W902 number: desk.text.number takes 1 argument, not 2: desk.text.number(text: string): number?"
            ),
            (
                "desk.text.number(function() end, 2)",
                "W902 number: desk.text.number takes 1 argument, not 2: desk.text.number(text: string): number?"
            ),
        ])
    func arity(_ sample: (source: String, problem: String)) {
        #expect(problems(sample.source) == [sample.problem])
    }

    @Test(
        "labels and layers that are written out must be declared",
        arguments: [
            ("{ label = 'VOTE' }", []), ("{ label = 'SEAT', layer = 'seats' }", []), ("{ label = x }", []),
            ("{ label = 'A' .. x }", []), ("{ label = x and 'A' or 'B' }", []), ("x", []),
            ("{ label = 'VOTE', kind = { label = 'Q' } }", []),
            (
                "{ label = 'VOET' }",
                ["W903 VOET: the plugin does not provide the label \"VOET\"; did you mean VOTE?"]
            ),
            (
                "{ label = 'NOTHING' }",
                ["W903 NOTHING: the plugin does not provide the label \"NOTHING\"; add it to 'provides'"]
            ),
            (
                "{ label = 'VOTE', layer = 'seats' }",
                ["W903 VOTE: the plugin does not provide the label \"VOTE\"; add it to 'provides'"]
            ),
            (
                "{ label = 'VOTE', layer = 'voets' }",
                ["W903 voets: the plugin does not provide the layer \"voets\"; did you mean votes?"]
            ),
            ("{ span = s }", ["W903 {: the annotation has no label; add label = \"VOTE\""]),
            ("{ inner = { label = 'VOTE' } }", ["W903 {: the annotation has no label; add label = \"VOTE\""]),
            ("{ span = s, layer = 'seats' }", ["W903 {: the annotation has no label; add label = \"SEAT\""]),
        ] as [(String, [String])])
    func labels(_ sample: (argument: String, problems: [String])) {
        let provides = [(layer: "votes", labels: ["VOTE", "TIE"]), (layer: "seats", labels: ["SEAT"])]
        #expect(problems("article:annotate(\(sample.argument))", provides: provides) == sample.problems)
        #expect(problems("article:annotate(\(sample.argument))") == [])
    }

    @Test("every problem of a file is reported, in order")
    func several() {
        #expect(
            problems("desk.lgo() article:fnd() desk.text.number() desk.log()").map { $0.prefix(4) }
                == ["W901", "W901", "W902"])
    }
}
