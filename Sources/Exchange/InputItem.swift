public import ArticleModel

/// One piece of input as it was found and not yet parsed: a line, a row, a page, a file.
public struct InputItem: Sendable {
    /// The format of the bytes.
    public var format: any InputFormat
    /// The name of the input; together with ``number`` it is the id of a record that has none.
    public var source: String
    /// The line, row or record in its source, from 1; 0 for a whole file.
    public var number: Int
    /// The bytes.
    public var bytes: [UInt8]
    /// Facts that came with the bytes: `id`, `url`, `charset`, and `captured`, when a crawl fetched them.
    public var fields: [String: String] = [:]
    /// An error that belongs to the record of the item. For an item that could not be read it is the reason.
    public var problem: ArticleError?

    /// Creates an item.
    public init(_ format: any InputFormat, source: String, number: Int, bytes: [UInt8]) {
        (self.format, self.source, self.number, self.bytes) = (format, source, number, bytes)
    }

    /// Creates an item for input that could not be read.
    public init(failed message: String, kind: String = "file", source: String, number: Int = 0) {
        self.init(UnreadableInput(), source: source, number: number, bytes: [])
        note(kind, message)
    }

    /// Whether the input could not be read.
    public var isUnreadable: Bool { format is UnreadableInput }

    /// The line of the input, from 1; nil for a whole file.
    public var line: Int? { number > 0 ? number : nil }

    /// The id for a record without one.
    public var fallbackID: ArticleID {
        .string(fields["id"] ?? (number > 0 ? "\(source):\(number)" : source))
    }

    /// Sets the problem of the item.
    public mutating func note(_ kind: String, _ message: String) {
        problem = ArticleError(stage: "read", kind: kind, message: message, line: line)
    }
}

/// How items are read as articles.
public struct ReadingOptions: Sendable {
    /// Publication date for articles without one.
    public var published: String?
    /// The names of the fields of records.
    public var map: FieldMap

    /// The encoding of text, whatever it declares itself; nil to find it out.
    public var encoding: TextEncoding?
    /// The maximum size of one article in bytes, decompressed: a file, a line, a row, a page of a crawl.
    public var maximumBytes: Int

    /// The default of ``maximumBytes``: 64 MB.
    public static let defaultMaximumBytes = 64 << 20

    /// Creates options.
    public init(
        published: String? = nil, map: FieldMap = FieldMap(), encoding: TextEncoding? = nil,
        maximumBytes: Int = ReadingOptions.defaultMaximumBytes
    ) {
        (self.published, self.map) = (published, map)
        (self.encoding, self.maximumBytes) = (encoding, maximumBytes)
    }

    /// The error of an article that is larger than ``maximumBytes``.
    var sizeProblem: String {
        let isWhole = maximumBytes >= 1 << 20 && maximumBytes % (1 << 20) == 0
        let size = isWhole ? "\(maximumBytes >> 20) MB" : "\(maximumBytes) bytes"
        return "the article is larger than \(size); --max-article sets another maximum"
    }
}

/// Reads items as articles, each by its own format.
public struct InputItemReader: Sendable {
    /// How items are read.
    public var options: ReadingOptions

    /// Creates a reader.
    public init(_ options: ReadingOptions) { self.options = options }

    /// Creates a reader with the default encoding and maximum size.
    public init(published: String? = nil, map: FieldMap = FieldMap()) {
        options = ReadingOptions(published: published, map: map)
    }

    /// Returns the article of an item, or the reason why there is none.
    public func read(_ item: InputItem) -> ReadResult {
        var result = item.format.article(of: item, options)
        if !item.isUnreadable, let problem = item.problem { result.errors.append(problem) }
        if var metadata = result.article?.metadata {
            Self.add(item.fields, to: &metadata)
            result.article?.metadata = metadata
        } else {
            Self.add(item.fields, to: &result.metadata)
        }
        return result
    }

    /// Adds the facts of a crawl, also to a record without an article.
    private static func add(_ facts: [String: String], to metadata: inout Metadata) {
        if metadata.url == nil { metadata.url = facts["url"] }
        if let captured = facts["captured"] { metadata.others.append(.init("captured", .string(captured))) }
    }

    /// Returns the id that the article of an item will have, without reading the article.
    public func id(of item: InputItem) -> ArticleID { item.format.id(of: item, options) }

    /// Returns the input of an article that had errors as a line of JSON Lines that can be run again.
    public func deadLetter(_ read: ReadResult, _ item: InputItem) -> [UInt8] {
        item.format.jsonLine(of: item) ?? DeadLetter.line(read, source: item.source)
    }
}

/// The format of input that could not be read: its article is always the reason.
struct UnreadableInput: InputFormat {
    let name = "failure"
    let extensions: [String] = []

    func article(of item: InputItem, _ options: ReadingOptions) -> ReadResult {
        let unknown = ArticleError(
            stage: "read", kind: "file", message: "cannot be read", line: item.line)
        return ReadResult(failed: item.problem ?? unknown, id: item.fallbackID, line: item.line)
    }
}
