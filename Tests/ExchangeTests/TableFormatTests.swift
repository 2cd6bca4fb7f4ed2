import ArticleModel
@testable import Exchange
import TestSupport
import Testing

@Suite("Records as rows of a table")
struct TableFormatTests {
    private func rows(
        _ separator: TableFormat.Separator, _ record: AnnotatedArticle,
        _ context: EncodingContext = EncodingContext(fields: ["published"])
    ) -> String {
        var encoder = TableFormat(separator).encoder(context)
        return String(decoding: encoder.encode(OutgoingRecord(record, context)), as: UTF8.self)
    }

    /// An article with one annotation over all of its text.
    private func record(_ text: String, features: [FeatureValue.Field] = []) -> AnnotatedArticle {
        AnnotatedArticle(
            article: Article(id: .integer(5), utf8: Array(text.utf8)),
            annotations: [
                Annotation(
                    id: "m1", layer: "marks", label: "X", span: Span(0, text.utf8.count), plugin: "p",
                    features: features)
            ])
    }

    @Test(
        "CSV quotes a value with a comma, a quotation mark or a line end, and no other",
        arguments: [
            ("plain", "plain"), ("a,b", "\"a,b\""), ("\"", "\"\"\"\""), ("a\"b", "\"a\"\"b\""),
            ("\"\"", "\"\"\"\"\"\""), ("a\nb", "\"a\nb\""), ("a\r\nb", "\"a\r\nb\""), ("a\rb", "\"a\rb\""),
            (" a ", " a "), ("a\tb;c'd", "a\tb;c'd"), ("é🌊", "é🌊"), ("a\u{2028}b", "a\u{2028}b"),
            ("say \"\u{301}x", "\"say \"\"\u{301}x\""), ("\"\u{FE0F},\"", "\"\"\"\u{FE0F},\"\"\""),
        ])
    func quoting(_ sample: (text: String, cell: String)) {
        let count = sample.text.unicodeScalars.count
        #expect(
            rows(.comma, record(sample.text))
                == "5,,m1,marks,X,text,0,\(count),codepoints,\(sample.cell),p,,,{}\r\n")
    }

    @Test(
        "TSV writes a tab and a line end as one blank, and quotes nothing",
        arguments: [
            ("a\tb", "a b"), ("a\nb", "a b"), ("a\r\nb", "a b"), ("a\r\rb", "a  b"), ("\t", "' "),
            ("a\u{2028}b\u{85}c\u{B}d", "a b c d"), ("\"a\", 'b'", "\"a\", 'b'"), ("\\t", "\\t"),
            ("e\u{301}\t\u{301}", "e\u{301} \u{301}"),
        ])
    func tabs(_ sample: (text: String, cell: String)) {
        let count = sample.text.unicodeScalars.count
        #expect(
            rows(.tab, record(sample.text))
                == [
                    "5", "", "m1", "marks", "X", "text", "0", "\(count)", "codepoints", sample.cell, "p", "",
                    "", "{}",
                ]
                .joined(separator: "\t") + "\n")
    }

    @Test("features are one JSON object in one cell")
    func features() {
        let features: [FeatureValue.Field] = [
            .init("a", .string("x\ty\n")), .init("b", .list([.boolean(true), .null])),
            .init("c", .mention(Span(0, 2))), .init("d", .null),
        ]
        #expect(
            rows(.comma, record("Bo", features: features))
                == #"5,,m1,marks,X,text,0,2,codepoints,Bo,p,,,"{""a"":""x\ty\n"",""b"":[true,null],""c"":{""start"":0,""end"":2,""text"":""Bo""}}""#
                + "\r\n")
        #expect(
            rows(.tab, record("Bo", features: features))
                == "5\t\tm1\tmarks\tX\ttext\t0\t2\tcodepoints\tBo\tp\t\t\t"
                + #"{"a":"x\ty\n","b":[true,null],"c":{"start":0,"end":2,"text":"Bo"}}"# + "\n")
    }

    @Test(
        "each row names the unit of its offsets",
        arguments: [
            (.codepoints, "2,3,codepoints"), (.bytes, "3,7,bytes"), (.utf16, "2,4,utf16"),
        ] as [(OffsetMap.Unit, String)])
    func units(_ sample: (unit: OffsetMap.Unit, cells: String)) {
        var record = record("e\u{301}🌊x")
        record.annotations[0].span = Span(3, 7)
        #expect(
            rows(.comma, record, EncodingContext(fields: ["published"], unit: sample.unit))
                == "5,,m1,marks,X,text,\(sample.cells),🌊,p,,,{}\r\n")
    }

    @Test("an article without annotations and errors has no row; layers that are not asked for have none")
    func none() {
        let empty = AnnotatedArticle(article: Article(id: .integer(1), utf8: []))
        #expect(rows(.comma, empty) == "")
        #expect(rows(.tab, record("Bo"), EncodingContext(layers: ["others"], fields: ["published"])) == "")
    }

    @Test("an annotation over two fields is a row of the layer errors, like every other error")
    func misplaced() {
        var article = Article(id: .string("h"), utf8: Array("Été\n\nIt fell.".utf8))
        article.metadata.published = "2024-03-05"
        article.fields = [
            TextField(name: "headline", span: Span(0, 5)), TextField(name: "text", span: Span(7, 15)),
        ]
        let annotations = [Span(0, 5), Span(3, 9), Span(7, 9)].enumerated().map {
            Annotation(id: "m\($0.offset)", layer: "m", label: "L", span: $0.element, plugin: "p")
        }
        let record = AnnotatedArticle(
            article: article, annotations: annotations,
            errors: [ArticleError(stage: "annotate", plugin: "q", kind: "lua", message: "a, b")])
        #expect(
            rows(.comma, record) == """
                h,2024-03-05,m0,m,L,headline,0,3,codepoints,Été,p,,,{}\r
                h,2024-03-05,m2,m,L,text,0,2,codepoints,It,p,,,{}\r
                h,2024-03-05,,errors,lua,,,,,"a, b",q,,,\r
                h,2024-03-05,,errors,span,,,,,an annotation of m is not within one field of the record,p,,,\r

                """)
        var flat = FlatLinesFormat().encoder(EncodingContext())
        #expect(
            String(decoding: flat.encode(OutgoingRecord(record)), as: UTF8.self) == """
                {"article":"h","published":"2024-03-05","id":"m0","layer":"m","label":"L","start":0,"end":3,"text":"Été","field":"headline","plugin":"p"}
                {"article":"h","published":"2024-03-05","id":"m2","layer":"m","label":"L","start":0,"end":2,"text":"It","plugin":"p"}
                {"article":"h","published":"2024-03-05","error":{"stage":"annotate","plugin":"q","kind":"lua","message":"a, b"}}
                {"article":"h","published":"2024-03-05","error":{"stage":"write","plugin":"p","kind":"span","message":"an annotation of m is not within one field of the record"}}

                """)
    }

    @Test("every row has as many cells as the header, whatever the id")
    func columns() {
        var record = record("Bo")
        record.article.id = .string("a\t\"b\",\nc")
        record.errors = [ArticleError(stage: "read", kind: "k", message: "m")]
        #expect(
            rows(.tab, record) == """
                a "b", c\t\tm1\tmarks\tX\ttext\t0\t2\tcodepoints\tBo\tp\t\t\t{}
                a "b", c\t\t\terrors\tk\t\t\t\t\tm\t\t\t\t

                """)
        #expect(
            rows(.comma, record)
                == "\"a\t\"\"b\"\",\nc\",,m1,marks,X,text,0,2,codepoints,Bo,p,,,{}\r\n"
                + "\"a\t\"\"b\"\",\nc\",,,errors,k,,,,,m,,,,\r\n")
        for row in rows(.tab, record).split(separator: "\n") {
            #expect(
                row.split(separator: "\t", omittingEmptySubsequences: false).count
                    == 14)
        }
    }
}

