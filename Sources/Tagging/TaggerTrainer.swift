public import Diagnostics
internal import Dispatch
internal import Tokenization

/// Trains a linear-chain conditional random field by AdaGrad (Duchi, Hazan and Singer, 2011) on
/// mini-batches, with dropout of features.
///
/// Two workers share each batch. One half of its sentences is each worker's for the gradients, one
/// half of the weights for the steps, and every sum is made in the order of the tokens: so the model
/// does not depend on how the threads are timed.
public final class TaggerTrainer {
    /// What one pass over the articles, or the mean of all rounds so far, came to.
    public struct Epoch: Sendable {
        /// The number of the round, from 1.
        public var round: Int
        /// The number of the pass in the round, from 1.
        public var number: Int
        /// Whether this is the score of the mean of the rounds so far.
        public var isMean: Bool
        /// Precision, recall and their harmonic mean on what was held out.
        public var score: SpanScore
        /// Whether it is the best mean so far.
        public var isBest: Bool
    }

    private static let workers = 2

    private let options: TrainingOptions
    private let scheme: TagScheme
    private let rows: Int
    private let training: TrainingSet
    private let heldOut: TrainingSet
    private let lists: ListClasses?
    private let listBytes: [UInt8]
    private let chunks: Int

    // The weights and the sums of their squared gradients, `chunks` vectors a row.
    private let weights: UnsafeMutablePointer<Tags>
    private let squares: UnsafeMutablePointer<Tags>
    private var transitions: [Float]
    // Sums over the rounds.
    private let sums: UnsafeMutablePointer<Tags>
    private var transitionSums: [Float] = []
    private var transitionSquares: [Float]
    private let chains: [LinearChain]
    private let deltas = ScratchBuffer<Tags>()

    /// A trainer of articles, which are read here and not kept.
    ///
    /// - Parameters:
    ///   - heldOut: articles to score each pass by; nil takes a share of the others.
    /// - Throws: ``Diagnostic`` if there is nothing to learn, or there are too many labels.
    public init(
        _ articles: [GoldArticle], heldOut chosen: [GoldArticle]? = nil, labels: [String],
        lists builder: ListClasses.Builder, options: TrainingOptions
    ) throws(Diagnostic) {
        guard !labels.isEmpty else {
            throw Diagnostic(.gold, "no article has an annotation to learn from")
        }
        guard labels.count <= 31 else {
            throw Diagnostic(.gold, "\(labels.count) labels are too many: a tagger has at most 31")
        }
        self.options = options
        scheme = TagScheme(labels: labels)
        listBytes = builder.names.isEmpty ? [] : builder.bytes()
        lists = listBytes.isEmpty ? nil : ListClasses.copy(of: listBytes)
        rows = (options.size - listBytes.count - 4096) / scheme.tagCount
        guard rows >= 1000 else {
            throw Diagnostic(.gold, "a model of \(options.size) bytes is too small for its lists")
        }
        chunks = (scheme.tagCount + 15) / 16
        let vocabulary = Vocabulary()
        training = TrainingSet(scheme: scheme, rows: rows, vocabulary: vocabulary, lists: lists)
        heldOut = TrainingSet(scheme: scheme, rows: rows, vocabulary: vocabulary, lists: lists)
        var random = RandomSequence(seed: options.seed)
        for gold in chosen ?? [] { heldOut.add(gold) }
        for gold in articles {
            if chosen == nil, random.fraction() < options.heldOut {
                heldOut.add(gold)
                continue
            }
            training.add(gold)
            if random.fraction() < options.caseCopies {
                let style = CaseCopies.Style.allCases[random.next(below: CaseCopies.Style.allCases.count)]
                training.add(CaseCopies.copy(gold, style))
            }
        }
        guard training.sentenceCount > 0 else {
            throw Diagnostic(.gold, "there is no article to learn from")
        }
        weights = .allocate(capacity: rows * chunks)
        squares = .allocate(capacity: rows * chunks)
        sums = .allocate(capacity: rows * chunks)
        sums.initialize(repeating: .zero, count: rows * chunks)
        transitions = []
        transitionSquares = []
        let tagCount = scheme.tagCount
        chains = (0..<Self.workers).map { _ in LinearChain(tagCount: tagCount) }
    }

    deinit {
        weights.deallocate()
        squares.deallocate()
        sums.deallocate()
    }

    /// How many tokens there are to learn from, and to score by.
    public var tokenCounts: (training: Int, heldOut: Int) { (training.tokenCount, heldOut.tokenCount) }

