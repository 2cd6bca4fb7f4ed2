/// The width of text in columns of a terminal.
public enum TextWidth {
    /// Columns of a text: combining marks take none, East Asian wide characters and emoji two.
    public static func columns(_ text: some StringProtocol) -> Int {
        text.unicodeScalars.reduce(0) { $0 + columns($1) }
    }

    /// Columns of a character.
    public static func columns(_ scalar: Unicode.Scalar) -> Int {
        if scalar.value < 0x300 { return scalar.value < 32 ? 0 : 1 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: return 0
        default: break
        }
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF00...0xFF60,
            0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
            return 2
        // Two regional indicators are a flag of two columns.
        case 0x1F1E6...0x1F1FF: return 1
        default: return scalar.properties.isEmojiPresentation ? 2 : 1
        }
    }

    /// Whether the terminal would take the character for a command, or move by it.
    public static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 32 || (0x7F...0x9F).contains(scalar.value)
    }

    /// The text with control characters other than line breaks and tabs made visible, so that no text can
    /// send commands to the terminal.
    public static func harmless(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { isControl($0) && $0 != "\n" && $0 != "\t" }) else {
            return text
        }
        return String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    guard isControl(scalar), scalar != "\n", scalar != "\t" else { return scalar }
                    // Pictures of control characters: ␛ for escape.
                    return scalar.value < 32 ? Unicode.Scalar(0x2400 + scalar.value)! : "\u{FFFD}"
                }))
    }

    /// The text cut to so many columns, with an ellipsis if anything was cut; line breaks and
    /// control characters as blanks.
    public static func fit(_ text: String, _ width: Int) -> String {
        guard width > 0 else { return "" }
        let flat = String(String.UnicodeScalarView(text.unicodeScalars.map { isControl($0) ? " " : $0 }))
        if columns(flat) <= width { return flat }
        var result = ""
        var used = 0
        for character in flat {
            let wide = columns(String(character))
            if used + wide > width - 1 { break }
            result.append(character)
            used += wide
        }
        return result + "…"
    }
}
