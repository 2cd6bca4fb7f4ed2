/// A word of Lua source.
public struct LuaToken: Equatable, Sendable {
    /// What kind of word it is.
    public enum Kind: Equatable, Sendable {
        /// a name that is no keyword
        case name
        /// `and`, `local`…
        case keyword
        /// a string in quotes or long brackets
        case string
        /// a number
        case number
        /// an operator or a bracket
        case symbol
    }

    /// What kind of word it is.
    public var kind: Kind
    /// The word; of a string, the value that it stands for.
    public var text: String
    /// Where it stands, in bytes from 0.
    public var range: Range<Int>
}

/// The words of Lua 5.4 source, without comments (Lua 5.4 reference manual, 3.1). Source that Lua refuses is
/// read as far as it makes sense.
public struct LuaScanner {
    /// Where source ends.
    public enum Ending: Equatable, Sendable {
        /// in code
        case code
        /// in a string whose content starts at a byte, with the quote or bracket before it at another
        case string(start: Int, quote: Int)
        /// in a comment
        case comment
    }

    private let source: [UInt8]
    private var at = 0
    private var ending = Ending.code

    /// The reserved words of Lua 5.4.
    public static let keywords: Set<String> = [
        "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in",
        "local",
        "nil", "not", "or", "repeat", "return", "then", "true", "until", "while",
    ]
    private static let symbols = [
        "...", "<<", ">>", "//", "==", "~=", "<=", ">=", "::", "..",
    ].map { Array($0.utf8) }

    /// The words of a file.
    public static func tokens(_ source: [UInt8]) -> [LuaToken] {
        var scanner = LuaScanner(source: source)
        var tokens: [LuaToken] = []
        while let token = scanner.next() { tokens.append(token) }
        return tokens
    }

    /// Returns whether source ends in code, in an unfinished string or in a comment.
    public static func ending(of source: [UInt8]) -> Ending {
        var scanner = LuaScanner(source: source)
        while scanner.next() != nil {}
        return scanner.ending
    }

    private init(source: [UInt8]) { self.source = source }

    private func byte(_ index: Int) -> UInt8 { index < source.count ? source[index] : 0 }

    /// Whether a byte can be part of a name.
    public static func isNameByte(_ byte: UInt8) -> Bool {
        isDigit(byte) || byte == UInt8(ascii: "_") || (0x61...0x7A).contains(byte | 0x20)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private mutating func next() -> LuaToken? {
        skipBlanks()
        guard at < source.count else { return nil }
        let start = at
        func token(_ kind: LuaToken.Kind, _ text: String) -> LuaToken {
            LuaToken(kind: kind, text: text, range: start..<at)
        }
        let first = source[at]
        if Self.isDigit(first) || first == UInt8(ascii: ".") && Self.isDigit(byte(at + 1)) {
            skipNumber()
            return token(.number, String(decoding: source[start..<at], as: UTF8.self))
        }
        if Self.isNameByte(first) {
            while Self.isNameByte(byte(at)) { at += 1 }
            let text = String(decoding: source[start..<at], as: UTF8.self)
            return token(Self.keywords.contains(text) ? .keyword : .name, text)
        }
        if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
            return token(.string, quoted(first))
        }
        if let text = longBracket() { return token(.string, text) }
        let symbol = Self.symbols.first { source[at...].starts(with: $0) }
        at += symbol?.count ?? 1
        return token(.symbol, String(decoding: source[start..<at], as: UTF8.self))
    }

    private mutating func skipBlanks() {
        while at < source.count {
            if source[at] == UInt8(ascii: "-"), byte(at + 1) == UInt8(ascii: "-") {
                at += 2
                if longBracket() == nil {
                    while at < source.count, source[at] != 10 { at += 1 }
                    if at >= source.count { ending = .comment }
                } else if ending != .code {
                    ending = .comment
                }
            } else if source[at] <= 32 || at == 0 && source[at] == UInt8(ascii: "#") {
                if source[at] > 32 { while at < source.count, source[at] != 10 { at += 1 } } else { at += 1 }
            } else {
                return
            }
        }
    }

