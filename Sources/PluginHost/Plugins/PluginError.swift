public import LuaRuntime
internal import ArticleModel

/// Something wrong with a plugin, told so that its author can mend it: file, line, column, the
/// line with a caret, what is wrong and what to do.
public struct PluginError: Error, Equatable, CustomStringConvertible {
    /// The plugin.
    public var plugin: String
    /// What is wrong and what to do.
    public var message: String
    /// The file, as `quotes/init.lua`.
    public var file: String?
    /// The line, from 1.
    public var line: Int?
    /// The column in code points, from 1.
    public var column: Int?
    /// The text of the line.
    public var sourceLine: String?
    /// How many characters are meant.
    public var length = 1
    /// Lua's stack.
    public var traceback: String = ""
    /// Whether it was stopped from outside, and by what.
    public var stopped: LuaState.StopReason?

    /// An error.
    public init(
        plugin: String, message: String, file: String? = nil, line: Int? = nil, column: Int? = nil,
        sourceLine: String? = nil, length: Int = 1
    ) {
        (self.plugin, self.message, self.file, self.line) = (plugin, message, file, line)
        (self.column, self.sourceLine, self.length) = (column, sourceLine, length)
    }

    /// `file:line:column: message`, the line and a caret below it.
    public var description: String {
        var text = headline
        if let sourceLine {
            text += "\n    " + sourceLine.replacingTabs
            if let column {
                let before = sourceLine.prefix(max(0, column - 1)).count
                text +=
                    "\n    " + String(repeating: " ", count: before)
                    + String(repeating: "^", count: max(1, length))
            }
        }
        return text
    }

    /// `file:line:column: message`
    public var headline: String {
        var place = file ?? plugin
        if let line { place += ":\(line)" }
        if let column { place += ":\(column)" }
        return "\(place): \(message)"
    }
}

extension String {
    /// Tabs as single blanks, so that a caret below stands right.
    fileprivate var replacingTabs: String { String(map { $0 == "\t" ? " " : $0 }) }
}

/// A problem found while a plugin is read, before it is known where.
struct PluginProblem: Error {
    var message: String
    init(_ message: String) { self.message = message }
}

extension PluginError {
    /// The error for what Lua raised, with the source line where `source` has the file's text.
    init(plugin: String, _ error: LuaError, source: (String) -> [UInt8]?) {
        self.init(plugin: plugin, message: error.message)
        traceback = error.traceback
        stopped = error.stopped
        // A message of the host's own about a pattern already has its place and its caret.
        if let placed = PlacedMessage(error.message) {
            (file, line, column) = (placed.file, placed.line, placed.column)
            (message, sourceLine, length) = (placed.message, placed.sourceLine, placed.length)
            return
        }
        guard let place = error.place else {
            message = error.message
            return
        }
        message = place.rest
        file = place.file
        line = place.line
        // Lua names the bracket that it wanted to see closed; what lacks is mostly a comma.
        if message.hasPrefix("'}' expected (to close '{'") {
            message += "; is there a comma missing before it?"
        }
        guard let text = source(place.file) else { return }
        sourceLine = LineMap(of: text).line(place.line)
        // "unexpected symbol near 'x'": the caret goes below it.
        if let sourceLine {
            let first = sourceLine.prefix { $0 == " " || $0 == "\t" }.count + 1
            if let near = Self.quoted(after: "near '", in: message)
                ?? Self.quoted(after: "global '", in: message) ?? Self.literal(in: message, line: sourceLine),
                let range = sourceLine.ranges(of: near).last
            {
                column = sourceLine[..<range.lowerBound].unicodeScalars.count + 1
                length = near.unicodeScalars.count
            } else {
                column = first
            }
        }
    }

    /// A string that the message quotes, where the line has it as a literal: `"VOET"` with its quotes.
    private static func literal(in message: String, line: String) -> String? {
        let parts = message.split(separator: "\"", omittingEmptySubsequences: false)
        guard parts.count >= 3 else { return nil }
        return stride(from: 1, to: parts.count - 1, by: 2).map { "\"\(parts[$0])\"" }.first {
            $0.count > 2 && line.contains($0)
        }
    }

    private static func quoted(after start: String, in message: String) -> String? {
        guard let open = message.firstRange(of: start) else { return nil }
        let rest = message[open.upperBound...]
        guard let close = rest.firstIndex(of: "'"), close > rest.startIndex else { return nil }
        return String(rest[..<close])
    }
}

/// A message with its place and its caret, on its way through Lua as text for people:
/// `file:line:column: message`, the line, a caret below it.
struct PlacedMessage: Error, RaisesAsIs, CustomStringConvertible {
    var file: String
    var line: Int
    var column: Int
    var length: Int
    var message: String
    var sourceLine: String

    init(file: String, line: Int, column: Int, length: Int, message: String, sourceLine: String) {
        (self.file, self.line, self.column, self.length) = (file, line, column, length)
        (self.message, self.sourceLine) = (message, sourceLine)
    }

    var description: String {
        PluginError(
            plugin: "", message: message, file: file, line: line, column: column, sourceLine: sourceLine,
            length: length
        ).description
    }

    /// Reads what ``description`` wrote.
    init?(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count >= 3, let carets = lines.last, carets.contains("^"),
            carets.allSatisfy({ $0 == " " || $0 == "^" })
        else { return nil }
        let head = lines.dropLast(2).joined(separator: "\n")
        let parts = head.split(separator: ":", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 4, let line = Int(parts[1]), let column = Int(parts[2]) else { return nil }
        self.init(
            file: String(parts[0]), line: line, column: column, length: carets.filter { $0 == "^" }.count,
            message: String(parts[3].drop { $0 == " " }),
            sourceLine: String(lines[lines.count - 2].dropFirst(4)))
    }
}
