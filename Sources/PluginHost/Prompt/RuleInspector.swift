internal import ArticleModel
public import Matching
internal import LuaRuntime
internal import Tokenization

/// Looks at the rules of loaded plugins: lists them, explains why they match or not, finds those that others beat.
public struct RuleInspector {
    private let workbench: Workbench

    /// An inspector of the plugins of a workbench.
    public init(_ workbench: Workbench) { self.workbench = workbench }

    /// What keeps rules of the loaded plugins from matching at some tokens of the open article: see
    /// ``RuleSet/explain(in:tokens:)``. Rules of all plugins, or of those with the name given.
    public func explain(tokens: Range<Int>, plugin name: String? = nil, rule: String? = nil) throws
        -> [RuleExplanation]
    {
        guard let open = workbench.open else { return [] }
        var found: [RuleExplanation] = []
        for plugin in workbench.plugins where name == nil || plugin.name == name {
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
        guard let open = workbench.open else { return [] }
        var lost: [LostMatch] = []
        for plugin in workbench.plugins {
            let execution = PluginExecution(plugin, on: open, in: workbench)
            let made = plugin.resources.ruleSets.indices.map { plugin.resources.ruleSet($0) }
            for (rules, set) in plugin.stages.map({ ($0.rules, $0.set) }) + made {
                // Conditions run as the plugin's code, since they may search and make things.
                try workbench.withCode(of: plugin) {
                    try workbench.state.stoppable {
                        // Those that won are annotations already.
                        _ = try execution.matches(of: rules, set, range: nil) { loser in
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
