public import Diagnostics
public import ArticleModel
internal import System
public import LuaRuntime
public import Matching
internal import Tagging
public import Tokenization

/// Plugins, and the one Lua state in which they run, one article after the other. Used by one
/// thread at a time; a batch has one for each worker.
public final class Workbench {
    /// What a workbench allows.
    public struct Limits: Sendable {
        /// The most bytes that Lua may hold.
        public var memory = 256 << 20
        /// CPU time for each plugin and article in milliseconds; 0 for no limit.
        public var milliseconds = 2000
        /// Steps of matching for each search.
        public var steps = 50_000_000
        /// The most annotations that one article may get.
        public var annotations = 1_000_000

        /// The usual limits.
        public init() {}
    }

    /// The Lua state.
    public let state: LuaState
    /// Forms of words, shared by all that is matched.
    public let vocabulary = Vocabulary()
    /// Layers and labels that patterns can name.
    public let symbols = SymbolTable()
    /// Splits articles into tokens.
    public let tokenizer: Tokenizer
    /// What is allowed.
    public private(set) var limits: Limits
    /// The plugins in the order in which they were loaded.
    public internal(set) var plugins: [Plugin] = []
    /// The open article.
    public private(set) var open: OpenArticle?
    /// Gets what plugins print and log: the plugin and the text of one line.
    public var log: (_ plugin: String, _ line: String) -> Void = { _, _ in }
    /// Shows the article with the annotations of some layers (all if nil): what `article:show()` calls.
    public var show: (_ record: AnnotatedArticle, _ layers: [String]?) -> Void = { _, _ in }

    /// Where compiled lists are kept from one run to the next; nil for nowhere.
    public var listFolder: String?
    /// Whether compiled lists are kept in the plugins' own folders, where every user finds them.
    public var compilesIntoPlugins = false

    /// The plugin that stands for the person at the prompt: see ``evaluate(_:named:)``.
    lazy var session = makePlugin(PluginFolder(path: "session"))

    /// The plugin whose code runs now; see ``withCode(of:_:)``.
    private(set) var current: Plugin?
    let sandbox: Sandbox
    let hostAPI: HostAPI
    private var generation: UInt32 = 0

    /// The models that the loaded plugins have opened, in order.
    public var models: [(plugin: String, file: String, labels: [String])] {
        plugins.flatMap { plugin in
            plugin.resources.models.map { (plugin: plugin.name, file: $0.file, labels: $0.labels) }
        }
    }
    /// How many plugins were read so far, the session included: the last ``PluginResources/generation``.
    private var loadings: UInt32 = 0

    /// Makes a workbench without plugins.
    ///
    /// - Throws: ``LuaError`` without memory.
    public init(limits: Limits = Limits()) throws(LuaError) {
        self.limits = limits
        state = try LuaState(memoryLimit: limits.memory)
        tokenizer = Tokenizer(vocabulary: vocabulary)
        sandbox = try Sandbox(state)
        hostAPI = try HostAPI(installedIn: state, version: Self.version)
        state.host = self
        state.setBudget(milliseconds: limits.milliseconds)
    }

    deinit { state.host = nil }

    /// Changes the CPU time that each plugin and article, or entry at a prompt, may take; 0 for no limit.
    public func setTimeLimit(milliseconds: Int) {
        limits.milliseconds = milliseconds
        state.setBudget(milliseconds: milliseconds)
    }

    /// The version of the program and its API.
    public static let version = "0.1.0"

    /// The API, in order of its documentation.
    public var api: [APIItem] { hostAPI.items }

    // MARK: Plugins

    /// Loads plugins together: each may name the layers of the others.
    ///
    /// - Parameter provider: the plugin for a layer that one of them needs and none provides; nil
    ///   if there is none.
    /// - Throws: ``Diagnostic`` for the first that cannot be loaded; none is kept then.
    public func load(
        _ folders: [PluginFolder], provider: (_ layer: String) -> PluginFolder? = { _ in nil }
    ) throws(Diagnostic) {
        try PluginLoader(workbench: self).load(folders, provider: provider)
    }

