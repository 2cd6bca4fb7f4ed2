internal import ArticleModel
internal import Serialization
internal import System

/// A table with a header row and an article a row: comma-separated values and the like. The header row says which
/// of `,` `;` tab and `|` separates the columns. The bytes of an item are a frame with the names and values of its
/// fields.
struct TableInput: InputFormat {
    let name: String
    /// The separator of a table whose header row has none.
    let separator: UInt8
    let isSingleArticle = false

    var extensions: [String] { [name] }

    func items(in bytes: any ByteSource, path: String, _ options: ReadingOptions) -> any ItemReader {
        TableItems(UnicodeBytes(bytes, from: options.encoding), self, Path.name(path), options)
    }

    func article(of item: InputItem, _ options: ReadingOptions) -> ReadResult {
        var record = ArticleRecord(fields(of: item), line: item.number, options.map)
        return record.article(fallback: item.fallbackID, published: options.published)
    }

    func id(of item: InputItem, _ options: ReadingOptions) -> ArticleID {
        options.map.value("id", in: .object(fields(of: item)))?.string.map { .string($0) } ?? item.fallbackID
    }

    func jsonLine(of item: InputItem) -> [UInt8]? {
        Array(JSONDocument.text(.object(fields(of: item))).utf8) + [10]
    }

    private func fields(of item: InputItem) -> [FeatureValue.Field] {
        var frame = FrameReader(item.bytes[...])
        var fields: [FeatureValue.Field] = []
        while let name = try? frame.text(), let value = try? frame.text() {  // fails at the end
            fields.append(.init(name, .string(value)))
        }
        return fields
    }
}

/// The rows of a table under the names of the first row.
private final class TableItems: ItemReader {
    let name: String
    private let bytes: any ByteSource
    private let options: ReadingOptions
    private var rows: DelimitedReader
    /// The first bytes, which were read for the separator.
    private var start: [UInt8]?
    private var header: [String]?
    private var isBegun = false
    private var row = 0
    private let format: TableInput

    init(_ bytes: any ByteSource, _ format: TableInput, _ name: String, _ options: ReadingOptions) {
        (self.bytes, self.format, self.name, self.options) = (bytes, format, name, options)
        rows = DelimitedReader(separator: format.separator)
    }

    func next(waiting: Bool) throws(FileSystem.Failure) -> InputStream.Step {
        if !isBegun {
            isBegun = true
            try begin()
        }
        if header == nil {
            guard let names = try nextRow() else { return .end }
            if names.problem == .unclosedQuote || names.problem == .tooLarge {
                return .item(failed("the header row has a quote that is not closed", "damaged"))
            }
            header = EncodingChoice.decide(names.joined, declared: options.encoding?.name).texts(names.fields)
        }
        guard let header, let found = try nextRow() else { return .end }
        row += 1
        var item = item(found, header)
        if row == 1, item.problem == nil, let name = Self.repeated(header) {
            item.note("table", "two columns are named \"\(name)\"; the first is read as it")
        }
        return .item(item)
    }

    private func item(_ found: DelimitedReader.Row, _ header: [String]) -> InputItem {
        if found.problem == .tooLarge { return failed(options.sizeProblem, "size") }
        if found.problem == .unclosedQuote {
            let advice = "close it, and write a quote within a field twice"
            return failed("the quote that opens in line \(found.line) is not closed; \(advice)", "damaged")
        }
        guard found.fields.count == header.count else {
            let columns = "\(found.fields.count) column\(found.fields.count == 1 ? "" : "s")"
            return failed("the row has \(columns) where the first row names \(header.count)", "table")
        }
        let choice = EncodingChoice.decide(found.joined, declared: options.encoding?.name)
        var frame = FrameWriter()
        for (column, field) in zip(header, choice.texts(found.fields))
        where !field.isEmpty || column == "text" {
            frame.write(column)
            frame.write(field)
        }
        var item = InputItem(format, source: name, number: row, bytes: frame.bytes)
        if let problem = choice.decode(found.joined).problem { item.note("encoding", problem) }
        if found.problem == .strayQuote {
            item.note("table", "a quote within a quoted field is not written twice; the field may be wrong")
        }
        return item
    }

    /// A name that two columns have.
    private static func repeated(_ header: [String]) -> String? {
        var seen: Set<String> = []
        return header.first { !$0.isEmpty && !seen.insert($0).inserted }
    }

    private func failed(_ message: String, _ kind: String) -> InputItem {
        InputItem(failed: message, kind: kind, source: name, number: max(1, row))
    }

    /// Finds the separator in the first line.
    private func begin() throws(FileSystem.Failure) {
        var start: [UInt8] = []
        while !start.contains(10), !start.contains(13), start.count < 1 << 20 {
            let more = try bytes.read(upTo: 1 << 16)
            if more.isEmpty { break }
            start += more
        }
        var separator = TableSeparator.find(in: start, otherwise: format.separator)
        // A first line for Excel says it.
        if let said = TableSeparator.said(in: start) {
            separator = said
            start = Array(start.drop { $0 != 10 && $0 != 13 })
        }
        self.start = start
        rows = DelimitedReader(separator: separator, maximum: options.maximumBytes)
    }

    /// The next row that is not empty; nil after the last.
    private func nextRow() throws(FileSystem.Failure) -> DelimitedReader.Row? {
        let bytes = bytes
        return try rows.next { () throws(FileSystem.Failure) -> [UInt8]? in
            if let start {
                self.start = nil
                if !start.isEmpty { return start }
            }
            let part = try bytes.read(upTo: 1 << 16)
            return part.isEmpty ? nil : part
        }
    }
}

/// The separator of the columns of a table.
private enum TableSeparator {
    private static let candidates = [",", ";", "\t", "|"].flatMap(\.utf8)

    /// The separator that makes most columns of the first line.
    static func find(in bytes: [UInt8], otherwise: UInt8) -> UInt8 {
        var counts: [UInt8: Int] = [:]
        var isQuoted = false
        for byte in bytes.drop(while: { $0 == 10 || $0 == 13 }) {
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if isQuoted { continue }
            if byte == 10 || byte == 13 { break }
            if candidates.contains(byte) { counts[byte, default: 0] += 1 }
        }
        let most = counts.values.max() ?? 0
        if most == 0 || counts[otherwise] == most { return otherwise }
        return candidates.first { counts[$0] == most } ?? otherwise
    }

    /// The separator of a first line such as `sep=;`.
    static func said(in bytes: [UInt8]) -> UInt8? {
        let line = bytes.prefix { $0 != 10 && $0 != 13 }
        guard line.count == 5, line.starts(with: "sep=".utf8), let last = line.last else { return nil }
        return candidates.contains(last) ? last : nil
    }
}

extension DelimitedReader.Row {
    /// All text of the row, which decides on its encoding.
    fileprivate var joined: [UInt8] { Array(fields.joined(separator: [32])) }
}

extension EncodingChoice {
    fileprivate func texts(_ fields: [[UInt8]]) -> [String] { fields.map { text(of: $0).text } }
}
