import ArticleModel
import Exchange
import TestSupport
import Testing

@Suite("Kinds and edges of blocks")
struct BlockKindTests {
    private func article(_ text: String) throws -> Article {
        try #require(ArticleReader.plainText(Array(text.utf8), id: .string("a")).article)
    }

    private func blocks(_ text: String) throws -> [String] {
        let article = try article(text)
        return article.blocks.map { "\($0.kind.rawValue): \(article.text(of: $0.span))" }
    }

    @Test(
        "the first line is a headline if it is a title and something follows",
        arguments: [
            ("Bridge falls\nIt fell.", true), ("Bridge falls\n\n\nIt fell.", true),
            ("Is this the end?\nIt fell.", true),
            ("BRIDGE FALLS\nIt fell.", true), ("“Bridge” falls\nIt fell.", true), ("Bridge falls", false),
            ("Bridge\nIt fell.", false), ("bridge falls\nIt fell.", false),
            ("Bridge falls.\nIt fell.", false),
            ("Bridge falls:\nIt fell.", false), ("It fell, “he said”\nIt rose.", false),
            ("- Bridge falls\nIt fell.", false),
            (String(repeating: "Word ", count: 30) + "\nIt fell.", true),
            (String(repeating: "Word ", count: 31) + "\nIt fell.", false),
            (
                String(repeating: "W", count: 125) + " " + String(repeating: "w", count: 125) + "\nIt fell.",
                false
            ),
        ])
    func headlines(_ sample: (text: String, isHeadline: Bool)) throws {
        #expect(try article(sample.text).blocks.contains { $0.kind == .headline } == sample.isHeadline)
    }

    @Test(
        "a byline begins with By and a name, before the first paragraph",
        arguments: [
            ("Bridge falls\nBy Bo Lind\nIt fell.", true), ("Bridge falls\nBY BO LIND, AP\nIt fell.", true),
            ("Bridge falls\nby Bo Lind\nIt fell.", true),
            ("Bridge falls\nBy the sea it fell\nIt rose.", false),
            ("Bridge falls\nBy Bo Lind.\nIt rose.", false), ("Bridge falls\nBy\nIt rose.", false),
            ("Bridge falls\nIt fell.\nBy Bo Lind\nIt rose.", false),
        ])
    func bylines(_ sample: (text: String, isByline: Bool)) throws {
        let kinds = try article(sample.text).blocks.map(\.kind)
        #expect(kinds.contains(.byline) == sample.isByline)
        #expect(kinds.first == .headline)
    }

    @Test(
        "an item begins with a bullet or a number of one or two digits",
        arguments: [
            ("- It fell.", true), ("• It fell.", true), ("* It fell.", true), ("– It fell.", true),
            ("· It fell.", true), ("▪ It fell.", true),
            ("1. It fell.", true), ("12) It fell.", true), ("123. It fell.", false), ("1.It fell.", false),
            ("-It fell.", false),
            ("1 It fell.", false), (". It fell.", false),
        ])
    func items(_ sample: (line: String, isItem: Bool)) throws {
        let expected = sample.isItem ? "item" : "paragraph"
        #expect(try blocks("It rose.\n\(sample.line)\nIt ended.")[1] == "\(expected): \(sample.line)")
    }

    @Test(
        "a line of what pages have around their text is no part of the story",
        arguments: [
            ("Advertisement", true), ("ADVERTISEMENT:", true), ("Read more", true),
            ("Read more: Bridges of Port Alder", true),
            ("Share this article", true), ("Sign up!", true), ("Sources", true),
            ("Sources said it fell.", false), ("Share", true),
            ("Shares fell", false), ("Read more books, she said.", false),
        ])
    func boilerplate(_ sample: (line: String, isBoilerplate: Bool)) throws {
        let kinds = try article("It rose.\n\(sample.line)\n- It ended.").blocks.map(\.kind)
        #expect(kinds == [.paragraph, sample.isBoilerplate ? .boilerplate : kinds[1], .item])
        #expect((kinds[1] == .boilerplate) == sample.isBoilerplate)
    }

    @Test(
        "a lone word of a page behind the last sentence is cut off it, in the last paragraph only",
        arguments: [
            ("It fell. link", ["paragraph: It fell.", "boilerplate: link"]),
            ("It fell.” Share", ["paragraph: It fell.”", "boilerplate: Share"]),
            ("- It fell. link", ["item: - It fell.", "boilerplate: link"]),
            ("It fell link", ["paragraph: It fell link"]),
            ("It fell. links here", ["paragraph: It fell. links here"]),
            ("- It fell. link\n- It rose.", ["item: - It fell. link", "item: - It rose."]),
        ])
    func tails(_ sample: (text: String, blocks: [String])) throws {
        #expect(try blocks(sample.text) == sample.blocks)
    }

