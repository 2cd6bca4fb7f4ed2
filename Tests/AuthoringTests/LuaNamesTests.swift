import LuaSource
import Testing

@testable import Authoring

@Suite("Which names in Lua source are globals")
struct LuaNamesTests {
    /// The globals in order, with `=` after those that are set.
    private func globals(_ source: String) -> [String] {
        let tokens = LuaScanner.tokens(Array(source.utf8))
        return LuaNames(tokens).globals.map { tokens[$0.token].text + ($0.isSet ? "=" : "") }
    }

    @Test(
        "names are read or set",
        arguments: [
            ("", []), ("x", ["x"]), ("x = 1", ["x="]), ("x = x", ["x=", "x"]), ("x == 1", ["x"]),
            ("x()", ["x"]),
            ("x.y = z", ["x", "z"]), ("x[y] = z", ["x", "y", "z"]), ("x:y(z)", ["x", "z"]), ("x'y'", ["x"]),
            ("x, y = 1, 2", ["x=", "y="]), ("x, t.y = 1, 2", ["x=", "t"]), ("t.x, y = 1, 2", ["t", "y="]),
            ("return x, y", ["x", "y"]), ("f(x, y)", ["f", "x", "y"]), ("s = 'x = 1'", ["s="]),
            ("-- x = 1", []),
            ("é = 1", []), ("return ...", []), ("x = y z = 1", ["x=", "y", "z="]),
        ])
    func uses(_ sample: (source: String, globals: [String])) {
        #expect(globals(sample.source) == sample.globals)
    }

    @Test(
        "local names are known to the end of their block",
        arguments: [
            ("local x = 1 return x", []), ("local x, y <const>, z <close> = f() return x, y, z", ["f"]),
            ("do local x end return x", ["x"]), ("local x do return x end", []),
            ("if a then local x elseif x then local y else y = 1 end", ["a", "x", "y="]),
            ("while a do local x end x()", ["a", "x"]), ("repeat local x until x x = 1", []),
            ("for i = 1, n do f(i) end i()", ["n", "f", "i"]),
            ("for k, v in pairs(t) do f(k, v) end", ["pairs", "t", "f"]),
            ("local x = 1 x = 2", []), ("local function f() return f end", []), ("local x local y = x", []),
        ] as [(String, [String])])
    func blocks(_ sample: (source: String, globals: [String])) {
        #expect(globals(sample.source) == sample.globals)
    }

    @Test(
        "parameters are known in their function, self only in methods",
        arguments: [
            ("local f = function(a, b, ...) return a, b, c end return a", ["c", "a"]),
            ("function f(a) return a end", ["f="]), ("function t.f(a) return a, self end", ["t", "self"]),
            ("local t function t.u:f(a) return a, self end", []),
            ("local t function t:f() end return self", ["self"]),
            ("f(function(x) return x end, x)", ["f", "x"]), ("local function f(f) return f end", []),
            ("function f() local x end x()", ["f=", "x"]),
            ("local f = function() return function() return f, g end end", ["g"]),
            ("function f() if a then return end local x end return x", ["f=", "a", "x"]),
        ])
    func functions(_ sample: (source: String, globals: [String])) {
        #expect(globals(sample.source) == sample.globals)
    }

    @Test(
        "keys of tables, members and labels are no names of their own",
        arguments: [
            ("local t = { x = 1, y = 2; z = 3 }", []),
            ("local t = { x, y = z, [k] = v }", ["x", "z", "k", "v"]),
            ("f{ x = y }", ["f", "y"]), ("local t = { { x = 1 }, f = function() g() end, h = 1 }", ["g"]),
            ("local a a.x.y = b.c.d", ["b"]), ("goto done ::done:: x()", ["x"]), ("::l:: x = 1", ["x="]),
            ("::a:: x() ::b::", ["x"]),
            ("local t = { f(x) }", ["f", "x"]), ("f(x == y)", ["f", "x", "y"]),
        ] as [(String, [String])])
    func keys(_ sample: (source: String, globals: [String])) {
        #expect(globals(sample.source) == sample.globals)
    }

    @Test(
        "source that Lua refuses is read as far as it makes sense",
        arguments: [
            "end end end", ")", "function", "local", "for", "until x", "local function", "else",
            "}}]]",
        ])
    func malformed(_ source: String) {
        #expect(globals(source + " local q return q").contains("q") == false)
    }
}
