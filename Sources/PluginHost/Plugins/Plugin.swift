internal import LuaRuntime
internal import Matching

/// A plugin that is loaded: its manifest, its function, its rules.
public final class Plugin {
    /// Where it is.
    public let folder: PluginFolder
    /// What it says of itself. Until it is loaded, its name alone.
    public internal(set) var manifest: PluginManifest?
    /// The names that its patterns can use.
    let context: PatternContext
    /// Its globals.
    var environment: LuaReference?
    /// `annotate`
    var annotate: LuaReference?
    /// Its `rules`, by stage in ascending order.
    var stages: [Stage] = []
    /// Predicates that tests in its patterns can call.
    var predicates: [String: LuaReference] = [:]
    /// Modules that it has required.
    var modules: [String: LuaReference] = [:]
    /// Options set from outside.
    public var options: [String: OptionValue] = [:]
    /// Numbers of its rules in the workbench.
    var ruleHandles: [Int] = []
    /// Numbers of all rules that it made, returned or not.
    var madeRules: [Int] = []
    /// Rule sets made of single patterns given as text to `find`.
    var patternCache: [String: RuleSet] = [:]
    /// The epoch of the vocabulary in which they were compiled.
    var patternEpoch = 0
    /// The text of its files that were read, for messages.
    var sources: [String: [UInt8]] = [:]

    /// Rules that run together.
    struct Stage {
        var rules: [LuaRule]
        var set: RuleSet
    }

    init(folder: PluginFolder, context: PatternContext) {
        self.folder = folder
        self.context = context
    }

    /// Its name.
    public var name: String { folder.name }

    /// Names of its rules, in order of definition.
    public var ruleNames: [String] { stages.flatMap { $0.rules.map(\.rule.name) } }
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
    /// `file:line` of the call that made it.
    var place = ""
}
