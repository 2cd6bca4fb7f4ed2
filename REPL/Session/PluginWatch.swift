internal import System
internal import PluginHost

/// Notices when files in the folders of plugins are written.
struct PluginWatch {
    private var stamps: [String: [String: FileSystem.Stamp]] = [:]

    /// Remembers how the files are now.
    mutating func look(at plugins: [Plugin]) {
        stamps = Dictionary(uniqueKeysWithValues: plugins.map { ($0.name, Self.stamps(in: $0.folder.path)) })
    }

    /// The plugins whose files are not as they were, which are then as they are now.
    mutating func changed(among plugins: [Plugin]) -> [Plugin] {
        var changed: [Plugin] = []
        for plugin in plugins {
            let now = Self.stamps(in: plugin.folder.path)
            // An editor may take a file away, or empty it, for a moment while it saves.
            guard let size = now["init.lua"]?.size, size > 0 else { continue }
            if let before = stamps[plugin.name], before != now { changed.append(plugin) }
            stamps[plugin.name] = now
        }
        return changed
    }

    private static func stamps(in folder: String, below path: String = "") -> [String: FileSystem.Stamp] {
        var found: [String: FileSystem.Stamp] = [:]
        // A folder that is gone for a moment, as editors do it, is looked at again.
        for name in (try? FileSystem.list(Path.join(folder, path))) ?? [] {
            let file = path.isEmpty ? name : Path.join(path, name)
            if FileSystem.kind(of: Path.join(folder, file)) == .folder {
                if name != "compiled" { found.merge(stamps(in: folder, below: file)) { $1 } }
            } else if ["lua", "tsv", "csv", "txt", "jsonl"].contains(Path.fileExtension(name)) {
                found[file] = FileSystem.stamp(of: Path.join(folder, file))
            }
        }
        return found
    }
}
