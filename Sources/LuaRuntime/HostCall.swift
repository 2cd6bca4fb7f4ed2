internal import CLuaBridge
public import Diagnostics

/// A call of a host function by Lua: its arguments, counted from 1, and its results.
public struct HostCall {
    /// The state that calls.
    public let state: LuaState
    let L: OpaquePointer
    let results: UnsafeMutablePointer<nd_tape>

    /// An argument that is not what the function takes.
    public struct ArgumentError: Error, CustomStringConvertible {
        /// Which argument, from 1.
        public var index: Int
        /// What the function takes there.
        public var expected: String
        /// What it got.
        public var got: String

        /// An error.
        public init(index: Int, expected: String, got: String) {
            (self.index, self.expected, self.got) = (index, expected, got)
        }

        /// "bad argument #1 (string expected, got nil)"
        public var description: String { "bad argument #\(index) (\(expected) expected, got \(got))" }
    }

    // MARK: Arguments

    /// How many arguments there are.
    public var count: Int { Int(nd_top(L)) }

    /// Whether the argument is nil or missing.
    public func isNil(_ index: Int) -> Bool { nd_type(L, Int32(index)) <= 0 }

    /// The argument's integer. A float with an integer's value counts, a string does not.
    public func integer(_ index: Int) throws(ArgumentError) -> Int {
        var value: Int64 = 0
        guard nd_to_integer(L, Int32(index), &value) else { throw wrong(index, "integer") }
        return Int(value)
    }

    /// The argument's number.
    public func number(_ index: Int) throws(ArgumentError) -> Double {
        var value = 0.0
        guard nd_to_number(L, Int32(index), &value) else { throw wrong(index, "number") }
        return value
    }

    /// The argument as a condition: false for nil and false.
    public func condition(_ index: Int) -> Bool { nd_to_boolean(L, Int32(index)) }

    /// The argument's string; bytes that are not UTF-8 are replaced by U+FFFD.
    public func string(_ index: Int) throws(ArgumentError) -> String {
        try withBytes(index) { String(decoding: $0, as: UTF8.self) }
    }

    /// Reads the argument's string in place.
    public func withBytes<R>(
        _ index: Int, _ body: (UnsafeRawBufferPointer) -> R
    ) throws(ArgumentError) -> R {
        var count = 0
        guard let bytes = nd_to_bytes(L, Int32(index), &count) else { throw wrong(index, "string") }
        return body(UnsafeRawBufferPointer(start: bytes, count: count))
    }

    /// The argument's handle; `expected` names the type for the message.
    public func handle(_ index: Int, _ expected: String) throws(ArgumentError) -> Handle {
        guard let handle = nd_to_handle(L, Int32(index)) else { throw wrong(index, expected) }
        return Handle(raw: handle.pointee)
    }

    /// The argument, whatever it is. Tables come with their entries, `depth` levels deep.
    public func value(_ index: Int, depth: Int = 16, most: Int = 100_000) -> LuaValue {
        let tape = Tape()
        nd_record(L, Int32(index), tape.raw, Int32(depth), Int32(most), true)
        var reader = TapeReader(tape, state: state)
        return reader.next() ?? .nil
    }

    /// The argument's table.
    public func table(_ index: Int) throws(ArgumentError) -> LuaTable {
        guard let table = value(index).table else { throw wrong(index, "table") }
        return table
    }

    /// The argument's function, kept alive.
    public func function(_ index: Int) throws(ArgumentError) -> LuaReference {
        guard let function = value(index).function else { throw wrong(index, "function") }
        return function
    }

    /// The error for an argument that is not what is expected.
    public func wrong(_ index: Int, _ expected: String) -> ArgumentError {
        let type = Int(nd_type(L, Int32(index)))
        let names = [
            "no value", "nil", "boolean", "userdata", "number", "string", "table", "function", "userdata",
            "thread",
        ]
        return ArgumentError(
            index: index, expected: expected, got: names.indices.contains(type + 1) ? names[type + 1] : "?")
    }

    /// Where the Lua code that called is, with the chunk's name for a file; nil if no Lua code called.
    public var location: SourceLocation? {
        let chunk = Tape()
        let line = nd_where(L, chunk.raw)
        return line > 0 ? SourceLocation(file: chunk.text, line: Int(line)) : nil
    }

    // MARK: Results

