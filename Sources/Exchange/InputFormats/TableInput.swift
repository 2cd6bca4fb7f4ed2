internal import System
internal import Serialization

/// A table with a header row and an article a row, as comma- or tab-separated values. Rows become lines of
/// JSON Lines, so that they are read as those are.
struct TableInput: InputFormat {
    let name: String
    let separator: UInt8
    let isSingleArticle = false

    var extensions: [String] { [name] }

    func items(in bytes: any ByteSource, path: String) -> any ItemReader {
        TableItems(bytes, separator: separator, Path.name(path))
    }

    /// Never called by a run: the items are of ``JSONLinesInput``.
    func article(of item: InputItem, _ options: ReadingOptions) -> ReadResult {
        JSONLinesInput().article(of: item, options)
    }
}

/// The rows of a table (RFC 4180: quoted fields may hold separators, doubled quotes and line ends), each
/// as a line of JSON under the names of its first row.
private final class TableItems: ItemReader {
    let name: String
    private let bytes: any ByteSource
    private var rows: DelimitedReader
    private var header: [String]?
    private var row = 0
    private var json = JSONText()

    init(_ bytes: any ByteSource, separator: UInt8, _ name: String) {
        (self.bytes, self.name) = (bytes, name)
        rows = DelimitedReader(separator: separator)
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
            return .item(
                InputItem(
                    failed: "the row has \(fields.count) columns where the first row names \(header.count)",
                    kind: "table", source: name, number: row))
        }
        for field in fields where String(validating: field, as: UTF8.self) == nil {
            return .item(
                InputItem(failed: "the row is not UTF-8", kind: "encoding", source: name, number: row))
        }
        json.removeAll()
        json.begin("{")
        for (column, field) in zip(header, fields) where !field.isEmpty || column == "text" {
            json.key(column)
            json.value(utf8: field[...])
        }
        json.end("}")
        return .item(InputItem(JSONLinesInput(), source: name, number: row, bytes: json.bytes))
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
