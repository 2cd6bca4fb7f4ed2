internal import ArticleModel
internal import Files
internal import LuaRuntime
internal import PluginHost
internal import Tokenization

/// What could be written at a place.
public struct Completion: Equatable, Sendable {
    /// Where what is replaced begins, in bytes of the text; it ends at the cursor.
    public var start: Int
    /// What could stand there, sorted.
    public var candidates: [String]

    /// A completion.
    public init(start: Int, candidates: [String]) {
        (self.start, self.candidates) = (start, candidates)
    }
}

extension Session {
    /// What could be written at the end of a text, the line that is entered up to the cursor.
    public func complete(_ line: String) -> Completion {
        if !isWithinEntry, line.hasPrefix(":") { return completeCommand(line) }
        // Strings may have begun in an earlier line of the entry.
        let earlier = isWithinEntry ? pendingEntry + "\n" : ""
        var completion = completeLua(earlier + line)
        completion.start = max(0, completion.start - earlier.utf8.count)
        return completion
    }

    private func completion(_ text: String, from start: Int, among names: some Sequence<String>) -> Completion
    {
        let written = String(decoding: Array(text.utf8)[start...], as: UTF8.self)
        return Completion(start: start, candidates: Set(names.filter { $0.hasPrefix(written) }).sorted())
    }

    // MARK: Commands

    private func completeCommand(_ line: String) -> Completion {
        guard let blank = line.firstIndex(of: " ") else {
            return completion(line, from: 1, among: SessionCommand.all.map(\.name))
        }
        let name = String(line[line.index(after: line.startIndex)..<blank])
        guard let command = SessionCommand.named(name) else {
            return Completion(start: line.utf8.count, candidates: [])
        }
        let word = line.utf8.count - line.utf8.reversed().prefix { $0 != 32 }.count
        switch command.argument {
        case .none: return Completion(start: line.utf8.count, candidates: [])
        case .file: return completeFile(line, from: blankEnd(line, blank))
        case .layer:
            let further = ["accept", "reject"].contains(command.name) ? ["all"] : []
            return completion(line, from: word, among: workbench.layers.filter { $0 != "session" } + further)
        case .plugin:
            return completion(line, from: word, among: plugins.map(\.name) + surroundings.pluginNames())
        case .pattern:
            var completion = completePattern(line)
            if command.name == "explain", word == blankEnd(line, blank) {
                let written = String(decoding: Array(line.utf8)[word...], as: UTF8.self)
                let rules = plugins.flatMap { plugin in
                    workbench.rules(of: plugin).map { "\(plugin.name).\($0.name)" }
                }.filter { $0.hasPrefix(written) }
                if !rules.isEmpty, completion.start == word || completion.candidates.isEmpty {
                    completion = Completion(
                        start: word, candidates: Set(completion.candidates + rules).sorted())
                }
            }
            return completion
        case .lua:
            let start = blankEnd(line, blank)
            var completion = completeLua(String(decoding: Array(line.utf8)[start...], as: UTF8.self))
            completion.start += start
            return completion
        case .name:
            return completion(
                line, from: word,
                among: SessionCommand.all.map(\.name) + workbench.api.map(\.qualifiedName))
        case .setting: return completeSetting(line, from: word, isFirst: word == blankEnd(line, blank))
        case .command: return completion(line, from: word, among: SessionCommand.all.map(\.name))
        case .label:
            return completion(line, from: word, among: workbench.layers.flatMap { workbench.labels(of: $0) })
        }
    }

    /// The byte behind the blanks at an index.
    private func blankEnd(_ line: String, _ blank: String.Index) -> Int {
        let before = line[..<blank].utf8.count
        return before + line[blank...].utf8.prefix { $0 == 32 }.count
    }

