public import Tokenization

/// Finds labelled spans with a trained model: a linear chain over hashed features, in two passes.
///
/// The first pass gives each word the probabilities of its tags. In the second, what the first
/// thinks of the same capitalised word elsewhere in the article is added to each of its places, so
/// that a name that is plain in one sentence helps in the others (after Krishnan and Manning, 2006).
///
/// Used by one thread at a time, with the vocabulary that the tokens were made with.
public final class Tagger {
    /// The labels, by number.
    public let labels: [String]
    /// The model.
    public let model: TaggerModel

    private let features: ArticleFeatures
    private let chain: LinearChain
    private let chunks: Int

    // What the features of a form score at each of their places, summed up, by row of the table of
    // forms; even and odd tags apart, as the bytes of a row are read.
    private typealias Half = SIMD8<UInt16>
    private let formSums = ScratchBuffer<Half>()
    private let formSumOfRow = ScratchBuffer<Int32>()
    private var formGeneration = -1

    private let scores = ScratchBuffer<Tags>()
    private let marginals = ScratchBuffer<Tags>()
    private let nameSums = ScratchBuffer<Tags>()
    private let nameCounts = ScratchBuffer<Int32>()
    private let tags = ScratchBuffer<UInt8>()

    /// A tagger of a model.
    public init(_ model: TaggerModel, vocabulary: Vocabulary) {
        self.model = model
        labels = model.scheme.labels
        features = ArticleFeatures(vocabulary: vocabulary, lists: model.lists)
        chain = LinearChain(tagCount: model.scheme.tagCount)
        chain.setTransitions(model.transitions)
        chunks = chain.chunks
    }

    /// The labelled spans of an article, in order; they do not overlap.
    public func tag(_ tokens: TokenTable) -> [TaggedSpan] {
        guard tokens.count > 0 else { return [] }
        features.read(tokens)
        score(tokens)
        marginals.fill(tokens.count * chunks, .zero)
        if model.elsewhere > 0 { addOtherMentions(tokens) }
        tags.fill(tokens.count, 0)
        for sentence in 0..<tokens.sentenceCount {
            let range = tokens.sentence(sentence)
            chain.bestPath(
                of: scores.base + range.lowerBound * chunks, count: range.count,
                into: tags.base + range.lowerBound)
            // How sure the model is counts where something was found.
            if range.contains(where: { tags[$0] != 0 }) { findMarginals(range) }
        }
        return spans(tokens.count)
    }

    private func spans(_ count: Int) -> [TaggedSpan] {
        var spans: [TaggedSpan] = []
        var token = 0
        while token < count {
            let tag = Int(tags[token])
            guard tag > 0 else {
                token += 1
                continue
            }
            let label = TagScheme.label(ofTag: tag)
            let start = token
            var score: Float = 1
            repeat {
                score = min(score, probability(label, token))
                token += 1
            } while token < count && Int(tags[token]) == TagScheme.inside(label)
            spans.append(TaggedSpan(tokens: start..<token, label: label, score: score))
        }
        return spans
    }

    @inline(__always)
    private func probability(_ label: Int, _ token: Int) -> Float {
        let begin = TagScheme.begin(label)
        let inside = TagScheme.inside(label)
        let row = marginals.base + token * chunks
        return min(1, row[begin / 16][begin % 16] + row[inside / 16][inside % 16])
    }

    // MARK: Scores

    private func score(_ tokens: TokenTable) {
        if formGeneration != features.forms.generation {
            formGeneration = features.forms.generation
            formSums.clear()
            formSumOfRow.clear()
        }
        let rowCount = features.forms.facts.count
        while formSumOfRow.count < rowCount { formSumOfRow.append(-1) }
        scores.fill(tokens.count * chunks, .zero)
        for sentence in 0..<tokens.sentenceCount {
            let range = tokens.sentence(sentence)
            features.write(range, tokens)
            for token in range { score(token, range) }
        }
    }

    @inline(__always)
    private func score(_ token: Int, _ range: Range<Int>) {
        let first = Int(features.starts[token - range.lowerBound])
        let last = Int(features.starts[token - range.lowerBound + 1])
        let tagCount = model.scheme.tagCount
        let weights = model.weights
        let rowCount = model.rows
        let hashes = features.hashes.base
        for chunk in 0..<chunks {
            var even = Half.zero
            var odd = Half.zero
            for (place, (offset, _)) in FormOffset.all.enumerated() {
                let at = token + offset
                let row = range.contains(at) ? Int(features.rows[at]) : FormTable.edge
                // The place first: finding it can move the sums.
                let start = sums(ofRow: row)
                let sum = formSums.base + start + (place * chunks + chunk) * 2
                even &+= sum[0]
                odd &+= sum[1]
            }
            for index in first..<last {
                let row = FeatureHash.row(hashes[index], of: rowCount) * tagCount + chunk * 16
                let bytes = UnsafeRawPointer(weights + row).loadUnaligned(as: Half.self)
                even &+= bytes & 0xFF
                odd &+= bytes &>> 8
            }
            let count = last - first + FormOffset.featureCount
            let zero = UInt16(truncatingIfNeeded: 128 * count)
            var vector = Tags.zero
            for lane in 0..<8 {
                vector[lane * 2] = Float(Int16(bitPattern: even[lane] &- zero))
                vector[lane * 2 + 1] = Float(Int16(bitPattern: odd[lane] &- zero))
            }
            scores[token * chunks + chunk] = vector * model.scale
        }
    }

