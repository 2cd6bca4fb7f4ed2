import ArticleModel
import Exchange
import Testing

@Suite("Blocks of plain text")
struct ArticleBlocksTests {
    private func blocks(_ text: String) throws -> [String] {
        let article = try #require(ArticleReader.plainText(Array(text.utf8), id: .string("a")).article)
        return article.blocks.map { "\($0.kind.rawValue): \(article.text(of: $0.span))" }
    }

    @Test(
        "are found by their form",
        arguments: [
            (
                "Bridge falls in Port Alder\nThe bridge fell. Nobody was hurt.\n- First, it creaked.\nIt had stood long. link",
                [
                    "headline: Bridge falls in Port Alder", "paragraph: The bridge fell. Nobody was hurt.",
                    "item: - First, it creaked.",
                    "paragraph: It had stood long.", "boilerplate: link",
                ]
            ),
            (
                "Bridge falls\r\nBy Bo Lind\r\n\r\nPORT ALDER, Ohio (AP) — The bridge fell.\r\n",
                [
                    "headline: Bridge falls", "byline: By Bo Lind",
                    "paragraph: PORT ALDER, Ohio (AP) — The bridge fell.",
                    "dateline: PORT ALDER, Ohio (AP) —",
                ]
            ),
            ("The bridge fell. It was old.", ["paragraph: The bridge fell. It was old."]),
            (
                "The bridge in the old part of town\nfell on Friday. It was built long ago\nby men from Port Alder.\n\nNobody was hurt when it fell, said\nthe mayor, who had been there.",
                [
                    "paragraph: The bridge in the old part of town\nfell on Friday. It was built long ago\nby men from Port Alder.",
                    "paragraph: Nobody was hurt when it fell, said\nthe mayor, who had been there.",
                ]
            ),
            (
                "Old bridge falls\nIt fell.\nWhat comes next\nA new one will be built.",
                [
                    "headline: Old bridge falls", "paragraph: It fell.", "heading: What comes next",
                    "paragraph: A new one will be built.",
                ]
            ),
            ("", []), ("\n \n", []),
            (
                "The minister left - he was ill - early.",
                ["paragraph: The minister left - he was ill - early."]
            ),
            (
                "Nairobi, 27 January - A man was found.",
                ["paragraph: Nairobi, 27 January - A man was found.", "dateline: Nairobi, 27 January -"]
            ),
        ])
    func forms(_ sample: (text: String, blocks: [String])) throws {
        #expect(try blocks(sample.text) == sample.blocks)
    }

    @Test("metadata comes from headline, byline and dateline")
    func metadata() throws {
        let text = "Bridge falls\nBy Bo Lind\n\nPORT ALDER, Ohio (AP) — The bridge fell."
        let metadata = try #require(ArticleReader.plainText(Array(text.utf8), id: .string("a")).article)
            .metadata
        #expect(
            [metadata.headline, metadata.byline, metadata.place, metadata.agency] == [
                "Bridge falls", "By Bo Lind", "PORT ALDER, Ohio", "AP",
            ])
    }

    @Test("a byte order mark is dropped; text that is not UTF-8 is guessed, with an error")
    func encoding() throws {
        #expect(
            try #require(ArticleReader.plainText([0xEF, 0xBB, 0xBF, 65], id: .string("a")).article).utf8 == [
                65
            ])
        let result = ArticleReader.plainText([65, 66, 0xE9, 67], id: .string("a"))
        #expect(result.article?.text == "ABéC")
        #expect(
            result.errors.map(\.message) == [
                "no encoding is declared, and the text is not UTF-8; read as windows-1252 (choose another with --encoding)"
            ])
        let declared = ArticleReader.plainText([65, 66, 0xE9, 67], id: .string("a"), declared: "latin1")
        #expect(declared.article?.text == "ABéC")
        #expect(declared.errors == [])
    }

    @Test("a file that is not text is an error")
    func binary() {
        let result = ArticleReader.plainText([0x50, 0x4B, 3, 4, 0, 0, 0xFF, 0x80], id: .string("a"))
        #expect(result.article == nil)
        #expect(
            result.errors.map(\.message) == [
                "the file is not text: it has control characters and is not UTF-8"
            ])
    }
}
