import LuaRuntime
import Testing

@Suite("The sandbox")
struct SandboxTests {
    private let state: LuaState
    private let sandbox: Sandbox

    init() throws {
        state = try LuaState()
        sandbox = try Sandbox(state)
    }

    private func environment(strict: Bool) throws -> LuaReference {
        let fields = try state.newTable()
        try fields.set("answer", .integer(42))
        return try sandbox.environment(fields: fields, strict: strict)
    }

    private func run(_ source: String, _ environment: LuaReference) -> String {
        do throws(LuaError) {
            let chunk = try state.load(Array(source.utf8), name: "s", environment: environment)
            let value = try chunk.call(results: 1)[0]
            return value.string ?? value.integer.map(String.init) ?? value.boolean.map(String.init)
                ?? value.typeName
        } catch {
            return error.message
        }
    }

    private func run(_ source: String, strict: Bool = true) throws -> String {
        run(source, try environment(strict: strict))
    }

    @Test("these globals there are, and no others")
    func globals() throws {
        let list = "local t = {} for k in pairs(_G) do t[#t + 1] = k end return table.concat(t, ' ')"
        #expect(
            try run(list)
                == "_G _VERSION answer assert collectgarbage coroutine error getmetatable ipairs load math next "
                + "pairs pcall rawequal rawget rawlen rawset select setmetatable string table tonumber tostring "
                + "type utf8 xpcall")
        #expect(try run("return rawequal(_G._G, _G)") == "true")
        for name in ["io", "os", "debug", "dofile", "loadfile", "require", "package", "print", "warn"] {
            #expect(try run("return \(name)") == "undefined global '\(name)'")
            #expect(try run("return \(name)", strict: false) == "nil")
        }
        #expect(try run("return string.dump") == "nil")
    }

    @Test(
        "what is shared cannot be changed, and says so",
        arguments: [
            ("string.upper = nil", "string.upper cannot be set: the library is shared by all plugins"),
            ("math.pi = 3", "math.pi cannot be set: the library is shared by all plugins"),
            ("table[1] = 1", "table.1 cannot be set: the library is shared by all plugins"),
            ("table.insert(utf8, 1)", "utf8.1 cannot be set: the library is shared by all plugins"),
            ("rawset(string, 'x', 1)", "a shared library cannot be changed"),
            ("setmetatable(coroutine, {})", "the metatable of a shared library cannot be set"),
            (
                "setmetatable({}, { __gc = function() end })",
                "a metatable with __gc cannot be set: finalizers could not be stopped"
            ),
            ("return getmetatable('')", "false"), ("return getmetatable(string)", "false"),
            ("return getmetatable(_G)", "false"),
            ("setmetatable(_G, {})", "cannot change a protected metatable"),
            ("collectgarbage('stop')", "collectgarbage only takes \"count\" here"),
            ("collectgarbage('collect')", "collectgarbage only takes \"count\" here"),
            ("return collectgarbage() > 0", "true"),
            ("load(function() end)", "bad argument #1 to 'load' (string expected, got function)"),
            ("return load('\\27Lua')", "nil"), ("return load('return answer')()", "42"),
            ("return load('return x', 'n', 'b', { x = 7 })()", "7"),
            ("return (load('x ='))", "nil"),
        ])
    func shared(_ sample: (source: String, result: String)) throws {
        #expect(try run(sample.source) == sample.result)
    }

    @Test(
        "an undeclared global is an error for plugins and fine at the prompt",
        arguments: [
            ("x = 1", "global 'x' cannot be set; declare it with 'local'", "nil"),
            ("return nothing", "undefined global 'nothing'", "nil"),
            ("answer = 5 return answer", "5", "5"),
            ("function f() end", "global 'f' cannot be set; declare it with 'local'", "nil"),
            ("local x = 1 return x", "1", "1"),
        ])
    func strict(_ sample: (source: String, strict: String, loose: String)) throws {
        #expect(try run(sample.source) == sample.strict)
        #expect(try run(sample.source, strict: false) == sample.loose)
    }

    @Test("globals of one plugin are not those of another")
    func apart() throws {
        let (first, second) = (try environment(strict: false), try environment(strict: false))
        #expect(run("shared = 'mine' answer = 1 pairs = nil return shared", first) == "mine")
        #expect(run("return shared", second) == "nil" && run("return answer", second) == "42")
        #expect(run("return type(pairs)", second) == "function" && run("return shared", first) == "mine")
    }

    @Test(
        "pairs visits in a fixed order, whatever the table went through",
        arguments: [
            ("{ c = 1, b = 1, a = 1 }", "a b c"),
            ("{ 'x', 'y', a = 1, [10] = 1, [-1] = 1, [0] = 1 }", "-1 0 1 2 10 a"),
            ("{ [2.5] = 1, [2] = 1, [3] = 1 }", "2 2.5 3"), ("{ ['é'] = 1, Z = 1, a = 1 }", "Z a é"),
            ("{}", ""), ("setmetatable({ 1 }, { __pairs = function() return next, { k = 1 } end })", "k"),
            (
                "(function() local t = {} for i = 20, 1, -1 do t[i] = i end for i = 1, 20, 2 do t[i] = nil end return t end)()",
                "2 4 6 8 10 12 14 16 18 20"
            ),
            ("utf8", "char charpattern codepoint codes len offset"),
        ])
    func order(_ sample: (table: String, keys: String)) throws {
        let source =
            "local k = {} for key in pairs(\(sample.table)) do k[#k + 1] = tostring(key) end return table.concat(k, ' ')"
        #expect(try run(source) == sample.keys)
    }

    @Test("pairs goes on when entries are removed or set while it visits, and refuses what is no table")
    func changes() throws {
        #expect(
            try run(
                """
                local t, seen = { a = 1, b = 2, c = 3, d = 4 }, {}
                for k, v in pairs(t) do seen[#seen + 1] = k .. v t[k] = nil t.c = 9 t.d = nil t.e = 5 end
                return table.concat(seen, ' ')
                """) == "a1 b2 c9")
        #expect(try run("pairs(nil)") == "bad argument #1 to 'pairs' (table expected, got nil)")
        #expect(try run("pairs('x')") == "bad argument #1 to 'pairs' (table expected, got string)")
    }

    @Test("random numbers begin again when they are seeded again")
    func random() throws {
        let draw = "return math.random(1, 1000000000)"
        try sandbox.reseedRandom()
        let first = [try run(draw), try run(draw)]
        try sandbox.reseedRandom()
        #expect([try run(draw), try run(draw)] == first)
        #expect(first[0] != first[1])
    }
}
