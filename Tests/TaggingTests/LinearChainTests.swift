import Foundation
import Testing

@testable import Tagging

/// Numbers that are the same in every run.
struct Draw {
    private var sequence: RandomSequence
    init(seed: UInt64) { sequence = RandomSequence(seed: seed) }
    mutating func score(_ size: Float = 3) -> Float { (Float(sequence.fraction()) * 2 - 1) * size }
    mutating func below(_ bound: Int) -> Int { sequence.next(below: bound) }
}

/// A sentence whose paths are all tried.
private struct Sentence {
    let tagCount: Int
    let count: Int
    /// Scores by token and tag, and of transitions by previous tag, the last row at the start.
    var scores: [[Float]]
    var transitions: [Float]
    /// The tags that each token may have.
    var allowed: [UInt64]

    init(tagCount: Int, count: Int, seed: UInt64, size: Float = 3) {
        var draw = Draw(seed: seed)
        self.tagCount = tagCount
        self.count = count
        scores = (0..<count).map { _ in (0..<tagCount).map { _ in draw.score(size) } }
        transitions = (0..<(tagCount + 1) * tagCount).map { _ in draw.score(size) }
        allowed = Array(repeating: ~0, count: count)
    }

    /// Every path that the scheme and the tokens allow, with the logarithm of its weight.
    var paths: [(tags: [Int], score: Double)] {
        var paths: [(tags: [Int], score: Double)] = [([], 0)]
        for token in 0..<count {
            paths = paths.flatMap { path -> [(tags: [Int], score: Double)] in
                (0..<tagCount).compactMap { tag in
                    guard TagScheme.allows(path.tags.last ?? 0, tag), allowed[token] >> UInt64(tag) & 1 == 1
                    else {
                        return nil
                    }
                    let row = path.tags.last ?? tagCount
                    return (
                        path.tags + [tag],
                        path.score + Double(transitions[row * tagCount + tag]) + Double(scores[token][tag])
                    )
                }
            }
        }
        return paths
    }

    /// The probabilities of tags by token, and the expected numbers of transitions, the last row at the start.
    var expectations: (tags: [[Double]], transitions: [[Double]]) {
        var tags = Array(repeating: Array(repeating: 0.0, count: tagCount), count: count)
        var transitions = Array(repeating: Array(repeating: 0.0, count: tagCount), count: tagCount + 1)
        let total = paths.reduce(0) { $0 + exp($1.score) }
        for path in paths {
            let share = exp(path.score) / total
            for (token, tag) in path.tags.enumerated() {
                tags[token][tag] += share
                transitions[token == 0 ? tagCount : path.tags[token - 1]][tag] += share
            }
        }
        return (tags, transitions)
    }

    /// The scores in vectors, with large numbers in the lanes that must be ignored.
    func vectors(_ chunks: Int, beyond: Float = 0) -> [Tags] {
        scores.flatMap { row in
            (0..<chunks).map { chunk in
                var vector = Tags(repeating: beyond)
                for lane in 0..<16 where chunk * 16 + lane < tagCount {
                    vector[lane] = row[chunk * 16 + lane]
                }
                return vector
            }
        }
    }

    func chain() -> LinearChain {
        let chain = LinearChain(tagCount: tagCount)
        chain.setTransitions(transitions)
        return chain
    }
}

@Suite("The linear chain, compared with trying every path")
struct LinearChainTests {
    private func close(_ a: Double, _ b: Double) -> Bool { abs(a - b) < 1e-4 }

    /// Sizes of sentences: tags and tokens.
    private static let sizes = [(3, 1), (3, 2), (3, 6), (5, 4), (7, 3), (15, 2), (17, 2), (19, 3), (33, 2)]

