internal import Diagnostics
internal import ArticleModel
internal import Display
internal import Evaluation
internal import PluginHost

/// Articles that are opened, and plugins that run on them.
extension Session {
    /// Opens an article of the shelf and runs the plugins on it; returns their errors in lines.
    @discardableResult
    func openArticle(_ number: Int) -> [String] {
        guard let article = shelf.article(at: number) else { return [] }
        articleNumber = number
        workbench.open(article)
        return runAll()
    }

    /// Runs all plugins on the open article again; returns their errors in lines.
    @discardableResult
    func runAll(observer: (any RunObserver)? = nil) -> [String] {
        guard let article = workbench.open?.article else { return [] }
        workbench.open(article)
        runErrors = plugins.annotate(observer: observer)
        return runErrors.map(line)
    }

    /// An error of a plugin on the article, in a line.
    func line(_ error: ArticleError) -> String {
        style.apply("1;31", [error.plugin, error.kind].compactMap { $0 }.joined(separator: " ") + ":")
            + " \(error.message)"
    }

    /// Returns the warnings about plugins, in lines.
    func warnings(of plugins: [Plugin]) -> [String] {
        plugins.flatMap(RuleInspector(workbench).warnings).flatMap { warning in
            "\(style.apply("33", "warning:")) \(warning)".split(separator: "\n").map(String.init)
        }
    }

    // MARK: Files

    /// Watches the files of plugins from now on.
    public func startWatching() {
        settings.watches = true
        plugins.rememberFiles()
    }

    /// If plugins are watched, reloads those whose files have changed, and returns what to show: nil if no file
    /// has changed.
    public func checkFiles() -> [String]? {
        guard settings.watches else { return nil }
        let changed = plugins.changed()
        guard !changed.isEmpty else { return nil }
        return PluginReload(changed.map(\.name), in: self).lines
    }

    /// Reloads the plugin that a file belongs to, after the file was edited.
    public func edited(_ path: String) -> Answer {
        let changed = plugins.all.filter { path.hasPrefix($0.folder.path + "/") }
        guard !changed.isEmpty else { return .lines([]) }
        return PluginReload(changed.map(\.name), in: self).answer
    }
}
