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
            guard let file = try? MappedFile(path(folder, hash)),
                let image = try? GazetteerImage(file.bytes, owner: file), image.sourceHash == hash
            else { continue }
            return image
        }
        return nil
    }

    /// Keeps a list for the next run. That it cannot be written is no error: it is made again.
    func keep(_ image: GazetteerImage) {
        guard let folder = workbench.compilesIntoPlugins ? pluginFolder : workbench.listFolder else { return }
        do {
            try FileSystem.makeFolder(folder)
            try FileSystem.write(Array(image.content), to: path(folder, image.sourceHash))
        } catch {}
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

/// A hash of contents, the same in every process; fast, and not against forgery.
struct ContentHash {
    private(set) var value: UInt64 = 0x9E37_79B9_7F4A_7C15

    mutating func add(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { bytes in
            var at = 0
            while at + 8 <= bytes.count {
                mix(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)))
                at += 8
            }
            var rest: UInt64 = UInt64(bytes.count) << 56
            while at < bytes.count {
                rest = rest << 8 | UInt64(bytes[at])
                at += 1
            }
            mix(rest)
        }
    }

    private mutating func mix(_ word: UInt64) {
        value = (value ^ word) &* 0xFF51_AFD7_ED55_8CCD
        value ^= value >> 32
    }
}
