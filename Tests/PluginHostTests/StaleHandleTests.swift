import ArticleModel
import Exchange
import PluginHost
import Testing

@Suite("Handles that outlive what they name")
struct StaleHandleTests {
    /// The errors of two articles, one after the other, of a plugin that keeps something of the first.
    private func errors(keep: String, use: String) throws -> [String] {
        let fixture = try PluginFixture()
        let workbench = try Workbench()
        try workbench.load([
            fixture.plugin(
                "keeper",
                """
                local kept
                return { name = "keeper", provides = { keeper = { "K" } }, annotate = function(article)
                  if kept then print(\(use)) return end
                  kept = \(keep)
                end }
                """)
        ])
        let run = try AnnotationRun(workbench)
        return [sampleText, "Elm Hill is a town."].flatMap { text in
            run(
                ArticleReader.article(text: text, headline: nil, id: .string("a"), metadata: Metadata())
            ).errors.map(\.message)
        }
    }

    @Test(
        "each kind of handle names its type when its article is closed",
        arguments: [
            ("article", "kept.text", "Article"), ("article", "kept.id", "Article"),
            ("article", "kept.tokens", "Article"),
            ("article", "kept:span(1, 2)", "Article"), ("article", "kept:find('a')", "Article"),
            ("article", "kept:annotate{ first = 1, last = 2, label = 'K' }", "Article"),
            ("article.tokens[1]", "kept.text", "Token"), ("article.tokens[1]", "kept.lower", "Token"),
            ("article.tokens[1]", "kept.next", "Token"), ("article.tokens[1]", "kept:is('Cap')", "Token"),
            ("article.tokens[1]", "kept:overlaps(kept)", "Token"),
            ("article.tokens[1]", "kept.sentence", "Token"),
            ("article.tokens", "kept[1]", "Tokens"), ("article.sentences", "#kept", "Sentences"),
            ("article.sentences", "kept[1]", "Sentences"), ("article.sentences[1]", "kept.text", "Sentence"),
            ("article.blocks", "#kept", "Blocks"), ("article.blocks[1]", "kept.kind", "Block"),
            ("article:span(1, 5)", "kept.first", "Span"), ("article:span(1, 5)", "kept:to(kept)", "Span"),
            ("article:span(1, 5)", "article:inside(kept)", "Span"),
            ("article:span(1, 5)", "article:find('a', kept)", "Span"),
            ("article:span(1, 5)", "article:annotate{ span = kept, label = 'K' }", "Span"),
            ("article:matches('a:%Name')[1]", "kept.a", "Match"),
            ("article:matches('a:%Name')[1]", "kept.rule", "Match"),
            ("article:matches('a:%Name')[1].a", "kept.text", "Capture"),
            ("article:annotate{ first = 1, last = 5, label = 'K' }", "kept.label", "Annotation"),
            ("article:annotate{ first = 1, last = 5, label = 'K' }", "kept:set('x', 1)", "Annotation"),
            ("article:annotate{ first = 1, last = 5, label = 'K' }", "kept:remove()", "Annotation"),
            ("article:annotate{ first = 1, last = 5, label = 'K' }", "kept.anything", "Annotation"),
        ])
    func closed(_ sample: (keep: String, use: String, kind: String)) throws {
        let errors = try errors(keep: sample.keep, use: sample.use)
        #expect(
            errors == [
                "keeper/init.lua:3:3: this \(sample.kind) belongs to an article that is closed"
            ], "\(sample.use)")
    }

    @Test(
        "what belongs to the plugin works in every article",
        arguments: [
            ("desk.list('l', { 'Elm Hill' })", "kept:has('Elm Hill')"),
            ("desk.rule{ 'R', '%Name+' }", "article:find(kept)().text"),
            ("desk.regex('Elm')", "kept:find(article)().span.text"),
            ("{ text = article.tokens[1].text }", "kept.text"),
        ])
    func lasting(_ sample: (keep: String, use: String)) throws {
        #expect(try errors(keep: sample.keep, use: sample.use) == [])
    }

    @Test("a feature that is a handle of a closed article is null, and a removed annotation names nothing")
    func features() throws {
        let fixture = try PluginFixture()
        let workbench = try Workbench()
        try workbench.load([
            fixture.plugin(
                "keeper",
                """
                local kept
                return { name = "keeper", provides = { keeper = { "K" } }, annotate = function(article)
                  local gone = article:annotate{ first = 1, last = 2, label = "K" }
                  gone:remove()
                  article:annotate{ first = 1, last = 5, label = "K", old = kept, gone = gone, now = article.tokens[2] }
                  kept = article.tokens[1]
                end }
                """)
        ])
        let run = try AnnotationRun(workbench)
        let article = ArticleReader.article(
            text: sampleText, headline: nil, id: .string("a"), metadata: Metadata())
        _ = run(article)  // only to let the plugin keep a token of it
        let record = run(article)
        #expect(record.errors == [] && record.annotations.count == 1)
        #expect(
            record.annotations[0].features == [
                .init("gone", .null), .init("now", .mention(Span(6, 9))), .init("old", .null),
            ])
    }
}