    private func completeSetting(_ line: String, from start: Int, isFirst: Bool) -> Completion {
        let options = plugins.flatMap { plugin in
            (plugin.manifest?.options ?? []).map { (name: "\(plugin.name).\($0.name)", option: $0) }
        }
        if isFirst { return completion(line, from: start, among: settingNames + options.map(\.name)) }
        let name = line.split(separator: " ").dropFirst().first.map(String.init) ?? ""
        var values: [String] = []
        switch name {
        case "keys": values = SessionSettings.Keys.allCases.map(\.rawValue)
        case "color": values = ["on", "off", "auto"]
        case "time": values = ["off"]
        case "width": values = ["auto"]
        default:
            if let option = options.first(where: { $0.name == name })?.option {
                values = option.type == "boolean" ? ["true", "false"] : option.oneOf
            }
        }
        return completion(line, from: start, among: values)
    }

    private func completeFile(_ text: String, from start: Int) -> Completion {
        let written = String(decoding: Array(text.utf8)[start...], as: UTF8.self)
        let folder = written.lastIndex(of: "/").map { String(written[...$0]) } ?? ""
        let names = (try? FileSystem.list(folder.isEmpty ? "." : folder)) ?? []
        let paths = names.map { name in
            folder + name + (FileSystem.kind(of: folder + name) == .folder ? "/" : "")
        }
        return completion(text, from: start, among: paths)
    }

    // MARK: Patterns

    /// Names behind a sigil, or words of the article.
    private func completePattern(_ text: String) -> Completion {
        let lua = LuaText(text)
        var start = lua.nameStart(before: lua.utf8.count)
        // Names of lists and annotations may have dots in them.
        while start > 1, lua.utf8[start - 1] == UInt8(ascii: "."), LuaText.isNameByte(lua.utf8[start - 2]) {
            start = lua.nameStart(before: start - 1)
        }
        let names = workbench.patternNames
        if start > 0 {
            switch lua.utf8[start - 1] {
            case UInt8(ascii: "@"): return completion(text, from: start, among: names.annotations)
            case UInt8(ascii: "#"): return completion(text, from: start, among: names.lists)
            case UInt8(ascii: "%"): return completion(text, from: start, among: names.classes)
            case UInt8(ascii: "$"): return completion(text, from: start, among: names.patterns)
            default: break
            }
        }
        guard lua.utf8.count - start >= 2, let open = workbench.open else {
            return Completion(start: lua.utf8.count, candidates: [])
        }
        let written = lua.text(start..<lua.utf8.count)
        var words: Set<String> = []
        for token in 0..<open.tokens.count where words.count < 200 {
            let word = open.article.text(of: open.tokens.span(token))
            if word.hasPrefix(written) { words.insert(word) }
        }
        return completion(text, from: start, among: words)
    }

    // MARK: Lua

    private static let keywords = [
        "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in",
        "local",
        "nil", "not", "or", "repeat", "return", "then", "true", "until", "while",
    ]

    private func completeLua(_ text: String) -> Completion {
        let lua = LuaText(text)
        switch lua.place {
        case .comment: return Completion(start: lua.utf8.count, candidates: [])
        case .string(let start, let quote): return completeString(text, lua, from: start, quote: quote)
        case .code: break
        }
        let chain = lua.chain
        guard let base = chain.base else {
            guard chain.start < lua.utf8.count else { return Completion(start: chain.start, candidates: []) }
            let globals = workbench.peek("_G")?.table?.fields.map(\.key) ?? []
            return completion(
                text, from: chain.start, among: globals + Self.keywords + names(in: lua, before: chain.start))
        }
        return completion(
            text, from: chain.start,
            among: members(of: base).filter { !chain.isMethod || $0.isMethod }.map(\.name))
    }

    /// Names of the entry itself: its local variables among them.
    private func names(in lua: LuaText, before end: Int) -> [String] {
        lua.utf8[..<end].split { !LuaText.isNameByte($0) }.map { String(decoding: $0, as: UTF8.self) }
            .filter { $0.first?.isNumber == false }
    }

    private func members(of expression: String) -> [Workbench.Member] {
        if expression.contains("(") {
            return type(of: expression).map(members(ofType:)) ?? []
        }
        switch workbench.peek(expression) {
        case .handle(let handle)?: return workbench.members(of: handle)
        case .string?: return members(ofType: "string")
        case .table(let table)?:
            return table.fields.map { .init(name: $0.key, isMethod: $0.value.string == "function") }
        default: return []
        }
    }

