import ArticleModel
import Exchange
import System
import TestSupport
import Testing

/// Records that every format is tested with.
enum SampleRecords {
    /// The text with its marks: a place over two words, one in it, a day, and a mention.
    static var marked: MarkedText {
        MarkedText("Storm hits Zürich\n««Port» Alder» 🌊 was hit on «Tuesday», «Ana Ruiz» said: \"=1+1\".")
    }

    /// The spans in the order of their start, the longer one first.
    static var annotated: AnnotatedArticle {
        let spans = marked.spans
        var metadata = Metadata()
        metadata.published = "2024-03-05"
        let article = Article(id: .string("storm, 1"), utf8: Array(marked.text.utf8), metadata: metadata)
        func annotation(
            _ id: String, _ span: Int, _ label: String, score: Double? = nil, rule: String? = nil,
            _ features: [FeatureValue.Field] = []
        ) -> Annotation {
            Annotation(
                id: id, layer: "marks", label: label, span: spans[span], plugin: "marks", rule: rule,
                score: score, features: features)
        }
        let (outer, inner) = spans[0].count > spans[1].count ? (0, 1) : (1, 0)
        return AnnotatedArticle(
            article: article,
            annotations: [
                annotation(
                    "m1", outer, "PLACE", score: 0.5, rule: "Place",
                    [.init("kind", .string("a, \"b\"")), .init("part", .annotation(1))]),
                annotation("m2", inner, "PLACE"),
                annotation(
                    "m3", 2, "DAY", rule: "Day",
                    [
                        .init("by", .mention(spans[3])), .init("nothing", .null),
                        .init("list", .list([.integer(1)])),
                    ]
                ),
            ],
            errors: [
                ArticleError(stage: "annotate", plugin: "marks", kind: "lua", message: "went\nwrong", line: 3)
            ])
    }

    static let empty = AnnotatedArticle(
        article: Article(id: .integer(7), utf8: Array("Nothing — here.".utf8)))

    static let failed = ReadResult(
        failed: ArticleError(stage: "read", kind: "json", message: "not JSON", line: 2), id: .string("in:2"),
        line: 2)

    /// The bytes of a format for a record, then an empty one, then a failed one.
    static func encode(_ format: any RecordFormat, _ context: EncodingContext = EncodingContext()) -> [String]
    {
        var encoder = format.encoder(context)
        return [
            OutgoingRecord(annotated, context), OutgoingRecord(empty, context),
            OutgoingRecord(failed: failed, context),
        ].map { String(decoding: encoder.encode($0), as: UTF8.self) }
    }
}

@Suite("Formats of records")
struct RecordFormatTests {
    private let m1 =
        #""id":"m1","layer":"marks","label":"PLACE","start":18,"end":28,"text":"Port Alder","plugin":"marks","rule":"Place","score":0.5,"kind":"a, \"b\"","part":"m2""#
    private let m2 =
        #""id":"m2","layer":"marks","label":"PLACE","start":18,"end":22,"text":"Port","plugin":"marks""#
    private let m3 =
        #""id":"m3","layer":"marks","label":"DAY","start":42,"end":49,"text":"Tuesday","plugin":"marks","rule":"Day","by":{"start":51,"end":59,"text":"Ana Ruiz"},"list":[1]"#
    private let error =
        #"{"stage":"annotate","plugin":"marks","kind":"lua","message":"went\nwrong","line":3}"#
    private let readError = #"{"stage":"read","kind":"json","message":"not JSON","line":2}"#

