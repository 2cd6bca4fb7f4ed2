/// Sixteen tags at a time.
typealias Tags = SIMD16<Float>

/// A linear-chain conditional random field over the tags of one sentence (Lafferty, McCallum and
/// Pereira, 2001): marginal probabilities by the forward-backward algorithm, the best path by
/// Viterbi's.
///
/// The scores of a token's tags lie in `chunks` vectors; lanes beyond the last tag are ignored.
final class LinearChain {
    let tagCount: Int
    let chunks: Int
    /// What stands for a transition that cannot be.
    static let never: Float = -1e4

    /// Row *i*: scores of the tags behind tag *i*; the row behind the last, of those at the start.
    private let log: ScratchBuffer<Tags>
    private let forward: ScratchBuffer<Tags>
    private let backward: ScratchBuffer<Tags>
    private let alphas = ScratchBuffer<Tags>()
    private let emitted = ScratchBuffer<Tags>()
    /// For each token and tag, the tag before it on the best path.
    private let pointers = ScratchBuffer<Tags>()
    private let row = ScratchBuffer<Tags>(capacity: 8)

    init(tagCount: Int) {
        self.tagCount = tagCount
        chunks = (tagCount + 15) / 16
        let size = (tagCount + 1) * chunks
        log = ScratchBuffer(capacity: size)
        forward = ScratchBuffer(capacity: size)
        backward = ScratchBuffer(capacity: size)
        row.fill(4 * chunks, .zero)
    }

    /// Sets the scores of transitions: `tagCount + 1` rows of `tagCount`. Those that the scheme does
    /// not allow count as impossible.
    func setTransitions(_ scores: [Float]) {
        for buffer in [log, forward, backward] { buffer.fill((tagCount + 1) * chunks, .zero) }
        for previous in 0...tagCount {
            for tag in 0..<tagCount {
                let isAllowed = TagScheme.allows(previous == tagCount ? 0 : previous, tag)
                let score = isAllowed ? scores[previous * tagCount + tag] : Self.never
                log.base[previous * chunks + tag / 16][tag % 16] = score
                let factor = isAllowed ? exponential(Tags(repeating: score))[0] : 0
                forward.base[previous * chunks + tag / 16][tag % 16] = factor
                if previous < tagCount {
                    backward.base[tag * chunks + previous / 16][previous % 16] = factor
                }
            }
        }
    }

    // MARK: Marginals

    /// Writes the probability of each tag of each token.
    ///
    /// - Parameters:
    ///   - scores: of the tokens' tags, `chunks` vectors a token.
    ///   - allowed: for each token the tags it may have, as bits; nil if all.
    ///   - expected: gets `sign` times the expected number of each transition added.
    func marginals(
        of scores: UnsafePointer<Tags>, count: Int, allowed: UnsafePointer<UInt64>? = nil,
        into marginals: UnsafeMutablePointer<Tags>, expected: UnsafeMutablePointer<Tags>? = nil,
        sign: Float = 1
    ) {
        alphas.fill(count * chunks, .zero)
        emitted.fill(count * chunks, .zero)
        let alpha = alphas.base
        let factor = emitted.base
        for token in 0..<count { emit(scores, token, allowed, factor) }
        for chunk in 0..<chunks { alpha[chunk] = factor[chunk] * forward[tagCount * chunks + chunk] }
        normalize(alpha)
        for token in 1..<max(1, count) {
            let here = alpha + token * chunks
            multiply(alpha + (token - 1) * chunks, forward.base, into: here)
            for chunk in 0..<chunks { here[chunk] *= factor[token * chunks + chunk] }
            normalize(here)
        }
        // Backwards: `beta` of the token, then `u`, what the token gives to the one before it.
        let beta = row.base
        let given = row.base + chunks
        for chunk in 0..<chunks { beta[chunk] = Tags(repeating: 1) }
        for token in stride(from: count - 1, through: 0, by: -1) {
            let here = alpha + token * chunks
            let result = marginals + token * chunks
            for chunk in 0..<chunks {
                result[chunk] = here[chunk] * beta[chunk]
                given[chunk] = factor[token * chunks + chunk] * beta[chunk]
            }
            normalize(result)
            guard token > 0 else { break }
            multiply(given, backward.base, into: beta)
            if let expected { addTransitions(alpha + (token - 1) * chunks, given, beta, sign, expected) }
            normalize(beta)
        }
        if let expected, count > 0 {
            for chunk in 0..<chunks { expected[tagCount * chunks + chunk] += sign * marginals[chunk] }
        }
    }

    /// The product of a row and a matrix of `tagCount` rows.
    @inline(__always)
    private func multiply(
        _ row: UnsafePointer<Tags>, _ matrix: UnsafePointer<Tags>, into result: UnsafeMutablePointer<Tags>
    ) {
        let values = UnsafeRawPointer(row).assumingMemoryBound(to: Float.self)
        if chunks == 1 {
            var sum = matrix[0] * values[0]
            for tag in 1..<tagCount { sum += matrix[tag] * values[tag] }
            result[0] = sum
            return
        }
        for chunk in 0..<chunks {
            var sum = Tags.zero
            for tag in 0..<tagCount { sum += matrix[tag * chunks + chunk] * values[tag] }
            result[chunk] = sum
        }
    }