    /// Loads a plugin's folder again and replaces the loaded plugin, with the options that were set. The open
    /// article keeps its annotations.
    ///
    /// - Parameter provider: see ``load(_:provider:)``.
    /// - Throws: ``Diagnostic`` if it is not loaded or cannot be loaded again; the loaded plugin stays then as it was.
    @discardableResult
    public func reload(
        _ name: String, provider: (_ layer: String) -> PluginFolder? = { _ in nil }
    ) throws(Diagnostic) -> Plugin {
        try PluginLoader(workbench: self).reload(name, provider: provider)
    }

    /// Unloads a plugin with all that it has made: its lists, rules, patterns and layers. Handles of these that
    /// other Lua code has kept give an error from then on. Does nothing if no plugin of the name is loaded.
    public func unload(_ name: String) {
        guard let index = plugins.firstIndex(where: { $0.name == name }) else { return }
        let plugin = plugins.remove(at: index)
        symbols.withdraw(owner: plugin.resources.generation)
        forgetPatterns()
        state.collectGarbage()
    }

    /// Forgets compiled patterns that may name what a plugin had made.
    func forgetPatterns() {
        for plugin in plugins + [session] { plugin.resources.forgetPatterns() }
    }

    /// A plugin that has made nothing yet.
    func makePlugin(_ folder: PluginFolder) -> Plugin {
        loadings += 1
        let context = PatternContext(vocabulary: vocabulary, symbols: symbols)
        context.reservedCaptures = hostAPI.reservedCaptures
        return Plugin(
            folder: folder,
            resources: PluginResources(owner: folder.name, generation: loadings, context: context))
    }

    /// What the plugin of this loading has made; nil if it has been unloaded or reloaded since.
    func resources(ofGeneration generation: UInt32) -> PluginResources? {
        if let own = current?.resources, own.generation == generation { return own }
        if session.resources.generation == generation { return session.resources }
        return plugins.first { $0.resources.generation == generation }?.resources
    }

    /// Makes the layers that a plugin provides known to patterns.
    func declareLayers(of plugin: Plugin) {
        for (layer, labels) in plugin.manifest!.provides {
            symbols.declare(layer: layer, labels: labels, owner: plugin.resources.generation)
        }
    }

    /// The layers that the plugins provide, sorted.
    public var layers: [String] { symbols.layers.keys.sorted() }

    /// The labels of a layer, sorted; none if no plugin provides it.
    public func labels(of layer: String) -> [String] { symbols.layers[layer]?.sorted() ?? [] }

    // MARK: Articles

    /// Opens an article; handles of the one before are stale from then on.
    @discardableResult
    public func open(_ article: Article) -> OpenArticle {
        vocabulary.forgetArticles()
        generation &+= 1
        let open = OpenArticle(
            article, tokens: tokenizer.tokenize(article), generation: generation, symbols: symbols,
            mostAnnotations: limits.annotations)
        self.open = open
        return open
    }

    /// The annotations of the open article so far, as the output would have them; nil if none is open.
    public var annotated: AnnotatedArticle? { open?.result(errors: []) }

    /// Closes the article.
    public func close() {
        open = nil
        generation &+= 1
    }

    /// Runs a plugin on the open article. The annotations that it had made before an error are kept. Use
    /// ``AnnotationRun`` to run several in order.
    ///
    /// - Returns: the error, or nil if the plugin succeeded or no article is open.
    public func run(_ plugin: Plugin) -> ArticleError? {
        open.flatMap { PluginExecution(plugin, on: $0, in: self).run() }
    }

    /// Runs a body as the code of a plugin: it owns what host functions make.
    func withCode<Result, Failure: Error>(
        of plugin: Plugin, _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let outer = current
        current = plugin
        defer { current = outer }
        return try body()
    }
}

extension Workbench {
    /// Whether an endless loop in Lua is ended by the time budget: part of the self-test.
    public var stopsEndlessLoop: Bool {
        // Without memory for one line, nothing else would work either.
        guard let chunk = try? state.load(Array("while true do end".utf8), name: "self-test") else {
            return false
        }
        do {
            _ = try chunk.call(results: 0)  // it should never return
            return false
        } catch {
            return error.stopped == .budget
        }
    }
}
