import ArticleModel
import Matching
import TestSupport
import Testing
import Tokenization

@Suite("Why a rule matched, and how far it got")
struct ExplainTests {
    private let bench = PatternBench()

    /// What `explain` says of the tokens that hold `part`: `rule: match` or `rule: start|failed at|element`.
    private func explain(_ rules: [Rule], _ part: String, in text: String) throws -> [String] {
        let input = bench.input(text)
        let start = text.utf8.distance(from: text.startIndex, to: text.ranges(of: part)[0].lowerBound)
        let tokens = input.tokens.tokens(overlapping: .init(start, start + part.utf8.count))
        return try RuleSet(rules, vocabulary: bench.vocabulary).explain(in: input, tokens: tokens).map {
            item in
            if let match = item.match { return "\(item.rule): \(input.text(match.tokens))" }
            guard let miss = item.miss else { return "\(item.rule): nothing" }
            let element = String(decoding: Array(item.pattern.utf8)[miss.element], as: UTF8.self)
            let failed = miss.token < input.tokenCount ? input.text(miss.token..<miss.token + 1) : "the end"
            return "\(item.rule): \(input.text(miss.start..<miss.start + 1))|\(failed)|\(element)"
        }
    }

    @Test("matches come first, then the misses by how far they got, then in order of definition")
    func order() throws {
        let rules = [
            try bench.rule("Mayor %num", name: "one"), try bench.rule("Mayor Ana %num", name: "two"),
            try bench.rule("Ana ~say", name: "never"), try bench.rule("Mayor %Name{2}", name: "yes"),
            try bench.rule("Mayor %dash", name: "three"),
        ]
        #expect(
            try explain(rules, "Mayor Ana Ruiz", in: "Then Mayor Ana Ruiz left.") == [
                "yes: Mayor Ana Ruiz", "two: Mayor|Ruiz|%num", "one: Mayor|Ana|%num", "never: Ana|Ruiz|~say",
                "three: Mayor|Ana|%dash",
            ])
    }

    @Test("the element that failed is named by its place in the pattern, whatever stands before it")
    func elements() throws {
        for (pattern, text, expected) in [
            ("é a b c", "é a b x", "r: é|x|c"),
            ("a ( b | c ) d", "a c x", "r: a|x|d"),
            ("a k:%num", "a b", "r: a|b|%num"),
            ("a b{len>0} \"C\"", "a b c", "r: a|c|\"C\""),
            ("a b c", "a b", "r: a|the end|c"),
            ("a+ [x y] z", "a a a q", "r: a|q|[x y]"),
        ] {
            #expect(try explain([bench.rule(pattern)], "a", in: text) == [expected], "\(pattern)")
        }
    }

    @Test("a rule that fails at its first element is left out, and of no tokens nothing is said")
    func leftOut() throws {
        #expect(try explain([bench.rule("zebra b")], "a", in: "a b") == [])
        let input = bench.input("a b")
        let set = RuleSet([try bench.rule("a b")], vocabulary: bench.vocabulary)
        #expect(try set.explain(in: input, tokens: 1..<1).isEmpty)
        #expect(try set.explain(in: input, tokens: 0..<3).isEmpty, "beyond the text")
        #expect(try set.explain(in: input, tokens: 1..<2).map(\.match?.tokens) == [0..<2])
    }

    @Test("a match must overlap the tokens that were asked for")
    func overlap() throws {
        #expect(try explain([bench.rule("a b")], "c", in: "a b c a b") == [])
        #expect(try explain([bench.rule("b c?")], "c", in: "a b c") == ["r: b c"])
        #expect(try explain([bench.rule("a b")], "b c", in: "a b c a b") == ["r: a b"])
    }

    @Test("a match does not reach beyond what the rule may cross")
    func scope() throws {
        let text = "One fell. Two rose."
        #expect(try explain([bench.rule("fell . Two")], "fell", in: text) == ["r: fell|Two|Two"])
        #expect(
            try explain([bench.rule("fell . Two", scope: .paragraph)], "fell", in: text) == ["r: fell. Two"])
    }

    @Test("captures and their names come with the match")
    func captures() throws {
        let input = bench.input("Mayor Ana Ruiz")
        let set = RuleSet(
            [try bench.rule("title:#title name:( first:%Name %Name )")], vocabulary: bench.vocabulary)
        let found = try set.explain(in: input, tokens: 0..<1)
        #expect(found.map(\.captureNames) == [["title", "name", "name.first"]])
        #expect(
            found[0].match?.captures.map { "\($0.name) \($0.tokens) in \($0.parent)" } == [
                "0 0..<1 in -1", "1 1..<3 in -1", "2 1..<2 in 1",
            ])
    }

    @Test("an explanation that takes too many steps is the same error as a search that does")
    func steps() throws {
        let set = RuleSet([try bench.rule("_* z")], vocabulary: bench.vocabulary)
        let input = bench.input(Array(repeating: "a", count: 100).joined(separator: " "))
        #expect(throws: RuleSet.StepBudgetExceeded.self) {
            try set.explain(in: input, tokens: 0..<50, mostSteps: 20)
        }
    }

    /// The search asks an automaton which rules can match; an explanation tries each start.
    @Test("an explanation agrees with the search on random rules and texts", arguments: 0..<16)
    func agrees(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: 40 + seed)
        var bench = PatternBench()
        bench.addList("pair", ["a b", "a", "b c", "C"])
        bench.labels = [("a b", "PERSON"), ("c", "ORG"), ("b c a", "DIRECT")]
        let parts = [
            "a", "b", "_", "( a | b )", "a?", "b*", "[a c]", "c+", "!( c ) _", "k:a", "#pair", "@PERSON",
            "@entities", "\"a b\"", "[#pair c]", "[^ a @ORG]", "[^ \"a b\"]", "_{len=1}", "%lower", "/[ab]/",
            "<&( a ) _", "<@quotes _", "_ @PERSON>", "( <sent a | c )", "...{0,1} b", "_{spaced}",
            "#pair{tokens=2}", "C", "%Cap?",
        ]
        var compared = 0
        while compared < 60 {
            let pattern = (0..<Int.random(in: 1...4, using: &random)).map { _ in
                parts.randomElement(using: &random)!
            }.joined(separator: " ")
            let words = (0..<Int.random(in: 1...8, using: &random)).map { _ in
                ["a", "b", "c", "C"].randomElement(using: &random)!
            }
            // Patterns that can match nothing are errors.
            guard let rule = try? bench.rule(pattern, mode: .all) else { continue }
            compared += 1
            let input = bench.input(words.joined(separator: " "))
            let set = RuleSet([rule], vocabulary: bench.vocabulary)
            let all = try set.matches(in: input)
            for token in words.indices {
                let explained = try set.explain(in: input, tokens: token..<token + 1).compactMap(\.match)
                let expected = all.filter { $0.tokens.contains(token) }
                #expect(explained == Array(expected.prefix(1)), "\(pattern) in \(words) at \(token)")
            }
        }
    }
}
