#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Reading, writing and waiting on the file descriptors of pipes.
public enum Descriptor {
    /// Something to wait for.
    public struct Interest: Sendable {
        /// The descriptor.
        public var descriptor: Int32
        /// Whether to wait for room to write, and not for something to read.
        public var isWriting: Bool

        /// Creates an interest; the default is in reading.
        public init(_ descriptor: Int32, isWriting: Bool = false) {
            (self.descriptor, self.isWriting) = (descriptor, isWriting)
        }
    }

    /// The result of reading or writing.
    public enum Transfer: Equatable, Sendable {
        /// this many bytes
        case bytes(Int)
        /// none at the moment; the descriptor does not block
        case wouldBlock
        /// none any more: the end of the input, or nobody reads the output
        case ended
    }

    /// Waits until one of the descriptors is ready, a signal arrives or the time is over.
    public static func wait(_ interests: [Interest], milliseconds: Int) {
        var asked = interests.map {
            pollfd(fd: $0.descriptor, events: Int16($0.isWriting ? POLLOUT : POLLIN), revents: 0)
        }
        poll(&asked, nfds_t(asked.count), Int32(milliseconds))
    }

    /// Reads once into the buffer.
    public static func read(_ descriptor: Int32, into buffer: UnsafeMutableRawBufferPointer) -> Transfer {
        while true {
            #if canImport(Glibc)
                let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            #else
                let count = Darwin.read(descriptor, buffer.baseAddress, buffer.count)
            #endif
            if count > 0 { return .bytes(count) }
            if count < 0, errno == EINTR { continue }
            return count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK) ? .wouldBlock : .ended
        }
    }

    /// Writes once from the buffer.
    public static func write(_ descriptor: Int32, _ buffer: UnsafeRawBufferPointer) -> Transfer {
        while true {
            #if canImport(Glibc)
                let count = Glibc.write(descriptor, buffer.baseAddress, buffer.count)
            #else
                let count = Darwin.write(descriptor, buffer.baseAddress, buffer.count)
            #endif
            if count >= 0 { return .bytes(count) }
            if errno == EINTR { continue }
            return errno == EAGAIN || errno == EWOULDBLOCK ? .wouldBlock : .ended
        }
    }

    /// Reads that many bytes; nil if the input ends before.
    public static func readAll(_ descriptor: Int32, _ count: Int) -> [UInt8]? {
        var isComplete = true
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let rest = UnsafeMutableRawBufferPointer(
                    start: UnsafeMutableRawPointer(buffer.baseAddress!) + filled, count: count - filled)
                guard case .bytes(let more) = read(descriptor, into: rest) else {
                    isComplete = false
                    return
                }
                filled += more
            }
        }
        return isComplete ? bytes : nil
    }

    /// Writes all bytes; false if nobody reads them any more.
    public static func writeAll(_ descriptor: Int32, _ bytes: [UInt8]) -> Bool {
        var written = 0
        while written < bytes.count {
            let transfer = bytes.withUnsafeBytes {
                write(descriptor, UnsafeRawBufferPointer(rebasing: $0[written...]))
            }
            guard case .bytes(let count) = transfer else { return false }
            written += count
        }
        return true
    }

    /// Closes a descriptor.
    public static func close(_ descriptor: Int32) {
        #if canImport(Glibc)
            Glibc.close(descriptor)
        #else
            Darwin.close(descriptor)
        #endif
    }

    /// Makes reading and writing return at once.
    public static func setNonblocking(_ descriptor: Int32) {
        // Without it the program waits where it need not, and still works.
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    }

    /// Closes the connection of a descriptor and keeps its number taken, so that it cannot be mistaken for
    /// another.
    public static func disconnect(_ descriptor: Int32) {
        let null = open("/dev/null", O_WRONLY | O_CLOEXEC)
        guard null >= 0 else { return }
        dup2(null, descriptor)
        // Only a program that this one starts would notice.
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        close(null)
    }

    /// Makes a pipe that is closed in programs that this one starts.
    ///
    /// - Throws: ``FileSystem/Failure`` if there are too many descriptors.
    public static func pipe() throws(FileSystem.Failure) -> (read: Int32, write: Int32) {
        var ends: [Int32] = [-1, -1]
        #if canImport(Glibc)
            guard Glibc.pipe(&ends) == 0 else { throw FileSystem.Failure("pipe", errno) }
        #else
            guard Darwin.pipe(&ends) == 0 else { throw FileSystem.Failure("pipe", errno) }
        #endif
        for end in ends where fcntl(end, F_SETFD, FD_CLOEXEC) != 0 {
            throw FileSystem.Failure("pipe", errno)
        }
        return (ends[0], ends[1])
    }
}
