internal import ArgumentParser
internal import System
internal import PluginHost

/// `nightdesk new`: a folder for a plugin.
struct NewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Makes a folder for a plugin, with examples that pass.",
        discussion: "The folder is made in ./Plugins if there is one, else here.")

    enum Template: String, ExpressibleByArgument, CaseIterable { case rules, function, gazetteer }

    @Argument(help: "The plugin's name: small letters, digits and _.")
    var name: String

    @Option(help: "The layer that it provides; without it, one of its own name.")
    var layer: String?

    @Option(help: "What it begins with: rules, function (an annotate function), gazetteer (a list).")
    var template: Template = .rules

    @Flag(help: "Prints the files, and writes nothing.")
    var here = false

    func run() throws {
        if let problem = PluginTemplate.problem(withName: name) { throw CommandError(problem) }
        let layer = layer ?? name
        if let problem = PluginTemplate.problem(withName: layer) { throw CommandError("--layer: \(problem)") }
        let plugin = StarterPlugin(name: name, layer: layer)
        let files = plugin.files(template.rawValue)
        if here {
            for (file, text) in files { StandardStreams.print("-- \(name)/\(file)\n\(text)") }
            return
        }
        let folder = Path.join(FileSystem.kind(of: "Plugins") == .folder ? "Plugins" : ".", name)
        do { try plugin.write(template.rawValue, to: folder) } catch { throw CommandError("\(error)") }
        StandardStreams.print("\(folder): \(files.map(\.name).joined(separator: ", "))")
        StandardStreams.print(
            "try it: nightdesk test \(folder)   and   nightdesk run seeds --plugin \(folder)")
    }
}
