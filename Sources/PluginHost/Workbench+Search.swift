internal import ArticleModel
public import Matching
internal import Tokenization

/// Patterns from outside of plugins: the command line and the prompt.
extension Workbench {
    /// The names that patterns of the command line and the prompt can use: the layers of all loaded
    /// plugins, and their lists and named patterns; of two with one name, those of the plugin that
    /// was loaded first.
    func prepareSession() {
        for plugin in plugins.reversed() { session.context.adopt(plugin.context) }
        session.context.reservedCaptures = reservedCaptures
    }

    /// Compiles a pattern given by a person.
    ///
    /// - Throws: ``PatternError``.
    public func search(_ pattern: String, scope: Rule.Scope = .sentence, mode: Rule.Mode = .longest)
        throws(PatternError)
        -> RuleSet
    {
        prepareSession()
        let rule = Rule(
            name: "pattern", pattern: try session.context.compile(pattern), mode: mode, scope: scope)
        // The words of the pattern must outlast the article that is open.
        vocabulary.keepAll()
        return RuleSet([rule], vocabulary: vocabulary)
    }

    /// The matches of a search in the open article.
    ///
    /// - Throws: ``RuleSet/StepBudgetExceeded`` and what predicates throw.
    public func matches(of search: RuleSet) throws -> [Match] {
        guard let open else { return [] }
        return try search.matches(in: open.input, mostSteps: limits.steps)
    }

    /// What keeps rules of the loaded plugins from matching at some tokens of the open article: see
    /// ``RuleSet/explain(in:tokens:)``. Rules of all plugins, or of those with the name given.
    public func explain(tokens: Range<Int>, plugin name: String? = nil, rule: String? = nil) throws
        -> [RuleExplanation]
    {
        guard let open else { return [] }
        var found: [RuleExplanation] = []
        for plugin in plugins where name == nil || plugin.name == name {
            for set in ruleSets(of: plugin) {
                for var explanation in try set.explain(in: open.input, tokens: tokens)
                where rule == nil || explanation.rule == rule {
                    explanation.plugin = plugin.name
                    found.append(explanation)
                }
            }
        }
        return found
    }

    private func ruleSets(of plugin: Plugin) -> [RuleSet] {
        let made = ownedRuleSets.filter { $0.owner == plugin.name }.map { ruleSet($0.number).set }
        return plugin.stages.map(\.set) + made
    }
}
