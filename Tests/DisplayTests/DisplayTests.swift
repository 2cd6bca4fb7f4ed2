import Diagnostics
import ArticleModel
import Display
import Evaluation
import Testing

@Suite("What a terminal shows")
struct DisplayTests {
    private var record: AnnotatedArticle {
        let text = "Ana Ruiz said “yes, to Bo”."
        let article = Article(
            id: .string("a"), utf8: Array(text.utf8), blocks: [Block(.paragraph, Span(0, text.utf8.count))])
        return AnnotatedArticle(
            article: article,
            annotations: [
                Annotation(
                    id: "e1", layer: "entities", label: "PERSON", span: Span(0, 8), plugin: "p",
                    features: [.init("role", .string("mayor"))]),
                Annotation(
                    id: "q1", layer: "quotes", label: "DIRECT", span: Span(14, 30), plugin: "p",
                    features: [.init("speaker", .object([.init("span", .mention(Span(0, 8)))]))]),
                Annotation(id: "e2", layer: "entities", label: "PERSON", span: Span(25, 27), plugin: "p"),
            ])
    }

    @Test("without colours, brackets and labels, nested ones too")
    func plain() {
        let lines = HighlightedText(record, width: 80, style: TextStyle(isColored: false)).lines()
        #expect(lines == ["[Ana Ruiz|PERSON] said [“yes, to [Bo|PERSON]”|DIRECT]."])
    }

    private func crossing(_ spans: [(Span, String)]) -> AnnotatedArticle {
        var record = record
        record.annotations = spans.map { span, label in
            Annotation(id: "", layer: label.lowercased(), label: label, span: span, plugin: "p")
        }
        return record
    }

    @Test("annotations that cross have numbered brackets, those that nest have not")
    func overlapping() {
        let plain = TextStyle(isColored: false)
        let lines = HighlightedText(
            crossing([(Span(0, 13), "A"), (Span(4, 21), "B"), (Span(4, 8), "C")]), width: 80, style: plain
        ).lines()
        #expect(lines == ["[¹Ana [²[Ruiz|C] said|A¹] “yes,|B²] to Bo”."])
        let colored = HighlightedText(
            crossing([(Span(0, 13), "A"), (Span(4, 24), "B")]), width: 80, style: TextStyle(isColored: true))
        #expect(colored.lines()[0].contains(";4mRuiz"), "what both cover is underlined")
        #expect(colored.legend().count == 3 && colored.legend()[2].contains("within another"))
    }

    @Test("a legend counts the labels of the layers that are shown")
    func legend() {
        let view = HighlightedText(record, width: 80, style: TextStyle(isColored: false))
        #expect(view.legend() == ["entities: PERSON\u{A0}2", "quotes: DIRECT\u{A0}1"])
        #expect(view.legend(layers: ["quotes"]) == ["quotes: DIRECT\u{A0}1"])
    }

    @Test("a span stands in the middle of its line, cut to the width", arguments: [30, 50, 80])
    func context(_ width: Int) {
        let text = "One two three four five six seven eight nine ten eleven twelve thirteen."
        let article = Article(
            id: .string("a"), utf8: Array(text.utf8), blocks: [Block(.paragraph, Span(0, text.utf8.count))])
        let line = ContextLine(article, width: width, style: TextStyle(isColored: false)).line(Span(28, 33))
        #expect(line.contains("[seven]") && TextWidth.columns(line) <= width)
        let first = ContextLine(article, width: width, style: TextStyle(isColored: false)).line(
            Span(0, 3), centered: false)
        #expect(first.hasPrefix("[One] two") && TextWidth.columns(first) <= width)
    }

    @Test("a card tells what is known and how much was found")
    func card() {
        let lines = ArticleCard(
            record, tokens: 9, sentences: 1, width: 60, style: TextStyle(isColored: false)
        ).lines
        #expect(lines[0] == "Ana Ruiz said “yes, to Bo”.")
        #expect(lines.contains("published  unknown") && lines.contains("entities   2: PERSON 2"))
        #expect(lines.contains("text       1 block, 1 sentence, 9 tokens"))
    }

