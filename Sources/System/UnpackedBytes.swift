/// The bytes of a compressed file. Its first bytes say how it is compressed, not its name; a file that is not
/// compressed is read as it is.
public final class UnpackedBytes: ByteSource {
    private let content: any ByteSource

    /// Opens a file.
    ///
    /// - Throws: ``FileSystem/Failure`` if it cannot be read.
    public init(path: String) throws(FileSystem.Failure) {
        let start = try FileBytes(path: path).read(upTo: 8)
        if let compression = Compression(magic: start) {
            content = DecompressedBytes(try FileBytes(path: path), compression, path: path)
        } else if [[0x42, 0x5A, 0x68], [0xFD, 0x37, 0x7A], [0x04, 0x22, 0x4D, 0x18]].contains(where: {
            start.starts(with: $0)
        }) {
            // bzip2, xz and lz4 are left to libarchive.
            content = try ArchiveMember(path: path)
        } else {
            content = try FileBytes(path: path)
        }
    }

    /// Unpacks the bytes of a member of an archive.
    ///
    /// - Parameter path: its name, for errors.
    /// - Throws: ``FileSystem/Failure`` if it cannot be read.
    public init(_ source: any ByteSource, path: String) throws(FileSystem.Failure) {
        var start: [UInt8] = []
        while start.count < 4 {
            let more = try source.read(upTo: 1 << 12)
            if more.isEmpty { break }
            start += more
        }
        let whole = PrefixedBytes(start, source)
        content = Compression(magic: start).map { DecompressedBytes(whole, $0, path: path) } ?? whole
    }

    /// Whether reading would not wait.
    public var isReady: Bool { content.isReady }

    /// Reads some bytes; 0 at the end.
    ///
    /// - Throws: ``FileSystem/Failure`` if the compressed data is truncated or damaged.
    public func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileSystem.Failure) -> Int {
        try content.read(into: buffer)
    }

    /// After damage, goes to the next member of a gzip file.
    public func recover() throws(FileSystem.Failure) -> Bool { try content.recover() }
}

/// Bytes that were read already, and then the others.
private final class PrefixedBytes: ByteSource {
    private let start: MemoryBytes
    private let rest: any ByteSource

    init(_ start: [UInt8], _ rest: any ByteSource) { (self.start, self.rest) = (MemoryBytes(start), rest) }

    var isReady: Bool { rest.isReady }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileSystem.Failure) -> Int {
        let count = start.read(into: buffer)
        return count > 0 ? count : try rest.read(into: buffer)
    }
}

/// The one member of a compressed file that libarchive reads.
private final class ArchiveMember: ByteSource {
    private let archive: Archive

    init(path: String) throws(FileSystem.Failure) {
        archive = try Archive(path: path)
        // An empty file has no member, and no bytes.
        _ = try archive.next()
    }

    var isReady: Bool { true }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileSystem.Failure) -> Int {
        try archive.content.read(into: buffer)
    }
}
