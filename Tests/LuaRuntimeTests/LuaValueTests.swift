import Diagnostics
import LuaRuntime
import TestSupport
import Testing

@Suite("Values between Lua and Swift")
struct LuaValueTests {
    private let state: LuaState
    private let sandbox: Sandbox

    init() throws {
        state = try LuaState()
        sandbox = try Sandbox(state)
    }

    /// The value of an expression, as text that names its kinds.
    private func value(_ expression: String, depth: Int = 16, most: Int = 1000) throws -> String {
        let chunk = try state.load(
            Array("return \(expression)".utf8), name: "test.lua",
            environment: sandbox.environment(fields: state.newTable(), strict: true))
        return text(try chunk.callForReference().value(depth: depth, most: most))
    }

    private func text(_ value: LuaValue) -> String {
        switch value {
        case .nil: return "nil"
        case .boolean(let flag): return "\(flag)"
        case .integer(let number): return "\(number)"
        case .number(let number): return "float \(number)"
        case .string(let text): return "'\(text)'"
        case .function: return "function"
        case .handle(let handle): return "handle \(handle.kind)"
        case .opaque(let name): return "<\(name)>"
        case .table(let table):
            let items =
                table.array.map(text) + table.fields.map { "\($0.key)=\(text($0.value))" }
                + table.others.map { "[\(text($0.key))]=\(text($0.value))" }
            return "{" + items.joined(separator: " ") + "}"
        }
    }

    @Test(
        "each kind of value comes out as what it is",
        arguments: [
            ("nil", "nil"), ("true", "true"), ("false", "false"), ("42", "42"), ("-0", "0"),
            ("math.maxinteger", "9223372036854775807"), ("math.mininteger", "-9223372036854775808"),
            ("1.0", "float 1.0"), ("-0.0", "float -0.0"), ("1/0", "float inf"), ("-1/0", "float -inf"),
            ("2^53", "float 9007199254740992.0"), ("5e-324", "float 5e-324"),
            ("0x7fffffffffffffff", "9223372036854775807"),
            ("''", "''"), ("'a\\0b'", "'a\0b'"), ("'é 東京 🚢'", "'é 東京 🚢'"),
            ("'\\xff\\xc3('", "'\u{FFFD}\u{FFFD}('"),
            ("pairs", "function"), ("function() end", "function"), ("coroutine.create(pairs)", "<thread>"),
            ("{}", "{}"), ("{ 1, 'x', true }", "{1 'x' true}"),
            ("{ b = 1, a = 2, B = 3, ['é'] = 4 }", "{B=3 a=2 b=1 é=4}"),
            ("{ [2] = 'b', [1] = 'a' }", "{'a' 'b'}"), ("{ 1, nil, 3 }", "{1 [3]=3}"),
            ("{ [0] = 'z', [-1] = 'm', [10] = 't' }", "{[-1]='m' [0]='z' [10]='t'}"),
            (
                "{ [true] = 't', [7] = 's', [2.5] = 'f', [false] = 'n', [-1e9] = 'm', [3] = 'd' }",
                "{[-1000000000]='m' [float 2.5]='f' [3]='d' [7]='s' [false]='n' [true]='t'}"
            ),
            ("{ [1.5] = 1 }", "{[float 1.5]=1}"), ("{ [true] = 1 }", "{[true]=1}"),
            ("{ [2.0] = 'two', 'one' }", "{'one' 'two'}"), ("{ ['1'] = 'text' }", "{1='text'}"),
            ("{ { 1, { 2 } }, k = { x = { y = 1 } } }", "{{1 {2}} k={x={y=1}}}"),
            ("(function() local t = {} t.t = t return t end)()", "{t=<table within itself>}"),
            ("(function() local t = {} return { t, t } end)()", "{{} {}}"),
            ("setmetatable({ 1 }, { __index = { 2, 3 }, __len = function() return 9 end })", "{1}"),
        ])
    func kinds(_ sample: (expression: String, expected: String)) throws {
        #expect(try value(sample.expression) == sample.expected)
    }

