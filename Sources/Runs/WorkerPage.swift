internal import CWorker

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A page of memory that a worker shares with the process that feeds it: what it works on right now.
/// Writing there costs nothing, and it can be read after the worker has died.
struct WorkerPage {
    private static let size = 4096

    /// Beat, item and plugin; the plugin counts from 1, and 0 is reading and writing.
    private let numbers: UnsafeMutablePointer<Int>

    private init(_ memory: UnsafeMutableRawPointer) { numbers = memory.assumingMemoryBound(to: Int.self) }

    /// A page that a process shares with those that it splits off; nil without memory.
    static func make() -> WorkerPage? {
        var name = Array("/tmp/nightdesk-XXXXXX".utf8CString)
        var descriptor = nd_memory_file()
        if descriptor < 0 {
            descriptor = mkstemp(&name)
            unlink(name)
        }
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        guard ftruncate(descriptor, off_t(size)) == 0,
            let memory = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0),
            memory != MAP_FAILED
        else { return nil }
        return WorkerPage(memory)
    }

    func unmap() { munmap(numbers, Self.size) }

    var beat: Int { numbers[0] }
    var item: Int { numbers[1] }
    var plugin: Int { numbers[2] }

    func begin(item: Int, plugin: Int) {
        numbers[1] = item
        numbers[2] = plugin
        numbers[0] &+= 1
    }
}
