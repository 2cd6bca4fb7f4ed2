public import ArticleModel

/// Writes articles in the standoff format of brat (brat.nlplab.org/standoff.html): a text and a file with
/// annotations. Offsets are code points, as the format has them.
public struct BratWriter {
    private let layers: Set<String>?
    private var json: JSONLinesWriter

    /// A writer.
    public init(layers: Set<String>? = nil) {
        self.layers = layers
        json = JSONLinesWriter(layers: layers)
    }

    /// The text of an article, and the file of its annotations: spans as `T`, features as notes.
    public mutating func files(_ record: AnnotatedArticle) -> (text: [UInt8], annotations: [UInt8]) {
        let article = record.article
        let map = OffsetMap(of: article.utf8)
        var lines = ""
        let kept = record.annotations.filter { layers?.contains($0.layer) ?? true }
        for (index, annotation) in kept.enumerated() {
            // A span over several lines is given in pieces: the format has no line ends in one.
            let pieces = pieces(of: annotation.span, in: article.utf8)
            let places = pieces.compactMap { try? map.convert($0, to: .codepoints) }
            guard places.count == pieces.count, !places.isEmpty else { continue }
            let shown = pieces.map { article.text(of: $0) }.joined(separator: " ")
            let spans = places.map { "\($0.lowerBound) \($0.upperBound)" }.joined(separator: ";")
            lines += "T\(index + 1)\t\(annotation.label) \(spans)\t\(shown)\n"
            let features = String(decoding: json.features(of: annotation, record), as: UTF8.self)
            if features != "{}" { lines += "#\(index + 1)\tAnnotatorNotes T\(index + 1)\t\(features)\n" }
        }
        return (article.utf8, Array(lines.utf8))
    }

    private func pieces(of span: Span, in utf8: [UInt8]) -> [Span] {
        var pieces: [Span] = []
        var start = span.start
        for at in span.range where utf8[at] == 10 || utf8[at] == 13 {
            if at > start { pieces.append(Span(start, at)) }
            start = at + 1
        }
        if start < span.end { pieces.append(Span(start, span.end)) }
        return pieces
    }

    /// A name for an article's files that no file system minds.
    public static func fileName(_ id: String) -> String {
        let name = String(
            id.unicodeScalars.map { scalar -> Character in
                let isPlain =
                    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                    || "-_.".unicodeScalars.contains(scalar)
                return isPlain ? Character(scalar) : "_"
            })
        let trimmed = name.drop { $0 == "." }
        return trimmed.isEmpty ? "article" : String(trimmed.prefix(120))
    }
}
