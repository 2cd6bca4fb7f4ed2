internal import ArticleModel
internal import Display
internal import LuaRuntime
internal import PluginHost

/// What can be entered behind a colon.
struct SessionCommand: Sendable {
    var name: String
    var parameters: String
    var text: String

    static let all = [
        SessionCommand(
            name: "find", parameters: "PATTERN", text: "shows the matches of a pattern, with its captures"),
        SessionCommand(
            name: "show", parameters: "[LAYER…]", text: "shows the article with its annotations highlighted"),
        SessionCommand(name: "table", parameters: "[LAYER…]", text: "shows what was found, as tables"),
        SessionCommand(name: "plugins", parameters: "", text: "lists the plugins of the session"),
        SessionCommand(
            name: "help", parameters: "[NAME]", text: "explains a function of the API, or lists the commands"),
        SessionCommand(name: "quit", parameters: "", text: "ends the session"),
    ]
}

extension Session {
    func command(_ line: String) -> Answer {
        let name = String(line.prefix { $0 != " " })
        let rest = String(line.dropFirst(name.count).drop { $0 == " " })
        let layers = rest.isEmpty ? nil : Set(rest.split(separator: " ").map(String.init))
        switch name {
        case "find": return find(rest)
        case "show":
            guard let record = workbench.annotated else { return .failed(["no article is open"]) }
            let view = HighlightedText(record, width: width, style: style)
            return .lines(view.lines(layers: layers) + (style.isColored ? ["", view.legend()] : []))
        case "table":
            guard let record = workbench.annotated else { return .failed(["no article is open"]) }
            return .lines(ArticleSummary(record, width: width, style: style).lines(layers: layers))
        case "plugins":
            return .lines(plugins.map { "\($0.name): \($0.manifest?.summary ?? "")" })
        case "help", "": return help(rest)
        case "quit", "q": return .quit
        default:
            return .failed([
                "there is no command :\(name)"
                    + suggestionText(for: name, among: SessionCommand.all.map(\.name)) + " :help lists them"
            ])
        }
    }

    private func find(_ pattern: String) -> Answer {
        guard !pattern.isEmpty else { return .failed([":find takes a pattern, as :find %Name+ , cue:~say"]) }
        // The long bracket has more signs than any that could stand in the pattern.
        let quoted = "[======[\n\(pattern)]======]"
        do {
            guard case .value(let value) = try workbench.evaluate("article:matches(\(quoted))") else {
                return .failed(["the pattern is not complete"])
            }
            let count = value.table?.array.count ?? 0
            let lines = ValueView(workbench, style: style, width: width).lines(value)
            return .lines((count == 0 ? [] : lines) + ["\(count) match\(count == 1 ? "" : "es")"])
        } catch {
            return .failed(Self.lines(error))
        }
    }

    private func help(_ name: String) -> Answer {
        if name.isEmpty {
            return .lines(SessionCommand.all.map { ":\($0.name) \($0.parameters)  \($0.text)" })
        }
        let found = workbench.api.filter { $0.qualifiedName == name || $0.name == name }
        guard !found.isEmpty else {
            return .failed([
                "nothing is called \(name)"
                    + suggestionText(for: name, among: workbench.api.map(\.qualifiedName))
            ])
        }
        return .lines(
            found.flatMap { item in
                [style.bold(item.signature), item.text]
                    + item.example.split(separator: "\n").map { style.dim("    " + $0) }
            })
    }
}
