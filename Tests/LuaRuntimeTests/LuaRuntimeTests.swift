import Diagnostics
import LuaRuntime
import Testing

/// Counts how many of it are alive.
private final class Counted: @unchecked Sendable {
    let counter: Counter
    init(_ counter: Counter) {
        self.counter = counter
        counter.alive += 1
    }
    deinit { counter.alive -= 1 }
}

private final class Counter { var alive = 0 }

/// More bytes than the state may hold.
nonisolated(unsafe) private let big = UnsafeMutableRawBufferPointer.allocate(byteCount: 8 << 20, alignment: 8)

private struct Refusal: Error, CustomStringConvertible { var description = "the harbour is closed" }

@Suite("Lua in Swift")
struct LuaRuntimeTests {
    /// A state with its sandbox, and a chunk run in it.
    private final class Bench {
        let state: LuaState
        let sandbox: Sandbox

        init(memoryLimit: Int = 256 << 20) throws {
            state = try LuaState(memoryLimit: memoryLimit)
            sandbox = try Sandbox(state)
        }

        func environment(_ functions: [(String, Int32)] = []) throws -> LuaReference {
            let fields = try state.newTable()
            for (name, number) in functions { try fields.set(name, function: number) }
            return try sandbox.environment(fields: fields, strict: true)
        }

        func run(_ source: String, _ functions: [(String, Int32)] = []) throws -> LuaValue {
            let chunk = try state.load(
                Array(source.utf8), name: "test.lua", environment: environment(functions))
            return try chunk.call(results: 1)[0]
        }
    }

    @Test("a Swift function that throws is a Lua error with the place of the call, and leaks nothing")
    func throwing() throws {
        let bench = try Bench()
        let state = bench.state
        let counter = Counter()
        let refuse = state.register { _ in
            let held = (0..<10).map { _ in Counted(counter) }
            defer { withExtendedLifetime(held) {} }
            throw Refusal()
        }
        let result = try bench.run(
            "local ok, message = pcall(function()\n refuse()\nend)\nreturn message", [("refuse", refuse)])
        #expect(result.string == "test.lua:2: the harbour is closed")
        #expect(counter.alive == 0)
    }

    @Test(
        "a Lua error with any value is a Swift error",
        arguments: [
            ("error()", "error raised with nil instead of a message"),
            ("error(nil)", "error raised with nil instead of a message"),
            ("error({})", "error raised with a table instead of a message"),
            ("error(error)", "error raised with a function instead of a message"), ("error(true)", "true"),
            (
                "error(setmetatable({}, { __tostring = function() error('no') end }))",
                "error raised with a table that cannot be turned into text"
            ),
            (
                "error(setmetatable({}, { __tostring = function() return {} end }))",
                "error raised with a table that cannot be turned into text"
            ),
            ("error(42)", "42"), ("error('plain', 0)", "plain"), ("error('placed')", "test.lua:1: placed"),
            ("local t = nil; return t.x", "test.lua:1: attempt to index a nil value (local 't')"),
            ("string.rep()", "test.lua:1: bad argument #1 to 'rep' (string expected, got no value)"),
            ("x = 1", "test.lua:1: global 'x' cannot be set; declare it with 'local'"),
            ("return y", "test.lua:1: undefined global 'y'"),
            ("return os.time()", "test.lua:1: undefined global 'os'"),
            ("return require", "test.lua:1: undefined global 'require'"),
            (
                "string.rep = nil",
                "test.lua:1: string.rep cannot be set: the library is shared by all plugins"
            ),
            ("load(function() end)", "test.lua:1: bad argument #1 to 'load' (string expected, got function)"),
            ("setmetatable({}, { __gc = print })", "test.lua:1: undefined global 'print'"),
            (
                "setmetatable({}, { __gc = 1 })",
                "test.lua:1: a metatable with __gc cannot be set: finalizers could not be stopped"
            ),
            ("rawset(string, 'x', 1)", "test.lua:1: a shared library cannot be changed"),
            (
                "local _, t = pairs(string) t.rep = nil",
                "test.lua:1: string.rep cannot be set: the library is shared by all plugins"
            ),
            ("return coroutine.close()", "test.lua:1: attempt to call a nil value (field 'close')"),
        ])
    func errors(_ sample: (source: String, message: String)) throws {
        let bench = try Bench()
        let error = #expect(throws: LuaError.self) { try bench.run(sample.source) }
        #expect(error?.description.hasPrefix(sample.message) == true, "\(error?.message ?? "")")
    }

