internal import ArticleModel

/// Features as text, as examples write them.
struct ExampleFeature {
    private let record: AnnotatedArticle

    init(_ record: AnnotatedArticle) { self.record = record }

    /// The feature at a path such as `value` or `speaker.canonical`; nil if it is not there.
    func text(of annotation: Annotation, path: String) -> String? {
        if path == "rule" { return annotation.rule }
        if path == "score" { return annotation.score.map { String($0) } }
        guard let value = record.feature(path, of: annotation) else { return nil }
        return value.text(
            empty: "", separator: ",", mention: record.article.text,
            reference: { record.article.text(of: record.annotations[$0].span) })
    }
}
