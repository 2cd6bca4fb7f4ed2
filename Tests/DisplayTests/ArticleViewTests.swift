import ArticleModel
import Display
import Testing

@Suite("Cards of articles")
struct ArticleCardTests {
    private func lines(_ record: AnnotatedArticle, width: Int = 80, colored: Bool = false) -> [String] {
        ArticleCard(record, tokens: 12, sentences: 2, width: width, style: TextStyle(isColored: colored))
            .lines
    }

    private var article: Article {
        let text = "Storm hits coast\nIt rained."
        var metadata = Metadata()
        metadata.published = "2024-03-05"
        metadata.byline = "Ana Ruiz"
        metadata.place = "PORT ALDER"
        metadata.agency = "AP"
        metadata.source = "Alder Wire"
        metadata.url = "http://a.example/1"
        metadata.language = "en"
        return Article(
            id: .string("x1"), utf8: Array(text.utf8),
            blocks: [
                Block(.headline, Span(0, 16)), Block(.paragraph, Span(17, 27)),
                Block(.dateline, Span(17, 19)),
            ], metadata: metadata)
    }

    private func mark(_ layer: String, _ label: String) -> Annotation {
        Annotation(id: "", layer: layer, label: label, span: Span(0, 5), plugin: "p")
    }

    @Test("a card has all that is known, one line each, and the labels of each layer by their number")
    func whole() {
        let marks = [("names", "A"), ("names", "B"), ("names", "C"), ("names", "B"), ("acts", "Z")].map(mark)
        let errors = [ArticleError(stage: "annotate", kind: "lua", message: "no")]
        #expect(
            lines(AnnotatedArticle(article: article, annotations: marks, errors: errors)) == [
                "Storm hits coast", "id         x1", "published  2024-03-05", "byline     Ana Ruiz",
                "dateline   PORT ALDER, AP", "source     Alder Wire", "url        http://a.example/1",
                "language   en", "text       2 blocks, 2 sentences, 12 tokens", "acts       1: Z 1",
                "names      4: B 2, A 1, C 1", "errors     1",
            ])
    }

    @Test("a card of an article about which nothing is known")
    func bare() {
        let text = "It rained in Port Alder."
        let bare = Article(id: .integer(7), utf8: Array(text.utf8), blocks: [Block(.paragraph, Span(0, 24))])
        #expect(
            ArticleCard(
                AnnotatedArticle(article: bare), tokens: 1, sentences: 1, width: 80,
                style: TextStyle(isColored: false)
            ).lines == [
                text, "id         7", "published  unknown", "text       1 block, 1 sentence, 1 token",
            ])
        let empty = AnnotatedArticle(article: Article(id: .string(""), utf8: []))
        #expect(
            ArticleCard(empty, tokens: 0, sentences: 0, width: 80, style: TextStyle(isColored: false)).lines
                == ["", "published  unknown", "text       0 blocks, 0 sentences, 0 tokens"])
    }

    @Test("lines fit the width", arguments: [21, 80, 140])
    func widths(_ width: Int) {
        var article = article
        article.metadata.headline = String(repeating: "東", count: 100)
        article.metadata.byline = String(repeating: "b", count: 200)
        let found = lines(AnnotatedArticle(article: article), width: width)
        #expect(found[0] == String(repeating: "東", count: (width - 1) / 2) + "…")
        #expect(found[3] == "byline     " + String(repeating: "b", count: width - 12) + "…")
    }

    @Test("a layer with a long name keeps a blank before its labels")
    func longNames() {
        let record = AnnotatedArticle(article: article, annotations: [mark("organizations", "ORG")])
        #expect(lines(record).last == "organizations 1: ORG 1")
    }

    @Test("with colors a headline is bold and the names of lines are dim")
    func colors() {
        let found = lines(AnnotatedArticle(article: article), colored: true)
        #expect(found[0] == "\u{1B}[1mStorm hits coast\u{1B}[0m")
        #expect(found[1] == "\u{1B}[2mid         \u{1B}[0mx1")
    }
}

@Suite("Summaries of articles")
struct ArticleSummaryTests {
    private let text = "Ana Ruiz met Bo. Ruiz left on Friday."

    private func mark(_ layer: String, _ label: String, _ span: Span, _ features: [FeatureValue.Field] = [])
        -> Annotation
    {
        Annotation(id: "", layer: layer, label: label, span: span, plugin: "p", features: features)
    }

