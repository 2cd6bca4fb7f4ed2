/// Reads lines, in constant memory but for the longest. Lines end with LF; a CR before it is dropped, as
/// is a byte order mark at the start.
public final class LineReader {
    /// What reading gave.
    public enum Step {
        /// the next line without its end
        case line(ArraySlice<UInt8>)
        /// a line that is longer than the maximum; it was passed over
        case tooLong
        /// nothing yet; there is more to come
        case notYet
        /// nothing more
        case end
    }

    private let source: any ByteSource
    private var buffer: [UInt8] = []
    private var start = 0
    private var isAtEnd = false
    /// The number of the line that was read last, from 1.
    public private(set) var number = 0

    private let maximum: Int
    /// Whether the rest of a line is passed over.
    private var isPassing = false

    /// A reader of lines.
    ///
    /// - Parameter maximum: the number of bytes that a line may have.
    public init(_ source: any ByteSource, maximum: Int = .max) {
        (self.source, self.maximum) = (source, maximum)
    }

    /// A reader of a file, or of standard input for "-".
    ///
    /// - Throws: ``FileSystem/Failure``.
    public convenience init(path: String) throws(FileSystem.Failure) {
        self.init(try FileBytes(path: path))
    }

    /// The next line without its end; nil after the last, or at a line that is too long. What follows the
    /// last line end is a line if it is not empty.
    ///
    /// - Throws: ``FileSystem/Failure`` if the file cannot be read on.
    public func next() throws(FileSystem.Failure) -> ArraySlice<UInt8>? {
        if case .line(let line) = try next(waiting: true) { return line }
        return nil
    }

    /// The next line; without `waiting`, only if it need not be waited for.
    ///
    /// - Throws: ``FileSystem/Failure`` if the file cannot be read on.
    public func next(waiting: Bool) throws(FileSystem.Failure) -> Step {
        var searched = start
        while true {
            if let end = buffer[searched...].firstIndex(of: 10) {
                if isPassing || end - start > maximum { return pass(to: end + 1) }
                return .line(line(to: end, next: end + 1))
            }
            searched = buffer.count
            if buffer.count - start > maximum { isPassing = true }
            if isPassing {
                // Memory stays as it is, however long the line.
                start = buffer.count
                if isAtEnd { return pass(to: start) }
            }
            if isAtEnd {
                return start < buffer.count ? .line(line(to: buffer.count, next: buffer.count)) : .end
            }
            if !waiting, !source.isReady { return .notYet }
            let moved = start
            buffer.removeSubrange(..<start)
            start = 0
            searched -= moved
            try fill()
        }
    }

    private func pass(to next: Int) -> Step {
        start = next
        number += 1
        isPassing = false
        return .tooLong
    }

    private func line(to end: Int, next: Int) -> ArraySlice<UInt8> {
        var line = buffer[start..<end]
        start = next
        number += 1
        if number == 1, line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
        if line.last == 13 { line.removeLast() }
        return line
    }

    private func fill() throws(FileSystem.Failure) {
        let old = buffer.count
        let room = max(1 << 16, old)
        buffer.append(contentsOf: repeatElement(0, count: room))
        var failure: FileSystem.Failure?
        let count = buffer.withUnsafeMutableBytes { bytes in
            do throws(FileSystem.Failure) {
                return try source.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[old...]))
            } catch {
                failure = error
                return 0
            }
        }
        buffer.removeLast(room - count)
        if let failure { throw failure }
        if count == 0 { isAtEnd = true }
    }
}
