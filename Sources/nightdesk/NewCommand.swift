internal import Diagnostics
internal import ArgumentParser
internal import Authoring
internal import System

/// `nightdesk new`: creates the folder of a plugin.
struct NewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new",
        abstract: "Creates a plugin with examples that pass.",
        discussion: "Creates the folder in ./Plugins if that exists, else in the current folder.")

    enum Template: String, ExpressibleByArgument, CaseIterable { case rules, function, gazetteer }

    @Argument(help: "The plugin's name: lower-case letters, digits and _.")
    var name: String

    @Option(help: "The layer that it provides. Defaults to the plugin's name.")
    var layer: String?

    @Option(help: "What to start from: rules, function (an annotate function) or gazetteer (a list).")
    var template: Template = .rules

    @Flag(help: "Prints the files instead of writing them.")
    var here = false

    func run() throws {
        let layer = layer ?? name
        if let problem = PluginTemplate.problem(withName: name) { throw Diagnostic(.usage, problem) }
        if let problem = PluginTemplate.problem(withName: layer) {
            throw Diagnostic(.usage, "--layer: \(problem)")
        }
        let plugin: PluginTemplate =
            switch template {
            case .rules: .rules(name: name, layer: layer)
            case .function: .function(name: name, layer: layer)
            case .gazetteer: .gazetteer(name: name, layer: layer)
            }
        if here {
            for (file, text) in plugin.files { StandardStreams.print("-- \(name)/\(file)\n\(text)") }
            return
        }
        let folder = Path.join(FileSystem.kind(of: "Plugins") == .folder ? "Plugins" : ".", name)
        try plugin.write(to: folder)
        StandardStreams.print("\(folder): \(plugin.files.map(\.name).joined(separator: ", "))")
        StandardStreams.print(
            "try it: nightdesk test \(folder)   and   nightdesk run seeds --plugin \(folder)")
    }
}