    /// Trains, and gives the best mean.
    ///
    /// - Parameter progress: called behind each pass.
    public func train(progress: (Epoch) -> Void) -> TrainedTagger {
        let epochs = options.epochs ?? max(1, min(20, 1_000_000 / training.tokenCount))
        var best: (score: Double, weights: QuantizedWeights, transitions: [Float])?
        var waited = 0
        for round in 1...max(1, options.rounds) {
            begin()
            var random = RandomSequence(seed: options.seed &+ UInt64(round) &* 1_000_003)
            var order = (0..<Int32(training.sentenceCount)).map { $0 }
            for number in 1...max(1, epochs) {
                random.shuffle(&order)
                let salt = random.next()
                for start in stride(from: 0, to: order.count, by: options.batch) {
                    step(order[start..<min(order.count, start + options.batch)], salt)
                }
                let score = score(weights, transitions)
                progress(Epoch(round: round, number: number, isMean: false, score: score, isBest: false))
            }
            for index in 0..<rows * chunks { sums[index] += weights[index] }
            for index in transitions.indices { transitionSums[index] += transitions[index] }
            // The mean takes the place of the weights, which the next round begins anew.
            let factor = 1 / Float(round)
            for index in 0..<rows * chunks { weights[index] = sums[index] * factor }
            let mean = transitionSums.map { $0 * factor }
            let score = score(weights, mean)
            let isBest = heldOut.sentenceCount == 0 || score.harmonicMean > (best?.score ?? -1)
            if isBest {
                let quantized = QuantizedWeights(
                    weights, rows: rows, chunks: chunks, tagCount: scheme.tagCount)
                best = (score.harmonicMean, quantized, mean)
                waited = 0
            } else {
                waited += 1
            }
            progress(Epoch(round: round, number: epochs, isMean: true, score: score, isBest: isBest))
            if waited >= options.patience { break }
        }
        return TrainedTagger(
            scheme: scheme, weights: best!.weights, transitions: best!.transitions, lists: listBytes,
            elsewhere: options.elsewhere)
    }

    /// Begins a round: nothing is known.
    private func begin() {
        weights.initialize(repeating: .zero, count: rows * chunks)
        squares.initialize(repeating: Tags(repeating: options.damping), count: rows * chunks)
        let count = (scheme.tagCount + 1) * scheme.tagCount
        transitions = Array(repeating: 0, count: count)
        transitionSquares = Array(repeating: options.damping, count: count)
        if transitionSums.isEmpty { transitionSums = transitions }
    }

    // MARK: One batch

    private func step(_ batch: ArraySlice<Int32>, _ salt: UInt64) {
        // Where the deltas of each sentence go.
        var places: [Int] = []
        var count = 0
        for sentence in batch {
            places.append(count)
            count += training.sentence(Int(sentence)).count
        }
        deltas.fill(count * chunks, .zero)
        for chain in chains { chain.setTransitions(transitions) }
        let size = (scheme.tagCount + 1) * chunks
        let expected = ScratchBuffer<Tags>(capacity: size * Self.workers)
        expected.fill(size * Self.workers, .zero)
        let middle = batch.startIndex + batch.count / 2
        let halves = [batch.startIndex..<middle, middle..<batch.endIndex]
        parallel { [self] worker in
            let scores = ScratchBuffer<Tags>()
            let gold = ScratchBuffer<Tags>()
            for index in halves[worker] {
                let sentence = training.sentence(Int(batch[index]))
                let place = deltas.base + places[index - batch.startIndex] * chunks
                differentiate(
                    sentence, salt, chains[worker], scores, gold, place, expected.base + worker * size)
            }
        }
        parallel { [self] worker in
            for (index, sentence) in batch.enumerated() {
                update(training.sentence(Int(sentence)), salt, deltas.base + places[index] * chunks, worker)
            }
        }
        for previous in 0...scheme.tagCount {
            for tag in 0..<scheme.tagCount {
                var gradient: Float = 0
                for worker in 0..<Self.workers {
                    gradient += expected[worker * size + previous * chunks + tag / 16][tag % 16]
                }
                let index = previous * scheme.tagCount + tag
                transitionSquares[index] += gradient * gradient
                transitions[index] -= options.rate * gradient / transitionSquares[index].squareRoot()
            }
        }
    }

    private func parallel(_ body: (Int) -> Void) {
        withoutActuallyEscaping(body) { body in
            nonisolated(unsafe) let body = body
            DispatchQueue.concurrentPerform(iterations: Self.workers) { body($0) }
        }
    }

    @inline(__always)
    private func isKept(_ random: UInt64, _ feature: Int, _ threshold: UInt64) -> Bool {
        ((random &+ UInt64(truncatingIfNeeded: feature)) &* 0x9E37_79B9_7F4A_7C15) >> 40 >= threshold
    }

    private var threshold: UInt64 { UInt64(options.dropout * Double(1 << 24)) }

