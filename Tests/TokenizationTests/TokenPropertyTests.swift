import ArticleModel
import TestSupport
import Testing
import Tokenization

/// Properties that hold for the tokens and sentences of any text.
@Suite("Tokens of random texts")
struct TokenPropertyTests {
    private static let pieces = [
        "a", "B", "Ana", "U.S.", "Mr.", "J.", "etc.", "9", "1,000", "3.5", "12/05", ".", "...", ". . .", "…",
        ",", "?", "!", "'",
        "’", "’s", "'ll", "-", "--", "—", "@", "#", "$", "&", "_", "/", "http://x", "www.a", "<", ">", "(",
        ")", "\"", "“", "”",
        "``", "''", " ", "  ", "\n", "\r\n", "\t", "\u{A0}", "\u{2028}", "\u{200B}", "é", "ê", "東京",
        "e\u{301}", "\u{301}", "🌊",
        "❤\u{FE0F}", "🇫🇷", "👩\u{200D}", "\u{200D}", "\u{FE0F}", "\0", "\u{85}", "\u{7F}", "ǅ", "٣",
        "\u{10FFFF}", "°", "½",
    ]

    /// Articles of random pieces, cut into random blocks, some of which nest.
    private static let articles: [Article] = {
        var random = SeededGenerator(seed: 21)
        return (0..<1200).map { number in
            let parts = (0..<Int.random(in: 0...(number % 40), using: &random)).map { _ in
                pieces.randomElement(using: &random)!
            }
            var blocks: [Block] = []
            var at = 0
            for part in parts {
                let end = at + part.utf8.count
                switch Int.random(in: 0..<8, using: &random) {
                case 0: blocks.append(Block(.paragraph, Span(at, end)))
                case 1: if let last = blocks.indices.last { blocks[last].span.end = end }
                case 2:
                    blocks.append(
                        Block(.dateline, Span(blocks.last?.span.start ?? at, blocks.last?.span.start ?? at)))
                default: break
                }
                at = end
            }
            return Article(
                id: .integer(number), utf8: Array(parts.joined().utf8),
                blocks: blocks.sorted { $0.span < $1.span })
        }
    }()

