import ArticleModel
import Exchange
import Testing

@Suite("Feeds")
struct FeedTests {
    private func read(_ text: String, path: String = "in/feed.rss") throws -> [ReadResult] {
        try results(of: "feed", text, path: path)
    }

    private func metadata(_ text: String) throws -> Metadata {
        try #require(try read(text).first?.article?.metadata)
    }

    private static let rss = """
        <?xml version="1.0"?>
        <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
          xmlns:media="http://search.yahoo.com/mrss/">
        <channel><title>Port Post</title><link>http://port.example/</link><language>en-gb</language>
        <item><title>Bridge &amp;amp; tunnel</title><media:title>no</media:title><link>http://port.example/1</link>
          <guid isPermaLink="false">port-1</guid><pubDate>Fri, 13 Sep 2024 08:30:00 GMT</pubDate>
          <dc:creator>Ana Ruiz</dc:creator><category>local</category><category>works</category>
          <description>In short.</description>
          <content:encoded><![CDATA[<p>The bridge <b>fell</b>.</p><aside>It is old.</aside>]]></content:encoded></item>
        <item><title>Second</title><author>desk@port.example (Omar Bell)</author><guid>http://port.example/2</guid>
          <description>&lt;p&gt;One &lt;a href="x"&gt;line&lt;/a&gt;.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</description></item>
        </channel></rss>
        """

    @Test("an item of RSS has its date, address, author and full content; the description is a summary")
    func rss() throws {
        let found = try read(Self.rss)
        #expect(
            texts(found) == ["Bridge & tunnel\n\nThe bridge fell.\nIt is old.", "Second\n\nOne line.\nTwo."])
        #expect(found.map(\.id) == [.string("port-1"), .string("http://port.example/2")])
        var expected = Metadata()
        (expected.headline, expected.byline) = ("Bridge & tunnel", "Ana Ruiz")
        (expected.published, expected.source) = ("2024-09-13T08:30:00Z", "Port Post")
        (expected.url, expected.language) = ("http://port.example/1", "en-gb")
        expected.others = [
            .init("categories", .list([.string("local"), .string("works")])),
            .init("summary", .string("In short.")), .init("extractor", .string("content")),
        ]
        #expect(found[0].article?.metadata == expected)
        #expect(found[1].article?.metadata.byline == "Omar Bell")
        #expect(found[1].article?.metadata.url == "http://port.example/2")
        #expect(found[1].article?.metadata.others == [.init("extractor", .string("summary"))])
        #expect(found.allSatisfy(\.errors.isEmpty) && found.map(\.line) == [1, 2])
    }

    @Test("an entry of Atom inherits the author; its text is XHTML, HTML or plain text")
    func atom() throws {
        let found = try read(
            """
            <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title type="html">Alder &lt;i&gt;Wire&lt;/i&gt;</title>
            <author><name>Ana Ruiz</name></author>
            <entry><id>urn:1</id><title>Storm</title><link rel="self" href="http://a.example/1.atom"/>
              <link rel="alternate" href="http://a.example/1"/><published>2024-03-05T08:30:00Z</published>
              <updated>2024-03-06T08:30:00Z</updated>
              <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>It <b>fell</b>.</p><p>It rose.</p></div></content></entry>
            <entry><id>urn:2</id><updated>2024-03-07T08:30:00Z</updated><author><name>Omar Bell</name></author>
              <content type="html">&lt;p&gt;A &amp;amp; b.&lt;/p&gt;</content></entry>
            <entry><id>urn:3</id><title>T</title><summary>1 &lt; 2 holds.</summary></entry>
            <entry><id>urn:5</id><content type="application/octet-stream">QQ==</content></entry>
            <entry><id>urn:4</id><title>Far</title><content type="text/html" src="http://a.example/4"/></entry>
            </feed>
            """, path: "a.atom")
        #expect(
            texts(found) == [
                "Storm\n\nIt fell.\nIt rose.", "A & b.", "T\n\n1 < 2 holds.",
                "! the item has no text; the content is application/octet-stream, which is not read",
                "! the item has no text; the text is not in the feed: it is at http://a.example/4",
            ])
        #expect(found.map(\.id) == [1, 2, 3, 5, 4].map { .string("urn:\($0)") })
        #expect(found[0].article?.metadata.url == "http://a.example/1")
        #expect(found.prefix(3).map { $0.article?.metadata.byline } == ["Ana Ruiz", "Omar Bell", "Ana Ruiz"])
        #expect(
            found.prefix(3).map { $0.article?.metadata.published } == [
                "2024-03-05T08:30:00Z", "2024-03-07T08:30:00Z", nil,
            ])
        #expect(
            found[0].article?.metadata.source == "Alder Wire" && found[0].article?.metadata.language == "en")
    }

    @Test("an item without text keeps its title, date and address in the record")
    func noText() throws {
        let result = try #require(
            try read(
                "<rss><channel><item><title>Only this</title><link>http://a.example/1</link><pubDate>5 Mar 2024</pubDate><description>&lt;img src='a.jpg'/&gt;</description></item></channel></rss>"
            ).first)
        #expect(result.article == nil)
        #expect(result.errors.map(\.message) == ["the item has no text"])
        #expect(
            result.metadata.standard.map(\.value.string) == ["Only this", "2024-03-05", "http://a.example/1"])
    }

    @Test("RSS 1.0 has its items beside the channel")
    func rdf() throws {
        let metadata = try metadata(
            """
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
              xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>Alder Wire</title></channel>
            <item rdf:about="http://a.example/1"><title>Caf&eacute;</title><link>http://a.example/1</link>
            <description>It fell & rose.</description><dc:date>2024-03-05</dc:date></item></rdf:RDF>
            """)
        #expect(
            metadata.standard.map(\.value.string) == [
                "Café", "2024-03-05", "Alder Wire", "http://a.example/1",
            ])
    }

    @Test("an export of WordPress has paragraphs as blank lines; attached files are no articles")
    func wordPress() throws {
        let text = """
            <rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
              xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/">
            <channel><title>Port Blog</title><item><title>One</title><content:encoded><![CDATA[<!-- wp:paragraph -->
            The first paragraph
            has two lines.

            The <em>second</em>.
            [caption id="a"]<img src="a.jpg"/> A bridge[/caption]
            [gallery ids="1,2"]
            <ul>
            <li>Item</li>
            </ul>]]></content:encoded><wp:post_type>post</wp:post_type><wp:status>draft</wp:status></item>
            <item><title>a.jpg</title><wp:post_type>attachment</wp:post_type></item></channel></rss>
            """
        let format = try #require(InputFormats.named("feed"))
        let reader = format.items(in: PiecewiseBytes(text.utf8), path: "blog.xml", ReadingOptions())
        guard case .item(let item) = try reader.next(waiting: true) else { throw Missing() }
        let article = try #require(InputItemReader().read(item).article)
        #expect(article.text == "One\n\nThe first paragraph has two lines.\nThe second.\n- Item")
        #expect(
            article.metadata.others == [
                .init("status", .string("draft")), .init("extractor", .string("content")),
            ])
        guard case .end = try reader.next(waiting: true) else { throw Missing() }
        #expect(reader.skipped == ["attachment of a WordPress export": 1])
    }

    @Test("a feed that is damaged gives the items before the damage, and an error after them")
    func damaged() throws {
        let whole = "<rss><channel><item><description>One.</description></item>"
        let found = try read(whole + "<item><description>Two.</desc></channel></rss>")
        #expect(found.first?.article?.text == "One." && found.first?.errors == [])
        #expect(found.last?.article == nil && found.last?.errors.map(\.kind) == ["damaged"])
        let cut = try read(whole)
        #expect(texts(cut).first == "One." && cut.count == 2)
        #expect(cut[1].line == 2 && cut[1].errors.map(\.kind) == ["damaged"])
    }

    @Test("an empty feed has no items; what the root says, not the name, is the format")
    func others() throws {
        #expect(try read("<rss><channel><title>T</title></channel></rss>").isEmpty)
        #expect(texts(try read("<nitf><body><p>It fell.</p></body></nitf>")) == ["It fell."])
    }

    @Test("a feed in another encoding is decoded; a byte that is none is reported in its item")
    func encodings() throws {
        let start = Array(#"<?xml version="1.0" encoding="iso-8859-1"?><rss><channel>"#.utf8)
        let item = Array("<item><description>".utf8) + [0x93] + Array("Ren".utf8) + [0xE9, 0x94]
        let bytes = start + item + Array("</description></item></channel></rss>".utf8)
        let found = try items(of: "feed", bytes, path: "a.rss").map(InputItemReader().read)
        #expect(texts(found) == ["“René”"] && found[0].errors == [])
        let broken =
            Array(
                "<?xml version=\"1.0\" encoding=\"utf-8\"?><rss><channel><item><description>One.</description></item><item><description>R"
                    .utf8)
            + [0xE9] + Array("is.</description></item></channel></rss>".utf8)
        let doubtful = try items(of: "feed", broken, path: "a.rss").map(InputItemReader().read)
        #expect(texts(doubtful) == ["One.", "R\u{FFFD}is."])
        #expect(doubtful.map { $0.errors.map(\.kind) } == [[], ["encoding"]])
    }

    private struct Missing: Error {}
}