    private func lines(
        _ annotations: [Annotation], layers: [String: LayerDescription] = [:], errors: [ArticleError] = [],
        width: Int = 80, shown: Set<String>? = nil
    ) -> [String] {
        let record = AnnotatedArticle(
            article: Article(id: .integer(1), utf8: Array(text.utf8)), annotations: annotations,
            errors: errors)
        return ArticleSummary(record, width: width, style: TextStyle(isColored: false, layers: layers)).lines(
            layers: shown)
    }

    @Test("an article without annotations and errors has no summary")
    func empty() { #expect(lines([]) == []) }

    @Test("a layer of which nothing is known has a table of its texts, labels, values and features")
    func general() {
        let annotations = [
            mark(
                "dates", "DATE", Span(30, 36),
                [.init("mod", .string("EARLY")), .init("value", .string("2024-03-08"))]),
            mark(
                "dates", "SET", Span(0, 3),
                [
                    .init("canonical", .string("C")), .init("list", .list([.integer(1), .boolean(true)])),
                    .init("of", .annotation(0)), .init("who", .mention(Span(13, 15))),
                ]),
        ]
        #expect(
            lines(annotations) == [
                "", "dates (2)", "text    label  value       features",
                "Friday  DATE   2024-03-08  mod EARLY",
                "Ana     SET    C           canonical C, list 1, true, of , who Bo",
            ])
    }

    @Test("a layer with columns has one for each feature; a mention with a canonical name is shown by it")
    func columns() {
        var layer = LayerDescription()
        layer.table = ["who", "n"]
        let canonical = FeatureValue.object([
            .init("span", .mention(Span(17, 21))), .init("canonical", .string("Ana Ruiz")),
        ])
        let annotations = [
            mark("l", "A", Span(13, 15), [.init("n", .number(1.5)), .init("who", canonical)]),
            mark("l", "B", Span(22, 26), [.init("who", .mention(Span(17, 21)))]),
        ]
        #expect(
            lines(annotations, layers: ["l": layer]) == [
                "", "l (2)", "who       n    label  text", "Ana Ruiz  1.5  A      Bo",
                "Ruiz      –    B      left",
            ])
        #expect(lines(annotations, layers: ["l": LayerDescription()])[2] == "text  label  value  features")
    }

    @Test("a grouped layer has a row for each value and label, with the details that its first mention has")
    func groups() {
        var layer = LayerDescription()
        (layer.group, layer.table) = ("entity", ["role", "title"])
        let annotations = [
            mark(
                "l", "PERSON", Span(0, 8), [.init("entity", .integer(1)), .init("title", .string("Mayor"))]),
            mark("l", "PERSON", Span(13, 15)),
            mark(
                "l", "PERSON", Span(17, 21), [.init("entity", .integer(1)), .init("role", .string("chair"))]),
            mark(
                "l", "ORG", Span(17, 21),
                [.init("entity", .integer(1)), .init("canonical", .string("Ruiz Inc."))]),
        ]
        #expect(
            lines(annotations, layers: ["l": layer]) == [
                "", "l (4)", "name       label   mentions  details",
                "Ana Ruiz   PERSON  2         role chair, title Mayor",
                "Bo         PERSON  1", "Ruiz Inc.  ORG     1",
            ])
    }

    @Test("layers are sorted, only those asked for are shown, and errors come last")
    func layersAndErrors() {
        let annotations = [mark("b", "B", Span(0, 3)), mark("a", "A", Span(0, 3))]
        let errors = [
            ArticleError(stage: "annotate", plugin: "dates", kind: "lua", message: "went wrong"),
            ArticleError(stage: "read", kind: "published", message: "no date"),
        ]
        let (a, b) = (
            ["", "a (1)", "text  label  value  features", "Ana   A"],
            ["", "b (1)", "text  label  value  features", "Ana   B"]
        )
        let failures = ["", "errors (2)", "dates  lua  went wrong", "published  no date"]
        #expect(lines(annotations, errors: errors) == a + b + failures)
        #expect(lines(annotations, errors: errors, shown: ["b"]) == b + failures)
        #expect(lines(annotations, shown: []) == [])
    }

    @Test("tables fit the width", arguments: [40, 80, 140])
    func widths(_ width: Int) {
        let long = String(repeating: "v", count: 200)
        let found = lines([mark("l", "A", Span(0, 37), [.init("value", .string(long))])], width: width)
        #expect(found[3].count == width - 10)
        #expect(found[3].hasPrefix("Ana Ruiz"))
    }
}
