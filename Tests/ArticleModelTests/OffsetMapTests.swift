import TestSupport
import Testing
import ArticleModel

@Suite("Translating byte offsets")
struct OffsetMapTests {
    @Test(
        "a marked stretch keeps its text in every counting",
        arguments: [
            "«Tuesday», said the mayor.", "The café opens «12 May».", "«Zoë» said so.",
            "Prix: «5 €» — 👩‍👩‍👧 «gratuit»", "«»",
        ], ["", multiBytePrefix, String(repeating: "é", count: 200)])
    func roundTrip(_ marked: String, _ prefix: String) throws {
        let example = MarkedText(prefix + marked)
        let utf8 = Array(example.text.utf8)
        let map = OffsetMap(of: utf8)
        for span in example.spans {
            let scalars = try map.scalars(ofBytes: span)
            let expected = String(decoding: utf8[span.range], as: UTF8.self)
            #expect(String(String.UnicodeScalarView(Array(example.text.unicodeScalars)[scalars])) == expected)
            #expect(try map.bytes(ofScalars: scalars) == span)
            let units = try map.convert(span, to: .utf16)
            #expect(String(decoding: Array(example.text.utf16)[units], as: UTF16.self) == expected)
        }
    }

    @Test("an offset inside a character is refused, and the message says where it starts")
    func insideScalar() {
        let error = #expect(throws: OffsetError.insideScalar(byte: 1, scalarStart: 0)) {
            try OffsetMap(of: Array("é".utf8)).scalars(ofBytes: Span(0, 1))
        }
        #expect(error?.description == "byte 1 is inside the character that starts at byte 0")
    }

    @Test("an offset past the end is refused", arguments: [4, 400])
    func outsideText(_ end: Int) {
        #expect(throws: OffsetError.outsideText(byte: end, byteCount: 3)) {
            try OffsetMap(of: Array("abc".utf8)).scalars(ofBytes: Span(0, end))
        }
    }
}

@Suite("Lines and columns")
struct LineMapTests {
    @Test("columns count code points", arguments: [(0, 1, 1), (3, 1, 3), (4, 2, 1), (6, 2, 2)])
    func position(_ byte: Int, _ line: Int, _ column: Int) {
        let position = LineMap(of: Array("éa\nöb".utf8)).position(ofByte: byte)
        #expect(position.line == line)
        #expect(position.column == column)
    }

    @Test("a line is without its end") func line() {
        let lines = LineMap(of: Array("one\r\ntwo".utf8))
        #expect(lines.line(1) == "one")
        #expect(lines.line(2) == "two")
        #expect(lines.line(3) == nil)
    }
}
