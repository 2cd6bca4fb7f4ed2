import ArticleModel
import Foundation
import Serialization
import TestSupport
import Testing

private func parse(_ text: String) throws -> FeatureValue {
    try Array(text.utf8).withUnsafeBytes { try JSONDocument.parse($0) }
}

/// A value as Foundation has it, with objects as dictionaries, to be compared.
private func foundation(_ value: FeatureValue) -> NSObject {
    switch value {
    case .null, .mention, .annotation: NSNull()
    case .boolean(let flag): NSNumber(value: flag)
    case .integer(let number): NSNumber(value: number)
    case .number(let number): NSNumber(value: number)
    case .string(let text): text as NSString
    case .list(let values): values.map(foundation) as NSArray
    case .object(let fields):
        Dictionary(fields.map { ($0.name, foundation($0.value)) }, uniquingKeysWith: { $1 }) as NSDictionary
    }
}

/// What Foundation reads in a text.
private func foundation(reading text: String) throws -> NSObject? {
    try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed) as? NSObject
}

/// Random values and random ways to write them.
private struct Maker {
    var generator: SeededGenerator
    private let characters = [
        "a", "B", "0", " ", "é", "🌊", "e\u{301}", "\"", "\\", "/", "\n", "\r", "\t", "\u{1}", "\u{1F}",
        "\u{7F}", "\u{2028}",
        "\u{FFFF}", "\u{10FFFF}", "\u{D7FF}", "{", "]", ",", ":",
    ]
    private let numbers: [Double] = [
        0.5, -0.25, 1e300, 1e-300, 123456.789, 1e15, 1e16, .leastNonzeroMagnitude, -1.7976931348623157e308,
        0.1, 100,
    ]
    private let integers = [0, 1, -1, 7, Int.max, Int.min, 1 << 53, -(1 << 53) - 1, 1_000_000]

    init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

    mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &generator) }

    mutating func text() -> String {
        (0..<below(8)).map { _ in characters[below(characters.count)] }.joined()
    }

    mutating func value(_ depth: Int = 0) -> FeatureValue {
        switch below(depth > 3 ? 5 : 7) {
        case 0: .null
        case 1: .boolean(below(2) == 0)
        case 2: .integer(integers[below(integers.count)])
        case 3: .number(numbers[below(numbers.count)])
        case 4: .string(text())
        case 5: .list((0..<below(5)).map { _ in value(depth + 1) })
        default: .object((0..<below(5)).map { number in .init("\(number)" + text(), value(depth + 1)) })
        }
    }

    private mutating func space() -> String { ["", "", " ", "\n", "\t", "\r\n "][below(6)] }

    /// A string with its characters escaped in any way that JSON has.
    private mutating func written(_ text: String) -> String {
        let short: [Unicode.Scalar: String] = [
            "\"": "\\\"", "\\": "\\\\", "/": "\\/", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\u{8}": "\\b",
            "\u{C}": "\\f",
        ]
        return "\""
            + text.unicodeScalars.map { scalar in
                let mustEscape = scalar.value < 0x20 || scalar == "\"" || scalar == "\\"
                if let short = short[scalar], below(2) == 0 { return short }
                guard mustEscape || below(4) == 0 else { return String(scalar) }
                return String(scalar).utf16.map { unit in
                    let digits = String(unit, radix: 16, uppercase: below(2) == 0)
                    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }.joined()
            }.joined() + "\""
    }

    /// A value with white space wherever it is allowed.
    mutating func written(_ value: FeatureValue) -> String {
        switch value {
        case .string(let text): return space() + written(text) + space()
        case .list(let values):
            return space() + "[" + space() + values.map { written($0) }.joined(separator: ",") + "]" + space()
        case .object(let fields):
            let members = fields.map { space() + written($0.name) + space() + ":" + written($0.value) }
            return space() + "{" + space() + members.joined(separator: ",") + "}" + space()
        default: return space() + JSONDocument.text(value) + space()
        }
    }
}

@Suite("JSON, compared with Foundation")
struct JSONPropertyTests {
    @Test(
        "random values are written as JSON that Foundation reads as the same, and read back", arguments: 0..<6
    )
    func writing(_ seed: UInt64) throws {
        var maker = Maker(seed: seed)
        for _ in 0..<300 {
            let value = maker.value()
            let text = JSONDocument.text(value)
            #expect(try foundation(reading: text) == foundation(value), "\(text)")
            #expect(try parse(text) == value, "\(text)")
            #expect(!text.utf8.contains { $0 < 0x20 })
        }
    }

    @Test("random JSON with escapes and white space is read as Foundation reads it", arguments: 10..<16)
    func reading(_ seed: UInt64) throws {
        var maker = Maker(seed: seed)
        for _ in 0..<300 {
            let value = maker.value()
            let text = maker.written(value)
            #expect(try parse(text) == value, "\(text)")
            #expect(try foundation(reading: text) == foundation(value), "\(text)")
        }
    }

