import ArticleModel
import Exchange
import System
import Testing

/// Bytes in memory that are read a few at a time.
private final class SlowBytes: ByteSource {
    private var rest: ArraySlice<UInt8>
    let isReady = true

    init(_ text: String) { rest = Array(text.utf8)[...] }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let part = rest.prefix(min(7, buffer.count))
        buffer.copyBytes(from: part)
        rest = rest.dropFirst(part.count)
        return part.count
    }
}

@Suite("Crawls")
struct WARCTests {
    private func items(_ text: String) throws -> [InputItem] {
        let format = try #require(InputFormats.named("warc"))
        let reader = format.items(in: SlowBytes(text), path: "crawls/crawl.warc")
        var items: [InputItem] = []
        while case .item(let item) = try reader.next(waiting: true) { items.append(item) }
        return items
    }

    private func response(_ head: String, _ body: String) -> String {
        let content = "HTTP/1.1 200 OK\r\nContent-Type: text/html\(head)\r\n\r\n\(body)"
        return "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/é\r\n"
            + "Content-Length: \(content.utf8.count)\r\n\r\n\(content)\r\n\r\n"
    }

    @Test("a response is a page with its address and its encoding")
    func page() throws {
        let items = try items(response("; charset=utf-8", "<p>Zürich</p>"))
        #expect(items.map(\.format.name) == ["html"])
        #expect(items.map(\.source) == ["crawl.warc"])
        #expect(items.map(\.number) == [1])
        #expect(items.map { String(decoding: $0.bytes, as: UTF8.self) } == ["<p>Zürich</p>"])
        #expect(
            items.map(\.fields) == [
                ["url": "http://a.example/é", "id": "http://a.example/é", "charset": "utf-8"]
            ])
    }

    @Test("a body in chunks is put together; one that only claims to be stays as it is")
    func chunks() throws {
        let head = "\r\nTransfer-Encoding: chunked"
        let items = try items(
            response(head, "4\r\n<p>Z\r\n5;x=y\r\n</p>\n\r\n0\r\n\r\n") + response(head, "<p>plain</p>"))
        #expect(items.map { String(decoding: $0.bytes, as: UTF8.self) } == ["<p>Z</p>\n", "<p>plain</p>"])
    }

    @Test("a record without its length is an error with its number")
    func noLength() throws {
        let items = try items(response("", "<p>a</p>") + "WARC/1.0\r\nWARC-Type: response\r\n\r\n<p>b</p>")
        #expect(items.map(\.isUnreadable) == [false, true])
        #expect(items[1].problem?.kind == "warc")
        #expect(items[1].problem?.message == "a record without its length; the rest cannot be read")
        #expect(items[1].line == 2)
    }
}
