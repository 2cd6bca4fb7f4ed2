/// A stack of plain values in memory of its own, for the matcher: an array would check and count on
/// every step.
struct Stack<Value: BitwiseCopyable>: ~Copyable {
    private var memory: UnsafeMutablePointer<Value>
    private var capacity: Int
    private(set) var count = 0

    init(capacity: Int = 64) {
        self.capacity = capacity
        memory = .allocate(capacity: capacity)
    }

    deinit { memory.deallocate() }

    @inline(__always)
    mutating func append(_ value: Value) {
        if count == capacity { grow() }
        memory[count] = value
        count += 1
    }

    private mutating func grow() {
        let larger = UnsafeMutablePointer<Value>.allocate(capacity: capacity * 2)
        larger.moveInitialize(from: memory, count: count)
        memory.deallocate()
        memory = larger
        capacity *= 2
    }

    /// The last value, taken off; there must be one.
    @inline(__always)
    mutating func removeLast() -> Value {
        count -= 1
        return memory[count]
    }

    /// Drops what lies above the first `count` values.
    @inline(__always)
    mutating func cut(to count: Int) { if count < self.count { self.count = count } }

    @inline(__always)
    subscript(index: Int) -> Value { memory[index] }
}
