import LuaRuntime
@testable import LuaSource
import TestSupport
import Testing

/// What Lua itself makes of an expression whose value is a string.
private func luaValue(of expression: String) throws -> String? {
    try LuaState().load(Array("return \(expression)".utf8), name: "test").call(results: 1)[0].string
}

private func scanned(_ source: String) -> [LuaToken] { LuaScanner.tokens(Array(source.utf8)) }

@Suite("Strings of Lua source")
struct LuaStringTests {
    // MARK: Quoting

    @Test(
        "quotes, backslashes, line breaks and control characters are escaped, everything else stays",
        arguments: [
            ("", #""""#), ("plain", #""plain""#), (#"a "b""#, #""a \"b\"""#), (#"C:\dir"#, #""C:\\dir""#),
            ("it's", #""it's""#), ("a\nb", #""a\nb""#), ("a\r\nb", #""a\r\nb""#), ("a\tb", #""a\tb""#),
            ("é 🌊 e\u{301}", "\"é 🌊 e\u{301}\""), ("\0", #""\000""#), ("\u{1B}[0m", #""\027[0m""#),
            ("\u{7F}", #""\127""#), ("\"\u{301}", "\"\\\"\u{301}\""),
        ])
    func quoted(_ sample: (text: String, source: String)) {
        #expect(LuaQuoting.quoted(sample.text) == sample.source)
    }

    @Test("a digit after a control character is not read as part of its escape", arguments: 0..<32)
    func controlThenDigit(_ code: UInt8) throws {
        let text = "a" + String(UnicodeScalar(code)) + "7"
        #expect(try luaValue(of: LuaQuoting.quoted(text)) == text)
        #expect(scanned(LuaQuoting.quoted(text)).map(\.text) == [text])
    }

    @Test(
        "long brackets have the lowest level whose closing bracket is not in the text",
        arguments: [
            ("", "[=[  ]=]"), ("~say #name", "[=[ ~say #name ]=]"), ("a]]b", "[=[ a]]b ]=]"),
            ("a]=]b", "[==[ a]=]b ]==]"), ("a]=] ]==]", "[===[ a]=] ]==] ]===]"),
            ("a]==]b", "[=[ a]==]b ]=]"), ("a]=", "[==[ a]= ]==]"), ("[=[", "[=[ [=[ ]=]"),
        ])
    func longQuoted(_ sample: (text: String, source: String)) {
        #expect(LuaQuoting.longQuoted(sample.text) == sample.source)
    }

    @Test("a closing bracket is found although a combining mark follows it")
    func combiningMark() throws {
        let text = "a]=]\u{301}b"
        #expect(LuaQuoting.longQuoted(text).utf8.elementsEqual("[==[ \(text) ]==]".utf8))
        #expect(try luaValue(of: LuaQuoting.longQuoted(text)) == " \(text) ")
    }

    @Test("random texts come back from both kinds of quotes, in Lua and in the scanner", arguments: 0..<4)
    func roundTrip(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let pieces =
            (0..<128).map { String(UnicodeScalar($0)) } + [
                "]", "]", "=", "=", "[", "\\", "\"", "'", "0", "9", "é", "🌊", "\u{301}", "\u{2028}", "--",
                "]]", "]=]", "\n", "\u{10FFFF}",
            ]
        let state = try LuaState()
        for _ in 0..<400 {
            let text = (0..<Int.random(in: 0..<12, using: &generator)).map { _ in
                pieces.randomElement(using: &generator) ?? ""
            }.joined()
            let quoted = LuaQuoting.quoted(text)
            let value = try state.load(Array("return \(quoted)".utf8), name: "q").call(results: 1)[0].string
            #expect(value.map { Array($0.utf8) } == Array(text.utf8), "\(quoted)")
            #expect(scanned(quoted).map { Array($0.text.utf8) } == [Array(text.utf8)], "\(quoted)")
            // Lua reads every kind of line break within long brackets as a line feed.
            guard !text.utf8.contains(13) else { continue }
            let long = LuaQuoting.longQuoted(text)
            let longValue = try state.load(Array("return \(long)".utf8), name: "l").call(results: 1)[0].string
            #expect(longValue.map { Array($0.utf8) } == Array(" \(text) ".utf8), "\(long)")
        }
    }

    // MARK: Reading

    @Test(
        "the value of a string is the value that Lua gives it",
        arguments: [
            #""""#, "''", #""it's""#, #"'say "no"'"#, #""a\tb\nc""#, #""\a\b\f\v\r""#, #""\\""#, #""\'\"""#,
            #""\65\066\0677""#, #""\0001""#, #""\x41\x7a0""#, #""\u{41}\u{e9}\u{1F30A}""#,
            "\"a\\z \n\t  b\"", "\"a\\\nb\"", "\"a\\\r\nb\"", "\"a\\\rb\"", "[[]]", "[[a]b]]",
            "[==[a]=]b]==]",
            "[[\na]]", "[[\r\na]]", "[[\ra]]", "[[\n\ra]]", "[[\n\na]]", "[[a\r\nb\rc\nd\n\re]]", "[[a\\nb]]",
            "[=[ [[nested]] ]=]", "\"é 🌊\"", "[[ -- no comment ]]", "\"--[[ no comment\"",
        ])
    func values(_ source: String) throws {
        let value = try #require(try luaValue(of: source))
        let tokens = scanned(source)
        #expect(tokens.map(\.kind) == [.string])
        #expect(tokens.map { Array($0.text.utf8) } == [Array(value.utf8)])
        #expect(tokens.map(\.range) == [0..<source.utf8.count])
    }

    @Test("random strings of escapes have the value that Lua gives them", arguments: 0..<4)
    func randomValues(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let pieces = [
            "a", " ", "é", "🌊", "[", "]", "=", "-", #"\n"#, #"\t"#, #"\\"#, #"\""#, #"\'"#, #"\x41"#,
            #"\x0a"#, #"\7"#, #"\65"#, #"\065"#, #"\127"#, #"\u{7}"#, #"\u{E9}"#, #"\u{1f30a}"#, "\\z \n ",
            "\\\n", "\\\r\n",
        ]
        let state = try LuaState()
        for _ in 0..<300 {
            let inside = (0..<Int.random(in: 0..<10, using: &generator)).map { _ in
                pieces.randomElement(using: &generator) ?? ""
            }.joined()
            let source = "\"\(inside)\""
            let value = try state.load(Array("return \(source)".utf8), name: "q").call(results: 1)[0].string
            #expect(scanned(source).map(\.text) == [value ?? "Lua refuses it"], "\(source)")
        }
    }

    @Test("a string ends at the end of its line if its quote is missing, and the next line is code again")
    func unclosed() {
        let tokens = scanned("x = \"open\ny = 1")
        #expect(tokens.map(\.text) == ["x", "=", "open", "y", "=", "1"])
        #expect(tokens.map(\.kind) == [.name, .symbol, .string, .name, .symbol, .number])
    }

    @Test(
        "a string that the file ends within has the value so far and a range within the file",
        arguments: [
            ("\"abc", "abc"), ("\"abc\\", "abc"), ("'a\\n", "a\n"), ("\"\\x4", "\u{4}"), ("\"\\u", "u"),
            ("\"\\z  ", ""), ("[[abc", "abc"), ("[==[abc]=]", "abc]=]"), ("[[", ""), ("[[\n", ""),
        ])
    func atTheEnd(_ sample: (source: String, value: String)) {
        let tokens = scanned(sample.source)
        #expect(tokens.map(\.text) == [sample.value])
        #expect(tokens.map(\.range) == [0..<sample.source.utf8.count])
    }
}
