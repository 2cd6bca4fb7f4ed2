internal import Diagnostics
internal import ArgumentParser
internal import Authoring
internal import BundledPlugins
internal import System
internal import LuaRuntime
internal import Matching
internal import PluginHost

/// Which plugins a command uses, and where they are looked for.
struct PluginSelection: ParsableArguments {
    @Option(
        name: .customLong("plugin"),
        help: "A plugin by name or folder; repeat it for several. Without it, the bundled ones.")
    var names: [String] = []

    @Option(help: "A folder to look for plugins in, before the others.")
    var pluginPath: [String] = []

    @Option(name: .customLong("set"), help: "Sets an option of a plugin: PLUGIN.OPTION=VALUE.")
    var settings: [String] = []

    static let bundled = BundledPlugins.names

    /// The plugins that can be found.
    var library: PluginLibrary {
        PluginLibrary(searchPath: pluginPath + PluginLibrary.standardPath + Self.bundledFolders)
    }

    private static var bundledFolders: [String] {
        BundledPlugins.folders(
            program: FileSystem.resolve("/proc/self/exe") ?? FileSystem.resolve(CommandLine.arguments[0])
                ?? "")
    }

    /// Where compiled lists are cached; nil if the environment names no place for them.
    static var cacheFolder: String? {
        if let folder = StandardStreams.environment("NIGHTDESK_CACHE") { return folder }
        if let cache = StandardStreams.environment("XDG_CACHE_HOME") { return cache + "/nightdesk" }
        return StandardStreams.environment("HOME").map { $0 + "/.cache/nightdesk" }
    }

    /// A workbench with the selected plugins, and those that provide the layers they need.
    func workbench(
        default names: [String] = bundled, compilesIntoPlugins: Bool = false,
        limits: Workbench.Limits = Workbench.Limits(), reportsWarnings: Bool = true
    ) throws -> Workbench {
        let workbench = try emptyWorkbench(compilesIntoPlugins: compilesIntoPlugins, limits: limits)
        try load(into: workbench, default: names, reportsWarnings: reportsWarnings)
        return workbench
    }

    /// A workbench with the selected plugins, or without a selection with those on the search path that define the
    /// names of a pattern. A plugin that cannot be loaded is an error if it was selected, else a warning.
    func workbench(defining names: PatternReferences) throws -> Workbench {
        guard self.names.isEmpty else { return try workbench() }
        let workbench = try emptyWorkbench()
        let finder = PluginFinder(candidates: library.folders)
        for problem in finder.load(names, into: workbench) {
            StandardStreams.printError("warning: \(problem)")
        }
        for setting in settings { try apply(setting, to: workbench) }
        return workbench
    }

    /// A workbench that has no plugins yet.
    func emptyWorkbench(compilesIntoPlugins: Bool = false, limits: Workbench.Limits = Workbench.Limits())
        throws
        -> Workbench
    {
        let workbench = try Workbench(limits: limits)
        workbench.listFolder = Self.cacheFolder
        workbench.compilesIntoPlugins = compilesIntoPlugins
        workbench.log = { plugin, line in StandardStreams.printError("[\(plugin)] \(line)") }
        return workbench
    }

    /// Loads the selected plugins, and those that provide the layers they need.
    func load(
        into workbench: Workbench, default names: [String] = bundled, reportsWarnings: Bool = true
    ) throws {
        try library.load(self.names.isEmpty ? names : self.names, into: workbench)
        // The bundled plugins are checked when they are made.
        let bundled = Self.bundledFolders
        for plugin in reportsWarnings ? workbench.plugins : []
        where !bundled.contains(Path.parent(plugin.folder.path)) {
            for warning in RuleInspector(workbench).warnings(of: plugin) {
                StandardStreams.printError("warning: \(warning)")
            }
        }
        for setting in settings { try apply(setting, to: workbench) }
    }

    private func apply(_ setting: String, to workbench: Workbench) throws {
        guard let equals = setting.firstIndex(of: "="), let dot = setting[..<equals].firstIndex(of: ".")
        else {
            throw Diagnostic(.usage, "--set takes PLUGIN.OPTION=VALUE, not \"\(setting)\"")
        }
        try workbench.set(
            option: String(setting[setting.index(after: dot)..<equals]), of: String(setting[..<dot]),
            to: String(setting[setting.index(after: equals)...]))
    }
}