@Suite("Records as flat lines")
struct FlatLinesFormatTests {
    private func lines(_ record: OutgoingRecord) -> String {
        var encoder = FlatLinesFormat().encoder(EncodingContext())
        return String(decoding: encoder.encode(record), as: UTF8.self)
    }

    @Test("each annotation is a line with the id of its article, as a number if it is one")
    func ids() {
        let article = Article(id: .integer(-7), utf8: Array("Bo met Al".utf8))
        let annotations = [
            Annotation(
                id: "a1", layer: "a", label: "A", span: Span(0, 2), plugin: "p", rule: "R", score: 0.25,
                features: [.init("with", .annotation(1))]),
            Annotation(id: "a2", layer: "a", label: "B", span: Span(7, 9), plugin: "p"),
        ]
        let record = AnnotatedArticle(article: article, annotations: annotations)
        #expect(
            lines(OutgoingRecord(record)) == """
                {"article":-7,"id":"a1","layer":"a","label":"A","start":0,"end":2,"text":"Bo","plugin":"p","rule":"R","score":0.25,"with":"a2"}
                {"article":-7,"id":"a2","layer":"a","label":"B","start":7,"end":9,"text":"Al","plugin":"p"}

                """)
        #expect(
            lines(OutgoingRecord(record, EncodingContext(layers: ["b"]))) == "")
        #expect(
            lines(OutgoingRecord(record, EncodingContext(unit: .bytes))) == """
                {"article":-7,"offsets":"bytes","id":"a1","layer":"a","label":"A","start":0,"end":2,"text":"Bo","plugin":"p","rule":"R","score":0.25,"with":"a2"}
                {"article":-7,"offsets":"bytes","id":"a2","layer":"a","label":"B","start":7,"end":9,"text":"Al","plugin":"p"}

                """)
    }

    @Test("an encoder starts each record without what the last one left")
    func reuse() {
        var encoder = FlatLinesFormat().encoder(EncodingContext())
        let failed = OutgoingRecord(
            failed: ReadResult(
                failed: ArticleError(stage: "read", kind: "json", message: "a\nb"), id: .string("x")))
        let line = #"{"article":"x","error":{"stage":"read","kind":"json","message":"a\nb"}}"# + "\n"
        #expect(String(decoding: encoder.encode(failed), as: UTF8.self) == line)
        #expect(String(decoding: encoder.encode(failed), as: UTF8.self) == line)
        let empty = OutgoingRecord(AnnotatedArticle(article: Article(id: .integer(1), utf8: [])))
        #expect(encoder.encode(empty) == [])
    }
}

