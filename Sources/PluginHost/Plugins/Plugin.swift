internal import LuaRuntime
internal import Matching

/// A plugin that is loaded: its manifest, its function, its rules.
public final class Plugin {
    /// Where it is.
    public let folder: PluginFolder
    /// What it says of itself. Until it is loaded, its name alone.
    public internal(set) var manifest: PluginManifest?
    /// What it has made.
    let resources: PluginResources
    /// Its globals.
    var environment: LuaReference?
    /// `annotate`
    var annotate: LuaReference?
    /// Its `rules`, by stage in ascending order.
    var stages: [Stage] = []
    /// Modules that it has required.
    var modules: [String: LuaReference] = [:]
    /// Options set from outside.
    public var options: [String: OptionValue] = [:]
    /// The text of its files that were read, for messages.
    var sources: [String: [UInt8]] = [:]

    /// Rules that run together.
    struct Stage {
        var rules: [LuaRule]
        var set: RuleSet
    }

    init(folder: PluginFolder, resources: PluginResources) {
        self.folder = folder
        self.resources = resources
    }

    /// The names that its patterns can use.
    var context: PatternContext { resources.context }

    /// Its name.
    public var name: String { folder.name }

    /// Names of its rules, in order of definition.
    public var ruleNames: [String] { stages.flatMap { $0.rules.map(\.rule.name) } }
}
