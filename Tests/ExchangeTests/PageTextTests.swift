import ArticleModel
import Testing

@testable import Exchange

@Suite("The text of a web page")
struct PageTextTests {
    private static let first =
        "The old bridge in Port Alder will close on Tuesday, the council said, for three weeks."
    private static let second =
        "Mayor Bo Lind regrets the delay, which has cost $3.5 million so far, and more to come."
    private static let third =
        "Buses will run every ten minutes, from the harbour to the market, until the work is done."
    private static let both = first + "\n" + second

    private func read(_ body: String, head: String = "") throws -> ReadResult {
        let page = "<html><head>\(head)</head><body>\(body)</body></html>"
        return InputItemReader().read(try #require(try items(of: "html", page.utf8, path: "p.html").first))
    }

    private func text(_ body: String, head: String = "") throws -> String? {
        try read(body, head: head).article?.text
    }

    @Test(
        "paragraphs are found whatever elements they are in",
        arguments: [
            "<div><p>\(first)</p><p>\(second)</p></div>",
            "<div><div>\(first)</div><div>\(second)</div></div>",
            "<div>\(first)<br><br>\(second)</div>",
            "<div>\(first)<br>\(second)</div>",
            "<section><span>\(first)</span></section><section>\(second)</section>",
            "<pre>\(first)\n\n\(second)</pre>",
            "<table><tr><td><p>\(first)</p><p>\(second)</p></td></tr></table>",
            "<form id=\"aspnetForm\"><div><p>\(first)</p><p>\(second)</p></div></form>",
            "<article><header><p>\(first)</p></header><p>\(second)</p></article>",
            "<article><div class=\"lead\">\(first)</div><div><p>\(second)</p></div></article>",
            "<article><section><div><p>\(first)</p></div></section><section><div><p>\(second)</p></div></section></article>",
        ])
    func elements(_ body: String) throws {
        #expect(try text(body) == Self.both)
    }

    @Test(
        "a class name does not cut the body of the article",
        arguments: [
            "entry-content entry-content-read-more", "paywall", "and-w-sidebar", "sidebar", "has-tags",
            "wp-caption",
            "promo", "related", "comments", "newsletter",
        ])
    func names(_ name: String) throws {
        #expect(
            try text("<div class=\"\(name)\"><p>\(Self.first)</p><p>\(Self.second)</p></div>") == Self.both)
        // Nor do paragraphs that each have the name.
        let paragraphs = [Self.first, Self.second].map { "<p class=\"\(name)\">\($0)</p>" }.joined()
        #expect(try text("<div>\(paragraphs)</div>") == Self.both)
    }

    @Test(
        "what is around the article is left out",
        arguments: [
            "<nav><a href=\"/a\">News</a> <a href=\"/b\">Sport</a></nav>",
            "<div class=\"related-articles\"><p>Also: all about the bridges here, in ten parts and more.</p></div>",
            "<div class=\"newsletter-signup\"><p>Sign up and get the best of the Post, each day at noon.</p></div>",
            "<div id=\"cookie-banner\"><p>We use cookies, and so do our many partners, for this and that.</p></div>",
            "<div style=\"display: none\"><p>Thanks for contacting us, we have received your note.</p></div>",
            "<footer><p>Copyright of the Port Alder Post, all rights reserved, and so on.</p></footer>",
            "<ul><li><a href=\"/1\">Ferry sinks</a></li><li><a href=\"/2\">Rain expected</a></li></ul>",
            "<figure><figcaption>The bridge in May.</figcaption></figure>", "<p>Advertisement</p>",
            "<script>var x = 1</script>",
        ])
    func surroundings(_ other: String) throws {
        let article = "<p>\(Self.first)</p><p>\(Self.second)</p><p>\(Self.third)</p>"
        let expected = Self.both + "\n" + Self.third
        #expect(try text("\(other)<article>\(article)</article>") == expected)
        #expect(try text("<article>\(article)\(other)</article>") == expected)
    }

    @Test("comments that are longer than the article are left out")
    func comments() throws {
        let article = String(repeating: "<p>\(Self.first)</p>", count: 8)
        let comments = String(
            repeating: "<p>I never liked it, to be honest, and nobody ever asked me about it.</p>", count: 40)
        let found = try text("<div class=\"story\">\(article)</div><div id=\"comments\">\(comments)</div>")
        #expect(found == Array(repeating: Self.first, count: 8).joined(separator: "\n"))
    }

