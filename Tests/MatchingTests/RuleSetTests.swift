import Matching
import Testing
import Tokenization

@Suite("Rules matched together")
struct RuleSetTests {
    @Test("a literal of one token is found wherever it stands alone, whatever joins its letters")
    func oneToken() throws {
        let bench = PatternBench()
        let text = "The well-known ferry9 of Été sank’s-side, said Été: 3pm, x-y-z, 3 pm."
        for (pattern, found) in [
            ("well-known", ["well-known"]), ("known", []), ("ferry9", ["ferry9"]), ("ferry", []),
            ("Été", ["Été", "Été"]), ("été", ["Été", "Été"]), ("\"été\"", []), ("3pm", ["3pm"]),
            ("pm", ["pm"]),
            ("x-y-z", ["x-y-z"]), (":", [":"]), ("[ , : ]", [",", ":", ",", ","]),
        ] {
            #expect(try bench.matches(pattern, in: text) == found, "\(pattern)")
        }
    }

    @Test("annotations count wherever they stand in a pattern")
    func annotations() throws {
        var bench = PatternBench()
        bench.labels = [("Ana Ruiz", "PERSON"), ("Brightwater", "ORG")]
        let text =
            "Yesterday Ana Ruiz of Brightwater said no. Ana Ruiz said so. A man said yes. Ruiz said no."
        #expect(
            try bench.matches("who:@PERSON [said of]", in: text) == [
                "Ana Ruiz of {who=Ana Ruiz}", "Ana Ruiz said {who=Ana Ruiz}",
            ])
        #expect(try bench.matches("of @ORG said", in: text) == ["of Brightwater said"])
        #expect(try bench.matches("of @PERSON", in: text).isEmpty)
        #expect(
            try bench.matches("( @PERSON | %Cap ) said", in: text) == [
                "Brightwater said", "Ana Ruiz said", "Ruiz said",
            ])
        #expect(try bench.matches("%Cap @entities of", in: text) == ["Yesterday Ana Ruiz of"])
    }

    @Test("a condition may search with the same rules")
    func nested() throws {
        let bench = PatternBench()
        let set = RuleSet([try bench.rule("a+ b")], vocabulary: bench.vocabulary)
        let input = bench.input("a a b a b a a a b")
        let alone = try set.matches(in: input)
        var inner: [[Match]] = []
        let outer = try set.matches(
            in: input,
            accept: { _ in
                inner.append(try set.matches(in: input))
                return true
            })
        #expect(outer == alone)
        #expect(inner == [alone, alone, alone])
    }

    @Test("rules of every scope in one set")
    func scopes() throws {
        let bench = PatternBench()
        let text = "One fell. Two rose\n\nThree fell."
        let rules = [
            try bench.rule("fell . Two", name: "para", scope: .paragraph),
            try bench.rule("fell . Two", name: "sent"),
            try bench.rule("rose Three", name: "doc", scope: .document),
            try bench.rule("rose Three", name: "para2", scope: .paragraph),
            try bench.rule("Three fell", name: "three", priority: 1),
        ]
        #expect(try bench.matches(rules, in: text) == ["para: fell. Two", "doc: rose\n\nThree"])
    }

    @Test("words that are new to every article, over many articles")
    func manyForms() throws {
        let bench = PatternBench()
        let set = RuleSet(
            [try bench.rule("name:%Cap{1,2} said"), try bench.rule("/[a-z]+9/ ~close")],
            vocabulary: bench.vocabulary)
        bench.vocabulary.keepAll()
        for number in 0..<60 {
            let input = bench.input("Name\(number) Of\(number) said so.")
            #expect(
                try set.matches(in: input).map { input.text($0.tokens) } == ["Name\(number) Of\(number) said"]
            )
            let other = bench.input("The ferry9 closed.")
            #expect(try set.matches(in: other).map { other.text($0.tokens) } == ["ferry9 closed"])
            bench.vocabulary.forgetArticles(above: 20)
        }
    }

    @Test(
        "a rule that can never win is found",
        arguments: [
            (["%Name said", "Ruiz said"], [1]),
            (["Ruiz said", "%Name said"], []),
            (["[Ruiz Lind] said", "who:Lind said"], [1]),
            (["%Name said", "Ruiz said that"], []),
            (["_ said", "~say said", "#title said"], [1]),
            (["%Cap said", "ruiz said"], []),
            (["%Name? said", "Ruiz said"], []),
            (["%Name{len>3} said", "Ruiz said"], []),
            (["a b", "a b"], [1]),
        ])
    func shadowed(_ sample: (patterns: [String], shadowed: [Int])) throws {
        let bench = PatternBench()
        let set = RuleSet(try sample.patterns.map { try bench.rule($0) }, vocabulary: bench.vocabulary)
        #expect(set.shadowedRules { _ in false }.map(\.rule) == sample.shadowed)
        #expect(set.shadowedRules { _ in true }.isEmpty, "a condition may refuse what shadows")
    }

    @Test("a shorter match shadows a longer one where length does not count")
    func shorter() throws {
        let bench = PatternBench()
        func shadowed(_ rules: [Rule]) -> [Int] {
            RuleSet(rules, vocabulary: bench.vocabulary).shadowedRules { _ in false }.map(\.rule)
        }
        #expect(shadowed([try bench.rule("a", priority: 1), try bench.rule("a b")]) == [1])
        #expect(
            shadowed([try bench.rule("a", mode: .ordered), try bench.rule("a b", mode: .ordered)]) == [1])
        #expect(shadowed([try bench.rule("a"), try bench.rule("a b")]).isEmpty)
        #expect(shadowed([try bench.rule("a"), try bench.rule("a", scope: .document)]).isEmpty)
        #expect(shadowed([try bench.rule("a", mode: .all), try bench.rule("a")]).isEmpty)
    }
}
