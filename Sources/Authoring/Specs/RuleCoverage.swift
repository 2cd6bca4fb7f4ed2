internal import ArticleModel
internal import Matching
internal import PluginHost
internal import Tokenization

/// Whether the examples of a plugin try one of its rules, on either side.
public struct RuleCoverage: Equatable, Sendable {
    /// The rule.
    public var rule: String
    /// Whether there is a positive example: at an expected mark stands an annotation that came from the rule
    /// or, where the annotation names no rule of the plugin, a match of it.
    public var hasPositive: Bool
    /// Whether there is a negative example: one to which the rule gives nothing, though it matches there (and
    /// its condition, a better rule or the plugin refuses) or gets past the first element of its pattern. For
    /// a pattern of one element, any example to which it gives nothing.
    public var hasNegative: Bool

    /// What the examples try of a rule.
    public init(rule: String, hasPositive: Bool, hasNegative: Bool) {
        (self.rule, self.hasPositive, self.hasNegative) = (rule, hasPositive, hasNegative)
    }
}

extension PluginSpec {
    /// What the examples try of each rule of the plugin, in order of definition. Rules of one name count as
    /// one.
    ///
    /// - Throws: what matching throws.
    public func coverage() throws -> [RuleCoverage] {
        let rules = RuleInspector(workbench).rules(of: plugin)
        let names = rules.map(\.name)
        var positive: Set<String> = []
        var negative: Set<String> = []
        for example in examples {
            // An example with wrong marks is reported by ``run()``.
            guard let marked = try? MarkedExample(example.marked, brackets: example.brackets) else {
                continue
            }
            try withOptions(of: example) {
                let (article, shift) = article(of: example, marked)
                // An example that fails is reported by ``run()``.
                try annotationRun.explore(article) { open, _ in
                    func explained(_ tokens: Range<Int>) throws -> [RuleExplanation] {
                        try RuleInspector(workbench).explain(tokens: tokens, plugin: plugin.name)
                    }
                    var given: Set<String> = []
                    let found = open.result(errors: []).annotations.filter { $0.plugin == plugin.name }
                    for mark in marked.marks {
                        let span = Span(mark.span.start + shift, mark.span.end + shift)
                        let named = found.filter { $0.span == span }.compactMap(\.rule).filter(names.contains)
                        given.formUnion(named)
                        guard named.isEmpty else { continue }
                        let here = try explained(open.tokens.tokens(overlapping: span))
                        given.formUnion(here.filter { $0.match != nil }.map(\.rule))
                    }
                    positive.formUnion(given)
                    var near = Set(rules.filter(\.rule.pattern.isOneElement).map(\.name))
                    for sentence in 0..<open.tokens.sentenceCount {
                        near.formUnion(try explained(open.tokens.sentence(sentence)).map(\.rule))
                    }
                    negative.formUnion(near.subtracting(given))
                }
            }
        }
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }.map {
            RuleCoverage(rule: $0, hasPositive: positive.contains($0), hasNegative: negative.contains($0))
        }
    }
}
