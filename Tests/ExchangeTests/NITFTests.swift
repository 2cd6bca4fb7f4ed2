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
            ("", nil),
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

    @Test("a date that is none is an error beside the article", arguments: ["20241305", "March"])
    func wrongDate(_ norm: String) throws {
        let result = try read(
            document(head: "<docdata><date.issue norm=\"\(norm)\"/></docdata>", body: "<p>It fell.</p>"))
        #expect(result.article?.metadata.published == nil && result.article?.text == "It fell.")
        #expect(result.errors.map(\.kind) == ["published"])
    }

    private static let unread =
        "which is not read; RSS, Atom, NewsML-G2, NewsML 1 and NITF are"

    @Test(
        "a file that is not a document with text is an error with the reason",
        arguments: [
            ("", "xml", "this is no well-formed XML: line 1: Document is empty"),
            ("no", "xml", "this is no well-formed XML: line 1: Start tag expected, '<' not found"),
            ("<svg/>", "xml", "the file is XML with the root <svg>, \(unread)"),
            ("<nitf><body><p> </p></body></nitf>", "nitf", "the item has no text"),
            ("<nitf/>", "nitf", "the item has no text"),
        ])
    func damaged(_ sample: (text: String, kind: String, message: String)) throws {
        let result = try read(sample.text)
        #expect(result.article == nil)
        #expect(result.id == .string("story"))
        #expect(
            result.errors == [ArticleError(stage: "read", kind: sample.kind, message: sample.message)])
    }

    @Test("a document that ends early gives what precedes the damage, with an error")
    func truncated() throws {
        let result = try read("<nitf><body><body.content>\n<p>The council voted.</p><p>It")
        #expect(result.article?.text == "The council voted.\nIt")
        #expect(result.errors.map(\.kind) == ["damaged"])
        #expect(
            result.errors[0].message.hasPrefix("the file is damaged in line 2: ")
                && result.errors[0].message.hasSuffix("; what follows may be missing"))
    }

    @Test("the entities of the DTD are characters although it is not read; nothing vanishes")
    func entities() throws {
        let text = """
            <!DOCTYPE nitf SYSTEM "nitf-3-3.dtd" [<!ENTITY firm "Bell &amp; Sons">]>
            <nitf><body><p>Ren&eacute; M&uuml;ller &mdash; of &firm;, R&D &#8211; left &agency; &#150; here.</p></body></nitf>
            """
        #expect(
            try read(text).article?.text
                == "René Müller — of Bell & Sons, R&D – left &agency; – here.")
    }

    @Test("a body keeps lists, tables and preformatted text; captions, dateline and keywords are metadata")
    func parts() throws {
        let body = """
            <body.head><hedline><hl1>Vote</hl1><hl2>A close call</hl2></hedline>
            <dateline><location>PORT ALDER</location></dateline><abstract>In short.</abstract></body.head>
            <body.content><block><p>He said:</p><ul><li>One</li><li><p>Two</p></li></ul></block>
            <table><tr><td>Alder</td><td>2</td></tr></table><pre>Ana Ruiz
            Omar Bell</pre><bq><p>A quotation.</p></bq>
            <media><media-reference source="a.jpg"/><media-caption>A bridge</media-caption></media></body.content>
            """
        let head = #"<docdata><key-list><keyword key="bridge"/><keyword key="vote"/></key-list></docdata>"#
        let article = try #require(try read(document(head: head, body: body)).article)
        #expect(
            article.text
                == "Vote\n\nHe said:\n- One\n- Two\nAlder\t2\nAna Ruiz\nOmar Bell\nA quotation.")
        #expect(
            article.metadata.others == [
                .init("subheadline", .string("A close call")), .init("dateline", .string("PORT ALDER")),
                .init("abstract", .string("In short.")),
                .init("keywords", .list([.string("bridge"), .string("vote")])),
                .init("captions", .list([.string("A bridge")])), .init("extractor", .string("nitf")),
            ])
        #expect(article.metadata.place == "PORT ALDER")
    }

    @Test("a file with several stories gives each, with its own id")
    func bundle() throws {
        let text = """
            <feed-of-stories><nitf><head><docdata><doc-id id-string="a"/></docdata></head><body><p>One.</p></body></nitf>
            <nitf><body><p>Two.</p></body></nitf></feed-of-stories>
            """
        let found = try results(of: "nitf", text, path: "in/all.xml")
        #expect(texts(found) == ["One.", "Two."])
        #expect(found.map(\.id) == [.string("a"), .string("all.xml:2")])
    }
}
