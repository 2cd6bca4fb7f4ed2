import ArticleModel
import Evaluation
import TestSupport
import Testing

@Suite("Spans and labels, counted by hand")
struct LabelScoreCaseTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var rule: String
        var gold: String
        var found: String
        /// Hits for strict, overlap and label.
        var correct: (Int, Int, Int)
        /// Annotations in the gold and found.
        var count: (Int, Int)
        var testDescription: String { rule }
    }

    private static let cases = [
        Case(
            rule: "the same span and label", gold: "«Ana Ruiz|PERSON» left.",
            found: "«Ana Ruiz|PERSON» left.",
            correct: (1, 1, 1), count: (1, 1)),
        Case(
            rule: "the same span, another label", gold: "«Elm Hill|PLACE» left.",
            found: "«Elm Hill|PERSON» left.",
            correct: (0, 0, 1), count: (1, 1)),
        Case(
            rule: "a shorter span", gold: "Mayor «Ana Ruiz|PERSON».", found: "Mayor Ana «Ruiz|PERSON».",
            correct: (0, 1, 1), count: (1, 1)),
        Case(
            rule: "a longer span", gold: "Mayor «Ana Ruiz|PERSON».", found: "«Mayor Ana Ruiz|PERSON».",
            correct: (0, 1, 1), count: (1, 1)),
        Case(
            rule: "spans that touch have no character in common", gold: "«Ana|PERSON» Ruiz",
            found: "Ana« Ruiz|PERSON»", correct: (0, 0, 0), count: (1, 1)),
        Case(
            rule: "one character in common is enough", gold: "«Ana |PERSON»Ruiz", found: "Ana« Ruiz|PERSON»",
            correct: (0, 1, 1), count: (1, 1)),
        Case(
            rule: "nothing is found", gold: "«Ana|PERSON» and «Bo|PERSON»", found: "Ana and Bo",
            correct: (0, 0, 0), count: (2, 0)),
        Case(
            rule: "nothing is in the gold", gold: "Ana and Bo", found: "«Ana|PERSON» and «Bo|PERSON»",
            correct: (0, 0, 0), count: (0, 2)),
        Case(rule: "nothing in either", gold: "Rain.", found: "Rain.", correct: (0, 0, 0), count: (0, 0)),
        Case(
            rule: "two halves of one span: only one is a hit", gold: "«Port Alder|PLACE»",
            found: "«Port|PLACE» «Alder|PLACE»", correct: (0, 1, 1), count: (1, 2)),
        Case(
            rule: "one span over two: only one is a hit", gold: "«Port|PLACE» «Alder|PLACE»",
            found: "«Port Alder|PLACE»", correct: (0, 1, 1), count: (2, 1)),
        Case(
            rule: "many-byte characters are single characters", gold: "É 🌊 «Zoë|PERSON»",
            found: "É 🌊 «Zoë|PERSON»",
            correct: (1, 1, 1), count: (1, 1)),
        Case(
            rule: "a combining mark is a character of its own", gold: "«Zo|PERSON»e\u{308}!",
            found: "«Zoe\u{308}|PERSON»!", correct: (0, 1, 1), count: (1, 1)),
    ]

    @Test("hits, gold and predictions of each way to match", arguments: cases)
    func counts(_ sample: Case) {
        let gold = [document("a", sample.gold)]
        let found = predictions(document("a", sample.found))
        for (match, correct) in [
            (LabelScore.Match.strict, sample.correct.0), (.overlap, sample.correct.1),
            (.label, sample.correct.2),
        ] {
            let score = LabelScore(gold: gold, found: found, layer: "names", match: match)
            #expect(
                score.total == Tally(correct: correct, gold: sample.count.0, found: sample.count.1),
                "\(match)")
        }
    }

    private func annotation(_ range: Range<Int>, _ label: String, _ fields: [FeatureValue.Field] = [])
        -> ScoredAnnotation
    {
        ScoredAnnotation(layer: "names", label: label, range: range, fields: .object(fields))
    }

    private func score(
        _ gold: [ScoredAnnotation], _ found: [ScoredAnnotation], _ match: LabelScore.Match, key: String? = nil
    ) -> LabelScore {
        let text = String(repeating: "x", count: 100)
        return LabelScore(
            gold: [ScoredDocument(id: "a", text: text, annotations: gold)],
            found: ["a": ScoredDocument(id: "a", text: text, annotations: found)], layer: "names",
            match: match,
            key: key)
    }

    @Test("an annotation that occurs twice counts once")
    func duplicates() {
        let twice = [annotation(0..<4, "A"), annotation(0..<4, "A"), annotation(0..<4, "B")]
        #expect(score(twice, twice, .strict).total == Tally(correct: 2, gold: 2, found: 2))
        #expect(score(twice, [annotation(0..<4, "A")], .strict).total == Tally(correct: 1, gold: 2, found: 1))
    }

    @Test("the largest overlap is matched first, and what is left may match what is left")
    func largestFirst() {
        // Gold 0–10 overlaps 0–3 by 3 and 3–20 by 7: it gets the second, although the first comes before it.
        let left = score(
            [annotation(0..<10, "A")], [annotation(0..<3, "A"), annotation(3..<20, "A")], .overlap)
        #expect(left.total == Tally(correct: 1, gold: 1, found: 2))
        #expect(left.errors.compactMap { $0.found?.range } == [0..<3])
        // 0–10 with 5–30 have 5 in common, 10–30 with 5–30 have 20: the second wins, the first gets 0–2.
        let both = score(
            [annotation(0..<10, "A"), annotation(10..<30, "A")],
            [annotation(5..<30, "A"), annotation(0..<2, "A")], .overlap)
        #expect(both.total == Tally(correct: 2, gold: 2, found: 2))
    }

    @Test("counts by label belong to the gold label of a hit, whatever the label of the prediction")
    func byLabel() {
        let score = score(
            [annotation(0..<3, "PLACE"), annotation(5..<8, "PERSON")],
            [annotation(0..<3, "PERSON"), annotation(5..<8, "PERSON")], .label)
        #expect(score.byLabel["PLACE"] == Tally(correct: 1, gold: 1, found: 0))
        #expect(score.byLabel["PERSON"] == Tally(correct: 1, gold: 1, found: 2))
        #expect(score.byLabel.count == 2)
    }

    @Test("a key must be equal, also in that it is missing")
    func key() {
        let two = [FeatureValue.Field("n", .integer(2))]
        func correct(_ gold: [FeatureValue.Field], _ found: [FeatureValue.Field]) -> Int {
            score([annotation(0..<3, "A", gold)], [annotation(0..<3, "A", found)], .strict, key: "n").total
                .correct
        }
        #expect(correct(two, two) == 1)
        #expect(correct(two, [.init("n", .integer(3))]) == 0)
        #expect(correct(two, [.init("n", .string("2"))]) == 0)
        #expect(correct(two, []) == 0)
        #expect(correct([], two) == 0)
        #expect(correct([], []) == 1)
        #expect(correct(two, two + [.init("m", .integer(1))]) == 1)
    }

    @Test("a label can be read as another, or left out")
    func labels() {
        let gold = [document("a", "«Ana|PERSON» «Alder|PLACE» «May|DATE»")]
        let found = predictions(document("a", "«Ana|PER» «Alder|LOC» «May|DATE»"))
        let score = LabelScore(
            gold: gold, found: found, layer: "names", match: .strict,
            label: { ["PERSON": "PER", "PER": "PER", "PLACE": "LOC", "LOC": "LOC"][$0.label] })
        #expect(score.total == Tally(correct: 2, gold: 2, found: 2))
        #expect(score.byLabel.keys.sorted() == ["LOC", "PER"])
    }

    @Test("documents keep the order of the gold, and predictions for other documents do not count")
    func order() {
        let gold = ["c", "a", "b"].map { document($0, "«Ana|PERSON»") }
        let found = predictions(document("a", "«Ana|PERSON»"), document("z", "«Ana|PERSON»"))
        let score = LabelScore(gold: gold, found: found, layer: "names", match: .strict)
        #expect(score.byDocument.map(\.id) == ["c", "a", "b"])
        #expect(score.byDocument.map(\.tally.correct) == [0, 1, 0])
        #expect(score.total == Tally(correct: 1, gold: 3, found: 1))
    }

    @Test(
        "strict hits of random annotations are the equal ones; the other ways never find fewer",
        arguments: 0..<20)
    func random(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        func some() -> [ScoredAnnotation] {
            (0..<Int.random(in: 0..<6, using: &generator)).map { _ in
                let start = Int.random(in: 0..<8, using: &generator)
                return annotation(
                    start..<start + Int.random(in: 1..<5, using: &generator),
                    ["A", "B"].randomElement(using: &generator) ?? "A")
            }
        }
        func names(_ annotations: [ScoredAnnotation]) -> Set<String> {
            Set(annotations.map { "\($0.range) \($0.label)" })
        }
        let (gold, found) = (some(), some())
        let strict = score(gold, found, .strict).total
        #expect(strict.gold == names(gold).count && strict.found == names(found).count)
        #expect(strict.correct == names(gold).intersection(names(found)).count)
        let overlap = score(gold, found, .overlap).total
        let label = score(gold, found, .label)
        #expect(overlap.correct >= strict.correct)
        // Every annotation is a hit or an error.
        #expect(label.errors.count { $0.kind == .missed } == label.total.gold - label.total.correct)
        #expect(label.errors.count { $0.kind == .spurious } == label.total.found - label.total.correct)
    }
}
