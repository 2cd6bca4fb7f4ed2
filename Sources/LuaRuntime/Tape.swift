internal import CLuaBridge

/// Values on their way into Lua or out of it, in plain memory. See `CLuaBridge.h`.
struct Tape: ~Copyable {
    let raw: UnsafeMutablePointer<nd_tape>

    init() {
        raw = .allocate(capacity: 1)
        raw.initialize(to: nd_tape())
    }

    deinit {
        free(raw.pointee.bytes)
        raw.deallocate()
    }

    /// The bytes as text, for tapes that hold nothing else.
    var text: String {
        String(
            decoding: UnsafeBufferPointer(start: raw.pointee.bytes, count: raw.pointee.count), as: UTF8.self)
    }
}

/// Writes values onto a tape. Each call adds one value, or sets one in the table before it.
public struct TapeWriter {
    let tape: UnsafeMutablePointer<nd_tape>

    /// Writes nil.
    public func push() { nd_tape_op(tape, UInt8(ND_NIL)) }

    /// Writes a boolean.
    public func push(_ value: Bool) { nd_tape_op(tape, UInt8(value ? ND_TRUE : ND_FALSE)) }

    /// Writes an integer.
    public func push(_ value: Int) { nd_tape_integer(tape, Int64(value)) }

    /// Writes a float.
    public func push(_ value: Double) { nd_tape_number(tape, value) }

    /// Writes a string.
    public func push(_ value: String) {
        var value = value
        value.withUTF8 { nd_tape_bytes(tape, UInt8(ND_STRING), $0.baseAddress, $0.count) }
    }

    /// Writes a string of bytes, which are copied.
    public func push(bytes: UnsafeRawBufferPointer) {
        nd_tape_bytes(tape, UInt8(ND_STRING), bytes.baseAddress, bytes.count)
    }

    /// Writes a string whose bytes must stay where they are until the call has returned.
    public func push(borrowed bytes: UnsafeRawBufferPointer) {
        nd_tape_borrowed(tape, bytes.baseAddress, bytes.count)
    }

    /// Writes a reference to something of the host's.
    public func push(_ handle: Handle) { nd_tape_handle(tape, handle.raw) }

    /// Writes the Lua value that the reference holds, which must be held until the call in progress has returned.
    public func push(_ reference: LuaReference) {
        nd_tape_small(tape, UInt8(ND_ANCHORED), reference.number)
    }

    /// Writes the n-th argument of the call in progress (from 1).
    public func push(argument index: Int) {
        nd_tape_small(tape, UInt8(ND_ARGUMENT), Int32(index))
    }

    /// Begins a table; fill it with `push` and then ``set(_:)-(String)``, entry by entry.
    public func pushTable(array: Int = 0, record: Int = 0) {
        nd_tape_table(tape, Int32(clamping: array), Int32(clamping: record))
    }

    /// Writes an array of strings whose bytes must stay where they are until the call has returned.
    public func push(borrowed count: Int, _ string: (Int) -> UnsafeRawBufferPointer) {
        nd_tape_small(tape, UInt8(ND_STRINGS), Int32(clamping: count))
        for index in 0..<count {
            let bytes = string(index)
            var borrowed = nd_bytes(
                bytes: bytes.baseAddress?.assumingMemoryBound(to: CChar.self), count: bytes.count)
            nd_tape_append(tape, &borrowed, MemoryLayout<nd_bytes>.size)
        }
    }

    /// Moves the value just written into the table before it, under a string key.
    public func set(_ key: String) {
        var key = key
        key.withUTF8 { nd_tape_bytes(tape, UInt8(ND_SET_KEY), $0.baseAddress, $0.count) }
    }

    /// Moves the value just written into the table before it, under an integer key (from 1).
    public func set(_ index: Int) { nd_tape_set_index(tape, Int64(index)) }

    /// Makes of the array just written a function that hands out its values one by one, then nil.
    public func makeIterator() { nd_tape_op(tape, UInt8(ND_ITERATOR)) }

    /// Writes any value; what cannot be made by the host (opaque values) is nil, and of the keys of a table only strings
    /// and integers are written. Functions in it must be held until the
    /// call in progress has returned.
    public func push(_ value: LuaValue) {
        switch value {
        case .nil, .opaque: push()
        case .boolean(let value): push(value)
        case .integer(let value): push(value)
        case .number(let value): push(value)
        case .string(let value): push(value)
        case .handle(let value): push(value)
        case .function(let value): push(value)
        case .table(let table):
            pushTable(array: table.array.count, record: table.fields.count)
            for (index, value) in table.array.enumerated() {
                push(value)
                set(index + 1)
            }
            for (key, value) in table.fields {
                push(value)
                set(key)
            }
            for case (.integer(let index), let value) in table.others {
                push(value)
                set(index)
            }
        }
    }
}
