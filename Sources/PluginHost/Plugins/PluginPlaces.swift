internal import LuaSource
internal import ArticleModel

/// Where things stand in a plugin's files.
extension Plugin {
    /// An error at a key of the table that `init.lua` returns; without a place if the key is not there.
    public func error(_ message: String, atKey key: String) -> PluginError {
        let file = name + "/init.lua"
        let tokens = sources[file].map(LuaScanner.tokens) ?? []
        // The table that is returned stands at the end: the last place that sets the key is it.
        let found = tokens.indices.dropLast().last { index in
            tokens[index].text == key && tokens[index].kind == .name && tokens[index + 1].text == "="
        }
        return error(message, in: file, at: found.map { tokens[$0].range })
    }

    /// An error at a string in the call that made a rule; at the beginning of the call's line if the string
    /// does not stand there.
    func error(_ message: String, atString text: String, of rule: LuaRule) -> PluginError {
        let parts = rule.place.split(separator: ":")
        let file = parts.first.map(String.init) ?? name + "/init.lua"
        guard let source = sources[file], let line = parts.last.flatMap({ Int($0) }) else {
            return error(message, in: file, at: nil)
        }
        let lines = LineMap(of: source)
        let tokens = LuaScanner.tokens(source).filter {
            lines.position(ofByte: $0.range.lowerBound).line >= line
        }
        let found = tokens.first { $0.kind == .string && $0.text == text } ?? tokens.first
        return error(message, in: file, at: found?.range)
    }

    private func error(_ message: String, in file: String, at range: Range<Int>?) -> PluginError {
        var error = PluginError(plugin: name, message: message, file: file)
        guard let range, let source = sources[file] else { return error }
        let lines = LineMap(of: source)
        let (line, column) = lines.position(ofByte: range.lowerBound)
        (error.line, error.column, error.sourceLine) = (line, column, lines.line(line))
        error.length = String(decoding: source[range], as: UTF8.self).unicodeScalars.count
        return error
    }
}
