import ArticleModel
import Evaluation
import TestSupport
import Testing

@Suite("How annotations of two results are paired")
struct ComparisonTests {
    private let article = Article(id: .string("a"), utf8: Array(String(repeating: "x", count: 60).utf8))

    private func annotation(
        _ range: Range<Int>, _ label: String = "A", layer: String = "l", plugin: String = "p",
        rule: String? = "R",
        score: Double? = nil, features: [FeatureValue.Field] = []
    ) -> Annotation {
        Annotation(
            id: "", layer: layer, label: label, span: Span(range.lowerBound, range.upperBound),
            plugin: plugin,
            rule: rule, score: score, features: features)
    }

    private func difference(_ old: [Annotation], _ new: [Annotation], layers: Set<String>? = nil)
        -> AnnotationDifference
    {
        AnnotationDifference(
            from: AnnotatedArticle(article: article, annotations: old),
            to: AnnotatedArticle(article: article, annotations: new), layers: layers)
    }

    @Test("each part that differs is named: label, span, plugin, rule, score, then features by name")
    func parts() {
        func parts(_ new: Annotation) -> [String] {
            let old = annotation(0..<4, score: 0.5, features: [.init("k", .integer(1)), .init("z", .null)])
            return difference([old], [new]).groups.flatMap { $0.changed.flatMap(\.parts) }
        }
        let features: [FeatureValue.Field] = [.init("k", .integer(1)), .init("z", .null)]
        #expect(parts(annotation(0..<4, score: 0.5, features: features)) == [])
        #expect(parts(annotation(0..<4, "B", score: 0.5, features: features)) == ["label"])
        #expect(parts(annotation(0..<5, score: 0.5, features: features)) == ["span"])
        #expect(parts(annotation(0..<4, plugin: "q", score: 0.5, features: features)) == ["plugin"])
        #expect(parts(annotation(0..<4, rule: nil, score: 0.5, features: features)) == ["rule"])
        #expect(parts(annotation(0..<4, features: features)) == ["score"])
        #expect(
            parts(
                annotation(
                    0..<4, "B", plugin: "q", rule: "S", score: 1,
                    features: [.init("b", .integer(1)), .init("k", .integer(2))]))
                == ["label", "plugin", "rule", "score", "b", "k", "z"])
    }

    @Test(
        "the same span is one annotation whatever the label; other spans only with the same label and an overlap"
    )
    func pairing() {
        #expect(difference([annotation(0..<4)], [annotation(0..<4, "B")]).changedCount == 1)
        #expect(difference([annotation(0..<4)], [annotation(3..<9)]).changedCount == 1)
        #expect(difference([annotation(0..<4)], [annotation(3..<9, "B")]).changedCount == 0)
        #expect(difference([annotation(0..<4)], [annotation(4..<9)]).changedCount == 0)
        #expect(difference([annotation(0..<4)], [annotation(0..<4, layer: "m")]).changedCount == 0)
    }

    @Test("equal annotations are paired before changed ones, and the same span before an overlap")
    func priority() {
        let old = [annotation(0..<4), annotation(0..<4, "B"), annotation(2..<8)]
        let result = difference(old, [annotation(0..<4, "B"), annotation(2..<9)])
        #expect(result.unchanged == 1)
        #expect(result.groups.flatMap(\.changed).map(\.before.span) == [Span(0, 4)])
        #expect(result.groups.flatMap(\.removed).map(\.span) == [Span(2, 8)])
    }

    @Test("changes are listed under the rule of the second result; groups are sorted by plugin and rule")
    func groups() {
        let result = difference(
            [annotation(0..<2, rule: "Old"), annotation(4..<6, plugin: "z")],
            [
                annotation(0..<2, rule: "New"), annotation(8..<9, plugin: "b", rule: nil),
                annotation(10..<11, plugin: "b", rule: "A"),
            ])
        #expect(
            result.groups.map { "\($0.plugin).\($0.rule ?? "none")" } == ["b.none", "b.A", "p.New", "z.R"])
        #expect(result.groups.map(\.changed.count) == [0, 0, 1, 0])
        #expect(result.groups.map(\.added.count) == [1, 1, 0, 0])
        #expect(result.groups.map(\.removed.count) == [0, 0, 0, 1])
    }

    @Test("annotations need not be sorted, and groups list theirs in text order")
    func unsorted() {
        let sorted = (0..<6).map { annotation($0 * 8..<$0 * 8 + 4) }
        #expect(difference(sorted, sorted.reversed()).isEmpty)
        let moved = difference(sorted, sorted.reversed().map { annotation($0.span.start..<$0.span.end + 1) })
        #expect(moved.changedCount == 6)
        #expect(moved.groups.flatMap(\.changed).map(\.before.span.start) == [0, 8, 16, 24, 32, 40])
        let added = difference([], sorted.reversed())
        #expect(added.groups.flatMap(\.added).map(\.span.start) == [0, 8, 16, 24, 32, 40])
    }

    @Test("a reference to an annotation that is not there is null")
    func brokenReference() {
        let one = annotation(0..<4, features: [.init("to", .annotation(9))])
        let other = annotation(0..<4, features: [.init("to", .null)])
        #expect(difference([one], [other]).isEmpty)
    }

    /// The numbers of equal, changed, removed and added annotations by trying every pair in text order.
    private func reference(_ old: [Annotation], _ new: [Annotation]) -> [Int] {
        func sorted(_ annotations: [Annotation]) -> [Annotation] {
            annotations.enumerated().sorted { ($0.element.span, $0.offset) < ($1.element.span, $1.offset) }
                .map(\.element)
        }
        var (before, after) = (sorted(old), sorted(new))
        func pair(_ fits: (Annotation, Annotation) -> Bool) -> Int {
            var count = 0
            for first in before {
                guard let index = after.firstIndex(where: { fits(first, $0) }) else { continue }
                after.remove(at: index)
                before.remove(
                    at: before.firstIndex {
                        $0.span == first.span && $0.label == first.label && $0.rule == first.rule
                    } ?? 0)
                count += 1
            }
            return count
        }
        let equal = pair { $0.span == $1.span && $0.label == $1.label && $0.rule == $1.rule }
        var changed = pair { $0.span == $1.span }
        changed += pair { $0.label == $1.label && $0.span.overlaps($1.span) }
        return [equal, changed, before.count, after.count]
    }

    @Test("random results are paired as by trying every pair", arguments: 0..<60)
    func random(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        func some() -> [Annotation] {
            (0..<Int.random(in: 0..<12, using: &generator)).map { _ in
                let start = Int.random(in: 0..<20, using: &generator)
                return annotation(
                    start..<start + Int.random(in: 1..<9, using: &generator),
                    Bool.random(using: &generator) ? "A" : "B",
                    rule: Bool.random(using: &generator) ? "R" : nil)
            }
        }
        let (old, new) = (some(), some())
        let result = difference(old, new)
        #expect(
            [result.unchanged, result.changedCount, result.removedCount, result.addedCount]
                == reference(old, new))
    }
}
