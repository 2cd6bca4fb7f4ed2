import ArticleModel
import Diagnostics
import Display
import Testing

@Suite("Articles with their annotations")
struct HighlightedTextTests {
    private func record(
        _ text: String, blocks: [Block] = [], _ annotations: [(String, String, Int, Int)] = []
    ) -> AnnotatedArticle {
        AnnotatedArticle(
            article: Article(id: .string("a"), utf8: Array(text.utf8), blocks: blocks),
            annotations: annotations.map {
                Annotation(id: "", layer: $0.0, label: $0.1, span: Span($0.2, $0.3), plugin: "p")
            })
    }

    /// The lines without colors and without the blank at which a line was broken.
    private func lines(_ record: AnnotatedArticle, width: Int = 80, layers: Set<String>? = nil) -> [String] {
        HighlightedText(record, width: width, style: TextStyle(isColored: false)).lines(layers: layers).map {
            $0.last == " " ? String($0.dropLast()) : $0
        }
    }

    private let sentence =
        "One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen."

    @Test(
        "text is broken at blanks and fills the width",
        arguments: [
            (
                20,
                [
                    "One two three four", "five six seven eight", "nine ten eleven", "twelve thirteen",
                    "fourteen fifteen.",
                ]
            ),
            (
                5,
                [
                    "One two three four", "five six seven eight", "nine ten eleven", "twelve thirteen",
                    "fourteen fifteen.",
                ]
            ),
            (
                80,
                [
                    "One two three four five six seven eight nine ten eleven twelve thirteen fourteen",
                    "fifteen.",
                ]
            ),
            (
                140,
                ["One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen."]
            ),
        ])
    func widths(_ sample: (width: Int, lines: [String])) {
        #expect(lines(record(sentence), width: sample.width) == sample.lines)
    }

    @Test("wide characters take two columns, and a word that is too long has a line of its own")
    func wide() {
        let word = String(repeating: "東", count: 6)
        #expect(lines(record("\(word) \(word) x"), width: 20) == [word, "\(word) x"])
        let long = String(repeating: "x", count: 30)
        #expect(lines(record("a \(long) b"), width: 20) == ["a", long, "b"])
    }

    @Test("brackets and labels are part of the words that they touch")
    func brackets() {
        #expect(
            lines(record("One two three four", [("l", "LABEL", 8, 13)]), width: 20)
                == ["One two", "[three|LABEL] four"])
    }

    @Test("blocks have an empty line between them, a dateline is not shown twice, and line ends are blanks")
    func blocks() {
        let text = "Storm\n\nPORT — It\nfell."
        let blocks = [
            Block(.headline, Span(0, 5)), Block(.paragraph, Span(7, text.utf8.count)),
            Block(.dateline, Span(7, 15)),
        ]
        #expect(
            lines(record(text, blocks: blocks, [("l", "A", 0, 5), ("l", "B", 16, 18)]))
                == ["[Storm|A]", "", "PORT — [It|B] fell."])
    }

    @Test("an annotation over two blocks begins in one and ends in the other")
    func overBlocks() {
        let blocks = [Block(.paragraph, Span(0, 4)), Block(.paragraph, Span(5, 8))]
        #expect(lines(record("Ana.\nBo.", blocks: blocks, [("l", "A", 0, 8)])) == ["[Ana.", "", "Bo.|A]"])
    }

    @Test("annotations of one place are nested in their order, and those side by side touch")
    func samePlace() {
        #expect(
            lines(record("AnaBo", [("l", "A", 0, 3), ("m", "B", 0, 3), ("l", "C", 3, 5)])) == [
                "[[Ana|B]|A][Bo|C]"
            ])
    }

    @Test("annotations that cross have numbers, of two digits from the tenth on")
    func crossing() {
        let letters = (0..<9).map { ("l", "L", $0, $0 + 1) }
        let crossing = [("l", "X", 10, 13), ("l", "Y", 12, 15)]
        #expect(
            lines(record("abcdefghi jklmn", letters + crossing))
                == ["[a|L][b|L][c|L][d|L][e|L][f|L][g|L][h|L][i|L] [¹⁰jk[¹¹l|X¹⁰]mn|Y¹¹]"])
    }

    @Test("only the layers that are asked for are shown")
    func layers() {
        let record = record("Ana met Bo", [("a", "A", 0, 3), ("b", "B", 8, 10)])
        #expect(lines(record, layers: ["b"]) == ["Ana met [Bo|B]"])
        #expect(lines(record, layers: []) == ["Ana met Bo"])
        #expect(lines(record) == ["[Ana|A] met [Bo|B]"])
    }

    @Test("an article without text has no lines")
    func empty() {
        #expect(lines(record("")) == [])
        #expect(HighlightedText(record(""), width: 80, style: TextStyle(isColored: true)).legend() == [])
    }

    @Test("with colors the innermost annotation gives the color, and what several cover is underlined")
    func colors() {
        var layer = LayerDescription()
        layer.labelColors = ["A": "red", "B": "blue"]
        let style = TextStyle(isColored: true, layers: ["l": layer])
        func set(_ codes: String, _ text: String) -> String { "\u{1B}[\(codes)m\(text)\u{1B}[0m" }
        let nested = record("Ana met Bo", [("l", "A", 0, 10), ("l", "B", 8, 10)])
        #expect(
            HighlightedText(nested, width: 80, style: style).lines()
                == ["\(set("31", "Ana")) \(set("31", "met")) \(set("34;4", "Bo"))"])
        let kinds = record(
            "Storm\nlink", blocks: [Block(.headline, Span(0, 5)), Block(.boilerplate, Span(6, 10))])
        #expect(
            HighlightedText(kinds, width: 80, style: style).lines() == [
                set("1", "Storm"), "", set("2", "link"),
            ])
    }

    @Test("a legend lists labels by number and then by name, and wraps at the width")
    func legend() {
        let labels = ["B", "A", "C", "C", "B", "C"].enumerated().map {
            ("l", $0.element, $0.offset, $0.offset + 1)
        }
        let view = HighlightedText(
            record("abcdef", labels + [("k", "Z", 0, 1)]), width: 20, style: TextStyle(isColored: false))
        #expect(view.legend() == ["k: Z\u{A0}1", "l: C\u{A0}3 B\u{A0}2 A\u{A0}1"])
        #expect(view.legend(layers: ["k"]) == ["k: Z\u{A0}1"])
        let long = HighlightedText(
            record("abc", [("layer", "PERSON", 0, 1), ("layer", "ORG", 1, 2), ("layer", "GPE", 2, 3)]),
            width: 20,
            style: TextStyle(isColored: false))
        #expect(
            long.legend().map { $0.last == " " ? String($0.dropLast()) : $0 } == [
                "layer: GPE\u{A0}1 ORG\u{A0}1", "PERSON\u{A0}1",
            ])
    }

    @Test("a legend with colors explains the underline if annotations overlap")
    func underline() {
        func legend(_ second: (Int, Int)) -> [String] {
            let record = record("Ana met Bo", [("l", "A", 0, 7), ("l", "A", second.0, second.1)])
            return HighlightedText(record, width: 80, style: TextStyle(isColored: true)).legend()
        }
        let labels = "\u{1B}[2ml:\u{1B}[0m \u{1B}[92mA\u{1B}[0m\u{1B}[2m\u{A0}2\u{1B}[0m"
        #expect(legend((8, 10)) == [labels])
        #expect(
            legend((4, 10)) == [
                labels, "\u{1B}[4munderlined\u{1B}[0m\u{1B}[2m: within another annotation\u{1B}[0m",
            ])
    }
}

