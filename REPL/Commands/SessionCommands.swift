internal import Diagnostics
internal import ArticleModel
internal import Display
internal import Exchange
internal import LuaRuntime
internal import System
internal import PluginHost

/// Help, settings, what was entered, and the end.
extension SessionCommand {
    static let session = [
        SessionCommand(
            "help", "[NAME]", .name, "lists the commands, or explains a command or a function of the API",
            example: ":help article:find"
        ) { session, argument in try SettingCommands(session: session).help(argument) },
        SessionCommand(
            "set", "[NAME [VALUE]]", .setting, "shows or changes a setting, or an option of a plugin",
            "time (as 5s, 500ms, off): how long an entry and each plugin may compute. width (columns, auto), color (on, off, auto), pager (a command; cat for none), keys (emacs, vi), published (a date for the open article). PLUGIN.OPTION sets an option and runs the plugins anew.",
            example: ":set time 5s"
        ) { session, argument in try SettingCommands(session: session).set(argument) },
        SessionCommand(
            "history", "[N|TEXT]", .none,
            "lists what was entered: the last entries, or those with a text in them"
        ) { session, argument in SettingCommands(session: session).listHistory(argument) },
        SessionCommand(
            "edit", "[PLUGIN[/FILE]]", .plugin,
            "opens the last Lua entry in an editor and runs it then; or a plugin's file",
            "The editor is $VISUAL or $EDITOR. A plugin is loaded anew afterwards.", example: ":edit quotes"
        ) { session, argument in try SettingCommands(session: session).edit(argument) },
        SessionCommand("quit", "", .none, "ends the session") { _, _ in .quit },
    ]
}

/// The names behind `:set`, apart from options of plugins.
let settingNames = ["time", "width", "color", "pager", "keys", "published"]

/// What the commands of this group do.
struct SettingCommands {
    let session: Session

    // MARK: Help

    func help(_ name: String) throws -> Session.Answer {
        if name.isEmpty { return .lines(commandList) }
        let bare = name.hasPrefix(":") ? String(name.dropFirst()) : name
        if let command = SessionCommand.all.first(where: { $0.name == bare }) {
            var lines = [
                session.style.bold(":\(command.name) \(command.parameters)".trimming), command.summary + ".",
            ]
            if !command.details.isEmpty { lines += wrapped(command.details) }
            return .lines(lines + [session.style.dim("    " + command.example)])
        }
        let wanted = bare.replacing(":", with: ".").lowercased()
        let found = session.workbench.api.filter {
            [$0.qualifiedName.replacing(":", with: ".").lowercased(), $0.name.lowercased()].contains(wanted)
        }
        if found.isEmpty {
            let inside = session.workbench.api.filter {
                $0.owner.lowercased() == wanted || $0.qualifiedName.lowercased().hasPrefix(wanted + ".")
            }
            guard inside.isEmpty else { return .lines(apiList(inside)) }
            throw Diagnostic(
                .usage,
                "nothing is called \(name)"
                    + didYouMean(
                        bare,
                        among: session.workbench.api.map(\.qualifiedName) + SessionCommand.all.map(\.name))
            )
        }
        return .lines(helpLines(found))
    }

    /// Signature, text and example of API items.
    func helpLines(_ items: [APIItem]) -> [String] {
        Array(
            items.map { item in
                [session.style.bold(item.signature)] + wrapped(item.text)
                    + item.example.split(separator: "\n").map { session.style.dim("    " + $0) }
            }.joined(separator: [""]))
    }

    private var commandList: [String] {
        let longest = SessionCommand.all.map { $0.name.count + $0.parameters.count }.max()! + 3
        let groups = [
            ("articles", SessionCommand.reading), ("patterns and rules", SessionCommand.searching),
            ("plugins", SessionCommand.plugins), ("gold", SessionCommand.judging),
            ("session", SessionCommand.session),
        ]
        var lines: [String] = []
        for (title, commands) in groups {
            lines.append(session.style.bold(title))
            for command in commands {
                let head = "  :\(command.name) \(command.parameters)"
                let gap = String(repeating: " ", count: max(1, longest + 2 - head.count))
                lines.append(TextWidth.fit(head + gap + command.summary, session.width))
            }
        }
        return lines + [
            "",
            session.style.dim(
                "Anything else is Lua: article.text, article:layer(\"quotes\"), article:matches(\"%Name+\")…"),
            session.style.dim(
                "`_` is the last result, `_1` that of entry 1. :help article lists what an article has;"),
            session.style.dim(":help NAME and NAME? explain a command or a function: article:find?"),
        ]
    }

    private func apiList(_ items: [APIItem]) -> [String] {
        items.map { item in
            let sentence = item.text.split(separator: ".").first.map { $0 + "." } ?? ""
            return TextWidth.fit(
                "\(item.signature)  \(session.style.isColored ? "" : "– ")\(sentence)", session.width)
        }
    }

    private func wrapped(_ text: String) -> [String] {
        var lines: [String] = []
        for paragraph in text.split(separator: "\n") {
            var line = ""
            for word in paragraph.split(separator: " ") {
                if !line.isEmpty,
                    TextWidth.columns(line) + 1 + TextWidth.columns(word) > min(session.width, 100)
                {
                    lines.append(line)
                    line = ""
                }
                line += (line.isEmpty ? "" : " ") + word
            }
            lines.append(line)
        }
        return lines
    }

    // MARK: Settings

