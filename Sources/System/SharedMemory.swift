internal import CWorker

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A page of memory that a process shares with those that are forked off it. It can be read after the
/// process that wrote to it has died.
public final class SharedMemory {
    private static let size = 4096

    /// The page, as integers.
    public let numbers: UnsafeMutableBufferPointer<Int>

    /// Maps a page.
    ///
    /// - Throws: ``FileSystem/Failure`` if there is no memory.
    public init() throws(FileSystem.Failure) {
        var descriptor = nd_memory_file()
        if descriptor < 0 {
            var name = Array("/tmp/nightdesk-XXXXXX".utf8CString)
            descriptor = mkstemp(&name)
            unlink(name)
        }
        guard descriptor >= 0 else { throw FileSystem.Failure("shared memory", errno) }
        defer { close(descriptor) }
        guard ftruncate(descriptor, off_t(Self.size)) == 0,
            let memory = mmap(nil, Self.size, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0),
            memory != MAP_FAILED
        else { throw FileSystem.Failure("shared memory", errno) }
        numbers = UnsafeMutableBufferPointer(
            start: memory.assumingMemoryBound(to: Int.self), count: Self.size / MemoryLayout<Int>.stride)
    }

    deinit { munmap(numbers.baseAddress, Self.size) }
}