    @Test("a difference tells what was added, removed and changed, by rule")
    func difference() {
        var other = record
        other.annotations[0].label = "ORG"
        other.annotations.removeLast()
        let lines = DifferenceView(
            AnnotationDifference(from: record, to: other), width: 60, style: TextStyle(isColored: false)
        ).lines
        #expect(
            lines == [
                "p", "  - Bo  entities.PERSON  at 26", "  ~ Ana Ruiz  entities.ORG  at 1",
                "      label: PERSON → ORG", "0 added, 1 removed, 1 changed, 1 unchanged",
            ])
    }

    @Test("no text can send commands to the terminal")
    func harmless() {
        #expect(TextWidth.harmless("a\u{1B}[2J\n\tb\u{9B}") == "a␛[2J\n\tb\u{FFFD}")
        #expect(TextWidth.fit("a\u{1B}[2Jb", 20) == "a [2Jb")
    }

    @Test("with colours, the text itself is unchanged and fits the width", arguments: [20, 24, 40])
    func colored(_ width: Int) {
        let lines = HighlightedText(record, width: width, style: TextStyle(isColored: true)).lines()
        let bare = lines.map { $0.replacing(/\u{1B}\[[0-9;]*m/, with: "") }
        #expect(
            bare.joined(separator: " ").split(separator: " ").joined(separator: " ") == record.article.text)
        #expect(bare.allSatisfy { TextWidth.columns($0) <= width + 1 })
    }

    @Test("tables fit the width, and count columns of wide characters")
    func table() {
        var table = Table(["name", "what"])
        table.add(["東京", String(repeating: "x", count: 50)])
        let lines = table.lines(width: 20, style: TextStyle(isColored: false))
        #expect(lines == ["name  what", "東京  xxxxxxxxxxxxx…"])
        #expect(TextWidth.fit("a\nb", 10) == "a b")
    }

    @Test("the summary has a table for each layer")
    func summary() {
        var quotes = LayerDescription()
        quotes.table = ["speaker", "cue"]
        var entities = LayerDescription()
        (entities.group, entities.table) = ("entity", ["title", "role"])
        let style = TextStyle(isColored: false, layers: ["quotes": quotes, "entities": entities])
        let lines = ArticleSummary(record, width: 80, style: style).lines()
        #expect(lines.contains("entities (2)") && lines.contains("quotes (1)"))
        #expect(lines.contains("Ana Ruiz  PERSON  1         role mayor"))
        #expect(lines.contains("Ana Ruiz  –    DIRECT  “yes, to Bo”"))
    }

    @Test("the differences of many articles are listed by rule with examples in context")
    func results() {
        var other = record
        other.annotations[0].label = "ORG"
        other.annotations.removeLast()
        let difference = AnnotationDifference(from: record, to: other)
        let lines = ResultDifferenceView([difference, difference], examples: 1).lines
        #expect(
            lines == [
                "p: 0 added, 2 removed, 2 changed",
                "  removed PERSON a: Ana Ruiz said “yes, to «Bo»”.",
                "  changed ORG (label PERSON → ORG) a: «Ana Ruiz» said “yes, to Bo”.",
            ])
        #expect(ResultDifferenceView([], examples: 3).lines == ["no difference"])
    }

    @Test("layers without a description get a general table and a color by label")
    func general() {
        let style = TextStyle(isColored: false)
        let lines = ArticleSummary(record, width: 80, style: style).lines()
        #expect(lines.contains { $0.hasPrefix("text") && $0.hasSuffix("features") })
        var layer = LayerDescription()
        layer.color = "bold red"
        let own = TextStyle(isColored: true, layers: ["people": layer])
        #expect(own.color(layer: "people", label: "X") == "1;31")
        #expect(own.color(layer: "other", label: "X") == style.color(layer: "other", label: "X"))
    }
}
