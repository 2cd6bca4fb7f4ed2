import ArticleModel
import Evaluation
import Testing

@Suite("Scores of spans and labels")
struct LabelScoreTests {
    private let gold = [
        document("a", "«Ana Ruiz|PERSON» met «Bo Lind|PERSON» in «Port Alder|PLACE»."),
        document("b", "«Elm Hill|PLACE» was quiet."),
        document("c", "Nothing happened."),
    ]
    /// One exact, one with the wrong extent, one with the wrong label; one missed; one false positive.
    private let found = predictions(
        document("a", "«Ana Ruiz|PERSON» met Bo «Lind|PERSON» in «Port Alder|PERSON»."),
        document("c", "«Nothing|PERSON» happened."))

    private func score(
        _ match: LabelScore.Match, labels: Set<String>? = nil, key: String? = nil
    ) -> LabelScore {
        LabelScore(gold: gold, found: found, layer: "names", match: match, labels: labels, key: key)
    }

    @Test(
        "strict needs extent and label, overlap the label, label only a shared character",
        arguments: [(LabelScore.Match.strict, 1), (.overlap, 2), (.label, 3)])
    func matches(_ sample: (match: LabelScore.Match, correct: Int)) {
        let score = score(sample.match)
        #expect(score.total == Tally(correct: sample.correct, gold: 4, found: 4))
        #expect(score.byDocument.map(\.id) == ["a", "b", "c"])
        #expect(score.byDocument.map(\.tally.gold) == [3, 1, 0])
        #expect(score.byDocument.map(\.tally.found) == [3, 0, 1])
    }

    @Test("counts by label, and every unmatched annotation as an error")
    func details() {
        let score = score(.strict)
        #expect(score.byLabel["PERSON"] == Tally(correct: 1, gold: 2, found: 4))
        #expect(score.byLabel["PLACE"] == Tally(correct: 0, gold: 2, found: 0))
        #expect(score.errors.filter { $0.kind == .missed }.count == 3)
        #expect(score.errors.filter { $0.kind == .spurious }.count == 3)
    }

    @Test("only the labels asked for count")
    func labels() {
        #expect(score(.strict, labels: ["PLACE"]).total == Tally(correct: 0, gold: 2, found: 0))
    }

    @Test("a key that differs makes a matching span a mismatch")
    func key() {
        let gold = [document("a", "«two men|COUNT n=2» and «three|COUNT n=3»")]
        let found = predictions(document("a", "«two men|COUNT n=2» and «three|COUNT n=4»"))
        let score = LabelScore(gold: gold, found: found, layer: "names", match: .strict, key: "n")
        #expect(score.total == Tally(correct: 1, gold: 2, found: 2))
        #expect(score.errors.map(\.kind) == [.wrong] && score.errors.map(\.parts) == [["n"]])
    }

    @Test("one prediction matches one gold annotation, the largest overlap first")
    func oneToOne() {
        let gold = [document("a", "«Ana|PERSON» «Maria Ruiz|PERSON»")]
        let found = predictions(document("a", "«Ana Maria Ruiz|PERSON»"))
        let score = LabelScore(gold: gold, found: found, layer: "names", match: .overlap)
        #expect(score.total == Tally(correct: 1, gold: 2, found: 1))
        #expect(score.errors.compactMap { $0.gold?.range } == [0..<3])
    }

    @Test("other layers do not count; annotations that name none do")
    func layers() {
        let gold = [document("a", "«Ana|PERSON» «Bo|PERSON»", layer: "")]
        let other = predictions(document("a", "«Ana|PERSON» «Bo|PERSON»", layer: "other"))
        #expect(
            LabelScore(gold: gold, found: other, layer: "names", match: .strict).total
                == Tally(correct: 0, gold: 2, found: 0))
    }

    @Test("precision, recall and F1 by hand; zero where there is nothing")
    func tally() {
        let tally = Tally(correct: 3, gold: 4, found: 6)
        #expect(tally.precision == 0.5 && tally.recall == 0.75 && abs(tally.f1 - 0.6) < 1e-12)
        #expect(Tally().precision == 0 && Tally().recall == 0 && Tally().f1 == 0)
    }

    @Test("the interval is the same every time and contains the score")
    func bootstrap() {
        let tallies = (0..<20).map { Tally(correct: $0 % 3 + 1, gold: 4, found: 4) }
        let interval = Bootstrap.interval(tallies)
        let f1 = tallies.reduce(Tally()) { $0 + $1 }.f1
        #expect(interval == Bootstrap.interval(tallies))
        #expect(interval.low < f1 && f1 < interval.high)
        #expect(Bootstrap.interval([Tally(correct: 1, gold: 2, found: 2)]) == (0.5, 0.5))
    }
}
