public import ArticleModel

/// Runs plugins over articles, one article after the other.
public final class ArticlePipeline {
    /// Where the plugins live.
    public let workbench: Workbench
    private let plugins: [Plugin]

    /// A pipeline of the workbench's plugins.
    ///
    /// - Throws: ``PluginOrder/Failure``.
    public init(_ workbench: Workbench) throws(PluginOrder.Failure) {
        self.workbench = workbench
        plugins = try PluginOrder.sorted(workbench.plugins)
    }

    /// A pipeline of those of the workbench's plugins that provide the layers or labels named, and
    /// of those that they need.
    ///
    /// - Throws: ``PluginOrder/Failure``.
    public init(_ workbench: Workbench, layersNamed names: [String]) throws(PluginOrder.Failure) {
        self.workbench = workbench
        let sorted = try PluginOrder.sorted(workbench.plugins)
        var wanted = Set(names.map { $0.split(separator: ".").last.map(String.init) ?? $0 } + names)
        var kept: [Plugin] = []
        for plugin in sorted.reversed() {
            let provided = (plugin.manifest?.provides ?? []).flatMap { [$0.layer] + $0.labels }
            guard provided.contains(where: wanted.contains) else { continue }
            kept.insert(plugin, at: 0)
            wanted.formUnion(plugin.manifest?.needs ?? [])
        }
        plugins = kept
    }

    /// Runs the plugins on an article and hands it over while it is open.
    public func explore(_ article: Article, _ body: (Workbench, OpenArticle) throws -> Void) throws {
        let open = workbench.open(article)
        defer { workbench.close() }
        for plugin in plugins { _ = workbench.run(plugin) }
        try body(workbench, open)
    }

    /// What the plugins make of an article. A plugin that fails costs its own annotations from
    /// then on, and nothing else.
    ///
    /// - Parameter errors: what was wrong before, to stand in the result too.
    public func annotate(_ article: Article, errors: [ArticleError] = []) -> AnnotatedArticle {
        let open = workbench.open(article)
        defer { workbench.close() }
        var errors = errors
        for plugin in plugins {
            if let error = workbench.run(plugin) { errors.append(error) }
        }
        return open.result(errors: errors)
    }
}
