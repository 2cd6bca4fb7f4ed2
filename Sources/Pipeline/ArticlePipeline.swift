public import ArticleModel
public import PluginHost

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
