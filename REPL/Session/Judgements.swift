internal import ArticleModel

/// What a person has said of the annotations of articles: right, wrong, or missing.
struct Judgements {
    /// An annotation by what makes it one.
    struct Key: Hashable {
        let layer: String
        let label: String
        let span: Span

        init(_ annotation: Annotation) {
            (layer, label, span) = (annotation.layer, annotation.label, annotation.span)
        }
    }

    /// What was said of one article.
    struct Judged {
        var record: AnnotatedArticle
        var verdicts: [Key: Bool] = [:]
        /// Annotations that were missing.
        var marks: [Annotation] = []

        /// How many annotations are right, marked ones included, and how many wrong.
        var counts: (accepted: Int, rejected: Int) {
            (verdicts.values.count { $0 } + marks.count, verdicts.values.count { !$0 })
        }

        /// The article with what was accepted and marked, in order of position.
        var gold: AnnotatedArticle {
            var numbers: [Int: Int] = [:]
            var kept: [Annotation] = []
            for (number, annotation) in record.annotations.enumerated()
            where verdicts[Key(annotation)] == true {
                numbers[number] = kept.count
                kept.append(annotation)
            }
            // References to what is not in the gold lead nowhere.
            func resolved(_ value: FeatureValue) -> FeatureValue {
                switch value {
                case .annotation(let number): numbers[number].map { .annotation($0) } ?? .null
                case .list(let values): .list(values.map(resolved))
                case .object(let fields): .object(fields.map { .init($0.name, resolved($0.value)) })
                default: value
                }
            }
            for index in kept.indices {
                kept[index].features = kept[index].features.map { .init($0.name, resolved($0.value)) }
                    .filter { $0.value != .null }
            }
            // Marks go to their places; the annotations before them keep their numbers for references.
            var order = Array((kept + marks).enumerated())
            order.sort {
                ($0.element.span, $0.element.layer, $0.offset) < (
                    $1.element.span, $1.element.layer, $1.offset
                )
            }
            var places: [Int: Int] = [:]
            for (place, entry) in order.enumerated() { places[entry.offset] = place }
            func moved(_ value: FeatureValue) -> FeatureValue {
                switch value {
                case .annotation(let number): .annotation(places[number] ?? number)
                case .list(let values): .list(values.map(moved))
                case .object(let fields): .object(fields.map { .init($0.name, moved($0.value)) })
                default: value
                }
            }
            let annotations = order.enumerated().map { place, entry in
                var annotation = entry.element
                annotation.id = "g\(place + 1)"
                annotation.features = annotation.features.map { .init($0.name, moved($0.value)) }
                return annotation
            }
            return AnnotatedArticle(article: record.article, annotations: annotations)
        }

        /// The first annotation that nothing was said of.
        var next: Annotation? { record.annotations.first { verdicts[Key($0)] == nil } }
    }

    /// By the article's number on the shelf.
    private(set) var articles: [Int: Judged] = [:]

    /// What was said of an article, with its annotations as they are now.
    func judged(_ number: Int, _ record: AnnotatedArticle) -> Judged {
        var judged = articles[number] ?? Judged(record: record)
        // Verdicts on what is no longer found stay, in case it comes back.
        judged.record = record
        return judged
    }

    mutating func set(_ judged: Judged, for number: Int) { articles[number] = judged }
}
