internal import ArgumentParser
internal import Display
internal import PluginHost
internal import System

/// `nightdesk plugins`: which plugins there are.
struct PluginsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plugins", abstract: "Lists the plugins on the search path, or describes one.")

    @Argument(help: "A plugin by name or folder.")
    var name: String?

    @OptionGroup var selection: PluginSelection

    @Flag(help: "Compiles the lists of the plugins into their folders, so that no run has to.")
    var compile = false

    func run() throws {
        if compile { return try compileLists() }
        if let name { return try describe(name) }
        var table = Table(["plugin", "version", "provides", "needs", "summary"])
        for folder in selection.library.folders {
            do {
                let workbench = try selection.workbench(default: [folder.path])
                guard let manifest = workbench.plugins.first(where: { $0.name == folder.name })?.manifest
                else { continue }
                table.add([
                    manifest.name, manifest.version, manifest.provides.map(\.layer).joined(separator: " "),
                    manifest.needs.joined(separator: " "), manifest.summary,
                ])
            } catch {
                table.add([folder.name, "–", "", "", "cannot be loaded: \(error)"])
            }
        }
        let style = TextStyle(isColored: StandardStreams.isColored)
        for line in table.lines(width: StandardStreams.width, style: style) { StandardStreams.print(line) }
    }

    private func compileLists() throws {
        let names =
            try name.map { [try selection.library.folder($0).path] }
            ?? selection.library.folders.map(\.path)
        for name in names {
            // Loading a plugin compiles its lists.
            _ = try selection.workbench(default: [name], compilesIntoPlugins: true)
        }
    }

    private func describe(_ name: String) throws {
        let folder = try selection.library.folder(name)
        let workbench = try selection.workbench(default: [name])
        guard let plugin = workbench.plugins.first(where: { $0.name == folder.name }),
            let manifest = plugin.manifest
        else {
            return
        }
        StandardStreams.print(manifest.lines(folder: plugin.folder.path, rules: plugin.ruleNames))
    }
}
