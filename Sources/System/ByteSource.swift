#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Bytes that come one after the other: a file, standard input, what is packed in an archive.
public protocol ByteSource: AnyObject {
    /// Reads some bytes into the buffer; 0 at the end.
    ///
    /// - Throws: ``FileSystem/Failure``.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileSystem.Failure) -> Int

    /// Whether reading would not wait for somebody to write.
    var isReady: Bool { get }
}

extension ByteSource {
    /// Reads some bytes, at most that many; none at the end.
    ///
    /// - Throws: ``FileSystem/Failure`` if the source cannot be read on.
    public func read(upTo count: Int) throws(FileSystem.Failure) -> [UInt8] {
        var failure: FileSystem.Failure?
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            do throws(FileSystem.Failure) {
                filled = try read(into: UnsafeMutableRawBufferPointer(buffer))
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return bytes
    }

    /// All that is left.
    ///
    /// - Throws: ``FileSystem/Failure``.
    public func readAll() throws(FileSystem.Failure) -> [UInt8] {
        var bytes: [UInt8] = []
        var filled = 0
        while true {
            bytes.append(contentsOf: repeatElement(0, count: max(1 << 16, filled)))
            var failure: FileSystem.Failure?
            let count = bytes.withUnsafeMutableBytes { buffer in
                do throws(FileSystem.Failure) {
                    return try read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
                } catch {
                    failure = error
                    return 0
                }
            }
            if let failure { throw failure }
            filled += count
            bytes.removeLast(bytes.count - filled)
            if count == 0 { return bytes }
        }
    }
}

/// The bytes of a file, or of standard input for "-".
public final class FileBytes: ByteSource {
    private let path: String
    private let descriptor: Int32

    /// Opens a file.
    ///
    /// - Throws: ``FileSystem/Failure``.
    public init(path: String) throws(FileSystem.Failure) {
        self.path = path
        descriptor = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileSystem.Failure(path, errno) }
    }

    deinit { if descriptor > 0 { close(descriptor) } }

    /// Reads some bytes.
    public func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileSystem.Failure) -> Int {
        while true {
            #if canImport(Glibc)
                let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            #else
                let count = Darwin.read(descriptor, buffer.baseAddress, buffer.count)
            #endif
            if count >= 0 { return count }
            if errno != EINTR { throw FileSystem.Failure(path, errno) }
        }
    }

    /// Whether reading would not wait.
    public var isReady: Bool {
        var ask = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return poll(&ask, 1, 0) != 0
    }
}
