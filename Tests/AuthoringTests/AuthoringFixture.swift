import Authoring
import PluginHost
import System

/// Plugins written into a folder of their own.
final class AuthoringFixture {
    let root = "/tmp/nightdesk-authoring-\(UInt64.random(in: 0 ... .max))"
    let workbench: Workbench

    init() throws {
        try FileSystem.makeFolder(root)
        workbench = try Workbench()
    }

    deinit { FileSystem.removeFolder(root) }

    func write(_ file: String, _ text: String) throws {
        let path = Path.join(root, file)
        try FileSystem.makeFolder(Path.parent(path))
        try FileSystem.write(Array(text.utf8), to: path)
    }

    func read(_ file: String) throws -> String {
        String(decoding: try FileSystem.read(Path.join(root, file)), as: UTF8.self)
    }

    /// Writes a plugin whose layer has its name and the labels `DAY` and `SPAN`.
    func write(plugin name: String, _ body: String, examples: String? = nil) throws -> PluginFolder {
        try write(
            "\(name)/init.lua",
            "return { name = \"\(name)\", provides = { \(name) = { \"DAY\", \"SPAN\" } },\n\(body) }")
        if let examples { try write("\(name)/examples.lua", examples) }
        return PluginFolder(path: Path.join(root, name))
    }

    /// Loads a plugin and reads its examples.
    func spec(_ name: String, _ body: String, examples: String) throws -> PluginSpec {
        try workbench.load([write(plugin: name, body, examples: examples)])
        return try PluginSpec(workbench.plugins[workbench.plugins.count - 1], in: workbench)
    }
}

/// Rules that find a day and the word after "next".
let dayRules = """
    rules = {
      desk.rule{ "Day", [=[ name:[Friday Monday] ]=], label = "DAY" },
      desk.rule{ "Next", [=[ next %lower ]=], label = "SPAN" },
    }
    """
