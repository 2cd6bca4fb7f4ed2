import ArticleModel
import Evaluation
import Serialization
import Testing

private func record(_ json: String) throws -> FeatureValue {
    try Array(json.utf8).withUnsafeBytes { try JSONDocument.parse($0) }
}

@Suite("Records as documents to score")
struct ScoredDocumentTests {
    private func document(_ json: String, text: String? = nil) throws -> ScoredDocument? {
        ScoredDocument(record: try record(json), text: text)
    }

    @Test(
        "a document has an id and a text, its own or the one that is given",
        arguments: [
            (#"{"id":"a","text":"x"}"#, "a x"), (#"{"id":7,"text":"x"}"#, "7 x"), (#"{"id":"a"}"#, "a given"),
            (#"{"id":"a","text":null}"#, "a given"), (#"{"text":"x"}"#, nil),
            (#"{"id":1.5,"text":"x"}"#, nil),
            (#"{"id":"a","text":"É🌊"}"#, "a É🌊"), ("[]", nil), ("{}", nil),
        ] as [(String, String?)])
    func identity(_ sample: (json: String, document: String?)) throws {
        let read = try document(sample.json, text: "given")
        #expect(read.map { "\($0.id) \($0.text(0..<99))" } == sample.document)
    }

    @Test("without any text there is no document")
    func withoutText() throws {
        #expect(try document(#"{"id":"a"}"#) == nil)
    }

    @Test("annotations without a place are left out")
    func annotations() throws {
        let read = try #require(
            try document(
                #"{"id":"a","text":"Ana met Bo","annotations":[{"layer":"n","label":"P","start":0,"end":3,"plugin":"p","rule":"R"},"#
                    + #"{"start":8,"end":10,"plugin":"p"},{"start":3,"end":2},{"start":-1,"end":2},{"start":1},{"start":1.0,"end":2},"x"]}"#
            ))
        #expect(read.annotations.map(\.layer) == ["n", ""])
        #expect(read.annotations.map(\.label) == ["P", ""])
        #expect(read.annotations.map(\.range) == [0..<3, 8..<10])
        #expect(read.annotations.map(\.origin) == ["p.R", "p"])
        #expect(read.annotations[0].fields["rule"] == .string("R"))
    }

    @Test("ignored stretches are pairs of numbers in order")
    func ignored() throws {
        let read = try #require(
            try document(#"{"id":"a","text":"x","ignore":[[0,2],[3,3],[5,4],[1],[1,2,3],["a","b"],7]}"#))
        #expect(read.ignored == [0..<2, 3..<3])
    }

    @Test("text of a range that reaches beyond the document is what there is")
    func text() {
        let read = ScoredDocument(id: "a", text: "É🌊e\u{301}", annotations: [])
        #expect(read.text.count == 4)
        #expect(read.text(1..<2) == "🌊")
        #expect(read.text(2..<99) == "e\u{301}")
        #expect(read.text(50..<99) == "")
    }

    @Test(
        "offsets in bytes and in UTF-16 units become code points, also those of speakers",
        arguments: [
            // "É 🌊 Bo, Zoë": É has 2 bytes, the wave 4 bytes and 2 units, ë 2 bytes.
            ("codepoints", 4, 6, 8, 11), ("utf16", 5, 7, 9, 12), ("bytes", 8, 10, 12, 16),
        ])
    func units(_ sample: (unit: String, start: Int, end: Int, first: Int, last: Int)) throws {
        let read = try #require(
            try document(
                #"{"id":"a","offsets":"\#(sample.unit)","text":"É 🌊 Bo, Zoë","annotations":[{"start":\#(sample.start),"end":\#(sample.end),"#
                    + #""speaker":{"start":\#(sample.first),"end":\#(sample.last)},"list":[{"start":\#(sample.first),"end":\#(sample.last)}]}]}"#
            ))
        #expect(read.annotations.map { read.text($0.range) } == ["Bo"])
        let place = FeatureValue.object([.init("start", .integer(8)), .init("end", .integer(11))])
        #expect(read.annotations.map { $0.fields["speaker"] } == [place])
        #expect(read.annotations.map { $0.fields["list"] } == [.list([place])])
    }

    @Test("an offset within a character is no place")
    func withinCharacter() throws {
        for unit in ["bytes", "utf16"] {
            let read = try document(
                #"{"id":"a","offsets":"\#(unit)","text":"🌊","annotations":[{"start":0,"end":1},{"start":0,"end":9}]}"#
            )
            #expect(read?.annotations.isEmpty == true)
        }
    }

    @Test("only annotations of the text are scored, not those of the headline")
    func fields() throws {
        let read = try document(
            #"{"id":"a","headline":"Ana","text":"Bo left","annotations":[{"field":"headline","start":0,"end":3},{"field":"text","start":0,"end":2},{"start":3,"end":7}]}"#
        )
        #expect(read?.annotations.map(\.range) == [0..<2, 3..<7])
    }
}

@Suite("Records as annotated articles")
struct RecordedArticleTests {
    private func article(_ json: String) throws -> AnnotatedArticle? {
        AnnotatedArticle(record: try record(json))
    }

    @Test(
        "a span that is outside its text or within a character is dropped",
        arguments: [
            ("codepoints", 0, 3, "🌊é!"), ("codepoints", 1, 2, "é"), ("codepoints", 3, 3, ""),
            ("codepoints", 2, 4, nil),
            ("bytes", 0, 4, "🌊"), ("bytes", 4, 6, "é"), ("bytes", 7, 7, ""), ("bytes", 1, 4, nil),
            ("bytes", 0, 5, nil),
            ("bytes", 0, 8, nil), ("utf16", 0, 2, "🌊"), ("utf16", 2, 4, "é!"), ("utf16", 1, 2, nil),
            ("utf16", 0, 1, nil),
            ("utf16", 0, 5, nil),
        ] as [(String, Int, Int, String?)])
    func spans(_ sample: (unit: String, start: Int, end: Int, text: String?)) throws {
        let read = try #require(
            try article(
                #"{"id":"a","offsets":"\#(sample.unit)","text":"🌊é!","annotations":[{"start":\#(sample.start),"end":\#(sample.end)}]}"#
            ))
        #expect(read.annotations.map { read.article.text(of: $0.span) } == (sample.text.map { [$0] } ?? []))
    }

    @Test("with annotations of the headline the text begins after it and an empty line")
    func headline() throws {
        let read = try #require(
            try article(
                #"{"id":"a","headline":"Nö","text":"Bo","annotations":[{"field":"headline","start":1,"end":2},{"start":0,"end":2}]}"#
            ))
        #expect(read.article.text == "Nö\n\nBo")
        #expect(read.annotations.map(\.span) == [Span(1, 3), Span(5, 7)])
        let without = try #require(
            try article(#"{"id":"a","headline":"Nö","text":"Bo","annotations":[{"start":0,"end":2}]}"#))
        #expect(without.article.text == "Bo")
    }

    @Test("ids become references to the annotations that are kept, everything else stays")
    func references() throws {
        let read = try #require(
            try article(
                #"{"id":"a","text":"Bo","annotations":[{"id":"out","start":0,"end":9},{"id":"e1","start":0,"end":1,"to":"e2","gone":"out"},"#
                    + #"{"id":"e2","start":1,"end":2,"all":["e1",{"x":"e2"},3,null,true]}]}"#))
        #expect(read.annotations.map(\.id) == ["e1", "e2"])
        #expect(
            read.annotations.map(\.features) == [
                [.init("gone", .string("out")), .init("to", .annotation(1))],
                [
                    .init(
                        "all",
                        .list([
                            .annotation(0), .object([.init("x", .annotation(1))]), .integer(3), .null,
                            .boolean(true),
                        ]))
                ],
            ])
    }

    @Test("missing names are empty, numbers are scores, and a record without text keeps its offsets")
    func defaults() throws {
        let read = try #require(
            try article(#"{"id":3,"annotations":[{"start":90,"end":95,"score":2,"m":{"start":1,"end":4}}]}"#))
        #expect(read.article.id == .integer(3) && read.article.utf8.isEmpty)
        let annotation = try #require(read.annotations.first)
        #expect((annotation.layer, annotation.label, annotation.plugin) == ("", "", ""))
        #expect(annotation.rule == nil && annotation.score == 2)
        #expect(annotation.span == Span(90, 95))
        #expect(annotation["m"] == .object([.init("span", .mention(Span(1, 4)))]))
        #expect(try article(#"{"id":null}"#) == nil)
        #expect(try article(#"{"id":"a"}"#)?.annotations.isEmpty == true)
    }
}
