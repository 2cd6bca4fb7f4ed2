public import ArticleModel
internal import Serialization

/// JSON Lines: a record a line, with offsets half-open from 0, counted in the field that contains the
/// annotation.
public struct JSONLinesFormat: RecordFormat {
    /// jsonl
    public let name = "jsonl"

    /// Creates the format.
    public init() {}

    /// A writer of lines.
    public func encoder(_ context: EncodingContext) -> any RecordEncoder { JSONLinesWriter(context) }
}

/// Writes records as JSON Lines.
public struct JSONLinesWriter: RecordEncoder {
    private let context: EncodingContext
    private var json = JSONText()

    /// Creates a writer; the context applies to ``line(_:)`` alone.
    public init(_ context: EncodingContext = EncodingContext()) { self.context = context }

    /// Returns the line of an annotated article, with its line feed.
    public mutating func line(_ record: AnnotatedArticle) -> [UInt8] {
        encode(OutgoingRecord(record, context))
    }

    /// Returns the line of a record, with its line feed.
    public mutating func encode(_ record: OutgoingRecord) -> [UInt8] {
        json.removeAll()
        json.begin("{")
        json.member("id", record.id)
        if let line = record.line {
            json.key("line")
            json.value(line)
        }
        if record.annotated != nil { json.statedUnit(record.unit) }
        record.write(record.metadata, to: &json)
        if let article = record.annotated?.article, record.includesText {
            // A headline that is a field of its own is there already, unless it was not chosen.
            let written = Set(record.metadata.map(\.name))
            for field in article.fields where !written.contains(field.name) {
                json.key(field.name)
                json.value(utf8: article.utf8[field.span.range])
            }
        }
        json.key("annotations")
        json.begin("[")
        for (annotation, place) in record.annotations {
            json.begin("{")
            json.members(of: annotation, place, record)
            json.end("}")
        }
        json.end("]")
        json.key("errors")
        json.begin("[")
        for error in record.errors + record.misplaced { json.value(error) }
        json.end("]")
        json.end("}")
        json.newline()
        return json.bytes
    }
}
