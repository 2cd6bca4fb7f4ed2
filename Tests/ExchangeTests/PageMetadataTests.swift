import ArticleModel
import Exchange
import Testing

@Suite("What a web page says of its article")
struct PageMetadataTests {
    private static let body = "<p>The old bridge in Port Alder fell on Friday morning.</p>"

    private func read(_ page: String, fields: [String: String] = [:]) throws -> ReadResult {
        var item = try #require(try items(of: "html", page.utf8, path: "pages/p.html").first)
        item.fields = fields
        return InputItemReader(published: "2020-01-01").read(item)
    }

    private func metadata(head: String, _ html: String = "<html>", fields: [String: String] = [:]) throws
        -> Metadata
    {
        try #require(
            try read("\(html)<head>\(head)</head><body>\(Self.body)</body></html>", fields: fields).article
        ).metadata
    }

    private func script(_ json: String) -> String {
        "<script type=\"application/ld+json\">\(json)</script>"
    }

    @Test(
        "the headline is that of JSON-LD, else of OpenGraph, else of Twitter, else the title",
        arguments: [
            (
                #"<title>T</title><meta name="twitter:title" content="W"><meta property="og:title" content="O"><script type="application/ld+json">{"@type":"NewsArticle","headline":"J"}</script>"#,
                "J"
            ),
            (
                #"<title>T</title><meta name="twitter:title" content="W"><meta property="og:title" content="O">"#,
                "O"
            ),
            (
                #"<title>T</title><meta name="twitter:title" content="W"><meta property="og:title" content="">"#,
                "W"
            ),
            (#"<META PROPERTY="OG:Title" CONTENT="a &amp; b">"#, "a & b"),
            (
                #"<meta property="og:title" content="first"><meta property="og:title" content="second">"#,
                "first"
            ),
        ])
    func headline(_ sample: (head: String, headline: String)) throws {
        #expect(try metadata(head: sample.head).headline == sample.headline)
    }

    @Test(
        "an article of JSON-LD is found wherever it is nested, whatever its kind",
        arguments: [
            #"{"@type":"NewsArticle","headline":"J"}"#,
            #"[{"@type":"Person"},{"@type":"BlogPosting","headline":"J"}]"#,
            #"{"@graph":[{"@type":"WebPage","headline":"no"},{"@type":["Thing","ReportageNewsArticle"],"headline":"J"}]}"#,
            #"{"@type":"WebPage","mainEntity":{"@type":"Article","headline":"J"}}"#,
            #"{"@type":"Article","headline":"J","isPartOf":{"@type":"Article","headline":"no"}}"#,
        ])
    func nested(_ json: String) throws {
        #expect(try metadata(head: "<title>T</title>" + script(json)).headline == "J")
    }

    @Test(
        "JSON-LD that is damaged or about something else counts for nothing",
        arguments: [
            "", "{", "5", "null", #"{"@type":"Product","headline":"J"}"#, #"{"@type":7}"#,
            #"{"headline":"J"}"#,
        ])
    func damaged(_ json: String) throws {
        #expect(try metadata(head: "<title>T</title>" + script(json)).headline == "T")
    }

    @Test("a second script counts if the first says nothing of an article")
    func scripts() throws {
        let head = script("{") + script(#"{"@type":"Article","headline":"J"}"#)
        #expect(try metadata(head: "<title>T</title>" + head).headline == "J")
    }

    @Test(
        "authors and publishers are given as names, objects or lists of them",
        arguments: [
            (#""Ana Ruiz""#, "Ana Ruiz"), (#"{"@type":"Person","name":"Ana Ruiz"}"#, "Ana Ruiz"),
            (#"["Ana Ruiz",{"name":"Bo Lind"},{"name":""},5]"#, "Ana Ruiz, Bo Lind"), ("[]", "M"),
            (#""""#, "M"), ("7", "M"), (#"{"url":"x"}"#, "M"), ("null", "M"),
        ])
    func names(_ sample: (json: String, name: String)) throws {
        let found = try metadata(
            head: #"<meta name="author" content="M"><meta property="og:site_name" content="M">"#
                + script(#"{"@type":"Article","author":\#(sample.json),"publisher":\#(sample.json)}"#))
        #expect(found.byline == sample.name)
        #expect(found.source == sample.name)
    }

    @Test(
        "the date is that of JSON-LD, else of a meta element; one that is none is replaced by the date given",
        arguments: [
            (
                #"<meta property="article:published_time" content="2024-03-05T08:30:00+0200">"#,
                "2024-03-05T08:30:00+02:00"
            ),
            (#"<meta itemprop="datePublished" content="2024-03-05">"#, "2024-03-05"),
            (#"<meta name="date" content="2024-03-05">"#, "2024-03-05"),
            (#"<meta name="DC.date.issued" content="2024-03-05">"#, "2024-03-05"),
            (#"<meta name="pubdate" content="Tue, 05 Mar 2024 08:30:00 GMT">"#, "2024-03-05T08:30:00Z"),
            (
                #"<meta name="date" content="2024-03-06"><script type="application/ld+json">{"@type":"Article","datePublished":"2024-03-05"}</script>"#,
                "2024-03-05"
            ),
            (#"<meta name="date" content="last week">"#, "2020-01-01"), ("", "2020-01-01"),
        ])
    func dates(_ sample: (head: String, date: String)) throws {
        #expect(try metadata(head: sample.head).published == sample.date)
    }

    @Test("the address is the canonical one, else that of OpenGraph, of JSON-LD, or that it was read from")
    func address() throws {
        let canonical = #"<link rel="Canonical" href="http://a.example/c">"#
        let open = #"<meta property="og:url" content="http://a.example/o">"#
        let json = script(#"{"@type":"Article","url":"http://a.example/j"}"#)
        let fields = ["url": "http://a.example/f"]
        #expect(try metadata(head: open + json + canonical, fields: fields).url == "http://a.example/c")
        #expect(try metadata(head: json + open, fields: fields).url == "http://a.example/o")
        #expect(try metadata(head: json, fields: fields).url == "http://a.example/j")
        #expect(try metadata(head: "", fields: fields).url == "http://a.example/f")
        #expect(try metadata(head: "").url == nil)
    }

    @Test("the language is that of JSON-LD, else of the page, else of OpenGraph")
    func language() throws {
        let open = #"<meta property="og:locale" content="en_GB">"#
        let json = script(#"{"@type":"Article","inLanguage":"en-AU"}"#)
        #expect(try metadata(head: open + json, "<html lang=\"en-US\">").language == "en-AU")
        #expect(try metadata(head: open, "<html lang=\"en-US\">").language == "en-US")
        #expect(try metadata(head: open).language == "en_GB")
        #expect(try metadata(head: "").language == nil)
    }

    @Test("the text of JSON-LD is taken if much of it is not in the page")
    func body() throws {
        let text = String(repeating: "The council met in Port Alder. ", count: 10)
        let page = "<html><head>" + script(#"{"@type":"Article","articleBody":"\#(text)"}"#) + "</head><body>"
        let other = try #require(try read(page + Self.body + "</body></html>").article)
        #expect(other.text == text)
        #expect(other.metadata.others == [.init("extractor", .string("json-ld"))])
        let same = try #require(try read(page + "<p>\(text)</p></body></html>").article)
        #expect(same.text == text.dropLast())
        #expect(same.metadata.others == [.init("extractor", .string("paragraphs"))])
    }

    @Test(
        "a page without text is an error with its id",
        arguments: [
            "<html></html>", "<html><body></body></html>", "<p></p>", "<p> &nbsp;</p>", "<!-- no -->",
            "<script>var x = 'The old bridge in Port Alder fell on Friday.'</script>",
        ])
    func empty(_ page: String) throws {
        let result = try read(page, fields: ["id": "http://a.example/1"])
        #expect(result.article == nil)
        #expect(result.id == .string("http://a.example/1"))
        #expect(
            result.errors == [
                ArticleError(stage: "read", kind: "html", message: "no text of an article was found in it")
            ])
    }

    @Test("a file without bytes is not a web page")
    func blank() throws {
        #expect(
            try read("").errors == [
                ArticleError(stage: "read", kind: "html", message: "this is no web page")
            ])
    }

    @Test("markup within a paragraph leaves its text, entities become characters, and blanks are one")
    func markup() throws {
        let page = """
            <body><p>The <b>old</b> <a href="x">bridge</a> in&nbsp;Port&#32;Alder<br>cost &pound;3&nbsp;million &amp; more,\t
            said <i>Ana&#x20;Ruiz</i><script>no()</script><!-- no --> today.</p></body>
            """
        #expect(
            try read(page).article?.text
                == "The old bridge in Port Alder cost £3 million & more, said Ana Ruiz today.")
    }

    @Test("a page whose elements nest deeply and are never closed is read")
    func deep() throws {
        let page = String(repeating: "<div>", count: 100) + Self.body
        #expect(try read(page).article?.text == "The old bridge in Port Alder fell on Friday morning.")
    }
}