    @inline(__always)
    private func emit(
        _ scores: UnsafePointer<Tags>, _ token: Int, _ allowed: UnsafePointer<UInt64>?,
        _ factor: UnsafeMutablePointer<Tags>
    ) {
        let values = UnsafeRawPointer(scores + token * chunks).assumingMemoryBound(to: Float.self)
        var most = values[0]
        for tag in 1..<tagCount where values[tag] > most { most = values[tag] }
        for chunk in 0..<chunks {
            var vector = exponential(scores[token * chunks + chunk] - most)
            if let allowed {
                let bits = allowed[token] >> UInt64(chunk * 16)
                for lane in 0..<16 where bits >> UInt64(lane) & 1 == 0 { vector[lane] = 0 }
            }
            factor[token * chunks + chunk] = vector
        }
    }

    @inline(__always)
    private func normalize(_ vector: UnsafeMutablePointer<Tags>) {
        var sum: Float = 0
        for chunk in 0..<chunks { sum += vector[chunk].sum() }
        let factor = sum > 1e-30 ? 1 / sum : 1
        for chunk in 0..<chunks { vector[chunk] *= factor }
    }

    private func addTransitions(
        _ alpha: UnsafePointer<Tags>, _ given: UnsafePointer<Tags>, _ beta: UnsafePointer<Tags>,
        _ sign: Float, _ expected: UnsafeMutablePointer<Tags>
    ) {
        var total: Float = 0
        for chunk in 0..<chunks { total += (alpha[chunk] * beta[chunk]).sum() }
        guard total > 1e-30 else { return }
        let factor = sign / total
        let values = UnsafeRawPointer(alpha).assumingMemoryBound(to: Float.self)
        for tag in 0..<tagCount {
            let weight = values[tag] * factor
            if weight == 0 { continue }
            for chunk in 0..<chunks {
                expected[tag * chunks + chunk] += weight * forward[tag * chunks + chunk] * given[chunk]
            }
        }
    }

    // MARK: The best path

    /// Writes the tags of the path with the highest score.
    func bestPath(of scores: UnsafePointer<Tags>, count: Int, into tags: UnsafeMutablePointer<UInt8>) {
        guard count > 0 else { return }
        alphas.fill(2 * chunks, .zero)
        pointers.fill(count * chunks, .zero)
        var before = alphas.base
        var here = alphas.base + chunks
        for chunk in 0..<chunks { here[chunk] = scores[chunk] + log[tagCount * chunks + chunk] }
        for token in 1..<max(1, count) {
            swap(&before, &here)
            let values = UnsafeRawPointer(before).assumingMemoryBound(to: Float.self)
            for chunk in 0..<chunks {
                var best = Tags(repeating: -.infinity)
                var from = SIMD16<Float>(repeating: 0)
                for tag in 0..<tagCount {
                    let candidate = log[tag * chunks + chunk] + values[tag]
                    let isBetter = candidate .> best
                    best.replace(with: candidate, where: isBetter)
                    from.replace(with: Float(tag), where: isBetter)
                }
                here[chunk] = best + scores[token * chunks + chunk]
                pointers[token * chunks + chunk] = from
            }
        }
        var last = 0
        var most = -Float.infinity
        for tag in 0..<tagCount where here[tag >> 4][tag & 15] > most {
            most = here[tag >> 4][tag & 15]
            last = tag
        }
        for token in stride(from: count - 1, through: 0, by: -1) {
            tags[token] = UInt8(last)
            if token > 0 { last = Int(pointers[token * chunks + last / 16][last % 16]) }
        }
    }
}

/// e to the power of each lane, to within a few millionths of the value; the same on every machine.
@inline(__always)
func exponential(_ values: Tags) -> Tags {
    // Not `clamped`, which looks at one lane after the other.
    let least = values.replacing(with: -80, where: values .< -80)
    let scaled = least.replacing(with: 80, where: least .> 80) * 1.442_695_04
    // Adding this rounds to an integer, which then stands in the low bits of the sum.
    let magic = Tags(repeating: 12_582_912)
    let rounded = scaled + magic
    let rest = (scaled - (rounded - magic)) * 0.693_147_18
    let bits = unsafeBitCast(rounded, to: SIMD16<UInt32>.self) &<< 23
    let power = unsafeBitCast(bits &+ SIMD16<UInt32>(repeating: 127 << 23), to: Tags.self)
    var sum = Tags(repeating: 1.0 / 720)
    sum = sum * rest + 1.0 / 120
    sum = sum * rest + 1.0 / 24
    sum = sum * rest + 1.0 / 6
    sum = sum * rest + 0.5
    sum = sum * rest + 1
    sum = sum * rest + 1
    return sum * power
}