    @Test("random finite numbers are the same after writing and reading", arguments: 20..<24)
    func numbers(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<2000 {
            let bits = UInt64.random(in: 0 ... .max, using: &generator)
            let number = Double(bitPattern: bits)
            guard number.isFinite else { continue }
            guard case .number(let again) = try parse(JSONDocument.text(.number(number))) else {
                Issue.record("\(number) is not read as a number")
                continue
            }
            #expect(again.bitPattern == bits, "\(number)")
            let integer = Int(truncatingIfNeeded: bits)
            #expect(try parse(JSONDocument.text(.integer(integer))) == .integer(integer))
        }
    }

    @Test("a text that ends early is no JSON, at every byte; the failure names a byte of it")
    func truncated() throws {
        let text = Array(#" {"a":[1,-2.5e3,"é\n\ud83c\udf0a"],"b":{"c":null,"d":true}} "#.utf8)
        let end = try #require(text.lastIndex(of: UInt8(ascii: "}")))
        for count in 0...end {
            do {
                _ = try Array(text.prefix(count)).withUnsafeBytes { try JSONDocument.parse($0) }
                Issue.record("\(count) bytes are read")
            } catch let failure as JSONDocument.Failure {
                #expect((1...max(1, count)).contains(failure.column), "\(count) bytes: \(failure)")
                #expect(failure.description == "not JSON: \(failure.message) (byte \(failure.column))")
            }
        }
    }

    @Test(
        "numbers at the limits",
        arguments: [
            ("9223372036854775807", .integer(.max)), ("-9223372036854775808", .integer(.min)),
            ("-0", .integer(0)),
            ("-0.0", .number(-0.0)), ("1E2", .number(100)), ("1e+2", .number(100)), ("1.0", .number(1)),
            ("0e5", .number(0)), ("1e-999", .number(0)),
            ("2.2250738585072014e-308", .number(.leastNormalMagnitude)),
        ] as [(String, FeatureValue)])
    func limits(_ sample: (text: String, value: FeatureValue)) throws {
        #expect(try parse(sample.text) == sample.value)
    }

    @Test(
        "texts that only look like JSON are refused",
        arguments: [
            "", " ", "9223372036854775808", "-9223372036854775809", "1e999", "01", "1.", ".5", "+1", "1e",
            "-", "0x1", "NaN",
            "Infinity", "nul", "True", "'a'", "{a:1}", "{\"a\"}", "{\"a\":}", "[1,]", "{\"a\":1,}", "[,]",
            "[1 2]", "\"a",
            "\"\\x\"", "\"\\u12\"", "\"\\ud800\"", "\"\\udc00\"", "\"\\ud800\\u0041\"", "\"\n\"", "1 2",
            "[]]", "//\n1", "\u{FEFF}1",
            "{\"\\u0000\":1}",
        ])
    func refused(_ text: String) {
        #expect(throws: JSONDocument.Failure.self) { try parse(text) }
    }

    @Test(
        "bytes that are not UTF-8 are refused",
        arguments: [
            [0x80], [0xC0, 0x80], [0xC3], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
            [0xF8, 0x88], [0xFF],
        ] as [[UInt8]])
    func encoding(_ bytes: [UInt8]) {
        let text = [UInt8(ascii: "\"")] + bytes + [UInt8(ascii: "\"")]
        #expect(throws: JSONDocument.Failure.self) { try text.withUnsafeBytes { try JSONDocument.parse($0) } }
    }

    @Test("members keep their order, and of equal keys the last counts")
    func members() throws {
        let value = try parse(#"{"b":1,"a":2,"b":3,"c":4}"#)
        #expect(value["b"] == .integer(3) && value["a"] == .integer(2))
        #expect(
            try parse(#"{"z":1,"a":2,"m":3}"#)
                == .object([.init("z", .integer(1)), .init("a", .integer(2)), .init("m", .integer(3))]))
    }

    @Test("the character U+0000 is a character like others in strings")
    func nul() throws {
        #expect(try parse(#""a\u0000b""#) == .string("a\0b"))
        #expect(JSONDocument.text(.string("a\0b")) == #""a\u0000b""#)
    }

    @Test("values can be nested to a depth of 2048 and no deeper; nothing overflows")
    func depth() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(throws: Never.self) { try parse(nested(2048)) }
        #expect(throws: JSONDocument.Failure.self) { try parse(nested(2049)) }
        #expect(throws: JSONDocument.Failure.self) { try parse(nested(1_000_000)) }
        let inner = "{\"a\":" + nested(2047) + ",\"id\":7}"
        let deep = "{\"a\":" + nested(2048) + ",\"id\":7}"
        func id(_ text: String) -> FeatureValue? {
            Array(text.utf8).withUnsafeBytes { JSONScan.value(at: ["id"], in: $0) }
        }
        #expect(id(inner) == .integer(7))
        #expect(id(deep) == nil)
    }
}
