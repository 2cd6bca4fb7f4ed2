internal import Diagnostics
internal import ArgumentParser
internal import ArticleModel
internal import Display
internal import Exchange
internal import System
internal import PluginHost
internal import REPL

/// `nightdesk repl`: Lua with an article at hand.
struct ReplCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "repl", abstract: "Explores articles at a prompt, in Lua and with patterns.",
        discussion: """
            At a terminal, lines are edited as in Emacs (:set keys vi changes that), Tab completes, Ctrl-R searches what was \
            entered before, Ctrl-C stops what runs, Ctrl-D leaves, and :help lists the commands. Otherwise entries are read \
            from standard input one by one and their results printed; after an error the next entry runs. Exit codes: 0, or 1 \
            if an entry that was not typed at a terminal failed, 2 for an input that cannot be read or a plugin that cannot be \
            loaded. Entries are kept in $NIGHTDESK_HISTORY, or nightdesk/history in $XDG_STATE_HOME or ~/.local/state.
            """)

    @Argument(help: "Articles: files, folders, .jsonl files, or -. The first is opened.")
    var inputs: [String] = []

    @OptionGroup var selection: PluginSelection

    @Option(help: "Date of publication of articles that have none, as 2024-09-13.")
    var published: String?

    @Option(name: .customShort("e"), help: "Runs this code and ends.")
    var code: String?

    @Flag(help: "Loads a plugin anew whenever one of its files is saved, and tells what changed.")
    var watch = false

    func run() throws {
        if let published, PublicationDate.normalized(published) == nil {
            throw Diagnostic(.usage, "--published: \"\(published)\" is no date; write it as 2024-09-13")
        }
        let shelf = ArticleShelf(try inputs.flatMap { try InputSource.find($0) }, published: published)
        let first = inputs.isEmpty ? nil : shelf.article(at: 0)
        if first == nil, let input = inputs.first {
            throw Diagnostic(
                .usage,
                shelf.problems.isEmpty
                    ? "\(input): no article could be read" : shelf.problems.joined(separator: "\n"))
        }
        let isTyped = StandardStreams.inputIsTerminal && StandardStreams.outputIsTerminal && code == nil
        let session = Session(
            try selection.emptyWorkbench(), shelf: shelf, surroundings: try surroundings(),
            history: History(path: isTyped ? History.path(in: StandardStreams.environment) : nil),
            style: TextStyle(isColored: StandardStreams.isColored), width: StandardStreams.width)
        if watch { session.startWatching() }
        guard isTyped, let terminal = TerminalSession(session, isColored: StandardStreams.isColored) else {
            return try readEntries(session)
        }
        terminal.run()
    }

    /// Runs entries from the command line or standard input.
    private func readEntries(_ session: Session) throws {
        session.output = StandardStreams.print
        var reader = try EntryReader(session, printError: StandardStreams.printError)
        if let code { reader.enter([code]) } else { reader.enter(AnyIterator { readLine() }) }
        if reader.failed { throw ExitCode(1) }
    }

    private func surroundings() throws -> Session.Surroundings {
        // A name that is not a plugin is reported before the prompt; what is wrong inside a plugin, at it.
        for name in selection.names { _ = try selection.library.folder(name) }
        var surroundings = Session.Surroundings(selection.library)
        let selection = selection
        surroundings.loadPlugins = { try selection.load(into: $0, reportsWarnings: false) }
        surroundings.makeWorkbench = { try selection.emptyWorkbench() }
        return surroundings
    }
}
