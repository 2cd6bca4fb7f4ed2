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

    /// After an error, goes to the next place from which the source can be read, if it knows one.
    ///
    /// - Returns: whether there is one. The default is that there is none.
    /// - Throws: ``FileSystem/Failure``.
    func recover() throws(FileSystem.Failure) -> Bool
}

extension ByteSource {
    /// False.
    public func recover() throws(FileSystem.Failure) -> Bool { false }

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

    /// Reads all that is left, but at most `limit` bytes.
    ///
    /// Memory grows with what is read, never with a number from the input.
    public func readAll(limit: Int) -> SourceContents {
        var contents = SourceContents()
        while true {
            do throws(FileSystem.Failure) {
                let size = min(max(1 << 16, contents.bytes.count), limit - contents.bytes.count + 1)
                let part = try read(upTo: size)
                if part.isEmpty { return contents }
                if contents.bytes.isEmpty { contents.bytes = part } else { contents.bytes += part }
            } catch {
                contents.failure = error
                return contents
            }
            if contents.bytes.count > limit {
                contents.bytes.removeLast(contents.bytes.count - limit)
                contents.isOverLimit = true
                return contents
            }
        }
    }
}

/// All bytes of a source, or those before it failed or became too large.
public struct SourceContents {
    /// The bytes.
    public var bytes: [UInt8] = []
    /// Whether the source has more bytes than were asked for.
    public var isOverLimit = false
    /// Why the source could not be read to its end; nil if it was.
    public var failure: FileSystem.Failure?
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
