/// Numbers that look random and are the same for the same seed (SplitMix64, Steele, Lea and Flood, 2014).
struct RandomSequence {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return Self.scramble(state)
    }

    @inline(__always)
    static func scramble(_ value: UInt64) -> UInt64 {
        var value = value
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }

    /// A number from 0 up to, but not including, the bound.
    mutating func next(below bound: Int) -> Int { Int(next() % UInt64(bound)) }

    /// A number from 0 up to, but not including, 1.
    mutating func fraction() -> Double { Double(next() >> 11) / Double(1 << 53) }

    mutating func shuffle(_ numbers: inout [Int32]) {
        guard numbers.count > 1 else { return }
        for index in stride(from: numbers.count - 1, to: 0, by: -1) {
            numbers.swapAt(index, next(below: index + 1))
        }
    }
}
