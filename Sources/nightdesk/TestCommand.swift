internal import ArgumentParser
internal import Display
internal import PluginHost
internal import PluginSpecs

/// `nightdesk test`: the examples of plugins.
struct TestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Runs the examples of plugins.",
        discussion: """
            Each example of a plugin's examples.lua is run as it stands, and once more behind text of many-byte characters, \
            where every position must move by just that. Exit codes: 0 all passed, 1 some failed, 2 a plugin cannot be loaded.
            """)

    @Argument(help: "Plugins by name or folder. Without them, the bundled ones.")
    var plugins: [String] = []

    @OptionGroup var selection: PluginSelection

    func run() throws {
        let names = plugins.isEmpty ? PluginSelection.bundled : plugins
        let style = TextStyle(isColored: StandardStreams.isColored)
        var passed = 0
        var failed = 0
        // Examples are about results: a slow machine or a debug build is no failure.
        var limits = Workbench.Limits()
        limits.milliseconds = 20_000
        for name in names {
            let workbench = try selection.workbench(default: [name], limits: limits)
            let folder = try selection.folder(name)
            guard let plugin = workbench.plugins.first(where: { $0.name == folder.name }) else { continue }
            for outcome in try PluginSpec(plugin, in: workbench).run() {
                if outcome.failures.isEmpty {
                    passed += 1
                } else {
                    failed += 1
                    StandardStreams.print(
                        "\(style.apply("1;31", "failed")) \(plugin.name): \(outcome.example)")
                    for failure in outcome.failures { StandardStreams.print("    \(failure)") }
                }
            }
        }
        StandardStreams.print("\(passed) passed, \(failed) failed")
        if failed > 0 { throw ExitCode(1) }
    }
}
