internal import ArticleModel
internal import Serialization
internal import System

/// Bytes of which the first were looked at.
final class PeekedBytes: ByteSource {
    private let source: any ByteSource
    /// The bytes that were looked at and not yet read.
    private var head: [UInt8] = []
    private var isAtEnd = false
    private var failure: FileSystem.Failure?

    init(_ source: any ByteSource) { self.source = source }

    var isReady: Bool { !head.isEmpty || source.isReady }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileSystem.Failure) -> Int {
        if head.isEmpty {
            if let failure {
                self.failure = nil
                throw failure
            }
            return isAtEnd ? 0 : try source.read(into: buffer)
        }
        let count = min(head.count, buffer.count)
        buffer.copyBytes(from: head[..<count])
        head.removeFirst(count)
        return count
    }

    func recover() throws(FileSystem.Failure) -> Bool { try source.recover() }

    /// Returns the first bytes that were not read: at least `count` of them, unless there are fewer. An error of the
    /// source is thrown when it is read on.
    func peek(_ count: Int) -> [UInt8] {
        while head.count < count, !isAtEnd, failure == nil {
            do throws(FileSystem.Failure) {
                let part = try source.read(upTo: max(1 << 12, min(count, 1 << 16)))
                isAtEnd = part.isEmpty
                head += part
            } catch {
                failure = error
            }
        }
        return head
    }

    /// Whether one of the first two lines is a JSON object of its own, so that the file is JSON Lines.
    ///
    /// - Parameter limit: how long the lines may be together.
    func beginsLikeJSONLines(within limit: Int) throws(FileSystem.Failure) -> Bool {
        var size = 1 << 12
        while true {
            let head = peek(size)
            let start = head.firstIndex { !$0.isJSONSpace } ?? head.count
            guard start == head.count || head[start] == UInt8(ascii: "{") else { return false }
            let lines = head[start...].split(separator: 10, maxSplits: 2, omittingEmptySubsequences: true)
                .filter { !$0.allSatisfy(\.isJSONSpace) }
            if lines.count > 2 || lines.count == 2 && head.count < size {
                // The line after a single object on one line may be cut; what counts is that there is one.
                return lines.prefix(2).contains { Self.isObject($0) } && lines[1].first == UInt8(ascii: "{")
            }
            if head.count < size || size > limit { return false }
            size *= 4
        }
    }

    private static func isObject(_ line: ArraySlice<UInt8>) -> Bool {
        // Whether it can be parsed is the question.
        guard let value = try? JSONDocument.parse(Array(line)), case .object = value else { return false }
        return true
    }
}
