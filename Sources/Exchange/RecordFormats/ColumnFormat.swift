internal import ArticleModel
internal import Tokenization

/// Tokens as lines with a column for each layer, tagged by the IOB2 scheme, as in the shared tasks of CoNLL.
/// Of annotations of one layer that overlap, the longer one is tagged and the other is in a comment: none is
/// dropped silently.
public struct ColumnFormat: RecordFormat {
    /// conll
    public let name = "conll"

    /// Creates the format.
    public init() {}

    /// A writer of tokens.
    public func encoder(_ context: EncodingContext) -> any RecordEncoder {
        ColumnWriter(layers: context.layers?.sorted() ?? context.providedLayers, tokens: context.tokens)
    }
}

/// Writes the tokens of articles as lines: comments, then a line for each token (form, start, end, a tag for
/// each layer), with empty lines between sentences.
struct ColumnWriter: RecordEncoder {
    let layers: [String]
    let tokens: (Article) -> TokenTable

    func encode(_ record: OutgoingRecord) -> [UInt8] {
        guard let annotated = record.annotated, let map = record.wholeTextMap() else {
            return Array((comments(record) + "\n").utf8)
        }
        let article = annotated.article
        let tokens = tokens(article)
        var text = comments(record)
        text += "# columns = \((["form", "start", "end"] + layers).joined(separator: " "))\n"
        text += "# offsets = \(record.unit.rawValue)\n"
        var columns: [[String]] = []
        for layer in layers {
            let (tags, overlaps) = tags(layer, annotated, tokens)
            columns.append(tags)
            for annotation in overlaps {
                // A span that cuts a character cannot be written.
                guard let place = try? map.convert(annotation.span, to: record.unit) else { continue }
                text +=
                    "# overlap = \(layer) \(annotation.label) \(place.lowerBound) \(place.upperBound) "
                    + inOneLine(article.text(of: annotation.span)) + "\n"
            }
        }
        for token in 0..<tokens.count {
            if token > 0, tokens.classes[token].contains(.sentenceStart) { text += "\n" }
            // Tokens never cut characters.
            guard let place = try? map.convert(tokens.span(token), to: record.unit) else { continue }
            let tags = columns.map { $0[token] }
            text +=
                ([
                    article.text(of: tokens.span(token)), String(place.lowerBound), String(place.upperBound),
                ] + tags).joined(separator: "\t") + "\n"
        }
        return Array((text + "\n").utf8)
    }

    private func comments(_ record: OutgoingRecord) -> String {
        var text = "# id = \(inOneLine(record.id.description))\n"
        for field in record.metadata {
            text += "# \(inOneLine(field.name)) = \(inOneLine(record.text(ofField: field.name) ?? ""))\n"
        }
        for error in record.errors { text += "# error = \(error.kind) \(inOneLine(error.message))\n" }
        return text
    }

    /// The text with its line ends as blanks: a comment is one line.
    private func inOneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    private func tags(_ layer: String, _ record: AnnotatedArticle, _ tokens: TokenTable) -> (
        [String], [Annotation]
    ) {
        var tags = [String](repeating: "O", count: tokens.count)
        var overlaps: [Annotation] = []
        let annotations = record.annotations.filter { $0.layer == layer }
            .sorted { ($1.span.count, $0.span.start) < ($0.span.count, $1.span.start) }
        for annotation in annotations {
            let range = tokens.tokens(overlapping: annotation.span)
            if range.isEmpty || range.contains(where: { tags[$0] != "O" }) {
                overlaps.append(annotation)
                continue
            }
            for token in range {
                tags[token] = (token == range.lowerBound ? "B-" : "I-") + annotation.label
            }
        }
        return (tags, overlaps.sorted { $0.span.start < $1.span.start })
    }
}
