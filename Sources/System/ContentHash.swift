/// A hash of what was read, the same in every process: FNV-1a over words of eight bytes.
public struct ContentHash {
    /// The hash so far.
    public private(set) var value: UInt64

    /// The hash of nothing, or of what was read before.
    public init(_ value: UInt64 = 0) { self.value = value == 0 ? 0xcbf2_9ce4_8422_2325 : value }

    /// Adds bytes.
    public mutating func add(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { bytes in
            var at = 0
            while at + 8 <= bytes.count {
                add(bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
                at += 8
            }
            let tail = bytes[at...]
            var rest: UInt64 = 0
            for byte in tail { rest = rest << 8 ^ UInt64(byte) }
            // A first byte that is not zero says how many there are.
            if tail.first ?? 0 == 0 { rest ^= UInt64(bytes.count) << 56 }
            add(rest)
        }
    }

    private mutating func add(_ word: UInt64) {
        value = (value ^ word) &* 0x100_0000_01b3
        value ^= value >> 29
    }
}
