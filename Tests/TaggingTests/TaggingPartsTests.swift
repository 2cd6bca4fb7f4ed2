import ArticleModel
import Testing

@testable import Tagging

@Suite("Tags of labels")
struct TagSchemeTests {
    @Test("tag 0 is O, and each label has a B and an I")
    func numbers() {
        #expect(TagScheme(labels: []).tagCount == 1)
        #expect(TagScheme(labels: ["A", "B", "C"]).tagCount == 7)
        #expect((0..<3).map(TagScheme.begin) == [1, 3, 5])
        #expect((0..<3).map(TagScheme.inside) == [2, 4, 6])
        #expect((0..<7).map(TagScheme.isInside) == [false, false, true, false, true, false, true])
        #expect((1..<7).map(TagScheme.label) == [0, 0, 1, 1, 2, 2])
    }

    @Test("an I follows B and I of its own label only; everything follows everything else")
    func transitions() {
        // Rows: the tag before; columns: O, B and I of the first, B and I of the second label.
        let expected = [
            [true, true, false, true, false], [true, true, true, true, false],
            [true, true, true, true, false],
            [true, true, false, true, true], [true, true, false, true, true],
        ]
        #expect((0..<5).map { previous in (0..<5).map { TagScheme.allows(previous, $0) } } == expected)
    }
}

@Suite("Weights in a byte each")
struct QuantizedWeightsTests {
    private func quantized(_ rows: [[Float]]) -> QuantizedWeights {
        let tagCount = rows.first?.count ?? 1
        let chunks = (tagCount + 15) / 16
        var vectors = Array(repeating: Tags.zero, count: rows.count * chunks)
        for (row, values) in rows.enumerated() {
            for (tag, value) in values.enumerated() { vectors[row * chunks + tag / 16][tag % 16] = value }
        }
        return QuantizedWeights(vectors, rows: rows.count, chunks: chunks, tagCount: tagCount)
    }

    @Test("the largest weight is 127 steps from 128, which stands for nothing")
    func steps() {
        let weights = quantized([[0, 1.27, -1.27], [0.01, -0.02, 0.635]])
        #expect(abs(weights.scale - 0.01) < 1e-6)
        #expect(weights.bytes == [128, 255, 1, 129, 126, 192])
    }

    @Test("weights beyond 3 are cut")
    func cut() {
        let weights = quantized([[9, -9, 3, -3, 0]])
        #expect(weights.scale == Float(3) / 127)
        #expect(weights.bytes == [255, 1, 255, 1, 128])
    }

    @Test("weights that are all nothing stay nothing")
    func zeros() {
        let weights = quantized([[0, 0], [0, 0]])
        #expect(weights.bytes == [128, 128, 128, 128])
        #expect(weights.scale == Float(1e-3) / 127)
    }

    @Test("rows of more than one vector are taken apart in order of tags")
    func vectors() {
        let row = (0..<19).map { Float($0) / 10 }
        let weights = quantized([row, row.reversed()])
        let steps = row.map { UInt8(128 + Int(($0 / (1.8 / 127)).rounded())) }
        #expect(weights.bytes == steps + steps.reversed())
    }

    @Test("no weight within the range is off by more than half a step", arguments: [1, 2, 3] as [UInt64])
    func random(_ seed: UInt64) {
        var draw = Draw(seed: seed)
        let row = (0..<500).map { _ in [draw.score(2.5)] }
        let weights = quantized(row)
        for (byte, value) in zip(weights.bytes, row) {
            #expect(abs((Float(byte) - 128) * weights.scale - value[0]) <= weights.scale * 0.501)
        }
    }
}

@Suite("Hashes of features")
struct FeatureHashTests {
    @Test(
        "the hash of bytes is FNV-1a with its halves folded",
        arguments: [
            // Test vectors of Fowler, Noll and Vo, 64 bits: cbf29ce484222325, af63dc4c8601ec8c, 85944171f73967e8.
            ("", 0xCBF2_9CE4 ^ 0x8422_2325), ("a", 0xAF63_DC4C ^ 0x8601_EC8C),
            ("foobar", 0x8594_4171 ^ 0xF739_67E8),
        ] as [(String, UInt32)])
    func fnv(_ sample: (text: String, hash: UInt32)) {
        #expect(FeatureHash.bytes(sample.text.utf8) == sample.hash)
    }

    @Test("rows of hashes are in order and reach from the first to the last row")
    func rows() {
        for rows in [1, 2, 3, 1000, 1 << 20] {
            #expect(FeatureHash.row(0, of: rows) == 0)
            #expect(FeatureHash.row(.max, of: rows) == rows - 1)
        }
        #expect(FeatureHash.row(0x8000_0000, of: 10) == 5)
        #expect(FeatureHash.row(0x7FFF_FFFF, of: 10) == 4)
    }

