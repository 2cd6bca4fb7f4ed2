/// A position in a JSON text, which skips values and checks them on the way. Each `skip` returns false if
/// the text is not JSON at that place.
struct JSONCursor {
    /// The depth at which the parser gives up.
    private static let maximumDepth = 2048

    private let bytes: UnsafeRawBufferPointer
    private var at = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    var isAtEnd: Bool { at == bytes.count }
    var peek: UInt8? { at < bytes.count ? bytes[at] : nil }

    mutating func skipSpace() {
        while let byte = peek, byte == 32 || byte == 10 || byte == 13 || byte == 9 { at += 1 }
    }

    private mutating func skip(_ byte: UInt8) -> Bool {
        guard peek == byte else { return false }
        at += 1
        return true
    }

    // MARK: Values

    mutating func skipValue(depth: Int) -> Bool {
        guard depth <= Self.maximumDepth, let byte = peek else { return false }
        switch byte {
        case UInt8(ascii: "\""): return skipString() != nil
        case UInt8(ascii: "{"): return skipObject(depth: depth, member: nil)
        case UInt8(ascii: "["): return skipArray(depth: depth)
        case UInt8(ascii: "t"): return skipWord("true") && skipEnd()
        case UInt8(ascii: "f"): return skipWord("false") && skipEnd()
        case UInt8(ascii: "n"): return skipWord("null") && skipEnd()
        default: return skipNumber() && skipEnd()
        }
    }

    /// The parser overlooks one NUL byte after a word or a number.
    private mutating func skipEnd() -> Bool {
        if peek == 0 { at += 1 }
        return true
    }

    /// Skips an object and reports each member: its key, and where its value is.
    mutating func skipObject(depth: Int, member: ((JSONKey, Range<Int>) -> Void)?) -> Bool {
        guard skip(UInt8(ascii: "{")) else { return false }
        skipSpace()
        if skip(UInt8(ascii: "}")) { return true }
        while true {
            skipSpace()
            // The parser refuses keys with the character U+0000.
            guard let key = skipString(), !key.hasNUL else { return false }
            skipSpace()
            guard skip(UInt8(ascii: ":")) else { return false }
            skipSpace()
            let start = at
            guard skipValue(depth: depth + 1) else { return false }
            if let member {
                let content = UnsafeRawBufferPointer(rebasing: bytes[key.range])
                member(JSONKey(bytes: content, hasEscapes: key.hasEscapes), start..<at)
            }
            skipSpace()
            if skip(UInt8(ascii: "}")) { return true }
            guard skip(UInt8(ascii: ",")) else { return false }
        }
    }

    private mutating func skipArray(depth: Int) -> Bool {
        at += 1
        skipSpace()
        if skip(UInt8(ascii: "]")) { return true }
        while true {
            skipSpace()
            guard skipValue(depth: depth + 1) else { return false }
            skipSpace()
            if skip(UInt8(ascii: "]")) { return true }
            guard skip(UInt8(ascii: ",")) else { return false }
        }
    }

    private mutating func skipWord(_ word: StaticString) -> Bool {
        let end = at + word.utf8CodeUnitCount
        guard end <= bytes.count,
            bytes[at..<end].elementsEqual(
                UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount))
        else { return false }
        at = end
        return true
    }

    // MARK: Numbers

    private mutating func skipDigits() -> Bool {
        let start = at
        while let byte = peek, (48...57).contains(byte) { at += 1 }
        return at > start
    }

    private mutating func skipNumber() -> Bool {
        let start = at
        _ = skip(UInt8(ascii: "-"))  // a sign may be missing
        if peek == UInt8(ascii: "0") {
            at += 1
        } else if !skipDigits() {
            return false
        }
        var isInteger = true
        if skip(UInt8(ascii: ".")) {
            isInteger = false
            guard skipDigits() else { return false }
        }
        if let byte = peek, byte | 32 == UInt8(ascii: "e") {
            isInteger = false
            at += 1
            if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") { at += 1 }
            guard skipDigits() else { return false }
        }
        // Short numbers cannot be too large for the parser.
        guard at - start > 18 || !isInteger else { return true }
        let text = String(decoding: bytes[start..<at], as: UTF8.self)
        return isInteger ? Int(text) != nil : Double(text)?.isFinite ?? false
    }

    // MARK: Strings

    /// Skips a string: where its content is, and what escapes it has; nil if it is not a string.
    private mutating func skipString() -> (range: Range<Int>, hasEscapes: Bool, hasNUL: Bool)? {
        guard skip(UInt8(ascii: "\"")) else { return nil }
        let start = at
        var (hasEscapes, hasNUL) = (false, false)
        while at < bytes.count {
            let byte = bytes[at]
            if byte >= 0x80 {
                guard skipScalar() else { return nil }
            } else if byte == UInt8(ascii: "\"") {
                at += 1
                return (start..<at - 1, hasEscapes, hasNUL)
            } else if byte == UInt8(ascii: "\\") {
                hasEscapes = true
                guard let scalar = skipEscape() else { return nil }
                if scalar == 0 { hasNUL = true }
            } else if byte < 0x20 {
                return nil
            } else {
                at += 1
            }
        }
        return nil
    }

    /// Skips an escape and returns its character; nil if it is not one, as a lone surrogate.
    private mutating func skipEscape() -> UInt32? {
        guard at + 1 < bytes.count else { return nil }
        let byte = bytes[at + 1]
        at += 2
        guard byte == UInt8(ascii: "u") else { return "\"\\/bfnrt".utf8.contains(byte) ? UInt32(byte) : nil }
        guard let first = hexadecimal() else { return nil }
        switch first {
        case 0xD800..<0xDC00:
            guard at + 1 < bytes.count, bytes[at] == UInt8(ascii: "\\"), bytes[at + 1] == UInt8(ascii: "u")
            else { return nil }
            at += 2
            guard let second = hexadecimal(), (0xDC00..<0xE000).contains(second) else { return nil }
            return 0x10000 + (first - 0xD800) << 10 + second - 0xDC00
        case 0xDC00..<0xE000: return nil
        default: return first
        }
    }

    private mutating func hexadecimal() -> UInt32? {
        guard at + 4 <= bytes.count else { return nil }
        var value: UInt32 = 0
        for byte in bytes[at..<at + 4] {
            switch byte {
            case 48...57: value = value << 4 | UInt32(byte - 48)
            case 65...70, 97...102: value = value << 4 | (UInt32(byte | 32) - 87)
            default: return nil
            }
        }
        at += 4
        return value
    }

    /// Skips a character of more than one byte of UTF-8; false if the bytes are not one.
    private mutating func skipScalar() -> Bool {
        let first = bytes[at]
        let width = first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0
        guard width > 0, at + width <= bytes.count else { return false }
        for byte in bytes[at + 1..<at + width] where byte & 0xC0 != 0x80 { return false }
        let second = bytes[at + 1]
        // Overlong forms, surrogates, and what is beyond U+10FFFF.
        if first == 0xE0 && second < 0xA0 || first == 0xED && second >= 0xA0
            || first == 0xF0 && second < 0x90 || first == 0xF4 && second >= 0x90
        {
            return false
        }
        at += width
        return true
    }
}
