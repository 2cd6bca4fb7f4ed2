#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A file that grows by whole entries, each of which is on the disk when it has been appended.
public final class DurableLog {
    private let path: String
    private let descriptor: Int32

    /// Opens a file for appending.
    ///
    /// - Parameter isContinued: whether entries that are there stay.
    /// - Throws: ``FileSystem/Failure`` if it cannot be written.
    public init(path: String, isContinued: Bool) throws(FileSystem.Failure) {
        self.path = path
        descriptor = open(
            path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | (isContinued ? 0 : O_TRUNC), 0o644)
        guard descriptor >= 0 else { throw FileSystem.Failure(path, errno) }
    }

    deinit { close(descriptor) }

    /// Appends an entry and waits until it is on the disk.
    ///
    /// - Throws: ``FileSystem/Failure`` if it cannot be written.
    public func append(_ entry: [UInt8]) throws(FileSystem.Failure) {
        guard Descriptor.writeAll(descriptor, entry), fdatasync(descriptor) == 0 else {
            throw FileSystem.Failure(path, errno)
        }
    }
}
