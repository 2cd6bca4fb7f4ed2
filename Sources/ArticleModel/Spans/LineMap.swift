/// Finds the line and column of positions in a text, for messages.
public struct LineMap: Sendable {
    private let utf8: [UInt8]
    /// Byte offset at which each line starts.
    private let starts: [Int]

    /// A map of valid UTF-8; lines end with LF.
    public init(of utf8: [UInt8]) {
        self.utf8 = utf8
        var starts = [0]
        for (offset, byte) in utf8.enumerated() where byte == UInt8(ascii: "\n") { starts.append(offset + 1) }
        self.starts = starts
    }

    /// How many lines there are; at least one.
    public var count: Int { starts.count }

    /// Line and column of a byte, both from 1, the column in code points. Offsets outside the
    /// text are taken to its nearest end.
    public func position(ofByte byte: Int) -> (line: Int, column: Int) {
        let byte = min(max(byte, 0), utf8.count)
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= byte { low = middle } else { high = middle }
        }
        let column = utf8[starts[low]..<byte].reduce(1) { $0 + (OffsetMap.isContinuation($1) ? 0 : 1) }
        return (low + 1, column)
    }

    /// Byte offset at which a line (from 1) starts; the end of the text if there is no such line.
    public func start(ofLine number: Int) -> Int {
        starts.indices.contains(number - 1) ? starts[number - 1] : utf8.count
    }

    /// The text of a line (from 1) without its end, or nil if there is no such line.
    public func line(_ number: Int) -> String? {
        guard starts.indices.contains(number - 1) else { return nil }
        let start = starts[number - 1]
        let end = number < starts.count ? starts[number] - 1 : utf8.count
        var line = utf8[start..<end]
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        return String(decoding: line, as: UTF8.self)
    }
}
