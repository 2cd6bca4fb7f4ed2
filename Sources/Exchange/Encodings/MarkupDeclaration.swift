/// The encoding that a page or an XML document declares in itself.
enum MarkupDeclaration {
    /// Returns the label of the XML declaration or of the first meta element that has one, or nil.
    ///
    /// Browsers look at the first kilobyte; many pages say it later in their head.
    static func encoding(in bytes: [UInt8]) -> String? {
        // The names are ASCII in every encoding that can be declared so.
        let text = bytes.prefix(1 << 16).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        var rest = text[...].drop { $0 <= 32 }
        if rest.starts(with: "<?xml".utf8), let end = rest.firstRange(of: Array("?>".utf8)),
            let label = value(of: "encoding", in: rest[..<end.lowerBound])
        {
            return label
        }
        while let open = rest.firstIndex(of: UInt8(ascii: "<")) {
            rest = rest[open...]
            if rest.starts(with: "<!--".utf8) {
                guard let end = rest.firstRange(of: Array("-->".utf8)) else { return nil }
                rest = rest[end.upperBound...]
                continue
            }
            if rest.starts(with: "<body".utf8) { return nil }
            if rest.starts(with: "<meta".utf8),
                let label = label(ofMeta: rest.prefix { $0 != UInt8(ascii: ">") })
            {
                return label
            }
            rest = rest.dropFirst()
        }
        return nil
    }

    /// The label of `<meta charset=…>` or of `<meta http-equiv=content-type content="…; charset=…">`.
    private static func label(ofMeta element: ArraySlice<UInt8>) -> String? {
        if let content = value(of: "content", in: element) {
            guard value(of: "http-equiv", in: element) == "content-type" else { return nil }
            return value(of: "charset", in: Array(content.utf8)[...])
        }
        return value(of: "charset", in: element)
    }

    /// The value of an attribute: quoted, or up to white space, a semicolon or the end.
    private static func value(of name: String, in text: ArraySlice<UInt8>) -> String? {
        var rest = text
        while let found = rest.firstRange(of: Array(name.utf8)) {
            let before = found.lowerBound == text.startIndex ? 32 : text[found.lowerBound - 1]
            rest = rest[found.upperBound...]
            let after = rest.drop { $0 <= 32 }
            // Not the end of another name.
            guard !isName(before), after.first == UInt8(ascii: "=") else { continue }
            let value = after.dropFirst().drop { $0 <= 32 }
            guard let quote = value.first else { return nil }
            let isQuoted = quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
            let label =
                isQuoted
                ? value.dropFirst().prefix { $0 != quote }
                : value.prefix { $0 > 32 && !";\"'/>".utf8.contains($0) }
            return label.isEmpty ? nil : String(decoding: label, as: UTF8.self)
        }
        return nil
    }

    private static func isName(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }
}
