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
            begin(record)
            json.members(of: annotation, place, record)
            end()
        }
        for error in record.errors + record.misplaced {
            begin(record)
            json.key("error")
            json.value(error)
            end()
        }
        return json.bytes
    }

    /// The article's metadata is an object of its own, since features of annotations may have the same names.
    private mutating func begin(_ record: OutgoingRecord) {
        json.begin("{")
        json.member("article", record.id)
        if let published = record.text(ofField: "published") {
            json.key("published")
            json.value(published)
        }
        let others = record.metadata.filter { $0.name != "published" }
        if !others.isEmpty {
            json.key("metadata")
            json.begin("{")
            record.write(others, to: &json)
            json.end("}")
        }
        json.statedUnit(record.unit)
    }

    private mutating func end() {
        json.end("}")
        json.newline()
    }
}
