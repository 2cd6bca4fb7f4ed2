/// Reads rows of comma-separated or tab-separated values: RFC 4180, in which a quoted field may hold separators, doubled
/// quotes and line ends. The only reader of CSV and TSV: for tables of articles and for word lists.
///
/// ```swift
/// var reader = DelimitedReader(separator: UInt8(ascii: ","))
/// var text = Optional(Array("a,\"b \"\"c\"\"\"\n".utf8))
/// while let row = reader.next(more: { defer { text = nil }; return text }) {
///     print(row.fields.map { String(decoding: $0, as: UTF8.self) })  // ["a", "b \"c\""]
/// }
/// ```
public struct DelimitedReader {
    /// One row.
    public struct Row: Equatable {
        /// The fields without quotes; never empty.
        public var fields: [[UInt8]]
        /// The line on which the row begins, from 1.
        public var line: Int
        /// Whether the text ended within a quoted field: a quote is missing, and the row may hold many rows.
        public var isUnterminated: Bool
    }

    private let separator: UInt8
    private let quote: UInt8?
    private let comment: [UInt8]
    private var buffer: [UInt8] = []
    private var position = 0
    private var isAtEnd = false
    private var line = 1

    /// A reader.
    ///
    /// - Parameters:
    ///   - separator: the byte between fields.
    ///   - quote: the byte around fields that hold separators; nil if quotes have no meaning.
    ///   - comment: how lines begin that are skipped; empty for none.
    public init(separator: UInt8, quote: UInt8? = UInt8(ascii: "\""), comment: String = "") {
        self.separator = separator
        self.quote = quote
        self.comment = Array(comment.utf8)
    }

    /// Returns the next row that is not empty, or nil after the last. Lines end with LF, CR LF or CR.
    ///
    /// - Parameter more: returns the next bytes of the text, or nil at its end; is called again only after it has
    ///   returned bytes.
    /// - Throws: what `more` throws.
    public mutating func next<Failure: Error>(
        more: () throws(Failure) -> [UInt8]?
    ) throws(Failure) -> Row? {
        while try peek(more) != nil {
            if try skipComment(more) { continue }
            let row = try readRow(more)
            if row.fields != [[]] { return row }
        }
        return nil
    }

    private mutating func readRow<Failure: Error>(
        _ more: () throws(Failure) -> [UInt8]?
    ) throws(Failure) -> Row {
        var row = Row(fields: [[]], line: line, isUnterminated: false)
        var isQuoted = false
        while let byte = try peek(more) {
            position += 1
            let last = row.fields.count - 1
            if isQuoted {
                if byte != quote {
                    // Of CR LF the LF counts.
                    var isLineEnd = byte == UInt8(ascii: "\n")
                    if byte == UInt8(ascii: "\r") { isLineEnd = try peek(more) != UInt8(ascii: "\n") }
                    if isLineEnd { line += 1 }
                    row.fields[last].append(byte)
                } else if try peek(more) == quote {
                    position += 1
                    row.fields[last].append(byte)
                } else {
                    isQuoted = false
                }
            } else if byte == quote, row.fields[last].isEmpty {
                isQuoted = true
            } else if byte == separator {
                row.fields.append([])
            } else if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
                if byte == UInt8(ascii: "\r"), try peek(more) == UInt8(ascii: "\n") { position += 1 }
                line += 1
                return row
            } else {
                row.fields[last].append(byte)
            }
        }
        row.isUnterminated = isQuoted
        return row
    }

    private mutating func skipComment<Failure: Error>(
        _ more: () throws(Failure) -> [UInt8]?
    ) throws(Failure) -> Bool {
        guard !comment.isEmpty, try peek(more) == comment[0] else { return false }
        while buffer.count - position < comment.count, try refill(more) {}
        guard buffer[position...].starts(with: comment) else { return false }
        while let byte = try peek(more) {
            position += 1
            if byte == UInt8(ascii: "\r"), try peek(more) == UInt8(ascii: "\n") { position += 1 }
            if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { break }
        }
        line += 1
        return true
    }

    private mutating func peek<Failure: Error>(
        _ more: () throws(Failure) -> [UInt8]?
    ) throws(Failure) -> UInt8? {
        while position >= buffer.count { if try !refill(more) { return nil } }
        return buffer[position]
    }

    /// Adds bytes to the buffer, without those that were read; false at the end.
    private mutating func refill<Failure: Error>(
        _ more: () throws(Failure) -> [UInt8]?
    ) throws(Failure) -> Bool {
        guard !isAtEnd, let bytes = try more() else {
            isAtEnd = true
            return false
        }
        buffer.removeFirst(position)
        position = 0
        buffer += bytes
        return true
    }
}
