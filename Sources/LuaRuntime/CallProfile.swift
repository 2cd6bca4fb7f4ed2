/// What calls of host functions cost, by the line of Lua that makes them.
public struct CallProfile: Sendable {
    /// The calls of a line.
    public struct Entry: Sendable {
        /// How many.
        public var calls = 0
        /// How long they took together, in nanoseconds, with what Lua did when they called it back.
        public var nanoseconds = 0
    }

    /// By `file:line`.
    public private(set) var lines: [String: Entry] = [:]

    /// Nothing called yet.
    public init() {}

    mutating func add(_ place: String, _ nanoseconds: Int) {
        lines[place, default: Entry()].calls += 1
        lines[place, default: Entry()].nanoseconds += nanoseconds
    }
}
