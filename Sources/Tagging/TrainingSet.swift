internal import ArticleModel
internal import Tokenization

/// Sentences with the rows of their tokens' features and the tags that they may have, in flat
/// memory: made once, read in every pass.
final class TrainingSet {
    let scheme: TagScheme
    private let rows: Int
    private let extractor: ArticleFeatures
    private let tokenizer: Tokenizer

    /// The rows of the features of all tokens, and where each token's start.
    let features = ScratchBuffer<UInt32>(capacity: 1 << 20)
    let starts = ScratchBuffer<Int32>(capacity: 1 << 16)
    /// The tags that a token may have, as bits: one if it is known.
    let allowed = ScratchBuffer<UInt64>(capacity: 1 << 16)
    /// The first token of each sentence, and the number of tokens.
    private(set) var sentences: [Int32] = [0]

    init(scheme: TagScheme, rows: Int, vocabulary: Vocabulary, lists: ListClasses?) {
        self.scheme = scheme
        self.rows = rows
        extractor = ArticleFeatures(vocabulary: vocabulary, lists: lists)
        tokenizer = Tokenizer(vocabulary: vocabulary)
        starts.append(0)
    }

    var sentenceCount: Int { sentences.count - 1 }
    var tokenCount: Int { allowed.count }

    func sentence(_ index: Int) -> Range<Int> { Int(sentences[index])..<Int(sentences[index + 1]) }

    /// Adds the sentences of an article.
    func add(_ gold: GoldArticle) {
        let tokens = tokenizer.tokenize(gold.article)
        guard tokens.count > 0 else { return }
        let first = allowed.count
        allow(gold, tokens)
        extractor.read(tokens)
        for sentence in 0..<tokens.sentenceCount {
            let range = tokens.sentence(sentence)
            extractor.write(range, tokens)
            for token in range {
                writeForms(token, range)
                let place = token - range.lowerBound
                for index in Int(extractor.starts[place])..<Int(extractor.starts[place + 1]) {
                    features.append(UInt32(FeatureHash.row(extractor.hashes[index], of: rows)))
                }
                starts.append(Int32(features.count))
            }
            sentences.append(Int32(first + range.upperBound))
        }
    }

    private func writeForms(_ token: Int, _ range: Range<Int>) {
        for (offset, count) in FormOffset.all {
            let row =
                range.contains(token + offset) ? Int(extractor.rows[token + offset]) : FormTable.edge
            let start = row * FormTable.all
            for index in start..<start + count {
                let hash = FormOffset.hash(extractor.forms.features[index], at: offset)
                features.append(UInt32(FeatureHash.row(hash, of: rows)))
            }
        }
    }

    private func allow(_ gold: GoldArticle, _ tokens: TokenTable) {
        let first = allowed.count
        allowed.reserve(tokens.count)
        var none: UInt64 = 1
        for (number, label) in scheme.labels.enumerated() where gold.unlabelled.contains(label) {
            none |= 3 << UInt64(TagScheme.begin(number))
        }
        for _ in 0..<tokens.count { allowed.append(none) }
        var done = 0
        for (span, label) in gold.spans.sorted(by: { $0.span < $1.span }) {
            guard let number = scheme.labels.firstIndex(of: label) else { continue }
            let range = tokens.tokens(overlapping: span)
            guard !range.isEmpty, range.lowerBound >= done else { continue }
            done = range.upperBound
            let fits =
                tokens.span(range) == span
                && tokens.sentence(ofToken: range.lowerBound)
                    == tokens.sentence(ofToken: range.upperBound - 1)
            for token in range {
                let tag = token == range.lowerBound ? TagScheme.begin(number) : TagScheme.inside(number)
                // A span that ends within a token can be no tags: nothing is learned there.
                allowed[first + token] = fits ? 1 << UInt64(tag) : ~0
            }
        }
    }
}

/// Where a form stands to the token whose features it gives.
enum FormOffset {
    /// The offsets, and how many features of the form count there.
    static let all: [(offset: Int, count: Int)] = [
        (0, FormTable.all), (-1, FormTable.near), (1, FormTable.near), (-2, FormTable.far),
        (2, FormTable.far),
    ]

    /// How many features of forms a token has.
    static let featureCount = all.reduce(0) { $0 + $1.count }

    @inline(__always)
    static func hash(_ feature: UInt32, at offset: Int) -> UInt32 {
        FeatureHash.mix(FeatureTemplate.offset.rawValue, feature, UInt32(offset + 2))
    }
}