@Suite("XML that parsers refuse or read wrongly")
struct XMLReferencesTests {
    private func text(_ document: String) throws -> [String] {
        try texts(results(of: "nitf", document, path: "a.xml"))
    }

    @Test(
        "references and signs that XML does not allow are read as they are meant",
        arguments: [
            ("A & b &c; d", "A & b &c; d"), ("&lt;p&gt; &amp;amp;", "<p> &amp;"), ("&#x2019;&#146;", "’’"),
            ("a\u{1}b&#2;c", "a b c"), ("R&D&nbsp;x", "R&D x"),
            ("<![CDATA[&eacute; <b> & ]]>", "&eacute; <b> &"),
            ("<!-- & &x; -->a", "a"), ("<?x & ?>a", "a"), ("&hellip;&euro;&Eacute;", "…€É"),
        ])
    func references(_ sample: (markup: String, text: String)) throws {
        #expect(try text("<nitf><body><p>\(sample.markup)</p></body></nitf>") == [sample.text])
    }

    @Test("an entity of a file is not read, and one that grows without bound is an error")
    func hostile() throws {
        let external = try text(
            "<!DOCTYPE nitf [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><nitf><body><p>a &x; b</p></body></nitf>"
        )
        #expect(external == ["a &x; b"])
        let large = String(repeating: "x", count: 100_000)
        let bomb = try results(
            of: "nitf",
            "<!DOCTYPE nitf [<!ENTITY x \"\(large)\">]><nitf><body><p>\(String(repeating: "&x;", count: 100))</p></body></nitf>",
            path: "a.xml")
        #expect(bomb.first?.article.map { $0.utf8.count < 2_000_000 } ?? true)
        #expect(bomb.flatMap(\.errors).contains { $0.message.contains("the entities are too large") })
    }
}
