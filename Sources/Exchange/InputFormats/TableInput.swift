internal import ArticleModel
internal import Serialization
internal import System

/// A table with a header row and an article a row, as comma- or tab-separated values. The bytes of an item are a
/// frame with the names and values of its fields.
struct TableInput: InputFormat {
    let name: String
    let separator: UInt8
    let isSingleArticle = false

    var extensions: [String] { [name] }

    func items(in bytes: any ByteSource, path: String) -> any ItemReader {
        TableItems(bytes, self, Path.name(path))
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

/// The rows of a table (RFC 4180: quoted fields may hold separators, doubled quotes and line ends), under
/// the names of the first row.
private final class TableItems: ItemReader {
    let name: String
    private let bytes: any ByteSource
    private var rows: DelimitedReader
    private var header: [String]?
    private var row = 0
    private let format: TableInput

    init(_ bytes: any ByteSource, _ format: TableInput, _ name: String) {
        (self.bytes, self.format, self.name) = (bytes, format, name)
        rows = DelimitedReader(separator: format.separator)
    }

    func next(waiting: Bool) throws(FileSystem.Failure) -> InputStream.Step {
        if header == nil {
            guard var names = try fields() else { return .end }
            if names[0].starts(with: [0xEF, 0xBB, 0xBF]) { names[0].removeFirst(3) }
            header = names.map { String(decoding: $0, as: UTF8.self) }
        }
        guard let header, let fields = try fields() else { return .end }
        row += 1
        guard fields.count == header.count else {
            let columns = "\(fields.count) column\(fields.count == 1 ? "" : "s")"
            return .item(
                InputItem(
                    failed: "the row has \(columns) where the first row names \(header.count)",
                    kind: "table", source: name, number: row))
        }
        for field in fields where String(validating: field, as: UTF8.self) == nil {
            return .item(
                InputItem(failed: "the row is not UTF-8", kind: "encoding", source: name, number: row))
        }
        var frame = FrameWriter()
        for (column, field) in zip(header, fields) where !field.isEmpty || column == "text" {
            frame.write(column)
            frame.write(field)
        }
        return .item(InputItem(format, source: name, number: row, bytes: frame.bytes))
    }

    /// The fields of the next row that is not empty; nil after the last.
    private func fields() throws(FileSystem.Failure) -> [[UInt8]]? {
        let bytes = bytes
        return try rows.next { () throws(FileSystem.Failure) -> [UInt8]? in
            let part = try bytes.read(upTo: 1 << 16)
            return part.isEmpty ? nil : part
        }?.fields
    }
}
