import ArticleModel
import Exchange
import Testing

@Suite("Records of a crawl")
struct WARCRecordTests {
    private let sentence = "The old bridge in Port Alder fell on Friday morning."
    private let page = "<p>The old bridge in Port Alder fell on Friday morning.</p>"

    private func record(
        _ fields: [String], _ content: String, length: Int? = nil, end: String = "\r\n"
    )
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

    @Test("a crawl without pages has no items", arguments: ["", "\r\n\r\n"])
    func none(_ text: String) throws { #expect(try read(text) == []) }

    @Test("bytes that are no crawl are an error", arguments: ["no crawl\nat all\n", "x", "WARC/x\n\n"])
    func noCrawl(_ text: String) throws {
        let error = "crawl.warc:1 = ! bytes that are not a WARC record were passed over"
        #expect(try read(text) == [error])
        #expect(try read(text + response()) == [error, found])
        let after = error.replacing(":1", with: ":2")
        #expect(try read(response() + text + "\n" + response()) == [found, after, found])
    }

    @Test(
        "other records, other answers and other types are passed over",
        arguments: [
            ["WARC-Type: request"], ["WARC-Type: metadata"], ["WARC-Type: revisit"],
            ["WARC-Type: resource", "Content-Type: image/png"],
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
        "a length that is none is an error, and the next record is read",
        arguments: ["", "x", "-1", "99999999999999999999", "1 2"])
    func lengths(_ length: String) throws {
        let broken = "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: \(length)\r\n\r\n<p>a</p>\r\n\r\n"
        #expect(
            try read(response() + broken + response())
                == [found, "crawl.warc:2 = ! the record has no valid Content-Length", found])
    }

    @Test("a length that is too large costs no other record", arguments: [70, 5000, 10_000_000_000, Int.max])
    func largeLengths(_ length: Int) throws {
        let fields = ["WARC-Type: response", "WARC-Target-URI: http://a.example/1"]
        let content = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
        let count = content.utf8.count + (length == 70 ? 70 : 0)
        let text = record(fields, content, length: length == 70 ? count : length) + response() + response()
        for most in [100, 100_000] {
            let items = try items(of: "warc", text.utf8, path: "crawl.warc", most: most)
            let results = items.map(InputItemReader().read)
            #expect(results.compactMap { $0.article?.text } == Array(repeating: sentence, count: 3))
            #expect(
                results.map { $0.errors.map { "\($0.kind): \($0.message)" } } == [
                    ["damaged: the record is shorter than its Content-Length says"], [], [],
                ])
        }
    }

