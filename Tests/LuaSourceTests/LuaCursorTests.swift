@testable import LuaSource
import Testing

@Suite("The end of an unfinished Lua text")
struct LuaCursorTests {
    private typealias Chain = LuaCursor.Chain

    @Test(
        "a name on its own has no expression before it",
        arguments: [
            ("", 0), ("x", 0), ("x = ", 4), ("x = na", 4), ("f(na", 2), ("a+na", 2), ("not na", 4),
            ("a .. na", 5),
            ("a..na", 3), ("::na", 2), ("é = na", 5), ("x9_Y", 0),
        ])
    func names(_ sample: (text: String, start: Int)) {
        #expect(LuaCursor(sample.text).chain == Chain(base: nil, start: sample.start))
    }

    @Test(
        "the expression before a dot or a colon reaches back over calls, indexes and brackets",
        arguments: [
            ("a.", Chain(base: "a", start: 2)), ("a.b.c", Chain(base: "a.b", start: 4)),
            ("a:b", Chain(base: "a", isMethod: true, start: 2)),
            ("a.b:c", Chain(base: "a.b", isMethod: true, start: 4)),
            ("x = a.b", Chain(base: "a", start: 6)), ("f(x).y", Chain(base: "f(x)", start: 5)),
            ("f(g(x), y).z", Chain(base: "f(g(x), y)", start: 11)),
            ("a.f(1)[2].b:c", Chain(base: "a.f(1)[2].b", isMethod: true, start: 12)),
            ("t[\"k\"].v", Chain(base: "t[\"k\"]", start: 7)),
            ("f(')').v", Chain(base: "f(')')", start: 7)), ("f(\"(\").v", Chain(base: "f(\"(\")", start: 7)),
            ("f({1, 2}).v", Chain(base: "f({1, 2})", start: 10)),
            ("x + (a or b).c", Chain(base: "(a or b)", start: 13)),
            ("return a.b", Chain(base: "a", start: 9)), ("f(a.b", Chain(base: "a", start: 4)),
            ("t[i].", Chain(base: "t[i]", start: 5)), ("a(b)(c).d", Chain(base: "a(b)(c)", start: 8)),
            ("été.x", Chain(base: nil, start: 6)),
        ])
    func chains(_ sample: (text: String, chain: LuaCursor.Chain)) {
        #expect(LuaCursor(sample.text).chain == sample.chain)
    }

    @Test(
        "a dot after nothing or after an unbalanced bracket has no expression",
        arguments: [".", "= .", ").", "].x"])
    func noExpression(_ text: String) {
        #expect(LuaCursor(text).chain.base == nil)
    }

    @Test(
        "a string is an argument of the call around it, counted from 1, with the arguments before it",
        arguments: [
            ("f(\"", "f", 1, []), ("f \"", "f", 1, []), ("f\"", "f", 1, []), ("f(a, \"", "f", 2, ["a"]),
            ("f(a, b.c , \"", "f", 3, ["a", "b.c"]), ("f(g(x, y), \"", "f", 2, ["g(x, y)"]),
            ("f({ 1, 2 }, \"", "f", 2, ["{ 1, 2 }"]), ("f(\"a\", \"", "f", 2, ["\"a\""]),
            ("f(\"a, b\", \"", "f", 2, ["\"a, b\""]), ("f('(', \"", "f", 2, ["'('"]),
            ("article:layer(\"", "layer", 1, []), ("desk.text.number(\"", "number", 1, []),
            ("x = f(a,\n  \"", "f", 2, ["a"]), ("g(f(\"", "f", 1, []), ("f(a[1], \"", "f", 2, ["a[1]"]),
        ] as [(String, String, Int, [String])])
    func calls(_ sample: (text: String, name: String, argument: Int, before: [String])) throws {
        let call = try #require(LuaCursor(sample.text).call(around: sample.text.utf8.count - 1))
        #expect(call.name == sample.name)
        #expect(call.argument == sample.argument)
        #expect(call.before == sample.before)
    }

    @Test(
        "a string that is no argument of a named function has no call",
        arguments: [
            "\"", "x = \"", "t[\"", "(\"", "{ \"", "f()(\"", "a, \"", "x .. \"", "return \"", "x and \"",
            "if (\"",
        ])
    func noCall(_ text: String) {
        #expect(LuaCursor(text).call(around: text.utf8.count - 1) == nil)
    }

    @Test("parts of the text are named by their bytes")
    func parts() {
        let cursor = LuaCursor("é.ab")
        #expect(cursor.text(0..<2) == "é")
        #expect(cursor.nameStart(before: 5) == 3)
        #expect(cursor.nameStart(before: 4) == 3)
        #expect(cursor.nameStart(before: 3) == 3)
        #expect(cursor.nameStart(before: 0) == 0)
    }
}
