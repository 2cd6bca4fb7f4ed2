internal import System

/// A folder with a plugin in it, on disk.
public struct PluginFolder: Sendable, Equatable {
    /// Name of the folder, and of the plugin.
    public var name: String
    /// Path of the folder.
    public var path: String

    /// A folder at a path, whose name is the last part of it.
    public init(path: String) {
        let resolved = FileSystem.resolve(path) ?? path
        self.path = resolved
        name = Path.name(resolved)
    }

    /// Whether there is an `init.lua` in it.
    public var isPlugin: Bool { FileSystem.kind(of: Path.join(path, "init.lua")) == .file }

    /// A hash of all its files: another one means another plugin. Lists that were compiled into it do not
    /// count.
    public var contentHash: UInt64 {
        var hash = ContentHash()
        func visit(_ folder: String) {
            // What cannot be read counts as empty here: loading the plugin reports it.
            for name in (try? FileSystem.list(folder)) ?? [] where name != "compiled" {
                let inner = Path.join(folder, name)
                hash.add(Array(name.utf8))
                if FileSystem.kind(of: inner) == .folder {
                    visit(inner)
                } else {
                    // See above.
                    hash.add((try? FileSystem.read(inner)) ?? [])
                }
            }
        }
        visit(path)
        return hash.value
    }

    /// The bytes of a file in the folder; nothing outside of it can be read.
    ///
    /// - Throws: ``FileSystem/Failure``.
    func read(_ file: String) throws(FileSystem.Failure) -> [UInt8] {
        try FileSystem.read(try locate(file))
    }

    /// The path of a file in the folder, which lies nowhere else.
    ///
    /// - Throws: ``FileSystem/Failure``.
    func locate(_ file: String) throws(FileSystem.Failure) -> String {
        let wanted = Path.join(path, file)
        guard let resolved = FileSystem.resolve(wanted), resolved.hasPrefix(path + "/") else {
            if FileSystem.resolve(wanted) != nil {
                throw FileSystem.Failure(
                    path: name + "/" + file, reason: "lies outside of the plugin's folder")
            }
            throw FileSystem.Failure(path: name + "/" + file, reason: "No such file in the plugin's folder")
        }
        return resolved
    }

    /// The plugins in the folders of a search path: of two with one name, the first found.
    public static func find(in searchPath: [String]) -> [PluginFolder] {
        var found: [PluginFolder] = []
        for folder in searchPath {
            // Folders of the search path need not exist.
            for name in (try? FileSystem.list(folder)) ?? [] {
                let plugin = PluginFolder(path: Path.join(folder, name))
                if plugin.isPlugin, !found.contains(where: { $0.name == plugin.name }) {
                    found.append(plugin)
                }
            }
        }
        return found.sorted { $0.name < $1.name }
    }
}
