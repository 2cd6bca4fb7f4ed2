internal import Diagnostics
internal import ArticleModel
internal import Display
internal import Evaluation
internal import PluginHost

/// Articles that are opened, and plugins that run on them.
extension Session {
    /// Opens an article of the shelf and runs the plugins on it; returns what went wrong.
    @discardableResult
    func openArticle(_ number: Int) -> [String] {
        guard let article = shelf.article(at: number) else { return [] }
        articleNumber = number
        workbench.open(article)
        return runAll()
    }

    /// Runs all plugins on the article anew.
    @discardableResult
    func runAll() -> [String] {
        guard let article = workbench.open?.article else { return [] }
        workbench.open(article)
        runErrors = annotationRun?.annotateOpenArticle() ?? []
        return runErrors.map(told)
    }

    /// An error of a plugin on the article, in a line.
    func told(_ error: ArticleError) -> String {
        style.apply("1;31", [error.plugin, error.kind].compactMap { $0 }.joined(separator: " ") + ":")
            + " \(error.message)"
    }

    /// Puts the loaded plugins in the order in which they run.
    func order() throws {
        annotationRun = try AnnotationRun(workbench)
    }

    /// Loads plugins by name that are not loaded yet.
    func load(_ names: [String]) throws {
        let missing = names.filter { name in !plugins.contains { $0.name == name } }
        guard !missing.isEmpty else { return }
        try workbench.load(try missing.map(surroundings.findPlugin)) { try? surroundings.findPlugin($0) }
        try order()
        watch.look(at: plugins)
    }

    /// The loaded plugin of a name.
    func plugin(_ name: String) throws -> Plugin {
        if let plugin = plugins.first(where: { $0.name == name }) { return plugin }
        throw SessionError(
            "no plugin \(name) is loaded" + didYouMean(name, among: plugins.map(\.name))
                + "; :run \(name) loads it if there is one")
    }

    /// What the host found odd in plugins, in lines.
    func warnings(of plugins: [Plugin]) -> [String] {
        plugins.flatMap(RuleInspector(workbench).warnings).flatMap { warning in
            "\(style.apply("33", "warning:")) \(warning)".split(separator: "\n").map(String.init)
        }
    }

    // MARK: Reloading

    /// Loads plugins anew, runs all on the article and tells the difference. A plugin that cannot be
    /// loaded stays as it was.
    func reload(_ names: [String]) -> (lines: [String], failed: Bool) {
        var lines: [String] = []
        var failed = false
        let before = workbench.annotated
        // Before the files are read: what is written while they are is noticed afterwards.
        watch.look(at: plugins)
        for name in names {
            do throws(Diagnostic) {
                let plugin = try workbench.reload(name) { try? surroundings.findPlugin($0) }
                lines.append("reloaded \(name)")
                lines += warnings(of: [plugin])
            } catch {
                failed = true
                lines += ErrorView(error, style: style).lines
                lines.append(style.dim("\(name) stays as it was loaded last"))
            }
        }
        do { try order() } catch {
            failed = true
            lines += ErrorView(error, style: style).lines
        }
        lines += runAll()
        if let before, let after = workbench.annotated, !failed || names.count > 1 {
            let difference = AnnotationDifference(from: before, to: after)
            lines += DifferenceView(difference, width: width, style: style).lines
        }
        return (lines, failed)
    }

    /// Watches the files of plugins from now on.
    public func startWatching() {
        settings.watches = true
        watch.look(at: plugins)
    }

    /// If plugins are watched, loads those anew whose files were written since, and returns what there
    /// is to tell: nil if no file has changed.
    public func checkFiles() -> [String]? {
        guard settings.watches else { return nil }
        let changed = watch.changed(among: plugins)
        guard !changed.isEmpty else { return nil }
        return reload(changed.map(\.name)).lines
    }
}
