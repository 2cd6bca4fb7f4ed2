import ArticleModel
import Display
import Testing

@Suite("Differences of results")
struct DifferenceViewTests {
    private func record(_ text: String, id: String = "a1") -> AnnotatedArticle {
        AnnotatedArticle(article: Article(id: .string(id), utf8: Array(text.utf8)))
    }

    private func mark(
        _ span: Span, label: String = "A", rule: String? = nil, score: Double? = nil,
        _ features: [FeatureValue.Field] = []
    ) -> Annotation {
        Annotation(
            id: "m1", layer: "l", label: label, span: span, plugin: "p", rule: rule, score: score,
            features: features)
    }

    private let text = "Ana Ruiz met\nBo in Port Alder, where it rained for days and days."

    private func difference(
        plugin: String = "p", rule: String? = "R", added: [Annotation] = [], removed: [Annotation] = [],
        changed: [AnnotationDifference.Change] = [], unchanged: Int = 0, text: String? = nil
    ) -> AnnotationDifference {
        var group = AnnotationDifference.Group(plugin: plugin, rule: rule)
        (group.added, group.removed, group.changed) = (added, removed, changed)
        let record = record(text ?? self.text)
        return AnnotationDifference(from: record, to: record, groups: [group], unchanged: unchanged)
    }

    private func lines(_ difference: AnnotationDifference, width: Int = 80, colored: Bool = false) -> [String]
    {
        DifferenceView(difference, width: width, style: TextStyle(isColored: colored)).lines
    }

    @Test(
        "results without a difference are one line with the number of annotations",
        arguments: [(0, "0 annotations"), (1, "1 annotation"), (2, "2 annotations")])
    func none(_ sample: (unchanged: Int, text: String)) {
        let record = record("a")
        let difference = AnnotationDifference(
            from: record, to: record, groups: [], unchanged: sample.unchanged)
        #expect(lines(difference) == ["no difference: \(sample.text) as before"])
    }

