/// Writes strings as Lua source.
public enum LuaQuoting {
    /// Returns `text` as a string in double quotes, with line breaks and control characters escaped.
    public static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            // Three digits, so that a digit of the text is not read as one of them.
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let digits = String(scalar.value)
                quoted += "\\" + String(repeating: "0", count: 3 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    /// Returns `text` in the shortest long brackets that do not occur in it, `[=[` at least, padded with a space on
    /// either side, as patterns are written.
    public static func longQuoted(_ text: String) -> String {
        // Bytes and not characters: a combining mark after a bracket does not keep it from closing the string.
        let bytes = Array(text.utf8)
        func isTaken(_ level: Int) -> Bool {
            let closing = Array("]\(String(repeating: "=", count: level))]".utf8)
            return bytes.firstRange(of: closing) != nil
                || bytes.suffix(closing.count - 1) == closing.dropLast()
        }
        var level = 1
        while isTaken(level) { level += 1 }
        let signs = String(repeating: "=", count: level)
        return "[\(signs)[ \(text) ]\(signs)]"
    }
}
