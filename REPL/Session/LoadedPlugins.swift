internal import ArticleModel
internal import Diagnostics
internal import PluginHost

/// The plugins of a session in the order in which they run, and whether their files have changed.
final class LoadedPlugins {
    private let workbench: Workbench
    private let library: PluginLibrary
    private var run: AnnotationRun?
    private var watch = PluginWatch()

    /// No plugins yet.
    init(in workbench: Workbench, from library: PluginLibrary) {
        (self.workbench, self.library) = (workbench, library)
    }

    /// The plugins, each after those whose layers it needs.
    var all: [Plugin] { run?.plugins ?? [] }

    /// The names of the plugins, in the same order.
    var names: [String] { all.map(\.name) }

    /// The plugin of a name.
    ///
    /// - Throws: ``Diagnostic`` if none of this name is loaded.
    func named(_ name: String) throws(Diagnostic) -> Plugin {
        if let plugin = all.first(where: { $0.name == name }) { return plugin }
        throw Diagnostic(
            .usage,
            "no plugin \(name) is loaded" + didYouMean(name, among: names)
                + "; :run \(name) loads it if there is one")
    }

    /// Puts the plugins of the workbench in order. Must be called after plugins were loaded into it.
    func order() throws {
        run = try AnnotationRun(workbench)
    }

    /// Loads those of the named plugins that are not loaded yet, with the providers of the layers they need.
    func load(_ names: [String]) throws {
        let missing = names.filter { !self.names.contains($0) }
        guard !missing.isEmpty else { return }
        try library.load(missing, into: workbench)
        try order()
        rememberFiles()
    }

    /// Loads a plugin again; if that fails, the plugin stays as it was.
    func reload(_ name: String) throws(Diagnostic) -> Plugin {
        try workbench.reload(name, provider: library.provider)
    }

    /// Runs all plugins on the open article and returns their errors.
    func annotate(observer: (any RunObserver)? = nil) -> [ArticleError] {
        run?.annotateOpenArticle(observer: observer) ?? []
    }

    /// Takes the files of the plugins as they are now for unchanged.
    func rememberFiles() { watch.look(at: all) }

    /// Returns the plugins whose files have changed since they were last looked at.
    func changed() -> [Plugin] { watch.changed(among: all) }
}
