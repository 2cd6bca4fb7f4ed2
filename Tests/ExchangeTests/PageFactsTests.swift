import ArticleModel
import Serialization
import Testing

@testable import Exchange

@Suite("Damaged and unusual metadata of pages")
struct PageFactsTests {
    private func said(_ head: String, _ body: String = "") throws -> PageMetadata {
        PageMetadata(
            try MarkupTree.read(
                Array("<html><head>\(head)</head><body>\(body)</body></html>".utf8),
                encoding: "UTF-8"))
    }

    @Test(
        "JSON-LD is read though it is damaged",
        arguments: [
            "{\"@type\":\"NewsArticle\",\"headline\":\"A\nB\",}",
            "<![CDATA[\n{\"@type\":\"NewsArticle\",\"headline\":\"A B\"}\n]]>",
            "//<![CDATA[\n[{\"@type\":\"NewsArticle\",\"headline\":\"A B\"},]\n//]]>",
            "/* data */ {\"@type\":\"NewsArticle\",\"headline\":\"A\\' B\"};".replacing("\\'", with: ""),
            "{\"@type\":\"http://schema.org/NewsArticle\",\"headline\":\"A\tB\" /* title */}",
        ])
    func damaged(_ json: String) throws {
        #expect(try said("<script type=\"application/ld+json\">\(json)</script>").headline == "A B")
    }

    @Test(
        "repaired JSON has nothing but the value",
        arguments: [
            (#"x = {"a":[1,2,],};y"#, #"{"a":[1,2]}"#), (#"{"a":"\x\'"}"#, #"{"a":"x'"}"#),
            (#"{"a":"\ud83d"}"#, #"{"a":"\uFFFD"}"#), (#"{"a":"\ud83d\ude00"}"#, #"{"a":"\ud83d\ude00"}"#),
            ("{\"a\":\"\u{1}b\"}", #"{"a":" b"}"#), (#"{"a":",}"}"#, #"{"a":",}"}"#), ("none", "none"),
            (#"{"a":{"b":1}"#, #"{"a":{"b":1}"#),
        ])
    func repaired(_ sample: (json: String, value: String)) {
        #expect(
            String(decoding: DamagedJSON.repaired(Array(sample.json.utf8)), as: UTF8.self) == sample.value)
    }

    @Test(
        "the date is found in meta elements of many names and in the page",
        arguments: [
            "article:published_time", "article:published", "og:published_time", "parsely-pub-date",
            "sailthru.date",
            "publish-date", "DC.date", "DC.date.issued", "dcterms.created", "citation_publication_date",
            "datePublished",
            "pubdate",
        ])
    func dates(_ name: String) throws {
        #expect(try said("<meta name=\"\(name)\" content=\"2024-03-05\">").dates == ["2024-03-05"])
        #expect(try said("<meta property=\"\(name)\" content=\"2024-03-05\">").dates == ["2024-03-05"])
    }

    @Test(
        "the date is found in elements that are marked",
        arguments: [
            ("<time itemprop=\"datePublished\" datetime=\"2024-03-05\">5 March</time>", ["2024-03-05"]),
            ("<span itemprop=\"datePublished\">2024-03-05</span>", ["2024-03-05"]),
            ("<h1>A</h1><time datetime=\"2024-03-05\">5 March</time>", ["2024-03-05"]),
            ("<time datetime=\"2024-03-05\">5 March</time>", ["2024-03-05"]),
            ("<time datetime=\"2024-03-04\">a</time><time datetime=\"2024-03-05\">b</time>", []),
        ])
    func elements(_ sample: (body: String, dates: [String])) throws {
        #expect(try said("", sample.body).dates == sample.dates)
    }

    @Test(
        "a byline is a name: no address, no date, no `By`",
        arguments: [
            ("https://www.facebook.com/anaruiz", nil), ("By Ana Ruiz", "Ana Ruiz"),
            ("  Ana\n Ruiz | 5 May", "Ana Ruiz"),
            ("@anaruiz", nil), ("2024-03-05 08:30", nil), ("admin", nil), ("", nil), ("Ana Ruiz", "Ana Ruiz"),
        ] as [(String, String?)])
    func bylines(_ sample: (text: String, name: String?)) {
        #expect(Byline.cleaned(sample.text) == sample.name)
    }

    @Test(
        "the byline is found in elements that are marked",
        arguments: [
            "<a rel=\"author\" href=\"/x\">Ana Ruiz</a>", "<span itemprop=\"author\">Ana Ruiz</span>",
            "<p class=\"byline\">By Ana Ruiz</p>", "<div class=\"post-author\">Ana Ruiz</div>",
        ])
    func markedByline(_ body: String) throws {
        #expect(
            try said("<meta property=\"article:author\" content=\"https://x.example/a\">", body).byline
                == "Ana Ruiz")
    }

    @Test("an author that JSON-LD refers to is looked up")
    func reference() throws {
        let json =
            #"{"@graph":[{"@type":"Article","author":{"@id":"/a"}},{"@type":"Person","@id":"/a","name":"Ana Ruiz"}]}"#
        #expect(try said("<script type=\"application/ld+json\">\(json)</script>").byline == "Ana Ruiz")
    }

    @Test(
        "character references in titles become characters",
        arguments: [
            ("Bo&#8217;s bridge", "Bo’s bridge"), ("A &amp; B", "A & B"), ("A &amp;amp; B", "A & B"),
            (" A&nbsp;B ", "A B"),
            ("AT&T", "AT&T"), ("a < b &amp; c", "a < b &amp; c"),
        ])
    func references(_ sample: (text: String, title: String)) {
        #expect(sample.text.decodingEntities.collapsed == sample.title)
    }

    @Test(
        "a title loses the name of its site",
        arguments: [
            ("Bridge closes for three weeks - The Post", nil, "Bridge closes for three weeks"),
            ("The Post | Bridge closes", "The Post", "Bridge closes"),
            ("Bridge closes | The Post", "The Post", "Bridge closes"),
            ("Rain - or shine", nil, "Rain - or shine"), ("Bridge closes", nil, "Bridge closes"),
        ] as [(String, String?, String)])
    func titles(_ sample: (title: String, site: String?, headline: String)) {
        let found = PageTitle(stated: [], title: sample.title, heading: nil, source: sample.site)
        #expect(found.headline == sample.headline)
    }
}
