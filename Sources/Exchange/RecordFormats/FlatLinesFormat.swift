internal import ArticleModel
internal import Serialization

/// JSON Lines with a line for each annotation and each error, which has the id of its article as `article`.
public struct FlatLinesFormat: RecordFormat {
    /// flat
    public let name = "flat"
    /// For help.
    public let summary = "JSON Lines, an annotation a line"

    /// Creates the format.
    public init() {}

    /// A writer of lines.
    public func encoder(_ context: EncodingContext) -> any RecordEncoder { FlatLinesWriter() }
}

/// Writes annotations and errors as JSON Lines.
struct FlatLinesWriter: RecordEncoder {
    private var json = JSONText()

    mutating func encode(_ record: OutgoingRecord) -> [UInt8] {
        json.removeAll()
        for (annotation, place) in record.annotations {
            begin(record, published: record.annotated?.article.metadata.published)
            json.members(of: annotation, place, record)
            end()
        }
        for error in record.errors + record.misplaced {
            begin(record, published: nil)
            json.key("error")
            json.value(error)
            end()
        }
        return json.bytes
    }

    private mutating func begin(_ record: OutgoingRecord, published: String?) {
        json.begin("{")
        json.member("article", record.id)
        if let published {
            json.key("published")
            json.value(published)
        }
        json.statedUnit(record.unit)
    }

    private mutating func end() {
        json.end("}")
        json.newline()
    }
}
