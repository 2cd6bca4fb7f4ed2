import Serialization
import Testing

@Suite("Comma-separated and tab-separated values")
struct DelimitedReaderTests {
    private func rows(
        _ text: String, separator: Character = ",", quote: Bool = true, comment: String = "",
        chunk: Int = 1000
    ) -> [DelimitedReader.Row] {
        var rest = Array(text.utf8)[...]
        var reader =
            quote
            ? DelimitedReader(separator: separator.asciiValue!, comment: comment)
            : DelimitedReader(separator: separator.asciiValue!, quote: nil, comment: comment)
        var rows: [DelimitedReader.Row] = []
        func more() -> [UInt8]? {
            defer { rest = rest.dropFirst(chunk) }
            return rest.isEmpty ? nil : Array(rest.prefix(chunk))
        }
        while let row = reader.next(more: more) { rows.append(row) }
        return rows
    }

    private func fields(_ text: String, separator: Character = ",", quote: Bool = true) -> [[String]] {
        rows(text, separator: separator, quote: quote).map {
            $0.fields.map { String(decoding: $0, as: UTF8.self) }
        }
    }

    @Test(
        "RFC 4180",
        arguments: [
            ("a,b\nc,d\n", [["a", "b"], ["c", "d"]]),
            ("a,b\r\nc,d", [["a", "b"], ["c", "d"]]),
            ("a\rb\r", [["a"], ["b"]]),
            ("\"Acme \"\"Rocket\"\" Corp, Inc.\",x\n", [["Acme \"Rocket\" Corp, Inc.", "x"]]),
            ("\"two\nlines\",y\n", [["two\nlines", "y"]]),
            ("a,,\n,\n", [["a", "", ""], ["", ""]]),
            ("\n\na\n\n", [["a"]]),
            ("5\" pipe,\"\"\n", [["5\" pipe", ""]]),
            ("\"a\"b,c\n", [["ab", "c"]]),
            ("é,\u{1F30A}\n", [["é", "\u{1F30A}"]]), ("", []),
        ])
    func rfc4180(_ sample: (text: String, rows: [[String]])) {
        #expect(fields(sample.text) == sample.rows)
    }

    @Test("without a quote, quotation marks are text")
    func unquoted() {
        #expect(fields("\"a\tb\"\n\"\t\n", separator: "\t", quote: false) == [["\"a", "b\""], ["\"", ""]])
    }

    @Test("rows know the line on which they begin; a missing quote is noticed")
    func lines() {
        let found = rows("a\n\"b\nb\"\n\nc\n\"d\ne\n")
        #expect(found.map(\.line) == [1, 2, 5, 6, 7])
        #expect(found.map(\.problem) == [nil, nil, nil, .unclosedQuote, nil])
    }

    @Test("comment lines are skipped, but not within quotes")
    func comments() {
        let found = rows("# \"note\n#a\n\"x\n# y\"\n# end", comment: "# ")
        #expect(found.map { $0.fields.map { String(decoding: $0, as: UTF8.self) } } == [["#a"], ["x\n# y"]])
        #expect(found.map(\.line) == [2, 3])
    }

    @Test("the result does not depend on how the bytes arrive", arguments: [1, 2, 3, 7])
    func chunks(_ size: Int) {
        let text = "# c\r\na,\"b \"\"c\"\"\r\n\"\r\n\r\n\"é\",#\n# d"
        #expect(rows(text, comment: "# ", chunk: size) == rows(text, comment: "# "))
    }
}
