import ArticleModel
import Exchange
import Testing

@Suite("Crawls in the ARC format")
struct ARCRecordTests {
    private let page =
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>The old bridge in Port Alder fell.</p>"

    private func file(_ version: Int, _ records: [String]) -> String {
        let names =
            version == 1
            ? "URL IP-address Archive-date Content-type Archive-length"
            : "URL IP-address Archive-date Content-type Result-code Checksum Location Offset Filename Archive-length"
        let about = "\(version) 0 Crawler\n\(names)\n"
        let fields = version == 1 ? "" : " 200 - - 0 crawl.arc"
        let head = "filedesc://crawl.arc 0.0.0.0 20240913083000 text/plain\(fields) \(about.utf8.count)\n"
        return head + about + "\n" + records.joined(separator: "\n")
    }

    private func record(_ version: Int, _ url: String, length: String? = nil) -> String {
        let fields = version == 1 ? "" : " 200 XYZ - 512 crawl.arc"
        let length = length ?? String(page.utf8.count)
        return "\(url) 192.0.2.1 20240913083100 text/html\(fields) \(length)\n\(page)\n"
    }

    private func read(_ text: String, most: Int = 100) throws -> [String] {
        try items(of: "warc", text.utf8, path: "crawl.arc", most: most).map { item in
            let result = InputItemReader().read(item)
            let errors = result.errors.map { " ! \($0.kind): \($0.message)" }.joined()
            return "\(result.id) \(item.fields["captured"] ?? "-") = \(result.article?.text ?? "")\(errors)"
        }
    }

    private let found = "2024-09-13T08:31:00Z = The old bridge in Port Alder fell."

    @Test("both versions are read, also addresses with blanks in them", arguments: [1, 2])
    func versions(_ version: Int) throws {
        let text = file(
            version, [record(version, "http://a.example/1"), record(version, "http://a.example/b c")])
        for most in [7, 100_000] {
            #expect(
                try read(text, most: most) == [
                    "http://a.example/1 \(found)", "http://a.example/b c \(found)",
                ])
        }
    }

    @Test("a record that is damaged costs no other", arguments: ["-1", "x", "99999999999999999999"])
    func damage(_ length: String) throws {
        let text = file(
            1, [record(1, "http://a.example/1", length: length), record(1, "http://a.example/2")])
        #expect(
            try read(text) == [
                "crawl.arc:1 - =  ! damaged: bytes that are not an ARC record were passed over",
                "http://a.example/2 \(found)",
            ])
    }

    @Test("a file that ends within a record is an error beside the page")
    func truncated() throws {
        let text = String(file(1, [record(1, "http://a.example/1")]).dropLast(3))
        #expect(
            try read(text) == ["http://a.example/1 \(found) ! truncated: the file ends within the record"])
    }

    @Test("a record that is too large is an error")
    func tooLarge() throws {
        let text = file(1, [record(1, "http://a.example/1"), record(1, "http://a.example/2")])
        let found = try items(
            of: "warc", text.utf8, path: "crawl.arc", ReadingOptions(maximumBytes: page.utf8.count - 1))
        #expect(found.map { $0.problem?.kind } == ["size", "size"])
    }
}
