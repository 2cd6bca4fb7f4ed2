import CLua
import LuaRuntime
import Testing

/// A plain Lua state with the string library as Lua brings it, to compare with.
private final class StockLua {
    private let L = luaL_newstate()!

    init() { luaL_openlibs(L) }

    deinit { lua_close(L) }

    /// What a chunk returns, as a string.
    func run(_ source: String) -> String {
        guard luaL_loadbufferx(L, source, source.utf8.count, "@test.lua", "t") == LUA_OK,
            lua_pcallk(L, 0, 1, 0, 0, nil) == LUA_OK
        else {
            return "error: \(String(cString: lua_tolstring(L, -1, nil)))"
        }
        var count = 0
        guard let bytes = lua_tolstring(L, -1, &count) else { return "no string" }
        defer { lua_settop(L, 0) }
        return String(decoding: UnsafeRawBufferPointer(start: bytes, count: count), as: UTF8.self)
    }
}

@Suite("string.find, match, gmatch and gsub")
struct StringPatternTests {
    /// Makes patterns and texts, right and wrong ones, and writes down what each function gives.
    private static func generator(seed: Int, count: Int) -> String {
        #"""
        local seed = \#(seed)
        local function random(n)
          seed = (seed * 1103515245 + 12345) % 2147483648
          return seed // 65536 % n + 1
        end
        local pieces = {
          "a", "b", "c", "a", "b", ".", ".", "%a", "%d", "%w", "%s", "%A", "%p", "%x", "%z", "%l", "%U", "%g", "%c", "%W",
          "[abc]", "[^a]", "[a-c]", "[%a_]", "[]]", "[^]]", "[a-]", "[%-x]", "[%%]", "[^%d%s]", "[a-c-e]", "[c-a]", "[]-a]",
          "(", ")", "()", "(a)", "(.)", "(.-)", "%1", "%2", "%0", "%b()", "%bab", "%baa", "%f[%a]", "%f[^%w]", "%f[%z]",
          "^", "$", "%", "[", "[^", "[a", "[%", "[a-", "%f", "%b", "%bx", "%%", "%.", "-", "é", "\0", "]",
        }
        local quantifiers = { "", "", "", "*", "+", "-", "?" }
        local letters = { "a", "b", "c", "a", "b", "(", ")", "_", " ", "1", "-", "]", "%", "^", "$", "\0", "é", "Z", "\n" }
        local templates = { "x", "<%0>", "%1", "[%1%2]", "%%", "%9", "%", "%a", "%1%1", "" }
        local function make(from, most, suffixes)
          local parts = {}
          for i = 1, random(most) - 1 do
            parts[i] = from[random(#from)] .. (suffixes and suffixes[random(#suffixes)] or "")
          end
          return table.concat(parts)
        end
        local lines = {}
        local function shown(...)
          local parts = table.pack(...)
          for i = 1, parts.n do parts[i] = ("%s:%s"):format(math.type(parts[i]) or type(parts[i]), tostring(parts[i])) end
          return table.concat(parts, " ", 1, parts.n)
        end
        local function note(...) lines[#lines + 1] = string.format("%q", shown(...)):gsub("\n", "n") end
        local function all(s, p, init)
          local found = {}
          for a, b in string.gmatch(s, p, init) do
            found[#found + 1] = shown(a, b)
            if #found > 40 then break end
          end
          return table.concat(found, ",")
        end
        for _ = 1, \#(count) do
          local p = (random(6) == 1 and "^" or "") .. make(pieces, 7, quantifiers) .. (random(6) == 1 and "$" or "")
          local s = make(letters, 14)
          local init = random(5) == 1 and random(30) - 15 or nil
          local head = ("%q in %q from %s"):format(p, s, tostring(init))
          note(head, "find", pcall(string.find, s, p, init))
          note(head, "plain", pcall(string.find, s, p, init, true))
          note(head, "match", pcall(string.match, s, p, init))
          note(head, "gmatch", pcall(all, s, p, init))
          local template = templates[random(#templates)]
          note(head, "gsub", template, pcall(string.gsub, s, p, template, random(4) == 1 and random(4) - 2 or nil))
          note(head, "gsub function", pcall(string.gsub, s, p, function(a, b)
            local kind = random(4)
            if kind == 1 then return nil elseif kind == 2 then return tostring(a) .. tostring(b) end
            return kind == 3 and 7 or false
          end))
          note(head, "gsub table", pcall(string.gsub, s, p, { a = "<A>", b = false, [1] = "one", c = {} }))
        end
        return table.concat(lines, "\n")
        """#
    }

    private func ours(_ source: String) throws -> String {
        let state = try LuaState()
        let sandbox = try Sandbox(state)
        let globals = try sandbox.environment(fields: try state.newTable(), strict: true)
        return try state.load(Array(source.utf8), name: "test.lua", environment: globals)
            .call(results: 1)[0].string ?? "no string"
    }

    @Test("give what Lua's own give, for thousands of patterns", arguments: 1...8)
    func sameAsLibrary(_ seed: Int) throws {
        let source = Self.generator(seed: seed * 7919, count: 1500)
        let expected = StockLua().run(source).split(separator: "\n", omittingEmptySubsequences: false)
        let found = try ours(source).split(separator: "\n", omittingEmptySubsequences: false)
        #expect(expected.count > 10_000)
        #expect(expected.count == found.count)
        let different = zip(expected, found).filter { $0 != $1 }
        #expect(
            different.isEmpty,
            "\(different.count) of \(expected.count) differ: \(different.prefix(3))")
    }

    @Test(
        "arguments are checked as Lua's own do",
        arguments: [
            "string.find('a')", "string.find({}, 'a')", "string.match('a', 'a', {})", "string.gsub('a', 'a')",
            "string.gsub('a', 'a', true)", "string.gmatch(nil, 'a')", "('x'):rep(1, {})", "(12):nope()",
            "string.find(12, 1)", "string.gsub(10, 0, 5)", "string.rep('ab', 3, ',')", "string.rep('', 1e9)",
            "string.rep('x', -1)", "table.insert({ 1 }, 3, 3)", "table.insert({ 1 }, 2, 3)",
            "table.insert({})",
            "table.insert({}, 1, 2, 3)", "table.remove({ 1, 2 }, 4)", "table.remove({}, 0)",
            "table.remove({})",
            "table.insert(nil, 1)", "select(2, string.gsub('hello', '', '-'))",
            "string.gsub('abc', '%w', '%0%0', 2)",
        ])
    func arguments(_ call: String) throws {
        let source =
            "local r = table.pack(pcall(function() return \(call) end)) "
            + "for i = 1, r.n do r[i] = tostring(r[i]):gsub('^[^:]*:%d+: ', '') end return table.concat(r, ' ', 1, r.n)"
        let (found, expected) = (try ours(source), StockLua().run(source))
        #expect(found == expected)
    }

    @Test(
        "hostile patterns and loops in C stop with the budget, and cannot catch it",
        arguments: [
            "string.find(('a'):rep(30), ('a?'):rep(30) .. ('a'):rep(30) .. 'b')",
            "string.find(('a'):rep(1e4), '.-.-.-.-b$')", "(('a'):rep(200)):gsub('.-.-.-.-.-.-.-b', 'x')",
            "for _ in (('('):rep(1e6)):gmatch('%b()') do end", "(('a'):rep(3e7)):find('a*a*a*b')",
            "pcall(string.match, ('a'):rep(1e5), '(.*)(.*)(.*)(.*)b')",
            "table.insert(setmetatable({}, { __len = function() return 1 << 60 end }), 1, 1)",
            "table.remove(setmetatable({}, { __len = function() return 1 << 60 end }), 1)",
            "local t = {} for i = 1, 3e6 do t[i] = i * 7919 % 1000003 end while true do table.sort(t) end",
            "local co = coroutine.wrap(function() return (('a'):rep(1e5)):find('.-.-.-.-b') end) co()",
        ])
    func bounded(_ source: String) throws {
        let state = try LuaState()
        let sandbox = try Sandbox(state)
        state.setBudget(milliseconds: 100)
        let globals = try sandbox.environment(fields: try state.newTable(), strict: true)
        let code = source.hasPrefix("for") || source.hasPrefix("local") ? source : "return \(source)"
        let chunk = try state.load(Array(code.utf8), name: "test.lua", environment: globals)
        let error = #expect(throws: LuaError.self) { try chunk.call(results: 0) }
        #expect(error?.stopped == .budget, "\(error?.message ?? "")")
        state.setBudget(milliseconds: 0)
        let after = try state.load(
            Array("return ('x1'):match('%d')".utf8), name: "after", environment: globals)
        #expect(try after.call(results: 1)[0].string == "1", "the state is usable afterwards")
    }

    @Test("a long text is searched for plain text in linear time, a pattern may be long")
    func long() throws {
        #expect(try ours("return tostring((('a'):rep(2e6)):find(('a'):rep(1e6) .. 'b', 1, true))") == "nil")
        #expect(try ours("return (('ab'):rep(300)):match(('a?b?'):rep(300)):sub(-2)") == "ab")
    }
}
