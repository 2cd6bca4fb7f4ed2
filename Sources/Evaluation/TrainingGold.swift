public import Diagnostics
public import ArticleModel
internal import Exchange
public import Tagging

/// Makes articles to train a tagger on from gold records; see ``GoldReader``.
public struct TrainingGold: Sendable {
    /// The layer to learn; annotations of other layers are left out.
    public let layer: String
    /// The field of an annotation that holds its label; annotations without it are left out.
    public let labelField: String

    /// Creates a reader of one layer.
    public init(layer: String, labelField: String = "label") {
        self.layer = layer
        self.labelField = labelField
    }

    /// Returns the articles of a file or folder in any format that ``GoldReader`` reads.
    ///
    /// - Throws: `Diagnostic` if a file is missing or malformed, `Diagnostic` if a record has no text or
    ///   annotations, or an annotation has no valid place.
    public func articles(_ path: String) throws -> [GoldArticle] {
        let records = try GoldReader.records(path, layer: layer)
        return try records.enumerated().map { number, record in
            do throws(Diagnostic) {
                return try article(record)
            } catch {
                let id = record["id"]?.string.map { "article \"\($0)\"" } ?? "article \(number + 1)"
                throw Diagnostic(.gold, "\(path): \(id): \(error)")
            }
        }
    }

    /// Returns the article of a record.
    ///
    /// Labels listed in the record's `unlabelled` were not annotated in it: their absence is not treated as evidence.
    ///
    /// - Throws: `Diagnostic`.
    public func article(_ record: FeatureValue) throws(Diagnostic) -> GoldArticle {
        guard let text = record["text"]?.string else { throw Diagnostic(.gold, "it has no text") }
        guard case .list(let annotations)? = record["annotations"] else {
            throw Diagnostic(.gold, "it has no annotations; write \"annotations\": [] if there are none")
        }
        let map = OffsetMap(of: Array(text.utf8))
        var spans: [GoldArticle.LabelledSpan] = []
        for annotation in annotations {
            guard (annotation["layer"]?.string ?? layer) == layer,
                (annotation["field"]?.string ?? "text") == "text",
                let label = annotation[labelField]?.string
            else { continue }
            guard case .integer(let start)? = annotation["start"], case .integer(let end)? = annotation["end"]
            else { throw Diagnostic(.gold, "an annotation has no start and end") }
            guard start < end else {
                throw Diagnostic(.gold, "the annotation from \(start) to \(end) is empty")
            }
            guard !label.isEmpty, !label.contains(" ") else {
                throw Diagnostic(.gold, "the label \"\(label)\" must be one word")
            }
            do throws(OffsetError) {
                spans.append((try map.bytes(ofScalars: start..<end), label))
            } catch {
                throw Diagnostic(.gold, "the annotation from \(start) to \(end): \(error)")
            }
        }
        var unlabelled: Set<String> = []
        if case .list(let names)? = record["unlabelled"] { unlabelled = Set(names.compactMap(\.string)) }
        return GoldArticle(
            ArticleReader.article(text: text, headline: nil, id: .integer(0), metadata: Metadata()),
            spans: spans, unlabelled: unlabelled)
    }
}
