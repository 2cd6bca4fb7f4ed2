import ArticleModel
import Exchange
import Serialization
import TestSupport
import Testing

@Suite("JSON Lines")
struct JSONLinesTests {
    private func read(_ line: String) -> ReadResult {
        Array(line.utf8).withUnsafeBytes { JSONLinesReader.read($0, source: "in.jsonl", number: 3) }
    }

    @Test(
        "each line gives an article or an error, never nothing",
        arguments: [
            ("", "the line is empty; each line must be a JSON object"),
            ("  ", "the line is empty; each line must be a JSON object"),
            ("[1]", "the line is not a JSON object: it must be {\"text\": …}"),
            ("{}", "the record has no 'text'; name the field that holds it with --map text=FIELD"),
            ("{\"text\": 5}", "'text' must be a string"),
            (
                "{\"text\": null}",
                "the record has no 'text'; name the field that holds it with --map text=FIELD"
            ),
            ("{\"text\": \"a\", \"id\": [1]}", "'id' must be a string or an integer"),
        ])
    func failures(_ sample: (line: String, message: String)) {
        let result = read(sample.line)
        #expect(result.article == nil)
        #expect(result.errors.map(\.message) == [sample.message])
        #expect(result.line == 3)
        #expect(result.errors.allSatisfy { $0.line == 3 && $0.stage == "read" })
    }

    @Test(
        "broken JSON is told with its place",
        arguments: ["{\"text\": \"a\"", "{\"text\": \"\\uD800\"}", "{\"text\": tru}", "{\"text\": \"a\"} x"])
    func broken(_ line: String) {
        let result = read(line)
        #expect(result.article == nil)
        #expect(result.errors.count == 1 && result.errors[0].message.hasPrefix("not JSON: "))
        #expect(result.id == .string("in.jsonl:3"))
    }

    @Test("bytes that are not UTF-8 are an error")
    func encoding() {
        let result = (Array("{\"text\": \"".utf8) + [0xE9] + Array("\"}".utf8)).withUnsafeBytes {
            JSONLinesReader.read($0, source: "s", number: 1)
        }
        #expect(result.article == nil && result.errors.count == 1)
    }

    @Test("ids come back as they were; NUL and all other characters too")
    func roundTrip() throws {
        for (id, expected) in [("\"a\\\"b\"", "\"a\\\"b\""), ("17", "17"), ("\"é\\u0000\"", "\"é\\u0000\"")] {
            let article = try #require(
                read("{\"id\": \(id), \"text\": \"a\\u0000\\r\\n\\\\b\\u2028\"}").article)
            var writer = JSONLinesWriter()
            let line = String(decoding: writer.line(AnnotatedArticle(article: article)), as: UTF8.self)
            #expect(
                line
                    == "{\"id\":\(expected),\"text\":\"a\\u0000\\r\\n\\\\b\u{2028}\",\"annotations\":[],\"errors\":[]}\n"
            )
        }
    }

    @Test("a date that is none is an error beside the article")
    func published() throws {
        let result = read("{\"text\": \"a\", \"published\": \"soon\"}")
        #expect(result.article != nil && result.article?.metadata.published == nil)
        #expect(result.errors.map(\.kind) == ["published"])
    }

    @Test("offsets count code points within the field", arguments: ["", multiBytePrefix])
    func offsets(_ prefix: String) throws {
        let marked = MarkedText(prefix + "Zoë’s «été» was «🇫🇷 hot».")
        let article = Article(id: .string("a"), utf8: Array(marked.text.utf8))
        let annotations = marked.spans.map {
            Annotation(
                id: "x", layer: "l", label: "L", span: $0, plugin: "p", features: [.init("m", .mention($0))])
        }
        var writer = JSONLinesWriter()
        let line = writer.line(AnnotatedArticle(article: article, annotations: annotations))
        guard
            case .list(let written)? = try line.withUnsafeBytes({ try JSONDocument.parse($0) })["annotations"]
        else { throw Missing() }
        let scalars = Array(marked.text.unicodeScalars)
        #expect(written.count == 2)
        for annotation in written {
            for place in [annotation, annotation["m"]!] {
                guard case .integer(let start)? = place["start"], case .integer(let end)? = place["end"]
                else { throw Missing() }
                #expect(String(String.UnicodeScalarView(scalars[start..<end])) == place["text"]?.string)
            }
        }
    }

    private struct Missing: Error {}

    @Test("a headline of its own is read with the text, and offsets count in it")
    func headline() throws {
        let article = try #require(
            read("{\"text\": \"It fell. It was old.\", \"headline\": \"Brücke falls\"}").article)
        #expect(article.text == "Brücke falls\n\nIt fell. It was old.")
        let annotation = Annotation(id: "x", layer: "l", label: "L", span: Span(8, 13), plugin: "p")
        let other = Annotation(id: "y", layer: "l", label: "L", span: Span(15, 17), plugin: "p")
        var writer = JSONLinesWriter(EncodingContext(includesText: false))
        let line = String(
            decoding: writer.line(AnnotatedArticle(article: article, annotations: [annotation, other])),
            as: UTF8.self)
        #expect(line.contains("\"start\":7,\"end\":12,\"text\":\"falls\",\"field\":\"headline\""))
        #expect(line.contains("\"start\":0,\"end\":2,\"text\":\"It\",\"plugin\""))
        let same = try #require(
            read("{\"text\": \"Bridge falls\\nIt fell.\", \"headline\": \"Bridge falls\"}").article)
        #expect(same.fields.count == 1 && same.blocks.first?.kind == .headline)
    }
}
