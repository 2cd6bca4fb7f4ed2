import ArticleModel
import Display
import Testing
import TextSpans

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
        let lines = ArticleSummary(record, width: 80, style: TextStyle(isColored: false)).lines()
        #expect(lines.contains("entities (2)") && lines.contains("quotes (1)"))
        #expect(lines.contains("Ana Ruiz  PERSON  1         role mayor"))
        #expect(lines.contains("Ana Ruiz  –    DIRECT  “yes, to Bo”"))
    }
}
