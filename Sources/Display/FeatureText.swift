public import ArticleModel

/// Values of features as text for people.
public struct FeatureText {
    private let record: AnnotatedArticle

    /// Texts of the features of an article's annotations.
    public init(_ record: AnnotatedArticle) { self.record = record }

    /// The value as text: a mention as what stands there, a reference as the id of the other annotation.
    public func text(_ value: FeatureValue) -> String {
        switch value {
        case .null: "–"
        case .boolean(let flag): String(flag)
        case .integer(let number): String(number)
        case .number(let number): String(number)
        case .string(let text): text
        case .mention(let span): record.article.text(of: span)
        case .annotation(let number):
            record.annotations.indices.contains(number) ? record.annotations[number].id : "–"
        case .list(let values): values.map(text).joined(separator: " ")
        case .object(let fields):
            value["span"].map(text) ?? fields.map { "\($0.name) \(text($0.value))" }.joined(separator: " ")
        }
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
