/// What kind of character a byte or scalar is, for the tokenizer.
enum CharacterKind: UInt8 {
    case space, newline, upper, lower, digit, mark, apostrophe, quote, dash, period, punctuation, symbol

    /// The kinds of the ASCII characters, looked up by byte.
    static let ascii: [CharacterKind] = (0..<128).map { byte in
        switch UInt8(byte) {
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"): .newline
        case 0...32, 127: .space
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): .upper
        case UInt8(ascii: "a")...UInt8(ascii: "z"): .lower
        case UInt8(ascii: "0")...UInt8(ascii: "9"): .digit
        case UInt8(ascii: "'"): .apostrophe
        case UInt8(ascii: "\""), UInt8(ascii: "`"): .quote
        case UInt8(ascii: "-"): .dash
        case UInt8(ascii: "."): .period
        case UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"),
            UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
            UInt8(ascii: "}"), UInt8(ascii: "/"), UInt8(ascii: "\\"), UInt8(ascii: "*"):
            .punctuation
        default: .symbol
        }
    }

    /// The kind of a scalar beyond ASCII.
    static func of(_ scalar: Unicode.Scalar) -> CharacterKind {
        switch scalar.value {
        case 0x2019, 0x02BC: return .apostrophe
        case 0x2018, 0x201A...0x201F, 0xAB, 0xBB, 0x2039, 0x203A, 0x300C...0x300F, 0xFF02, 0x2032, 0x2033:
            return .quote
        case 0x2010...0x2015, 0x2212, 0xFE58, 0xFF0D: return .dash
        case 0x85, 0x2028, 0x2029: return .newline
        case 0xA0, 0x2000...0x200B, 0x202F, 0x205F, 0x3000, 0xFEFF: return .space
        case 0xAD, 0x200C, 0x200D: return .mark
        case 0xDF...0xF6, 0xF8...0xFF: return .lower
        case 0xC0...0xD6, 0xD8...0xDE: return .upper
        default: break
        }
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .titlecaseLetter: return .upper
        case .lowercaseLetter, .modifierLetter, .otherLetter, .letterNumber: return .lower
        case .nonspacingMark, .spacingMark, .enclosingMark, .format: return .mark
        case .decimalNumber: return .digit
        case .connectorPunctuation, .openPunctuation, .closePunctuation, .otherPunctuation:
            return .punctuation
        case .dashPunctuation: return .dash
        case .initialPunctuation, .finalPunctuation: return .quote
        case .spaceSeparator, .control: return .space
        case .lineSeparator, .paragraphSeparator: return .newline
        default: return .symbol
        }
    }
}

/// Decodes valid UTF-8 in place.
struct ScalarCursor {
    let bytes: UnsafeBufferPointer<UInt8>

    /// The scalar that starts at `offset`, and how many bytes it takes.
    @inline(__always)
    func scalar(at offset: Int) -> (scalar: Unicode.Scalar, width: Int) {
        let first = UInt32(bytes[offset])
        func continuation(_ index: Int) -> UInt32 {
            offset + index < bytes.count ? UInt32(bytes[offset + index]) & 0x3F : 0
        }
        let value: UInt32
        let width: Int
        if first < 0x80 {
            (value, width) = (first, 1)
        } else if first < 0xE0 {
            (value, width) = ((first & 0x1F) << 6 | continuation(1), 2)
        } else if first < 0xF0 {
            (value, width) = ((first & 0x0F) << 12 | continuation(1) << 6 | continuation(2), 3)
        } else {
            (value, width) =
                ((first & 0x07) << 18 | continuation(1) << 12 | continuation(2) << 6 | continuation(3), 4)
        }
        return (Unicode.Scalar(value) ?? "\u{FFFD}", min(width, bytes.count - offset))
    }

    /// The kind of the character at `offset`, and how many bytes it takes.
    @inline(__always)
    func kind(at offset: Int) -> (kind: CharacterKind, width: Int) {
        let byte = bytes[offset]
        if byte < 0x80 { return (CharacterKind.ascii[Int(byte)], 1) }
        let (scalar, width) = scalar(at: offset)
        return (.of(scalar), width)
    }
}
