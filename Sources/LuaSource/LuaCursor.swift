/// The end of an unfinished Lua text, as completion sees it: the name being written, the expression that it belongs
/// to and the call around it.
public struct LuaCursor {
    /// The expression before a dot or a colon, and the name after it.
    public struct Chain: Equatable, Sendable {
        /// The expression, or nil for a name on its own.
        public var base: String?
        /// Whether a colon follows the expression.
        public var isMethod = false
        /// The byte at which the name starts.
        public var start: Int
    }

    /// The text.
    public let utf8: [UInt8]

    /// Creates a cursor at the end of a text.
    public init(_ text: String) { utf8 = Array(text.utf8) }

    /// Returns part of the text.
    public func text(_ range: Range<Int>) -> String { String(decoding: utf8[range], as: UTF8.self) }

    /// Whether the text ends in code, in an unfinished string or in a comment.
    public var ending: LuaScanner.Ending { LuaScanner.ending(of: utf8) }

    /// The name that is being written at the end, and the expression that it belongs to.
    public var chain: Chain {
        let start = nameStart(before: utf8.count)
        guard start > 0, [UInt8(ascii: "."), UInt8(ascii: ":")].contains(utf8[start - 1]) else {
            return Chain(base: nil, start: start)
        }
        // ".." joins strings and "::" is a label.
        if start > 1, utf8[start - 2] == utf8[start - 1] { return Chain(base: nil, start: start) }
        let from = expressionStart(before: start - 1)
        guard from < start - 1 else { return Chain(base: nil, start: start) }
        return Chain(
            base: text(from..<start - 1), isMethod: utf8[start - 1] == UInt8(ascii: ":"), start: start)
    }

    /// Returns the byte at which the name starts that ends before `end`; `end` if there is none.
    public func nameStart(before end: Int) -> Int {
        var start = end
        while start > 0, LuaScanner.isNameByte(utf8[start - 1]) { start -= 1 }
        return start
    }

    /// Where the expression begins that ends before a byte: names, calls and indexes, joined by dots and
    /// colons.
    private func expressionStart(before end: Int) -> Int {
        var at = end
        while at > 0 {
            let byte = utf8[at - 1]
            if byte == UInt8(ascii: ")") || byte == UInt8(ascii: "]") {
                guard let open = opening(before: at) else { return end }
                at = open
                // What is called or indexed stands before the bracket; a bracket may also begin it.
                if at == 0
                    || !(LuaScanner.isNameByte(utf8[at - 1])
                        || [UInt8(ascii: ")"), UInt8(ascii: "]")].contains(utf8[at - 1]))
                {
                    return at
                }
                continue
            }
            let start = nameStart(before: at)
            guard start < at else { return at == end ? end : at }
            at = start
            guard at > 0, [UInt8(ascii: "."), UInt8(ascii: ":")].contains(utf8[at - 1]) else { return at }
            at -= 1
        }
        return at
    }

    /// The bracket that opens what a bracket before `end` closes.
    private func opening(before end: Int) -> Int? {
        var depth = 0
        var at = end
        while at > 0 {
            at -= 1
            switch utf8[at] {
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth += 1
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
                depth -= 1
                if depth == 0 { return at }
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                guard let open = utf8[..<at].lastIndex(of: utf8[at]) else { return nil }
                at = open
            default: break
            }
        }
        return nil
    }

    /// Returns the function of which a string at byte `start` is an argument, the number of the argument from 1 and the
    /// arguments before it; nil if the string is not an argument.
    public func call(around start: Int) -> (name: String, argument: Int, before: [String])? {
        var at = start
        var depth = 0
        var before: [String] = []
        var end = start
        while at > 0 {
            at -= 1
            let byte = utf8[at]
            switch byte {
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth += 1
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                guard let open = utf8[..<at].lastIndex(of: byte) else { return nil }
                at = open
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
                if depth > 0 {
                    depth -= 1
                    continue
                }
                guard byte != UInt8(ascii: "[") else { return nil }
                let nameEnd = utf8[..<at].lastIndex { $0 != 32 }.map { $0 + 1 } ?? 0
                let name = text(nameStart(before: nameEnd)..<nameEnd)
                if end < start { before.insert(text(at + 1..<end).trimmingSpaces, at: 0) }
                return Self.canBeCalled(name) ? (name, before.count + 1, before) : nil
            case UInt8(ascii: ",") where depth == 0:
                // The argument before this comma reaches back to the comma or bracket before it.
                if end < start { before.insert(text(at + 1..<end).trimmingSpaces, at: 0) }
                end = at
            default: break
            }
        }
        // A string may be the only argument without parentheses.
        let nameEnd = utf8[..<start].lastIndex { $0 != 32 }.map { $0 + 1 } ?? 0
        let name = text(nameStart(before: nameEnd)..<nameEnd)
        return Self.canBeCalled(name) ? (name, 1, []) : nil
    }

    /// A keyword before a string or a bracket, as in `return "`, is not a function.
    private static func canBeCalled(_ name: String) -> Bool {
        !name.isEmpty && !LuaScanner.keywords.contains(name)
    }
}

extension String {
    fileprivate var trimmingSpaces: String {
        let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\n" || $0 == "\t" }
        return String(drop(while: isSpace).reversed().drop(while: isSpace).reversed())
    }
}
