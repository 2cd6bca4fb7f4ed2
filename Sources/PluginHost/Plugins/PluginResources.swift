internal import Diagnostics
internal import LuaRuntime
internal import Matching
internal import Tagging
internal import Tokenization

/// Everything that one loading of a plugin has made: lists, rules, rule sets, regexes, taggers, predicates,
/// named patterns. It is dropped as a whole when the plugin is unloaded or reloaded.
///
/// Handles in Lua name the resources by ``generation`` and an index, so that a handle kept from before a reload
/// gives an error and never another plugin's list.
final class PluginResources {
    /// The plugin's name.
    let owner: String
    /// Identifies this loading; never reused by a workbench.
    let generation: UInt32
    /// The names that the plugin's patterns can use.
    let context: PatternContext

    /// Lists that `desk.list` made.
    var lists: [Gazetteer] = []
    /// Rules that `desk.rule` made, returned in the manifest or not.
    private(set) var rules: [LuaRule] = []
    /// Sets that `desk.rules` made.
    private(set) var ruleSets: [PluginRuleSet] = []
    /// Regexes that `desk.regex` made.
    var regexes: [Matching.Regex] = []
    /// Taggers that `desk.tagger` opened.
    var taggers: [Tagger] = []
    /// The models of the taggers, for `doctor`.
    var models: [(file: String, labels: [String])] = []
    /// Functions that tests in the plugin's patterns can call.
    var predicates: [String: LuaReference] = [:]
    /// Rules and definitions that are compiled when the layers they may name are known.
    var pending: [PendingPattern] = []
    /// Indices of the rules that the manifest lists.
    var listedRules: [Int] = []

    private var singleRules: [Int: RuleSet] = [:]
    private var patterns: [String: RuleSet] = [:]
    /// The vocabulary's epoch in which ``patterns`` were compiled.
    private var patternEpoch = 0

    init(owner: String, generation: UInt32, context: PatternContext) {
        self.owner = owner
        self.generation = generation
        self.context = context
    }

    // MARK: Rules

    /// Adds a rule whose pattern may still have to be compiled, and returns its index.
    func add(_ rule: LuaRule) -> Int {
        rules.append(rule)
        return rules.count - 1
    }

    /// Replaces a rule's pattern when it has been compiled.
    func complete(_ index: Int, _ rule: Rule) { rules[index].rule = rule }

    /// Adds a set of rules, given by their indices, and returns the set's index.
    func addRuleSet(_ members: [Int]) -> Int {
        ruleSets.append(PluginRuleSet(members: members))
        return ruleSets.count - 1
    }

    /// The members of a set and the set, made at first use: by then the patterns of its rules are compiled.
    func ruleSet(_ index: Int) -> (rules: [LuaRule], set: RuleSet) {
        let members = ruleSets[index].members.map { rules[$0] }
        if let known = ruleSets[index].set { return (members, known) }
        let set = RuleSet(members.map(\.rule), vocabulary: context.vocabulary)
        ruleSets[index].set = set
        return (members, set)
    }

    /// A rule as a set of its own, for searches with one rule.
    func singleRule(_ index: Int) -> (rules: [LuaRule], set: RuleSet) {
        if let known = singleRules[index] { return ([rules[index]], known) }
        let set = RuleSet([rules[index].rule], vocabulary: context.vocabulary)
        singleRules[index] = set
        return ([rules[index]], set)
    }

    /// Indices of the rules that are neither listed in the manifest nor in a set.
    var loneRules: [Int] {
        let together = Set(listedRules + ruleSets.flatMap(\.members))
        return rules.indices.filter { !together.contains($0) }
    }

    // MARK: Patterns given as text

    /// The set of a pattern that was given to `article:find` as text, compiled once.
    ///
    /// - Throws: ``PatternError`` if the pattern is wrong.
    func set(ofPattern pattern: String) throws(PatternError) -> RuleSet {
        // Patterns made at run time, of names for example, would fill the cache without limit. A new epoch of
        // the vocabulary has other numbers for the words.
        if patterns.count > 500 || patternEpoch != context.vocabulary.epoch {
            patterns.removeAll()
            patternEpoch = context.vocabulary.epoch
        }
        if let known = patterns[pattern] { return known }
        let rule = Rule(name: "pattern", pattern: try context.compile(pattern))
        let set = RuleSet([rule], vocabulary: context.vocabulary)
        patterns[pattern] = set
        return set
    }

    /// Forgets compiled patterns: the lists and layers that they name may have changed.
    func forgetPatterns() { patterns.removeAll() }
}

/// Rules that a plugin matches together.
struct PluginRuleSet {
    /// Indices into ``PluginResources/rules``.
    var members: [Int]
    /// The set; nil until it is used.
    var set: RuleSet?
}

/// A rule as a plugin made it.
struct LuaRule {
    var rule: Rule
    var stage: Int
    /// The label that its matches get when it has no action.
    var label: String?
    /// The capture that is annotated; the whole match if nil.
    var capture: String?
    /// Features given with the rule, for all its annotations.
    var features: [(key: String, value: LuaValue)]
    /// Refuses matches.
    var condition: LuaReference?
    /// Called for each match in place of annotating it.
    var action: LuaReference?
    /// The call that made it.
    var location: SourceLocation?
}

/// A pattern that waits until the layers that it may name are known.
struct PendingPattern {
    enum Target {
        case definition(name: String)
        /// the rule with this index, still without its pattern
        case rule(Int, RuleDraft)
    }

    var target: Target
    var pattern: String
    /// The call that gave it.
    var location: SourceLocation?
}

/// A rule before its pattern is compiled.
struct RuleDraft {
    var name: String
    var priority: Int
    var mode: Rule.Mode
    var scope: Rule.Scope

    func rule(_ pattern: CompiledPattern) -> Rule {
        Rule(name: name, pattern: pattern, priority: priority, mode: mode, scope: scope)
    }
}

extension Rule {
    /// A rule whose pattern is still to be compiled.
    static func unfinished(_ name: String) -> Rule { Rule(name: name, pattern: .none) }
}
