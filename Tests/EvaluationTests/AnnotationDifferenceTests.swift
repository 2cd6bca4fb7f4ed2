import ArticleModel
import Evaluation
import Testing

@Suite("The difference between two results")
struct AnnotationDifferenceTests {
    private let article = Article(id: .string("a"), utf8: Array("Ana Ruiz met Bo Lind in Port Alder.".utf8))

    private func annotation(
        _ first: Int, _ last: Int, _ label: String = "PERSON", rule: String? = "Name",
        _ features: [FeatureValue.Field] = []
    ) -> Annotation {
        Annotation(
            id: "", layer: "entities", label: label, span: Span(first, last), plugin: "entities", rule: rule,
            features: features)
    }

    private func difference(_ old: [Annotation], _ new: [Annotation]) -> AnnotationDifference {
        AnnotationDifference(
            from: AnnotatedArticle(article: article, annotations: old),
            to: AnnotatedArticle(article: article, annotations: new))
    }

    @Test("the same annotations are no difference, whatever their ids")
    func same() {
        var other = annotation(0, 8)
        other.id = "e7"
        let result = difference([annotation(0, 8), annotation(13, 20)], [other, annotation(13, 20)])
        #expect(result.isEmpty)
        #expect(result.unchanged == 2)
    }

    @Test("added, removed and changed are told by rule, with what has changed")
    func kinds() {
        let result = difference(
            [annotation(0, 8), annotation(13, 15), annotation(24, 28, "GPE", rule: "City")],
            [
                annotation(0, 8, "ORG", [.init("role", .string("mayor"))]), annotation(13, 20),
                annotation(4, 8, rule: "Last"),
            ])
        #expect(result.groups.map(\.rule) == ["City", "Last", "Name"])
        #expect(result.groups[0].removed.map(\.label) == ["GPE"])
        #expect(result.groups[1].added.map(\.span) == [Span(4, 8)])
        #expect(result.groups[2].changed.map(\.parts) == [["label", "role"], ["span"]])
        #expect(
            (result.addedCount, result.removedCount, result.changedCount, result.unchanged) == (1, 1, 2, 0))
    }

    @Test("a reference to another annotation is compared by what it refers to")
    func references() {
        let chained = annotation(13, 20, rule: nil, [.init("chief", .annotation(0))])
        var moved = chained
        moved.features = [.init("chief", .annotation(1))]
        let result = difference(
            [annotation(0, 8), chained], [annotation(0, 3, "TITLE"), annotation(0, 8), moved])
        #expect(result.changedCount == 0)
        #expect(result.groups.flatMap(\.added).map(\.label) == ["TITLE"])
    }

    @Test("of many annotations each is paired once")
    func many() {
        let old = (0..<300).map { annotation($0, $0 + 10, "L\($0 % 3)") }
        let new = old.enumerated().filter { $0.offset % 10 != 0 }.map(\.element)
        let result = difference(old, new)
        #expect(result.unchanged == 270)
        #expect(result.removedCount == 30)
        #expect(difference(new, old).addedCount == 30)
    }
}
