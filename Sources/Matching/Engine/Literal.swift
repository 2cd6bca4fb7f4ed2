internal import ArticleModel
internal import Tokenization

/// Text that matches itself, compared by characters from a token's start to a token's end, so
/// that no tokenisation can keep it from matching.
struct Literal: Hashable {
    /// Scalars with ' for ’; folded where case does not count. A blank stands for any white space.
    private let scalars: [UInt32]
    private let exact: [Bool]

    init(_ parts: [LiteralPart]) {
        var scalars: [UInt32] = []
        var exact: [Bool] = []
        for part in parts {
            for scalar in part.text.unicodeScalars {
                if scalar.properties.isWhitespace {
                    if scalars.last != 32 {
                        scalars.append(32)
                        exact.append(true)
                    }
                    continue
                }
                scalars.append(Self.normalized(scalar, exact: part.isExact))
                exact.append(part.isExact)
            }
        }
        self.scalars = scalars
        self.exact = exact
    }

    /// Whether it can match a form that begins with this byte. (Beyond ASCII, any such byte may.)
    func canBegin(withByte byte: UInt8) -> Bool {
        let first = scalars[0]
        if byte >= 0x80 { return first >= 0x80 || first == 0x27 || !exact[0] }
        return first == UInt32(byte) || !exact[0] && first == UInt32(byte | 0x20)
    }

    /// The number of tokens that it can cover at most.
    var mostTokens: Int { scalars.count }

    private static func normalized(_ scalar: Unicode.Scalar, exact: Bool) -> UInt32 {
        if scalar == "’" { return 0x27 }
        if exact { return scalar.value }
        if scalar.value < 0x80 {
            return scalar.value >= 65 && scalar.value <= 90 ? scalar.value | 0x20 : scalar.value
        }
        // Punctuation and signs have no case, and are the most frequent beyond ASCII.
        if (0x2000..<0x2C00).contains(scalar.value) { return scalar.value }
        let lower = scalar.properties.lowercaseMapping.unicodeScalars
        return lower.count == 1 ? lower.first!.value : scalar.value
    }

    /// The token behind the literal if it stands at `token`; tokens up to `limit` may take part.
    func end(at token: Int, limit: Int, in input: MatchInput) -> Int? {
        let tokens = input.tokens
        var at = Int(tokens.starts[token])
        let last = Int(tokens.ends[limit - 1])
        return input.utf8.withUnsafeBufferPointer { bytes -> Int? in
            for (index, expected) in scalars.enumerated() {
                if expected == 32 {
                    let start = at
                    while at < last, isSpace(bytes, at) > 0 { at += isSpace(bytes, at) }
                    guard at > start else { return nil }
                    continue
                }
                guard at < last else { return nil }
                let (scalar, width) = decode(bytes, at)
                guard Self.normalized(scalar, exact: exact[index]) == expected else { return nil }
                at += width
            }
            var end = token
            while end < limit, Int(tokens.ends[end]) < at { end += 1 }
            return end < limit && Int(tokens.ends[end]) == at ? end + 1 : nil
        }
    }

    /// Whether a token of this form can be its first: the form is the beginning of the literal.
    func canBegin(with form: UnsafeBufferPointer<UInt8>) -> Bool {
        var at = 0
        var index = 0
        while at < form.count {
            guard index < scalars.count else { return false }
            let (scalar, width) = decode(form, at)
            guard Self.normalized(scalar, exact: exact[index]) == scalars[index] else { return false }
            at += width
            index += 1
        }
        return true
    }

    /// The width of the white space at the byte, 0 if there is none.
    private func isSpace(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
        if bytes[at] <= 32 { return 1 }
        if bytes[at] < 0x80 { return 0 }
        let (scalar, width) = decode(bytes, at)
        switch scalar.value {
        case 0x85, 0xA0, 0x1680, 0x2000...0x200B, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF: return width
        default: return 0
        }
    }

    private func decode(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> (Unicode.Scalar, Int) {
        let first = bytes[at]
        if first < 0x80 { return (Unicode.Scalar(first), 1) }
        let width = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        guard at + width <= bytes.count else { return ("\u{FFFD}", bytes.count - at) }
        var value = UInt32(first) & (width == 2 ? 0x1F : width == 3 ? 0x0F : 0x07)
        for offset in 1..<width { value = value << 6 | UInt32(bytes[at + offset]) & 0x3F }
        return (Unicode.Scalar(value) ?? "\u{FFFD}", width)
    }
}