    @Test("each rule is a heading, followed by what was added, removed and changed, and by the counts")
    func whole() {
        let change = AnnotationDifference.Change(
            before: mark(
                Span(0, 3), rule: "Old", [.init("by", .mention(Span(13, 15))), .init("n", .integer(1))]),
            after: mark(
                Span(0, 8), label: "B", score: 0.5, [.init("by", .null), .init("to", .list([.string("x")]))]),
            parts: ["label", "span", "rule", "score", "by", "n", "to"])
        #expect(
            lines(
                difference(
                    added: [mark(Span(13, 15)), mark(Span(0, 15))], removed: [mark(Span(19, 29))],
                    changed: [change], unchanged: 3)) == [
                    "p.R", "  + Bo  l.A  at 14", "  + Ana Ruiz met Bo  l.A  at 1",
                    "  - Port Alder  l.A  at 20", "  ~ Ana Ruiz  l.B  at 1", "      label: A → B",
                    "      span: “Ana” → “Ana Ruiz”", "      rule: Old → –", "      score: – → 0.5",
                    "      by: Bo → –", "      n: 1 → –", "      to: – → x",
                    "2 added, 1 removed, 1 changed, 3 unchanged",
                ])
    }

    @Test("annotations without a rule are under the name of their plugin")
    func withoutRule() {
        #expect(lines(difference(rule: nil, added: [mark(Span(0, 3))]))[0] == "p")
    }

    @Test("long texts and values are cut at the width", arguments: [20, 80])
    func widths(_ width: Int) {
        let change = AnnotationDifference.Change(
            before: mark(Span(0, 3)),
            after: mark(Span(0, 65), [.init("f", .string(String(repeating: "v", count: 200)))]),
            parts: ["f"])
        let found = lines(difference(changed: [change]), width: width)
        let shown = text.replacing("\n", with: " ").prefix(width / 2 - 1)
        #expect(found[1] == "  ~ \(shown)…  l.A  at 1")
        #expect(found[2] == "      f: – → " + String(repeating: "v", count: width - 6 - 8) + "…")
    }

    @Test("with colors added is green, removed is red and changed is yellow")
    func colors() {
        let change = AnnotationDifference.Change(
            before: mark(Span(0, 3)), after: mark(Span(0, 3), label: "B"), parts: ["label"])
        let found = lines(
            difference(added: [mark(Span(13, 15))], removed: [mark(Span(19, 23))], changed: [change]),
            colored: true)
        #expect(
            found == [
                "\u{1B}[1mp.R\u{1B}[0m", "  \u{1B}[32m+ Bo\u{1B}[0m\u{1B}[2m  l.A  at 14\u{1B}[0m",
                "  \u{1B}[31m- Port\u{1B}[0m\u{1B}[2m  l.A  at 20\u{1B}[0m",
                "  \u{1B}[33m~ Ana\u{1B}[0m\u{1B}[2m  l.B  at 1\u{1B}[0m",
                "      \u{1B}[2mlabel: A → B\u{1B}[0m",
                "1 added, 1 removed, 1 changed, 0 unchanged",
            ])
    }

    // MARK: Of many articles

    @Test("the rules of all articles are sorted, each with its counts and as many examples as asked for")
    func results() {
        let one = difference(
            rule: "Z", added: [mark(Span(0, 3)), mark(Span(13, 15))], removed: [mark(Span(19, 23))])
        let two = difference(plugin: "a", rule: nil, added: [mark(Span(0, 8))])
        let three = difference(rule: "Z", added: [mark(Span(4, 8))])
        let first = [
            "a: 1 added, 0 removed, 0 changed", "  added A a1: «Ana Ruiz» met ¶ Bo in Port Alder, where i",
        ]
        let counts = "p.Z: 3 added, 1 removed, 0 changed"
        let ana = "  added A a1: «Ana» Ruiz met ¶ Bo in Port Alder, wh"
        let bo = "  added A a1: Ana Ruiz met ¶ «Bo» in Port Alder, where it raine"
        let ruiz = "  added A a1: Ana «Ruiz» met ¶ Bo in Port Alder, where i"
        let port = "  removed A a1: Ana Ruiz met ¶ Bo in «Port» Alder, where it rained for da"
        #expect(ResultDifferenceView([one, two, three], examples: 1).lines == first + [counts, ana, port])
        #expect(
            ResultDifferenceView([one, two, three], examples: 9).lines == first + [
                counts, ana, bo, ruiz, port,
            ])
        #expect(ResultDifferenceView([one, two, three], examples: 0).lines == [first[0], counts])
    }

    @Test("an example without text has its place, and a change has what changed in one line")
    func withoutText() {
        let change = AnnotationDifference.Change(
            before: mark(Span(1, 3), [.init("f", .string("a\nb"))]), after: mark(Span(2, 3), label: "B"),
            parts: ["label", "span", "f"])
        #expect(
            ResultDifferenceView(
                [difference(added: [mark(Span(0, 3))], changed: [change], text: "")], examples: 5
            ).lines == [
                "p.R: 1 added, 0 removed, 1 changed", "  added A a1:0",
                "  changed B (label A → B, span 1–3 → 2–3, f a ¶ b → –) a1:2",
            ])
    }

    @Test("annotations without plugin and rule are under a dash, and the context is cut at characters")
    func context() {
        let wide = String(repeating: "e\u{301}", count: 40) + "x" + String(repeating: "🌊", count: 40)
        let span = Span(120, 121)
        #expect(
            ResultDifferenceView(
                [difference(plugin: "", rule: nil, removed: [mark(span)], text: wide)], examples: 1
            ).lines == [
                "–: 0 added, 1 removed, 0 changed",
                "  removed A a1: " + String(repeating: "e\u{301}", count: 15) + "«x»"
                    + String(repeating: "🌊", count: 30),
            ])
    }
}
