import ArticleModel
import Exchange
import Testing

@Suite("NewsML-G2")
struct NewsMLG2Tests {
    private func item(_ id: String, meta: String = "", contentMeta: String = "", _ content: String) -> String
    {
        "<newsItem guid=\"\(id)\" xml:lang=\"en\"><itemMeta>\(meta)</itemMeta><contentMeta>\(contentMeta)</contentMeta><contentSet>\(content)</contentSet></newsItem>"
    }

    private func read(_ items: String...) throws -> [ReadResult] {
        try results(
            of: "newsml-g2",
            "<newsMessage xmlns=\"http://iptc.org/std/nar/2006-10-01/\"><header><sent>2024-09-13T09:00:00Z</sent></header><itemSet>\(items.joined())</itemSet></newsMessage>",
            path: "in/news.xml")
    }

    @Test("an item has its metadata and the text of its XHTML")
    func whole() throws {
        let found = try read(
            item(
                "urn:1",
                meta:
                    #"<itemClass qcode="ninat:text"/><provider literal="Alder Wire"/><versionCreated>2024-09-13T08:30:00Z</versionCreated><pubStatus qcode="stat:usable"/>"#,
                contentMeta:
                    #"<contentCreated>2024-09-12</contentCreated><headline>Vote fails</headline><by>Ana Ruiz</by><slugline>vote-1</slugline><located><name>Port Alder</name></located><language tag="en-GB"/>"#,
                #"<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>no</title></head><body><p>The council voted.</p><ul><li>Yes: 2</li></ul></body></html></inlineXML>"#
            ))
        let article = try #require(found.first?.article)
        #expect(found.count == 1 && article.id == .string("urn:1"))
        #expect(article.text == "Vote fails\n\nThe council voted.\n- Yes: 2")
        var expected = Metadata()
        (expected.headline, expected.byline) = ("Vote fails", "Ana Ruiz")
        (expected.published, expected.source) = ("2024-09-13T08:30:00Z", "Alder Wire")
        expected.language = "en-GB"
        expected.others = [
            .init("slugline", .string("vote-1")), .init("created", .string("2024-09-12")),
            .init("class", .string("ninat:text")), .init("status", .string("usable")),
            .init("located", .list([.string("Port Alder")])), .init("extractor", .string("xhtml")),
        ]
        #expect(article.metadata == expected)
    }

    @Test("a message has several items: NITF, plain text, and one without text, which is an error")
    func bundle() throws {
        let found = try read(
            item(
                "urn:1",
                #"<inlineXML contenttype="application/nitf+xml"><nitf><body><body.head><byline>Omar Bell</byline></body.head><body.content><p>It fell.</p></body.content></body></nitf></inlineXML>"#
            ),
            item("urn:2", "<inlineData contenttype=\"text/plain\">A b.\n\nC d.</inlineData>"),
            item("urn:3", #"<remoteContent href="http://a.example/1.jpg"/>"#),
            item("urn:4", #"<inlineData contenttype="image/jpeg" encoding="base64">AAAA</inlineData>"#),
            "<packageItem guid=\"urn:5\"/>")
        #expect(
            texts(found) == [
                "It fell.", "A b.\n\nC d.",
                "! the item has no text; the content is not in the file: it is at http://a.example/1.jpg",
                "! the item has no text; the content is image/jpeg, which is not read",
            ])
        #expect(found[0].article?.metadata.byline == "Omar Bell")
        #expect(found[0].article?.metadata.published == "2024-09-13T09:00:00Z")
    }
}

@Suite("NewsML 1")
struct NewsMLTests {
    private func read(_ content: String) throws -> ReadResult {
        let text = """
            <NewsML><NewsEnvelope><DateAndTime>20240914T090000Z</DateAndTime></NewsEnvelope><NewsItem><Identification>
            <NewsIdentifier><DateId>20240913</DateId><NewsItemId>a1</NewsItemId><PublicIdentifier>urn:a1</PublicIdentifier></NewsIdentifier>
            </Identification><NewsManagement><ThisRevisionCreated>20240913T083000+0200</ThisRevisionCreated></NewsManagement>
            <NewsComponent><NewsLines><HeadLine>Vote fails</HeadLine><ByLine>Ana Ruiz</ByLine><SlugLine>vote-1</SlugLine></NewsLines>
            <AdministrativeMetadata><Provider><Party FormalName="Alder Wire"/></Provider></AdministrativeMetadata>
            <DescriptiveMetadata><Language FormalName="en"/></DescriptiveMetadata>\(content)</NewsComponent></NewsItem></NewsML>
            """
        return try #require(try results(of: "newsml", text, path: "a.xml").first)
    }

    @Test(
        "the text is paragraphs, NITF or plain text",
        arguments: [
            "<p>The council voted.</p><p>It was late.</p>",
            "<html><head><title>no</title></head><body><p>The council voted.</p><p>It was late.</p></body></html>",
            "<nitf><body><body.content><p>The council voted.</p><p>It was late.</p></body.content></body></nitf>",
            "The council voted.\nIt was late.\n",
        ])
    func whole(_ data: String) throws {
        let result = try read(
            "<ContentItem><MediaType FormalName=\"Text\"/><DataContent>\(data)</DataContent></ContentItem>")
        let article = try #require(result.article)
        #expect(article.id == .string("urn:a1") && result.errors == [])
        #expect(article.text == "Vote fails\n\nThe council voted.\nIt was late.")
        var expected = Metadata()
        (expected.headline, expected.byline) = ("Vote fails", "Ana Ruiz")
        (expected.published, expected.source) = ("2024-09-13T08:30:00+02:00", "Alder Wire")
        expected.language = "en"
        expected.others = [.init("slugline", .string("vote-1")), .init("extractor", .string("newsml"))]
        #expect(article.metadata == expected)
    }

    @Test("a picture is no text, and a second text is reported")
    func others() throws {
        #expect(
            texts([try read("<ContentItem><MediaType FormalName=\"Photo\"/></ContentItem>")])
                == ["! the item has no text; the content is of the type Photo"])
        let text = "<ContentItem><DataContent><p>One.</p></DataContent></ContentItem>"
        let result = try read(text + text)
        #expect(result.article?.text == "Vote fails\n\nOne.")
        #expect(
            result.errors.map(\.message) == ["the item has 1 more text; only the first is read"])
    }
}