    /// What separates tokens and is in none of them.
    private func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value <= 32 || (0x7F...0xA0).contains(scalar.value) || scalar.properties.isWhitespace
            || [0x200B, 0xFEFF].contains(scalar.value)
    }

    @Test("tokens are in order, do not overlap, are not empty, and begin and end at characters")
    func order() {
        for article in Self.articles {
            let tokens = Tokenizer(vocabulary: Vocabulary()).tokenize(article)
            var end = 0
            for token in 0..<tokens.count {
                let span = tokens.span(token)
                #expect(span.start >= end && !span.isEmpty, "\(article.text.debugDescription)")
                for byte in [span.start, span.end] where byte < article.utf8.count {
                    #expect(!OffsetMap.isContinuation(article.utf8[byte]), "\(article.text.debugDescription)")
                }
                end = span.end
            }
            #expect(end <= article.utf8.count)
        }
    }

    @Test("every character that is not white space is in a token, and no white space but that of an ellipsis")
    func cover() {
        for article in Self.articles {
            let vocabulary = Vocabulary()
            let tokens = Tokenizer(vocabulary: vocabulary).tokenize(article)
            var covered = [Bool](repeating: false, count: article.utf8.count)
            for token in 0..<tokens.count {
                for byte in tokens.span(token).range { covered[byte] = true }
                let form = vocabulary.text(tokens.forms[token])
                #expect(form == article.text(of: tokens.span(token)))
                #expect(
                    form == ". . ." || !form.unicodeScalars.contains(where: isSpace),
                    "\(form.debugDescription)")
            }
            var byte = 0
            for scalar in article.text.unicodeScalars {
                #expect(
                    covered[byte] || isSpace(scalar), "\(scalar.value) of \(article.text.debugDescription)")
                byte += String(scalar).utf8.count
            }
        }
    }

    @Test("sentences and blocks part the tokens, and a block begins a sentence")
    func sentences() {
        for article in Self.articles {
            let tokens = Tokenizer(vocabulary: Vocabulary()).tokenize(article)
            let sentences = (0..<tokens.sentenceCount).map { tokens.sentence($0) }
            #expect(sentences.flatMap(Array.init) == Array(0..<tokens.count))
            #expect(sentences.allSatisfy { !$0.isEmpty })
            let blocks = (0..<max(0, tokens.blockStarts.count - 1)).map { tokens.block($0) }
            #expect(blocks.flatMap(Array.init) == Array(0..<tokens.count))
            for token in 0..<tokens.count {
                let classes = tokens.classes[token]
                #expect(sentences[tokens.sentence(ofToken: token)].contains(token))
                #expect(blocks[tokens.block(ofToken: token)].contains(token))
                #expect(classes.contains(.sentenceStart) == sentences.contains { $0.lowerBound == token })
                #expect(!classes.contains(.blockStart) || classes.contains(.sentenceStart))
            }
        }
    }

    @Test("the tokens of a span are those that share a byte with it, as looking at each of them says")
    func overlapping() {
        var random = SeededGenerator(seed: 22)
        for article in Self.articles where !article.utf8.isEmpty {
            let tokens = Tokenizer(vocabulary: Vocabulary()).tokenize(article)
            for _ in 0..<10 {
                let start = Int.random(in: 0..<article.utf8.count, using: &random)
                let span = Span(start, Int.random(in: start + 1...article.utf8.count, using: &random))
                #expect(
                    Array(tokens.tokens(overlapping: span))
                        == (0..<tokens.count).filter { tokens.span($0).overlaps(span) })
                #expect(
                    tokens.firstToken(endingAfter: start) == (0..<tokens.count).first {
                        tokens.span($0).end > start
                    } ?? tokens.count)
            }
        }
    }

    @Test("a text has the same tokens whatever was read before, and behind another block")
    func independent() {
        let shared = Vocabulary()
        for article in Self.articles.prefix(300) {
            let alone = Tokenizer(vocabulary: Vocabulary()).tokenize(article)
            let again = Tokenizer(vocabulary: shared).tokenize(article)
            #expect(
                alone.starts == again.starts && alone.ends == again.ends && alone.classes == again.classes)
            let start = multiBytePrefix.utf8.count
            var moved = Article(id: .integer(1), utf8: Array(multiBytePrefix.utf8) + article.utf8)
            moved.blocks =
                [Block(.paragraph, Span(0, start))]
                + article.blocks.map {
                    Block($0.kind, Span($0.span.start + start, $0.span.end + start))
                }
            let behind = Tokenizer(vocabulary: Vocabulary()).tokenize(moved)
            #expect(behind.starts.suffix(alone.count).map { Int($0) - start } == alone.starts.map(Int.init))
            #expect(Array(behind.classes.suffix(alone.count)) == alone.classes)
        }
    }

    @Test("quoted regions are closed by their mark, have words, do not cross blocks, and are in order")
    func quotes() {
        for article in Self.articles {
            let vocabulary = Vocabulary()
            let tokens = Tokenizer(vocabulary: vocabulary).tokenize(article)
            let regions = QuotePairing.regions(of: tokens, vocabulary)
            var end = 0
            for region in regions {
                let (first, last) = (region.tokens.lowerBound, region.tokens.upperBound - 1)
                #expect(first >= end && last > first, "\(article.text.debugDescription)")
                #expect(tokens.classes[first].contains(.quote))
                #expect(!region.isClosed || tokens.classes[last].contains(.quote))
                #expect(tokens.block(ofToken: first) == tokens.block(ofToken: last))
                end = region.tokens.upperBound
            }
        }
    }
}
