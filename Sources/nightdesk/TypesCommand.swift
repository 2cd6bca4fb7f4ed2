internal import Diagnostics
internal import ArgumentParser
internal import System
internal import PluginHost

/// `nightdesk types`: the API for editors.
struct TypesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "types",
        abstract:
            "Writes the API for editors, so that lua-language-server completes and checks desk and article.",
        discussion: "Name the file's folder under workspace.library in a plugin's .luarc.json.")

    @Option(help: "The folder for nightdesk.lua; without it, the file is printed.")
    var out: String?

    func run() throws {
        let text = EditorTypes.file(try Workbench().api, version: Workbench.version)
        guard let out else { return StandardStreams.write(Array(text.utf8)) }
        do throws(FileSystem.Failure) {
            try FileSystem.makeFolder(out)
            try FileSystem.write(Array(text.utf8), to: Path.join(out, "nightdesk.lua"))
        } catch {
            throw Diagnostic(.output, "cannot write \(error)")
        }
        StandardStreams.print(Path.join(out, "nightdesk.lua"))
    }
}
