/// What stands around the end of an unfinished Lua text: as much of Lua's grammar as completion needs.
struct LuaText {
    /// Where the text ends.
    enum Place: Equatable {
        /// in code
        case code
        /// in a string that begins (behind its quote) at a byte
        case string(start: Int, quote: Int)
        /// in a comment
        case comment
    }

    /// The expression before a dot or a colon, and what was begun behind it.
    struct Chain: Equatable {
        /// The expression; nil for a name that stands alone.
        var base: String?
        /// Whether a colon stands behind it.
        var isMethod = false
        /// Where the name begins.
        var start: Int
    }

    let utf8: [UInt8]

    init(_ text: String) { utf8 = Array(text.utf8) }

    func text(_ range: Range<Int>) -> String { String(decoding: utf8[range], as: UTF8.self) }

    // MARK: Forwards: strings and comments

    /// Where the text ends.
    var place: Place {
        var at = 0
        while at < utf8.count {
            let byte = utf8[at]
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                var end = at + 1
                while end < utf8.count, utf8[end] != byte {
                    if utf8[end] == UInt8(ascii: "\\") { end += 1 }
                    if end < utf8.count, utf8[end] == 10 { break }
                    end += 1
                }
                if end >= utf8.count { return .string(start: at + 1, quote: at) }
                at = end + 1
            } else if byte == UInt8(ascii: "-"), at + 1 < utf8.count, utf8[at + 1] == byte {
                if let level = longBracket(at: at + 2) {
                    guard let end = closing(level, from: at + 2) else { return .comment }
                    at = end
                } else {
                    guard let end = utf8[at...].firstIndex(of: 10) else { return .comment }
                    at = end + 1
                }
            } else if let level = longBracket(at: at) {
                guard let end = closing(level, from: at + level + 2) else {
                    return .string(start: at + level + 2, quote: at)
                }
                at = end
            } else {
                at += 1
            }
        }
        return .code
    }

    /// The number of signs in a long bracket that opens at a byte; nil if none does.
    private func longBracket(at start: Int) -> Int? {
        guard start < utf8.count, utf8[start] == UInt8(ascii: "[") else { return nil }
        var at = start + 1
        while at < utf8.count, utf8[at] == UInt8(ascii: "=") { at += 1 }
        guard at < utf8.count, utf8[at] == UInt8(ascii: "[") else { return nil }
        return at - start - 1
    }

    private func closing(_ level: Int, from start: Int) -> Int? {
        let bracket = Array(("]" + String(repeating: "=", count: level) + "]").utf8)
        guard start <= utf8.count else { return nil }
        return utf8[start...].firstRange(of: bracket)?.upperBound
    }

    // MARK: Backwards: names and what they belong to

    /// Whether a byte can stand in a name.
    static func isNameByte(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
            || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
    }

    /// The name that is being written at the end, and what it belongs to.
    var chain: Chain {
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

    func nameStart(before end: Int) -> Int {
        var start = end
        while start > 0, Self.isNameByte(utf8[start - 1]) { start -= 1 }
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
                    || !(Self.isNameByte(utf8[at - 1])
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

    /// The function whose argument begins at a byte, which argument it is (from 1), and the arguments
    /// before it, when the argument is a string; nil if it is none.
    func call(around start: Int) -> (name: String, argument: Int, before: [String])? {
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
                if end < start { before.insert(text(at + 1..<end).trimming, at: 0) }
                return name.isEmpty ? nil : (name, before.count + 1, before)
            case UInt8(ascii: ",") where depth == 0:
                // The argument before this comma reaches back to the comma or bracket before it.
                if end < start { before.insert(text(at + 1..<end).trimming, at: 0) }
                end = at
            default: break
            }
        }
        // article:layer "quotes"
        let nameEnd = utf8[..<start].lastIndex { $0 != 32 }.map { $0 + 1 } ?? 0
        let name = text(nameStart(before: nameEnd)..<nameEnd)
        return name.isEmpty ? nil : (name, 1, [])
    }
}