    /// Where the sums of a form start.
    @inline(__always)
    private func sums(ofRow row: Int) -> Int {
        let known = formSumOfRow[row]
        return known >= 0 ? Int(known) : addSums(row)
    }

    private func addSums(_ row: Int) -> Int {
        let start = formSums.count
        formSumOfRow[row] = Int32(start)
        let tagCount = model.scheme.tagCount
        for (offset, count) in FormOffset.all {
            for chunk in 0..<chunks {
                var even = Half.zero
                var odd = Half.zero
                for index in row * FormTable.all..<row * FormTable.all + count {
                    let hash = FormOffset.hash(features.forms.features[index], at: offset)
                    let place = FeatureHash.row(hash, of: model.rows) * tagCount + chunk * 16
                    let bytes = UnsafeRawPointer(model.weights + place).loadUnaligned(as: Half.self)
                    even &+= bytes & 0xFF
                    odd &+= bytes &>> 8
                }
                formSums.append(even)
                formSums.append(odd)
            }
        }
        return start
    }

    // MARK: The second pass

    private func findMarginals(_ sentence: Range<Int>) {
        chain.marginals(
            of: scores.base + sentence.lowerBound * chunks, count: sentence.count,
            into: marginals.base + sentence.lowerBound * chunks)
    }

    /// Whether the token is a name that stands in the article more than once.
    @inline(__always)
    private func isRepeated(_ token: Int) -> Bool {
        let name = Int(features.names[token])
        return name >= 0 && nameCounts[name] > 1
    }

    /// Adds to each name the mean logarithm of what was thought of its other places.
    private func addOtherMentions(_ tokens: TokenTable) {
        nameSums.fill(features.nameCount * chunks, .zero)
        nameCounts.fill(features.nameCount, 0)
        for token in 0..<tokens.count where features.names[token] >= 0 {
            nameCounts[Int(features.names[token])] += 1
        }
        for sentence in 0..<tokens.sentenceCount {
            let range = tokens.sentence(sentence)
            if range.contains(where: isRepeated) { findMarginals(range) }
        }
        for token in 0..<tokens.count {
            let name = Int(features.names[token])
            guard isRepeated(token) else { continue }
            for chunk in 0..<chunks {
                let own = logarithm(token * chunks + chunk)
                marginals[token * chunks + chunk] = own
                nameSums[name * chunks + chunk] += own
            }
        }
        for token in 0..<tokens.count {
            let name = Int(features.names[token])
            guard isRepeated(token) else { continue }
            let factor = model.elsewhere / Float(nameCounts[name] - 1)
            for chunk in 0..<chunks {
                let others = nameSums[name * chunks + chunk] - marginals[token * chunks + chunk]
                scores[token * chunks + chunk] += others * factor
            }
        }
    }

    /// The logarithms of the probabilities of the tags, with B and I of a label taken together:
    /// where in a name a word stands is not the same in its other mentions.
    private func logarithm(_ index: Int) -> Tags {
        let row = marginals[index]
        var result = Tags.zero
        // Tag 0 is O; of a pair that lies in two vectors, each stands for itself.
        result[0] = naturalLogarithm(row[0])
        var lane = 1
        while lane < 16 {
            let pair = lane + 1 < 16 ? row[lane] + row[lane + 1] : row[lane]
            let value = naturalLogarithm(pair)
            result[lane] = value
            if lane + 1 < 16 { result[lane + 1] = value }
            lane += 2
        }
        return result
    }
}

/// The natural logarithm, to within a ten-thousandth; the same on every machine. Of less than a
/// hundredth of a thousandth it is that of this.
@inline(__always)
func naturalLogarithm(_ value: Float) -> Float {
    let value = max(value, 1e-5)
    // value = 2^e · m with m in [√½, √2).
    var bits = value.bitPattern
    var exponent = Int32(bits >> 23) - 127
    bits = bits & 0x7F_FFFF | 127 << 23
    var mantissa = Float(bitPattern: bits)
    if mantissa > 1.414_213_6 {
        mantissa *= 0.5
        exponent += 1
    }
    let t = (mantissa - 1) / (mantissa + 1)
    let square = t * t
    return 2 * t * (1 + square * (1.0 / 3 + square * (0.2 + square / 7))) + Float(exponent) * 0.693_147_18
}
