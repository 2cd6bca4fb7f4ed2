import ArticleModel
import Serialization
import Testing

@Suite("Binary frames and JSON text")
struct FrameTests {
    @Test("a frame gives back what was written, in order")
    func roundTrip() throws {
        var writer = FrameWriter()
        writer.write(-3)
        writer.write("Zürich 🌊")
        writer.write([1, 2, 3])
        writer.write(String?.none)
        writer.write(String?.some(""))
        writer.write(Int.max)
        var reader = FrameReader(writer.bytes)
        #expect(try reader.number() == -3)
        #expect(try reader.text() == "Zürich 🌊")
        #expect(try reader.content() == [1, 2, 3])
        #expect(try reader.optionalText() == nil)
        #expect(try reader.optionalText() == "")
        #expect(!reader.isAtEnd)
        #expect(try reader.number() == Int.max)
        #expect(reader.isAtEnd)
    }

    @Test("a frame that ends early is an error at every length")
    func truncated() throws {
        var writer = FrameWriter()
        writer.write("Port Alder")
        writer.write(7)
        for count in 0..<writer.bytes.count {
            var reader = FrameReader(Array(writer.bytes.prefix(count)))
            #expect(throws: FrameReader.Failure.self) {
                _ = try reader.text()  // The value does not matter.
                _ = try reader.number()
            }
        }
    }

    @Test("a length that lies is an error")
    func lies() {
        for length in [-1, 9, Int.max, Int.min] {
            var writer = FrameWriter()
            writer.write(length)
            writer.write(0)
            var reader = FrameReader(writer.bytes)
            #expect(throws: FrameReader.Failure.self) { try reader.content() }
        }
    }

    @Test("finish puts the length in the place of the first number")
    func finish() throws {
        var writer = FrameWriter()
        writer.write(0)
        writer.write("ab")
        var reader = FrameReader(writer.finish())
        #expect(try reader.number() == 10)
        #expect(try reader.text() == "ab")
    }

    @Test(
        "values as JSON text, and back",
        arguments: [
            (FeatureValue.null, "null"), (.boolean(true), "true"), (.integer(-5), "-5"),
            (.number(1.5), "1.5"),
            (.number(1), "1.0"), (.string("a\"b\\c\n\t\u{1}é"), #""a\"b\\c\n\t\u0001é""#),
            (.list([.integer(1), .string("x")]), #"[1,"x"]"#),
            (.object([.init("b", .integer(1)), .init("a", .list([]))]), #"{"b":1,"a":[]}"#),
        ])
    func text(_ sample: (value: FeatureValue, text: String)) throws {
        #expect(JSONDocument.text(sample.value) == sample.text)
        let parsed = try Array(sample.text.utf8).withUnsafeBytes { try JSONDocument.parse($0) }
        #expect(parsed == sample.value)
    }

    @Test("numbers that JSON does not have are null")
    func notFinite() {
        #expect(JSONDocument.text(.list([.number(.infinity), .number(.nan)])) == "[null,null]")
    }

    @Test("a failure names the byte")
    func failure() {
        let error = #expect(throws: JSONDocument.Failure.self) {
            try Array(#"{"a":tru}"#.utf8).withUnsafeBytes { try JSONDocument.parse($0) }
        }
        #expect(error?.description == "not JSON: invalid token near 'tru' (byte 8)")
    }
}
