import Matching
import TestSupport
import Testing
import Tokenization

@Suite("Rules that compete")
struct RuleCompetitionTests {
    private let bench = PatternBench()

    @Test("each match that lost is reported with its winner and the reason")
    func losers() throws {
        let rules = [
            try bench.rule("a b", name: "long"), try bench.rule("a", name: "short"),
            try bench.rule("[a] [b]", name: "later"), try bench.rule("a", name: "high", priority: 2),
            try bench.rule("a b c", name: "refused", priority: 9),
        ]
        var told: [String] = []
        let input = bench.input("a b c")
        let found = try RuleSet(rules, vocabulary: bench.vocabulary).matches(
            in: input, accept: { $0.rule != 4 },
            losers: { loser in
                let winner = loser.winner.map { rules[$0].name } ?? "none"
                told.append("\(rules[loser.match.rule].name) to \(winner): \(loser.reason)")
            })
        #expect(found.map { "\(rules[$0.rule].name) \($0.tokens)" } == ["high 0..<1"])
        #expect(
            told == [
                "short to long: the other match is longer", "later to long: the other rule was defined first",
                "long to high: the other has the higher priority",
                "refused to none: its condition (where) refused it",
            ])
    }

    @Test("a match that is refused leaves its start to the other rules and its rule without any there")
    func refused() throws {
        let rules = [try bench.rule("a b?", name: "x", priority: 1), try bench.rule("a", name: "y")]
        let input = bench.input("a b a b")
        let found = try RuleSet(rules, vocabulary: bench.vocabulary).matches(
            in: input, accept: { $0.tokens != 0..<2 })
        #expect(found.map { "\(rules[$0.rule].name) \($0.tokens)" } == ["y 0..<1", "x 2..<4"])
    }

    @Test("once takes the first match that wins, not one that was beaten or refused")
    func once() throws {
        let rules = [
            try bench.rule("a", name: "once", mode: .once), try bench.rule("a b", name: "long"),
        ]
        let input = bench.input("a b a a")
        #expect(try bench.matches(rules, in: "a b a a") == ["long: a b", "once: a"])
        var asked = 0
        let found = try RuleSet([rules[0]], vocabulary: bench.vocabulary).matches(
            in: input,
            accept: { _ in
                asked += 1
                return asked == 2
            })
        #expect(found.map(\.tokens) == [2..<3] && asked == 2)
        let set = RuleSet(rules, vocabulary: bench.vocabulary)
        #expect(try set.matches(in: input) == set.matches(in: input), "each article begins afresh")
    }

    @Test("all keeps overlapping matches beside those of rules that compete")
    func all() throws {
        let rules = [
            try bench.rule("_ _", name: "all", mode: .all), try bench.rule("a b", name: "long"),
            try bench.rule("b", name: "b"),
        ]
        #expect(
            try bench.matches(rules, in: "a b c") == ["all: a b", "long: a b", "all: b c"],
            "b begins within the winner")
    }

    @Test("a search in a range neither starts before it, nor ends behind it, nor looks beyond it")
    func range() throws {
        let input = bench.input("a a a a a")
        func tokens(_ pattern: String, _ range: Range<Int>) throws -> [Range<Int>] {
            try RuleSet([bench.rule(pattern)], vocabulary: bench.vocabulary).matches(in: input, range: range)
                .map(\.tokens)
        }
        #expect(try tokens("a+", 1..<4) == [1..<4])
        #expect(try tokens("a{2}", 1..<4) == [1..<3])
        #expect(try tokens("<!( a ) a", 1..<4) == [1..<2])
        #expect(try tokens("a !( a )", 1..<4) == [3..<4])
        #expect(try tokens("a", 2..<2) == [] && tokens("a", 3..<9) == [], "no tokens, or beyond the text")
    }

    @Test("steps are counted over the whole article and all rules, and the message says what helps")
    func steps() throws {
        let rules = try (0..<5).map { try bench.rule("_* z\($0)") }
        let input = bench.input(Array(repeating: "a", count: 300).joined(separator: " "))
        let set = RuleSet(rules, vocabulary: bench.vocabulary)
        let error = #expect(throws: RuleSet.StepBudgetExceeded.self) {
            try set.matches(in: input, mostSteps: 200)
        }
        #expect(
            error?.description
                == "matching took too many steps and was given up; a pattern with fewer open ends ( * + ... ) takes fewer"
        )
        #expect(try set.matches(in: input).isEmpty, "the set can be used after that")
    }

    /// A rule of the test: words, one of them for any, and how it competes.
    private struct Sample {
        var words: [Character]
        var priority: Int
        var mode: Rule.Mode
        var scope: Rule.Scope
    }

    @Test("the winners are those of the documented order, on random rules and texts", arguments: 0..<16)
    func reference(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: 7000 + seed)
        for _ in 0..<40 {
            let samples = (0..<Int.random(in: 1...6, using: &random)).map { _ in
                Sample(
                    words: (0..<Int.random(in: 1...5, using: &random)).map { _ in
                        "aabb_.".randomElement(using: &random)!
                    },
                    priority: Int.random(in: 0...1, using: &random),
                    mode: Bool.random(using: &random)
                        ? .longest : Rule.Mode.allCases.randomElement(using: &random)!,
                    scope: Rule.Scope.allCases.randomElement(using: &random)!)
            }
            // A sentence ends where a capital follows the full stop; two full stops would be one token.
            var words: [Character] = []
            for _ in 0..<Int.random(in: 1...14, using: &random) {
                words.append((words.last == "." ? "abAB" : "abAB.").randomElement(using: &random)!)
            }
            let text = String(words.map { [$0] }.joined(separator: " "))
            let input = bench.input(text)
            let rules = try samples.enumerated().map { number, sample in
                try bench.rule(
                    sample.words.map(String.init).joined(separator: " "), name: "\(number)",
                    priority: sample.priority, mode: sample.mode, scope: sample.scope)
            }
            var found = try RuleSet(rules, vocabulary: bench.vocabulary).matches(in: input)
            // Those of one start come in no certain order.
            found.sort { ($0.tokens.lowerBound, $0.rule) < ($1.tokens.lowerBound, $1.rule) }
            #expect(
                found.map { "\($0.rule) \($0.tokens)" } == expected(samples, words, input),
                "\(samples) in \(text)")
        }
    }

    private func expected(_ samples: [Sample], _ words: [Character], _ input: MatchInput) -> [String] {
        var found: [String] = []
        var free = 0
        var used: Set<Int> = []
        for start in words.indices {
            var best: Int?
            var here: [(rule: Int, tokens: Range<Int>)] = []
            for (number, sample) in samples.enumerated() {
                let end = start + sample.words.count
                guard end <= words.count,
                    zip(sample.words, words[start..<end]).allSatisfy({
                        $0 == "_" || $0 == Character($1.lowercased())
                    }),
                    sample.scope != .sentence || isOneSentence(start..<end, input)
                else { continue }
                if sample.mode == .all {
                    here.append((number, start..<end))
                } else if start >= free, sample.mode != .once || !used.contains(number) {
                    best = best.map { beats(number, $0, samples) ? number : $0 } ?? number
                }
            }
            if let best {
                free = start + samples[best].words.count
                used.insert(best)
                here.append((best, start..<free))
            }
            found += here.sorted { $0.rule < $1.rule }.map { "\($0.rule) \($0.tokens)" }
        }
        return found
    }

    private func isOneSentence(_ range: Range<Int>, _ input: MatchInput) -> Bool {
        input.sentenceNumber(range.lowerBound) == input.sentenceNumber(range.upperBound - 1)
    }

    private func beats(_ a: Int, _ b: Int, _ samples: [Sample]) -> Bool {
        if samples[a].priority != samples[b].priority { return samples[a].priority > samples[b].priority }
        let lengthCounts = samples[a].mode != .ordered && samples[b].mode != .ordered
        return lengthCounts && samples[a].words.count > samples[b].words.count
    }

    @Test("a rule that is reported as shadowed never wins", arguments: 0..<12)
    func shadowed(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: 300 + seed)
        let parts = [
            "a", "b", "_", "[a b]", "%word", "%lower", "/a/", "\"a\"", "A", "[A b]", "%Cap", "k:a", "[^ a]",
        ]
        var shadows = 0
        for _ in 0..<60 {
            let rules = try (0..<4).map { number in
                try bench.rule(
                    (0..<Int.random(in: 1...2, using: &random)).map { _ in
                        parts.randomElement(using: &random)!
                    }
                    .joined(separator: " "),
                    name: "\(number)", priority: Int.random(in: 0...1, using: &random),
                    mode: Rule.Mode.allCases.randomElement(using: &random)!,
                    scope: Rule.Scope.allCases.randomElement(using: &random)!)
            }
            let set = RuleSet(rules, vocabulary: bench.vocabulary)
            let shadowed = Set(set.shadowedRules { _ in false }.map(\.rule))
            shadows += shadowed.count
            for _ in 0..<12 {
                let text = (0..<8).map { _ in ["a", "b", "A", "B", "a.", "5"].randomElement(using: &random)! }
                    .joined(separator: " ")
                let winners = Set(try set.matches(in: bench.input(text)).map(\.rule))
                #expect(
                    winners.isDisjoint(with: shadowed),
                    "\(rules.map { "\($0.pattern.source) \($0.mode) \($0.priority)" }) in \(text)")
            }
        }
        #expect(shadows > 4, "the sample has such rules")
    }
}

extension MatchInput {
    fileprivate func sentenceNumber(_ token: Int) -> Int { tokens.sentence(ofToken: token) }
}
