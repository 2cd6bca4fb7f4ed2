internal import System

/// Lines and blocks of the same bytes, with a look ahead. A source that fails ends, and the failure is kept.
final class CrawlBytes {
    /// Why the source ended early; nil if it did not.
    private(set) var failure: FileSystem.Failure?
    private let source: any ByteSource
    private var buffer: [UInt8] = []
    private var start = 0
    private var isAtEnd = false

    init(_ source: any ByteSource) { self.source = source }

    /// Returns the next line without its end, or nil at the end of the source.
    ///
    /// - Parameter maximum: the number of bytes after which a line is cut.
    func line(maximum: Int) -> [UInt8]? {
        var searched = start
        while true {
            if let end = buffer[searched...].firstIndex(of: 10) {
                var line = buffer[start..<end]
                start = end + 1
                if line.last == 13 { line.removeLast() }
                return Array(line)
            }
            searched = buffer.count
            if buffer.count - start > maximum || isAtEnd {
                defer { start = buffer.count }
                return start < buffer.count ? Array(buffer[start...]) : nil
            }
            let passed = start
            fill()
            searched -= passed
        }
    }

    /// Returns the next bytes, fewer only at the end of the source.
    func take(_ count: Int) -> [UInt8] {
        while buffer.count - start < count, !isAtEnd { fill() }
        let end = start + min(buffer.count - start, count)
        defer { start = end }
        return Array(buffer[start..<end])
    }

    /// Puts bytes back, to be read next.
    func putBack(_ bytes: some Collection<UInt8>) {
        buffer.replaceSubrange(..<start, with: bytes)
        start = 0
    }

    /// Passes over line ends and the zeros and blanks that some programs fill up with.
    ///
    /// - Returns: the last of these bytes, as many as separate records; to be put back if they are content.
    @discardableResult
    func skipPadding() -> [UInt8] {
        var padding: [UInt8] = []
        while true {
            let isPadding: (UInt8) -> Bool = { $0 == 0 || (9...13).contains($0) || $0 == 32 }
            let end = buffer[start...].firstIndex { !isPadding($0) } ?? buffer.count
            padding = Array((padding + buffer[start..<end]).suffix(1 << 12))
            start = end
            if start < buffer.count || isAtEnd { return padding }
            fill()
        }
    }

    /// Returns the next bytes without passing over them, fewer only at the end of the source.
    func peek(_ count: Int) -> ArraySlice<UInt8> {
        while buffer.count - start < count, !isAtEnd { fill() }
        return buffer[start...].prefix(count)
    }

    /// Whether the source is read to its end.
    func isExhausted() -> Bool { peek(1).isEmpty }

    /// After a failure, goes to the next place from which the source can be read.
    ///
    /// - Returns: whether there is one.
    func recover() -> Bool {
        guard failure != nil else { return false }
        buffer = []
        start = 0
        do throws(FileSystem.Failure) { isAtEnd = try !source.recover() } catch { isAtEnd = true }
        failure = nil
        return !isAtEnd
    }

    private func fill() {
        if start > 0 { buffer.removeSubrange(..<start) }
        start = 0
        do throws(FileSystem.Failure) {
            let more = try source.read(upTo: max(1 << 16, min(buffer.count, 1 << 22)))
            if more.isEmpty { isAtEnd = true }
            if buffer.isEmpty { buffer = more } else { buffer += more }
        } catch {
            failure = error
            isAtEnd = true
        }
    }
}