    @Test("a mixed hash depends on the template and on both values in their order")
    func mix() {
        let hashes = [
            FeatureHash.mix(0, 1, 2), FeatureHash.mix(1, 1, 2), FeatureHash.mix(0, 2, 1),
            FeatureHash.mix(0, 1),
            FeatureHash.mix(0, 0, 1), FeatureHash.mix(0, 0, 0), FeatureHash.mix(1, 0, 0),
        ]
        #expect(Set(hashes).count == hashes.count)
    }

    @Test(
        "the checksum depends on every bit and on the length", arguments: [0, 1, 7, 8, 31, 32, 33, 64, 100])
    func checksum(_ count: Int) {
        func checksum(_ bytes: [UInt8]) -> UInt64 { bytes.withUnsafeBytes { FeatureHash.checksum($0) } }
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 37) }
        let right = checksum(bytes)
        #expect(checksum(bytes) == right)
        #expect(checksum(bytes + [0]) != right)
        for index in bytes.indices {
            for bit in 0..<8 {
                var changed = bytes
                changed[index] ^= 1 << UInt8(bit)
                #expect(checksum(changed) != right, "bit \(bit) of byte \(index)")
            }
        }
    }
}

@Suite("Numbers that look random")
struct RandomSequenceTests {
    @Test("the numbers are those of SplitMix64")
    func vectors() {
        // The published outputs for the seed 0; seed 1 starts one step later here.
        var zero = RandomSequence(seed: 0)
        #expect(
            (0..<3).map { _ in zero.next() } == [
                0xE220_A839_7B1D_CDAF, 0x6E78_9E6A_A1B9_65F4, 0x06C4_5D18_8009_454F,
            ])
        var one = RandomSequence(seed: 1)
        #expect(one.next() == 0x6E78_9E6A_A1B9_65F4)
    }

    @Test("numbers below a bound reach every number below it, and fractions stay below 1")
    func bounds() {
        var sequence = RandomSequence(seed: 5)
        #expect(Set((0..<200).map { _ in sequence.next(below: 7) }) == Set(0..<7))
        let fractions = (0..<1000).map { _ in sequence.fraction() }
        #expect(fractions.allSatisfy { (0..<1).contains($0) })
        #expect((0.45...0.55).contains(fractions.reduce(0, +) / 1000))
    }

    @Test("shuffling keeps every number and differs by seed")
    func shuffle() {
        func shuffled(_ seed: UInt64) -> [Int32] {
            var sequence = RandomSequence(seed: seed)
            var numbers = Array(Int32(0)..<100)
            sequence.shuffle(&numbers)
            return numbers
        }
        #expect(shuffled(1).sorted() == Array(0..<100))
        #expect(shuffled(1) == shuffled(1) && shuffled(1) != shuffled(2) && shuffled(1) != Array(0..<100))
        var (none, one): ([Int32], [Int32]) = ([], [4])
        var sequence = RandomSequence(seed: 1)
        sequence.shuffle(&none)
        sequence.shuffle(&one)
        #expect(none == [] && one == [4])
    }
}

@Suite("Copies of articles in another case")
struct CaseCopiesTests {
    @Test(
        "only ASCII letters change, and words begin after everything but letters and apostrophes",
        arguments: [
            ("Mayor Ana Ruiz", "MAYOR ANA RUIZ", "Mayor Ana Ruiz", "mayor ana ruiz"),
            ("the port's end", "THE PORT'S END", "The Port's End", "the port's end"),
            ("well-known U.S. pier", "WELL-KNOWN U.S. PIER", "Well-Known U.S. Pier", "well-known u.s. pier"),
            ("É été 🌊a", "É éTé 🌊A", "É été 🌊a", "É été 🌊a"), ("3rd 2nd", "3RD 2ND", "3Rd 2Nd", "3rd 2nd"),
            ("", "", "", ""), ("A\nb", "A\nB", "A\nB", "a\nb"),
        ])
    func styles(_ sample: (text: String, upper: String, title: String, lower: String)) {
        let gold = GoldArticle(
            Article(id: .integer(4), utf8: Array(sample.text.utf8)), spans: [(Span(0, 0), "A")],
            unlabelled: ["B"])
        for (style, text) in [
            (CaseCopies.Style.upper, sample.upper), (.title, sample.title), (.lower, sample.lower),
        ] {
            let copy = CaseCopies.copy(gold, style)
            #expect(copy.article.text == text)
            #expect(copy.article.id == .integer(4))
            #expect(copy.spans.map(\.label) == ["A"] && copy.unlabelled == ["B"])
        }
    }
}
