internal import Diagnostics
internal import ArgumentParser
internal import Authoring
internal import PluginHost
internal import System

/// `nightdesk check`: what is wrong with plugins, without running them over articles.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Looks for mistakes in plugins without running them over articles.",
        discussion: """
            Prints a line for each, as luacheck does: file:line:column: (code) message. W111 a global is set, W113 an unknown \
            one is read, W901 the API has no such member, W902 too many or too few arguments, W903 a label or layer that the \
            plugin does not declare, W904 a capture that is not used or a rule that can never win, E011 the plugin cannot be \
            loaded. Exit codes: 0 nothing found, 1 something, 2 there is no such plugin.
            """)

    @Argument(help: "Plugins by name or folder. Without them, the bundled ones.")
    var plugins: [String] = []

    @OptionGroup var selection: PluginSelection

    func run() throws {
        var count = 0
        for name in plugins.isEmpty ? PluginSelection.bundled : plugins {
            let folder = try selection.library.folder(name)
            let workbench = try selection.emptyWorkbench()
            var failure: Diagnostic?
            do { try selection.load(into: workbench, default: [name], reportsWarnings: false) } catch let
                error as Diagnostic
            {
                failure = error
            }
            let findings = PluginCheck(folder, in: workbench, error: failure).findings
            for finding in findings { StandardStreams.print(finding.description) }
            count += findings.count
        }
        if count > 0 { throw ExitCode(1) }
    }
}
