import ArticleModel
import Diagnostics
import Display
import Matching
import Testing
import Tokenization

@Suite("Matches and explanations")
struct MatchViewTests {
    private let vocabulary = Vocabulary()

    private func article(_ text: String) -> Article { Article(id: .string("a1"), utf8: Array(text.utf8)) }

    private func input(_ text: String) -> MatchInput {
        let article = article(text)
        return MatchInput(utf8: article.utf8, tokens: Tokenizer(vocabulary: vocabulary).tokenize(article))
    }

    private func rules(_ patterns: [String]) throws -> RuleSet {
        let context = PatternContext(vocabulary: vocabulary, symbols: SymbolTable())
        let rules = try patterns.enumerated().map { number, pattern in
            Rule(
                name: "R\(number + 1)", pattern: try context.compile(pattern), priority: 0, mode: .longest,
                scope: .sentence)
        }
        return RuleSet(rules, vocabulary: vocabulary)
    }

    private func views(_ pattern: String, _ text: String) throws -> [MatchView] {
        let rules = try rules([pattern])
        let input = input(text)
        return try rules.matches(in: input).map {
            MatchView($0, names: rules.rules[0].pattern.captureNames, in: article(text), input)
        }
    }

    private let plain = TextStyle(isColored: false)

    @Test("a match is in its line, with its captures in the next one")
    func lines() throws {
        let text = "Yesterday Ana said\nno."
        let found = try views("who:%Cap said what:no", text)
        #expect(
            found.map { $0.lines(width: 80, style: plain, named: true) } == [
                [
                    "a1: Yesterday Ana said no.", "    who=Ana  what=no",
                ]
            ])
        #expect(
            try views("said", text).map { $0.lines(width: 80, style: plain, named: false) } == [
                ["Yesterday Ana said no."]
            ])
        #expect(try views("nobody", text).isEmpty)
    }

    @Test("text that fits is shown as it is")
    func wide() throws {
        let text = "One two three four five six seven eight nine ten eleven twelve thirteen."
        #expect(try views("seven", text).map { $0.lines(width: 140, style: plain, named: false) } == [[text]])
    }

    @Test("a narrow line has ten characters on each side")
    func narrow() throws {
        let text = "One two three four five six seven eight nine ten eleven twelve thirteen."
        #expect(
            try views("seven", text).map { $0.lines(width: 20, style: plain, named: false) } == [
                [" five six seven eight nin"]
            ])
        let wide = String(repeating: "🌊", count: 20) + " seven " + String(repeating: "é", count: 20)
        #expect(
            try views("seven", wide).map { $0.lines(width: 20, style: plain, named: false) }
                == [[String(repeating: "🌊", count: 4) + " seven " + String(repeating: "é", count: 9)]])
    }

    @Test("with colors the match is red and the captures are cyan")
    func colors() throws {
        #expect(
            try views("who:%Cap said", "So Ana said.").map {
                $0.lines(width: 80, style: TextStyle(isColored: true), named: true)
            } == [
                [
                    "\u{1B}[2ma1: \u{1B}[0mSo \u{1B}[1;31mAna said\u{1B}[0m.",
                    "    who=\u{1B}[36mAna\u{1B}[0m",
                ]
            ])
    }

    @Test("a match as JSON has offsets in code points")
    func json() throws {
        #expect(
            try views("who:%Cap said", "🌊 Zoë said \"no\". He said so.").map(\.json) == [
                #"{"id":"a1","start":2,"end":10,"text":"Zoë said","captures":[{"name":"who","start":2,"end":5,"text":"Zoë"}]}"#,
                #"{"id":"a1","start":17,"end":24,"text":"He said","captures":[{"name":"who","start":17,"end":19,"text":"He"}]}"#,
            ])
        #expect(
            try views("no", "no").map(\.json) == [#"{"id":"a1","start":0,"end":2,"text":"no","captures":[]}"#]
        )
    }

    @Test("an explanation has the match and its captures, or how far the rule got and what failed")
    func explanations() throws {
        let input = input("So Ana said no to Bo")
        let set = try rules(["who:%Cap said", "Ana said yes", "no to Bo today"])
        var views: [[String]] = []
        for explanation in try set.explain(in: input, tokens: 1..<6) {
            views.append(ExplanationView(explanation, input, style: plain).lines)
        }
        #expect(
            views == [
                ["R1 matches “Ana said”", "    who: “Ana”"],
                ["R3 got as far as “no to Bo”; then today failed on the end"],
                ["R2 got as far as “Ana said”; then yes failed on “no”"],
            ])
    }

    @Test("an explanation names the plugin if it is known, and says if a rule does not begin")
    func names() throws {
        var explanation = try #require(try rules(["a"]).explain(in: input("a"), tokens: 0..<1).first)
        explanation.match = nil
        #expect(ExplanationView(explanation, input("a"), style: plain).lines == ["R1 does not begin there"])
        explanation.plugin = "p"
        explanation.miss = (start: 0, token: 0, element: 0..<99)
        #expect(
            ExplanationView(explanation, input("b"), style: TextStyle(isColored: true)).lines
                == ["\u{1B}[1mp.R1\u{1B}[0m got as far as “”; then a failed on “b”"])
    }
}
