import ArticleModel
import Evaluation
import Testing

@Suite("Scores of temporal expressions")
struct TimexScoreTests {
    @Test("strict and relaxed extents, values and types, counted by hand")
    func counts() {
        let gold = [
            document(
                "a",
                "On «12 May|DATE value=2024-05-12» and «last week|DATE value=2024-W18» for «two days|DURATION value=P2D», «often|SET value=XX»."
            )
        ]
        // Exact; relaxed with the right value; exact with the wrong value and type; one missed; one false positive.
        let found = predictions(
            document(
                "a",
                "«On|DATE value=X» «12 May|DATE value=2024-05-12» and last «week|DATE value=2024-W18» for «two days|DATE value=P3D», often."
            ))
        let score = TimexScore(gold: gold, found: found, layer: "names")
        #expect((score.gold, score.found) == (4, 4))
        #expect((score.relaxed, score.strict) == (3, 2))
        #expect((score.values, score.types, score.strictValues) == (2, 2, 1))
        #expect(score.byDocument.map(\.tally) == [Tally(correct: 2, gold: 4, found: 4)])
        let wrong = score.errors.filter { $0.kind == .wrong }.map(\.parts)
        #expect(wrong.contains(["extent"]) && wrong.contains(["value", "label"]) && wrong.count == 2)
        #expect(score.errors.filter { $0.kind == .missed }.compactMap { $0.gold?.label } == ["SET"])
        #expect(score.errors.filter { $0.kind == .spurious }.count == 1)
        let measures = Dictionary(uniqueKeysWithValues: score.measures.map { ($0.name, $0.value) })
        #expect(measures["strict_f1"] == 0.5 && measures["relaxed_p"] == 0.75)
        #expect(measures["value_acc"] == 2.0 / 3 && measures["strict_value_f1"] == 0.25)
    }

    @Test("an equal extent is matched before a larger overlap, and white space at the ends does not count")
    func pairs() {
        let gold = [document("a", "«12 May 2024|DATE value=A» «May|DATE value=B»")]
        let found = predictions(document("a", "«12 May 2024 |DATE value=A»«May|DATE value=B»"))
        let score = TimexScore(gold: gold, found: found, layer: "names")
        #expect((score.strict, score.values) == (2, 2))
    }

    @Test("annotations of other layers and articles without predictions")
    func layers() {
        let gold = [document("a", "«May|DATE value=B»")]
        let score = TimexScore(
            gold: gold, found: predictions(document("a", "«May|DATE value=B»", layer: "x")), layer: "names")
        #expect((score.gold, score.found) == (1, 0))
        let none = TimexScore(gold: gold, found: [:], layer: "names")
        #expect((none.gold, none.found, none.errors.count) == (1, 0, 1))
        #expect(none.measures.allSatisfy { $0.value == 0 })
    }
}
