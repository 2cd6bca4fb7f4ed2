import LuaRuntime
import LuaSource
import Testing

@Suite("Lua source")
struct LuaSourceTests {
    @Test(
        "a text ends in code, in a string or in a comment",
        arguments: [
            ("x = 1", .code), ("x = \"a\"", .code), ("x = \"a", .string(start: 5, quote: 4)),
            ("x = 'it\\'s", .string(start: 5, quote: 4)), ("x = [=[ a ]] ", .string(start: 7, quote: 4)),
            ("x = [[ a ]]", .code), ("-- note", .comment), ("-- note\nx", .code), ("--[[ a ]] x", .code),
            ("--[==[ a ]]", .comment), ("x = \"--\" .. y", .code), ("x = \"a\ny", .code), ("", .code),
        ] as [(String, LuaScanner.Ending)])
    func endings(_ sample: (text: String, ending: LuaScanner.Ending)) {
        #expect(LuaScanner.ending(of: Array(sample.text.utf8)) == sample.ending)
        #expect(LuaCursor(sample.text).ending == sample.ending)
    }

    @Test(
        "the expression before the name that is being written",
        arguments: [
            ("pri", nil, 0), ("x = desk.te", "desk", 9), ("desk.text.num", "desk.text", 10),
            ("article:layer(\"x\")[1].la", "article:layer(\"x\")[1]", 22), ("a .. b", nil, 5),
            ("a..b", nil, 3),
            ("f(x, (y).na", "(y)", 9),
        ] as [(String, String?, Int)])
    func chains(_ sample: (text: String, base: String?, start: Int)) {
        let chain = LuaCursor(sample.text).chain
        #expect(chain.base == sample.base && chain.start == sample.start)
        #expect(LuaCursor("article:la").chain.isMethod)
    }

    @Test("the call around a string")
    func calls() throws {
        let second = try #require(LuaCursor("article:layer(x, \"").call(around: 17))
        #expect(second.name == "layer" && second.argument == 2 && second.before == ["x"])
        let bare = try #require(LuaCursor("article:layer \"").call(around: 14))
        #expect(bare.name == "layer" && bare.argument == 1)
        #expect(LuaCursor("t[\"").call(around: 2) == nil)
    }

    @Test(
        "quoted strings are read back as they were",
        arguments: [
            "", "plain", "a \"b\" \\n", "line\nbreak\r", "nul\0", "é 🌊", "]=]", "ends in ]", "]] ]==]",
        ])
    func quoting(_ text: String) throws {
        let state = try LuaState()
        let quoted = Array("return \(LuaQuoting.quoted(text))".utf8)
        #expect(try state.load(quoted, name: "q").call(results: 1)[0].string == text)
        #expect(LuaScanner.tokens(Array(LuaQuoting.quoted(text).utf8)).map(\.text) == [text])
        guard !text.contains("\r") else { return }  // Lua reads a carriage return as a line feed
        let long = Array("return \(LuaQuoting.longQuoted(text))".utf8)
        #expect(try state.load(long, name: "q").call(results: 1)[0].string == " \(text) ")
    }
}
