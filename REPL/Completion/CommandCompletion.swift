internal import PluginHost

/// Completes commands of a session and their arguments.
struct CommandCompletion {
    let session: Session

    /// Returns what could be written at the end of a line that begins with a colon.
    func complete(_ line: String) -> Completion {
        guard let blank = line.firstIndex(of: " ") else {
            return Completion(line, from: 1, among: SessionCommand.all.map(\.name))
        }
        let name = String(line[line.index(after: line.startIndex)..<blank])
        guard let command = SessionCommand.named(name) else {
            return Completion.nothing(line)
        }
        let word = line.utf8.count - line.utf8.reversed().prefix { $0 != 32 }.count
        switch command.argument {
        case .none: return Completion.nothing(line)
        case .file: return Completion(line, pathFrom: blankEnd(line, blank))
        case .layer:
            let further = ["accept", "reject"].contains(command.name) ? ["all"] : []
            return Completion(
                line, from: word, among: session.workbench.layers.filter { $0 != "session" } + further)
        case .plugin:
            return Completion(
                line, from: word, among: session.plugins.names + session.surroundings.library.names)
        case .pattern:
            var completion = PatternCompletion(session.prompt).complete(line)
            if command.name == "explain", word == blankEnd(line, blank) {
                let written = String(decoding: Array(line.utf8)[word...], as: UTF8.self)
                let rules = session.plugins.all.flatMap { plugin in
                    RuleInspector(session.workbench).rules(of: plugin).map { "\(plugin.name).\($0.name)" }
                }.filter { $0.hasPrefix(written) }
                if !rules.isEmpty, completion.start == word || completion.candidates.isEmpty {
                    completion = Completion(
                        start: word, candidates: Set(completion.candidates + rules).sorted())
                }
            }
            return completion
        case .lua:
            let start = blankEnd(line, blank)
            var completion = LuaCompletion(session.prompt).complete(
                String(decoding: Array(line.utf8)[start...], as: UTF8.self))
            completion.start += start
            return completion
        case .name:
            return Completion(
                line, from: word,
                among: SessionCommand.all.map(\.name) + session.workbench.api.map(\.qualifiedName))
        case .setting: return completeSetting(line, from: word, isFirst: word == blankEnd(line, blank))
        case .command: return Completion(line, from: word, among: SessionCommand.all.map(\.name))
        case .label:
            return Completion(
                line, from: word, among: session.workbench.layers.flatMap { session.workbench.labels(of: $0) }
            )
        }
    }

    /// The byte behind the blanks at an index.
    private func blankEnd(_ line: String, _ blank: String.Index) -> Int {
        let before = line[..<blank].utf8.count
        return before + line[blank...].utf8.prefix { $0 == 32 }.count
    }

    private func completeSetting(_ line: String, from start: Int, isFirst: Bool) -> Completion {
        let options = session.plugins.all.flatMap { plugin in
            (plugin.manifest?.options ?? []).map { (name: "\(plugin.name).\($0.name)", option: $0) }
        }
        if isFirst { return Completion(line, from: start, among: settingNames + options.map(\.name)) }
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
        return Completion(line, from: start, among: values)
    }
}
