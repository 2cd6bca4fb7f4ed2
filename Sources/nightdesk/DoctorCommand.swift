internal import ArgumentParser
internal import Authoring
internal import System
internal import PluginHost

/// `nightdesk doctor`: what is installed and found, and a self-test.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Says what is installed and found, and tests itself.",
        discussion: "Exit codes: 0 all is well, 1 something is not.")

    @OptionGroup var selection: PluginSelection

    func run() throws {
        StandardStreams.print("nightdesk \(Workbench.version)")
        StandardStreams.print("program: \(FileSystem.resolve("/proc/self/exe") ?? CommandLine.arguments[0])")
        StandardStreams.print("plugins are looked for in:")
        for folder in selection.library.searchPath {
            let found = PluginFolder.find(in: [folder]).map(\.name)
            StandardStreams.print("  \(folder): \(found.isEmpty ? "none" : found.joined(separator: ", "))")
        }
        let test = SelfTest(PluginSelection.bundled) { try selection.workbench(default: $0) }
        StandardStreams.print(test.lines)
        if !test.isPassed { throw ExitCode(1) }
    }
}
