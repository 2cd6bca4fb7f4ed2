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

    /// Names that captures cannot have, as matches have fields of those names.
    private(set) var reservedCaptures: Set<String> = []
    /// Where compiled lists are kept from one run to the next; nil for nowhere.
    public var listFolder: String?
    /// Whether compiled lists are kept in the plugins' own folders, where every user finds them.
    public var compilesIntoPlugins = false

    /// The plugin that stands for the person at the prompt: see ``evaluate(_:named:)``.
    lazy var session = makePlugin(PluginFolder(path: "session"))

    /// The plugin whose code runs now.
    var current: Plugin?
    let sandbox: Sandbox
    private(set) var deskFields: LuaReference!
    private var generation: UInt32 = 0
    /// The API, in order of its documentation.
    public private(set) var api: [APIItem] = []

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
        state.host = self
        try installAPI()
        state.setBudget(milliseconds: limits.milliseconds)
    }

    private func installAPI() throws(LuaError) {
        deskFields = try state.newTable()
        var areas: [String: LuaReference] = ["desk": try state.newTable()]
        for function in DeskAPI.functions() {
            let owner = function.item.owner
            api.append(function.item)
            if areas[owner] == nil { areas[owner] = try state.newTable() }
            try areas[owner]!.set(function.item.name, function: state.register(function.body))
        }
        for (owner, table) in areas.sorted(by: { $0.key < $1.key }) where owner != "desk" {
            try areas["desk"]!.set(String(owner.dropFirst("desk.".count)), table)
        }
        try areas["desk"]!.set("version", .string(Self.version))
        try deskFields.set("desk", areas["desk"]!)
        try deskFields.set("print", function: state.register(DeskAPI.print()))
        try deskFields.set("require", function: state.register(DeskAPI.require()))
        for kind in HandleKind.allCases {
            let functions = kind.functions()
            if kind == .match { reservedCaptures = Set(functions.map(\.item.name)) }
            api += functions.map(\.item)
            try state.defineHandle(handleType(kind, functions))
        }
    }

    /// The version of the program and its API.
    public static let version = "0.1.0"

    private func handleType(_ kind: HandleKind, _ functions: [APIFunction]) -> HandleType {
        var type = HandleType(kind: kind.rawValue, name: kind.typeName)
        for function in functions {
            let number = state.register(function.body)
            if function.item.parameters == nil {
                type.fields.append((function.item.name, number))
            } else {
                type.methods.append((function.item.name, number))
            }
        }
        let names = functions.map(\.item.name)
        type.missing = state.register { try HandleFields.missing(kind, names, $0) }
        type.indexed = state.register { try HandleFields.indexed(kind, $0) }
        type.text = state.register { try HandleFields.text(kind, $0) }
        type.equal = state.register { call in
            call.writer.push(try call.handle(1, "handle") == (try? call.handle(2, "handle")))
            return 1
        }
        if [.tokens, .sentences, .blocks, .list, .span].contains(kind) {
            type.length = state.register { try HandleFields.length(kind, $0) }
        }
        return type
    }

    /// Changes the CPU time that each plugin and article, or entry at a prompt, may take; 0 for no limit.
    public func setTimeLimit(milliseconds: Int) {
        limits.milliseconds = milliseconds
        state.setBudget(milliseconds: milliseconds)
    }

    // MARK: Plugins

    /// Loads plugins together: each may name the layers of the others.
    ///
    /// - Parameter provider: the plugin for a layer that one of them needs and none provides; nil
    ///   if there is none.
    /// - Throws: ``Diagnostic`` for the first that cannot be loaded; none is kept then.
    public func load(
        _ folders: [PluginFolder], provider: (_ layer: String) -> PluginFolder? = { _ in nil }
    ) throws(Diagnostic) {
        // Compiling large lists may take a while, once; a plugin that never returns is still stopped.
        state.setBudget(milliseconds: limits.milliseconds * 15)
        defer { state.setBudget(milliseconds: limits.milliseconds) }
        var waiting = folders
        var loaded: [Plugin] = []
        while !waiting.isEmpty {
            let folder = waiting.removeFirst()
            if (plugins + loaded).contains(where: { $0.name == folder.name }) { continue }
            loaded.append(try read(folder))
            let provided = Set((plugins + loaded).flatMap { $0.manifest!.provides.map(\.layer) })
            let names = Set(waiting.map(\.name))
            for layer in loaded.last!.manifest!.needs
            where !provided.contains(layer) && !names.contains(layer) {
                if let found = provider(layer) { waiting.append(found) }
            }
        }
        for plugin in loaded { declareLayers(of: plugin) }
        do throws(Diagnostic) {
            for plugin in loaded { try finish(plugin) }
        } catch {
            for plugin in loaded { symbols.withdraw(owner: plugin.resources.generation) }
            throw error
        }
        vocabulary.keepAll()
        plugins += loaded
    }

    /// Unloads a plugin with all that it has made: its lists, rules, patterns and layers. Handles of these that
    /// other Lua code has kept give an error from then on. Does nothing if no plugin of the name is loaded.
    public func unload(_ name: String) {
        guard let index = plugins.firstIndex(where: { $0.name == name }) else { return }
        let plugin = plugins.remove(at: index)
        symbols.withdraw(owner: plugin.resources.generation)
        session.resources.forgetPatterns()
        state.collectGarbage()
    }

    /// A plugin that has made nothing yet.
    func makePlugin(_ folder: PluginFolder) -> Plugin {
        loadings += 1
        let context = PatternContext(vocabulary: vocabulary, symbols: symbols)
        context.reservedCaptures = reservedCaptures
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

    /// Closes the article.
    public func close() {
        open = nil
        generation &+= 1
    }

    /// Runs a plugin on the open article. What goes wrong is told in the result; what the plugin
    /// had annotated by then is kept.
    ///
    /// - Returns: nil if all went well.
    public func run(_ plugin: Plugin) -> ArticleError? {
        guard open != nil else { return nil }
        current = plugin
        defer { current = nil }
        do {
            // One budget for all that the plugin does, in Lua and in the matcher.
            try state.stoppable {
                try sandbox.reseedRandom()
                for stage in plugin.stages { try runStage(stage, of: plugin) }
                if let annotate = plugin.annotate {
                    let options = LuaValue.table(optionTable(of: plugin))
                    _ = try annotate.call(results: 0) { [self] writer in
                        writer.push(open!.handle(.article, 0))
                        writer.push(options)
                        return 2
                    }
                }
            }
            return nil
        } catch {
            return articleError(error, plugin)
        }
    }

    private func runStage(_ stage: Plugin.Stage, of plugin: Plugin) throws {
        for match in try matches(of: stage.rules, stage.set, range: nil) {
            let rule = stage.rules[match.rule]
            let handle = open!.remember(match, stage.set)
            if let action = rule.action {
                _ = try action.call(results: 0) { [self] writer in
                    writer.push(handle)
                    writer.push(self.open!.handle(.article, 0))
                    return 2
                }
            } else {
                try annotate(handle, with: rule, of: plugin)
            }
        }
    }

    /// The error as it stands in the article's record.
    func articleError(_ error: any Error, _ plugin: Plugin) -> ArticleError {
        if let error = error as? LuaError {
            let diagnostic = Diagnostic(error, plugin: plugin.name) { plugin.sources[$0] }
            return ArticleError(
                stage: "annotate", plugin: plugin.name,
                kind: diagnostic.kind == .pattern ? "lua" : diagnostic.kind.rawValue,
                message: diagnostic.headline,
                line: nil, traceback: diagnostic.traceback.isEmpty ? nil : diagnostic.traceback)
        }
        if error is RuleSet.Stopped {
            let interrupted = state.stopReason == .interrupt
            return ArticleError(
                stage: "annotate", plugin: plugin.name, kind: interrupted ? "interrupted" : "budget",
                message: interrupted
                    ? "interrupted"
                    : "stopped: the budget of \(limits.milliseconds) ms of computing time is used up")
        }
        let kind = error is RuleSet.StepBudgetExceeded || error is Matching.Regex.Failure ? "budget" : "host"
        return ArticleError(stage: "annotate", plugin: plugin.name, kind: kind, message: "\(error)")
    }

    /// The plugin's options with their values, as a Lua table.
    func optionTable(of plugin: Plugin) -> LuaTable {
        LuaTable(
            fields: (plugin.manifest?.options ?? []).map { option in
                (option.name, (plugin.options[option.name] ?? option.defaultValue).lua)
            })
    }
}

extension Workbench {
    /// Whether an endless loop in Lua is ended by the time budget: part of the self-test.
    public var stopsEndlessLoop: Bool {
        guard let chunk = try? state.load(Array("while true do end".utf8), name: "self-test") else {
            return false
        }
        do {
            _ = try chunk.call(results: 0)
            return false
        } catch {
            return error.stopped == .budget
        }
    }
}
