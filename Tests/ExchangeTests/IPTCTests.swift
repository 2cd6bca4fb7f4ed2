import ArticleModel
import Exchange
import Testing

@Suite("NITF")
struct NITFTests {
    private func read(_ text: String, published: String? = nil) throws -> ReadResult {
        try #require(
            try results(of: "nitf", text, path: "wire/story.xml", InputItemReader(published: published)).first
        )
    }

    private func document(head: String = "", body: String) -> String {
        "<?xml version=\"1.0\"?>\n<nitf><head>\(head)</head><body>\(body)</body></nitf>"
    }

    @Test("a document has headline, byline, date, source and the paragraphs of its content")
    func whole() throws {
        let result = try read(
            document(
                head:
                    #"<title>Other</title><docdata><date.issue norm="20240305T083000Z"/><doc.copyright holder="Alder Wire"/></docdata>"#,
                body: """
                    <body.head><hedline><hl1>Vote <em>fails</em></hl1></hedline><byline>By Ana Ruiz</byline></body.head>
                    <body.content><p>The council
                      voted.</p><hl2>What is next</hl2><p> </p><p>It &amp; the <person>mayor</person> left.</p></body.content>
                    <body.end><p>Not a part.</p></body.end>
                    """))
        let article = try #require(result.article)
        #expect(article.id == .string("story"))
        #expect(article.text == "Vote fails\n\nThe council voted.\nWhat is next\nIt & the mayor left.")
        #expect(
            article.fields == [
                TextField(name: "headline", span: Span(0, 10)), TextField(name: "text", span: Span(12, 64)),
            ])
        var metadata = Metadata()
        metadata.headline = "Vote fails"
        metadata.byline = "By Ana Ruiz"
        metadata.published = "2024-03-05T08:30:00Z"
        metadata.source = "Alder Wire"
        metadata.others = [.init("extractor", .string("nitf"))]
        #expect(article.metadata == metadata)
        #expect(result.errors == [])
    }

    @Test(
        "a date of the basic form of ISO 8601 becomes one of the extended form",
        arguments: [
            ("20240305", "2024-03-05"), ("20240305T083000Z", "2024-03-05T08:30:00Z"),
            ("20240305T083000", "2024-03-05T08:30:00"), ("20240305T083000+0200", "2024-03-05T08:30:00+02:00"),
            ("20240305T083000-0530", "2024-03-05T08:30:00-05:30"), ("2024-03-05", "2024-03-05"),
            ("20241305", nil), ("March", nil), ("", nil),
        ] as [(String, String?)])
    func dates(_ sample: (norm: String, date: String?)) throws {
        let text = document(
            head: "<docdata><date.issue norm=\"\(sample.norm)\"/></docdata>", body: "<p>It fell.</p>")
        #expect(try read(text).article?.metadata.published == sample.date)
        #expect(
            try read(text, published: "2020-01-01").article?.metadata.published == sample.date ?? "2020-01-01"
        )
    }

    @Test("what the main elements do not say comes from others")
    func fallbacks() throws {
        let article = try #require(
            try read(
                document(
                    head:
                        #"<title>Vote fails</title><pubdata date.publication="20240305" name="Port Post"/>"#,
                    body: "<p>The council voted.</p>")
            ).article)
        #expect(article.text == "Vote fails\n\nThe council voted.")
        #expect(article.metadata.published == "2024-03-05")
        #expect(article.metadata.source == "Port Post")
        #expect(article.metadata.byline == nil)
    }

    @Test(
        "a file that is not a document with text is an error with the reason",
        arguments: [
            ("", "this is no well-formed XML"), ("no", "this is no well-formed XML"),
            ("<nitf><body>", "this is no well-formed XML"), ("<nitf/><nitf/>", "this is no well-formed XML"),
            ("<rss/>", "the file is XML, but not NITF: there is no <nitf> in it"),
            ("<nitf><body><p> </p></body></nitf>", "no text of an article was found in it"),
            ("<nitf/>", "no text of an article was found in it"),
        ])
    func damaged(_ sample: (text: String, message: String)) throws {
        let result = try read(sample.text)
        #expect(result.article == nil)
        #expect(result.id == .string("story"))
        #expect(result.errors == [ArticleError(stage: "read", kind: "nitf", message: sample.message)])
    }
}

