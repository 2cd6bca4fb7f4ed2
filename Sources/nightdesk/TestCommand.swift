internal import Diagnostics
internal import ArgumentParser
internal import Display
internal import System
internal import PluginHost
internal import Authoring

/// `nightdesk test`: the examples of plugins.
struct TestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Runs the examples of plugins.",
        discussion: """
            Each example of a plugin's examples.lua is run as it stands, and once more behind text of many-byte characters, \
            where every position must move by just that.

            --coverage names each rule that has no positive example (an expected mark that came from it) or no negative one \
            (one to which it gives nothing, though it gets past the first element of its pattern).

            Exit codes: 0 all passed, 1 some failed, 2 a plugin cannot be loaded.
            """)

    @Argument(help: "Plugins by name or folder. Without them, the bundled ones.")
    var plugins: [String] = []

    @Flag(help: "Rewrites the marks of examples that failed with what was found, after showing the change.")
    var update = false

    @Option(help: "Writes the results as JUnit XML.")
    var junit: String?

    @Flag(help: "Names the rules that no positive or no negative example tries.")
    var coverage = false

    @OptionGroup var selection: PluginSelection

    func run() throws {
        let style = TextStyle(isColored: StandardStreams.isColored)
        // Examples are about results: a slow machine or a debug build is not a failure.
        var limits = Workbench.Limits()
        limits.milliseconds = 20_000
        var report = SpecReport()
        for name in plugins.isEmpty ? PluginSelection.bundled : plugins {
            let workbench = try selection.workbench(default: [name], limits: limits)
            let folder = try selection.library.folder(name)
            guard let plugin = workbench.plugins.first(where: { $0.name == folder.name }) else { continue }
            let spec = try PluginSpec(plugin, in: workbench)
            let outcomes = spec.run()
            StandardStreams.print(report.add(outcomes, of: plugin.name, style: style))
            if update, outcomes.contains(where: { !$0.failures.isEmpty }) {
                let update = try ExampleUpdate(outcomes, of: plugin)
                if !update.changes.isEmpty { try update.write(to: plugin) }
                StandardStreams.print(update.lines(of: plugin, style: style))
            }
            if coverage { StandardStreams.print(RuleCoverage.lines(try spec.coverage(), of: plugin.name)) }
        }
        if let junit {
            do throws(FileSystem.Failure) {
                try FileSystem.write(Array(report.junit.text.utf8), to: junit)
            } catch {
                throw Diagnostic(.output, "cannot write \(error)")
            }
        }
        StandardStreams.print("\(report.passed) passed, \(report.failed) failed")
        if report.failed > 0 { throw ExitCode(1) }
    }
}
