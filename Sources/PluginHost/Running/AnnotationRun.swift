public import Diagnostics
public import ArticleModel

/// Runs plugins on articles, one article after the other: the only loop over plugins in the program. Batch
/// workers, the prompt, `eval`, `test`, `find` and the profile all use it.
///
/// ```swift
/// let run = try AnnotationRun(workbench)
/// let record = run(article)
/// ```
///
/// A plugin that fails loses only its own annotations from the failure on; its error is in the result, and
/// the plugins after it still run.
public struct AnnotationRun {
    /// The workbench in which the plugins are loaded.
    public let workbench: Workbench
    /// The plugins in the order in which they run.
    public let plugins: [Plugin]

    /// A run of plugins in the order of their needs.
    ///
    /// - Throws: ``Diagnostic`` if a needed layer is missing or plugins need each other.
    public init(_ plugins: [Plugin], in workbench: Workbench) throws(Diagnostic) {
        self.workbench = workbench
        self.plugins = try PluginOrder.sorted(plugins)
    }

    /// A run of all plugins that are loaded.
    ///
    /// - Throws: ``Diagnostic``.
    public init(_ workbench: Workbench) throws(Diagnostic) {
        try self.init(workbench.plugins, in: workbench)
    }

    /// A run of the loaded plugins that provide the layers or labels named, and of the plugins that those need.
    ///
    /// - Throws: ``Diagnostic``.
    public init(_ workbench: Workbench, layersNamed names: [String]) throws(Diagnostic) {
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

    /// Opens an article, runs the plugins on it and closes it.
    ///
    /// - Parameters:
    ///   - errors: errors from reading the article, which come first in the result.
    ///   - observer: is called around each plugin.
    ///   - skipping: plugins that must not run on this article, by name, with the error to report instead.
    /// - Returns: the annotations of all layers, sorted, with the errors in the order of the plugins.
    public func callAsFunction(
        _ article: Article, errors: [ArticleError] = [], observer: (any RunObserver)? = nil,
        skipping: [String: ArticleError] = [:]
    ) -> AnnotatedArticle {
        let open = workbench.open(article)
        defer { workbench.close() }
        return open.result(errors: errors + annotateOpenArticle(observer: observer, skipping: skipping))
    }

    /// Opens an article, runs the plugins on it and calls `body` while it is open.
    ///
    /// - Parameter body: gets the open article and the errors of the plugins.
    /// - Throws: what `body` throws.
    public func explore<Result>(
        _ article: Article, observer: (any RunObserver)? = nil,
        _ body: (OpenArticle, [ArticleError]) throws -> Result
    ) rethrows -> Result {
        let open = workbench.open(article)
        defer { workbench.close() }
        return try body(open, annotateOpenArticle(observer: observer))
    }

    /// Runs the plugins on the article that is open in the workbench.
    ///
    /// - Returns: the errors of the plugins, in their order; empty if all succeeded.
    public func annotateOpenArticle(
        observer: (any RunObserver)? = nil, skipping: [String: ArticleError] = [:]
    ) -> [ArticleError] {
        var errors: [ArticleError] = []
        for (number, plugin) in plugins.enumerated() {
            if let reason = skipping[plugin.name] {
                errors.append(reason)
                continue
            }
            observer?.willRun(plugin, number: number)
            let error = workbench.run(plugin)
            observer?.didRun(plugin, number: number, error: error)
            if let error { errors.append(error) }
        }
        return errors
    }
}

/// Follows an ``AnnotationRun``: a worker reports what it is doing, a profile measures time.
public protocol RunObserver: AnyObject {
    /// Called before a plugin runs. `number` is its position in ``AnnotationRun/plugins``, from 0.
    func willRun(_ plugin: Plugin, number: Int)
    /// Called after a plugin has run, with its error if it failed.
    func didRun(_ plugin: Plugin, number: Int, error: ArticleError?)
}

extension RunObserver {
    /// Does nothing.
    public func didRun(_ plugin: Plugin, number: Int, error: ArticleError?) {}
}
