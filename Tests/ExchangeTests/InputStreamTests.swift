import ArticleModel
import Diagnostics
import Exchange
import System
import Foundation
import Testing

@Suite("Inputs of every kind")
struct InputStreamTests {
    /// Writes a file, reads it as the program does, and removes it.
    private func read(
        _ name: String, _ bytes: [UInt8], map: String = "", pack: [String] = []
    ) throws -> [ReadResult] {
        let folder = "/tmp/nightdesk-input-\(UUID().uuidString)"
        try FileSystem.makeFolder(folder)
        defer { FileSystem.removeFolder(folder) }
        var path = folder + "/" + name
        try FileSystem.write(bytes, to: path)
        if !pack.isEmpty {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = pack.map { $0 == "FILE" ? name : $0 }
            process.currentDirectoryURL = URL(fileURLWithPath: folder)
            process.standardError = FileHandle.nullDevice
            try process.run()
            process.waitUntilExit()
            let made = try FileSystem.list(folder).first { $0 != name }
            guard process.terminationStatus == 0, let made else {
                try Test.cancel("\(pack[0]) is not installed here")
            }
            path = folder + "/" + made
        }
        let reader = InputItemReader(published: nil, map: try FieldMap(map))
        let stream = InputStream(try InputSource.find(path))
        var results: [ReadResult] = []
        while case .item(let item) = stream.next() { results.append(reader.read(item)) }
        return results
    }

    private func texts(_ results: [ReadResult]) -> [String] {
        results.map { $0.article?.text ?? "! \($0.errors.first?.message ?? "")" }
    }

    private let records = #"{"id":"x","text":"One."}"# + "\n" + #"{"text":"Two."}"# + "\n"

