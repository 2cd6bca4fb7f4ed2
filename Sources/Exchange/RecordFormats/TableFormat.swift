internal import ArticleModel
internal import Serialization

/// Annotations as rows of a table: comma-separated as RFC 4180 has it, or separated by tabs.
///
/// The columns are the article's id and metadata, the annotation, and the features that the manifests of the plugins
/// name as columns of their layers. `metadata` and `features` hold everything else as JSON. Offsets are half-open, from
/// 0, in the unit that `offsets` names. An error is a row of the layer `errors` with its kind as the label and its
/// message as the text.
public struct TableFormat: RecordFormat {
    /// The separator of columns.
    public enum Separator: Sendable {
        /// CSV: values with commas, quotes or line ends are quoted
        case comma
        /// TSV: tabs and line ends in values become blanks
        case tab
    }

    private let separator: Separator

    /// Creates the format.
    public init(_ separator: Separator) { self.separator = separator }

    /// csv or tsv
    public var name: String { separator == .comma ? "csv" : "tsv" }

    /// Returns the names of the columns.
    public func header(_ context: EncodingContext) -> [UInt8] {
        TableWriter(separator, context).row(TableColumns(context).names)
    }

    /// Returns a writer of rows.
    public func encoder(_ context: EncodingContext) -> any RecordEncoder { TableWriter(separator, context) }
}

/// The columns of a table.
struct TableColumns {
    private static let annotation = [
        "id", "layer", "label", "field", "start", "end", "offsets", "text", "plugin", "rule", "score",
    ]

    /// The metadata fields with a column of their own.
    let fields: [String]
    /// Whether there is a column for all other metadata.
    let hasOthers: Bool
    /// The features with a column of their own, each with its name in the header and the layers that have it.
    let features: [(name: String, path: String, layers: Set<String>)]

    init(_ context: EncodingContext) {
        fields = context.fields ?? Metadata.names
        hasOthers = context.fields == nil
        let taken = Set(["article", "metadata", "features"] + fields + Self.annotation)
        var features: [(name: String, path: String, layers: Set<String>)] = []
        for layer in context.providedLayers where context.layers?.contains(layer) ?? true {
            for path in context.descriptions[layer]?.columns ?? [] {
                let name = taken.contains(path) ? "\(layer).\(path)" : path
                if let known = features.firstIndex(where: { $0.name == name }) {
                    features[known].layers.insert(layer)
                } else {
                    features.append((name, path, [layer]))
                }
            }
        }
        self.features = features
    }

    /// The header.
    var names: [String] {
        ["article"] + fields + (hasOthers ? ["metadata"] : []) + Self.annotation + features.map(\.name)
            + ["features"]
    }
}

/// Writes annotations and errors as rows.
struct TableWriter: RecordEncoder {
    private let separator: TableFormat.Separator
    private let columns: TableColumns
    private var json = JSONText()

    init(_ separator: TableFormat.Separator, _ context: EncodingContext) {
        self.separator = separator
        columns = TableColumns(context)
    }

    mutating func encode(_ record: OutgoingRecord) -> [UInt8] {
        var rows: [UInt8] = []
        var article = [record.id.description] + columns.fields.map { record.text(ofField: $0) ?? "" }
        if columns.hasOthers {
            let others = record.others
            article.append(others.isEmpty ? "" : JSONDocument.text(.object(others)))
        }
        if let annotated = record.annotated {
            for (annotation, place) in record.annotations {
                json.removeAll()
                record.writeFeatures(of: annotation, to: &json)
                let own = [
                    annotation.id, annotation.layer, annotation.label, place.field, String(place.start),
                    String(place.end), record.unit.rawValue, annotated.article.text(of: annotation.span),
                    annotation.plugin, annotation.rule ?? "", annotation.score.map { "\($0)" } ?? "",
                ]
                rows += row(
                    article + own + features(of: annotation, annotated)
                        + [String(decoding: json.bytes, as: UTF8.self)])
            }
        }
        let none = [String](repeating: "", count: columns.features.count + 1)
        for error in record.errors + record.misplaced {
            rows += row(
                article + [
                    "", "errors", error.kind, "", "", "", "", error.message, error.plugin ?? "", "", "",
                ]
                    + none)
        }
        return rows
    }

    private func features(of annotation: Annotation, _ annotated: AnnotatedArticle) -> [String] {
        columns.features.map { _, path, layers in
            guard layers.contains(annotation.layer), let value = annotated.feature(path, of: annotation)
            else {
                return ""
            }
            return value.text(
                empty: "", separator: "; ", mention: annotated.article.text,
                reference: { annotated.annotations[$0].id })
        }
    }

    func row(_ values: [String]) -> [UInt8] {
        switch separator {
        case .tab:
            let values = values.map { value in
                String(harmless(value).map { $0 == "\t" || $0.isNewline ? " " : $0 })
            }
            return Array((values.joined(separator: "\t") + "\n").utf8)
        case .comma:
            return Array(values.map { quoted(harmless($0)) }.joined(separator: [UInt8(ascii: ",")])) + [
                13, 10,
            ]
        }
    }

    /// The value with an apostrophe before it if a spreadsheet would run it as a formula (OWASP, CSV Injection).
    private func harmless(_ value: String) -> String {
        guard let first = value.utf8.first, "=+-@\t\r".utf8.contains(first) else { return value }
        return "'" + value
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
