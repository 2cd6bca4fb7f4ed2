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
///
/// A quote that is never closed, or whose field ends on a later line in the middle of text, costs its own line and not
/// the rows after it: reading continues on the next line.
public struct DelimitedReader {
    /// One row.
    public struct Row: Equatable {
        /// The fields without quotes; never empty.
        public var fields: [[UInt8]]
        /// The line on which the row begins, from 1.
        public var line: Int
        /// What is wrong with the row; nil if nothing is.
        public var problem: Problem?
    }

    /// What is wrong with a row.
    public enum Problem: Equatable, Sendable {
        /// a quote is not closed; the fields are those of its first line
        case unclosedQuote
        /// a quoted field goes on after its closing quote: a quote in it is not doubled
        case strayQuote
        /// the row is larger than the maximum; it has no content
        case tooLarge
    }

    private let separator: UInt8
    private let quote: UInt8?
    private let comment: [UInt8]
    private let maximum: Int
    private var buffer: [UInt8] = []
    private var position = 0
    private var isAtEnd = false
    private var line = 1

    /// Creates a reader.
    ///
    /// - Parameters:
    ///   - separator: the byte between fields.
    ///   - quote: the byte around fields that hold separators; nil if quotes have no meaning.
    ///   - comment: how lines begin that are skipped; empty for none.
    ///   - maximum: the number of bytes that a row may have.
    public init(
        separator: UInt8, quote: UInt8? = UInt8(ascii: "\""), comment: String = "", maximum: Int = .max
    ) {
        self.separator = separator
        self.quote = quote
        self.comment = Array(comment.utf8)
        self.maximum = maximum
    }

    /// Returns the next row that is not empty, or nil after the last. Lines end with LF, CR LF or CR.
    ///
    /// - Parameter more: returns the next bytes of the text, or nil at its end; is called again only after it has
    ///   returned bytes.
    /// - Throws: what `more` throws.
    public mutating func next<Failure: Error>(
        more: () throws(Failure) -> [UInt8]?
    ) throws(Failure) -> Row? {
        while try fill(1, more) {
            if try skipComment(more) { continue }
            let row = try readRow(more)
            if row.fields != [[]] || row.problem != nil { return row }
        }
        return nil
    }

    private mutating func readRow<Failure: Error>(
        _ more: () throws(Failure) -> [UInt8]?
    ) throws(Failure) -> Row {
        var scan = RowScan(separator, quote)
        while true {
            buffer.withUnsafeBufferPointer {
                scan.run(UnsafeBufferPointer(rebasing: $0[position...]), isLast: isAtEnd)
            }
            if scan.isComplete { break }
            if scan.offset > maximum { return try passLine(more, .tooLarge) }
            try refill(more)
        }
        if scan.isUnclosed || scan.strayLine > 0 {
            // The row ends where it should not: only its first line is its own.
            return try passLine(more, .unclosedQuote)
        }
        var row = Row(fields: [], line: line, problem: scan.hasStrayQuote ? .strayQuote : nil)
        row.fields = scan.fields(buffer[position..<position + scan.end])
        position += scan.offset
        line += scan.lines
        return row
    }

    /// Passes over the first line of a row that cannot be read.
    private mutating func passLine<Failure: Error>(
        _ more: () throws(Failure) -> [UInt8]?, _ problem: Problem
    ) throws(Failure) -> Row {
        var row = Row(fields: [[]], line: line, problem: problem)
        var scan = RowScan(separator, nil)
        while true {
            buffer.withUnsafeBufferPointer {
                scan.run(UnsafeBufferPointer(rebasing: $0[position...]), isLast: isAtEnd)
            }
            if scan.isComplete { break }
            if problem == .tooLarge {
                // However long the line, memory stays as it is.
                position = buffer.count
                scan = RowScan(separator, nil)
            }
            try refill(more)
        }
        if problem != .tooLarge { row.fields = scan.fields(buffer[position..<position + scan.end]) }
        position += scan.offset
        line += scan.lines
        return row
    }

