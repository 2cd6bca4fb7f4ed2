internal import CArchive

/// The files in an archive (zip, tar), or the one that a compressed file holds (gzip, bzip2, xz, zstd, lz4), read
/// in order without unpacking anything to disk or starting another program.
public final class Archive {
    private let path: String
    private let archive: OpaquePointer
    /// The name of the current file; for a compressed file, its name without the ending.
    public private(set) var name = ""
    private var isAtEnd = false

    /// Opens an archive.
    ///
    /// - Throws: ``FileSystem/Failure``, also where libarchive is not installed.
    public init(path: String) throws(FileSystem.Failure) {
        self.path = path
        var reason: UnsafePointer<CChar>?
        guard let archive = nd_archive_open(path, &reason) else {
            throw FileSystem.Failure(
                path: path, reason: reason.map { String(cString: $0) } ?? "cannot be read")
        }
        self.archive = archive
    }

    deinit { nd_archive_close(archive) }

    /// Goes to the next file; false after the last.
    ///
    /// - Throws: ``FileSystem/Failure``.
    public func next() throws(FileSystem.Failure) -> Bool {
        let code = nd_archive_next(archive)
        if code < 0 { throw failure() }
        isAtEnd = code == 0
        guard code > 0 else { return false }
        name =
            nd_archive_is_raw(archive)
            ? Path.stem(path) : nd_archive_name(archive).map { String(cString: $0) } ?? ""
        return true
    }

    /// Whether the current file has content: it is not a link, a device or the like.
    public var isFile: Bool { nd_archive_is_file(archive) }

    /// Whether nothing more can be read after an error. Without it, ``next()`` goes to the file after the
    /// damaged one.
    public var isLost: Bool { nd_archive_is_lost(archive) }

    /// Whether it has no bytes at all, once ``next()`` has returned false: a compressed file may be empty, an archive
    /// cannot be.
    public var isBlank: Bool { nd_archive_is_blank(archive) }

    /// The bytes of the current file; none after the last.
    public var content: any ByteSource { ArchiveBytes(self) }

    fileprivate func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileSystem.Failure) -> Int {
        if isAtEnd { return 0 }
        let count = nd_archive_read(archive, buffer.baseAddress, buffer.count)
        guard count >= 0 else { throw failure() }
        return count
    }

    private func failure() -> FileSystem.Failure {
        FileSystem.Failure(path: path, reason: String(cString: nd_archive_reason(archive)))
    }
}

/// The bytes of an archive's current file.
private final class ArchiveBytes: ByteSource {
    private let archive: Archive
    init(_ archive: Archive) { self.archive = archive }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileSystem.Failure) -> Int {
        try archive.read(into: buffer)
    }

    var isReady: Bool { true }
}
