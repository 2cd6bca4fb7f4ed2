import ArticleModel
import TestSupport
import Testing
import Tokenization

@Suite("Ends of sentences")
struct SentenceEndTests {
    private func sentences(_ text: String, blocks: [Block] = []) -> [String] {
        let article = Article(id: .integer(1), utf8: Array(text.utf8), blocks: blocks)
        let tokens = Tokenizer(vocabulary: Vocabulary()).tokenize(article)
        return (0..<tokens.sentenceCount).map { article.text(of: tokens.span(tokens.sentence($0))) }
    }

    @Test(
        "marks end a sentence with what closes it; | is put at each end",
        arguments: [
            // Marks.
            "It fell.| It rose.", "Did it fall?| No!| Well.", "It fell?!| He left.", "“It fell.”| He left.",
            "(It fell.)| He left.", "It fell.)| He left.", "“It fell.”’| He left.", "It fell.]| He left.",
            "彼は来た。| It fell.",
            "It fell...| He left.", "It fell…| He left.", "It fell . . .| He left.", "It fell.’’| He left.",
            // No end before a small letter.
            "It fell… and rose.", "It fell... and rose.", "“Why?” she asked.", "Yahoo! rose by 5.",
            "He (Jr.) left.",
            "It fell. and rose.",
            // Numbers, and stops without a blank.
            "It rose 3.5 percent.", "It fell.|He left.", "a.example is a name.", "It fell.| 5 people left.",
            "It was no. 5 there.", "See fig.| 5 there.",
            // Quotation marks that open.
            "It fell.| “No,” he said.", "It fell.|“No,” he said.", "It fell.“no,” he said.",
            "It fell.\"No,\" he said.", "It fell.| ‘No,’ he said.",
            "It fell…| “No.”",
            "It fell.| (No one left.)", "It fell.| — No.",
            // Colons and semicolons end nothing.
            "He said: It fell.", "It fell; He left.",
        ], ["", "Été 🇫🇷. Ça va?\n"])
    func marks(_ marked: String, _ prefix: String) {
        let text = prefix + marked.filter { $0 != "|" }
        let start = prefix.utf8.count
        let blocks =
            (prefix.isEmpty ? [] : [Block(.paragraph, Span(0, start - 1))]) + [
                Block(.paragraph, Span(start, text.utf8.count))
            ]
        let expected = marked.split(separator: "|").map { String($0.drop { $0 == " " }) }
        #expect(sentences(text, blocks: blocks).suffix(expected.count) == expected[...])
        #expect(sentences(text, blocks: blocks).count == expected.count + (prefix.isEmpty ? 0 : 2))
    }

    @Test(
        "an abbreviation ends a sentence only where it can",
        arguments: [
            "Mr. Orlu left.| He ran.", "Dr. A. Basari left.", "Gen. The left.",
            "She works at Acme Corp. in Ohio.",
            "She works at Acme Corp.| The firm grew.", "She works at Acme Corp. Orlu said so.",
            "He left the U.S.| He ran.",
            "He left the U.S. Senate.", "He left the U.S.”| He ran.", "“He left the U.S.”| Ruiz said.",
            "At 3 p.m.| The left.",
            "At 3 p.m.| He left.", "It was plan B.| The other failed.", "George W. Bush left.",
            "J. R. The left.",
            "On Sept. 12 it fell.", "On Sept.| The left.", "He lives in the U.S.| “No,” she said.",
            "He lives in the U.S. “no” man.",
        ])
    func abbreviations(_ marked: String) {
        let expected = marked.split(separator: "|").map { String($0.drop { $0 == " " }) }
        #expect(sentences(marked.filter { $0 != "|" }) == expected)
    }

    @Test("a block ends a sentence, whatever it ends with, and so does the end of a text")
    func blocks() {
        let text = "Storm hits the U.S.\nIt fell, and\nMr.\nNo"
        let blocks = [(0, 19), (20, 32), (33, 36), (37, 39)].map { Block(.paragraph, Span($0.0, $0.1)) }
        #expect(sentences(text, blocks: blocks) == ["Storm hits the U.S.", "It fell, and", "Mr.", "No"])
        // Without blocks a line end is a blank.
        #expect(sentences("It fell\non Friday.\nHe left") == ["It fell\non Friday.", "He left"])
    }

    @Test("text outside of blocks and in nested ones has sentences too")
    func gaps() {
        let text = "a b c d"
        let blocks = [Block(.paragraph, Span(2, 5)), Block(.dateline, Span(2, 3))]
        #expect(sentences(text, blocks: blocks) == ["a", "b c", "d"])
    }

    @Test("a text without tokens has no sentences", arguments: ["", " ", "\n\n", "\u{A0}\u{200B}"])
    func none(_ text: String) { #expect(sentences(text) == []) }
}

@Suite("Quotation marks in pairs")
struct QuoteRegionTests {
    private func regions(_ text: String) -> [String] {
        let vocabulary = Vocabulary()
        let article = Article(id: .integer(1), utf8: Array(text.utf8))
        let tokens = Tokenizer(vocabulary: vocabulary).tokenize(article)
        return QuotePairing.regions(of: tokens, vocabulary).map {
            article.text(of: tokens.span($0.tokens)) + ($0.isSingle ? " single" : "")
                + ($0.isClosed ? "" : " open")
        }
    }

    @Test(
        "marks are paired by where they are, and only then by their shape",
        arguments: [
            ("“a” b “c d”", ["“a”", "“c d”"]), ("\"a\" b \"c d\"", ["\"a\"", "\"c d\""]),
            ("„a“ b »c«", ["„a“", "»c«"]),
            ("«a»", ["«a»"]), ("``a''", ["``a''"]), ("”a“", ["”a“"]), ("(“a”)", ["“a”"]), ("—“a”—b", ["“a”"]),
            ("“a” “b”", ["“a”", "“b”"]), ("“a, “b” c", ["“a, open", "“b”"]), ("a” b", []),
            ("“a b", ["“a b open"]),
            ("a 6\" pipe and \"b\"", ["\"b\""]), ("“”", []), ("“...”", []), ("“5”", ["“5”"]),
            ("“@ana”", ["“@ana”"]),
            ("“a 'b' c”", ["“a 'b' c”"]), ("'a' and “b”", ["'a' single", "“b”"]), ("‘a b’", ["‘a b’ single"]),
            ("‘The dogs’ bowls’ fell", ["‘The dogs’ bowls’ single"]),
            ("the dogs' and 'the cats'", ["'the cats' single"]),
            ("'tis and 'twas", []), ("rock 'n' roll", []), ("'98 and '99", []), ("don’t and can’t", []),
            ("", []),
            ("‹a›", ["‹a› single"]), ("“‘a’ b”", ["“‘a’ b”"]), ("“a.”“b.”", ["“a.”", "“b.”"]),
        ])
    func pairs(_ sample: (text: String, regions: [String])) {
        #expect(regions(sample.text) == sample.regions)
    }
}
