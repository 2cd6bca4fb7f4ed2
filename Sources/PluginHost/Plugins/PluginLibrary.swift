public import Diagnostics
internal import System

/// The plugins that can be found by name: those in the folders of a search path.
///
/// ```swift
/// let library = PluginLibrary(searchPath: ["Plugins"])
/// let workbench = try Workbench()
/// try library.load(["quotes"], into: workbench)  // and entities, which quotes needs
/// ```
public struct PluginLibrary: Sendable {
    /// Folders with plugins in them, in the order in which they are searched.
    public let searchPath: [String]

    /// Creates a library.
    public init(searchPath: [String]) { self.searchPath = searchPath }

    /// The folders that are searched by default: `Plugins` in the working directory, those in `$NIGHTDESK_PLUGINS`, and
    /// the user's configuration.
    public static var standardPath: [String] {
        var path = ["Plugins"]
        path += (Environment.value("NIGHTDESK_PLUGINS") ?? "").split(separator: ":").map(String.init)
        if let config = Environment.value("XDG_CONFIG_HOME") {
            path.append(config + "/nightdesk/plugins")
        } else if let home = Environment.value("HOME") {
            path.append(home + "/.config/nightdesk/plugins")
        }
        return path
    }

    /// All plugins, sorted by name.
    public var folders: [PluginFolder] { PluginFolder.find(in: searchPath) }

    /// The names of all plugins, sorted.
    public var names: [String] { folders.map(\.name) }

    /// Returns the folder of a plugin.
    ///
    /// - Parameter name: its name, or the path of its folder.
    /// - Throws: ``Diagnostic`` if there is no such plugin.
    public func folder(_ name: String) throws(Diagnostic) -> PluginFolder {
        if name.contains("/") || FileSystem.kind(of: Path.join(name, "init.lua")) == .file {
            let folder = PluginFolder(path: name)
            guard folder.isPlugin else {
                throw Diagnostic(.usage, "\(name) is not a plugin: there is no init.lua in it")
            }
            return folder
        }
        for place in searchPath {
            let folder = PluginFolder(path: Path.join(place, name))
            if folder.isPlugin { return folder }
        }
        let known = names
        throw Diagnostic(
            .usage,
            "there is no plugin \"\(name)\"" + didYouMean(name, among: known)
                + "; there are: \(known.joined(separator: ", "))")
    }

    /// Returns the plugin that is called like a layer, which a plugin needs and none provides; nil if there is none:
    /// then loading the plugin fails with a message of its own.
    public func provider(_ layer: String) -> PluginFolder? { try? folder(layer) }

    /// Loads plugins by name or path, and the providers of the layers they need.
    ///
    /// - Throws: ``Diagnostic`` if there is no such plugin or it cannot be loaded.
    public func load(_ names: [String], into workbench: Workbench) throws(Diagnostic) {
        var folders: [PluginFolder] = []
        for name in names { folders.append(try folder(name)) }
        try workbench.load(folders, provider: provider)
    }
}
