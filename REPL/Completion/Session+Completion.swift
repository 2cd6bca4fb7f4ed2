internal import ArticleModel
internal import System
internal import LuaSource
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

    func completion(_ text: String, from start: Int, among names: some Sequence<String>) -> Completion {
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
                    RuleInspector(workbench).rules(of: plugin).map { "\(plugin.name).\($0.name)" }
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

    func completeFile(_ text: String, from start: Int) -> Completion {
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
    func completePattern(_ text: String) -> Completion {
        let lua = LuaCursor(text)
        var start = lua.nameStart(before: lua.utf8.count)
        // Names of lists and annotations may have dots in them.
        while start > 1, lua.utf8[start - 1] == UInt8(ascii: "."), LuaScanner.isNameByte(lua.utf8[start - 2])
        {
            start = lua.nameStart(before: start - 1)
        }
        let names = prompt.patternNames
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
}
