internal import ArticleModel

/// Features as text, as examples write them.
struct ExampleFeature {
    private let record: AnnotatedArticle

    init(_ record: AnnotatedArticle) { self.record = record }

    /// The feature at a path such as `value` or `speaker.canonical`; nil if it is not there.
    func text(of annotation: Annotation, path: String) -> String? {
        if path == "rule" { return annotation.rule }
        if path == "score" { return annotation.score.map { String($0) } }
        var parts = path.split(separator: ".").map(String.init)
        guard let first = parts.first, var value = annotation[first] else { return nil }
        parts.removeFirst()
        for part in parts {
            if part == "text", let span = value["span"] {
                value = span
                continue
            }
            if case .annotation(let number) = value {
                guard let next = record.annotations[number][part] else { return nil }
                value = next
                continue
            }
            guard let next = value[part] else { return nil }
            value = next
        }
        return value.text(
            empty: "", separator: ",", mention: record.article.text,
            reference: { record.article.text(of: record.annotations[$0].span) })
    }
}
