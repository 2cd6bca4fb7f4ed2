#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Where records go: standard output, or a file that gets its name when it is complete; until then it is
/// called NAME.partial.
public final class OutputFile {
    /// The output could not be written.
    public struct Failure: Error, CustomStringConvertible {
        /// Why.
        public var description: String
        /// Whether the reader of standard output has gone away.
        public var readerIsGone = false
    }

    private let path: String?
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    /// How many bytes were written.
    public private(set) var position = 0

    /// What the file is called until it is complete.
    public static func partialPath(_ path: String) -> String { path + ".partial" }

    /// Standard output.
    public init() {
        path = nil
        descriptor = 1
    }

    /// A file, from its start or from where an earlier run has come.
    ///
    /// - Throws: ``Failure``.
    public init(path: String, from position: Int = 0) throws(Failure) {
        self.path = path
        self.position = position
        let name = Self.partialPath(path)
        descriptor = open(name, O_WRONLY | O_CLOEXEC | (position == 0 ? O_CREAT : 0), 0o644)
        guard descriptor >= 0 else { throw Self.failure(path) }
        // A shorter file would be filled up with zeros.
        let size = Int(lseek(descriptor, 0, SEEK_END))
        guard size >= position else {
            throw Failure(
                description:
                    "cannot resume \(path): \(name) has \(size) bytes, but \(position) were written before")
        }
        guard ftruncate(descriptor, off_t(position)) == 0, lseek(descriptor, off_t(position), SEEK_SET) >= 0
        else { throw Self.failure(path) }
    }

    deinit { if descriptor != 1 { close(descriptor) } }

    private static func failure(_ path: String?) -> Failure {
        Failure(
            description: "cannot write \(path ?? "the output"): \(String(cString: strerror(errno)))",
            readerIsGone: path == nil && errno == EPIPE)
    }

    /// Writes bytes, with others before they go to the system.
    ///
    /// - Throws: ``Failure``.
    public func write(_ bytes: [UInt8]) throws(Failure) {
        buffer += bytes
        if buffer.count >= 1 << 16 { try flush() }
    }

    /// Hands everything to the system.
    ///
    /// - Throws: ``Failure``.
    public func flush() throws(Failure) {
        var written = 0
        while written < buffer.count {
            let count = buffer.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress! + written, buffer.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Self.failure(path) }
            written += count
            position += count
        }
        buffer.removeAll(keepingCapacity: true)
    }

    /// Waits until the disk has everything.
    ///
    /// - Throws: ``Failure``.
    public func sync() throws(Failure) {
        try flush()
        guard path == nil || fdatasync(descriptor) == 0 else { throw Self.failure(path) }
    }

    /// Gives the file its name.
    ///
    /// - Throws: ``Failure``.
    public func complete() throws(Failure) {
        try flush()
        guard let path else { return }
        guard fsync(descriptor) == 0, rename(Self.partialPath(path), path) == 0 else {
            throw Self.failure(path)
        }
    }
}
