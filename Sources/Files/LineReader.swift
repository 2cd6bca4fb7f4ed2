#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Reads a file or standard input line by line, in constant memory but for the longest line.
/// Lines end with LF; a CR before it is dropped, as is a byte order mark at the start.
public struct LineReader: ~Copyable {
    private let descriptor: Int32
    private let path: String
    private var buffer: [UInt8] = []
    private var start = 0
    private var isAtEnd = false
    /// The number of the line that was read last, from 1.
    public private(set) var number = 0

    /// A reader of a file, or of standard input for "-".
    ///
    /// - Throws: ``FileSystem/Failure``.
    public init(path: String) throws(FileSystem.Failure) {
        self.path = path
        descriptor = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileSystem.Failure(path, errno) }
    }

    deinit { if descriptor > 0 { close(descriptor) } }

    /// The next line without its end; nil after the last. What stands behind the last line end is
    /// a line if it is not empty.
    ///
    /// - Throws: ``FileSystem/Failure`` if the file cannot be read on.
    public mutating func next() throws(FileSystem.Failure) -> ArraySlice<UInt8>? {
        var searched = start
        while true {
            if let end = buffer[searched...].firstIndex(of: 10) { return line(to: end, next: end + 1) }
            searched = buffer.count
            if isAtEnd { return start < buffer.count ? line(to: buffer.count, next: buffer.count) : nil }
            let moved = start
            buffer.removeSubrange(..<start)
            start = 0
            searched -= moved
            try fill()
        }
    }

    private mutating func line(to end: Int, next: Int) -> ArraySlice<UInt8> {
        var line = buffer[start..<end]
        start = next
        number += 1
        if number == 1, line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
        if line.last == 13 { line.removeLast() }
        return line
    }

    private mutating func fill() throws(FileSystem.Failure) {
        let old = buffer.count
        let room = max(1 << 16, old)
        buffer.append(contentsOf: repeatElement(0, count: room))
        var count = 0
        let descriptor = self.descriptor
        repeat {
            count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress! + old, room) }
        } while count < 0 && errno == EINTR
        let number = errno
        buffer.removeLast(room - max(0, count))
        if count < 0 { throw FileSystem.Failure(path, number) }
        if count == 0 { isAtEnd = true }
    }
}
