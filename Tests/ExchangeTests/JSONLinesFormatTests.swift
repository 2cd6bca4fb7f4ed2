import ArticleModel
import Exchange
import TestSupport
import Testing

@Suite("Records as JSON Lines")
struct JSONLinesFormatTests {
    private func line(_ record: AnnotatedArticle, _ context: EncodingContext = EncodingContext()) -> String {
        var writer = JSONLinesWriter(context)
        return String(decoding: writer.line(record), as: UTF8.self)
    }

    private func mark(_ id: String, _ span: Span, features: [FeatureValue.Field] = []) -> Annotation {
        Annotation(id: id, layer: "marks", label: "X", span: span, plugin: "p", features: features)
    }

    /// “Ana met Bo.” with Ana as m1 and Bo as m2; the first has the feature `f`.
    private func withFeature(_ value: FeatureValue) -> AnnotatedArticle {
        AnnotatedArticle(
            article: Article(id: .integer(1), utf8: Array("Ana met Bo.".utf8)),
            annotations: [
                mark("m1", Span(0, 3), features: [.init("f", value)]), mark("m2", Span(8, 10)),
            ])
    }

    @Test(
        "a feature of every kind is written as the JSON value that it is",
        arguments: [
            (.boolean(true), "true"), (.boolean(false), "false"), (.integer(0), "0"),
            (.integer(.min), "-9223372036854775808"), (.integer(.max), "9223372036854775807"),
            (.number(0.1), "0.1"), (.number(-2), "-2.0"), (.number(1e300), "1e+300"),
            (.number(.infinity), "null"), (.number(.nan), "null"), (.string(""), "\"\""),
            (.string("a\"b\\c/d"), #""a\"b\\c/d""#),
            (.string("\u{0}\u{1F}\t\r\n\u{7F}"), "\"\\u0000\\u001f\\t\\r\\n\u{7F}\""),
            (.string("e\u{301} 🌊\u{2028}"), "\"e\u{301} 🌊\u{2028}\""), (.list([]), "[]"), (.object([]), "{}"),
            (.list([.null, .list([.integer(1)]), .string("x")]), #"[null,[1],"x"]"#),
            (
                .object([.init("z", .integer(1)), .init("a", .null), .init("o", .object([]))]),
                #"{"z":1,"a":null,"o":{}}"#
            ),
            (.mention(Span(8, 10)), #"{"start":8,"end":10,"text":"Bo"}"#),
            (.mention(Span(4, 4)), #"{"start":4,"end":4,"text":""}"#), (.mention(Span(8, 99)), "null"),
            (.annotation(1), "\"m2\""), (.annotation(0), "\"m1\""), (.annotation(2), "null"),
            (.annotation(-1), "null"),
            (.list([.annotation(1), .mention(Span(0, 3))]), #"["m2",{"start":0,"end":3,"text":"Ana"}]"#),
            (
                .object([.init("span", .mention(Span(8, 10))), .init("sure", .boolean(true))]),
                #"{"start":8,"end":10,"text":"Bo","sure":true}"#
            ),
            (.object([.init("span", .integer(3))]), #"{"span":3}"#),
            (.object([.init("span", .mention(Span(8, 99)))]), #"{"span":null}"#),
        ] as [(FeatureValue, String)])
    func features(_ sample: (value: FeatureValue, json: String)) {
        #expect(
            line(withFeature(sample.value))
                == #"{"id":1,"text":"Ana met Bo.","annotations":[{"id":"m1","layer":"marks","label":"X","start":0,"end":3,"text":"Ana","plugin":"p","f":"#
                + sample.json
                + #"},{"id":"m2","layer":"marks","label":"X","start":8,"end":10,"text":"Bo","plugin":"p"}],"errors":[]}"#
                + "\n")
    }

    @Test("a feature that is null is left out")
    func null() {
        #expect(
            line(withFeature(.null))
                == #"{"id":1,"text":"Ana met Bo.","annotations":[{"id":"m1","layer":"marks","label":"X","start":0,"end":3,"text":"Ana","plugin":"p"},{"id":"m2","layer":"marks","label":"X","start":8,"end":10,"text":"Bo","plugin":"p"}],"errors":[]}"#
                + "\n")
    }

    @Test(
        "offsets count in the unit that was asked for, also behind combining marks and emoji",
        arguments: [
            (.codepoints, "", [(0, 1), (2, 3), (3, 4)]),
            (.bytes, #""offsets":"bytes","#, [(0, 1), (3, 7), (7, 8)]),
            (.utf16, #""offsets":"utf16","#, [(0, 1), (2, 4), (4, 5)]),
        ] as [(OffsetMap.Unit, String, [(Int, Int)])])
    func units(_ sample: (unit: OffsetMap.Unit, stated: String, places: [(Int, Int)])) {
        let record = AnnotatedArticle(
            article: Article(id: .string("u"), utf8: Array("e\u{301}🌊x".utf8)),
            annotations: [mark("a", Span(0, 1)), mark("b", Span(3, 7)), mark("c", Span(7, 8))])
        let written = zip(["a", "b", "c"], zip(sample.places, ["e", "🌊", "x"])).map { id, place in
            #"{"id":"\#(id)","layer":"marks","label":"X","start":\#(place.0.0),"end":\#(place.0.1),"text":"\#(place.1)","plugin":"p"}"#
        }
        #expect(
            line(record, EncodingContext(unit: sample.unit))
                == #"{"id":"u",\#(sample.stated)"text":"e\#u{301}🌊x","annotations":["#
                + written.joined(separator: ",") + "],\"errors\":[]}\n")
    }

    @Test("annotations that nest, cross and coincide are all written, in the order of the record")
    func overlapping() {
        let record = AnnotatedArticle(
            article: Article(id: .string("o"), utf8: Array("one two three".utf8)),
            annotations: [
                Annotation(id: "a1", layer: "a", label: "A", span: Span(0, 7), plugin: "p"),
                Annotation(id: "b1", layer: "b", label: "B", span: Span(0, 7), plugin: "q"),
                Annotation(id: "a2", layer: "a", label: "A", span: Span(4, 13), plugin: "p"),
                Annotation(id: "b2", layer: "b", label: "B", span: Span(8, 13), plugin: "q"),
            ])
        func item(_ id: String, _ layer: String, _ start: Int, _ end: Int, _ text: String, _ plugin: String)
            -> String
        {
            #"{"id":"\#(id)","layer":"\#(layer)","label":"\#(layer.uppercased())","start":\#(start),"end":\#(end),"text":"\#(text)","plugin":"\#(plugin)"}"#
        }
        let a1 = item("a1", "a", 0, 7, "one two", "p")
        let b1 = item("b1", "b", 0, 7, "one two", "q")
        let a2 = item("a2", "a", 4, 13, "two three", "p")
        let b2 = item("b2", "b", 8, 13, "three", "q")
        let head = #"{"id":"o","text":"one two three","annotations":["#
        #expect(line(record) == head + [a1, b1, a2, b2].joined(separator: ",") + "],\"errors\":[]}\n")
        #expect(
            line(record, EncodingContext(layers: ["b"])) == head + b1 + "," + b2 + "],\"errors\":[]}\n")
        #expect(line(record, EncodingContext(layers: [])) == head + "],\"errors\":[]}\n")
    }

    @Test("a reference names an annotation of a layer that is not written too")
    func reference() {
        var record = withFeature(.annotation(1))
        record.annotations[1].layer = "others"
        #expect(
            line(record, EncodingContext(includesText: false, layers: ["marks"]))
                == #"{"id":1,"annotations":[{"id":"m1","layer":"marks","label":"X","start":0,"end":3,"text":"Ana","plugin":"p","f":"m2"}],"errors":[]}"#
                + "\n")
    }

    @Test("a record with a headline has both fields, and each place names a field other than the text")
    func fields() {
        var article = Article(id: .string("h"), utf8: Array("Été\n\nIt fell.".utf8))
        article.fields = [
            TextField(name: "headline", span: Span(0, 5)), TextField(name: "text", span: Span(7, 15)),
        ]
        article.metadata.published = "2024-03-05T08:30:00Z"
        article.metadata.others = [.init("extractor", .string("nitf")), .init("section", .string("news"))]
        let record = AnnotatedArticle(
            article: article,
            annotations: [
                mark("m1", Span(0, 5), features: [.init("by", .mention(Span(7, 9)))]),
                mark("m2", Span(3, 9)),
                mark("m3", Span(10, 14), features: [.init("of", .mention(Span(0, 5)))]),
            ])
        #expect(
            line(record)
                == #"{"id":"h","published":"2024-03-05T08:30:00Z","extractor":"nitf","section":"news","headline":"Été","text":"It fell.","annotations":["#
                + #"{"id":"m1","layer":"marks","label":"X","start":0,"end":3,"text":"Été","field":"headline","plugin":"p","by":{"start":0,"end":2,"text":"It"}},"#
                + #"{"id":"m3","layer":"marks","label":"X","start":3,"end":7,"text":"fell","plugin":"p","of":{"start":0,"end":3,"text":"Été","field":"headline"}}],"#
                + #""errors":[{"stage":"write","plugin":"p","kind":"span","message":"an annotation of marks is not within one field of the record"}]}"#
                + "\n")
    }

    @Test("an empty article is a record, and an error has each of its members that is known")
    func errors() {
        let record = AnnotatedArticle(
            article: Article(id: .string(""), utf8: []),
            errors: [
                ArticleError(stage: "read", kind: "published", message: "no date", line: 0),
                ArticleError(
                    stage: "annotate", plugin: "p", kind: "lua", message: "a\tb", line: 2, traceback: "t\n1"),
            ])
        #expect(
            line(record)
                == #"{"id":"","text":"","annotations":[],"errors":[{"stage":"read","kind":"published","message":"no date","line":0},{"stage":"annotate","plugin":"p","kind":"lua","message":"a\tb","line":2,"traceback":"t\n1"}]}"#
                + "\n")
    }

    @Test("input that could not be read keeps its id, and its line if it has one")
    func failed() {
        var writer = JSONLinesWriter()
        func line(_ id: ArticleID, _ number: Int?) -> String {
            let error = ArticleError(stage: "read", kind: "file", message: "gone", line: number)
            return String(
                decoding: writer.encode(
                    OutgoingRecord(failed: ReadResult(failed: error, id: id, line: number))),
                as: UTF8.self)
        }
        #expect(
            line(.integer(-3), 12)
                == #"{"id":-3,"line":12,"annotations":[],"errors":[{"stage":"read","kind":"file","message":"gone","line":12}]}"#
                + "\n")
        #expect(
            line(.string("a\"b"), nil)
                == #"{"id":"a\"b","annotations":[],"errors":[{"stage":"read","kind":"file","message":"gone"}]}"#
                + "\n")
    }

    @Test("rule and score are written if they are known, and scores as the shortest number")
    func scores() {
        var annotation = mark("m", Span(0, 3))
        for (score, json) in [(0.0, "0.0"), (1, "1.0"), (1.0 / 3, "0.3333333333333333"), (1e-7, "1e-07")] {
            (annotation.rule, annotation.score) = ("R", score)
            let record = AnnotatedArticle(
                article: Article(id: .integer(1), utf8: Array("Ana".utf8)), annotations: [annotation])
            #expect(
                line(record)
                    == #"{"id":1,"text":"Ana","annotations":[{"id":"m","layer":"marks","label":"X","start":0,"end":3,"text":"Ana","plugin":"p","rule":"R","score":"#
                    + json + "}],\"errors\":[]}\n")
        }
    }
}
