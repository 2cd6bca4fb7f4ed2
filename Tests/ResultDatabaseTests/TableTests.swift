import ArticleModel
import Exchange
import GRDB
import Testing

@Suite("The tables of a result database")
struct TableTests {
    @Test("every piece of metadata has its column; what is missing is NULL")
    func articles() throws {
        let fixture = try DatabaseFixture()
        var metadata = Metadata()
        (metadata.headline, metadata.byline, metadata.published) = ("Nö", "By Ana Ruiz", "2024-05-12")
        (metadata.source, metadata.url, metadata.language) = ("The Quay", "https://quay.example/1", "en")
        let full = OutgoingRecord(
            AnnotatedArticle(
                article: Article(id: .integer(12), utf8: Array("Zürich 🌊".utf8), metadata: metadata)))
        try fixture.write([
            full, record("b", ""), record("c", "x", context: EncodingContext(includesText: false)),
        ])
        #expect(
            try fixture.rows("SELECT * FROM articles ORDER BY number") == [
                "0|12|Nö|By Ana Ruiz|2024-05-12|The Quay|https://quay.example/1|en|-|Zürich 🌊",
                "1|b|-|-|-|-|-|-|-|",
                "2|c|-|-|-|-|-|-|-|-",
            ])
    }

    @Test("every part of an annotation has its column, with offsets in the unit of the run")
    func annotations() throws {
        let fixture = try DatabaseFixture()
        let text = "É 🌊 Bo"
        func marked(_ unit: OffsetMap.Unit) -> OutgoingRecord {
            record(
                "a", text,
                [
                    annotation(
                        "names", "PERSON", 8..<10, id: "n1", rule: "Name", score: 0.25,
                        [.init("k", .integer(1))])
                ],
                context: EncodingContext(unit: unit))
        }
        try fixture.write([marked(.codepoints), marked(.utf16), marked(.bytes)])
        #expect(
            try fixture.rows("SELECT * FROM annotations ORDER BY article") == [
                #"0|n1|names|PERSON|text|4|6|Bo|names|Name|0.25|{"k":1}"#,
                #"1|n1|names|PERSON|text|5|7|Bo|names|Name|0.25|{"k":1}"#,
                #"2|n1|names|PERSON|text|8|10|Bo|names|Name|0.25|{"k":1}"#,
            ])
    }

    @Test("a score that is not a number is NULL, and so are a missing rule and score")
    func scores() throws {
        let fixture = try DatabaseFixture()
        let scores: [Double?] = [nil, 0, -1.5, .infinity, .nan, 1e300]
        try fixture.write([record("a", "text", scores.map { annotation("l", "L", 0..<4, score: $0) })])
        #expect(
            try fixture.rows("SELECT rule, score FROM annotations") == [
                "-|-", "-|0.0", "-|-1.5", "-|-", "-|-", "-|1e+300",
            ])
    }

    @Test("features are JSON: references, mentions and lists as in a record, without nulls")
    func features() throws {
        let fixture = try DatabaseFixture()
        let features: [FeatureValue.Field] = [
            .init("a", .annotation(0)), .init("b", .mention(Span(0, 3))),
            .init("c", .list([.boolean(true), .number(0.5)])),
            .init("d", .null), .init("e", .string("\"\n\u{0}é")),
        ]
        try fixture.write([
            record(
                "a", "Ana left",
                [annotation("l", "L", 0..<3, id: "l1"), annotation("l", "L", 4..<8, id: "l2", features)])
        ])
        #expect(
            try fixture.rows("SELECT features FROM annotations ORDER BY start") == [
                "{}", #"{"a":"l1","b":{"start":0,"end":3,"text":"Ana"},"c":[true,0.5],"e":"\"\n\u0000é"}"#,
            ])
        #expect(
            try fixture.rows(
                "SELECT features ->> '$.b.text', features ->> '$.c[1]' FROM annotations WHERE id = 'l2'")
                == ["Ana|0.5"])
    }

    @Test("annotations of the headline are in their field; the text is its own column")
    func headline() throws {
        let fixture = try DatabaseFixture()
        // "Nö" has three bytes and is followed by an empty line.
        try fixture.write([
            record(
                "a", "Bo left", headline: "Nö", [annotation("l", "H", 0..<3), annotation("l", "T", 5..<7)])
        ])
        #expect(try fixture.rows("SELECT headline, text FROM articles") == ["Nö|Bo left"])
        #expect(
            try fixture.rows("SELECT label, field, start, \"end\", text FROM annotations ORDER BY label")
                == ["H|headline|0|2|Nö", "T|text|0|2|Bo"])
    }

    @Test("errors have their columns; an annotation that cannot be written is one")
    func errors() throws {
        let fixture = try DatabaseFixture()
        let failed = OutgoingRecord(
            failed: ReadResult(
                failed: ArticleError(stage: "read", kind: "json", message: "not JSON", line: 3),
                id: .string("in:3"),
                line: 3))
        let annotated = record(
            "a", "Bo left", headline: "Nö", [annotation("l", "X", 0..<6)],
            errors: [
                ArticleError(stage: "annotate", plugin: "p", kind: "lua", message: "it\nfailed", line: 0)
            ])
        try fixture.write([failed, annotated])
        #expect(
            try fixture.rows("SELECT * FROM errors") == [
                "0|read|-|json|not JSON|3", "1|annotate|p|lua|it\nfailed|-",
                "1|write|l|span|an annotation of l is not within one field of the record|-",
            ])
        #expect(try fixture.rows("SELECT number, id, text FROM articles WHERE number = 0") == ["0|in:3|-"])
        #expect(try fixture.rows("SELECT count(*) FROM annotations") == ["0"])
    }

    @Test("a text with the character U+0000 is stored whole")
    func nul() throws {
        let fixture = try DatabaseFixture()
        try fixture.write([
            record(
                "a\0b", "Ana\0 left", headline: "H\0", [annotation("l", "L", 4..<13)],
                errors: [ArticleError(stage: "annotate", kind: "lua", message: "a\0b")])
        ])
        #expect(
            try fixture.rows("SELECT hex(id), hex(headline), hex(text), typeof(text) FROM articles")
                == ["610062|4800|416E6100206C656674|text"])
        #expect(try fixture.rows("SELECT hex(text), \"end\" FROM annotations") == ["416E6100206C656674|9"])
        #expect(try fixture.rows("SELECT hex(message) FROM errors") == ["610062"])
    }

    @Test("facts of the run are rows of their own, and a fact that is noted again is replaced")
    func facts() throws {
        let fixture = try DatabaseFixture()
        try fixture.write([], facts: [("offsets", "utf16"), ("plugin quotes", "abc"), ("offsets", "bytes")])
        #expect(
            try fixture.rows("SELECT name, value FROM runs ORDER BY name")
                == ["hash|7", "items|0", "offsets|bytes", "plugin quotes|abc"])
    }

    @Test("the full-text index finds words of headlines and texts when the database is complete")
    func fullText() throws {
        let fixture = try DatabaseFixture()
        try fixture.write([
            record("a", "The ferry was late.", headline: "Storm"), record("b", "A storm came."),
            record("c", "Nothing."),
        ])
        func found(_ query: String) throws -> [String] {
            try fixture.rows(
                "SELECT a.id FROM articles_fts f JOIN articles a ON a.number = f.rowid WHERE articles_fts MATCH '\(query)' ORDER BY a.number"
            )
        }
        #expect(try found("storm") == ["a", "b"])
        #expect(try found("headline: storm") == ["a"])
        #expect(try found("ferry AND late") == ["a"])
        #expect(try found("bridge") == [])
    }

    @Test("a complete database is one file in the default journal mode")
    func oneFile() throws {
        let fixture = try DatabaseFixture()
        try fixture.write([record("a", "x")])
        #expect(try fixture.rows("PRAGMA journal_mode") == ["delete"])
        #expect(try fixture.rows("PRAGMA integrity_check") == ["ok"])
        #expect(try fixture.rows("PRAGMA foreign_key_check") == [])
    }
}
