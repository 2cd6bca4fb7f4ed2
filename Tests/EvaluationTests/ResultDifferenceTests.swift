import ArticleModel
import Evaluation
import Serialization
import Testing

@Suite("Differences between results")
struct ResultDifferenceTests {
    private func record(_ json: String) throws -> FeatureValue {
        try Array(json.utf8).withUnsafeBytes { try JSONDocument.parse($0) }
    }

    private func result(_ id: String, _ annotations: String..., text: String = "Ana Ruiz met Bo Lind.") throws
        -> FeatureValue
    {
        try record(
            #"{"id":"\#(id)","text":"\#(text)","annotations":[\#(annotations.joined(separator: ","))]}"#)
    }

    private func name(_ start: Int, _ end: Int, _ more: String = "", layer: String = "names") -> String {
        #"{"id":"n\#(start)","layer":"\#(layer)","label":"PERSON","start":\#(start),"end":\#(end),"plugin":"names","rule":"Name"\#(more)}"#
    }

    @Test("a name that lost its first word is one change, not one removed and one added")
    func shortened() throws {
        let difference = try #require(
            try AnnotationDifference.between([result("a", name(0, 8))], [result("a", name(4, 8))]).first)
        #expect(difference.groups.map(\.rule) == ["Name"])
        #expect((difference.addedCount, difference.removedCount, difference.changedCount) == (0, 0, 1))
        #expect(difference.groups[0].changed[0].parts == ["span"])
    }

    @Test("equal articles are left out; articles of one result only are all added or all removed")
    func articles() throws {
        let differences = try AnnotationDifference.between(
            [result("same", name(0, 8)), result("gone", name(0, 8))],
            [result("same", name(0, 8)), result("new", name(13, 20), name(0, 8))])
        #expect(differences.map(\.old.article.id.description) == ["new", "gone"])
        #expect(differences.map(\.addedCount) == [2, 0] && differences.map(\.removedCount) == [0, 1])
    }

    @Test("only the layers asked for are compared")
    func layers() throws {
        let differences = try AnnotationDifference.between(
            [result("a", name(0, 8), name(0, 3, layer: "titles"))], [result("a", name(0, 8))],
            layers: ["names"])
        #expect(differences.isEmpty)
    }

    @Test("a reference is compared by the annotation it refers to, not by its id")
    func references() throws {
        let old = try result("a", name(0, 8), name(13, 20, #","boss":"n0""#))
        let renumbered = try record(
            #"{"id":"a","text":"Ana Ruiz met Bo Lind.","annotations":[{"id":"x7","layer":"names","label":"PERSON","start":0,"end":8,"plugin":"names","rule":"Name"},"#
                + #"{"id":"x8","layer":"names","label":"PERSON","start":13,"end":20,"plugin":"names","rule":"Name","boss":"x7"}]}"#
        )
        #expect(AnnotationDifference.between([old], [renumbered]).isEmpty)
    }

    @Test("records without text are compared by their offsets")
    func withoutText() throws {
        func bare(_ start: Int) throws -> FeatureValue {
            try record(#"{"id":7,"annotations":[\#(name(start, start + 4))]}"#)
        }
        #expect(try AnnotationDifference.between([bare(90)], [bare(90)]).isEmpty)
        let difference = try #require(try AnnotationDifference.between([bare(90)], [bare(92)]).first)
        #expect(difference.changedCount == 1 && difference.new.article.id == .integer(7))
    }

    @Test(
        "offsets are read in the unit that the record names",
        arguments: [("codepoints", 4), ("utf16", 5), ("bytes", 8)])
    func units(_ sample: (unit: String, start: Int)) throws {
        let read = try #require(
            AnnotatedArticle(
                record: record(
                    #"{"id":"a","offsets":"\#(sample.unit)","text":"é 😀 Bo","annotations":[\#(name(sample.start, sample.start + 2))]}"#
                )))
        #expect(read.annotations.map { read.article.text(of: $0.span) } == ["Bo"])
    }

    @Test("annotations of the headline, mentions and scores are read; places outside the text are dropped")
    func fields() throws {
        let read = try #require(
            AnnotatedArticle(
                record: record(
                    #"{"id":"a","headline":"Ruiz wins","text":"Bo Lind lost.","annotations":["#
                        + #"{"layer":"names","label":"PERSON","start":0,"end":4,"field":"headline","score":1,"rival":{"start":0,"end":7,"text":"Bo Lind","how":"near"}},"#
                        + #"{"layer":"names","label":"PERSON","start":9,"end":99}]}"#)))
        #expect(read.annotations.map { read.article.text(of: $0.span) } == ["Ruiz"])
        #expect(read.annotations[0].score == 1)
        guard case .mention(let span)? = read.annotations[0]["rival"]?["span"] else {
            Issue.record("the mention is \(String(describing: read.annotations[0]["rival"]))")
            return
        }
        #expect(read.article.text(of: span) == "Bo Lind")
        #expect(read.annotations[0]["rival"]?["how"] == .string("near"))
        #expect(AnnotatedArticle(record: .object([]))?.article.id == nil)
    }
}
