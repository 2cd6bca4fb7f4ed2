internal import CMarkup

/// The references (`&eacute;`) of an XML document, before it is parsed. Agencies name characters by the entities of
/// a DTD, which is not read, and feeds by those of HTML without any: a parser would drop the one and refuse the other.
struct XMLReferences {
    private let bytes: [UInt8]
    private var result: [UInt8] = []
    private var at = 0
    /// Names that the document declares itself.
    private var declared: Set<String> = []

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Returns the document with characters for the entities of HTML, `&amp;` for an `&` that begins no reference or
    /// one that nobody has declared, and blanks for control characters, which XML does not allow.
    static func repaired(_ bytes: [UInt8]) -> [UInt8] {
        var references = XMLReferences(bytes)
        references.result.reserveCapacity(bytes.count + 64)
        while references.at < bytes.count { references.step() }
        return references.result
    }

    private mutating func step() {
        let byte = bytes[at]
        switch byte {
        case UInt8(ascii: "<") where follows("<![CDATA["): copy(to: "]]>")
        case UInt8(ascii: "<") where follows("<!--"): copy(to: "-->")
        case UInt8(ascii: "<") where follows("<?"): copy(to: "?>")
        case UInt8(ascii: "<") where follows("<!DOCTYPE"): copyDoctype()
        case UInt8(ascii: "&"): copyReference()
        case 0..<32 where Self.isControl(byte): put([32], 1)
        default:
            // All up to the next byte that may be one of these.
            let end = bytes[(at + 1)...].firstIndex {
                $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") || $0 < 32 && Self.isControl($0)
            }
            put(bytes[at..<(end ?? bytes.count)], (end ?? bytes.count) - at)
        }
    }

    /// Whether a byte is a control character that XML does not allow.
    private static func isControl(_ byte: UInt8) -> Bool {
        byte < 32 && byte != 9 && byte != 10 && byte != 13
    }

    private func follows(_ text: StaticString, from start: Int? = nil) -> Bool {
        let start = start ?? at
        guard start + text.utf8CodeUnitCount <= bytes.count else { return false }
        for index in 0..<text.utf8CodeUnitCount where bytes[start + index] != text.utf8Start[index] {
            return false
        }
        return true
    }

    private mutating func put(_ new: some Sequence<UInt8>, _ width: Int) {
        result.append(contentsOf: new)
        at += width
    }

    /// Copies a section to its end mark, control characters apart.
    private mutating func copy(to mark: StaticString) {
        var end = at
        while end < bytes.count, !follows(mark, from: end) { end += 1 }
        end = min(bytes.count, end + mark.utf8CodeUnitCount)
        put(bytes[at..<end].lazy.map { Self.isControl($0) ? 32 : $0 }, end - at)
    }

    /// Copies the document type with its own declarations, and notes the entities in these.
    private mutating func copyDoctype() {
        var end = at
        var depth = 0
        while end < bytes.count {
            let byte = bytes[end]
            if byte == UInt8(ascii: "[") { depth += 1 }
            if byte == UInt8(ascii: "]") { depth -= 1 }
            if follows("<!ENTITY", from: end) {
                let words = bytes[(end + 8)...].prefix(200).split(whereSeparator: { $0 <= 32 })
                if let name = words.first { declared.insert(String(decoding: name, as: UTF8.self)) }
            }
            end += 1
            if byte == UInt8(ascii: ">"), depth <= 0 { break }
        }
        put(bytes[at..<end], end - at)
    }

    private mutating func copyReference() {
        let name = bytes[(at + 1)...].prefix(33).prefix {
            (48...57).contains($0) || (97...122).contains($0 | 32) || "#-._".utf8.contains($0)
        }
        let width = name.count + 2
        guard !name.isEmpty, at + width <= bytes.count, bytes[at + width - 1] == UInt8(ascii: ";") else {
            return put("&amp;".utf8, 1)
        }
        let text = String(decoding: name, as: UTF8.self)
        if text.hasPrefix("#") {
            // A number of a control character is as bad as the character.
            let isHexadecimal = text.dropFirst().first.map { $0 == "x" || $0 == "X" } ?? false
            let code = UInt32(text.dropFirst(isHexadecimal ? 2 : 1), radix: isHexadecimal ? 16 : 10)
            guard let code, let scalar = Unicode.Scalar(Self.meant(code)),
                scalar.value >= 32 || code == 9 || code == 10 || code == 13
            else { return put([32], width) }
            return put("&#\(scalar.value);".utf8, width)
        }
        if ["amp", "lt", "gt", "quot", "apos"].contains(text) || declared.contains(text) {
            return put(bytes[at..<at + width], width)
        }
        let code = nd_markup_entity(text)
        if code > 0 { put("&#\(code);".utf8, width) } else { put("&amp;".utf8, 1) }
    }

    /// The code point of a number: those from 128 to 159 are of windows-1252, as in HTML.
    private static func meant(_ code: UInt32) -> UInt32 {
        guard (0x80...0x9F).contains(code) else { return code }
        let decoded = TextDecoding.decode([UInt8(code)], declared: TextEncoding.windows1252.name)
        return decoded.text.unicodeScalars.first?.value ?? code
    }
}
