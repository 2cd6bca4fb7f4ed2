/// A stretch of a text: UTF-8 byte offsets from 0, half-open.
///
/// This is the counting used inside the program. Lua and the file formats count differently;
/// see ``OffsetMap``.
public struct Span: Hashable, Sendable, Comparable {
    /// Offset of the first byte.
    public var start: Int
    /// Offset behind the last byte.
    public var end: Int

    /// The span from `start` up to, but not including, `end`.
    public init(_ start: Int, _ end: Int) {
        self.start = start
        self.end = end
    }

    /// Length in bytes.
    public var count: Int { end - start }
    /// Whether it holds no byte.
    public var isEmpty: Bool { end <= start }
    /// The offsets as a range.
    public var range: Range<Int> { start..<max(start, end) }

    /// Whether every byte of the other span lies in this one.
    public func contains(_ other: Span) -> Bool { start <= other.start && other.end <= end }
    /// Whether the two share a byte.
    public func overlaps(_ other: Span) -> Bool { start < other.end && other.start < end }

    /// By start; of two with the same start, the longer one first, so that what encloses comes
    /// before what is enclosed.
    public static func < (a: Span, b: Span) -> Bool {
        a.start != b.start ? a.start < b.start : a.end > b.end
    }
}