    /// Where results are written, in order.
    public var writer: TapeWriter { TapeWriter(tape: results) }

    /// Writes a string as the next result.
    public func push(_ value: String) { writer.push(value) }

    // MARK: Calling back

    /// Calls a Lua function from within this call. See ``LuaReference/call(results:_:)``.
    public func call(
        _ function: LuaReference, results: Int = 1, _ arguments: (TapeWriter) -> Int
    ) throws(LuaError) -> [LuaValue] {
        try function.call(on: L, results: results, arguments)
    }
}

extension LuaReference {
    /// Calls the value as a function under protection.
    ///
    /// - Parameters:
    ///   - results: how many results to return; missing ones are nil.
    ///   - arguments: writes the arguments and returns how many it wrote.
    /// - Throws: ``LuaError`` for whatever the Lua code raises.
    public func call(
        results: Int = 1, _ arguments: (TapeWriter) -> Int = { _ in 0 }
    ) throws(LuaError) -> [LuaValue] {
        try call(on: state.main, results: results, arguments)
    }

    func call(
        on L: OpaquePointer, results: Int, _ arguments: (TapeWriter) -> Int
    ) throws(LuaError) -> [LuaValue] {
        let tape = Tape()
        let count = arguments(TapeWriter(tape: tape.raw))
        let base = nd_top(L)
        guard nd_call(L, number, tape.raw, Int32(count), Int32(results)) == 0 else {
            throw state.takeError(L)
        }
        defer { nd_set_top(L, base) }
        return (0..<results).map { index in
            let recorded = Tape()
            nd_record(L, base + 1 + Int32(index), recorded.raw, 32, 1_000_000, true)
            var reader = TapeReader(recorded, state: state)
            return reader.next() ?? .nil
        }
    }

    /// Calls the value as a function and keeps its one result in Lua.
    ///
    /// - Throws: ``LuaError`` for whatever the Lua code raises.
    public func callForReference(_ arguments: (TapeWriter) -> Int = { _ in 0 }) throws(LuaError)
        -> LuaReference
    {
        let tape = Tape()
        let count = arguments(TapeWriter(tape: tape.raw))
        guard nd_call(state.main, number, tape.raw, Int32(count), 1) == 0 else {
            throw state.takeError(state.main)
        }
        return try state.popReference(state.main)
    }

    /// Calls the value as a function and keeps all its results in Lua.
    ///
    /// - Throws: ``LuaError`` for whatever the Lua code raises.
    public func callForReferences() throws(LuaError) -> [LuaReference] {
        let L = state.main
        let base = nd_top(L)
        let tape = Tape()
        guard nd_call(L, number, tape.raw, 0, -1) == 0 else { throw state.takeError(L) }
        defer { nd_set_top(L, base) }
        return (base..<nd_top(L)).map { LuaReference(state: state, number: nd_anchor(L, $0 + 1)) }
    }

    /// The value outside of Lua: tables come with their entries, `depth` levels deep (64 at most), and
    /// with `most` values in all.
    public func value(depth: Int, most: Int) -> LuaValue {
        let L = state.main
        let tape = Tape()
        TapeWriter(tape: tape.raw).push(self)
        guard nd_push(L, tape.raw) == 0 else { return .nil }
        defer { nd_set_top(L, nd_top(L) - 1) }
        let recorded = Tape()
        nd_record(L, -1, recorded.raw, Int32(clamping: depth), Int32(clamping: most), true)
        var reader = TapeReader(recorded, state: state)
        return reader.next() ?? .nil
    }

    /// Sets a field of the table to a host function, raw.
    public func set(_ key: String, function: Int32) throws(LuaError) {
        let L = state.main
        guard nd_push_function(L, function) == 0, nd_set_field(L, number, key) == 0 else {
            throw state.takeError(L)
        }
    }

    /// Sets a field of the table, raw.
    public func set(_ key: String, _ value: LuaValue) throws(LuaError) {
        let L = state.main
        let tape = Tape()
        TapeWriter(tape: tape.raw).push(value)
        guard nd_push(L, tape.raw) == 0, nd_set_field(L, number, key) == 0 else {
            throw state.takeError(L)
        }
    }

    /// Sets a field of the table to the value of another reference, raw.
    public func set(_ key: String, _ value: LuaReference) throws(LuaError) {
        try set(key, .function(value))
    }
}
