internal import CLuaBridge

/// A Lua value outside Lua.
public enum LuaValue {
    /// nil
    case `nil`
    /// true or false
    case boolean(Bool)
    /// an integer
    case integer(Int)
    /// a float
    case number(Double)
    /// a string; bytes that are not UTF-8 are replaced by U+FFFD
    case string(String)
    /// a table with its entries
    case table(LuaTable)
    /// a function, kept alive
    case function(LuaReference)
    /// a reference to something of the host's
    case handle(Handle)
    /// what cannot leave Lua, by name: a thread, or a table that is too deep ("table") or
    /// stands within itself ("table within itself")
    case opaque(String)

    /// What Lua calls the type.
    public var typeName: String {
        switch self {
        case .nil: "nil"
        case .boolean: "boolean"
        case .integer, .number: "number"
        case .string: "string"
        case .table: "table"
        case .function: "function"
        case .handle: "userdata"
        case .opaque(let name): name
        }
    }

    /// The string, if it is one.
    public var string: String? { if case .string(let value) = self { value } else { nil } }
    /// The integer, if it is one.
    public var integer: Int? { if case .integer(let value) = self { value } else { nil } }
    /// The boolean, if it is one.
    public var boolean: Bool? { if case .boolean(let value) = self { value } else { nil } }
    /// The table, if it is one.
    public var table: LuaTable? { if case .table(let value) = self { value } else { nil } }
    /// The function, if it is one.
    public var function: LuaReference? { if case .function(let value) = self { value } else { nil } }
    /// The handle, if it is one.
    public var handle: Handle? { if case .handle(let value) = self { value } else { nil } }
    /// Where it comes among the keys of ``LuaTable/others``: numbers in order, false, true, then the rest.
    fileprivate var order: Order {
        switch self {
        case .integer(let value): Order(group: 0, number: Double(value))
        case .number(let value): Order(group: 0, number: value)
        case .boolean(let value): Order(group: value ? 2 : 1, number: 0)
        default: Order(group: 3, number: 0)
        }
    }

    fileprivate struct Order: Comparable {
        var group: Int
        var number: Double

        static func < (a: Order, b: Order) -> Bool { (a.group, a.number) < (b.group, b.number) }
    }

    /// Whether it is nil.
    public var isNil: Bool { if case .nil = self { true } else { false } }

    /// Returns a float as Lua writes it: `2.0`, `inf`, `1e+100`.
    public static func text(of number: Double) -> String {
        if number.isNaN { return number.sign == .minus ? "-nan" : "nan" }
        if number.isInfinite { return number < 0 ? "-inf" : "inf" }
        if number == number.rounded(), abs(number) < 1e15 { return "\(Int(number)).0" }
        return "\(number)"
    }
}

/// The entries of a table: its array part, and its string keys in byte order, so that what is
/// made of it does not depend on Lua's hash seed.
public struct LuaTable {
    /// Values at 1, 2, 3…
    public var array: [LuaValue]
    /// Values with string keys, sorted by key.
    public var fields: [(key: String, value: LuaValue)]
    /// Values with keys of other kinds: numbers that do not count on from 1, in order, then booleans, then the rest.
    public var others: [(key: LuaValue, value: LuaValue)] = []

    /// A table of these entries.
    public init(array: [LuaValue] = [], fields: [(key: String, value: LuaValue)] = []) {
        self.array = array
        self.fields = fields
    }

    /// The value of a string key; nil where there is none.
    public subscript(_ key: String) -> LuaValue {
        fields.first { $0.key == key }?.value ?? .nil
    }
}

/// A value that stays in Lua and is kept alive from Swift.
public final class LuaReference {
    /// Kept alive, so that a reference works for as long as it is held. A state must not hold references of its own:
    /// neither would ever be released.
    let state: LuaState
    let number: Int32

    init(state: LuaState, number: Int32) {
        self.state = state
        self.number = number
    }

    deinit { nd_release(nd_machine_state(state.machine), number) }
}

/// A reference from Lua to something that the host owns: numbers only, so that a kept one can be
/// out of date but never wild.
public struct Handle: Hashable, Sendable {
    /// Which type of handle, as given to ``LuaState/defineHandle(_:)``.
    public var kind: Int32
    /// Which opening of which article.
    public var generation: UInt32
    /// Where in it; the meaning is the type's.
    public var a: Int32
    /// Where in it; the meaning is the type's.
    public var b: Int32

    /// A handle of these numbers.
    public init(kind: Int32, generation: UInt32, a: Int, b: Int = 0) {
        self.kind = kind
        self.generation = generation
        self.a = Int32(clamping: a)
        self.b = Int32(clamping: b)
    }

    init(raw: nd_handle) {
        kind = raw.kind
        generation = raw.generation
        a = raw.a
        b = raw.b
    }

    var raw: nd_handle { nd_handle(kind: kind, generation: generation, a: a, b: b) }
}

/// Reads recorded values off a tape.
struct TapeReader {
    private let bytes: UnsafeRawBufferPointer
    private var at = 0
    private let state: LuaState

    init(_ tape: borrowing Tape, state: LuaState) {
        bytes = UnsafeRawBufferPointer(start: tape.raw.pointee.bytes, count: tape.raw.pointee.count)
        self.state = state
    }

    private mutating func take<T: BitwiseCopyable>(_ type: T.Type) -> T {
        defer { at += MemoryLayout<T>.size }
        return bytes.loadUnaligned(fromByteOffset: at, as: type)
    }

    /// The next value, or nil at the end of a table.
    mutating func next() -> LuaValue? {
        switch Int(take(UInt8.self)) {
        case ND_NIL: return .nil
        case ND_FALSE: return .boolean(false)
        case ND_TRUE: return .boolean(true)
        case ND_INTEGER: return .integer(Int(take(Int64.self)))
        case ND_NUMBER: return .number(take(Double.self))
        case ND_STRING:
            let count = take(Int.self)
            defer { at += count }
            return .string(String(decoding: bytes[at..<at + count], as: UTF8.self))
        case ND_HANDLE: return .handle(Handle(raw: take(nd_handle.self)))
        case ND_FUNCTION:
            let number = take(Int32.self)
            return number == 0 ? .opaque("function") : .function(LuaReference(state: state, number: number))
        case ND_TABLE:
            // The identity of the table, which is not needed here.
            _ = take(Int64.self)
            return .table(table())
        case ND_OPAQUE:
            let type = take(Int32.self)
            return .opaque(
                type == 8 ? "thread" : type == 7 ? "userdata" : type == -2 ? "table within itself" : "table")
        default: return nil
        }
    }

    private mutating func table() -> LuaTable {
        var indexed: [(Int, LuaValue)] = []
        var table = LuaTable()
        while let key = next() {
            guard let value = next() else { break }
            switch key {
            case .string(let key): table.fields.append((key, value))
            case .integer(let index): indexed.append((index, value))
            default: table.others.append((key, value))
            }
        }
        indexed.sort { $0.0 < $1.0 }
        var sparse: [(key: LuaValue, value: LuaValue)] = []
        for (index, value) in indexed {
            if index == table.array.count + 1 {
                table.array.append(value)
            } else {
                sparse.append((.integer(index), value))
            }
        }
        // Lua's own order differs from process to process.
        table.others = (sparse + table.others).enumerated().sorted {
            ($0.element.key.order, $0.offset) < ($1.element.key.order, $1.offset)
        }.map(\.element)
        table.fields.sort { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        return table
    }
}
