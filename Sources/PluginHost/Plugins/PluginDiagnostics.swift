internal import ArticleModel
public import Diagnostics
public import LuaRuntime

/// A problem found while a plugin is read, before it is known where.
struct PluginProblem: Error {
    /// The path of the key in the plugin's table, such as `options.least.default`; nil if no key is at fault.
    var key: String?
    var message: String

    init(at key: String?, _ message: String) {
        self.key = key
        self.message = message
    }
}

extension Diagnostic {
    /// A problem with a plugin that has no place in its files.
    static func plugin(_ name: String, _ message: String) -> Diagnostic {
        Diagnostic(.plugin, message, at: SourceLocation(file: name))
    }

    /// Whether it is the stop of Lua code from outside, and which.
    public var stopReason: LuaState.StopReason? {
        switch kind {
        case .budget: .budget
        case .interrupted: .interrupt
        default: nil
        }
    }

    /// The diagnostic for what Lua raised, with the source line if `source` has the file's text.
    init(_ error: LuaError, plugin: String, source: (String) -> [UInt8]?) {
        let kind: Kind =
            switch error.stopped {
            case .budget: .budget
            case .interrupt: .interrupted
            case nil: error.message.contains("not enough memory") ? .memory : .lua
            }
        self.init(kind, error.message, at: error.location ?? SourceLocation(file: plugin))
        traceback = error.traceback
        if let known = error.diagnostic {
            self.kind = known.kind
            excerpt = known.excerpt
            if excerpt != nil { return }
        }
        // Lua names the bracket that it wanted to see closed; usually a comma is missing before it.
        if message.hasPrefix("'}' expected (to close '{'") {
            message += "; is there a comma missing before it?"
        }
        guard let line = error.location?.line, let file = error.location?.file, let text = source(file) else {
            return
        }
        excerpt = LineMap(of: text).line(line)
        guard let excerpt else { return }
        // "unexpected symbol near 'x'": the caret goes below it.
        if let near = Self.quoted(after: "near '", in: message)
            ?? Self.quoted(after: "global '", in: message) ?? Self.literal(in: message, line: excerpt),
            let range = excerpt.ranges(of: near).last
        {
            location?.column = excerpt[..<range.lowerBound].unicodeScalars.count + 1
            location?.length = near.unicodeScalars.count
        } else {
            location?.column = excerpt.prefix { $0 == " " || $0 == "\t" }.count + 1
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
