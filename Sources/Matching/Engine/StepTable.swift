/// A hash table from numbers above 0 to numbers, for the steps of the automaton: a dictionary would
/// spend most of its time on a hash that keeps off attackers, who cannot choose these keys.
struct StepTable {
    private var keys: [UInt64] = Array(repeating: 0, count: 1 << 10)
    private var values: [Int32] = Array(repeating: 0, count: 1 << 10)
    private var count = 0

    /// The value of a key, or -1.
    @inline(__always)
    func value(_ key: UInt64) -> Int32 {
        keys.withUnsafeBufferPointer { keys in
            var slot = Self.slot(key, keys.count)
            while true {
                if keys[slot] == key { return values[slot] }
                if keys[slot] == 0 { return -1 }
                slot = (slot + 1) & (keys.count - 1)
            }
        }
    }

    /// Adds a key that is not there yet.
    mutating func add(_ key: UInt64, _ value: Int32) {
        if (count + 1) * 2 > keys.count { grow() }
        place(key, value)
        count += 1
    }

    private mutating func place(_ key: UInt64, _ value: Int32) {
        var slot = Self.slot(key, keys.count)
        while keys[slot] != 0 { slot = (slot + 1) & (keys.count - 1) }
        keys[slot] = key
        values[slot] = value
    }

    private mutating func grow() {
        let (oldKeys, oldValues) = (keys, values)
        keys = Array(repeating: 0, count: oldKeys.count * 2)
        values = Array(repeating: 0, count: oldKeys.count * 2)
        for (key, value) in zip(oldKeys, oldValues) where key != 0 { place(key, value) }
    }

    @inline(__always)
    private static func slot(_ key: UInt64, _ capacity: Int) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & (capacity - 1)
    }
}
