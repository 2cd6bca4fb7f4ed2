/// Weights in a byte each: 128 stands for nothing, a step is `scale`.
struct QuantizedWeights {
    /// Rows of one byte for each tag.
    var bytes: [UInt8]
    var scale: Float

    init(_ weights: UnsafePointer<Tags>, rows: Int, chunks: Int, tagCount: Int) {
        var most: Float = 1e-3
        for row in 0..<rows {
            for tag in 0..<tagCount {
                most = max(most, abs(weights[row * chunks + tag / 16][tag % 16]))
            }
        }
        // The few weights beyond are cut: finer steps for all the others are worth more.
        scale = min(most, 3) / 127
        bytes = []
        bytes.reserveCapacity(rows * tagCount)
        for row in 0..<rows {
            for tag in 0..<tagCount {
                let step = (weights[row * chunks + tag / 16][tag % 16] / scale).rounded()
                bytes.append(UInt8(128 + Int(max(-127, min(127, step)))))
            }
        }
    }
}
