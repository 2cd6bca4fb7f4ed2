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
            case "\0": quoted += "\\0"
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    /// Returns `text` in the shortest long brackets that do not occur in it, `[=[` at least, padded with a space on
    /// either side, as patterns are written.
    public static func longQuoted(_ text: String) -> String {
        var level = 1
        while text.contains("]" + String(repeating: "=", count: level) + "]")
            || text.hasSuffix("]" + String(repeating: "=", count: level))
        { level += 1 }
        let signs = String(repeating: "=", count: level)
        return "[\(signs)[ \(text) ]\(signs)]"
    }
}