    /// Writes what the model expects of each token's tags less what is true.
    private func differentiate(
        _ sentence: Range<Int>, _ salt: UInt64, _ chain: LinearChain, _ scores: ScratchBuffer<Tags>,
        _ gold: ScratchBuffer<Tags>, _ deltas: UnsafeMutablePointer<Tags>,
        _ expected: UnsafeMutablePointer<Tags>
    ) {
        let count = sentence.count
        scores.fill(count * chunks, .zero)
        gold.fill(count * chunks, .zero)
        let threshold = threshold
        let factor = Float(1 / (1 - options.dropout))
        let rows = training.features.base
        for token in sentence {
            let random = RandomSequence.scramble(salt &+ UInt64(token))
            for index in Int(training.starts[token])..<Int(training.starts[token + 1])
            where isKept(random, index, threshold) {
                let row = Int(rows[index]) * chunks
                for chunk in 0..<chunks {
                    scores.base[(token - sentence.lowerBound) * chunks + chunk] += weights[row + chunk]
                }
            }
            for chunk in 0..<chunks { scores.base[(token - sentence.lowerBound) * chunks + chunk] *= factor }
        }
        chain.marginals(of: scores.base, count: count, into: deltas, expected: expected)
        let allowed = training.allowed.base + sentence.lowerBound
        chain.marginals(
            of: scores.base, count: count, allowed: allowed, into: gold.base, expected: expected, sign: -1)
        for index in 0..<count * chunks { deltas[index] = (deltas[index] - gold[index]) * factor }
    }

    /// A step of the worker's half of the weights.
    private func update(
        _ sentence: Range<Int>, _ salt: UInt64, _ deltas: UnsafePointer<Tags>, _ worker: Int
    ) {
        let threshold = threshold
        let half = UInt32(rows / 2)
        let rows = training.features.base
        let rate = options.rate
        for token in sentence {
            let random = RandomSequence.scramble(salt &+ UInt64(token))
            let delta = deltas + (token - sentence.lowerBound) * chunks
            // Where the model is right, there is nothing to learn.
            var size: Float = 0
            for chunk in 0..<chunks { size += (delta[chunk] * delta[chunk]).sum() }
            if size < 1e-8 { continue }
            for index in Int(training.starts[token])..<Int(training.starts[token + 1]) {
                let feature = rows[index]
                guard (feature < half) == (worker == 0), isKept(random, index, threshold) else { continue }
                for chunk in 0..<chunks {
                    let place = Int(feature) * chunks + chunk
                    let gradient = delta[chunk]
                    let square = squares[place] + gradient * gradient
                    squares[place] = square
                    weights[place] -= rate * gradient / square.squareRoot()
                }
            }
        }
    }

    // MARK: The result of a pass

    private func score(_ weights: UnsafePointer<Tags>, _ transitions: [Float]) -> SpanScore {
        let chain = chains[0]
        chain.setTransitions(transitions)
        let scores = ScratchBuffer<Tags>()
        let tags = ScratchBuffer<UInt8>()
        var score = SpanScore()
        for index in 0..<heldOut.sentenceCount {
            let sentence = heldOut.sentence(index)
            scores.fill(sentence.count * chunks, .zero)
            for token in sentence {
                for feature in Int(heldOut.starts[token])..<Int(heldOut.starts[token + 1]) {
                    let row = Int(heldOut.features[feature]) * chunks
                    for chunk in 0..<chunks {
                        scores.base[(token - sentence.lowerBound) * chunks + chunk] += weights[row + chunk]
                    }
                }
            }
            tags.fill(sentence.count, 0)
            chain.bestPath(of: scores.base, count: sentence.count, into: tags.base)
            score.add(tags, heldOut.allowed.base + sentence.lowerBound)
        }
        return score
    }
}

/// How many spans were found, of how many that there are.
public struct SpanScore: Sendable {
    /// Spans found with their exact bounds and label.
    public private(set) var right = 0
    /// Spans found.
    public private(set) var found = 0
    /// Spans that there are.
    public private(set) var gold = 0

    /// The share of the found that are right.
    public var precision: Double { found == 0 ? 0 : Double(right) / Double(found) }
    /// The share of those that there are that were found.
    public var recall: Double { gold == 0 ? 0 : Double(right) / Double(gold) }
    /// The harmonic mean of both (F1).
    public var harmonicMean: Double { found + gold == 0 ? 0 : 2 * Double(right) / Double(found + gold) }

    /// Compares tags with those that are allowed; tokens that may have several are not counted.
    mutating func add(_ tags: ScratchBuffer<UInt8>, _ allowed: UnsafePointer<UInt64>) {
        func isBegin(_ tag: Int) -> Bool { tag > 0 && !TagScheme.isInside(tag) }
        var token = 0
        while token < tags.count {
            let known = allowed[token].nonzeroBitCount == 1
            let gold = known ? allowed[token].trailingZeroBitCount : 0
            let tag = Int(tags[token])
            // What may or may not be there counts for nothing.
            if isBegin(tag), known { found += 1 }
            if isBegin(gold) { self.gold += 1 }
            if isBegin(gold), gold == tag {
                var end = token + 1
                while end < tags.count, Int(tags[end]) == gold + 1, allowed[end] == 1 << UInt64(gold + 1) {
                    end += 1
                }
                let goesOn =
                    end < tags.count && (Int(tags[end]) == gold + 1 || allowed[end] == 1 << UInt64(gold + 1))
                if !goesOn { right += 1 }
            }
            token += 1
        }
    }
}
