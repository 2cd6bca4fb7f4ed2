internal import CLuaBridge

/// What Lua code can do with one kind of ``Handle``. Functions are numbers that
/// ``LuaState/register(_:)`` gave; each gets the handle as its first argument.
public struct HandleType {
    /// The number of the type, 0 to 31.
    public var kind: Int32
    /// What messages call it.
    public var name: String
    /// Fields computed on reading.
    public var fields: [(name: String, function: Int32)] = []
    /// Methods, called as `handle:name(…)`.
    public var methods: [(name: String, function: Int32)] = []
    /// Called for a field that is not there: as a rule it raises.
    public var missing: Int32 = 0
    /// Called for keys that are no strings.
    public var indexed: Int32 = 0
    /// `#handle`
    public var length: Int32 = 0
    /// `tostring(handle)`
    public var text: Int32 = 0
    /// `a == b`
    public var equal: Int32 = 0

    /// A type without fields.
    public init(kind: Int32, name: String) {
        self.kind = kind
        self.name = name
    }
}

extension LuaState {
    /// Makes the metatable of a type of handles. Call it once for each kind, before any is pushed.
    ///
    /// - Throws: ``LuaError`` without memory.
    public func defineHandle(_ type: HandleType) throws(LuaError) {
        let table = try newTable()
        for (name, function) in type.fields { try table.set(name, .integer(Int(function))) }
        for (name, function) in type.methods { try table.set(name, function: function) }
        let tape = Tape()
        TapeWriter(tape: tape.raw).push(table)
        guard nd_push(main, tape.raw) == 0,
            nd_define_handle(
                main, type.kind, type.name, type.missing, type.indexed, type.length, type.text, type.equal)
                == 0
        else { throw takeError(main) }
    }

    /// A new, empty table.
    ///
    /// - Throws: ``LuaError`` without memory.
    public func newTable() throws(LuaError) -> LuaReference {
        let tape = Tape()
        TapeWriter(tape: tape.raw).pushTable()
        guard nd_push(main, tape.raw) == 0 else { throw takeError(main) }
        return try popReference(main)
    }
}