    @Test("tables: quoted separators, quotes and line ends; rows that do not fit are told")
    func tables() throws {
        let csv =
            "id,text,headline\r\n1,\"He said \"\"no\"\",\nand left.\",Talks fail\r\n\r\n2,\"a\",b,c\r\n3,Short,\r\n"
        let results = try read("t.csv", Array(csv.utf8))
        #expect(
            texts(results) == [
                "Talks fail\n\nHe said \"no\",\nand left.",
                "! the row has 4 columns where the first row names 3",
                "Short",
            ])
        #expect(results.map(\.id.description) == ["1", "t.csv:2", "3"])
        #expect(results[0].article?.metadata.headline == "Talks fail")
        let tsv = try read(
            "t.tsv", Array("body\tday\nText.\t2024-03-01\n".utf8), map: "text=body,published=day")
        #expect(texts(tsv) == ["Text."])
        #expect(tsv[0].article?.metadata.published == "2024-03-01")
    }

    @Test("fields inside of objects can be mapped; a wrong map is told")
    func maps() throws {
        let line = #"{"article":{"body":"Text."},"meta":{"date":"2024-03-01"},"a.b":"h"}"#
        let results = try read(
            "m.jsonl", Array(line.utf8), map: "text=article.body,published=meta.date,headline=a.b")
        #expect(texts(results) == ["h\n\nText."])
        #expect(results[0].article?.metadata.published == "2024-03-01")
        #expect(throws: Diagnostic.self) { try FieldMap("txt=body") }
        #expect(throws: Diagnostic.self) { try FieldMap("text") }
    }

    @Test("compressed files and archives of them")
    func packed() throws {
        #expect(
            try texts(read("r.jsonl", Array(records.utf8), pack: ["gzip", "-k", "FILE"])) == ["One.", "Two."])
        #expect(
            try texts(read("r.jsonl", Array(records.utf8), pack: ["tar", "-czf", "all.tgz", "FILE"])) == [
                "One.", "Two.",
            ])
        let zip = try read(
            "story.txt", Array("Storm hits coast\nIt rained.".utf8),
            pack: ["python3", "-m", "zipfile", "-c", "all.zip", "FILE"])
        #expect(texts(zip) == ["Storm hits coast\nIt rained."])
        #expect(zip.map(\.id.description) == ["story"])
        #expect(try texts(read("bad.jsonl.gz", Array(records.utf8))).first?.hasPrefix("{\"id\"") != true)
    }

    private let page = """
        <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Bridge closes | Port Alder Post</title>
        <meta property="og:site_name" content="Port Alder Post">
        <script type="application/ld+json">{"@graph":[{"@type":"WebPage"},{"@type":["NewsArticle"],
        "headline":"Bridge closes for repairs","datePublished":"2024-03-05T08:30:00Z",
        "author":[{"@type":"Person","name":"Ana Ruiz"}]}]}</script></head>
        <body><nav><ul><li><a href="/">Home, news and many other things to look at today</a></li></ul></nav>
        <div id="page"><div class="story"><h1>Bridge closes for repairs</h1>
        <p>The old bridge in Port Alder will close on <b>Tuesday</b>, the council said, for at&nbsp;least three weeks.</p>
        <div class="related-links"><p>Read more: everything that you ever wanted to know about all the bridges here.</p></div>
        <h2>What comes next</h2><p>Mayor Bo Lind “regrets” the delay, which cost $3.5 million so far, and more to come.</p>
        <ul><li>Buses will run every ten minutes.</li></ul></div>
        <footer><p>Copyright of the Port Alder Post, all rights reserved, and so on and on and on.</p></footer></div>
        <script>var x = "<p>no</p>";</script></body></html>
        """

    @Test("a web page: its article's text, and what it says of itself")
    func html() throws {
        let article = try #require(try read("p.html", Array(page.utf8)).first?.article)
        #expect(
            article.text == """
                Bridge closes for repairs

                The old bridge in Port Alder will close on Tuesday, the council said, for at least three weeks.
                What comes next
                Mayor Bo Lind “regrets” the delay, which cost $3.5 million so far, and more to come.
                - Buses will run every ten minutes.
                """)
        #expect(article.metadata.headline == "Bridge closes for repairs")
        #expect(article.metadata.published == "2024-03-05T08:30:00Z")
        #expect(article.metadata.byline == "Ana Ruiz")
        #expect(article.metadata.source == "Port Alder Post")
        #expect(article.metadata.language == "en")
        #expect(article.metadata.others == [.init("extractor", .string("paragraphs"))])
        let empty = try read("p.html", Array("<html><body><p> </p></body></html>".utf8))
        #expect(texts(empty) == ["! no text of an article was found in it"])
    }

    @Test("a page in Latin-1 that declares it")
    func encoding() throws {
        let text =
            "<html><head><meta charset=iso-8859-1></head><body><p>Un caf\u{E9} long, assez long pour \u{EA}tre un paragraphe de texte.</p></body></html>"
        let bytes = text.unicodeScalars.map { UInt8($0.value) }
        #expect(
            try texts(read("p.html", bytes)) == ["Un café long, assez long pour être un paragraphe de texte."]
        )
    }

    @Test("pages of a crawl: responses of HTML, whatever else is in the file")
    func warc() throws {
        func record(_ type: String, _ uri: String, _ body: String) -> String {
            "WARC/1.0\r\nWARC-Type: \(type)\r\nWARC-Target-URI: \(uri)\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)\r\n\r\n"
        }
        let http = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
        let warc =
            record("warcinfo", "x", "software: none\r\n")
            + record("request", "http://a.example/1", "GET / HTTP/1.1\r\n\r\n")
            + record("response", "http://a.example/1", http + page)
            + record(
                "response", "http://a.example/2",
                "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\nno")
            + record("response", "http://a.example/3", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nxx")
            + record("response", "http://a.example/4", http + "<html></html>")
        let results = try read("crawl.warc", Array(warc.utf8))
        #expect(results.map(\.id.description) == ["http://a.example/1", "http://a.example/4"])
        #expect(results[0].article?.metadata.url == "http://a.example/1")
        #expect(results[1].errors.map(\.kind) == ["html"])
        #expect(try read("crawl.warc", Array(warc.utf8), pack: ["gzip", "FILE"]).count == 2)
    }

    @Test("ninjs and NITF")
    func iptc() throws {
        let ninjs =
            #"{"uri":"urn:x:1","headline":"Vote fails","versioncreated":"2024-03-05T08:30:00Z","body_xhtml":"<p>The council voted 7 to 2 against the plan on Monday.</p>"}"#
        let item = try #require(try read("n.json", Array(ninjs.utf8)).first)
        #expect(item.id == .string("urn:x:1"))
        #expect(texts([item]) == ["Vote fails\n\nThe council voted 7 to 2 against the plan on Monday."])
        let nitf = """
            <?xml version="1.0"?><nitf><head><title>t</title><docdata><date.issue norm="20240305T083000Z"/></docdata></head>
            <body><body.head><hedline><hl1>Vote fails</hl1></hedline><byline>By Ana Ruiz</byline></body.head>
            <body.content><p>The council voted.</p><p>It was late.</p></body.content></body></nitf>
            """
        let other = try #require(try read("n.nitf", Array(nitf.utf8)).first)
        #expect(texts([other]) == ["Vote fails\n\nThe council voted.\nIt was late."])
        #expect(other.article?.metadata.published == "2024-03-05T08:30:00Z")
        #expect(
            try texts(read("n.xml", Array("<a>".utf8))) == [
                "! the file is XML with the root <a>, which is not read; RSS, Atom, NewsML-G2, NewsML 1 and NITF are"
            ])
    }
}
