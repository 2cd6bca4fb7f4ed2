import Serialization
import TestSupport
import Testing

@Suite("Writing JSON piece by piece")
struct JSONTextTests {
    private func written(_ body: (inout JSONText) -> Void) -> String {
        var json = JSONText()
        body(&json)
        return String(decoding: json.bytes, as: UTF8.self)
    }

    @Test("commas are written between values and members, and nowhere else")
    func commas() {
        let text = written { json in
            json.begin("[")
            json.begin("{")
            json.end("}")
            json.begin("[")
            json.end("]")
            json.value(1)
            json.begin("{")
            json.key("a")
            json.null()
            json.key("b")
            json.begin("[")
            json.value(true)
            json.value("x")
            json.end("]")
            json.key("c")
            json.value(1.5)
            json.end("}")
            json.value(false)
            json.end("]")
        }
        #expect(text == #"[{},[],1,{"a":null,"b":[true,"x"],"c":1.5},false]"#)
    }

    @Test("records on lines of their own are separated by the line ends")
    func lines() {
        let text = written { json in
            for number in 0..<3 {
                json.begin("{")
                json.key("n")
                json.value(number)
                json.end("}")
                json.newline()
            }
        }
        #expect(text == "{\"n\":0}\n{\"n\":1}\n{\"n\":2}\n")
    }

    @Test("starting again leaves nothing of what was written, not even its comma")
    func removeAll() {
        let text = written { json in
            json.begin("[")
            json.value(1)
            json.removeAll()
            json.value(2)
        }
        #expect(text == "2")
    }

    @Test("every control character is escaped, and no other character but quotes and backslashes")
    func controls() {
        let short: [UInt32: String] = [9: "\\t", 10: "\\n", 13: "\\r"]
        for code in UInt32(0)..<0x20 {
            let digits = String(code, radix: 16)
            let escape = short[code] ?? "\\u00" + (code < 16 ? "0" : "") + digits
            let scalar = Unicode.Scalar(code).map { String(Character($0)) } ?? ""
            #expect(written { $0.value("a\(scalar)b") } == "\"a\(escape)b\"")
        }
        for plain in ["/", "\u{7F}", "\u{80}", "\u{2028}", "é", "e\u{301}", "🌊", "\u{10FFFF}", "'", "<"] {
            #expect(written { $0.value(plain) } == "\"\(plain)\"")
        }
        #expect(written { $0.value("\"\\") } == #""\"\\""#)
    }

    @Test(
        "text as bytes is written as the same text",
        arguments: ["", "plain", "é\"🌊\n", "\\", "\u{1}\u{1}", "a\tb"])
    func bytes(_ text: String) {
        let padded = Array("xx\(text)yy".utf8)
        let slice = padded[2..<padded.count - 2]
        #expect(written { $0.value(utf8: slice) } == written { $0.value(text) })
        #expect(written { $0.value(utf8: []) } == "\"\"")
    }

    @Test("keys are escaped as strings are")
    func keys() {
        let text = written { json in
            json.begin("{")
            json.key("a\"\n")
            json.value(0)
            json.end("}")
        }
        #expect(text == #"{"a\"\n":0}"#)
    }

    @Test(
        "numbers are written shortest, and those that JSON does not have as null",
        arguments: [
            (0, "0.0"), (-0.0, "-0.0"), (1, "1.0"), (0.1, "0.1"), (1e21, "1e+21"),
            (.leastNonzeroMagnitude, "5e-324"), (.infinity, "null"), (-.infinity, "null"), (.nan, "null"),
            (1.0 / 3, "0.3333333333333333"),
        ] as [(Double, String)])
    func numbers(_ sample: (number: Double, text: String)) {
        #expect(written { $0.value(sample.number) } == sample.text)
    }
}