    @Test("of a message without end, the beginning is told")
    func longMessage() throws {
        let bench = try Bench()
        let error = #expect(throws: LuaError.self) { try bench.run("error(('x'):rep(5e7), 0)") }
        #expect(error?.message.utf8.count ?? 0 < 100_000)
        #expect(error?.message.hasPrefix("xxx") == true && error?.message.hasSuffix("…") == true)
    }

    @Test("bytecode is refused")
    func bytecode() throws {
        let bench = try Bench()
        let state = bench.state
        #expect(throws: LuaError.self) { try state.load([0x1B, 0x4C, 0x75, 0x61, 0x54, 0], name: "code") }
    }

    @Test("memory exhaustion is an error, in Lua and in a host call, and leaks nothing")
    func memory() throws {
        let bench = try Bench(memoryLimit: 4 << 20)
        let state = bench.state
        let counter = Counter()
        let bigOne = state.register { call in
            let held = Counted(counter)
            defer { withExtendedLifetime(held) {} }
            call.writer.push(bytes: UnsafeRawBufferPointer(big))
            return 1
        }
        let tables = state.register { call in
            let held = Counted(counter)
            defer { withExtendedLifetime(held) {} }
            call.writer.pushTable(array: 1_000_000)
            return 1
        }
        for source in [
            "return #big()", "return #tables()", "local t = {} for i = 1, 1e9 do t[i] = {} end",
            "return ('x'):rep(1e8)",
        ] {
            let error = #expect(throws: LuaError.self) {
                try bench.run(source, [("big", bigOne), ("tables", tables)])
            }
            #expect(error?.message.contains("not enough memory") == true, "\(error?.message ?? "")")
        }
        #expect(counter.alive == 0)
        #expect(try bench.run("return 1 + 1").integer == 2, "the state is usable afterwards")
        #expect(state.memoryUsed <= 4 << 20)
    }

    @Test("pcall catches memory errors of host calls without harm")
    func caughtMemory() throws {
        let bench = try Bench(memoryLimit: 4 << 20)
        let state = bench.state
        let bigOne = state.register { call in
            call.writer.push(bytes: UnsafeRawBufferPointer(big))
            return 1
        }
        let result = try bench.run(
            "local n = 0 for i = 1, 5 do if not pcall(big) then n = n + 1 end end return n", [("big", bigOne)]
        )
        #expect(result.integer == 5)
    }

    @Test(
        "what never ends is stopped, and cannot catch the stop",
        arguments: [
            "while true do end", "while true do pcall(error) end",
            "while true do pcall(function() while true do end end) end",
            "local function f() return f() end f()", "for i = 1, math.huge do end",
            "local co = coroutine.wrap(function() while true do end end) co()",
            "while true do local co = coroutine.create(function() while true do end end) coroutine.resume(co) end",
            "xpcall(function() while true do end end, function() while true do end end)",
            "local t <close> = setmetatable({}, { __close = function() while true do end end }) while true do end",
            "error(setmetatable({}, { __tostring = function() while true do end end }))",
            "goto again ::again:: goto again",
        ])
    func budget(_ source: String) throws {
        let bench = try Bench()
        let state = bench.state
        state.setBudget(milliseconds: 30)
        let chunk = try state.load(
            Array(source.replacing("goto again ::again::", with: "::again::").utf8), name: "test.lua",
            environment: bench.environment())
        let error = #expect(throws: LuaError.self) { try chunk.call(results: 0) }
        #expect(error?.stopped == .budget, "\(error?.message ?? "")")
        state.setBudget(milliseconds: 0)
        #expect(try bench.run("return 7").integer == 7, "the state is usable afterwards")
    }

    @Test("values come back as they were; cyclic and deep ones end")
    func values() throws {
        let bench = try Bench()
        let table = try #require(
            try bench.run("return { 1, 2.5, 'é', true, n = { 'x' }, [false] = 1 }").table)
        #expect(table.array.count == 4)
        #expect(table.array[2].string == "é")
        #expect(table["n"].table?.array.first?.string == "x")
        #expect(table.others.count == 1)
        let cyclic = try #require(try bench.run("local t = {} t.t = t return t").table)
        if case .opaque("table within itself") = cyclic["t"] {} else { Issue.record("\(cyclic)") }
        #expect(try bench.run("local t = {} for i = 1, 1000 do t = { t } end return t").table != nil)
    }

    @Test("pairs visits in a fixed order: numbers, then strings by their bytes")
    func order() throws {
        let bench = try Bench()
        let source =
            "local s = '' for k in pairs({ b = 1, a = 1, 'x', 'y', [10] = 1, [2.5] = 1, B = 1 }) do s = s .. tostring(k) .. ' ' end return s"
        #expect(try bench.run(source).string == "1 2 2.5 10 B a b ")
    }

    @Test("a chunk that does not parse is an error with its line")
    func syntax() throws {
        let bench = try Bench()
        let error = #expect(throws: LuaError.self) { try bench.run("local a = 1\nlocal b = = 2") }
        #expect(error?.description == "test.lua:2: unexpected symbol near '='")
    }

    @Test("host functions and Lua functions call each other, errors pass through all of them")
    func nesting() throws {
        let bench = try Bench()
        let state = bench.state
        let apply = state.register { call in
            let results = try call.call(try call.function(1), results: 1) { _ in 0 }
            call.writer.push(results[0])
            return 1
        }
        #expect(
            try bench.run(
                "return apply(function() return apply(function() return 5 end) end)", [("apply", apply)]
            ).integer == 5)
        let error = #expect(throws: LuaError.self) {
            try bench.run("apply(function() apply(function() error('deep', 0) end) end)", [("apply", apply)])
        }
        #expect(error?.message.hasSuffix("deep") == true, "\(error?.message ?? "")")
        let deep = #expect(throws: LuaError.self) {
            try bench.run("local function f() return apply(f) end f()", [("apply", apply)])
        }
        #expect(deep != nil)
    }

    @Test("a reference works for as long as it is held, even if nothing else holds its state")
    func referenceOutlivesState() throws {
        func make() throws -> LuaReference {
            let state = try LuaState()
            return try state.load(Array("return 6 * 7".utf8), name: "chunk")
        }
        #expect(try make().call(results: 1)[0].integer == 42)
    }

    @Test("a state is released when its last reference is")
    func stateIsReleased() throws {
        weak var released: LuaState?
        do {
            let state = try LuaState()
            released = state
            let reference = try state.load(Array("return 1".utf8), name: "chunk")
            #expect(try reference.call(results: 1)[0].integer == 1)
        }
        #expect(released == nil)
    }

    @Test("a diagnostic that a host function throws arrives as it was, through Lua's own pcall and error too")
    func diagnosticsAreValues() throws {
        let state = try LuaState()
        let thrown = Diagnostic(
            .pattern, "unknown list: #x", at: SourceLocation(file: "a:b.lua", line: 3, column: 7, length: 2),
            excerpt: "find '#x'")
        let globals = try state.newTable()
        try globals.set("fail", function: state.register { _ in throw thrown })
        for source in ["fail()", "return (function() fail() end)()"] {
            let chunk = try state.load(Array(source.utf8), name: "chunk", environment: globals)
            let error = #expect(throws: LuaError.self) { try chunk.call(results: 0) }
            #expect(error?.diagnostic == thrown)
            #expect(error?.location == thrown.location)
            #expect(error?.message == "unknown list: #x")
        }
    }

    @Test("the place of an error is a value, in chunks whose names have colons too")
    func placesAreValues() throws {
        let state = try LuaState()
        let chunk = try state.load(Array("\n\nlocal t = nil; t.x = 1".utf8), name: "a:1:b.lua")
        let error = #expect(throws: LuaError.self) { try chunk.call(results: 0) }
        #expect(error?.location == SourceLocation(file: "a:1:b.lua", line: 3))
        #expect(error?.message.hasPrefix("attempt to index a nil value") == true)
        // Text that only looks like a place is part of the message.
        let plain = try state.load(Array("error('12:30: too late', 0)".utf8), name: "clock")
        let other = #expect(throws: LuaError.self) { try plain.call(results: 0) }
        #expect(other?.location == nil)
        #expect(other?.message == "12:30: too late")
    }
}