@Suite("ninjs")
struct NinjsTests {
    private func read(_ text: String, published: String? = nil) throws -> ReadResult {
        try #require(
            try results(of: "ninjs", text, path: "wire/item.json", InputItemReader(published: published))
                .first)
    }

    @Test("an item has an id, metadata and text")
    func whole() throws {
        let result = try read(
            #"{"uri":"urn:x:1","headline":"Vote fails","byline":"Ana Ruiz","language":"en","copyrightholder":"Alder Wire","firstcreated":"2024-03-04T10:00:00Z","versioncreated":"2024-03-05T08:30:00Z","body_text":"The council voted."}"#
        )
        let article = try #require(result.article)
        #expect(article.id == .string("urn:x:1") && result.id == .string("urn:x:1"))
        #expect(article.text == "Vote fails\n\nThe council voted.")
        var metadata = Metadata()
        metadata.headline = "Vote fails"
        metadata.byline = "Ana Ruiz"
        metadata.published = "2024-03-04T10:00:00Z"
        metadata.source = "Alder Wire"
        metadata.language = "en"
        metadata.others = [.init("extractor", .string("ninjs"))]
        #expect(article.metadata == metadata)
        #expect(result.errors == [])
    }

    private static let page = #"<p>The council voted 7 to 2 against the plan on Monday.</p>"#

    @Test(
        "the text is in one of several members, plain text first",
        arguments: [
            (#"{"body_text":"A b.","body_html":"<p>no</p>"}"#, "A b."),
            (#"{"body_html":"\#(page)"}"#, "The council voted 7 to 2 against the plan on Monday."),
            (#"{"body_xhtml":"\#(page)"}"#, "The council voted 7 to 2 against the plan on Monday."),
            (#"{"bodies":[{"contenttype":"text/html","value":"<p>no</p>"},{"value":"A b."}]}"#, "A b."),
            (
                #"{"bodies":[{"contentType":"text/html","value":"\#(page)"}]}"#,
                "The council voted 7 to 2 against the plan on Monday."
            ),
            (
                #"{"bodies":[{"contenttype":"application/xhtml+xml","value":"\#(page)"}]}"#,
                "The council voted 7 to 2 against the plan on Monday."
            ),
            (
                #"{"headlines":[{"role":"main","value":"Vote fails"},{"value":"no"}],"body_text":"A b."}"#,
                "Vote fails\n\nA b."
            ),
            (#"{"body_text":"A b.","headlines":[]}"#, "A b."),
        ])
    func bodies(_ sample: (json: String, text: String)) throws {
        #expect(try texts([read(sample.json)]) == [sample.text])
    }

    @Test(
        "a file that is not an item is an error with the reason",
        arguments: [
            ("", "not JSON: unexpected token near end of file (byte 1)"),
            ("[]", "the file is not a JSON object"),
            ("{\"body_text\":", "not JSON: unexpected token near end of file (byte 13)"),
            ("{} x", "not JSON: end of file expected near 'x' (byte 4)"),
            ("{}", "the item has no body_text, body_html or bodies"),
            (#"{"body_text":5,"bodies":7}"#, "the item has no body_text, body_html or bodies"),
            (
                #"{"bodies":[{"contenttype":"text/csv","value":"a"}]}"#,
                "the item has no body_text, body_html or bodies"
            ),
            (#"{"body_text":" \n"}"#, "no text of an article was found in it"),
            (#"{"body_html":"<p> </p>"}"#, "no text of an article was found in it"),
        ])
    func damaged(_ sample: (json: String, message: String)) throws {
        let result = try read(sample.json)
        #expect(result.article == nil)
        #expect(result.errors == [ArticleError(stage: "read", kind: "ninjs", message: sample.message)])
        #expect(result.id == .string("item"))
    }

    @Test(
        "the id is known without reading the article",
        arguments: [
            (#"{"uri":"urn:x:1","body_text":"A b."}"#, .string("urn:x:1")),
            (#"{"body_text":"A b."}"#, .string("item")), (#"{"uri":5,"body_text":"A b."}"#, .string("item")),
            (#"{"id":7,"uri":"u","text":"A b."}"#, .integer(7)), (#"{"id":"x","text":"A b."}"#, .string("x")),
            (#"{"uri":"u","text":"A b."}"#, .string("item")),
            (#"{"id":"x","body_text":"A b."}"#, .string("item")),
        ] as [(String, ArticleID)])
    func id(_ sample: (json: String, id: ArticleID)) throws {
        let item = try #require(try items(of: "ninjs", sample.json.utf8, path: "wire/item.json").first)
        #expect(InputItemReader().id(of: item) == sample.id)
        #expect(try read(sample.json).id == sample.id)
    }

    @Test("an item that fails keeps its own id")
    func idOfFailed() throws {
        let result = try read(#"{"uri":"urn:x:2","headline":"A b"}"#)
        #expect(result.article == nil && result.id == .string("urn:x:2"))
        #expect(result.errors.map(\.message) == ["the item has no body_text, body_html or bodies"])
    }

    @Test("a file with one record as in JSON Lines is read as that")
    func record() throws {
        let result = try read(#"{"id":7,"text":"It fell.","published":"2024-03-05","section":"news"}"#)
        let article = try #require(result.article)
        #expect(article.id == .integer(7) && article.text == "It fell.")
        #expect(article.metadata.published == "2024-03-05")
        #expect(article.metadata.others == [.init("section", .string("news"))])
    }

    @Test("a date that is none is replaced by the date that was given")
    func published() throws {
        let json = #"{"body_text":"A b.","versioncreated":"soon"}"#
        #expect(try read(json).article?.metadata.published == nil)
        #expect(try read(json, published: "2024-01-02").article?.metadata.published == "2024-01-02")
    }
}
