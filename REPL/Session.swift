public import ArticleModel
public import Display
public import PluginHost

internal import LuaRuntime
internal import Pipeline

/// A session at the prompt: an article, plugins, and Lua entered line by line. It knows nothing of
/// the terminal: it takes entries and gives lines to show.
public final class Session {
    /// What an entry gave.
    public enum Answer: Equatable {
        /// lines to show; none for an entry without a result
        case lines([String])
        /// something was wrong
        case failed([String])
        /// the entry goes on in the next line
        case incomplete
        /// the session is over
        case quit
    }

    let workbench: Workbench
    let plugins: [Plugin]
    let style: TextStyle
    let width: Int
    private var entry = ""

    /// A session with the workbench's plugins and one article.
    ///
    /// - Throws: ``PluginOrder/Failure``.
    public init(_ workbench: Workbench, article: Article?, style: TextStyle, width: Int) throws {
        self.workbench = workbench
        self.style = style
        self.width = width
        plugins = try PluginOrder.sorted(workbench.plugins)
        if let article {
            workbench.open(article)
            _ = run()
        }
    }

    /// Takes a line of input.
    public func enter(_ line: String) -> Answer {
        if entry.isEmpty, line.hasPrefix(":") { return command(String(line.dropFirst())) }
        entry += entry.isEmpty ? line : "\n" + line
        if entry.allSatisfy(\.isWhitespace) {
            entry = ""
            return .lines([])
        }
        do {
            switch try workbench.evaluate(entry) {
            case .incomplete: return .incomplete
            case .value(let value):
                entry = ""
                return .lines(
                    value.isNil ? [] : ValueView(workbench, style: style, width: width).lines(value))
            }
        } catch {
            entry = ""
            return .failed(Self.lines(error))
        }
    }

    /// Whether an entry has begun that is not complete.
    public var isWithinEntry: Bool { !entry.isEmpty }

    /// Drops the entry that has begun.
    public func cancel() { entry = "" }

    static func lines(_ error: any Error) -> [String] {
        "\(error)".split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// Runs all plugins on the article; returns what went wrong.
    func run() -> [ArticleError] { plugins.compactMap { workbench.run($0) } }
}
