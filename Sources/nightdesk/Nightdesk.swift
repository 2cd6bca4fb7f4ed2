internal import ArgumentParser
internal import PluginHost
internal import System

/// The command line: one file per command. It parses, calls, prints and exits.
@main
struct Nightdesk: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nightdesk",
        abstract: "A plugin-based scripting workbench for news text.",
        version: Workbench.version,
        subcommands: [
            ReplCommand.self, FindCommand.self, ExplainCommand.self, RunCommand.self, TestCommand.self,
            CheckCommand.self,
            EvalCommand.self, DiffCommand.self, NewCommand.self, DocCommand.self, TypesCommand.self,
            PluginsCommand.self, TrainCommand.self, DoctorCommand.self,
        ],
        defaultSubcommand: nil
    )

    static func main() {
        do {
            // A flag that may have a value is not something that the parser knows.
            let arguments = CommandLine.arguments.dropFirst().map {
                $0 == "--resume=mixed" ? "--resume-mixed" : $0
            }
            var command = try parseAsRoot(Array(arguments))
            try command.run()
        } catch {
            exit(reporting: error)
        }
    }

    /// Ends the program: 0 for help, the code of an ``ExitCode``, 2 for everything else that keeps
    /// a command from starting.
    private static func exit(reporting error: any Error) -> Never {
        let isHelp = exitCode(for: error) == .success
        if let code = error as? ExitCode { StandardStreams.end(code.rawValue) }
        let message = fullMessage(for: error)
        if isHelp {
            StandardStreams.print(message)
            StandardStreams.end(0)
        }
        StandardStreams.printError(message)
        StandardStreams.end(2)
    }
}