    private mutating func skipNumber() {
        let isHexadecimal = source[at] == UInt8(ascii: "0") && byte(at + 1) | 0x20 == UInt8(ascii: "x")
        // In hexadecimal numbers "e" is a digit.
        let exponent = isHexadecimal ? UInt8(ascii: "p") : UInt8(ascii: "e")
        var previous: UInt8 = 0
        while at < source.count {
            let byte = source[at]
            let isSign = byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
            let follows = isSign && previous | 0x20 == exponent
            guard Self.isNameByte(byte) || byte == UInt8(ascii: ".") || follows else { return }
            // ".." joins strings, as in 1 ..x; a number has one point.
            if byte == UInt8(ascii: "."), self.byte(at + 1) == UInt8(ascii: ".") { return }
            previous = byte
            at += 1
        }
    }

    /// `[[ … ]]`, `[=[ … ]=]`: its content, or nil where none begins.
    private mutating func longBracket() -> String? {
        guard byte(at) == UInt8(ascii: "[") else { return nil }
        var level = 0
        while byte(at + 1 + level) == UInt8(ascii: "=") { level += 1 }
        guard byte(at + 1 + level) == UInt8(ascii: "[") else { return nil }
        // A line break directly after the bracket is not part of the string.
        let start = at + level + 2 + lineBreakWidth(at + level + 2)
        let closing =
            [UInt8(ascii: "]")] + Array(repeating: UInt8(ascii: "="), count: level) + [UInt8(ascii: "]")]
        let end = start <= source.count ? source[start...].firstRange(of: closing) : nil
        if end == nil { ending = .string(start: at + level + 2, quote: at) }
        at = end?.upperBound ?? source.count
        return String(decoding: unixLines(start..<(end?.lowerBound ?? source.count)), as: UTF8.self)
    }

    /// The bytes of the line break at an index; 0 if there is none. A carriage return and a line feed are one break
    /// in either order.
    private func lineBreakWidth(_ index: Int) -> Int {
        let (first, second) = (byte(index), byte(index + 1))
        guard first == 10 || first == 13 else { return 0 }
        return first != second && (second == 10 || second == 13) ? 2 : 1
    }

    /// The bytes of a range with every line break as a line feed, as Lua reads them.
    private func unixLines(_ range: Range<Int>) -> [UInt8] {
        guard source[range].contains(13) else { return Array(source[range]) }
        var bytes: [UInt8] = []
        var index = range.lowerBound
        while index < range.upperBound {
            let width = lineBreakWidth(index)
            bytes.append(width > 0 ? 10 : source[index])
            index += max(1, width)
        }
        return bytes
    }

    private mutating func quoted(_ quote: UInt8) -> String {
        let start = at
        at += 1
        var bytes: [UInt8] = []
        while at < source.count, source[at] != quote, source[at] != 10 {
            if source[at] == UInt8(ascii: "\\") {
                at += 1
                escape(into: &bytes)
            } else {
                bytes.append(source[at])
                at += 1
            }
        }
        if at >= source.count {
            ending = .string(start: start + 1, quote: start)
        } else if source[at] == quote {
            at += 1
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private mutating func escape(into bytes: inout [UInt8]) {
        guard at < source.count else { return }
        let width = lineBreakWidth(at)
        if width > 0 {
            bytes.append(10)
            at += width
            return
        }
        let letters: [Character: UInt8] = ["n": 10, "t": 9, "r": 13, "a": 7, "b": 8, "f": 12, "v": 11]
        let byte = byte(at)
        at += 1
        switch Character(UnicodeScalar(byte)) {
        case "x":
            bytes.append(UInt8(truncatingIfNeeded: number(radix: 16, most: 2)))
        case "z":
            while at < source.count, source[at] <= 32 { at += 1 }
        case "u" where self.byte(at) == UInt8(ascii: "{"):
            at += 1
            let scalar = UnicodeScalar(UInt32(truncatingIfNeeded: number(radix: 16, most: 8)))
            bytes += Array(String(Character(scalar ?? "\u{FFFD}")).utf8)
            if self.byte(at) == UInt8(ascii: "}") { at += 1 }
        case let digit where digit.isNumber:
            at -= 1
            bytes.append(UInt8(truncatingIfNeeded: number(radix: 10, most: 3)))
        case let letter: bytes.append(letters[letter] ?? byte)
        }
    }

    private mutating func number(radix: Int, most: Int) -> Int {
        var value = 0
        for _ in 0..<most {
            guard let digit = Character(UnicodeScalar(byte(at))).hexDigitValue, digit < radix else { break }
            value = value * radix + digit
            at += 1
        }
        return value
    }
}