    func set(_ argument: String) throws -> Session.Answer {
        let name = String(argument.prefix { !$0.isWhitespace && $0 != "=" })
        var value = String(argument.dropFirst(name.count)).trimming
        if value.hasPrefix("=") { value = String(value.dropFirst()).trimming }
        if name.isEmpty { return .lines(settingList.map { "\($0.name) = \($0.value)" }) }
        if value.isEmpty {
            guard let known = settingList.first(where: { $0.name == name }) else {
                throw unknownSetting(name)
            }
            return .lines(["\(name) = \(known.value)"])
        }
        if let dot = name.firstIndex(of: ".") {
            try session.workbench.set(
                option: String(name[name.index(after: dot)...]), of: String(name[..<dot]), to: value)
            return .lines(["\(name) = \(value)"] + session.runAll())
        }
        try change(name, value)
        return .lines(settingList.filter { $0.name == name }.map { "\(name) = \($0.value)" })
    }

    private var settingList: [(name: String, value: String)] {
        let time = session.settings.milliseconds
        let published = session.workbench.open?.article.metadata.published ?? "unknown"
        var list = [
            ("time", time == 0 ? "off" : time % 1000 == 0 ? "\(time / 1000)s" : "\(time)ms"),
            ("width", session.settings.width.map(String.init) ?? "auto"),
            ("color", session.settings.color.map { $0 ? "on" : "off" } ?? "auto"),
            ("pager", session.settings.pager ?? "$PAGER"), ("keys", session.settings.keys.rawValue),
            ("published", published),
        ]
        for plugin in session.plugins.all {
            for option in plugin.manifest?.options ?? [] {
                let value = plugin.options[option.name] ?? option.defaultValue
                list.append(("\(plugin.name).\(option.name)", value.text))
            }
        }
        return list
    }

    private func unknownSetting(_ name: String) -> Diagnostic {
        let hint = didYouMean(name, among: settingList.map(\.name))
        return Diagnostic(
            .usage, "there is no setting \(name)\(hint.isEmpty ? ";" : hint) :set lists them")
    }

    private func change(_ name: String, _ value: String) throws {
        func wrong(_ expected: String) -> Diagnostic {
            Diagnostic(.usage, "\(name) is \(expected), not “\(value)”")
        }
        switch name {
        case "time":
            guard let milliseconds = Self.milliseconds(value) else {
                throw wrong("a time, as 5s or 500ms, or off")
            }
            session.settings.milliseconds = milliseconds
            session.workbench.setTimeLimit(milliseconds: milliseconds)
        case "width":
            guard value == "auto" || Int(value).map({ (20...1000).contains($0) }) == true else {
                throw wrong("a number of columns from 20 to 1000, or auto")
            }
            session.settings.width = Int(value)
            if let columns = session.settings.width { session.width = columns }
        case "color":
            guard ["on", "off", "auto"].contains(value) else { throw wrong("on, off or auto") }
            session.settings.color = ["on": true, "off": false][value]
            if let color = session.settings.color { session.isColored = color }
        case "pager": session.settings.pager = value
        case "keys":
            guard let keys = SessionSettings.Keys(rawValue: value) else { throw wrong("emacs or vi") }
            session.settings.keys = keys
        case "published":
            guard let date = PublicationDate.normalized(value) else { throw wrong("a date, as 2024-09-13") }
            guard var article = session.workbench.open?.article else {
                throw Diagnostic(.usage, "no article is open")
            }
            article.metadata.published = date
            session.workbench.open(article)
            session.runAll()
        default: throw unknownSetting(name)
        }
    }

    /// "5s", "500ms", "2.5 s", "off" and bare seconds.
    static func milliseconds(_ text: String) -> Int? {
        if text == "off" || text == "0" { return 0 }
        let unit = text.hasSuffix("ms") ? "ms" : text.hasSuffix("s") ? "s" : ""
        guard let number = Double(String(text.dropLast(unit.count)).trimming), number > 0, number < 1e6 else {
            return nil
        }
        return max(1, Int(unit == "ms" ? number : number * 1000))
    }

    // MARK: History

    func listHistory(_ argument: String) -> Session.Answer {
        let numbered = Array(session.history.entries.enumerated())
        let shown: [(offset: Int, element: String)]
        if let count = Int(argument) {
            shown = Array(numbered.suffix(max(0, count)))
        } else if argument.isEmpty {
            shown = Array(numbered.suffix(30))
        } else {
            shown = numbered.filter { $0.element.contains(argument) }
        }
        return .lines(
            shown.flatMap { entry in
                entry.element.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map {
                    line, text in
                    session.style.dim(line == 0 ? "\(entry.offset + 1)  " : "   ")
                        + TextWidth.harmless(String(text))
                }
            })
    }

    // MARK: Editing

    func edit(_ argument: String) throws -> Session.Answer {
        guard !argument.isEmpty else { return .edit(text: session.kept.lastEntry ?? "", path: nil) }
        let parts = argument.split(separator: "/", maxSplits: 1).map(String.init)
        let plugin = try session.plugins.named(parts[0])
        let path = Path.join(plugin.folder.path, parts.count > 1 ? parts[1] : "init.lua")
        guard FileSystem.kind(of: path) == .file else {
            throw Diagnostic(.usage, "\(path): there is no such file")
        }
        return .edit(text: "", path: path)
    }
}

extension OptionValue {
    /// The value as `:set` takes it.
    fileprivate var text: String {
        switch self {
        case .boolean(let value): String(value)
        case .integer(let value): String(value)
        case .number(let value): LuaValue.text(of: value)
        case .string(let value): value
        }
    }
}
