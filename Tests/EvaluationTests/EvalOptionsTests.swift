import ArticleModel
import Diagnostics
import Evaluation
import Serialization
import Testing

@Suite("Options and reports of several layers")
struct EvalOptionsTests {
    private func options(
        match: String = "strict", labels: String? = nil, ignored: String? = nil, names: String? = nil,
        projects: Bool = true
    ) throws(Diagnostic) -> LayerEvaluation.Options {
        try LayerEvaluation.Options(
            match: match, labels: labels, ignored: ignored, labelNames: names, projects: projects)
    }

    @Test("values of the command line become options")
    func values() throws {
        let options = try options(match: "overlap", labels: "A,B", ignored: "C", names: "PERSON=PER,GPE=LOC")
        #expect(options.match == .overlap)
        #expect(options.labels == ["A", "B"])
        #expect(options.ignored == ["C"])
        #expect(options.labelNames == ["PERSON": "PER", "GPE": "LOC"])
        #expect(options.projects)
        let none = try self.options()
        #expect(none.labels == nil && none.ignored.isEmpty && none.labelNames.isEmpty)
    }

    @Test("malformed values are reported with what was expected")
    func malformed() {
        let match = #expect(throws: Diagnostic.self) { try options(match: "strickt") }
        #expect(match?.description == "--match must be strict, overlap or label; did you mean strict?")
        let names = #expect(throws: Diagnostic.self) { try options(names: "A=B,C") }
        #expect(names?.description == "--map-labels takes FROM=TO,…, not \"C\"")
        let scoring = #expect(throws: Diagnostic.self) { try LayerDescription.Scoring(named: "label") }
        #expect(
            scoring?.description == "--score must be labels, timex or quotations; did you mean labels?")
        #expect((try? LayerDescription.Scoring(named: "timex")) == .timex)
    }

    @Test(
        "options that the scoring does not use, and labels that occur nowhere, are refused",
        arguments: [
            (
                LayerDescription.Scoring.timex, "", "A", "",
                "--labels does not apply to the layer names, which is scored as timex"
            ),
            (
                .timex, "overlap", "", "",
                "--match does not apply to the layer names, which is scored as timex"
            ),
            (
                .quotations, "", "", "A=B",
                "--map-labels does not apply to the layer names, which is scored as quotations"
            ),
            (
                .labels, "", "PERSN", "",
                "neither the gold nor the predictions have the label PERSN; did you mean PERSON?"
            ),
            (.labels, "", "PER", "PERSON=PER", nil), (.labels, "label", "PERSON", "", nil),
        ] as [(LayerDescription.Scoring, String, String, String, String?)])
    func inapplicable(
        _ sample: (
            scoring: LayerDescription.Scoring, match: String, labels: String, names: String, problem: String?
        )
    ) throws {
        let record = try JSONDocument.parse(
            Array(
                #"{"id":"a","text":"Ana","annotations":[{"layer":"names","label":"PERSON","start":0,"end":3}]}"#
                    .utf8))
        let evaluation = LayerEvaluation(gold: [record])
        let options = try options(
            match: sample.match.isEmpty ? "strict" : sample.match,
            labels: sample.labels.isEmpty ? nil : sample.labels,
            names: sample.names.isEmpty ? nil : sample.names, projects: false)
        do {
            _ = try evaluation.report(of: "names", [:], scoring: sample.scoring, options)
            #expect(sample.problem == nil)
        } catch {
            #expect("\(error)" == sample.problem)
        }
    }

    @Test("one layer has its own JSON object and table; several are named")
    func layers() throws {
        let text = "Ana met Bo."
        func record(_ annotations: String) throws -> FeatureValue {
            try JSONDocument.parse(
                Array(#"{"id":"a","text":"\#(text)","annotations":[\#(annotations)]}"#.utf8))
        }
        let ana = #"{"layer":"names","label":"PERSON","start":0,"end":3}"#
        let met = #"{"layer":"verbs","label":"VERB","start":4,"end":7}"#
        let evaluation = LayerEvaluation(gold: [try record(ana + "," + met)])
        let found = evaluation.predictions(in: [try record(ana)])
        var reports = EvalReports(evaluation)
        try reports.add("names", found, LayerDescription(), .init())
        let one = reports.json
        #expect(one.hasPrefix(#"{"PERSON":{"p":1.0,"r":1.0,"f1":1.0,"correct":1,"found":1,"gold":1}"#))
        #expect(reports.lines(withErrors: false).first?.hasPrefix("     ") == true)
        try reports.add("verbs", found, LayerDescription(), .init())
        #expect(reports.json.hasPrefix("{\"names\":\(one),\"verbs\":{\"VERB\":{"))
        let lines = reports.lines(withErrors: true)
        #expect(lines.first == "names" && lines.contains("\nverbs"))
        #expect(lines.last == "missed\ta\tVERB\tAna «met» Bo.")
        #expect(reports.page(against: "g.jsonl").contains("<h1>verbs against g.jsonl</h1>"))
    }
}
