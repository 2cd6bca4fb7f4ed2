/// Translates positions in one text between the countings that meet in this program: UTF-8
/// bytes (inside, and from 1 in Lua), Unicode code points (in files) and UTF-16 units.
///
/// Every crossing from one counting to another goes through this type, so that an off-by-one
/// has one place to be.
///
/// ```swift
/// let map = OffsetMap(of: Array("café, 12 May".utf8))
/// try map.scalars(ofBytes: Span(7, 13))  // 6..<12
/// ```
///
/// - Complexity: making a map is O(*n*) in the bytes and keeps nothing for ASCII text; each
///   translation is O(1) from bytes and O(log *n*) to bytes.
public struct OffsetMap: Sendable {
    private static let stride = 128

    /// A counting in which files may give offsets.
    public enum Unit: String, Sendable, CaseIterable {
        /// UTF-8 bytes
        case bytes
        /// Unicode code points, as Python counts
        case codepoints
        /// UTF-16 units, as JavaScript and Java count
        case utf16
    }

    /// The length of the text in UTF-8 bytes.
    public let byteCount: Int
    /// The length of the text in code points.
    public let scalarCount: Int
    /// The length of the text in UTF-16 units.
    public let utf16Count: Int

    private let utf8: [UInt8]
    /// Scalars and UTF-16 units that start before byte `stride * i`; empty for ASCII.
    private let scalarMarks: [Int32]
    private let utf16Marks: [Int32]

    /// A map of valid UTF-8.
    public init(of utf8: [UInt8]) {
        self.utf8 = utf8
        byteCount = utf8.count
        guard utf8.contains(where: { $0 >= 0x80 }) else {
            scalarCount = utf8.count
            utf16Count = utf8.count
            scalarMarks = []
            utf16Marks = []
            return
        }
        var scalars: Int32 = 0
        var units: Int32 = 0
        var scalarMarks: [Int32] = []
        var utf16Marks: [Int32] = []
        for (offset, byte) in utf8.enumerated() {
            if offset % Self.stride == 0 {
                scalarMarks.append(scalars)
                utf16Marks.append(units)
            }
            if !Self.isContinuation(byte) {
                scalars += 1
                units += byte >= 0xF0 ? 2 : 1
            }
        }
        scalarCount = Int(scalars)
        utf16Count = Int(units)
        self.scalarMarks = scalarMarks
        self.utf16Marks = utf16Marks
    }

    /// Whether the byte continues a scalar instead of starting one.
    public static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }

    /// The same range, counted in Unicode code points.
    ///
    /// - Throws: ``OffsetError`` if a bound lies outside the text or inside a scalar. Plugins
    ///   supply these numbers, so a bad one is an error to report and not a reason to stop.
    public func scalars(ofBytes span: Span) throws(OffsetError) -> Range<Int> {
        try convert(span, to: .codepoints)
    }

    /// The same range, counted in `unit`.
    ///
    /// - Throws: ``OffsetError`` as ``scalars(ofBytes:)``.
    public func convert(_ span: Span, to unit: Unit) throws(OffsetError) -> Range<Int> {
        let start = try offset(ofByte: span.start, in: unit)
        return start..<max(start, try offset(ofByte: span.end, in: unit))
    }

    private func offset(ofByte byte: Int, in unit: Unit) throws(OffsetError) -> Int {
        guard (0...byteCount).contains(byte) else {
            throw .outsideText(byte: byte, byteCount: byteCount)
        }
        if scalarMarks.isEmpty || unit == .bytes && byte == byteCount { return byte }
        guard byte < byteCount else { return unit == .utf16 ? utf16Count : scalarCount }
        if Self.isContinuation(utf8[byte]) {
            var start = byte
            while start > 0, Self.isContinuation(utf8[start]) { start -= 1 }
            throw .insideScalar(byte: byte, scalarStart: start)
        }
        if unit == .bytes { return byte }
        let mark = byte / Self.stride
        var count = Int(unit == .utf16 ? utf16Marks[mark] : scalarMarks[mark])
        for at in mark * Self.stride..<byte where !Self.isContinuation(utf8[at]) {
            count += unit == .utf16 && utf8[at] >= 0xF0 ? 2 : 1
        }
        return count
    }

    /// The span of a range that is counted in code points.
    ///
    /// - Throws: ``OffsetError/outside(offset:count:)`` if a bound lies outside the text.
    public func bytes(ofScalars range: Range<Int>) throws(OffsetError) -> Span {
        Span(try byte(ofScalar: range.lowerBound), try byte(ofScalar: range.upperBound))
    }

    private func byte(ofScalar scalar: Int) throws(OffsetError) -> Int {
        guard (0...scalarCount).contains(scalar) else { throw .outside(offset: scalar, count: scalarCount) }
        if scalarMarks.isEmpty { return scalar }
        if scalar == scalarCount { return byteCount }
        // The last mark that is not after the scalar.
        var low = 0
        var high = scalarMarks.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if Int(scalarMarks[middle]) <= scalar { low = middle } else { high = middle }
        }
        var count = Int(scalarMarks[low])
        var at = low * Self.stride
        while true {
            if !Self.isContinuation(utf8[at]) {
                if count == scalar { return at }
                count += 1
            }
            at += 1
        }
    }
}
