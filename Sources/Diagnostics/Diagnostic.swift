/// Something that is wrong, described so that a person can fix it: what is wrong, where, and what to do.
///
/// ```swift
/// let diagnostic = Diagnostic(
///     .pattern, "unknown list #tilte; did you mean #title?",
///     at: SourceLocation(file: "quotes/init.lua", line: 42, column: 17, length: 6),
///     excerpt: "  local said = desk.rule{ \"Said\", [=[ #tilte … ]=] }")
/// print(diagnostic)
/// // quotes/init.lua:42:17: unknown list #tilte; did you mean #title?
/// //       local said = desk.rule{ "Said", [=[ #tilte … ]=] }
/// //                                           ^^^^^^
/// ```
public struct Diagnostic: Error, Equatable, Sendable, CustomStringConvertible {
    /// What sort of problem it is. The raw value is the `kind` of an error in a record.
    public struct Kind: RawRepresentable, Hashable, Sendable {
        /// The name in records, such as `budget`.
        public var rawValue: String

        /// A kind of this name.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// A plugin that cannot be loaded or is used in a wrong way.
        public static let plugin = Kind(rawValue: "plugin")
        /// A pattern that cannot be compiled.
        public static let pattern = Kind(rawValue: "pattern")
        /// A wrong use of the program.
        public static let usage = Kind(rawValue: "usage")
        /// An input that cannot be found or read.
        public static let input = Kind(rawValue: "input")
        /// An output that cannot be written.
        public static let output = Kind(rawValue: "output")
        /// Gold data that is malformed.
        public static let gold = Kind(rawValue: "gold")
        /// A compiled list that is damaged, or a folder without lists.
        public static let list = Kind(rawValue: "list")
        /// A tagger's model that is damaged.
        public static let model = Kind(rawValue: "model")
        /// An error that Lua code raised.
        public static let lua = Kind(rawValue: "lua")
        /// A limit on time or steps was reached.
        public static let budget = Kind(rawValue: "budget")
        /// Ctrl-C ended it.
        public static let interrupted = Kind(rawValue: "interrupted")
        /// A limit on memory was reached.
        public static let memory = Kind(rawValue: "memory")
    }

    /// What sort of problem it is.
    public var kind: Kind
    /// What is wrong and what to do, without a place.
    public var message: String
    /// Where it is; nil if it has no place.
    public var location: SourceLocation?
    /// The text of the line that ``location`` names, without its end.
    public var excerpt: String?
    /// Lua's stack, as `luaL_traceback` writes it; empty if no Lua code ran.
    public var traceback = ""

    /// A diagnostic.
    public init(
        _ kind: Kind, _ message: String, at location: SourceLocation? = nil, excerpt: String? = nil,
        traceback: String = ""
    ) {
        self.kind = kind
        self.message = message
        self.location = location
        self.excerpt = excerpt
        self.traceback = traceback
    }

    /// `file:line:column: message`; the message alone if there is no place, or none in a file.
    public var headline: String {
        guard let location, !location.file.isEmpty else { return message }
        return "\(location): \(message)"
    }

    /// The ``headline`` and the ``excerptLines``.
    public var description: String { ([headline] + excerptLines).joined(separator: "\n") }

    /// The ``excerpt``, indented by four blanks, and carets under what is meant; empty without an excerpt.
    public var excerptLines: [String] {
        guard let excerpt else { return [] }
        let line = "    " + excerpt.replacingTabs
        guard let column = location?.column else { return [line] }
        return [line, "    " + Self.carets(below: excerpt, column: column, length: location?.length ?? 1)]
    }

    /// Blanks and carets that stand below a stretch of a line at a terminal, where a wide character takes two columns
    /// and a combining mark none.
    ///
    /// - Parameters:
    ///   - column: where the stretch begins in code points, from 1.
    ///   - length: its code points; one caret is drawn even if they have no width.
    public static func carets(below line: String, column: Int, length: Int) -> String {
        let scalars = line.unicodeScalars
        let start = scalars.index(scalars.startIndex, offsetBy: column - 1, limitedBy: scalars.endIndex)
        let before = scalars[..<(start ?? scalars.endIndex)]
        let meant = scalars[(start ?? scalars.endIndex)...].prefix(length)
        let indent = TextWidth.columns(String(before).replacingTabs)
        return String(repeating: " ", count: indent)
            + String(repeating: "^", count: max(1, TextWidth.columns(String(meant).replacingTabs)))
    }
}

extension String {
    /// Tabs as single blanks, so that a caret below is in the right column.
    fileprivate var replacingTabs: String { String(map { $0 == "\t" ? " " : $0 }) }
}