    @Test("the name of an element within a sentence takes no words out of it")
    func inline() throws {
        let body =
            "<p>The <span class=\"tooltip\">old bridge</span> in Port Alder will close on Tuesday, it said.</p>"
        #expect(try text(body) == "The old bridge in Port Alder will close on Tuesday, it said.")
    }

    @Test(
        "a flash of a few words is an article",
        arguments: [
            "<article><p>Two dead in blast.</p></article>", "<p>Two dead in blast.</p>", "Two dead in blast.",
        ])
    func flash(_ body: String) throws {
        #expect(try text(body) == "Two dead in blast.")
    }

    @Test(
        "words of different elements are not glued, and those of one are not parted",
        arguments: [
            ("<ul><li><p>Item two</p><p>more</p></li></ul>", "- Item two\nmore"),
            (
                "<table><tr><td>Lind</td><td>412</td></tr><tr><td>Ruiz</td><td>398</td></tr></table>",
                "Lind\t412\nRuiz\t398"
            ),
            ("<p>expi\u{AD}ali\u{AD}docious and<wbr>more</p>", "expialidocious andmore"),
            ("<p>He said <q>no</q>.</p>", "He said “no”."),
            ("<p>Port Alder<br>is far.</p>", "Port Alder is far."),
            ("<pre>One\nTwo\n\nThree</pre>", "One\nTwo\nThree"),
        ])
    func words(_ sample: (markup: String, text: String)) throws {
        let page = try MarkupTree.read(Array(sample.markup.utf8), encoding: "UTF-8")
        #expect(PageText.text(ofItem: page) == sample.text)
    }

    @Test("all of an item of a feed is its text, whatever its elements and their names are")
    func item() throws {
        let markup = "<p>Two killed.</p><aside>Police say so.</aside><div class=\"related\">More soon.</div>"
        let page = try MarkupTree.read(Array(markup.utf8))
        #expect(PageText.blocks(ofItem: page).map(\.text) == ["Two killed.", "Police say so.", "More soon."])
    }

    @Test("a page without text has its title, date and byline beside the error")
    func metadataAlone() throws {
        let head = """
            <title>Bridge closes</title><meta name="author" content="By Ana Ruiz">
            <meta name="date" content="2024-03-05"><link rel="canonical" href="http://a.example/c">
            """
        let result = try read("<script>x()</script>", head: head)
        let metadata = try #require(result.article?.metadata)
        #expect(metadata.headline == "Bridge closes")
        #expect(metadata.byline == "Ana Ruiz")
        #expect(metadata.published == "2024-03-05")
        #expect(metadata.url == "http://a.example/c")
        #expect(
            result.errors == [
                ArticleError(stage: "read", kind: "html", message: "no text of an article was found in it")
            ])
    }

    @Test("a text that shares no word with the title and the description has an error beside it")
    func doubtful() throws {
        let head = "<meta property=\"og:title\" content=\"Ferry sinks near Westhaven harbour\">"
        let result = try read(
            "<p>We use cookies, and so do our many partners, for this and that.</p>", head: head)
        #expect(
            result.errors == [
                ArticleError(
                    stage: "read", kind: "html",
                    message:
                        "the text shares no word with the title and the description of the page: it may not be the article"
                )
            ])
        #expect(try read("<p>The ferry was on its way to Port Alder.</p>", head: head).errors.isEmpty)
    }

    @Test("the posts of a live blog have their times")
    func liveBlog() throws {
        let posts = [(Self.first, "08:30"), (Self.second, "08:10")].map {
            "{\"@type\":\"BlogPosting\",\"datePublished\":\"2024-03-05T\($0.1):00Z\",\"headline\":\"At \($0.1)\",\"articleBody\":\"<p>\($0.0)</p>\"}"
        }.joined(separator: ",")
        let head =
            "<script type=\"application/ld+json\">{\"@type\":\"LiveBlogPosting\",\"liveBlogUpdate\":[\(posts)]}</script>"
        #expect(
            try text("<p>Loading, please wait for it.</p>", head: head) == """
                2024-03-05T08:30:00Z
                At 08:30
                \(Self.first)
                2024-03-05T08:10:00Z
                At 08:10
                \(Self.second)
                """)
    }
}
