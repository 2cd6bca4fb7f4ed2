internal import Tokenization

/// Why a rule matched, or how far it got.
public struct RuleExplanation: Sendable {
    /// The plugin of the rule, where it is known.
    public var plugin: String = ""
    /// The rule.
    public var rule: String
    /// The pattern of the rule.
    public var pattern: String
    /// What it matched; nil if it does not match there.
    public var match: Match?
    /// The names of the captures of the match.
    public var captureNames: [String] = []
    /// The token at which the nearest miss started, the one at which it failed, and the element of the
    /// pattern that failed there, as its bytes.
    public var miss: (start: Int, token: Int, element: Range<Int>)?
}

extension RuleSet {
    /// For each rule, its match that overlaps the tokens, or its nearest miss: the start among the
    /// tokens (and a few before) from which it got farthest. Matches first, then the misses by how far
    /// they got; rules that fail at their first element are left out.
    public func explain(in input: MatchInput, tokens: Range<Int>, mostSteps: Int = 10_000_000) throws
        -> [RuleExplanation]
    {
        guard !tokens.isEmpty, tokens.upperBound <= input.tokens.count else { return [] }
        let context = ElementContext(vocabulary: vocabulary, predicate: { _, _ in true })
        let budget = Matcher.Budget(steps: mostSteps)
        return try withSubject(input, 0..<input.tokens.count, context, budget) { subject in
            try explanations(subject, tokens)
        }
    }

    private func explanations(_ subject: Matcher.Subject, _ tokens: Range<Int>) throws -> [RuleExplanation] {
        let input = subject.input
        let stamp = nextStamp()
        var explanations: [RuleExplanation] = []
        for (number, rule) in rules.enumerated() {
            let matcher = matchers[number]
            let region = self.region(of: rule, around: tokens.lowerBound, in: input.tokens)
            var explanation = RuleExplanation(rule: rule.name, pattern: rule.pattern.source)
            explanation.captureNames = rule.pattern.captureNames
            var best: (start: Int, progress: Matcher.Progress)?
            for start in max(
                region.lowerBound, tokens.lowerBound - 12)..<min(region.upperBound, tokens.upperBound)
            {
                matcher.enter(region, stamp: stamp)
                if var match = try matcher.match(at: start, of: subject),
                    match.tokens.overlaps(tokens)
                {
                    match.rule = number
                    explanation.match = match
                    break
                }
                guard let progress = try matcher.progress(from: start, of: subject) else { continue }
                // Farther in tokens counts; of equal ones the later start, which is nearer.
                if progress.token > start, progress.token >= tokens.lowerBound,
                    progress.token - start >= best.map({ $0.progress.token - $0.start }) ?? 1
                {
                    best = (start, progress)
                }
            }
            if explanation.match == nil {
                guard let best, best.progress.element < rule.pattern.elements.count else { continue }
                let element = rule.pattern.elements[best.progress.element]
                explanation.miss = (
                    best.start, best.progress.token, element.offset..<element.offset + element.length
                )
            }
            explanations.append(explanation)
        }
        return explanations.enumerated().sorted { a, b in
            let (first, second) = (reach(a.element), reach(b.element))
            return first != second ? first > second : a.offset < b.offset
        }.map(\.element)
    }

    private func reach(_ explanation: RuleExplanation) -> Int {
        explanation.match != nil ? .max : explanation.miss.map { $0.token - $0.start } ?? 0
    }

    private func region(of rule: Rule, around token: Int, in tokens: TokenTable) -> Range<Int> {
        switch rule.scope {
        case .sentence: tokens.sentence(tokens.sentence(ofToken: token))
        case .paragraph: tokens.block(tokens.block(ofToken: token))
        case .document: 0..<tokens.count
        }
    }
}