@Suite("Spans in one line of context")
struct ContextLineTests {
    private let text = "One two three four five six seven eight nine ten eleven twelve thirteen."

    private func line(
        _ text: String, _ span: Span, width: Int, centered: Bool = true, blocks: [Block] = [],
        colored: Bool = false
    ) -> String {
        let article = Article(id: .string("a"), utf8: Array(text.utf8), blocks: blocks)
        return ContextLine(article, width: width, style: TextStyle(isColored: colored)).line(
            span, centered: centered)
    }

    @Test(
        "a span is in the middle, and what does not fit around it is cut",
        arguments: [
            (30, "… five six [seven] eight nine…"),
            (80, "        One two three four five six [seven] eight nine ten eleven twelve thirte…"),
            (
                140,
                String(repeating: " ", count: 38)
                    + "One two three four five six [seven] eight nine ten eleven twelve thirteen."
            ),
        ])
    func widths(_ sample: (width: Int, line: String)) {
        #expect(line(text, Span(28, 33), width: sample.width) == sample.line)
    }

    @Test("a line that is not centered begins with the text before the span")
    func notCentered() {
        #expect(line(text, Span(4, 7), width: 30, centered: false) == "One [two] three four five six…")
        #expect(line(text, Span(4, 7), width: 30) == "        One [two] three four …")
    }

    @Test("a span that is too long is cut itself")
    func long() {
        #expect(line(text, Span(0, 39), width: 20) == "[One two three fou…]")
    }

    @Test("the context is that of the block, and a dateline is no block of its own")
    func blocks() {
        let blocks = [
            Block(.paragraph, Span(0, 7)), Block(.paragraph, Span(8, 27)), Block(.dateline, Span(8, 13)),
            Block(.paragraph, Span(28, 72)),
        ]
        #expect(
            line(text, Span(14, 18), width: 60, centered: false, blocks: blocks) == "three [four] five six")
        #expect(
            line(text, Span(28, 33), width: 60, centered: false, blocks: blocks)
                == "[seven] eight nine ten eleven twelve thirteen.")
    }

    @Test("line ends, tabs and control characters are blanks, before the span too")
    func controls() {
        #expect(
            line("a\u{1B}[2J\tb\nc x d\u{1B}e\r\nf", Span(10, 11), width: 40, centered: false)
                == "a [2J b c [x] d e f")
    }

    @Test("a cut never splits a character, and wide ones count two columns")
    func wide() {
        let wide = String(repeating: "東", count: 30) + "x" + String(repeating: "京", count: 30)
        let found = line(wide, Span(90, 91), width: 30)
        // 27 columns are left: 13 before and 14 after, of which the ellipsis takes one.
        #expect(found == "…東東東東東東[x]京京京京京京…")
        #expect(TextWidth.columns(found) == 29)
    }

    @Test("with colors the span has the codes, without brackets, and the context is dim")
    func colors() {
        #expect(
            line("a b c", Span(2, 3), width: 20, centered: false, colored: true)
                == "\u{1B}[2ma \u{1B}[0m\u{1B}[1;31mb\u{1B}[0m\u{1B}[2m c\u{1B}[0m")
    }
}
