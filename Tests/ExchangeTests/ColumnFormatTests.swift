import ArticleModel
import Exchange
import TestSupport
import Testing

@Suite("Records as columns of tokens")
struct ColumnFormatTests {
    private func lines(_ record: AnnotatedArticle, _ context: EncodingContext) -> String {
        var encoder = ColumnFormat().encoder(context)
        return String(decoding: encoder.encode(OutgoingRecord(record, context)), as: UTF8.self)
    }

    private func mark(_ layer: String, _ label: String, _ span: Span) -> Annotation {
        Annotation(id: "x", layer: layer, label: label, span: span, plugin: "p")
    }

    @Test("each layer is a column, sentences are separated by empty lines, and overlaps are comments")
    func layers() {
        let record = AnnotatedArticle(
            article: Article(id: .string("a"), utf8: Array("Ana Ruiz left. Bo stayed.".utf8)),
            annotations: [
                mark("names", "PERSON", Span(0, 8)), mark("names", "FIRST", Span(0, 3)),
                mark("acts", "ACT", Span(9, 13)), mark("names", "PERSON", Span(15, 17)),
                mark("others", "X", Span(0, 8)),
            ])
        #expect(
            lines(record, EncodingContext(providedLayers: ["names", "acts"])) == """
                # id = a
                # columns = form start end names acts
                # offsets = codepoints
                # overlap = names FIRST 0 3 Ana
                Ana\t0\t3\tB-PERSON\tO
                Ruiz\t4\t8\tI-PERSON\tO
                left\t9\t13\tO\tB-ACT
                .\t13\t14\tO\tO

                Bo\t15\t17\tB-PERSON\tO
                stayed\t18\t24\tO\tO
                .\t24\t25\tO\tO


                """)
        #expect(
            lines(record, EncodingContext(layers: ["acts"], providedLayers: ["names", "acts"])) == """
                # id = a
                # columns = form start end acts
                # offsets = codepoints
                Ana\t0\t3\tO
                Ruiz\t4\t8\tO
                left\t9\t13\tB-ACT
                .\t13\t14\tO

                Bo\t15\t17\tO
                stayed\t18\t24\tO
                .\t24\t25\tO


                """)
    }

    @Test("without layers there are the tokens alone")
    func noLayers() {
        let record = AnnotatedArticle(article: Article(id: .integer(3), utf8: Array("Hi".utf8)))
        #expect(
            lines(record, EncodingContext())
                == "# id = 3\n# columns = form start end\n# offsets = codepoints\nHi\t0\t2\n\n")
    }

    @Test("an empty article has its comments alone")
    func empty() {
        let record = AnnotatedArticle(
            article: Article(id: .string("e"), utf8: []),
            errors: [ArticleError(stage: "annotate", kind: "lua", message: "one\r\ntwo\n\nthree")])
        #expect(
            lines(record, EncodingContext(providedLayers: ["a", "b"]))
                == "# id = e\n# error = lua one two three\n# columns = form start end a b\n# offsets = codepoints\n\n"
        )
    }

    @Test("a line end in an id cannot begin a line of its own")
    func id() {
        let record = AnnotatedArticle(article: Article(id: .string("a\n# b\r\nB\t0"), utf8: []))
        #expect(
            lines(record, EncodingContext(providedLayers: ["l"]))
                == "# id = a # b B\t0\n# columns = form start end l\n# offsets = codepoints\n\n")
    }

    @Test("of annotations that cross, the longer one is tagged; of equal ones the first")
    func crossing() {
        let record = AnnotatedArticle(
            article: Article(id: .integer(1), utf8: Array("one two three four".utf8)),
            annotations: [
                mark("l", "A", Span(0, 7)), mark("l", "B", Span(4, 13)), mark("l", "C", Span(14, 18)),
                mark("l", "D", Span(14, 18)),
            ])
        #expect(
            lines(record, EncodingContext(providedLayers: ["l"])) == """
                # id = 1
                # columns = form start end l
                # offsets = codepoints
                # overlap = l A 0 7 one two
                # overlap = l D 14 18 four
                one\t0\t3\tO
                two\t4\t7\tB-B
                three\t8\t13\tI-B
                four\t14\t18\tB-C


                """)
    }

    @Test("annotations side by side each begin with B; one of blanks alone is a comment")
    func adjacent() {
        let record = AnnotatedArticle(
            article: Article(id: .integer(1), utf8: Array("one two\nthree".utf8)),
            annotations: [
                mark("l", "A", Span(0, 3)), mark("l", "E", Span(3, 4)), mark("l", "A", Span(4, 7)),
                mark("l", "A", Span(8, 13)),
            ])
        #expect(
            lines(record, EncodingContext(providedLayers: ["l"])) == """
                # id = 1
                # columns = form start end l
                # offsets = codepoints
                # overlap = l E 3 4  \("")
                one\t0\t3\tB-A
                two\t4\t7\tB-A
                three\t8\t13\tB-A


                """)
    }

    @Test(
        "offsets of all fields count in the whole text, in the unit that was asked for",
        arguments: [
            (.codepoints, [(0, 2), (4, 5), (6, 8)]), (.bytes, [(0, 3), (5, 9), (10, 12)]),
            (.utf16, [(0, 2), (4, 6), (7, 9)]),
        ] as [(OffsetMap.Unit, [(Int, Int)])])
    func units(_ sample: (unit: OffsetMap.Unit, places: [(Int, Int)])) {
        var article = Article(
            id: .integer(1), utf8: Array("e\u{301}\n\n🌊 up".utf8),
            blocks: [Block(.headline, Span(0, 3)), Block(.paragraph, Span(5, 12))])
        article.fields = [
            TextField(name: "headline", span: Span(0, 3)), TextField(name: "text", span: Span(5, 12)),
        ]
        let record = AnnotatedArticle(article: article, annotations: [mark("l", "A", Span(0, 9))])
        let places = sample.places.map { "\($0.0)\t\($0.1)" }
        #expect(
            lines(record, EncodingContext(unit: sample.unit, providedLayers: ["l"])) == """
                # id = 1
                # columns = form start end l
                # offsets = \(sample.unit.rawValue)
                e\u{301}\t\(places[0])\tB-A

                🌊\t\(places[1])\tI-A
                up\t\(places[2])\tO


                """)
    }

    @Test("an annotation that covers a part of a token tags the whole token")
    func partial() {
        let record = AnnotatedArticle(
            article: Article(id: .integer(1), utf8: Array("Norwegians left".utf8)),
            annotations: [mark("l", "A", Span(0, 9))])
        #expect(
            lines(record, EncodingContext(providedLayers: ["l"])) == """
                # id = 1
                # columns = form start end l
                # offsets = codepoints
                Norwegians\t0\t10\tB-A
                left\t11\t15\tO


                """)
    }
}