    @Test(
        "a heading is a short title between paragraphs",
        arguments: [
            ("It rose.\nWhat comes next\nIt fell.", .heading), ("It rose.\nWhat comes next", .paragraph),
            ("It rose.\nWhat comes next\n- It fell.", .paragraph),
            ("It rose.\nwhat comes next\nIt fell.", .paragraph),
            ("It rose.\nOne Two Three Four Five Six Seven Eight Nine Ten\nIt fell.", .heading),
            ("It rose.\nOne Two Three Four Five Six Seven Eight Nine Ten Eleven\nIt fell.", .paragraph),
            ("It rose.\nNext\nIt fell.", .paragraph), ("It rose.\nWhat comes next,\nIt fell.", .paragraph),
        ] as [(String, Block.Kind)])
    func headings(_ sample: (text: String, kind: Block.Kind)) throws {
        #expect(try article(sample.text).blocks[1].kind == sample.kind)
    }

    @Test(
        "a dateline has a place in capitals, an agency or a date, and a dash",
        arguments: [
            ("PORT ALDER — It fell.", "PORT ALDER —", "PORT ALDER", nil),
            ("PORT ALDER, Ohio (AP) -- It fell.", "PORT ALDER, Ohio (AP) --", "PORT ALDER, Ohio", "AP"),
            ("(Reuters) - It fell.", "(Reuters) -", nil, "Reuters"),
            ("Port Alder (Reuters) – It fell.", "Port Alder (Reuters) –", "Port Alder", "Reuters"),
            ("Nairobi, 27 January - It fell.", "Nairobi, 27 January -", "Nairobi", nil),
            ("ZÜRICH/PORT ALDER — It fell.", "ZÜRICH/PORT ALDER —", "ZÜRICH/PORT ALDER", nil),
            ("ISLE of ALDER — It fell.", "ISLE of ALDER —", "ISLE of ALDER", nil),
            ("Ana Ruiz — the mayor — left.", nil, nil, nil), ("He left — early.", nil, nil, nil),
            ("PORT-ALDER It fell.", nil, nil, nil), ("“No” — he said.", nil, nil, nil),
            ("PORT ALDER: It fell.", nil, nil, nil),
        ] as [(String, String?, String?, String?)])
    func datelines(_ sample: (text: String, dateline: String?, place: String?, agency: String?)) throws {
        let article = try article(sample.text)
        let found = article.blocks.filter { $0.kind == .dateline }.map { article.text(of: $0.span) }
        #expect(found == (sample.dateline.map { [$0] } ?? []))
        #expect(article.metadata.place == sample.place)
        #expect(article.metadata.agency == sample.agency)
    }

    @Test("only the first paragraph has a dateline")
    func firstParagraph() throws {
        #expect(
            try blocks("PORT ALDER — It fell.\nZURICH — It rose.") == [
                "paragraph: PORT ALDER — It fell.", "dateline: PORT ALDER —", "paragraph: ZURICH — It rose.",
            ])
    }

    @Test("lines that are broken by hand are one paragraph if most of them are, and none is long")
    func wrapped() throws {
        let lines = ["The old bridge in the town", "fell on Friday. It had been", "built long ago."]
        let text = lines.joined(separator: "\n") + "\n\nIt rose\nagain."
        #expect(
            try blocks(text) == ["paragraph: " + lines.joined(separator: "\n"), "paragraph: It rose\nagain."])
        // A long line, or no empty one: each line is a paragraph.
        let long = String(repeating: "word ", count: 21) + "end."
        #expect(try blocks(long + "\n" + text).count == 6)
        #expect(try blocks(lines.joined(separator: "\n")).count == 3)
        #expect(
            try blocks("the bridge is old and\n- it fell, he\nsaid again.\n\nIt rose.\nIt fell.\nIt rose.")
                == [
                    "paragraph: the bridge is old and", "item: - it fell, he\nsaid again.",
                    "paragraph: It rose.\nIt fell.\nIt rose.",
                ])
    }

    @Test(
        "blocks of random texts have no white space around them, are in order, and cover every visible byte")
    func properties() throws {
        var random = SeededGenerator(seed: 41)
        let pieces = [
            "Bridge falls", "By Bo Lind", "PORT ALDER (AP) — It fell.", "It fell. link", "- item", "1. item",
            "Share", "Next steps",
            "\n", "\n\n", "\r\n", " ", "\t", "é🌊", "—", "(", ")", "It rose.", "e\u{301}", "”", "\u{A0}", "12",
            "\0",
        ]
        for _ in 0..<2000 {
            let text = (0..<Int.random(in: 0..<14, using: &random)).map { _ in
                pieces.randomElement(using: &random)!
            }.joined()
            let article = try article(text)
            var covered = [Bool](repeating: false, count: article.utf8.count)
            var end = 0
            for block in article.blocks {
                let bytes = article.utf8[block.span.range]
                #expect(!block.span.isEmpty && bytes.first! > 32, "\(text.debugDescription)")
                #expect(block.kind == .dateline || bytes.last! > 32, "\(text.debugDescription)")
                #expect(!OffsetMap.isContinuation(bytes.first!))
                if block.kind != .dateline {
                    #expect(block.span.start >= end, "\(text.debugDescription)")
                    end = block.span.end
                }
                for byte in block.span.range { covered[byte] = true }
            }
            #expect(zip(article.utf8, covered).allSatisfy { $0 <= 32 || $1 }, "\(text.debugDescription)")
        }
    }
}
