import ArticleModel
import Evaluation
import Serialization
import Testing

@Suite("The evaluation of layers")
struct LayerEvaluationTests {
    private func records(_ lines: String...) throws -> [FeatureValue] {
        try lines.map { line in try Array(line.utf8).withUnsafeBytes { try JSONDocument.parse($0) } }
    }

    private let gold =
        #"{"id":"a","headline":"Unseen","published":"2024-03-05","text":"Ana met Bo.","annotations":["#
        + #"{"layer":"names","label":"PERSON","coarse":"PER","start":0,"end":3},{"layer":"names","label":"PERSON","start":8,"end":10}]}"#

    @Test("plugins see the id, text and date; their annotations are scored as they would be written")
    func predictions() throws {
        let evaluation = LayerEvaluation(gold: try records(gold, #"{"id":"no text"}"#))
        let found = try evaluation.predictions { article in
            #expect(article.text == "Ana met Bo." && article.metadata.headline == nil)
            #expect(article.metadata.published == "2024-03-05")
            return AnnotatedArticle(
                article: article,
                annotations: [
                    Annotation(id: "n1", layer: "names", label: "PERSON", span: Span(0, 3), plugin: "names")
                ])
        }
        let report = try evaluation.report(of: "names", found, scoring: .labels)
        #expect(report.main == Tally(correct: 1, gold: 2, found: 1))
    }

    @Test("predictions without text get that of the gold")
    func withoutText() throws {
        let evaluation = LayerEvaluation(gold: try records(gold))
        let found = evaluation.predictions(
            in: try records(
                #"{"id":"a","annotations":[{"layer":"names","label":"PERSON","start":8,"end":10}]}"#))
        #expect(found["a"]?.text(0..<3) == "Ana")
        #expect(try evaluation.report(of: "names", found, scoring: .labels).main.correct == 1)
    }

    @Test("labels of another field, and renamed labels")
    func labels() throws {
        let evaluation = LayerEvaluation(gold: try records(gold), labelField: "coarse")
        #expect(evaluation.gold[0].annotations.map(\.label) == ["PER"])
        var options = LayerEvaluation.Options()
        options.labelNames = ["PERSON": "PER"]
        let found = evaluation.predictions(in: try records(gold))
        let report = try evaluation.report(of: "names", found, scoring: .labels, options)
        #expect(report.main == Tally(correct: 1, gold: 1, found: 2))
    }

    @Test("the table, the errors, the JSON and the page of a report")
    func report() throws {
        let evaluation = LayerEvaluation(gold: [])
        #expect(evaluation.layers == [] && evaluation.gold.isEmpty)
        let gold = [document("a", "«Ana|PERSON» met «Bo|PERSON».")]
        let found = marked("«Ana|PERSON» «met|VERB» Bo.")
        let report = EvalReport(LabelScore(gold: gold, found: found, layer: "names", match: .strict))
        let lines = report.lines().map { $0.split(separator: " ").joined(separator: " ") }
        #expect(
            lines == [
                "P R F1 95 % of F1 correct found gold", "PERSON 100.0 50.0 66.7 1 1 2",
                "VERB 0.0 0.0 0.0 0 1 0",
                "all 50.0 50.0 50.0 50.0 – 50.0 1 2 2", "worst: a (2)",
            ])
        let texts = ["a": gold[0]]
        #expect(
            report.errorLines(texts) == [
                "missed\ta\tPERSON\tAna met «Bo».", "spurious\ta\tVERB []\tAna «met» Bo.",
            ])
        #expect(
            report.json.hasSuffix(
                #""all":{"p":0.5,"r":0.5,"f1":0.5,"correct":1,"found":2,"gold":2}}"#))
        let page = report.page(title: "a < b & c", texts)
        #expect(page.contains("<h1>a &lt; b &amp; c</h1>") && page.contains("Ana met <mark>Bo</mark>."))
    }

    private func marked(_ text: String) -> [String: ScoredDocument] {
        ["a": document("a", text)]
    }

    @Test("the change in F1 between two results, by layer")
    func change() throws {
        let none = try records(#"{"id":"a","annotations":[]}"#)
        let all = try records(gold)
        let changes = ScoreChange.all(gold: all, none, all)
        #expect(changes.map(\.layer) == ["names"])
        #expect(changes.map(\.before) == [0] && changes.map(\.after) == [1])
    }
}
