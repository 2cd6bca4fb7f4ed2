public import ArticleModel
internal import Serialization
public import System

/// JSON Lines: an article a line.
public struct JSONLinesInput: InputFormat {
    /// jsonl
    public let name = "jsonl"
    /// JSON Lines
    public let title = "JSON Lines"
    /// The extensions of JSON Lines.
    public let extensions = ["jsonl", "ndjson"]
    /// False: a line is an article.
    public let isSingleArticle = false

    /// Creates the format.
    public init() {}

    /// The lines of a file.
    public func items(in bytes: any ByteSource, path: String, _ options: ReadingOptions) -> any ItemReader {
        let lines = LineReader(UnicodeBytes(bytes, from: options.encoding), maximum: options.maximumBytes)
        return LineItems(lines, Path.name(path), options)
    }

    /// The article of a line.
    public func article(of item: InputItem, _ options: ReadingOptions) -> ReadResult {
        if String(validating: item.bytes, as: UTF8.self) != nil { return read(item.bytes, item, options) }
        let decoded = TextDecoding.decode(item.bytes, declared: options.encoding?.name)
        var result = read(Array(decoded.text.utf8), item, options)
        // A line that is not JSON says so itself.
        if result.article != nil, let problem = decoded.problem { result.note("encoding", problem) }
        return result
    }

    private func read(_ line: [UInt8], _ item: InputItem, _ options: ReadingOptions) -> ReadResult {
        line.withUnsafeBytes {
            JSONLinesReader.read(
                $0, source: item.source, number: item.number, published: options.published, map: options.map)
        }
    }

    /// The id of a line. The line is scanned and not parsed: the process that reads the input does this for
    /// every article.
    public func id(of item: InputItem, _ options: ReadingOptions) -> ArticleID {
        let value = item.bytes.withUnsafeBytes { JSONScan.value(at: options.map.path("id"), in: $0) }
        return switch value {
        case .string(let id)?: .string(id)
        case .integer(let id)?: .integer(id)
        default: item.fallbackID
        }
    }

    /// The line itself.
    public func jsonLine(of item: InputItem) -> [UInt8]? { item.bytes + [10] }
}

/// The lines of a file as items.
private final class LineItems: ItemReader {
    let name: String
    private let lines: LineReader
    private let options: ReadingOptions

    init(_ lines: LineReader, _ name: String, _ options: ReadingOptions) {
        (self.lines, self.name, self.options) = (lines, name, options)
    }

    func next(waiting: Bool) throws(FileSystem.Failure) -> InputStream.Step {
        switch try lines.next(waiting: waiting) {
        case .line(let line):
            .item(InputItem(JSONLinesInput(), source: name, number: lines.number, bytes: Array(line)))
        case .tooLong:
            .item(
                InputItem(failed: options.sizeProblem, kind: "size", source: name, number: lines.number))
        case .notYet: .notYet
        case .end: .end
        }
    }
}

/// Reads one record of JSON Lines: `{"id","text", "headline"?, "published"?, …}`; only `text` is
/// required. Whatever is wrong with the record is told in the result.
public enum JSONLinesReader {
    /// The article of a line (without its end).
    ///
    /// - Parameters:
    ///   - source: what the input is called; with the line it makes the id of a record without one.
    ///   - number: the line, from 1.
    ///   - published: date of publication for records without one.
    ///   - map: the fields that hold what is looked for.
    public static func read(
        _ line: UnsafeRawBufferPointer, source: String, number: Int, published: String? = nil,
        map: FieldMap = FieldMap()
    ) -> ReadResult {
        let fallback = ArticleID.string("\(source):\(number)")
        func failed(_ kind: String, _ message: String) -> ReadResult {
            ReadResult(
                failed: ArticleError(stage: "read", kind: kind, message: message, line: number),
                id: fallback, line: number)
        }
        if line.allSatisfy({ $0 <= 32 }) {
            return failed("json", "the line is empty; each line must be a JSON object")
        }
        let value: FeatureValue
        do throws(JSONDocument.Failure) { value = try JSONDocument.parse(line) } catch {
            return failed("json", error.description)
        }
        guard case .object(let fields) = value else {
            return failed("json", "the line is not a JSON object: it must be {\"text\": …}")
        }
        var record = ArticleRecord(fields, line: number, map)
        return record.article(fallback: fallback, published: published)
    }
}
