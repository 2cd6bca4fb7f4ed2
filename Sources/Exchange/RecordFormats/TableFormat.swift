internal import ArticleModel
internal import Serialization

/// Annotations as rows of a table: comma-separated as RFC 4180 has it, or separated by tabs.
public struct TableFormat: RecordFormat {
    /// The separator of columns.
    public enum Separator: Sendable {
        /// CSV: values with commas, quotes or line ends are quoted
        case comma
        /// TSV: tabs and line ends in values become blanks
        case tab
    }

    /// The columns. Offsets are half-open, from 0, in the unit that `offsets` names. An error is a row of
    /// the layer `errors` with its kind as the label and its message as the text.
    public static let columns = [
        "article", "published", "id", "layer", "label", "field", "start", "end", "offsets", "text", "plugin",
        "rule", "score", "features",
    ]

    private let separator: Separator

    /// Creates the format.
    public init(_ separator: Separator) { self.separator = separator }

    /// csv or tsv
    public var name: String { separator == .comma ? "csv" : "tsv" }

    /// The names of the columns.
    public var header: [UInt8] { TableWriter(separator).row(Self.columns) }

    /// A writer of rows.
    public func encoder(_ context: EncodingContext) -> any RecordEncoder { TableWriter(separator) }
}

/// Writes annotations and errors as rows.
struct TableWriter: RecordEncoder {
    private let separator: TableFormat.Separator
    private var json = JSONText()

    init(_ separator: TableFormat.Separator) { self.separator = separator }

    mutating func encode(_ record: OutgoingRecord) -> [UInt8] {
        var rows: [UInt8] = []
        let id = record.id.description
        if let article = record.annotated?.article {
            for (annotation, place) in record.annotations {
                json.removeAll()
                record.writeFeatures(of: annotation, to: &json)
                rows += row([
                    id, article.metadata.published ?? "", annotation.id, annotation.layer,
                    annotation.label, place.field, String(place.start), String(place.end),
                    record.unit.rawValue, article.text(of: annotation.span), annotation.plugin,
                    annotation.rule ?? "", annotation.score.map { "\($0)" } ?? "",
                    String(decoding: json.bytes, as: UTF8.self),
                ])
            }
        }
        for error in record.errors + record.misplaced {
            rows += row([
                id, "", "", "errors", error.kind, "", "", "", "", error.message, error.plugin ?? "", "", "",
                "",
            ])
        }
        return rows
    }

    func row(_ values: [String]) -> [UInt8] {
        switch separator {
        case .tab:
            let values = values.map { value in
                String(value.map { $0 == "\t" || $0.isNewline ? " " : $0 })
            }
            return Array((values.joined(separator: "\t") + "\n").utf8)
        case .comma:
            return Array(values.map(quoted).joined(separator: [UInt8(ascii: ",")])) + [13, 10]
        }
    }

    /// A value of CSV. Bytes are compared, since a mark that combines with a quotation mark makes one character of both.
    private func quoted(_ value: String) -> [UInt8] {
        let mark = UInt8(ascii: "\"")
        guard value.utf8.contains(where: { [mark, 44, 10, 13].contains($0) }) else {
            return Array(value.utf8)
        }
        return [mark] + value.utf8.flatMap { $0 == mark ? [mark, mark] : [$0] } + [mark]
    }
}
