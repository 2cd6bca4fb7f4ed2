internal import System
internal import Matching

/// Where compiled lists are kept: `compiled/` in the plugin's folder, and the workbench's folder.
/// Each has the hash of what it was made of for a name, so that an outdated one is never taken.
struct ListStore {
    let workbench: Workbench
    let plugin: Plugin

    private func path(_ folder: String, _ hash: UInt64) -> String {
        let digits = String(hash, radix: 16)
        return Path.join(folder, String(repeating: "0", count: 16 - digits.count) + digits + ".ndlist")
    }

    private var pluginFolder: String { Path.join(plugin.folder.path, "compiled") }

    /// The list with this hash, mapped from disk, if there is a sound one.
    func image(_ hash: UInt64) -> GazetteerImage? {
        for folder in [pluginFolder, workbench.listFolder].compactMap({ $0 }) {
            // A list that is missing or damaged is compiled again.
            guard let file = try? MappedFile(path(folder, hash)),
                let image = try? GazetteerImage(file.bytes, owner: file), image.sourceHash == hash
            else { continue }
            return image
        }
        return nil
    }

    /// Keeps a list for the next run. A failed write is ignored; the list is compiled again next time.
    func keep(_ image: GazetteerImage) {
        guard let folder = workbench.compilesIntoPlugins ? pluginFolder : workbench.listFolder else { return }
        do {
            try FileSystem.makeFolder(folder)
            try FileSystem.write(Array(image.content), to: path(folder, image.sourceHash))
        } catch {}  // see above
    }
}

/// The bytes of a list that was compiled in memory.
final class ListBytes {
    let buffer: UnsafeMutableRawBufferPointer

    init(_ bytes: [UInt8]) {
        buffer = .allocate(byteCount: bytes.count, alignment: 8)
        buffer.copyBytes(from: bytes)
    }

    deinit { buffer.deallocate() }
}
