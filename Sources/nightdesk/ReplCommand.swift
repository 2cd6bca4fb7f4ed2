internal import ArgumentParser
internal import ArticleModel
internal import Display
internal import Exchange
internal import PluginHost
internal import REPL

/// `nightdesk repl`: Lua with an article at hand.
struct ReplCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "repl", abstract: "Explores an article at a prompt, in Lua and with patterns.",
        discussion: """
            Reads Lua entries and commands (:help lists them) line by line from standard input. Exit codes: 0, or 1 if an \
            entry that was not typed at a terminal failed.
            """)

    @Argument(help: "The article: a text file.")
    var input: String?

    @OptionGroup var selection: PluginSelection

    @Option(help: "Date of publication, as 2024-09-13.")
    var published: String?

    @Option(name: .customShort("e"), help: "Runs this code and ends.")
    var code: String?

    func run() throws {
        var article: Article?
        if let input {
            for source in try ArticleSource.find(input, plainText: false) {
                try source.forEach(published: published) { result in
                    if article == nil { article = result.article }
                }
            }
            if article == nil { throw CommandError("\(input): no article could be read") }
        }
        let session = try Session(
            selection.workbench(), article: article, style: TextStyle(isColored: StandardStreams.isColored),
            width: StandardStreams.width)
        let isTyped = StandardStreams.inputIsTerminal && code == nil
        if isTyped {
            StandardStreams.print(
                "nightdesk \(Workbench.version): `article` is open; :help lists the commands")
        }
        var failed = false
        var given = code.map { [$0] }
        while true {
            if isTyped { StandardStreams.write(Array((session.isWithinEntry ? "…> " : "> ").utf8)) }
            let line: String?
            if given != nil {
                line = given!.isEmpty ? nil : given!.removeFirst()
            } else {
                line = readLine()
            }
            guard let line else { break }
            switch session.enter(line) {
            case .lines(let lines): for line in lines { StandardStreams.print(line) }
            case .failed(let lines):
                failed = true
                for line in lines { StandardStreams.printError(line) }
            case .incomplete: break
            case .quit: return
            }
        }
        if failed && !isTyped { throw ExitCode(1) }
    }
}
