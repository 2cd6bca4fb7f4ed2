public import ArticleModel

/// Writes annotations as rows of a table: CSV as RFC 4180 has it, or values parted by tabs.
public struct TableWriter {
    /// What parts columns.
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
    private let layers: Set<String>?
    private let unit: OffsetMap.Unit
    private var json: JSONLinesWriter

    /// A writer.
    public init(_ separator: Separator, layers: Set<String>? = nil, unit: OffsetMap.Unit = .codepoints) {
        self.separator = separator
        self.layers = layers
        self.unit = unit
        json = JSONLinesWriter(layers: layers, unit: unit)
    }

    /// The first row.
    public var header: [UInt8] { row(Self.columns) }

    /// The rows of an article.
    public mutating func rows(_ record: AnnotatedArticle) -> [UInt8] {
        var rows: [UInt8] = []
        let article = record.article
        let maps = article.fields.map { OffsetMap(of: Array(article.utf8[$0.span.range])) }
        for annotation in record.annotations where layers?.contains(annotation.layer) ?? true {
            guard let index = article.fields.firstIndex(where: { $0.span.contains(annotation.span) }) else {
                continue
            }
            let field = article.fields[index]
            let inside = Span(
                annotation.span.start - field.span.start, annotation.span.end - field.span.start)
            guard let place = try? maps[index].convert(inside, to: unit) else { continue }
            rows += row([
                article.id.description, article.metadata.published ?? "", annotation.id, annotation.layer,
                annotation.label, field.name, String(place.lowerBound), String(place.upperBound),
                unit.rawValue,
                article.text(of: annotation.span), annotation.plugin, annotation.rule ?? "",
                annotation.score.map { "\($0)" } ?? "",
                String(decoding: json.features(of: annotation, record), as: UTF8.self),
            ])
        }
        return rows + self.rows(record.errors, of: article.id)
    }

    /// The rows of what could not be read.
    public func rows(failed result: ReadResult) -> [UInt8] { rows(result.errors, of: result.id) }

    private func rows(_ errors: [ArticleError], of id: ArticleID) -> [UInt8] {
        errors.flatMap { error in
            row([
                id.description, "", "", "errors", error.kind, "", "", "", "", error.message,
                error.plugin ?? "", "",
                "", "",
            ])
        }
    }

    private func row(_ values: [String]) -> [UInt8] {
        switch separator {
        case .tab:
            let values = values.map { value in
                String(value.map { $0 == "\t" || $0.isNewline ? " " : $0 })
            }
            return Array((values.joined(separator: "\t") + "\n").utf8)
        case .comma:
            let values = values.map { value in
                value.utf8.contains { [34, 44, 10, 13].contains($0) }
                    ? "\""
                        + value.split(separator: "\"", omittingEmptySubsequences: false).joined(
                            separator: "\"\"")
                        + "\"" : value
            }
            return Array((values.joined(separator: ",") + "\r\n").utf8)
        }
    }
}
