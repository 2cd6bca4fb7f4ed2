public import Tokenization

/// Rules that are matched together. Which of them can start at a token is looked up by the
/// token's form, so that a thousand rules cost little more than ten.
public final class RuleSet {
    /// The article used up the steps that matching may take.
    public struct StepBudgetExceeded: Error, CustomStringConvertible {
        /// What happened.
        public var description: String {
            "matching took too many steps and was given up; a pattern with fewer open ends ( * + ... ) takes fewer"
        }
    }

    /// A match that was not taken, and why.
    public struct Loser {
        /// The match.
        public var match: Match
        /// The number of the rule that won, or nil if the rule's own condition refused it.
        public var winner: Int?
        /// Why.
        public var reason: String
    }

    /// The rules in order of definition.
    public let rules: [Rule]
    private let matchers: [Matcher]
    let vocabulary: Vocabulary
    private var starts: StartIndex
    /// Rules that can start with an annotation.
    private let annotationRules: [Int]

    /// A set of rules.
    public init(_ rules: [Rule], vocabulary: Vocabulary) {
        self.rules = rules
        self.vocabulary = vocabulary
        matchers = rules.map { Matcher($0.pattern) }
        starts = StartIndex(rules.map(\.pattern), vocabulary: vocabulary)
        annotationRules = rules.indices.filter { index in
            let pattern = rules[index].pattern
            return pattern.firstElements.contains { pattern.elements[$0].canStartWithAnnotation }
        }
    }

    /// Finds the matches in order of position.
    ///
    /// - Parameters:
    ///   - range: the tokens to search; all if nil.
    ///   - mostSteps: how much work the search may be.
    ///   - predicate: calls a predicate by name on some tokens.
    ///   - accept: a rule's own condition on a match.
    ///   - losers: gets the matches that were not taken.
    /// - Throws: ``StepBudgetExceeded``, ``Regex/Failure/limit(pattern:)``, and what the closures throw.
    public func matches(
        in input: MatchInput, range: Range<Int>? = nil, mostSteps: Int = 100_000_000,
        predicate: @escaping (_ name: String, _ tokens: Range<Int>) throws -> Bool = { _, _ in false },
        accept: (Match) throws -> Bool = { _ in true }, losers: ((Loser) -> Void)? = nil
    ) throws -> [Match] {
        let context = ElementContext(vocabulary: vocabulary, predicate: predicate)
        let budget = Matcher.Budget(steps: mostSteps)
        do {
            return try search(input, range ?? 0..<input.tokens.count, context, budget, accept, losers)
        } catch is Matcher.OutOfSteps {
            throw StepBudgetExceeded()
        }
    }

    private func search(
        _ input: MatchInput, _ range: Range<Int>, _ context: ElementContext, _ budget: Matcher.Budget,
        _ accept: (Match) throws -> Bool, _ losers: ((Loser) -> Void)?
    ) throws -> [Match] {
        let tokens = input.tokens
        guard !range.isEmpty, range.upperBound <= tokens.count else { return [] }
        starts.prepare()
        var found: [Match] = []
        var used = Set<Int>()
        var sentence = tokens.sentence(ofToken: range.lowerBound)
        var block = tokens.block(ofToken: range.lowerBound)
        // Rules that compete go on behind the last winner.
        var free = range.lowerBound
        var hasEntered = Array(repeating: -1, count: rules.count)
        var candidates: [Int] = []
        for token in range {
            while sentence + 1 < tokens.sentenceCount, Int(tokens.sentenceStarts[sentence + 1]) <= token {
                sentence += 1
            }
            while block + 2 < tokens.blockStarts.count, Int(tokens.blockStarts[block + 1]) <= token {
                block += 1
            }
            try starts.rules(at: token, in: input, context, matchers, into: &candidates)
            if !input.index.isEmpty, !input.index.starting(at: token).isEmpty {
                addAnnotationRules(to: &candidates)
            }
            guard !candidates.isEmpty else { continue }
            var best: Match?
            for index in candidates {
                let rule = rules[index]
                if rule.mode != .all && token < free || rule.mode == .once && used.contains(index) {
                    continue
                }
                let (scope, id) = region(rule.scope, sentence, block, tokens)
                if hasEntered[index] != id {
                    hasEntered[index] = id
                    matchers[index].enter(scope.clamped(to: range))
                }
                guard var match = try matchers[index].match(at: token, in: input, context, budget) else {
                    continue
                }
                match.rule = index
                guard try accept(match) else {
                    losers?(Loser(match: match, winner: nil, reason: "its condition (where) refused it"))
                    continue
                }
                if rule.mode == .all {
                    found.append(match)
                } else if let leader = best {
                    let wins = precedes(match, leader)
                    let (winner, loser) = wins.result ? (match, leader) : (leader, match)
                    losers?(Loser(match: loser, winner: winner.rule, reason: wins.reason))
                    best = winner
                } else {
                    best = match
                }
            }
            if let best {
                found.append(best)
                free = best.tokens.upperBound
                used.insert(best.rule)
            }
        }
        return found
    }

    private func addAnnotationRules(to candidates: inout [Int]) {
        guard !annotationRules.isEmpty else { return }
        candidates =
            candidates.isEmpty ? annotationRules : Array(Set(candidates).union(annotationRules)).sorted()
    }

    private func region(_ scope: Rule.Scope, _ sentence: Int, _ block: Int, _ tokens: TokenTable)
        -> (Range<Int>, Int)
    {
        switch scope {
        case .sentence: (tokens.sentence(sentence), sentence)
        case .paragraph: (tokens.block(block), block)
        case .document: (0..<tokens.count, 0)
        }
    }

    /// Whether the first match wins over the second at the same start, and by what.
    private func precedes(_ a: Match, _ b: Match) -> (result: Bool, reason: String) {
        let (first, second) = (rules[a.rule], rules[b.rule])
        if first.priority != second.priority {
            return (first.priority > second.priority, "the other has the higher priority")
        }
        if first.mode != .ordered, second.mode != .ordered, a.tokens.count != b.tokens.count {
            return (a.tokens.count > b.tokens.count, "the other match is longer")
        }
        return (a.rule < b.rule, "the other rule was defined first")
    }
}

extension Element {
    /// Whether an annotation, and not the text alone, decides whether it can match.
    var canStartWithAnnotation: Bool {
        switch kind {
        case .annotation: true
        case .oneOf(let items): items.contains(where: \.canStartWithAnnotation)
        default: false
        }
    }
}
