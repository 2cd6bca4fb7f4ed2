import ArticleModel
import Matching
import Testing

@Suite("Regular expressions")
struct RegexTests {
    private func first(_ regex: Regex, _ text: String, from start: Int = 0) throws -> [String?]? {
        let bytes = Array(text.utf8)
        return try bytes.withUnsafeBufferPointer { buffer in
            try regex.firstMatch(in: buffer, from: start)?.groups.map { group in
                group.map { String(decoding: bytes[$0.range], as: UTF8.self) }
            }
        }
    }

    private func whole(_ regex: Regex, _ text: String) throws -> Bool {
        try Array(text.utf8).withUnsafeBufferPointer { try regex.matchesWhole($0) }
    }

    @Test(
        "groups that took no part are nil, and the whole match is group 0",
        arguments: [
            ("a(b)?(c)?", "xac", ["ac", nil, "c"]),
            ("(?<year>\\d{4})-(\\d\\d)", "on 2024-09", ["2024-09", "2024", "09"]),
            ("é+", "caféé", ["éé"]), (".", "🚢", ["🚢"]), ("\\w+", "été", ["été"]),
            ("x*", "aaxx", ["xx"]), ("(?=a)", "a", nil), ("q", "a", nil), ("a", "", nil),
        ] as [(String, String, [String?]?)])
    func groups(_ sample: (pattern: String, text: String, expected: [String?]?)) throws {
        #expect(try first(Regex(sample.pattern), sample.text) == sample.expected)
    }

    @Test("a search begins at the byte that is given, and sees what is before it")
    func start() throws {
        let regex = try Regex("\\bb")
        #expect(try first(regex, "b ab b", from: 0) == ["b"])
        #expect(try first(regex, "ab", from: 1) == nil, "the a before it is seen")
        #expect(try first(regex, "ab", from: 2) == nil)
        #expect(try first(regex, "ab", from: 3) == nil, "beyond the end there is nothing")
    }

    @Test("case and lines count as the flags say")
    func flags() throws {
        #expect(try first(Regex("ÉTÉ", ignoringCase: true), "un été") == ["été"])
        #expect(try first(Regex("ÉTÉ"), "un été") == nil)
        #expect(try first(Regex("^b$"), "a\nb\nc") == nil)
        #expect(try first(Regex("^b$", multiline: true), "a\nb\nc") == ["b"])
    }

    @Test("matching as a whole goes from the first to the last byte, with every alternative")
    func whole() throws {
        let regex = try Regex("a|ab|é")
        for (text, matches) in [
            ("a", true), ("ab", true), ("é", true), ("abc", false), ("", false), ("xa", false),
        ] {
            #expect(try whole(regex, text) == matches, "\(text)")
        }
        #expect(try whole(Regex("a*"), ""))
        #expect(try !whole(Regex("a$"), "a\n"), "a final line end is a character as well")
    }

    @Test("it matches the same before and after it is compiled to machine code")
    func machineCode() throws {
        let regex = try Regex("(\\d+)\\s?(km|m)")
        for number in 0..<300 {
            #expect(try first(regex, "about \(number) km") == ["\(number) km", "\(number)", "km"])
            #expect(try whole(regex, "\(number)m") && !whole(regex, "\(number)x"))
        }
        let long = String(repeating: "a ", count: 15_000) + "7 m"
        #expect(try first(Regex("\\d m"), long) == ["7 m"])
    }

    @Test(
        "a wrong pattern is an error with its place in characters",
        arguments: [
            ("a(", "regex: missing closing parenthesis (at character 3)"),
            ("été[", "regex: missing terminating ] for character class (at character 5)"),
            ("*a", "regex: quantifier does not follow a repeatable item (at character 1)"),
            ("🚢🚢(?<n", "regex: syntax error in subpattern name (missing terminator?) (at character 7)"),
        ])
    func syntax(_ sample: (pattern: String, message: String)) {
        let error = #expect(throws: Regex.Failure.self) { try Regex(sample.pattern) }
        #expect(error?.description == sample.message)
    }

    @Test("a match that takes too many steps is an error that names the regex")
    func limit() throws {
        let text = String(repeating: "a", count: 60) + "!"
        let regex = try Regex("(a|aa)+$")
        let error = #expect(throws: Regex.Failure.self) { try first(regex, text) }
        #expect(error == .limit(pattern: "(a|aa)+$"))
        #expect(error?.description == "regex /(a|aa)+$/ took too many steps and was given up")
        #expect(throws: Regex.Failure.limit(pattern: "(a|aa)+$")) { try whole(regex, text) }
    }

    @Test("named groups are listed with their numbers")
    func names() throws {
        let names = try Regex("(?<b>x)(y)(?<a>z)").groupNames.map { "\($0.name) \($0.number)" }
        #expect(names.sorted() == ["a 3", "b 1"])
        #expect(try Regex("(x)").groupNames.isEmpty)
    }
}