    @Test("a length that is too small is an error beside the whole page")
    func smallLength() throws {
        let fields = ["WARC-Type: response", "WARC-Target-URI: http://a.example/1"]
        let content = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
        let text = record(fields, content, length: content.utf8.count - 20) + response()
        let results = try items(of: "warc", text.utf8, path: "crawl.warc").map(InputItemReader().read)
        #expect(results.map { $0.article?.text } == [sentence, sentence])
        #expect(
            results.map { $0.errors.map(\.message) }
                == [["the record is longer than its Content-Length says"], []])
    }

    @Test("a page that quotes the start of a record is read to its end")
    func quoted() throws {
        let content =
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<pre>\r\n\r\nWARC/1.0\r\n</pre>" + page
        let text = record(["WARC-Type: response"], content) + response()
        let found = try items(of: "warc", text.utf8, path: "crawl.warc")
        #expect(found.map { String(decoding: $0.bytes, as: UTF8.self).hasSuffix(page) } == [true, true])
        #expect(found.allSatisfy { $0.problem == nil })
    }

    @Test("a record that is cut short is an error beside the article of what is there")
    func truncated() throws {
        let whole = response()
        let cut = String(whole.dropLast(6))
        let items = try items(of: "warc", (whole + cut).utf8, path: "crawl.warc")
        let results = items.map(InputItemReader().read)
        #expect(results.map { $0.errors.map(\.message) } == [[], ["the file ends within the record"]])
        #expect(results.map { $0.errors.map(\.kind) } == [[], ["truncated"]])
        #expect(results[1].article?.text == sentence)
    }

    @Test("a file that ends within a header is an error")
    func cutHeader() throws {
        #expect(
            try read(response() + "WARC/1.0\r\nWARC-Type: resp")
                == [found, "crawl.warc:2 = ! the file ends within the record"])
    }

    @Test("a page that is larger than the maximum is an error, and the next is read")
    func tooLarge() throws {
        let fields = ["WARC-Type: response", "WARC-Target-URI: http://a.example/big"]
        let content =
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + String(repeating: "<p>x", count: 5000)
        let text = record(fields, content) + response()
        let options = ReadingOptions(maximumBytes: 1000)
        let found = try items(of: "warc", text.utf8, path: "crawl.warc", options)
        #expect(found.map(\.isUnreadable) == [true, false])
        #expect(found.map(\.fallbackID) == [.string("http://a.example/big"), .string("http://a.example/1")])
        #expect(
            found[0].problem?.message
                == "the article is larger than 1000 bytes; --max-article sets another maximum")
    }

    @Test("what the crawler cut off is an error beside the page")
    func cutByCrawler() throws {
        let content = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
        let found = try items(
            of: "warc", record(["WARC-Type: response", "WARC-Truncated: length"], content).utf8,
            path: "crawl.warc")
        #expect(found.map { $0.problem?.kind } == ["incomplete"])
        #expect(found[0].problem?.message == "the crawler cut the page off (length)")
    }

    @Test("address and time of a page are in its record")
    func facts() throws {
        let content = "HTTP/1.1 200 OK\r\nContent-Type: text/html;\r\n charset=\"utf-8\"\r\n\r\n" + page
        let fields = [
            "WARC-Type: response", "WARC-Target-URI: http://a.example/é", "WARC-Date: 2024-09-13T08:30:00Z",
        ]
        let found = try items(of: "warc", record(fields, content).utf8, path: "crawls/crawl.warc")
        #expect(found.map(\.format.name) == ["html"])
        #expect(found.map(\.source) == ["crawl.warc"])
        #expect(found.map(\.number) == [1])
        #expect(
            found.map(\.fields) == [
                [
                    "url": "http://a.example/é", "id": "http://a.example/é", "charset": "utf-8",
                    "captured": "2024-09-13T08:30:00Z",
                ]
            ])
        let metadata = InputItemReader().read(found[0]).article?.metadata
        #expect(metadata?.url == "http://a.example/é")
        #expect(metadata?.others.last == .init("captured", .string("2024-09-13T08:30:00Z")))
    }

    @Test("only the media type says the encoding")
    func charset() throws {
        let content = "HTTP/1.1 200 OK\r\nX-Note: charset=utf-16\r\nContent-Type: text/html\r\n\r\n" + page
        let found = try items(of: "warc", record(["WARC-Type: response"], content).utf8, path: "crawl.warc")
        #expect(found.map(\.fields) == [[:]])
    }

    @Test("a resource that is a page, and the text of a page, are read")
    func otherTypes() throws {
        let resource = record(
            ["WARC-Type: resource", "WARC-Target-URI: http://a.example/1", "Content-Type: text/html"], page)
        let text = record(
            ["WARC-Type: conversion", "WARC-Target-URI: http://a.example/2", "Content-Type: text/plain"],
            "It fell.")
        let items = try items(of: "warc", (resource + text).utf8, path: "crawl.wet")
        #expect(items.map(\.format.name) == ["html", "text"])
        #expect(items.map { InputItemReader().read($0).article?.text } == [sentence, "It fell."])
        #expect(
            items.map { InputItemReader().read($0).article?.metadata.url } == [
                "http://a.example/1", "http://a.example/2",
            ])
    }

    @Test("an answer without an end of its head is passed over")
    func noHead() throws {
        let fields = ["WARC-Type: response", "WARC-Target-URI: http://a.example/2"]
        #expect(try read(record(fields, "HTTP/1.1 200 OK") + response()) == [found])
        #expect(try read(record(fields, "") + response()) == [found])
    }

    @Test("a page without an address is named after the crawl and its number")
    func noAddress() throws {
        let content = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
        #expect(
            try read(response() + record(["WARC-Type: response"], content))
                == [found, "crawl.warc:2 = The old bridge in Port Alder fell on Friday morning."])
    }
}
