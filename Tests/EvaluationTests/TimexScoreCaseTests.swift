import ArticleModel
import Evaluation
import Testing

@Suite("Temporal expressions, counted by hand")
struct TimexScoreCaseTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var rule: String
        var gold: String
        var found: String
        /// relaxed, strict, values, types, strictValues
        var counts: [Int]
        var testDescription: String { rule }
    }

    private static let cases = [
        Case(
            rule: "everything is the same", gold: "«12 May|DATE value=2024-05-12»",
            found: "«12 May|DATE value=2024-05-12»", counts: [1, 1, 1, 1, 1]),
        Case(
            rule: "another value", gold: "«12 May|DATE value=2024-05-12»",
            found: "«12 May|DATE value=2023-05-12»",
            counts: [1, 1, 0, 1, 0]),
        Case(
            rule: "another type", gold: "«two days|DURATION value=P2D»", found: "«two days|SET value=P2D»",
            counts: [1, 1, 1, 0, 1]),
        Case(
            rule: "another extent", gold: "«on 12 May|DATE value=A»", found: "on «12 May|DATE value=A»",
            counts: [1, 0, 1, 1, 0]),
        Case(
            rule: "another extent, value and type", gold: "«on 12 May|DATE value=A»",
            found: "on «12 May|TIME value=B»",
            counts: [1, 0, 0, 0, 0]),
        Case(
            rule: "no value in either is the same value", gold: "«lately|DATE»", found: "«lately|DATE»",
            counts: [1, 1, 1, 1, 1]),
        Case(
            rule: "a value in one only is another value", gold: "«lately|DATE value=PAST_REF»",
            found: "«lately|DATE»", counts: [1, 1, 0, 1, 0]),
        Case(
            rule: "one prediction over two in the gold", gold: "«May|DATE value=A» «2024|DATE value=B»",
            found: "«May 2024|DATE value=B»", counts: [1, 0, 1, 1, 0]),
        Case(
            rule: "two predictions in one of the gold", gold: "«May 2024|DATE value=A»",
            found: "«May|DATE value=A» «2024|DATE value=A»", counts: [1, 0, 1, 1, 0]),
        Case(
            rule: "expressions that touch do not overlap", gold: "«12|DATE value=A» May",
            found: "12« May|DATE value=A»", counts: [0, 0, 0, 0, 0]),
        Case(
            rule: "white space at the ends does not count", gold: "« 12 May\n|DATE value=A»now",
            found: " «12 May|DATE value=A»\nnow", counts: [1, 1, 1, 1, 1]),
        Case(
            rule: "white space alone is no expression", gold: "a« \n|DATE value=A»b",
            found: "a« \n|DATE value=A»b",
            counts: [0, 0, 0, 0, 0]),
    ]

    @Test("relaxed, strict, values, types and strict values", arguments: cases)
    func counts(_ sample: Case) {
        let score = TimexScore(
            gold: [document("a", sample.gold)], found: predictions(document("a", sample.found)),
            layer: "names")
        #expect(
            [score.relaxed, score.strict, score.values, score.types, score.strictValues] == sample.counts)
        #expect(score.byDocument.map(\.tally.correct) == [sample.counts[2]])
    }

    @Test("the largest overlap is matched first, then the nearest ends, then the first")
    func pairs() {
        // "May 2024" overlaps the gold by 8, "12" by 2.
        let largest = TimexScore(
            gold: [document("a", "«12 May 2024|DATE value=A»")],
            found: predictions(document("a", "«12|DATE value=B» «May 2024|DATE value=A»")), layer: "names")
        #expect((largest.relaxed, largest.values) == (1, 1))
        // Both contain "May" whole; the ends of the second are nearer.
        let text = "on 12 May"
        func item(_ range: Range<Int>, _ value: String) -> ScoredAnnotation {
            ScoredAnnotation(
                layer: "names", label: "DATE", range: range, fields: .object([.init("value", .string(value))])
            )
        }
        func score(_ gold: [ScoredAnnotation], _ found: [ScoredAnnotation]) -> TimexScore {
            TimexScore(
                gold: [ScoredDocument(id: "a", text: text, annotations: gold)],
                found: ["a": ScoredDocument(id: "a", text: text, annotations: found)], layer: "names")
        }
        #expect(score([item(6..<9, "A")], [item(0..<9, "B"), item(3..<9, "A")]).values == 1)
        #expect(score([item(6..<9, "A")], [item(0..<9, "A"), item(3..<9, "B")]).values == 0)
        // Equal extents: the first value in alphabetical order.
        #expect(score([item(6..<9, "A")], [item(6..<9, "B"), item(6..<9, "A")]).values == 1)
    }

    @Test("an expression that occurs twice with the same type and value counts once")
    func duplicates() {
        var gold = document("a", "«May|DATE value=A»")
        gold.annotations += gold.annotations
        let score = TimexScore(gold: [gold], found: predictions(gold), layer: "names")
        #expect((score.gold, score.found, score.strictValues) == (1, 1, 1))
    }

    @Test("predictions without text are trimmed by the text of the gold")
    func withoutText() {
        let gold = document("a", "on «12 May|DATE value=A» now")
        let bare = ScoredDocument(
            id: "a", text: "",
            annotations: [
                ScoredAnnotation(
                    layer: "names", label: "DATE", range: 2..<10,
                    fields: .object([.init("value", .string("A"))]))
            ])
        #expect(TimexScore(gold: [gold], found: predictions(bare), layer: "names").strictValues == 1)
    }

    @Test("an extent that reaches beyond the text is compared as it is")
    func beyond() {
        let far = ScoredAnnotation(layer: "names", label: "DATE", range: 4..<90)
        let score = TimexScore(
            gold: [document("a", "now «May|DATE»")],
            found: ["a": ScoredDocument(id: "a", text: "now May", annotations: [far])], layer: "names")
        #expect((score.relaxed, score.strict) == (1, 0))
    }

    @Test("errors are in text order, article by article, and say which parts differ")
    func errors() {
        let gold = [
            document("b", "«Monday|DATE value=A» and «12 May|DATE value=B» and «noon|TIME value=C»"),
            document("a", "«today|DATE value=D»"),
        ]
        let found = predictions(
            document("b", "«Monday|TIME value=X» «and|DATE value=Y» 12 «May|DATE value=B» and noon"),
            document("a", "«today|DATE value=D»"))
        let score = TimexScore(gold: gold, found: found, layer: "names")
        #expect(score.errors.map(\.kind) == [.wrong, .spurious, .wrong, .missed])
        #expect(score.errors.map(\.document) == ["b", "b", "b", "b"])
        #expect(score.errors.map(\.parts) == [["value", "label"], [], ["extent"], []])
        #expect(score.errors.map { $0.gold?.range } == [0..<6, nil, 11..<17, 22..<26])
        #expect(score.errors.map { $0.found?.range } == [0..<6, 7..<10, 14..<17, nil])
    }

    @Test("the measures of TempEval-3, each by hand")
    func measures() {
        // Of 4 in the gold and 5 found: 3 overlap, 2 of them exactly; 2 values and 3 types are right, and 1 value of
        // an exact one.
        let gold = [
            document("a", "«Mon|DATE value=A» «12 May|DATE value=B» «noon|TIME value=C» «May|DATE value=D»")
        ]
        let found = predictions(
            document(
                "a", "«Mon|DATE value=A» 12 «May|DATE value=B» «noon|TIME value=X» May"
            ).adding(["q", "r"]))
        let score = TimexScore(gold: gold, found: found, layer: "names")
        #expect((score.gold, score.found) == (4, 5))
        let strict = 2 * (2.0 / 5) * (2.0 / 4) / (2.0 / 5 + 2.0 / 4)
        let relaxed = 2 * (3.0 / 5) * (3.0 / 4) / (3.0 / 5 + 3.0 / 4)
        let both = 2 * (1.0 / 5) * (1.0 / 4) / (1.0 / 5 + 1.0 / 4)
        let expected = [
            ("strict_p", 2.0 / 5), ("strict_r", 2.0 / 4), ("strict_f1", strict), ("relaxed_p", 3.0 / 5),
            ("relaxed_r", 3.0 / 4), ("relaxed_f1", relaxed), ("value_acc", 2.0 / 3),
            ("value_f1", relaxed * 2 / 3), ("type_acc", 1), ("type_f1", relaxed), ("strict_value_f1", both),
        ]
        #expect(score.measures.map(\.name) == expected.map(\.0))
        for (measure, value) in zip(score.measures, expected) {
            #expect(abs(measure.value - value.1) < 1e-12, "\(measure.name)")
        }
    }
}

extension ScoredDocument {
    /// The document with a false positive beyond its text for each name.
    fileprivate func adding(_ names: [String]) -> ScoredDocument {
        var copy = self
        for (number, name) in names.enumerated() {
            copy.annotations.append(
                ScoredAnnotation(
                    layer: "names", label: "DATE", range: 200 + number * 10..<205 + number * 10,
                    fields: .object([.init("value", .string(name))])))
        }
        return copy
    }
}