@Suite("Columns of tables")
struct TableColumnsTests {
    /// A context in which the layer `votes` has columns, and `places` one of the same name.
    private static func context(fields: [String]? = nil) -> EncodingContext {
        var votes = LayerDescription()
        votes.columns = ["count", "by", "by.role", "source"]
        var places = LayerDescription()
        places.columns = ["count"]
        return EncodingContext(
            fields: fields, providedLayers: ["votes", "places", "others"],
            descriptions: ["votes": votes, "places": places])
    }

    @Test(
        "features that manifests name have columns; one that is called like another column has its layer before it"
    )
    func names() {
        #expect(
            TableColumns(Self.context()).names == [
                "article", "headline", "byline", "published", "source", "url", "language", "metadata", "id",
                "layer", "label", "field", "start", "end", "offsets", "text", "plugin", "rule", "score",
                "count", "by", "by.role", "votes.source", "features",
            ])
        #expect(
            TableColumns(Self.context(fields: ["section"])).names.prefix(3) == ["article", "section", "id"])
    }

    @Test("cells hold the text of mentions, lists and objects; a layer without the column leaves it empty")
    func cells() {
        var article = Article(id: .string("a"), utf8: Array("Bo and Al voted.".utf8))
        article.metadata.url = "http://a.example/1"
        article.metadata.others = [
            .init("section", .string("World")), .init("n", .list([.integer(1), .null])),
        ]
        let record = AnnotatedArticle(
            article: article,
            annotations: [
                Annotation(
                    id: "v1", layer: "votes", label: "V", span: Span(10, 15), plugin: "p",
                    features: [
                        .init(
                            "by",
                            .object([.init("role", .string("mayor")), .init("span", .mention(Span(0, 2)))])),
                        .init("count", .integer(2)),
                        .init("source", .list([.string("x"), .mention(Span(7, 9))])),
                    ]),
                Annotation(
                    id: "o1", layer: "others", label: "O", span: Span(0, 2), plugin: "p",
                    features: [.init("count", .integer(9))]),
            ])
        func rows(_ context: EncodingContext) -> [String] {
            var encoder = TableFormat(.tab).encoder(context)
            return String(decoding: encoder.encode(OutgoingRecord(record, context)), as: UTF8.self)
                .split(separator: "\n").map {
                    $0.split(separator: "\t", omittingEmptySubsequences: false).joined(separator: "|")
                }
        }
        #expect(
            rows(Self.context()) == [
                #"a|||||http://a.example/1||{"section":"World","n":[1,null]}|v1|votes|V|text|10|15|codepoints|voted|p|||2|Bo|mayor|x; Al|{"by":{"role":"mayor","start":0,"end":2,"text":"Bo"},"count":2,"source":["x",{"start":7,"end":9,"text":"Al"}]}"#,
                #"a|||||http://a.example/1||{"section":"World","n":[1,null]}|o1|others|O|text|0|2|codepoints|Bo|p|||||||{"count":9}"#,
            ])
        #expect(
            rows(Self.context(fields: ["n", "section"]))[1]
                == #"a|[1,null]|World|o1|others|O|text|0|2|codepoints|Bo|p|||||||{"count":9}"#)
    }

    @Test(
        "a cell that a spreadsheet would run as a formula has an apostrophe before it",
        arguments: [
            ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@sum", "'@sum"), ("1=1", "1=1"), ("", ""),
            ("\t=1", "' =1"),
        ])
    func formulas(_ sample: (text: String, cell: String)) {
        let article = Article(id: .string("a"), utf8: Array(sample.text.utf8))
        let context = EncodingContext(fields: [])
        let record = AnnotatedArticle(
            article: article,
            annotations: [
                Annotation(id: "m1", layer: "m", label: "M", span: Span(0, article.utf8.count), plugin: "p")
            ])
        var encoder = TableFormat(.tab).encoder(context)
        let row = String(decoding: encoder.encode(OutgoingRecord(record, context)), as: UTF8.self)
        #expect(row.split(separator: "\t", omittingEmptySubsequences: false)[8] == sample.cell)
    }
}
