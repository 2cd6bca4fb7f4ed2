public import ArticleModel

/// Values of features as text for people.
public struct FeatureText {
    private let record: AnnotatedArticle

    /// Texts of the features of an article's annotations.
    public init(_ record: AnnotatedArticle) { self.record = record }

    /// The value as text: a mention as its text, a reference as the id of the other annotation.
    public func text(_ value: FeatureValue) -> String {
        value.text(
            empty: "–", mention: record.article.text,
            reference: { record.annotations.indices.contains($0) ? record.annotations[$0].id : "–" })
    }

    /// Returns the part of an annotation that ``AnnotationDifference/Change/parts`` names, as text; `–` if it has none.
    func text(ofPart part: String, _ annotation: Annotation) -> String {
        switch part {
        case "label": annotation.label
        case "span":
            // A record without text has offsets only.
            annotation.span.end <= record.article.utf8.count
                ? "“\(record.article.text(of: annotation.span))”"
                : "\(annotation.span.start)–\(annotation.span.end)"
        case "plugin": annotation.plugin
        case "rule": annotation.rule ?? "–"
        case "score": annotation.score.map { String($0) } ?? "–"
        default: annotation[part].map(text) ?? "–"
        }
    }
}
