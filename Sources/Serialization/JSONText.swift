public import ArticleModel

/// Writes JSON into bytes: one line, no white space, every control character escaped.
public struct JSONText {
    /// What was written so far.
    public private(set) var bytes: [UInt8] = []
    private var needsComma = false

    /// Nothing written.
    public init() {}

    /// Starts again.
    public mutating func removeAll() {
        bytes.removeAll(keepingCapacity: true)
        needsComma = false
    }

    // MARK: Structure

    /// Begins an object or an array.
    public mutating func begin(_ bracket: Unicode.Scalar) {
        comma()
        bytes.append(UInt8(ascii: bracket))
        needsComma = false
    }

    /// Ends it.
    public mutating func end(_ bracket: Unicode.Scalar) {
        bytes.append(UInt8(ascii: bracket))
        needsComma = true
    }

    /// Writes the name of the next value.
    public mutating func key(_ name: String) {
        comma()
        string(name.utf8)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    private mutating func comma() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = false
    }

    /// Ends the line.
    public mutating func newline() {
        bytes.append(10)
        needsComma = false
    }

    // MARK: Values

    /// Writes text.
    public mutating func value(_ text: String) {
        comma()
        string(text.utf8)
        needsComma = true
    }

    /// Writes text that is valid UTF-8.
    public mutating func value(utf8: ArraySlice<UInt8>) {
        comma()
        string(utf8)
        needsComma = true
    }

    /// Writes an integer.
    public mutating func value(_ number: Int) { raw(String(number)) }
    /// Writes a boolean.
    public mutating func value(_ flag: Bool) { raw(flag ? "true" : "false") }
    /// Writes null.
    public mutating func null() { raw("null") }
    /// JSON has no infinity and no NaN: they become null.
    public mutating func value(_ number: Double) { raw(number.isFinite ? "\(number)" : "null") }

    /// Writes a value. Mentions and references, which only a record can resolve, are null.
    public mutating func value(_ value: FeatureValue) {
        switch value {
        case .null, .mention, .annotation: null()
        case .boolean(let flag): self.value(flag)
        case .integer(let number): self.value(number)
        case .number(let number): self.value(number)
        case .string(let text): self.value(text)
        case .list(let values):
            begin("[")
            for element in values { self.value(element) }
            end("]")
        case .object(let fields):
            begin("{")
            for field in fields {
                key(field.name)
                self.value(field.value)
            }
            end("}")
        }
    }

    private mutating func raw(_ text: String) {
        comma()
        bytes.append(contentsOf: text.utf8)
        needsComma = true
    }

    private mutating func string(_ utf8: some Collection<UInt8>) {
        bytes.append(UInt8(ascii: "\""))
        // Most text needs no escape: it is copied in stretches between the bytes that do.
        var rest = utf8[...]
        while let at = rest.firstIndex(where: {
            $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\")
        }) {
            bytes.append(contentsOf: rest[..<at])
            escape(rest[at])
            rest = rest[rest.index(after: at)...]
        }
        bytes.append(contentsOf: rest)
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func escape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            bytes.append(UInt8(ascii: "\\"))
            bytes.append(byte)
        case 10: bytes.append(contentsOf: "\\n".utf8)
        case 13: bytes.append(contentsOf: "\\r".utf8)
        case 9: bytes.append(contentsOf: "\\t".utf8)
        default:
            let digits = String(byte, radix: 16)
            bytes.append(contentsOf: ("\\u00" + (byte < 16 ? "0" : "") + digits).utf8)
        }
    }
}
