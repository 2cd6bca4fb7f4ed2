internal import Diagnostics
internal import ArticleModel
public import Display
internal import System
internal import LuaRuntime
public import PluginHost

/// A session at a prompt: articles, plugins, and Lua entered line by line. It knows nothing of a
/// terminal: it takes entries and gives lines to show, and says what could be written next.
public final class Session {
    /// What an entry gave.
    public enum Answer: Equatable {
        /// lines to show; none for an entry without a result
        case lines([String])
        /// something was wrong
        case failed([String])
        /// the entry goes on in the next line
        case incomplete
        /// the text is to be edited by the person, and entered then; or the file, if there is a path
        case edit(text: String, path: String?)
        /// the session is over
        case quit
    }

    /// The program around the session.
    public struct Surroundings {
        /// Loads the plugins that the session begins with.
        public var loadPlugins: (Workbench) throws -> Void = { _ in }
        /// The plugins that can be loaded.
        public var library: PluginLibrary
        /// The folder in which new plugins are written.
        public var pluginFolder = "Plugins"
        /// Makes a workbench without plugins, to try a new plugin alone.
        public var makeWorkbench: () throws -> Workbench = { try Workbench() }

        /// Surroundings in which the plugins of a library can be loaded.
        public init(_ library: PluginLibrary = PluginLibrary(searchPath: [])) { self.library = library }
    }

    /// The plugins' and the person's Lua.
    public let workbench: Workbench
    /// Lua and patterns of the user in the workbench.
    let prompt: PromptContext
    /// What was entered, now and before.
    public let history: History
    /// How output is styled; layers have the colors and tables that the loaded plugins declare.
    public var style: TextStyle {
        TextStyle(isColored: isColored, layers: workbench.layerDescriptions)
    }
    /// Whether output is colored.
    public var isColored: Bool
    /// Columns of what is shown.
    public var width: Int
    /// What was set.
    public internal(set) var settings = SessionSettings()
    /// Gets what runs prints, line by line, while it runs.
    public var output: (String) -> Void = { _ in }

    let surroundings: Surroundings
    let shelf: ArticleShelf
    let plugins: LoadedPlugins
    let evaluator: EntryEvaluator
    /// The number of the open article on the shelf.
    var articleNumber = 0
    /// What went wrong when the plugins last ran on the open article.
    var runErrors: [ArticleError] = []
    var kept = KeptWork()
    var judgements = Judgements()
    private var entry = ""
    private var isPrepared = false

    /// A session. Plugins are loaded and the first article is opened by ``prepare()``.
    public init(
        _ workbench: Workbench, shelf: ArticleShelf, surroundings: Surroundings = Surroundings(),
        history: History = History(path: nil), style: TextStyle, width: Int
    ) {
        self.workbench = workbench
        prompt = PromptContext(workbench)
        plugins = LoadedPlugins(in: workbench, from: surroundings.library)
        evaluator = EntryEvaluator(prompt)
        self.shelf = shelf
        self.surroundings = surroundings
        self.history = history
        isColored = style.isColored
        self.width = width
        settings.milliseconds = workbench.limits.milliseconds
        workbench.log = { [unowned self] plugin, line in
            evaluator.write(plugin == "session" ? line : self.style.dim("[\(plugin)] \(line)"))
        }
        workbench.show = { [unowned self] record, layers in
            evaluator.show(highlighted(record, layers: layers.map(Set.init)))
        }
        evaluator.output = { [unowned self] in output($0) }
    }

    /// Loads the plugins, opens the first article and runs them on it; does nothing the second time.
    ///
    /// - Throws: what keeps a plugin from being loaded; the session can be used without it.
    public func prepare() throws {
        guard !isPrepared else { return }
        isPrepared = true
        defer { openArticle(0) }
        try surroundings.loadPlugins(workbench)
        try plugins.order()
        plugins.rememberFiles()
    }

    /// The program's version and the first article, and how to get help: the lines before the first prompt.
    public var greeting: [String] {
        let first = shelf.article(at: 0)
        var line = "nightdesk \(Workbench.version)"
        if let first {
            let headline = first.metadata.headline ?? first.blocks.first.map { first.text(of: $0.span) }
            line += "  \(first.id)" + (headline.map { ": \($0)" } ?? "")
        }
        return [
            TextWidth.fit(line, width),
            first == nil
                ? ":load FILE opens an article, :help lists the commands"
                : "`article` is open; :help lists the commands",
        ]
    }

    /// Warnings about the plugins and their errors on the open article, in lines.
    public var remarks: [String] { warnings(of: plugins.all) + runErrors.map(line) }

    /// Takes a line of input.
    public func enter(_ line: String) -> Answer {
        do { try prepare() } catch { ErrorView(error, style: style).lines.forEach(output) }
        let isContinuing = !entry.isEmpty
        let isCommand = !isContinuing && line.hasPrefix(":")
        entry += entry.isEmpty ? line : "\n" + line
        if entry.allSatisfy(\.isWhitespace) {
            entry = ""
            return .lines([])
        }
        let answer: Answer
        if isCommand {
            answer = command(String(line.dropFirst()))
        } else if !isContinuing, line.hasSuffix("?") || line.hasPrefix("?") {
            // No Lua is written so: the person asks what it is.
            let name = String(line.filter { $0 != "?" })
            answer = inspect(name).map(Answer.lines) ?? command("help \(name)")
        } else {
            answer = evaluate(entry)
        }
        if answer != .incomplete { entry = "" }
        return answer
    }

    /// Whether an entry has begun that is not complete.
    public var isWithinEntry: Bool { !entry.isEmpty }

    /// The lines of an entry that has begun.
    public var pendingEntry: String { entry }

    /// The number of the Lua entry that comes next: its result will be `_1`, `_2`…
    public var number: Int { evaluator.count + 1 }

    /// Drops the entry that has begun.
    public func cancel() { entry = "" }

    /// Stops what runs. Can be called from a signal handler.
    public func interrupt() { workbench.state.interrupt() }

    // MARK: Lua

    private func evaluate(_ entry: String) -> Answer {
        switch evaluator.run(entry) {
        case .incomplete: return .incomplete
        case .failed(let output, let error): return .failed(output + ErrorView(error, style: style).lines)
        case .values(let output, let values):
            kept.lastEntry = entry
            let shown = values.map { $0.value(depth: ValueView.depth + 1, most: 20_000) }
            if shown.count == 1, shown[0].isNil { return .lines(output) }
            return .lines(output + shown.flatMap { ValueView(self).lines($0) })
        }
    }

    /// A text with annotations and its legend.
    func highlighted(_ record: AnnotatedArticle, layers: Set<String>?) -> [String] {
        let view = HighlightedText(record, width: min(width, 100), style: style)
        let legend = view.legend(layers: layers)
        return view.lines(layers: layers) + (legend.isEmpty ? [] : [""] + legend)
    }
}
