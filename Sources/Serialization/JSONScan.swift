public import ArticleModel

/// Finds single values in a JSON text without parsing the rest.
///
/// The text is checked as strictly as ``JSONDocument`` does, so that both agree on which texts are JSON;
/// nothing is allocated for the values that are passed over.
public enum JSONScan {
    /// Returns the string or integer at a path of object keys, or nil if the text is not JSON, there is no
    /// such value, or it has another type. Of equal keys the last counts, as for ``JSONDocument``.
    ///
    /// - Parameter path: the keys; a key at the top that is the whole path joined with full stops comes first.
    public static func value(at path: [String], in bytes: UnsafeRawBufferPointer) -> FeatureValue? {
        guard let first = path.first else { return nil }
        let whole = path.joined(separator: ".")
        guard let found = members(named: [whole, first], in: bytes) else { return nil }
        if let range = found[0] { return scalar(bytes[range]) }
        guard path.count > 1, let range = found[1] else { return nil }
        var inner = UnsafeRawBufferPointer(rebasing: bytes[range])
        for (depth, key) in path.enumerated().dropFirst() {
            guard let range = members(named: [key], in: inner)?[0] else { return nil }
            if depth == path.count - 1 { return scalar(inner[range]) }
            inner = UnsafeRawBufferPointer(rebasing: inner[range])
        }
        return nil
    }

    private static func scalar(_ bytes: Slice<UnsafeRawBufferPointer>) -> FeatureValue? {
        // The scan has checked the value, so that parsing it does not fail.
        switch try? JSONDocument.parse(UnsafeRawBufferPointer(rebasing: bytes)) {
        case .string(let text)?: .string(text)
        case .integer(let number)?: .integer(number)
        // Of another type; a failure is impossible, as the scan has checked the value.
        default: nil
        }
    }

    /// The places of the values of an object's members; nil if the text is not a JSON object.
    private static func members(named names: [String], in bytes: UnsafeRawBufferPointer) -> [Range<Int>?]? {
        var cursor = JSONCursor(bytes)
        cursor.skipSpace()
        guard cursor.peek == UInt8(ascii: "{") else { return nil }
        var found = [Range<Int>?](repeating: nil, count: names.count)
        guard
            cursor.skipObject(
                depth: 1,
                member: { key, value in
                    for (index, name) in names.enumerated() where key.isEqual(to: name) {
                        found[index] = value
                    }
                })
        else { return nil }
        cursor.skipSpace()
        return cursor.isAtEnd ? found : nil
    }
}

/// The key of an object's member as it is written, with its escapes.
struct JSONKey {
    var bytes: UnsafeRawBufferPointer
    var hasEscapes: Bool

    func isEqual(to name: String) -> Bool {
        if !hasEscapes { return bytes.elementsEqual(name.utf8) }
        let quoted = [UInt8(ascii: "\"")] + bytes + [UInt8(ascii: "\"")]
        // The key has been checked, so that parsing it does not fail.
        return (try? quoted.withUnsafeBytes { try JSONDocument.parse($0) }) == .string(name)
    }
}