    @Test("the probabilities of tags are those of all paths", arguments: sizes, [1, 2, 3] as [UInt64])
    func marginals(_ size: (tagCount: Int, count: Int), seed: UInt64) {
        let sentence = Sentence(tagCount: size.tagCount, count: size.count, seed: seed)
        let chain = sentence.chain()
        var found = Array(repeating: Tags.zero, count: size.count * chain.chunks)
        var transitions = Array(repeating: Tags.zero, count: (size.tagCount + 1) * chain.chunks)
        chain.marginals(
            of: sentence.vectors(chain.chunks), count: size.count, into: &found, expected: &transitions,
            sign: 2)
        let right = sentence.expectations
        for token in 0..<size.count {
            for tag in 0..<size.tagCount {
                let value = found[token * chain.chunks + tag / 16][tag % 16]
                #expect(close(Double(value), right.tags[token][tag]), "token \(token), tag \(tag)")
            }
        }
        for row in 0...size.tagCount {
            for tag in 0..<size.tagCount {
                let value = transitions[row * chain.chunks + tag / 16][tag % 16]
                #expect(close(Double(value), 2 * right.transitions[row][tag]), "from \(row) to \(tag)")
            }
        }
    }

    @Test("tags that a token may not have have no probability", arguments: [1, 2, 3, 4, 5] as [UInt64])
    func allowed(_ seed: UInt64) {
        var sentence = Sentence(tagCount: 5, count: 4, seed: seed)
        var draw = Draw(seed: seed + 100)
        // O is always allowed, so that there is a path.
        for token in 0..<4 { sentence.allowed[token] = UInt64(draw.below(32)) | 1 }
        let chain = sentence.chain()
        var found = Array(repeating: Tags.zero, count: 4)
        chain.marginals(
            of: sentence.vectors(1), count: 4, allowed: sentence.allowed, into: &found)
        let right = sentence.expectations.tags
        for token in 0..<4 {
            for tag in 0..<5 {
                #expect(close(Double(found[token][tag]), right[token][tag]), "token \(token), tag \(tag)")
            }
        }
    }

