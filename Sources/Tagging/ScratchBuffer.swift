/// Memory that grows and is used again from one article to the next, without the checks that an
/// array makes at every access.
final class ScratchBuffer<Element> {
    private(set) var base: UnsafeMutablePointer<Element>
    private var capacity: Int
    /// How many elements were appended.
    private(set) var count = 0

    init(capacity: Int = 1024) {
        self.capacity = capacity
        base = .allocate(capacity: capacity)
    }

    deinit { base.deallocate() }

    @inline(__always)
    subscript(_ index: Int) -> Element {
        get { base[index] }
        set { base[index] = newValue }
    }

    /// Forgets all elements; they must be trivial, as numbers are.
    func clear() { count = 0 }

    /// Forgets what there was and holds so many elements, all the same.
    func fill(_ count: Int, _ element: Element) {
        self.count = 0
        reserve(count)
        base.initialize(repeating: element, count: count)
        self.count = count
    }

    /// Makes room for so many elements behind those there are.
    func reserve(_ more: Int) {
        guard count + more > capacity else { return }
        let capacity = max(self.capacity * 2, count + more)
        let grown = UnsafeMutablePointer<Element>.allocate(capacity: capacity)
        grown.moveInitialize(from: base, count: count)
        base.deallocate()
        base = grown
        self.capacity = capacity
    }

    @inline(__always)
    func append(_ element: Element) {
        if count == capacity { reserve(1) }
        (base + count).initialize(to: element)
        count += 1
    }
}
