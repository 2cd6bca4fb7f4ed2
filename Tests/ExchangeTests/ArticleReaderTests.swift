import ArticleModel
import Exchange
import Testing

@Suite("Articles put together of text and headline")
struct ArticleReaderTests {
    private func read(_ text: String, headline: String) -> Article {
        ArticleReader.article(text: text, headline: headline, id: .integer(1), metadata: Metadata())
    }

    private func blocks(_ article: Article) -> [String] {
        article.blocks.map { "\($0.kind.rawValue): \(article.text(of: $0.span))" }
    }

    @Test(
        "a headline that is the first line of the text is not put before it again",
        arguments: ["Bridge falls\nIt fell.", "Bridge falls\r\n\r\nIt fell.", "Bridge falls \n\nIt fell."])
    func sameLine(_ text: String) {
        let article = read(text, headline: "Bridge falls")
        #expect(article.text == text)
        #expect(article.fields == [TextField(name: "text", span: Span(0, text.utf8.count))])
        #expect(blocks(article) == ["headline: Bridge falls", "paragraph: It fell."])
    }

    @Test("a text that is its headline alone is one field and one block")
    func headlineAlone() {
        let article = read("Bridge falls", headline: "Bridge falls")
        #expect(article.text == "Bridge falls")
        #expect(blocks(article) == ["headline: Bridge falls"])
    }

    @Test(
        "a headline that only begins the first sentence is a field of its own",
        arguments: [
            ("Rain", "Rainfall broke a record."), ("It rained", "It rained on Friday."),
            ("Bridge falls", "Bridge falls. It was old."), ("Cafe", "Cafe\u{301}s closed."),
        ])
    func prefix(_ sample: (headline: String, text: String)) {
        let article = read(sample.text, headline: sample.headline)
        #expect(article.text == sample.headline + "\n\n" + sample.text)
        #expect(article.fields.map(\.name) == ["headline", "text"])
        #expect(article.fields.map { article.text(of: $0.span) } == [sample.headline, sample.text])
        #expect(article.blocks.first == Block(.headline, Span(0, sample.headline.utf8.count)))
    }

    @Test("the block of a headline has no white space around it; a blank headline has no block")
    func blankHeadline() {
        let article = read("It fell.", headline: " Bridge falls\n")
        #expect(article.text == " Bridge falls\n\n\nIt fell.")
        #expect(article.fields.map(\.span) == [Span(0, 14), Span(16, 24)])
        #expect(article.blocks == [Block(.headline, Span(1, 13)), Block(.paragraph, Span(16, 24))])
        #expect(read("It fell.", headline: " \n").blocks.map(\.kind) == [.paragraph])
        #expect(read("It fell.", headline: "").text == "It fell.")
    }

    @Test("an empty text with a headline is that headline")
    func emptyText() {
        let article = read("", headline: "Bridge falls")
        #expect(article.text == "Bridge falls\n\n")
        #expect(article.fields.map(\.span) == [Span(0, 12), Span(14, 14)])
        #expect(article.blocks == [Block(.headline, Span(0, 12))])
    }

    @Test("what is known already is not replaced by what the text says")
    func known() {
        var metadata = Metadata()
        (metadata.byline, metadata.place, metadata.agency) = ("Bo Lind", "Elsewhere", nil)
        let article = ArticleReader.article(
            text: "By Ana Ruiz\nPORT ALDER (AP) — It fell.", headline: "H I", id: .integer(1),
            metadata: metadata)
        #expect(
            blocks(article) == [
                "headline: H I", "byline: By Ana Ruiz", "paragraph: PORT ALDER (AP) — It fell.",
                "dateline: PORT ALDER (AP) —",
            ])
        #expect(article.metadata.byline == "Bo Lind")
        #expect(article.metadata.place == "Elsewhere")
        #expect(article.metadata.agency == "AP")
    }

    @Test(
        "a date that is none is an error beside the article, with what to write",
        arguments: ["soon", "2024-02-30", "13/14/2024"])
    func badDate(_ date: String) {
        let result = ArticleReader.plainText(Array("It fell.".utf8), id: .string("a"), published: date)
        #expect(result.article?.metadata.published == nil)
        #expect(
            result.errors == [
                ArticleError(
                    stage: "read", kind: "published",
                    message:
                        "'published' is \"\(date)\", which is no date; write it as 2024-09-13 or 2024-09-13T08:30Z"
                )
            ])
    }

    @Test(
        "bytes that are not UTF-8 become U+FFFD, and the error says which are",
        arguments: [
            [0xFF], [65, 0xC3], [65, 0x80, 66], [0xC3, 0xA9, 0xC3, 65], [0xE2, 0x82], [65, 0xF0, 0x9F, 0x8C],
            [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
        ] as [[UInt8]])
    func invalid(_ bytes: [UInt8]) {
        for padding in [10, 5000, 20_000] {
            let before = String(repeating: "é", count: padding / 2)
            let result = ArticleReader.plainText(Array(before.utf8) + bytes, id: .string("a"))
            let text = String(decoding: Array(before.utf8) + bytes, as: UTF8.self)
            #expect(result.article?.text == text)
            let valid = bytes.starts(with: [0xC3, 0xA9]) ? 2 : bytes[0] == 65 ? 1 : 0
            let count = text.unicodeScalars.count { $0 == "\u{FFFD}" }
            let first = padding + valid + 1
            #expect(
                result.errors.map(\.message) == [
                    count == 1
                        ? "byte \(first) is not utf-8 and became U+FFFD"
                        : "\(count) bytes are not utf-8, the first of them byte \(first), and became U+FFFD"
                ])
            #expect(result.errors.map(\.kind) == ["encoding"])
        }
    }
}
