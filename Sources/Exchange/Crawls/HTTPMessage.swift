internal import System

/// An answer of HTTP as it was stored in a crawl.
struct HTTPMessage {
    /// The status, such as 200; 0 if there is none.
    var status = 0
    /// The fields by their names in lower case.
    var fields: [String: String] = [:]
    /// The body as it was sent.
    var body: [UInt8] = []

    /// Returns nil if the head has no end.
    init?(_ content: [UInt8]) {
        guard let split = Self.endOfHead(content) else { return nil }
        let lines = content[..<split.head].split(separator: 10, omittingEmptySubsequences: false).map {
            Array($0.last == 13 ? $0.dropLast() : $0)
        }
        let words = String(decoding: lines.first ?? [], as: UTF8.self).split(separator: " ")
        status = words.count > 1 ? Int(words[1]) ?? 0 : 0
        fields = Self.fields(Array(lines.dropFirst()))
        body = Array(content[split.body...])
    }

    /// Where the head ends and the body begins.
    private static func endOfHead(_ content: [UInt8]) -> (head: Int, body: Int)? {
        var position = 0
        while let end = content[position...].firstIndex(of: 10) {
            position = end + 1
            let next = content[position...].prefix(2)
            if next.first == 10 { return (end, position + 1) }
            if next.elementsEqual([13, 10]) { return (end, position + 2) }
        }
        return nil
    }

    /// The fields of a header by their names in lower case; a line that begins with a blank continues the one
    /// before it.
    static func fields(_ lines: [[UInt8]]) -> [String: String] {
        var unfolded: [[UInt8]] = []
        for line in lines {
            if let first = line.first, first == 32 || first == 9, !unfolded.isEmpty {
                unfolded[unfolded.count - 1] += [32] + line.drop { $0 == 32 || $0 == 9 }
            } else {
                unfolded.append(line)
            }
        }
        var fields: [String: String] = [:]
        for line in unfolded {
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { continue }
            let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
            fields[trimmed(name)] = trimmed(String(decoding: line[(colon + 1)...], as: UTF8.self))
        }
        return fields
    }

    /// The parameter `charset` of a media type.
    static func charset(of type: String) -> String? {
        for parameter in type.split(separator: ";").dropFirst() {
            let sides = parameter.split(separator: "=", maxSplits: 1)
            guard sides.count == 2, trimmed(String(sides[0])).lowercased() == "charset" else { continue }
            let value = trimmed(String(sides[1])).filter { $0 != "\"" && $0 != "'" }
            return value.isEmpty ? nil : value
        }
        return nil
    }

    /// A length in decimal digits that is no larger than any file.
    static func length(_ text: String) -> Int? {
        let digits = trimmed(text)
        guard !digits.isEmpty, digits.utf8.allSatisfy({ 48...57 ~= $0 }) else { return nil }
        return Int(digits)
    }

    /// An address without the angle brackets that the first version of WARC has around it.
    static func withoutBrackets(_ url: String) -> String {
        url.hasPrefix("<") && url.hasSuffix(">") && url.count > 1 ? String(url.dropFirst().dropLast()) : url
    }

    private static func trimmed(_ text: String) -> String {
        let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        return String(text.drop(while: isBlank).reversed().drop(while: isBlank).reversed())
    }
}
