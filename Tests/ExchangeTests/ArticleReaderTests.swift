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
        "bytes that are not UTF-8 are found wherever they are",
        arguments: [
            ([0xFF], 1, "ff"), ([65, 0xC3], 2, "c3"), ([65, 0x80, 66], 2, "80"),
            ([0xC3, 0xA9, 0xC3, 65], 3, "c3"),
            ([0xE2, 0x82], 1, "e2"), ([65, 0xF0, 0x9F, 0x8C], 2, "f0"), ([0xC0, 0xAF], 1, "c0"),
            ([0xED, 0xA0, 0x80], 1, "ed"), ([0xF4, 0x90, 0x80, 0x80], 1, "f4"),
        ] as [([UInt8], Int, String)])
    func invalid(_ sample: (bytes: [UInt8], at: Int, hex: String)) {
        // In front of it: nothing, a little, and more than is searched at once.
        for padding in [0, 2, 5000, 20_001] {
            let before = Array(String(repeating: "é", count: padding / 2).utf8)
            let result = ArticleReader.plainText(before + sample.bytes, id: .string("a"))
            #expect(result.article == nil)
            #expect(
                result.errors.map(\.message) == [
                    "the text is not UTF-8: byte \(before.count + sample.at) is 0x\(sample.hex); convert it, as with iconv -t UTF-8"
                ])
        }
    }
}