    private func members(ofType type: String) -> [Workbench.Member] {
        if type == "string" {
            let functions = workbench.peek("string")?.table?.fields ?? []
            return functions.map { .init(name: $0.key, isMethod: true) }
        }
        return workbench.members(ofType: type)
    }

    /// The type of an expression with calls in it, from the API alone: nothing is called.
    private func type(of expression: String) -> String? {
        var rest = expression[...]
        let first = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        rest = rest.dropFirst(first.count)
        var type: String
        if first == "desk" {
            type = "desk"
        } else if case .handle(let handle)? = workbench.peek(String(first)) {
            type = workbench.name(of: handle)
        } else {
            return expression.hasPrefix("(\"") || expression.hasPrefix("('") ? "string" : nil
        }
        while let next = rest.first {
            if next == "." || next == ":" {
                rest = rest.dropFirst()
                let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
                rest = rest.dropFirst(name.count)
                if let item = workbench.api.first(where: { $0.owner == type && $0.name == name }) {
                    type = item.type
                } else if type.hasPrefix("desk"),
                    workbench.api.contains(where: { $0.owner == "\(type).\(name)" })
                {
                    type = "\(type).\(name)"
                } else {
                    return nil
                }
            } else {
                guard let close = matching(rest) else { return nil }
                rest = rest[rest.index(after: close)...]
                if next == "[" { type = Self.element(of: type) }
            }
            type = Self.plain(type)
        }
        return type
    }

    /// The bracket that closes the one at the beginning.
    private func matching(_ text: Substring) -> Substring.Index? {
        var depth = 0
        for index in text.indices {
            if "([{".contains(text[index]) { depth += 1 }
            if ")]}".contains(text[index]) { depth -= 1 }
            if depth == 0 { return index }
        }
        return nil
    }

    /// `Annotation?` and `string[], string[]` without what follows the first type.
    private static func plain(_ type: String) -> String {
        let first = type.split(separator: ",").first.map(String.init) ?? type
        return first.hasSuffix("?") ? String(first.dropLast()) : first
    }

    private static func element(of type: String) -> String {
        if type.hasSuffix("[]") { return String(type.dropLast(2)) }
        return ["Tokens": "Token", "Sentences": "Sentence", "Blocks": "Block"][type] ?? type
    }

    // MARK: Strings

    private func completeString(_ text: String, _ lua: LuaText, from start: Int, quote: Int) -> Completion {
        let layers = workbench.layers.filter { $0 != "session" }
        let allLabels = layers.flatMap { workbench.labels(of: $0) }
        func labels(_ layer: String?) -> [String] {
            guard let layer, layer.count > 2 else { return allLabels }
            return workbench.labels(of: String(layer.dropFirst().dropLast()))
        }
        let written = lua.text(start..<lua.utf8.count)
        if written.contains("/"), !written.contains(" ") { return completeFile(text, from: start) }
        // label = "…" in a table
        let before = lua.text(0..<quote).trimming
        if before.hasSuffix("=") {
            let name = before.dropLast().reversed().drop { $0 == " " }.prefix { $0.isLetter }
            if String(name.reversed()) == "label" { return completion(text, from: start, among: allLabels) }
            if String(name.reversed()) == "layer" { return completion(text, from: start, among: layers) }
        }
        if let call = lua.call(around: quote) {
            switch (call.name, call.argument) {
            case ("layer", 1), ("show", _): return completion(text, from: start, among: layers)
            case ("layer", 2): return completion(text, from: start, among: labels(call.before.first))
            case ("inside", 2), ("overlapping", 2), ("at", 2), ("before", 2), ("after", 2):
                return completion(text, from: start, among: layers)
            case ("inside", 3), ("overlapping", 3), ("at", 3), ("before", 3), ("after", 3):
                return completion(text, from: start, among: labels(call.before.last))
            case ("is", 1): return completion(text, from: start, among: workbench.patternNames.classes)
            case ("matches", _), ("find", _), ("define", 2), ("rule", _): return completePattern(text)
            default: break
            }
        }
        let pattern = completePattern(text)
        if !pattern.candidates.isEmpty, pattern.start > start { return pattern }
        return completion(text, from: start, among: layers + allLabels)
    }
}
