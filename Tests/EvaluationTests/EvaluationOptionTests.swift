import ArticleModel
import Diagnostics
import Evaluation
import Serialization
import TestSupport
import Testing

@Suite("Options of an evaluation")
struct EvaluationOptionTests {
    private func records(_ lines: String...) throws -> [FeatureValue] {
        try lines.map { line in try Array(line.utf8).withUnsafeBytes { try JSONDocument.parse($0) } }
    }

    private func annotation(_ label: String, _ start: Int, _ end: Int, _ more: String = "") -> String {
        #"{"layer":"names","label":"\#(label)","start":\#(start),"end":\#(end)\#(more)}"#
    }

    private func record(_ id: String, _ annotations: String..., text: String? = "Ana met Bo.") -> String {
        let member = text.map { #""text":"\#($0)","# } ?? ""
        return #"{"id":"\#(id)",\#(member)"annotations":[\#(annotations.joined(separator: ","))]}"#
    }

    @Test("a gold annotation without the field of the label is left out")
    func labelField() throws {
        let gold = try records(
            record("a", annotation("PERSON", 0, 3, #","coarse":"PER""#), annotation("PERSON", 8, 10)))
        let coarse = LayerEvaluation(gold: gold, labelField: "coarse")
        #expect(coarse.gold.map { $0.annotations.map(\.label) } == [["PER"]])
        #expect(
            LayerEvaluation(gold: gold).gold.map { $0.annotations.map(\.label) } == [["PERSON", "PERSON"]])
    }

    @Test("labels of the predictions and of the gold are read as others")
    func labelNames() throws {
        let evaluation = LayerEvaluation(gold: try records(record("a", annotation("PER", 0, 3))))
        let found = evaluation.predictions(in: try records(record("a", annotation("PERSON", 0, 3))))
        var options = LayerEvaluation.Options()
        func main() throws -> Tally {
            try evaluation.report(of: "names", found, scoring: .labels, options).main
        }
        #expect(try main() == Tally(correct: 0, gold: 1, found: 1))
        options.labelNames = ["PERSON": "PER"]
        #expect(try main() == Tally(correct: 1, gold: 1, found: 1))
        options.labels = ["PERSON"]
        #expect(try main() == Tally())
        options.labels = ["PER"]
        #expect(try main() == Tally(correct: 1, gold: 1, found: 1))
    }

    @Test("a way to match and a key are passed on")
    func matchAndKey() throws {
        let evaluation = LayerEvaluation(
            gold: try records(
                record("a", annotation("X", 0, 3, #","n":1"#), annotation("X", 8, 10, #","n":2"#))))
        let found = evaluation.predictions(
            in: try records(
                record("a", annotation("X", 0, 5, #","n":1"#), annotation("X", 8, 11, #","n":3"#))))
        var options = LayerEvaluation.Options()
        func correct() throws -> Int {
            try evaluation.report(of: "names", found, scoring: .labels, options).main.correct
        }
        #expect(try correct() == 0)
        options.match = .overlap
        #expect(try correct() == 2)
        options.key = "n"
        #expect(try correct() == 1)
    }

    @Test("quotations can be scored by label, with ignored labels and by their quoted regions")
    func quotations() throws {
        let text = "“No”, he said, “no way”."
        let gold = LayerEvaluation(
            gold: try records(
                record("a", annotation("DIRECT", 0, 4), annotation("MIXED", 15, 23), text: text)))
        // One prediction over both regions.
        let found = gold.predictions(in: try records(record("a", annotation("DIRECT", 0, 23), text: text)))
        var options = LayerEvaluation.Options()
        func main() throws -> Tally {
            try gold.report(of: "names", found, scoring: .quotations, options).main
        }
        #expect(try main() == Tally(correct: 0, gold: 2, found: 1))
        options.projects = true
        #expect(try main() == Tally(correct: 2, gold: 2, found: 2))
        options.labels = ["DIRECT"]
        #expect(try main() == Tally(correct: 1, gold: 1, found: 2))
        options.ignored = ["MIXED"]
        #expect(try main() == Tally(correct: 1, gold: 1, found: 1))
    }

    @Test("predictions get the text of the gold; those of other articles and without an id do not count")
    func predictions() throws {
        let evaluation = LayerEvaluation(
            gold: try records(record("7", annotation("X", 0, 3)), record("b", annotation("X", 0, 3))))
        let found = evaluation.predictions(
            in: try records(
                #"{"id":7,"annotations":[{"layer":"names","label":"X","start":0,"end":3}]}"#,
                record("other", annotation("X", 0, 3)), record("unknown", annotation("X", 0, 3), text: nil),
                #"{"annotations":[]}"#))
        #expect(found.keys.sorted() == ["7", "other"])
        #expect(found["7"]?.text(0..<99) == "Ana met Bo.")
        #expect(
            try evaluation.report(of: "names", found, scoring: .labels).main
                == Tally(correct: 1, gold: 2, found: 1))
    }

    @Test(
        "of gold articles with one id, the first is named by it; layers are sorted and without the empty one")
    func identity() throws {
        let evaluation = LayerEvaluation(
            gold: try records(
                record("a", annotation("X", 0, 3), text: "one"),
                record("a", annotation("Y", 0, 3), text: "two"),
                #"{"id":"b","text":"x","annotations":[{"start":0,"end":1},{"layer":"dates","start":0,"end":1}]}"#
            ))
        #expect(evaluation.gold.map(\.id) == ["a", "a", "b"])
        #expect(evaluation.documents["a"]?.text(0..<9) == "one")
        #expect(evaluation.layers == ["dates", "names"])
    }

    @Test("an error of the plugins comes through")
    func failure() throws {
        let evaluation = LayerEvaluation(gold: try records(record("a")))
        let error = #expect(throws: Diagnostic.self) {
            try evaluation.predictions { _ in throw Diagnostic(.lua, "it failed") }
        }
        #expect(error == Diagnostic(.lua, "it failed"))
    }

    @Test("the change in F1 counts each layer of either result, also without texts")
    func change() throws {
        let gold = try records(record("a", annotation("X", 0, 3), annotation("X", 8, 10)))
        let old = try records(record("a", annotation("X", 0, 3), text: nil))
        let new = try records(
            record(
                "a", annotation("X", 0, 3), annotation("X", 8, 10),
                #"{"layer":"dates","label":"D","start":0,"end":1}"#, text: nil))
        let changes = ScoreChange.all(gold: gold, old, new)
        #expect(changes.map(\.layer) == ["dates", "names"])
        // One of two names was found before: P 1, R 1/2, F1 2/3.
        #expect(changes.map(\.before) == [0, 2.0 / 3])
        #expect(changes.map(\.after) == [0, 1])
    }
}

@Suite("Intervals by drawing articles")
struct BootstrapTests {
    @Test("of no article or one there is only the score itself")
    func few() {
        #expect(Bootstrap.interval([]) == (0, 0))
        #expect(Bootstrap.interval([Tally(correct: 1, gold: 4, found: 4)]) == (0.25, 0.25))
    }

    @Test("equal articles have an interval without width")
    func equal() {
        let tallies = Array(repeating: Tally(correct: 1, gold: 2, found: 2), count: 9)
        #expect(Bootstrap.interval(tallies) == (0.5, 0.5))
    }

    @Test("another score than F1 can be drawn")
    func score() {
        let tallies = (0..<10).map { Tally(correct: $0, gold: 10, found: 20) }
        let recall = Bootstrap.interval(tallies) { $0.recall }
        #expect(recall.low < 0.45 && 0.45 < recall.high)
        let precision = Bootstrap.interval(tallies) { $0.precision }
        #expect(abs(precision.low * 2 - recall.low) < 1e-12 && abs(precision.high * 2 - recall.high) < 1e-12)
    }

    @Test("the interval is about as wide as that of the normal distribution", arguments: [20, 100, 400])
    func width(_ count: Int) {
        // Half of the articles are right: the standard error of their share is √(¼ / n).
        let tallies = (0..<count).map { Tally(correct: $0 % 2, gold: 1, found: 1) }
        let interval = Bootstrap.interval(tallies)
        let expected = 1.96 * (0.25 / Double(count)).squareRoot()
        #expect(abs(interval.high - 0.5 - expected) < expected / 4)
        #expect(abs(0.5 - interval.low - expected) < expected / 4)
    }
}
