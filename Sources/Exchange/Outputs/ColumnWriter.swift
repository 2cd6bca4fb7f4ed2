public import ArticleModel
public import Tokenization

/// Writes tokens as lines with a column for each layer, tagged by the IOB2 scheme, as in the shared tasks
/// of CoNLL. Of annotations of one layer that overlap, the longer one is tagged and the other stands in a
/// comment: none is dropped silently.
public struct ColumnWriter {
    private let layers: [String]
    private let unit: OffsetMap.Unit

    /// A writer of the layers, each a column.
    public init(layers: [String], unit: OffsetMap.Unit = .codepoints) {
        self.layers = layers
        self.unit = unit
    }

    /// The lines of an article: comments, then a line for each token (form, start, end, a tag for each
    /// layer), sentences parted by empty lines.
    public func lines(_ record: AnnotatedArticle, tokens: TokenTable) -> [UInt8] {
        var text = comments(record.article.id, errors: record.errors)
        text += "# columns = form start end \(layers.joined(separator: " "))\n# offsets = \(unit.rawValue)\n"
        let map = OffsetMap(of: record.article.utf8)
        var columns: [[String]] = []
        for layer in layers {
            let (tags, overlaps) = tags(layer, record, tokens)
            columns.append(tags)
            for annotation in overlaps {
                guard let place = try? map.convert(annotation.span, to: unit) else { continue }
                let shown = record.article.text(of: annotation.span).split(whereSeparator: \.isNewline)
                text +=
                    "# overlap = \(layer) \(annotation.label) \(place.lowerBound) \(place.upperBound) "
                    + shown.joined(separator: " ") + "\n"
            }
        }
        for token in 0..<tokens.count {
            if token > 0, tokens.classes[token].contains(.sentenceStart) { text += "\n" }
            guard let place = try? map.convert(tokens.span(token), to: unit) else { continue }
            let tags = columns.map { $0[token] }
            text +=
                ([
                    record.article.text(of: tokens.span(token)), String(place.lowerBound),
                    String(place.upperBound),
                ] + tags).joined(separator: "\t") + "\n"
        }
        return Array((text + "\n").utf8)
    }

    /// The comment of what could not be read.
    public func lines(failed result: ReadResult) -> [UInt8] {
        Array((comments(result.id, errors: result.errors) + "\n").utf8)
    }

    private func comments(_ id: ArticleID, errors: [ArticleError]) -> String {
        var text = "# id = \(id)\n"
        for error in errors {
            let message = error.message.split(whereSeparator: \.isNewline).joined(separator: " ")
            text += "# error = \(error.kind) \(message)\n"
        }
        return text
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
