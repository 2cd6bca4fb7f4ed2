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
        let names = plugins.isEmpty ? PluginSelection.bundled : plugins
        let style = TextStyle(isColored: StandardStreams.isColored)
        var passed = 0
        var failed = 0
        // Examples are about results: a slow machine or a debug build is no failure.
        var limits = Workbench.Limits()
        limits.milliseconds = 20_000
        var report = JUnitReport()
        for name in names {
            let workbench = try selection.workbench(default: [name], limits: limits)
            let folder = try selection.library.folder(name)
            guard let plugin = workbench.plugins.first(where: { $0.name == folder.name }) else { continue }
            let spec = try PluginSpec(plugin, in: workbench)
            let outcomes = spec.run()
            report.add(outcomes, of: plugin.name)
            for outcome in outcomes {
                if outcome.failures.isEmpty {
                    passed += 1
                } else {
                    failed += 1
                    StandardStreams.print(
                        "\(style.apply("1;31", "failed")) \(plugin.name): \(outcome.example)")
                    for failure in outcome.failures { StandardStreams.print("    \(failure)") }
                }
            }
            if update, outcomes.contains(where: { !$0.failures.isEmpty }) {
                try rewrite(outcomes, of: plugin, style)
            }
            if coverage { printCoverage(try spec.coverage(), of: plugin) }
        }
        if let junit {
            do throws(FileSystem.Failure) { try FileSystem.write(Array(report.text.utf8), to: junit) } catch {
                throw Diagnostic(.output, "cannot write \(error)")
            }
        }
        StandardStreams.print("\(passed) passed, \(failed) failed")
        if failed > 0 { throw ExitCode(1) }
    }

    private func rewrite(_ outcomes: [PluginSpec.Outcome], of plugin: Plugin, _ style: TextStyle) throws {
        let update = try ExampleUpdate(outcomes, of: plugin)
        for change in update.changes {
            StandardStreams.print(style.apply("31", "- \(change.old)"))
            StandardStreams.print(style.apply("32", "+ \(change.new)"))
        }
        for example in update.kept {
            StandardStreams.print("not rewritten, marks cannot say what was found: \(example)")
        }
        if !update.changes.isEmpty {
            try update.write(to: plugin)
            StandardStreams.print(
                "\(plugin.name)/examples.lua: \(update.changes.count) rewritten; run the test again")
        }
    }

    private func printCoverage(_ rules: [RuleCoverage], of plugin: Plugin) {
        let lacking = rules.filter { !$0.hasPositive || !$0.hasNegative }
        for rule in lacking {
            let kinds = [rule.hasPositive ? nil : "positive", rule.hasNegative ? nil : "negative"]
            StandardStreams.print(
                "\(plugin.name).\(rule.rule): no \(kinds.compactMap { $0 }.joined(separator: " and no ")) example"
            )
        }
        StandardStreams.print(
            "\(plugin.name): \(rules.count - lacking.count) of \(rules.count) rules have examples on both sides"
        )
    }
}
