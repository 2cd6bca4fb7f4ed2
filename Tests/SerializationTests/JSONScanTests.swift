import ArticleModel
import Serialization
import TestSupport
import Testing

@Suite("Finding a value in JSON without parsing it")
struct JSONScanTests {
    private func id(_ text: String, at path: [String] = ["id"]) -> FeatureValue? {
        Array(text.utf8).withUnsafeBytes { JSONScan.value(at: path, in: $0) }
    }

    @Test(
        "the top-level member counts, and of equal keys the last",
        arguments: [
            (#"{"id":"a","text":"b"}"#, FeatureValue.string("a")),
            (#" { "text" : "b" , "id" : 17 } "#, .integer(17)),
            (#"{"meta":{"id":"no"},"list":[{"id":"no"}],"id":"yes"}"#, .string("yes")),
            (#"{"text":"\"id\":\"no\"","id":"yes"}"#, .string("yes")),
            (#"{"id":"first","id":"last"}"#, .string("last")),
            (#"{"\u0069d":"escaped key"}"#, .string("escaped key")),
            (#"{"id":"\u00e9\ud83c\udf0a\"\\\n"}"#, .string("é🌊\"\\\n")),
            (#"{"id":-0}"#, .integer(0)),
            (#"{"Été":"Nö","id":"Zürich"}"#, .string("Zürich")),
        ])
    func found(_ sample: (text: String, id: FeatureValue)) {
        #expect(id(sample.text) == sample.id)
    }

    @Test(
        "there is no id in other values, and in a text that is not JSON",
        arguments: [
            "{}", #"{"id":null}"#, #"{"id":1.5}"#, #"{"id":["a"]}"#, #"{"id":{"id":"a"}}"#, "[1]", "\"id\"",
            "",
            #"{"id":"a""#, #"{"id":"a"} x"#, #"{"id":"a","b":tru}"#, #"{"id":"a","b":01}"#, #"{"id":"a",}"#,
            #"{"id":"a","b":"\ud800"}"#, #"{"id":"a","b":"\q"}"#, "{\"id\":\"a\",\"b\":\"\n\"}",
            #"{"id":"a","b":1e999}"#, #"{"id":"a","b":99999999999999999999}"#, #"{"id":"a","\u0000":1}"#,
        ])
    func missing(_ text: String) {
        #expect(id(text) == nil)
    }

    @Test("a path goes into objects; a key that is the whole path comes first")
    func paths() {
        let path = ["meta", "id"]
        #expect(id(#"{"meta":{"id":"inner"}}"#, at: path) == .string("inner"))
        #expect(id(#"{"meta":{"id":"inner"},"meta.id":"whole"}"#, at: path) == .string("whole"))
        #expect(id(#"{"meta":{"id":"first"},"meta":{"id":"last"}}"#, at: path) == .string("last"))
        #expect(id(#"{"meta":"text"}"#, at: path) == nil)
        #expect(id(#"{"a":{"b":{"c":3}}}"#, at: ["a", "b", "c"]) == .integer(3))
    }

    @Test("the scan agrees with the parser on texts with a byte changed, removed or added")
    func agreement() {
        let seeds = [
            #"{"id":"a\"b","n":[1,-2.5e3,0,true,false,null],"o":{"k":"é\u00e9"},"text":"x"}"#,
            #"{"text":"🇫🇷 \ud83c\uddeb","id":12,"deep":[[[{}]]]}"#,
        ].map { Array($0.utf8) }
        var generator = SeededGenerator(seed: 7)
        let interesting: [UInt8] =
            Array("{}[]\",:\\u0eE+-.tfn /".utf8) + [0, 10, 31, 127, 128, 0xC3, 0xE0, 0xED, 0xF4, 0xFF]
        for round in 0..<20_000 {
            var bytes = seeds[round % seeds.count]
            for _ in 0...Int.random(in: 0..<2, using: &generator) {
                let at = Int.random(in: bytes.indices, using: &generator)
                switch Int.random(in: 0..<3, using: &generator) {
                case 0: bytes[at] = interesting.randomElement(using: &generator) ?? 0
                case 1: bytes.remove(at: at)
                default: bytes.insert(interesting.randomElement(using: &generator) ?? 0, at: at)
                }
            }
            let (scanned, parsed) = bytes.withUnsafeBytes { bytes -> (FeatureValue?, FeatureValue?) in
                // A text that is not JSON has no id.
                let record = try? JSONDocument.parse(bytes)
                let id =
                    switch record?["id"] {
                    case .string(let text)?: FeatureValue.string(text)
                    case .integer(let number)?: FeatureValue.integer(number)
                    default: FeatureValue?.none
                    }
                return (JSONScan.value(at: ["id"], in: bytes), id)
            }
            #expect(scanned == parsed, "\(String(decoding: bytes, as: UTF8.self)) \(bytes)")
        }
    }
}
