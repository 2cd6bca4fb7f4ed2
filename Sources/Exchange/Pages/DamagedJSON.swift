internal import ArticleModel
internal import Serialization

/// Reads JSON as web pages hold it: with line breaks in strings, comments, trailing commas, in a CDATA section.
enum DamagedJSON {
    /// Returns the value, or nil if it cannot be read even so.
    static func parse(_ text: String) -> FeatureValue? {
        // Most pages are sound, so the damage is looked for only after a failure, whose message nobody needs.
        if let value = try? JSONDocument.parse(Array(text.utf8)) { return value }
        // What cannot be read after the repair says nothing about the article; other elements may.
        return try? JSONDocument.parse(repaired(Array(text.utf8)))
    }

    /// Returns the text with what is wrong in it mended: what is around the value is dropped, control characters in
    /// strings are escaped, escapes that do not exist lose their backslash, trailing commas go.
    static func repaired(_ bytes: [UInt8]) -> [UInt8] {
        // The bracket of `<![CDATA[` is not the beginning of a list.
        let from = bytes.prefix(100).firstRange(of: Array("<![CDATA[".utf8))?.upperBound ?? 0
        guard
            let start = bytes[from...].firstIndex(where: {
                $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "[")
            })
        else { return bytes }
        var scanner = Scanner(bytes: bytes, at: start)
        return scanner.run()
    }

    private struct Scanner {
        let bytes: [UInt8]
        var at: Int
        private var out: [UInt8] = []
        private var depth = 0

        init(bytes: [UInt8], at: Int) { (self.bytes, self.at) = (bytes, at) }

        mutating func run() -> [UInt8] {
            while at < bytes.count {
                let byte = bytes[at]
                switch byte {
                case UInt8(ascii: "\""):
                    string()
                    continue
                case UInt8(ascii: "/") where next == UInt8(ascii: "*"):
                    skipComment()
                    continue
                case UInt8(ascii: "{"), UInt8(ascii: "["):
                    depth += 1
                    out.append(byte)
                case UInt8(ascii: "}"), UInt8(ascii: "]"):
                    dropTrailingComma()
                    out.append(byte)
                    depth -= 1
                    if depth == 0 { return out }
                case 0..<32: out.append(32)
                default: out.append(byte)
                }
                at += 1
            }
            return out
        }

        private var next: UInt8? { at + 1 < bytes.count ? bytes[at + 1] : nil }

        private mutating func string() {
            out.append(bytes[at])
            at += 1
            while at < bytes.count {
                let byte = bytes[at]
                at += 1
                switch byte {
                case UInt8(ascii: "\""):
                    out.append(byte)
                    return
                case UInt8(ascii: "\\"): escape()
                case 10, 13: out += Array("\\n".utf8)
                case 0..<32: out.append(32)
                default: out.append(byte)
                }
            }
        }

        /// An escape; the backslash is already read.
        private mutating func escape() {
            guard at < bytes.count else { return }
            let byte = bytes[at]
            at += 1
            if byte == UInt8(ascii: "u") { return unicodeEscape() }
            if "\"\\/bfnrt".utf8.contains(byte) { out.append(UInt8(ascii: "\\")) }
            out.append(byte < 32 ? 32 : byte)
        }

        /// The number of a character; half of a pair becomes the replacement character.
        private mutating func unicodeEscape() {
            func number(_ at: Int) -> Int? {
                at + 4 <= bytes.count
                    ? Int(String(decoding: bytes[at..<at + 4], as: UTF8.self), radix: 16) : nil
            }
            guard let first = number(at) else { return }
            var escape = bytes[at..<at + 4]
            at += 4
            if (0xD800..<0xDC00).contains(first), at + 6 <= bytes.count, bytes[at] == UInt8(ascii: "\\"),
                let second = number(at + 2), (0xDC00..<0xE000).contains(second)
            {
                escape += bytes[at..<at + 6]
                at += 6
            } else if (0xD800..<0xE000).contains(first) {
                escape = Array("FFFD".utf8)[...]
            }
            out += Array("\\u".utf8) + escape
        }

        private mutating func skipComment() {
            at += 2
            while at < bytes.count, bytes[at] != UInt8(ascii: "*") || next != UInt8(ascii: "/") { at += 1 }
            at = min(at + 2, bytes.count)
        }

        private mutating func dropTrailingComma() {
            guard let last = out.lastIndex(where: { $0 > 32 }), out[last] == UInt8(ascii: ",") else { return }
            out.removeSubrange(last...)
        }
    }
}
