/// Hashes of features. They stand in model files, so they are the same in every process, and a
/// change of them is a change of the file format.
enum FeatureHash {
    /// The hash of a feature that is made of two values under the number of its template.
    @inline(__always)
    static func mix(_ template: UInt32, _ a: UInt32, _ b: UInt32 = 0) -> UInt32 {
        var hash =
            UInt64(a) &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(b) &* 0xC2B2_AE3D_27D4_EB4F
            &+ UInt64(template &+ 1) &* 0x1656_67B1_9E37_79F9
        hash ^= hash >> 29
        hash = hash &* 0xD6E8_FEB8_6659_FD93
        return UInt32(truncatingIfNeeded: hash >> 32)
    }

    /// The row of the weights that the feature has: rows are shared where hashes fall together.
    @inline(__always)
    static func row(_ hash: UInt32, of rows: Int) -> Int { Int((UInt64(hash) * UInt64(rows)) >> 32) }

    /// FNV-1a of some bytes.
    static func bytes(_ bytes: some Sequence<UInt8>) -> UInt32 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return UInt32(truncatingIfNeeded: hash ^ (hash >> 32))
    }

    /// A checksum of many bytes: four words at a time, so that a model is checked in a millisecond.
    static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var lanes = SIMD4<UInt64>(1, 2, 3, 4)
        let prime = SIMD4<UInt64>(repeating: 0xFF51_AFD7_ED55_8CCD)
        var at = 0
        while at + 32 <= bytes.count {
            let words = bytes.loadUnaligned(fromByteOffset: at, as: SIMD4<UInt64>.self)
            lanes = (lanes ^ words) &* prime
            lanes ^= lanes &>> 32
            at += 32
        }
        var hash = UInt64(bytes.count)
        for lane in 0..<4 { hash = (hash ^ lanes[lane]) &* 0xFF51_AFD7_ED55_8CCD }
        while at < bytes.count {
            hash = (hash ^ UInt64(bytes[at])) &* 0x100_0000_01b3
            at += 1
        }
        return hash ^ (hash >> 29)
    }
}