    @Test("jsonl")
    func jsonLines() {
        let text = #"Storm hits Zürich\nPort Alder 🌊 was hit on Tuesday, Ana Ruiz said: \"=1+1\"."#
        #expect(
            SampleRecords.encode(JSONLinesFormat()) == [
                "{\"id\":\"storm, 1\",\"published\":\"2024-03-05\",\"text\":\"\(text)\",\"annotations\":[{\(m1)},{\(m2)},{\(m3)}],\"errors\":[\(error)]}\n",
                "{\"id\":7,\"text\":\"Nothing — here.\",\"annotations\":[],\"errors\":[]}\n",
                "{\"id\":\"in:2\",\"line\":2,\"annotations\":[],\"errors\":[\(readError)]}\n",
            ])
        #expect(JSONLinesFormat().header(EncodingContext()) == [])
    }

    @Test("jsonl without the text, of one layer, in other units")
    func options() {
        let context = EncodingContext(includesText: false, layers: ["dates"], unit: .utf16)
        #expect(
            SampleRecords.encode(JSONLinesFormat(), context) == [
                "{\"id\":\"storm, 1\",\"offsets\":\"utf16\",\"published\":\"2024-03-05\",\"annotations\":[],\"errors\":[\(error)]}\n",
                "{\"id\":7,\"offsets\":\"utf16\",\"annotations\":[],\"errors\":[]}\n",
                "{\"id\":\"in:2\",\"line\":2,\"annotations\":[],\"errors\":[\(readError)]}\n",
            ])
    }

    @Test("flat")
    func flat() {
        let head = #"{"article":"storm, 1","published":"2024-03-05","#
        #expect(
            SampleRecords.encode(FlatLinesFormat()) == [
                "\(head)\(m1)}\n\(head)\(m2)}\n\(head)\(m3)}\n\(head)\"error\":\(error)}\n",
                "",
                "{\"article\":\"in:2\",\"error\":\(readError)}\n",
            ])
    }

    private static var published: EncodingContext { EncodingContext(fields: ["published"]) }
    private let columns =
        "article,published,id,layer,label,field,start,end,offsets,text,plugin,rule,score,features"

    @Test("csv")
    func csv() {
        #expect(
            String(decoding: TableFormat(.comma).header(Self.published), as: UTF8.self) == columns + "\r\n")
        #expect(
            SampleRecords.encode(TableFormat(.comma), Self.published) == [
                #""storm, 1",2024-03-05,m1,marks,PLACE,text,18,28,codepoints,Port Alder,marks,Place,0.5,"{""kind"":""a, \""b\"""",""part"":""m2""}""#
                    + "\r\n"
                    + #""storm, 1",2024-03-05,m2,marks,PLACE,text,18,22,codepoints,Port,marks,,,{}"# + "\r\n"
                    + #""storm, 1",2024-03-05,m3,marks,DAY,text,42,49,codepoints,Tuesday,marks,Day,,"{""by"":{""start"":51,""end"":59,""text"":""Ana Ruiz""},""list"":[1]}""#
                    + "\r\n" + "\"storm, 1\",2024-03-05,,errors,lua,,,,,\"went\nwrong\",marks,,,\r\n",
                "", "in:2,,,errors,json,,,,,not JSON,,,,\r\n",
            ])
    }

    @Test("tsv")
    func tsv() {
        let columns = columns.split(separator: ",").joined(separator: "\t")
        #expect(String(decoding: TableFormat(.tab).header(Self.published), as: UTF8.self) == columns + "\n")
        #expect(
            SampleRecords.encode(TableFormat(.tab), Self.published) == [
                [
                    #"storm, 1|2024-03-05|m1|marks|PLACE|text|18|28|codepoints|Port Alder|marks|Place|0.5|{"kind":"a, \"b\"","part":"m2"}"#,
                    "storm, 1|2024-03-05|m2|marks|PLACE|text|18|22|codepoints|Port|marks|||{}",
                    #"storm, 1|2024-03-05|m3|marks|DAY|text|42|49|codepoints|Tuesday|marks|Day||{"by":{"start":51,"end":59,"text":"Ana Ruiz"},"list":[1]}"#,
                    "storm, 1|2024-03-05||errors|lua|||||went wrong|marks|||",
                ].map {
                    $0.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\t") + "\n"
                }
                .joined(),
                "", "in:2\t\t\terrors\tjson\t\t\t\t\tnot JSON\t\t\t\t\n",
            ])
    }

    @Test("conll")
    func conll() {
        let lines = SampleRecords.encode(ColumnFormat(), EncodingContext(providedLayers: ["marks"]))
        #expect(
            lines[0] == """
                # id = storm, 1
                # published = 2024-03-05
                # error = lua went wrong
                # columns = form start end marks
                # offsets = codepoints
                # overlap = marks PLACE 18 22 Port
                Storm\t0\t5\tO
                hits\t6\t10\tO
                Zürich\t11\t17\tO
                Port\t18\t22\tB-PLACE
                Alder\t23\t28\tI-PLACE
                🌊\t29\t30\tO
                was\t31\t34\tO
                hit\t35\t38\tO
                on\t39\t41\tO
                Tuesday\t42\t49\tB-DAY
                ,\t49\t50\tO
                Ana\t51\t54\tO
                Ruiz\t55\t59\tO
                said\t60\t64\tO
                :\t64\t65\tO
                "\t66\t67\tO
                =\t67\t68\tO
                1\t68\t69\tO
                +\t69\t70\tO
                1\t70\t71\tO
                "\t71\t72\tO
                .\t72\t73\tO


                """)
        #expect(
            lines[1] == """
                # id = 7
                # columns = form start end marks
                # offsets = codepoints
                Nothing\t0\t7\tO
                —\t8\t9\tO
                here\t10\t14\tO
                .\t14\t15\tO


                """)
        #expect(lines[2] == "# id = in:2\n# error = json not JSON\n\n")
    }

    @Test("brat: two files for each article; none for a failed record; equal names are kept apart")
    func brat() throws {
        let folder = "/tmp/nightdesk-brat-\(UInt64.random(in: 0...UInt64.max))"
        defer { FileSystem.removeFolder(folder) }
        let format = BratFormat()
        let sink = try format.sink(OutputPlace(path: folder))
        var encoder = format.encoder(EncodingContext())
        var other = SampleRecords.empty
        other.article.id = .string("storm; 1")
        let records = [
            OutgoingRecord(SampleRecords.annotated), OutgoingRecord(failed: SampleRecords.failed),
            OutgoingRecord(other), OutgoingRecord(SampleRecords.annotated),
        ]
        for (number, record) in records.enumerated() {
            try sink.write(encoder.encode(record), number: number)
        }
        try sink.complete()
        #expect(
            try FileSystem.list(folder) == [
                "storm__1-3.ann", "storm__1-3.txt", "storm__1.ann", "storm__1.txt",
            ])
        func read(_ name: String) throws -> String {
            String(decoding: try FileSystem.read(folder + "/" + name), as: UTF8.self)
        }
        #expect(try read("storm__1.txt") == SampleRecords.marked.text)
        #expect(
            try read("storm__1.ann") == """
                T1\tPLACE 18 28\tPort Alder
                #1\tAnnotatorNotes T1\t{"kind":"a, \\"b\\"","part":"m2"}
                T2\tPLACE 18 22\tPort
                T3\tDAY 42 49\tTuesday
                #3\tAnnotatorNotes T3\t{"by":{"start":51,"end":59,"text":"Ana Ruiz"},"list":[1]}

                """)
        #expect(try read("storm__1-3.ann") == "")
        #expect(try read("storm__1-3.txt") == "Nothing — here.")
    }

    @Test("a span over several lines is given to brat in pieces")
    func pieces() throws {
        let marked = MarkedText("«Zürich\nand Port» Alder")
        let article = Article(id: .string("a"), utf8: Array(marked.text.utf8))
        let annotation = Annotation(id: "m1", layer: "m", label: "L", span: marked.spans[0], plugin: "p")
        let folder = "/tmp/nightdesk-brat-\(UInt64.random(in: 0...UInt64.max))"
        defer { FileSystem.removeFolder(folder) }
        var encoder = BratFormat().encoder(EncodingContext())
        let record = OutgoingRecord(AnnotatedArticle(article: article, annotations: [annotation]))
        try BratFormat().sink(OutputPlace(path: folder)).write(encoder.encode(record), number: 0)
        let lines = String(decoding: try FileSystem.read(folder + "/a.ann"), as: UTF8.self)
        #expect(lines == "T1\tL 0 6;7 15\tZürich and Port\n")
    }

    @Test("an annotation over two fields is an error of the record where records have errors")
    func misplaced() {
        var article = Article(id: .string("a"), utf8: Array("Été\n\nIt fell.".utf8))
        article.fields = [
            TextField(name: "headline", span: Span(0, 5)), TextField(name: "text", span: Span(7, 15)),
        ]
        let spans = [Span(0, 5), Span(3, 9), Span(7, 9)]
        let annotations = spans.enumerated().map {
            Annotation(id: "m\($0.offset)", layer: "m", label: "L", span: $0.element, plugin: "p")
        }
        let record = OutgoingRecord(AnnotatedArticle(article: article, annotations: annotations))
        #expect(
            record.annotations.map(\.place) == [
                .init(field: "headline", start: 0, end: 3), .init(field: "text", start: 0, end: 2),
            ])
        #expect(
            record.misplaced.map(\.message) == ["an annotation of m is not within one field of the record"])
        #expect(record.place(of: Span(1, 2)) == nil, "it cuts a character")
    }

    @Test("a registry finds formats by name and describes them for help")
    func registry() {
        let formats = RecordFormats([JSONLinesFormat(), FlatLinesFormat(), TableFormat(.tab)])
        #expect(formats.named("tsv")?.name == "tsv")
        #expect(formats.named("csv") == nil)
        #expect(formats.help == "jsonl, flat (JSON Lines, an annotation a line) or tsv")
        #expect(InputFormats.forExtension("json")?.name == "json")
        #expect(InputFormats.forExtension("rss")?.name == "feed")
        #expect(InputFormats.forExtension("xml")?.name == "nitf")
        #expect(InputFormats.forExtension("doc") == nil)
        #expect(Set(InputFormats.all.map(\.name)).count == InputFormats.all.count)
    }
}