    @Test("tables come as deep as was asked for, and with as many values")
    func limits() throws {
        #expect(try value("{ { { 1 } } }", depth: 2) == "{{<table>}}")
        #expect(try value("{ { { 1 } } }", depth: 1) == "{<table>}")
        #expect(try value("{ 1 }", depth: 0) == "<table>" && value("5", depth: 0) == "5")
        let few = try value(
            "(function() local t = {} for i = 1, 100 do t[i] = i end return t end)()", most: 10)
        #expect(few.split(separator: " ").count <= 11 && few.hasPrefix("{1 2 3"))
    }

    /// A random value as Lua source and as it comes out.
    private func random(_ random: inout SeededGenerator, _ depth: Int) -> (source: String, text: String) {
        switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &random) {
        case 0:
            let flag = Bool.random(using: &random)
            return ("\(flag)", "\(flag)")
        case 1:
            let number = Int.random(in: -1 << 60...1 << 60, using: &random)
            return ("\(number)", "\(number)")
        case 2:
            let number = Double.random(in: -1e6...1e6, using: &random)
            return ("\(number)", "float \(number)")
        case 3, 4:
            let text = (0..<Int.random(in: 0...4, using: &random)).map { _ in
                ["a", "é", "東", "🚢", " "].randomElement(using: &random)!
            }.joined()
            return ("'\(text)'", "'\(text)'")
        default:
            let items = (0..<Int.random(in: 0...4, using: &random)).map { _ in self.random(&random, depth - 1)
            }
            let keys = Set(
                (0..<Int.random(in: 0...4, using: &random)).map { _ in
                    ["a", "b", "Z", "_", "k9"].randomElement(using: &random)!
                }
            ).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            let fields = keys.map { ($0, self.random(&random, depth - 1)) }
            let source =
                (fields.reversed().map { "\($0.0) = \($0.1.source)" } + items.map(\.source)).joined(
                    separator: ", ")
            let text = (items.map(\.text) + fields.map { "\($0.0)=\($0.1.text)" }).joined(separator: " ")
            return ("{ \(source) }", "{\(text)}")
        }
    }

    @Test(
        "random values come out as they were written, and go in and come out again the same",
        arguments: 0..<10)
    func roundTrip(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: 60 + seed)
        let echo = state.register { call in
            call.writer.push(call.value(1))
            return 1
        }
        let fields = try state.newTable()
        try fields.set("echo", function: echo)
        let environment = try sandbox.environment(fields: fields, strict: true)
        for _ in 0..<60 {
            let sample = random(&generator, 3)
            for source in [sample.source, "echo(\(sample.source))", "echo(echo(\(sample.source)))"] {
                let chunk = try state.load(
                    Array("return \(source)".utf8), name: "t", environment: environment)
                #expect(text(try chunk.call(results: 1)[0]) == sample.text, "\(source)")
            }
        }
    }

    @Test("of the keys of a table, strings and integers go into Lua")
    func keys() throws {
        let echo = state.register { call in
            call.writer.push(call.value(1))
            return 1
        }
        let fields = try state.newTable()
        try fields.set("echo", function: echo)
        let chunk = try state.load(
            Array(
                "return echo({ 1, [5] = 'five', [-2] = 'm', k = true, [1.5] = 'lost', [true] = 'lost' })".utf8
            ),
            name: "t", environment: sandbox.environment(fields: fields, strict: true))
        #expect(text(try chunk.call(results: 1)[0]) == "{1 k=true [-2]='m' [5]='five'}")
    }

    @Test("functions and handles keep what they are on their way through Swift")
    func identity() throws {
        // What is written must live until the call has returned.
        var held: [LuaValue] = []
        let echo = state.register { call in
            held.append(call.value(1))
            call.writer.push(held.last!)
            return 1
        }
        var type = HandleType(kind: 3, name: "Harbour")
        type.text = state.register { call in
            call.push("harbour \(try call.handle(1, "Harbour").a)")
            return 1
        }
        try state.defineHandle(type)
        let make = state.register { call in
            call.writer.push(Handle(kind: 3, generation: 9, a: try call.integer(1), b: -1))
            return 1
        }
        let fields = try state.newTable()
        try fields.set("echo", function: echo)
        try fields.set("make", function: make)
        let chunk = try state.load(
            Array(
                """
                local t = {}
                local f = function() return t end
                local h = echo(make(7))
                return echo(f)() == t, tostring(h), tostring(echo({ make(5) })[1]), echo(coroutine.create(pairs)), h
                """.utf8), name: "t", environment: sandbox.environment(fields: fields, strict: true))
        let values = try chunk.call(results: 5)
        #expect(values.map(text) == ["true", "'harbour 7'", "'harbour 5'", "nil", "handle 3"])
        #expect(values[4].handle == Handle(kind: 3, generation: 9, a: 7, b: -1))
        #expect(
            Handle(kind: 1, generation: 0, a: .max, b: .min)
                == Handle(kind: 1, generation: 0, a: Int(Int32.max), b: Int(Int32.min)))
    }

    @Test(
        "arguments are what was asked for, or an error that names what was expected and given",
        arguments: [
            ("integer(5)", "5"), ("integer(5.0)", "5"),
            ("integer('5')", "f: bad argument #1 (integer expected, got string)"),
            ("integer(5.5)", "f: bad argument #1 (integer expected, got number)"),
            ("integer(2^63)", "f: bad argument #1 (integer expected, got number)"),
            ("integer()", "f: bad argument #1 (integer expected, got no value)"),
            ("integer(nil)", "f: bad argument #1 (integer expected, got nil)"),
            ("number(5)", "float 5.0"), ("number(0.5)", "float 0.5"),
            ("number('1')", "f: bad argument #1 (number expected, got string)"),
            ("string('é')", "'é'"), ("string(5)", "f: bad argument #1 (string expected, got number)"),
            ("string({})", "f: bad argument #1 (string expected, got table)"),
            ("string(pairs)", "f: bad argument #1 (string expected, got function)"),
            ("string(coroutine.create(pairs))", "f: bad argument #1 (string expected, got thread)"),
            ("table({ 1 })", "{1}"), ("table('x')", "f: bad argument #1 (table expected, got string)"),
            ("fun(pairs)", "function"), ("fun(true)", "f: bad argument #1 (function expected, got boolean)"),
            ("condition(0)", "true"), ("condition(nil)", "false"), ("condition()", "false"),
            ("condition(false)", "false"),
            ("count(1, nil, nil)", "3"), ("count()", "0"), ("place()", "'f:1'"),
        ])
    func arguments(_ sample: (call: String, expected: String)) throws {
        var held: [LuaReference] = []
        let functions: [(String, LuaState.Function)] = [
            (
                "integer",
                {
                    $0.writer.push(try $0.integer(1)); return 1
                }
            ),
            (
                "number",
                {
                    $0.writer.push(try $0.number(1)); return 1
                }
            ),
            (
                "string",
                {
                    $0.push(try $0.string(1)); return 1
                }
            ),
            (
                "table",
                {
                    $0.writer.push(.table(try $0.table(1))); return 1
                }
            ),
            (
                "fun",
                { call in
                    held.append(try call.function(1))
                    call.writer.push(held.last!)
                    return 1
                }
            ),
            (
                "condition",
                {
                    $0.writer.push($0.condition(1)); return 1
                }
            ),
            (
                "count",
                {
                    $0.writer.push($0.count); return 1
                }
            ),
            (
                "place",
                {
                    $0.push($0.location?.description ?? "nowhere"); return 1
                }
            ),
        ]
        let fields = try state.newTable()
        for (name, function) in functions { try fields.set(name, function: state.register(function)) }
        let chunk = try state.load(
            Array("local r = \(sample.call) return r".utf8), name: "f",
            environment: sandbox.environment(fields: fields, strict: false))
        do throws(LuaError) {
            #expect(text(try chunk.call(results: 1)[0]) == sample.expected)
        } catch {
            #expect("\(error.location?.file ?? "-"): \(error.message)" == sample.expected)
        }
    }
}
