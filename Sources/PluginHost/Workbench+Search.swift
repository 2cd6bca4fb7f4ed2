internal import ArticleModel
internal import LuaRuntime
public import Matching
internal import Tokenization

/// Patterns from outside of plugins: the command line and the prompt.
extension Workbench {
    /// The names that patterns of the command line and the prompt can use: the layers of all loaded
    /// plugins, and their lists and named patterns; of two with one name, those of the plugin that
    /// was loaded first.
    func prepareSession() {
        session.context.parents = plugins.map(\.context)
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
        return try state.stoppable {
            try search.matches(
                in: open.input, mostSteps: limits.steps, shouldStop: { [state] in state.shouldStop })
        }
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

    /// A rule as lists of rules show it.
    public struct RuleSummary {
        /// Its name.
        public var name: String
        /// Its pattern.
        public var pattern: String
        /// The label that it gives; nil if an action decides.
        public var label: String?
        /// The rule, to match with.
        public var rule: Rule
    }

    /// The rules of a loaded plugin: those it returned, those it put together with `desk.rules`, and those it
    /// searches with one by one; each in order of definition.
    public func rules(of plugin: Plugin) -> [RuleSummary] {
        let resources = plugin.resources
        let made = resources.ruleSets.indices.flatMap { resources.ruleSet($0).rules }
        let lone = resources.loneRules.map { resources.rules[$0] }
        return (plugin.stages.flatMap(\.rules) + made + lone).map {
            RuleSummary(
                name: $0.rule.name, pattern: $0.rule.pattern.source, label: $0.label, rule: $0.rule)
        }
    }

    /// A match that another rule, or its own rule's condition, kept from being taken.
    public struct LostMatch: Sendable {
        /// The plugin of the rule.
        public var plugin: String
        /// The rule.
        public var rule: String
        /// What it matched.
        public var tokens: Range<Int>
        /// The rule that won; nil if the rule's own condition refused the match.
        public var winner: String?
        /// Why.
        public var reason: String
    }

    /// The matches of the plugins' rules that overlap some tokens of the open article and lost there.
    ///
    /// - Throws: what matching and the conditions of rules throw.
    public func lostMatches(at tokens: Range<Int>) throws -> [LostMatch] {
        guard let open else { return [] }
        var lost: [LostMatch] = []
        for plugin in plugins {
            let execution = PluginExecution(plugin, on: open, in: self)
            let made = plugin.resources.ruleSets.indices.map { plugin.resources.ruleSet($0) }
            for (rules, set) in plugin.stages.map({ ($0.rules, $0.set) }) + made {
                try state.stoppable {
                    _ = try execution.matches(of: rules, set, range: nil) { loser in  // only those that lost
                        guard loser.match.tokens.overlaps(tokens) else { return }
                        lost.append(
                            LostMatch(
                                plugin: plugin.name, rule: rules[loser.match.rule].rule.name,
                                tokens: loser.match.tokens,
                                winner: loser.winner.map { rules[$0].rule.name }, reason: loser.reason))
                    }
                }
            }
        }
        return lost
    }

    /// The rules of a plugin as they are matched together: a set for each stage, those that the plugin
    /// made by itself, and one for each rule that stands alone.
    public func ruleSets(of plugin: Plugin) -> [RuleSet] {
        let resources = plugin.resources
        return plugin.stages.map(\.set) + resources.ruleSets.indices.map { resources.ruleSet($0).set }
            + resources.loneRules.map { resources.singleRule($0).set }
    }
}