    private mutating func skipComment<Failure: Error>(
        _ more: () throws(Failure) -> [UInt8]?
    ) throws(Failure) -> Bool {
        guard !comment.isEmpty, buffer[position] == comment[0] else { return false }
        guard try fill(comment.count, more), buffer[position...].starts(with: comment) else { return false }
        // The line counts, its content does not.
        _ = try passLine(more, .tooLarge)
        return true
    }

    /// Makes that many bytes available; false if the text ends before.
    private mutating func fill<Failure: Error>(
        _ count: Int, _ more: () throws(Failure) -> [UInt8]?
    ) throws(Failure) -> Bool {
        while buffer.count - position < count, !isAtEnd { try refill(more) }
        return buffer.count - position >= count
    }

    /// Adds bytes to the buffer, without those that were read.
    private mutating func refill<Failure: Error>(
        _ more: () throws(Failure) -> [UInt8]?
    ) throws(Failure) {
        guard let bytes = try more() else {
            isAtEnd = true
            return
        }
        buffer.removeFirst(position)
        position = 0
        buffer += bytes
    }
}

/// Finds the end of a row, in as many steps as its bytes arrive.
private struct RowScan {
    private enum State { case start, plain, quoted, quoteInQuoted }

    /// The number of bytes of the row without its line end, once it is complete.
    private(set) var end = 0
    /// The number of bytes seen; with the line end, once it is complete.
    private(set) var offset = 0
    /// The number of lines.
    private(set) var lines = 0
    private(set) var isComplete = false
    /// Whether the text ends within quotes.
    private(set) var isUnclosed = false
    /// Whether a quoted field goes on after its closing quote.
    private(set) var hasStrayQuote = false
    /// The number of line ends between the opening quote of such a field and that place.
    private(set) var strayLine = 0
    private let separator: UInt8
    private let quote: UInt8?
    private var state = State.start
    private var linesBeforeField = 0
    /// Where fields begin and end, and whether they have quotes.
    private var marks: [(start: Int, isQuoted: Bool)] = [(0, false)]

    init(_ separator: UInt8, _ quote: UInt8?) { (self.separator, self.quote) = (separator, quote) }

    /// Continues with the bytes from the start of the row.
    mutating func run(_ bytes: UnsafeBufferPointer<UInt8>, isLast: Bool) {
        while offset < bytes.count {
            let byte = bytes[offset]
            let isLineEnd = byte == 10 || byte == 13
            // Whether CR LF is one line end is known with the next byte.
            if byte == 13, offset + 1 == bytes.count, !isLast { return }
            let width = byte == 13 && offset + 1 < bytes.count && bytes[offset + 1] == 10 ? 2 : 1
            if state == .quoted {
                offset += width
                if byte == quote { state = .quoteInQuoted }
                if isLineEnd { lines += 1 }
                continue
            }
            if state == .quoteInQuoted, byte == quote {
                state = .quoted
            } else if byte == separator {
                marks.append((offset + 1, false))
                state = .start
                linesBeforeField = lines
            } else if isLineEnd {
                end = offset
                offset += width
                lines += 1
                isComplete = true
                return
            } else if state == .start, byte == quote {
                state = .quoted
                marks[marks.count - 1].isQuoted = true
            } else {
                if state == .quoteInQuoted {
                    hasStrayQuote = true
                    strayLine = max(strayLine, lines - linesBeforeField)
                }
                state = .plain
            }
            offset += 1
        }
        guard isLast else { return }
        end = offset
        isUnclosed = state == .quoted
        isComplete = true
    }

    /// The fields of a row without quotes.
    func fields(_ row: ArraySlice<UInt8>) -> [[UInt8]] {
        marks.indices.map { index in
            let next = index + 1 < marks.count ? marks[index + 1].start - 1 : row.count
            let field = row[(row.startIndex + marks[index].start)..<(row.startIndex + next)]
            return marks[index].isQuoted ? unquoted(field) : Array(field)
        }
    }

    private func unquoted(_ field: ArraySlice<UInt8>) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity(field.count)
        var rest = field.dropFirst()
        while let end = rest.firstIndex(where: { $0 == quote }) {
            text += rest[..<end]
            rest = rest[(end + 1)...]
            guard rest.first == quote, let quote else { return text + rest }
            text.append(quote)
            rest = rest.dropFirst()
        }
        return text + rest
    }
}
