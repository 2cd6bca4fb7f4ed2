import ArticleModel
import Exchange
import Testing

@Suite("Records of a crawl")
struct WARCRecordTests {
    private let page = "<p>The old bridge in Port Alder fell on Friday morning.</p>"

    private func record(_ fields: [String], _ content: String, length: Int? = nil, end: String = "\r\n")
        -> String
    {
        let length = ["Content-Length: \(length ?? content.utf8.count)"]
        return (["WARC/1.0"] + fields + length).joined(separator: end) + end + end + content + end + end
    }

    private func response(
        _ uri: String = "http://a.example/1", status: String = "HTTP/1.1 200 OK",
        _ head: [String] = ["Content-Type: text/html"], end: String = "\r\n"
    ) -> String {
        let content = ([status] + head).joined(separator: end) + end + end + page
        return record(["WARC-Type: response", "WARC-Target-URI: \(uri)"], content, end: end)
    }

    private func read(_ text: String, most: Int = 200) throws -> [String] {
        try items(of: "warc", text.utf8, path: "crawl.warc", most: most).map { item in
            let result = InputItemReader().read(item)
            return "\(result.id) = \(result.article?.text ?? "! " + result.errors.map(\.message).joined())"
        }
    }

    private let found = "http://a.example/1 = The old bridge in Port Alder fell on Friday morning."

    @Test("a crawl without pages has no items", arguments: ["", "\r\n\r\n", "no crawl\nat all\n"])
    func none(_ text: String) throws { #expect(try read(text) == []) }

    @Test(
        "other records, other answers and other types are passed over",
        arguments: [
            ["WARC-Type: request"], ["WARC-Type: metadata"], ["WARC-Type: revisit"], ["WARC-Type: resource"],
            [],
        ])
    func otherRecords(_ fields: [String]) throws {
        let content = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
        #expect(try read(record(fields, content) + response()) == [found])
    }

    @Test(
        "a page is an answer of success that holds HTML",
        arguments: [
            ("HTTP/1.1 200 OK", ["Content-Type: text/html"], true),
            ("HTTP/2 200", ["content-type: TEXT/HTML"], true),
            ("HTTP/1.1 203 OK", ["Content-Type: text/html; charset=utf-8"], true),
            ("HTTP/1.1 200 OK", ["Server: x", "Content-Type:text/html", "X: y"], true),
            ("HTTP/1.1 200 OK", ["Content-Type:\ttext/html"], true),
            ("HTTP/1.1 200 OK", ["Content-Type: application/xhtml+xml"], true),
            ("HTTP/1.1 200 OK", ["Content-Type: image/png", "Link: </xhtml/a>"], false),
            ("HTTP/1.1 200 OK", ["Content-Type: image/png", "X-Content-Type: text/html"], false),
            ("HTTP/1.1 200 OK", ["Content-Type: text/plain"], false), ("HTTP/1.1 200 OK", [], false),
            ("HTTP/1.1 301 Moved", ["Content-Type: text/html"], false),
            ("HTTP/1.1 404 Not Found", ["Content-Type: text/html"], false),
            ("HTTP/1.1", ["Content-Type: text/html"], false),
        ] as [(String, [String], Bool)])
    func answers(_ sample: (status: String, head: [String], isPage: Bool)) throws {
        #expect(try read(response(status: sample.status, sample.head)) == (sample.isPage ? [found] : []))
    }

    @Test("lines of records and answers may end with LF alone, and are found however the bytes come")
    func lineEnds() throws {
        #expect(try read(response(end: "\n") + response()) == [found, found])
        for most in [13, 64, 100_000] {
            #expect(try read(response() + response(), most: most) == [found, found])
        }
    }

    @Test("an address in angle brackets is read without them")
    func brackets() throws {
        #expect(try read(response("<http://a.example/1>")) == [found])
    }

    @Test("names of fields are known in any case, with or without blanks around their values")
    func fieldNames() throws {
        let content = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
        let record =
            "WARC/1.1\r\nwarc-type:response\r\nWARC-TARGET-URI:  http://a.example/1\r\nno field\r\ncontent-length:\(content.utf8.count) \r\n\r\n"
            + content
        #expect(try read(record) == [found])
    }

    @Test(
        "a length that is none is an error, and ends the reading",
        arguments: ["", "x", "-1", "99999999999999999999"])
    func lengths(_ length: String) throws {
        let broken = "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: \(length)\r\n\r\n<p>a</p>"
        #expect(
            try read(response() + broken)
                == [found, "crawl.warc:2 = ! a record without its length; the rest cannot be read"])
    }

    @Test("a record that is cut short is an error beside the article of what is there")
    func truncated() throws {
        let whole = response()
        let cut = String(whole.dropLast(6))
        let items = try items(of: "warc", (whole + cut).utf8, path: "crawl.warc")
        let results = items.map(InputItemReader().read)
        #expect(results.map { $0.errors.map(\.message) } == [[], ["the file ends within the record"]])
        #expect(results.map { $0.errors.map(\.kind) } == [[], ["warc"]])
        #expect(results[1].article?.text == "The old bridge in Port Alder fell on Friday morning.")
    }

    @Test("an answer without an end of its head is passed over")
    func noHead() throws {
        let fields = ["WARC-Type: response", "WARC-Target-URI: http://a.example/2"]
        #expect(try read(record(fields, "HTTP/1.1 200 OK") + response()) == [found])
        #expect(try read(record(fields, "") + response()) == [found])
    }

    @Test(
        "a body in chunks is put together",
        arguments: [
            ("3\r\n<p>\r\n9\r\nabc</p>\r\n\r\n0\r\n\r\n", "<p>abc</p>\r\n"), ("0\r\n\r\n", ""),
            ("A;name=value\r\n0123456789\r\n1\r\nx\r\n0\r\nTrailer: y\r\n\r\n", "0123456789x"),
            // What is not in chunks, or was cut, stays as it was sent.
            ("zz\r\nabc", "zz\r\nabc"), ("5\r\nabc", "5\r\nabc"), ("3\r\nabc\r\n", "3\r\nabc\r\n"),
            ("-1\r\nabc", "-1\r\nabc"), ("", ""),
        ])
    func chunks(_ sample: (sent: String, body: String)) throws {
        let content =
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n" + sample.sent
        let found = try items(of: "warc", record(["WARC-Type: response"], content).utf8, path: "crawl.warc")
        #expect(found.map { String(decoding: $0.bytes, as: UTF8.self) } == [sample.body])
    }

    @Test("a page without an address is named after the crawl and its number")
    func noAddress() throws {
        let content = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
        #expect(
            try read(response() + record(["WARC-Type: response"], content))
                == [found, "crawl.warc:2 = The old bridge in Port Alder fell on Friday morning."])
    }
}
