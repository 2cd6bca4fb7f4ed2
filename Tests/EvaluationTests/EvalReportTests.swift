import ArticleModel
import Evaluation
import Serialization
import Testing

@Suite("The report of an evaluation")
struct EvalReportTests {
    private func labels(_ gold: [ScoredDocument], _ found: [String: ScoredDocument]) -> EvalReport {
        EvalReport(LabelScore(gold: gold, found: found, layer: "names", match: .strict))
    }

    @Test(
        "the table of labels: aligned columns, sorted labels, the interval in the last row, the worst articles"
    )
    func labelTable() {
        let gold = [
            document("a", "«Ana|PERSON» «Bo|PERSON» «Alder|PLACE»"), document("b", "«Ana|PERSON»"),
        ]
        let found = predictions(document("a", "«Ana|PERSON» «Bo|PLACE» Alder"), document("b", "«Ana|PERSON»"))
        // PERSON: 2 of 2 found, 2 of 3 in the gold. PLACE: 0 of 1 and of 1. All: 2 of 3 and of 4.
        #expect(
            labels(gold, found).lines() == [
                "                      P      R     F1    95 % of F1 correct   found    gold",
                "PERSON            100.0   66.7   80.0                     2       2       3",
                "PLACE               0.0    0.0    0.0                     0       1       1",
                "all                66.7   50.0   57.1  40.0 – 100.0       2       3       4", "worst: a (3)",
            ])
    }

    @Test("a report of nothing is a table of zeros")
    func nothing() {
        #expect(
            labels([], [:]).lines() == [
                "                      P      R     F1    95 % of F1 correct   found    gold",
                "all                 0.0    0.0    0.0     0.0 – 0.0       0       0       0",
            ])
        #expect(labels([], [:]).json == #"{"all":{"p":0.0,"r":0.0,"f1":0.0,"correct":0,"found":0,"gold":0}}"#)
    }

    @Test("a label on its own has the interval of all labels")
    func singleLabel() {
        let gold = [document("a", "«Ana|PERSON»"), document("b", "«Bo|PERSON»")]
        let found = predictions(document("a", "«Ana|PERSON»"))
        #expect(
            labels(gold, found).lines() == [
                "                      P      R     F1    95 % of F1 correct   found    gold",
                "PERSON            100.0   50.0   66.7   0.0 – 100.0       1       1       2",
                "all               100.0   50.0   66.7   0.0 – 100.0       1       1       2", "worst: b (1)",
            ])
    }

    @Test("at most five articles are the worst, the one with the most errors first, then by id")
    func worst() {
        let gold = ["f", "e", "d", "c", "b", "a", "z"].map { document($0, "«Ana|A» «Bo|A»") }
        let found = predictions(
            document("f", "Ana «Bo|A»"), document("z", "«Ana|A» «Bo|A»"), document("e", "«Ana|B» «Bo|B»"))
        // e: 2 missed and 2 false positives; a, b, c and d: 2 missed; f: 1 missed; z: none.
        #expect(labels(gold, found).lines().last == "worst: e (4), a (2), b (2), c (2), d (2)")
    }

    @Test("labels are names of the JSON object, whatever their characters")
    func labelNames() throws {
        let names = ["A\"B", "C\\D", "É"]
        let annotations = names.enumerated().map { number, name in
            ScoredAnnotation(layer: "names", label: name, range: number..<number + 1)
        }
        let gold = ScoredDocument(id: "a", text: "xyz", annotations: annotations)
        let json = labels([gold], ["a": gold]).json
        let parsed = try Array(json.utf8).withUnsafeBytes { try JSONDocument.parse($0) }
        for name in names + ["all"] { #expect(parsed[name]?["f1"] == .number(1), "\(name)") }
        #expect(
            json.hasPrefix(#"{"A\"B":{"p":1.0,"r":1.0,"f1":1.0,"correct":1,"found":1,"gold":1},"C\\D":{"#))
    }

    @Test("the report of temporal expressions")
    func timex() {
        let gold = [
            document("a", "«Mon|DATE value=A» «12 May|DATE value=B» «noon|TIME value=C» «later|DATE value=D»")
        ]
        let found = predictions(
            document("a", "«Mon|DATE value=A» 12 «May|DATE value=B» «noon|DATE value=X» later"))
        let report = EvalReport(timex: TimexScore(gold: gold, found: found, layer: "names"))
        // 3 overlap, 2 exactly; 2 values and 2 types are right; 1 exact with the right value.
        #expect(
            report.lines() == [
                "                      P      R     F1    95 % of F1 correct   found    gold",
                "strict             66.7   50.0   57.1                     2       3       4",
                "relaxed           100.0   75.0   85.7                     3       3       4",
                "with value         66.7   50.0   57.1   57.1 – 57.1       2       3       4",
                "with type          66.7   50.0   57.1                     2       3       4",
                "strict, value      33.3   25.0   28.6                     1       3       4",
                "correct values among matches: 66.7 %", "worst: a (3)",
            ])
        #expect(report.main == Tally(correct: 2, gold: 4, found: 3))
        #expect(
            report.errorLines(["a": gold[0]]) == [
                "wrong\ta\textent: DATE B, gold DATE B []\tMon «12 May» noon later",
                "wrong\ta\tvalue, label: DATE X, gold TIME C []\tMon 12 May «noon» later",
                "missed\ta\tDATE D\tMon 12 May noon «later»",
            ])
    }

    @Test("the JSON of temporal expressions has the measures of TempEval-3 in their order")
    func timexJSON() throws {
        let gold = [document("a", "«Mon|DATE value=A» «Tue|DATE value=B»")]
        let found = predictions(document("a", "«Mon|DATE value=A» Tue"))
        let report = EvalReport(timex: TimexScore(gold: gold, found: found, layer: "names"))
        let f1 = 2 * 0.5 / 1.5
        #expect(
            report.json == "{\"gold\":2,\"pred\":1,\"strict_p\":1.0,\"strict_r\":0.5,\"strict_f1\":\(f1),"
                + "\"relaxed_p\":1.0,\"relaxed_r\":0.5,\"relaxed_f1\":\(f1),\"value_acc\":1.0,\"value_f1\":\(f1),"
                + "\"type_acc\":1.0,\"type_f1\":\(f1),\"strict_value_f1\":\(f1),\"n_match\":1,\"n_value\":1}")
    }

    @Test("the report of quotations")
    func quotations() throws {
        let gold = [
            document(
                "a", "«“No”|DIRECT speaker=Ana cue=said» «“Yes”|DIRECT speaker=Ana cue=said» «“So”|DIRECT»")
        ]
        let found = predictions(
            document("a", "«“No”|DIRECT speaker=Ana cue=said» “«Yes|DIRECT speaker=Bo cue=asked»” “So”"))
        let report = EvalReport(quotations: try QuotationScore(gold: gold, found: found, layer: "names"))
        #expect(
            report.lines() == [
                "                      P      R     F1    95 % of F1 correct   found    gold",
                "strict             50.0   33.3   40.0                     1       2       3",
                "exact             100.0   66.7   80.0                     2       2       3",
                "relaxed           100.0   66.7   80.0                     2       2       3",
                "with speaker       50.0   33.3   40.0   40.0 – 40.0       1       2       3",
                "exact, speaker     50.0   33.3   40.0                     1       2       3",
                "correct speakers among matches: 50.0 %", "correct cues among matches: 50.0 %",
                "worst: a (3)",
            ])
        #expect(
            report.json
                == #"{"docs":1,"span_strict":{"P":50.0,"R":33.33,"F1":40.0,"tp":1,"gold":3,"pred":2},"#
                + #""span_exact":{"P":100.0,"R":66.67,"F1":80.0,"tp":2,"gold":3,"pred":2},"#
                + #""span_relaxed":{"P":100.0,"R":66.67,"F1":80.0,"tp":2,"gold":3,"pred":2},"#
                + #""speaker_acc_exact":50.0,"speaker_acc_relaxed":50.0,"speaker_n":2,"null_speaker_ok":"0/0","#
                + #""cue_overlap":"1/2","e2e_relaxed":{"P":50.0,"R":33.33,"F1":40.0,"tp":1,"gold":3,"pred":2},"#
                + #""e2e_exact":{"P":50.0,"R":33.33,"F1":40.0,"tp":1,"gold":3,"pred":2}}"#)
        #expect(
            report.errorLines(["a": gold[0]]) == [
                "wrong\ta\tspeaker: DIRECT Bo, gold DIRECT Ana []\t“No” «“Yes”» “So”",
                "missed\ta\tDIRECT\t“No” “Yes” «“So”»",
            ])
    }

    @Test("shares of nothing are dashes in the table and null in JSON")
    func sharesOfNothing() throws {
        let report = EvalReport(quotations: try QuotationScore(gold: [], found: [:], layer: "names"))
        #expect(
            report.lines().suffix(2) == [
                "correct speakers among matches: –", "correct cues among matches: –",
            ])
        let parsed = try Array(report.json.utf8).withUnsafeBytes { try JSONDocument.parse($0) }
        #expect(parsed["speaker_acc_exact"] == .null && parsed["speaker_acc_relaxed"] == .null)
        #expect(parsed["span_relaxed"]?["F1"] == .number(0))
    }

    @Test("an error is one line of four cells, whatever the text around it")
    func errorLines() {
        let long = String(repeating: "x", count: 50)
        let gold = document("a", "\(long)\tone\r\n\n«Ana|PERSON»\ntwo\t\(long)")
        let report = labels([gold], [:])
        // 40 characters before and 40 after: the tab, the word and the line ends are among them.
        #expect(
            report.errorLines(["a": gold]) == [
                "missed\ta\tPERSON\t\(long.prefix(33)) one ¶ «Ana» ¶ two \(long.prefix(35))"
            ])
        #expect(report.errorLines([:]) == ["missed\ta\tPERSON\t"])
        var named = ScoredAnnotation(layer: "names", label: "QUOTE", range: 0..<1)
        named.fields = .object([
            .init("plugin", .string("quotes")), .init("rule", .string("Said")),
            .init("speaker", .object([.init("text", .string("Ana\tMaria\nRuiz"))])),
        ])
        let found = ScoredDocument(id: "b", text: "x", annotations: [named])
        #expect(
            labels([document("b", "x")], ["b": found]).errorLines(["b": document("b", "x")])
                == ["spurious\tb\tQUOTE Ana Maria ¶ Ruiz [quotes.Said]\t«x»"])
    }

    @Test("the page is whole, with every text escaped and only the annotation marked")
    func page() {
        let gold = document("a<b", "1 < 2 & “q” «Bo|A&B».")
        let quoted = ScoredDocument(
            id: "g", text: "il dit «non» à Bo",
            annotations: [ScoredAnnotation(layer: "names", label: "A&B", range: 15..<17)])
        let report = labels([gold, quoted], [:])
        let page = report.page(title: "R & D <1>", ["a<b": gold, "g": quoted])
        let body = page.split(separator: "</style>\n", maxSplits: 1).last.map(String.init)
        #expect(
            body == """
                <h1>R &amp; D &lt;1></h1><table><tr><th></th><th>P</th><th>R</th><th>F1</th><th>correct</th><th>found</th><th>gold</th></tr>
                <tr><td>A&amp;B</td><td>0.0</td><td>0.0</td><td>0.0</td><td>0</td><td>0</td><td>2</td></tr>
                <tr><td>all</td><td>0.0</td><td>0.0</td><td>0.0</td><td>0</td><td>0</td><td>2</td></tr>
                </table><h2>Errors</h2><table class="e">
                <tr><td>missed</td><td>a&lt;b</td><td>A&amp;B</td><td>1 &lt; 2 &amp; “q” <mark>Bo</mark>.</td></tr>
                <tr><td>missed</td><td>g</td><td>A&amp;B</td><td>il dit «non» à <mark>Bo</mark></td></tr>
                </table></html>

                """)
        #expect(
            page.hasPrefix(
                "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>R &amp; D &lt;1></title>\n"))
    }

    @Test(
        "percentages have one decimal",
        arguments: [
            (0.0, "0.0"), (1.0, "100.0"), (0.5, "50.0"), (2.0 / 3, "66.7"), (0.9999, "100.0"),
            (0.00049, "0.0"),
        ])
    func percent(_ sample: (share: Double, text: String)) {
        #expect(EvalReport.percent(sample.share) == sample.text)
    }
}
