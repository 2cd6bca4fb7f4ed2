import ArticleModel
import Exchange
import System
import Testing

@Suite("ninjs")
struct NinjsTests {
    private func read(_ text: String, published: String? = nil) throws -> ReadResult {
        try #require(
            try results(of: "json", text, path: "wire/item.json", InputItemReader(published: published))
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
        metadata.others = [.init("versioncreated", .string("2024-03-05T08:30:00Z"))]
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
            (
                #"{"body_main":"A b.","headline_simple":"Vote","headline_main":"Vote <b>fails</b>"}"#,
                "Vote fails\n\nA b."
            ),
            (#"{"body_summary":"A b.","body_richtext":"<p>A b c d.</p>"}"#, "A b c d."),
            (#"{"body_text":"A b. C d.","body_xhtml":"<p>A b.</p><p>C d.</p>"}"#, "A b.\nC d."),
            (#"{"body_html":"<p>Two dead in blast.</p>"}"#, "Two dead in blast."),
            (
                #"{"body_xhtml":"A b.<br/><br/>C d.<aside>E f.</aside><div class=\"related\">G h.</div>"}"#,
                "A b.\nC d.\nE f.\nG h."
            ),
            (
                #"{"bodies":[{"role":"main","contentType":"text/plain","value":"A b."}],"headlines":[{"role":"short","value":"no"},{"role":"main","value":"Vote"}]}"#,
                "Vote\n\nA b."
            ),
        ])
    func bodies(_ sample: (json: String, text: String)) throws {
        #expect(try texts([read(sample.json)]) == [sample.text])
    }

    @Test(
        "a file that is not an item with text is an error with the reason",
        arguments: [
            ("{\"body_text\":", "not JSON: unexpected token near end of file (byte 13)"),
            ("{}", "the record has no 'text'; name the field that holds it with --map text=FIELD"),
            (#"{"body_text":5,"bodies":7}"#, "the item has no body"),
            (#"{"bodies":[{"contenttype":"text/csv","value":"a"}]}"#, "the item has no body"),
            (
                #"{"uri":"item","type":"picture","versioncreated":"2024-03-05T08:30:00Z"}"#,
                "the item has no body; it is of the type \"picture\""
            ),
        ])
    func damaged(_ sample: (json: String, message: String)) throws {
        let result = try read(sample.json)
        #expect(result.article == nil)
        #expect(result.errors.map(\.message) == [sample.message])
        #expect(result.id == .string("item"))
    }

    @Test(
        "the id is known without reading the article",
        arguments: [
            (#"{"uri":"urn:x:1","body_text":"A b."}"#, .string("urn:x:1")),
            (#"{"body_text":"A b."}"#, .string("item")), (#"{"uri":5,"body_text":"A b."}"#, .string("item")),
            (#"{"id":7,"uri":"u","text":"A b."}"#, .integer(7)), (#"{"id":"x","text":"A b."}"#, .string("x")),
            (#"{"uri":"u","text":"A b."}"#, .string("item")),
            (#"{"id":"x","body_text":"A b."}"#, .string("x")),
        ] as [(String, ArticleID)])
    func id(_ sample: (json: String, id: ArticleID)) throws {
        let item = try #require(try items(of: "json", sample.json.utf8, path: "wire/item.json").first)
        #expect(InputItemReader().id(of: item) == sample.id)
        #expect(try read(sample.json).id == sample.id)
    }

    @Test("an item that fails keeps its own id")
    func idOfFailed() throws {
        let result = try read(#"{"uri":"urn:x:2","headline":"A b","body_text":null}"#)
        #expect(result.article == nil && result.id == .string("urn:x:2"))
        #expect(result.metadata.headline == "A b")
        #expect(result.errors.map(\.message) == ["the item has no body"])
    }

    @Test("a file with one record as in JSON Lines is read as that")
    func record() throws {
        let result = try read(#"{"id":7,"text":"It fell.","published":"2024-03-05","section":"news"}"#)
        let article = try #require(result.article)
        #expect(article.id == .integer(7) && article.text == "It fell.")
        #expect(article.metadata.published == "2024-03-05")
        #expect(article.metadata.others == [.init("section", .string("news"))])
    }

    @Test("a date that is none is an error; a missing one is replaced by the date that was given")
    func published() throws {
        let result = try read(#"{"body_text":"A b.","versioncreated":"soon"}"#, published: "2024-01-02")
        #expect(result.article?.metadata.published == nil)
        #expect(result.errors.map(\.kind) == ["published"])
        let missing = try read(#"{"body_text":"A b."}"#, published: "2024-01-02")
        #expect(missing.article?.metadata.published == "2024-01-02")
    }

    @Test("authors and sources of other versions are read, and everything else is kept")
    func otherNames() throws {
        let result = try read(
            #"{"uri":"u","by":"Ana Ruiz","infoSources":[{"name":"Alder Wire"}],"headlines":[{"value":"Vote"}],"versionCreated":"2024-03-05","urgency":2,"subjects":[{"name":"politics"}],"id":5,"bodies":[{"value":"A b."}]}"#
        )
        let metadata = try #require(result.article?.metadata)
        #expect(metadata.standard.map(\.value.string) == ["Vote", "Ana Ruiz", "2024-03-05", "Alder Wire"])
        #expect(
            metadata.others.map(\.name).sorted()
                == ["headlines", "infoSources", "item_id", "subjects", "urgency"])
    }

    @Test("the items of the IPTC that have a text give it")
    func samples() throws {
        // Beside the package; not part of it.
        let package = Path.parent(Path.parent(Path.parent(#filePath)))
        let folder = Path.join(Path.parent(package), "shared/samples/wire")
        guard FileSystem.kind(of: folder) == .folder else {
            print("skipped: there is no folder with samples of ninjs")
            return
        }
        for name in try FileSystem.list(folder) where name.hasSuffix(".json") {
            let text = String(decoding: try FileSystem.read(folder + "/" + name), as: UTF8.self)
            let hasText = !name.contains("photo_only") && !name.contains("event")
            #expect((try read(text).article != nil) == hasText, "\(name)")
        }
    }
}