    @Test("a token that may have one tag only has it for certain")
    func certain() {
        var sentence = Sentence(tagCount: 3, count: 3, seed: 9)
        sentence.allowed = [2, 4, 1]  // B, I, O
        let chain = sentence.chain()
        var found = Array(repeating: Tags.zero, count: 3)
        chain.marginals(of: sentence.vectors(1), count: 3, allowed: sentence.allowed, into: &found)
        #expect(
            close(Double(found[0][1]), 1) && close(Double(found[1][2]), 1) && close(Double(found[2][0]), 1))
    }

    @Test("the best path is the one with the highest score", arguments: sizes, [4, 5, 6] as [UInt64])
    func bestPath(_ size: (tagCount: Int, count: Int), seed: UInt64) throws {
        let sentence = Sentence(tagCount: size.tagCount, count: size.count, seed: seed)
        let chain = sentence.chain()
        var tags = [UInt8](repeating: 99, count: size.count)
        chain.bestPath(of: sentence.vectors(chain.chunks), count: size.count, into: &tags)
        let best = try #require(sentence.paths.max { $0.score < $1.score })
        let found = try #require(sentence.paths.first { $0.tags == tags.map(Int.init) })
        // Paths may be equal but for rounding.
        #expect(abs(best.score - found.score) < 1e-4)
    }

    @Test("an I never follows O or another label, however high it scores")
    func forbidden() {
        var sentence = Sentence(tagCount: 5, count: 3, seed: 1)
        sentence.transitions = Array(repeating: 0, count: 30)
        sentence.scores = [[0, 0, 50, 0, 0], [0, 1, 0, 0, 50], [0, 0, 50, 0, 0]]
        let chain = sentence.chain()
        var tags = [UInt8](repeating: 99, count: 3)
        chain.bestPath(of: sentence.vectors(1), count: 3, into: &tags)
        // O B I of the first label is 51. Its I at the start is not allowed, B I I is 50, and so is B I of the second
        // label, after which the I of the first is not allowed.
        #expect(tags == [0, 1, 2])
    }

    @Test("lanes beyond the last tag are ignored")
    func lanes() {
        let sentence = Sentence(tagCount: 3, count: 4, seed: 3)
        let chain = sentence.chain()
        var (clean, noisy) = ([UInt8](repeating: 9, count: 4), [UInt8](repeating: 9, count: 4))
        chain.bestPath(of: sentence.vectors(1), count: 4, into: &clean)
        chain.bestPath(of: sentence.vectors(1, beyond: 40), count: 4, into: &noisy)
        #expect(clean == noisy)
        var (one, other) = (Array(repeating: Tags.zero, count: 4), Array(repeating: Tags.zero, count: 4))
        chain.marginals(of: sentence.vectors(1), count: 4, into: &one)
        chain.marginals(of: sentence.vectors(1, beyond: 40), count: 4, into: &other)
        for token in 0..<4 {
            for tag in 0..<3 { #expect(close(Double(one[token][tag]), Double(other[token][tag]))) }
        }
    }

    @Test("a chain can be used for a long sentence and then for a short one, and for none")
    func reuse() {
        let short = Sentence(tagCount: 5, count: 2, seed: 8)
        let chain = short.chain()
        func marginals(_ count: Int, _ scores: [Tags]) -> [Tags] {
            var found = Array(repeating: Tags.zero, count: count)
            chain.marginals(of: scores, count: count, into: &found)
            return found
        }
        let first = marginals(2, short.vectors(1))
        let long = marginals(3000, Sentence(tagCount: 5, count: 3000, seed: 2).vectors(1))
        // Even after thousands of tokens nothing under- or overflows.
        for vector in long {
            #expect(close(Double((0..<5).reduce(Float(0)) { $0 + vector[$1] }), 1))
        }
        #expect(marginals(2, short.vectors(1)) == first)
        var tags: [UInt8] = [7]
        chain.bestPath(of: short.vectors(1), count: 0, into: &tags)
        #expect(tags == [7])
    }

    @Test("very different scores leave probabilities that add up to 1", arguments: [1, 2, 3] as [UInt64])
    func extremes(_ seed: UInt64) {
        let sentence = Sentence(tagCount: 5, count: 6, seed: seed, size: 40)
        let chain = sentence.chain()
        var found = Array(repeating: Tags.zero, count: 6)
        chain.marginals(of: sentence.vectors(1), count: 6, into: &found)
        for vector in found {
            let sum = (0..<5).reduce(Float(0)) { $0 + vector[$1] }
            #expect(close(Double(sum), 1))
        }
    }
}

@Suite("Functions that are the same on every machine")
struct ApproximationTests {
    @Test("the exponential is right to within a few millionths")
    func exponentials() {
        for step in -800...800 {
            let value = Float(step) / 10
            let right = exp(Double(value))
            #expect(abs(Double(exponential(Tags(repeating: value))[3]) - right) < right * 1e-5, "\(value)")
        }
        #expect(exponential(Tags(repeating: 0))[0] == 1)
    }

    @Test("beyond 80 the exponential stays what it is at 80")
    func limits() {
        for (value, limit) in [(1000, 80), (-1000, -80), (.infinity, 80), (-.infinity, -80)]
            as [(Float, Float)]
        {
            #expect(exponential(Tags(repeating: value)) == exponential(Tags(repeating: limit)))
        }
    }

    @Test("the logarithm is right to within a ten-thousandth, and has a least value")
    func logarithms() {
        for step in 1...2000 {
            let value = Float(step) / 1000
            #expect(abs(Double(naturalLogarithm(value)) - log(Double(value))) < 1e-4, "\(value)")
        }
        for exponent in -4...4 {
            let value = Float(pow(10, Double(exponent)))
            #expect(abs(Double(naturalLogarithm(value)) - log(Double(value))) < 1e-4)
        }
        #expect(naturalLogarithm(0) == naturalLogarithm(1e-5))
        #expect(naturalLogarithm(1) == 0)
    }
}
