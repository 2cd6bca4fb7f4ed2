public import Diagnostics
internal import LuaSource
internal import Matching
internal import ArticleModel

/// Where things stand in a plugin's files.
extension Plugin {
    /// An error at a key of the table that `init.lua` returns; without a place if the key is not there.
    public func error(_ message: String, atKey key: String) -> Diagnostic {
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
    func error(_ message: String, atString text: String, of rule: LuaRule) -> Diagnostic {
        guard let location = rule.location, let source = sources[location.file], let line = location.line
        else {
            return error(message, in: rule.location?.file ?? name + "/init.lua", at: nil)
        }
        let lines = LineMap(of: source)
        let tokens = LuaScanner.tokens(source).filter {
            lines.position(ofByte: $0.range.lowerBound).line >= line
        }
        let found = tokens.first { $0.kind == .string && $0.text == text } ?? tokens.first
        return error(message, in: location.file, at: found?.range)
    }

    /// The error of a pattern at its place in the plugin's file; in the pattern itself if the pattern is not in the
    /// file as it is, since Lua code put it together.
    ///
    /// - Parameter location: the call that was given the pattern.
    func diagnostic(for error: PatternError, pattern: String, at location: SourceLocation?) -> Diagnostic {
        let bytes = Array(pattern.utf8)
        let meant = bytes.dropFirst(error.offset).prefix(error.length)
        let length = String(decoding: meant, as: UTF8.self).unicodeScalars.count
        if let location, let source = sources[location.file] {
            let lines = LineMap(of: source)
            // In strings alone, since a short pattern occurs anywhere. After the call's line first: the same pattern
            // may be in the file twice.
            let strings = LuaScanner.tokens(source).filter { $0.kind == .string && $0.text.contains(pattern) }
            let start = lines.start(ofLine: location.line ?? 1)
            let later = strings.filter { $0.range.lowerBound >= start }
            for token in later.filter({ $0.text == pattern }) + later + strings {
                guard let found = source[token.range].firstRange(of: bytes) else { continue }
                let (line, column) = lines.position(ofByte: found.lowerBound + error.offset)
                let text = lines.line(line) ?? ""
                let room = text.unicodeScalars.count - column + 1
                return Diagnostic(
                    .pattern, error.message,
                    at: SourceLocation(
                        file: location.file, line: line, column: column, length: min(max(1, length), room)),
                    excerpt: text)
            }
        }
        let lines = LineMap(of: bytes)
        let (line, column) = lines.position(ofByte: error.offset)
        return Diagnostic(
            .pattern, error.message,
            at: SourceLocation(
                file: location?.file ?? name, line: location?.line ?? 1, column: column,
                length: max(1, length)),
            excerpt: lines.line(line) ?? pattern)
    }

    private func error(_ message: String, in file: String, at range: Range<Int>?) -> Diagnostic {
        guard let range, let source = sources[file] else {
            return Diagnostic(.plugin, message, at: SourceLocation(file: file))
        }
        let lines = LineMap(of: source)
        let (line, column) = lines.position(ofByte: range.lowerBound)
        let length = String(decoding: source[range], as: UTF8.self).unicodeScalars.count
        return Diagnostic(
            .plugin, message, at: SourceLocation(file: file, line: line, column: column, length: length),
            excerpt: lines.line(line))
    }
}
