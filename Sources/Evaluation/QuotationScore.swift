internal import ArticleModel

/// Scores quotations and their speakers against gold.
///
/// Spans are split at line ends and compared in three ways: strict (the same ends), exact (the same without white
/// space and quotation marks) and relaxed (at least four fifths of the words of both are shared). A quotation counts
/// end to end if its speaker is correct as well.
public struct QuotationScore: Sendable {
    /// The options of the score.
    public struct Options: Sendable {
        /// The gold labels that count, or nil for all. Predicted indirect quotations count only if these include
        /// `INDIRECT`.
        public var labels: Set<String>?
        /// Labels whose gold counts neither as hits nor as misses.
        public var ignored: Set<String> = []
        /// Whether spans are split at line ends.
        public var splits = true
        /// Whether the quoted regions that each prediction covers are scored instead of the prediction.
        public var projects = false

        /// Creates options under which every label counts.
        public init() {}
    }

    /// A speaker or a cue.
    struct Mention {
        var text: String
        var range: Range<Int>?

        init?(_ value: FeatureValue?) {
            guard let value, case .object = value else { return nil }
            text = value["text"]?.string ?? ""
            if case .integer(let start)? = value["start"], case .integer(let end)? = value["end"],
                start <= end
            {
                range = start..<end
            }
        }
    }

    private struct Item {
        var range: Range<Int>
        var inner: Range<Int>
        var words: Range<Int>
        var annotation: ScoredAnnotation
    }

    /// Counts of spans with the same ends.
    public private(set) var strict = Tally()
    /// Counts of spans that are the same without white space and marks.
    public private(set) var exact = Tally()
    /// Counts of spans that have four fifths of the words of both in common.
    public private(set) var relaxed = Tally()
    /// Counts of exact spans with the right speaker.
    public private(set) var endToEndExact = Tally()
    /// Counts of relaxed spans with the right speaker.
    public private(set) var endToEndRelaxed = Tally()
    /// Matches whose gold has a speaker.
    public private(set) var speakers = 0
    /// Those with the same speaker.
    public private(set) var sameSpeakers = 0
    /// Those with the same or a similar speaker.
    public private(set) var similarSpeakers = 0
    /// Matches whose gold has no speaker.
    public private(set) var withoutSpeaker = 0
    /// Those where none was found.
    public private(set) var rightlyWithout = 0
    /// Matches with cues in both.
    public private(set) var cues = 0
    /// Those whose cues share a word.
    public private(set) var sharedCues = 0
    /// Relaxed matches with the right speaker of each article.
    public private(set) var byDocument: [(id: String, tally: Tally)] = []
    /// The errors, in text order.
    public private(set) var errors: [ScoringError] = []

    /// Scores predictions by article id.
    ///
    /// - Parameter layer: the layer to score; annotations that name no layer count as this one.
    /// - Throws: a regular expression error if a text exceeds its limits.
    public init(
        gold: [ScoredDocument], found: [String: ScoredDocument], layer: String, _ options: Options = Options()
    ) throws {
        let names = try SpeakerNames()
        for document in gold { try add(document, found[document.id], layer, options, names) }
    }

    private mutating func add(
        _ document: ScoredDocument, _ tried: ScoredDocument?, _ layer: String, _ options: Options,
        _ names: SpeakerNames
    ) throws {
        let text = try QuotedText(document.text)
        let rightOnes = document.annotations.filter { $0.layer == layer || $0.layer.isEmpty }
        var triedOnes = (tried?.annotations ?? []).filter { $0.layer == layer || $0.layer.isEmpty }
        if let labels = options.labels, !labels.contains("INDIRECT") {
            triedOnes.removeAll { $0.label == "INDIRECT" }
        }
        if options.projects { triedOnes = try projected(triedOnes, text) }
        func items(_ annotations: [ScoredAnnotation]) -> [Item] {
            annotations.flatMap { annotation -> [Item] in
                let pieces = options.splits ? text.lines(of: annotation.range) : [annotation.range]
                return pieces.compactMap { piece in
                    let words = text.words(in: piece)
                    guard !words.isEmpty else { return nil }
                    return Item(
                        range: piece, inner: text.trimmed(piece, marks: true), words: words,
                        annotation: annotation)
                }
            }
        }
        let ignored = document.ignored.map { text.words(in: $0) }
        func isMostlyIgnored(_ item: Item) -> Bool {
            ignored.contains {
                $0.clamped(to: item.words).count * 2 > item.words.count && $0.overlaps(item.words)
            }
        }
        let allRight = items(rightOnes.filter { options.labels?.contains($0.label) ?? true })
        let free = items(rightOnes.filter { options.ignored.contains($0.label) })
        let found = items(triedOnes).filter { item in
            if isMostlyIgnored(item) { return false }
            let best = free.map { Self.jaccard($0.words, item.words) }.max() ?? 0
            let wanted = allRight.map { Self.jaccard($0.words, item.words) }.max() ?? 0
            return !(best >= 0.8 && wanted < best)
        }
        let right = allRight.filter { !isMostlyIgnored($0) }
        try compare(right, found, document.id, names)
    }

    private mutating func compare(_ right: [Item], _ found: [Item], _ id: String, _ names: SpeakerNames)
        throws
    {
        var candidates: [(share: Double, isExact: Bool, i: Int, j: Int)] = []
        for (i, a) in right.enumerated() {
            for (j, b) in found.enumerated() where a.words.overlaps(b.words) {
                let share = Self.jaccard(a.words, b.words)
                if share >= 0.8 || a.inner == b.inner {
                    candidates.append((share, a.inner == b.inner, i, j))
                }
            }
        }
        candidates.sort { a, b in
            a.isExact != b.isExact
                ? a.isExact : a.share != b.share ? a.share > b.share : (a.i, a.j) < (b.i, b.j)
        }
        let firstError = errors.count
        var counts = Tally(gold: right.count, found: found.count)
        var (usedGold, usedFound) = (Set<Int>(), Set<Int>())
        strict = strict + counts
        exact = exact + counts
        relaxed = relaxed + counts
        endToEndExact = endToEndExact + counts
        endToEndRelaxed = endToEndRelaxed + counts
        for (_, isExact, i, j) in candidates where !usedGold.contains(i) && !usedFound.contains(j) {
            usedGold.insert(i)
            usedFound.insert(j)
            let (a, b) = (right[i].annotation, found[j].annotation)
            relaxed.correct += 1
            if right[i].range == found[j].range { strict.correct += 1 }
            if isExact { exact.correct += 1 }
            let (speaker, tried) = (Mention(a.fields["speaker"]), Mention(b.fields["speaker"]))
            let isSame = try names.isSame(speaker, tried)
            let isSimilar = try names.isSimilar(speaker, tried)
            if speaker != nil {
                speakers += 1
                if isSame { sameSpeakers += 1 }
                if isSimilar { similarSpeakers += 1 }
            } else {
                withoutSpeaker += 1
                if isSimilar { rightlyWithout += 1 }
            }
            if isExact, isSame { endToEndExact.correct += 1 }
            if isSimilar {
                endToEndRelaxed.correct += 1
                counts.correct += 1
            } else {
                errors.append(ScoringError(.wrong, id, gold: a, found: b, parts: ["speaker"]))
            }
            if let cue = Mention(a.fields["cue"]), let other = Mention(b.fields["cue"]) {
                cues += 1
                let words = Set(try names.normalized(cue.text, dropsTitles: false))
                if !words.isDisjoint(with: try names.normalized(other.text, dropsTitles: false)) {
                    sharedCues += 1
                }
            }
        }
        byDocument.append((id, counts))
        for (i, item) in right.enumerated() where !usedGold.contains(i) {
            errors.append(ScoringError(.missed, id, gold: item.annotation))
        }
        for (j, item) in found.enumerated() where !usedFound.contains(j) {
            errors.append(ScoringError(.spurious, id, found: item.annotation))
        }
        errors.sortByPlace(from: firstError)
    }

    private static func jaccard(_ a: Range<Int>, _ b: Range<Int>) -> Double {
        let common = max(0, min(a.upperBound, b.upperBound) - max(a.lowerBound, b.lowerBound))
        return Double(common) / Double(a.count + b.count - common)
    }

    /// Those with a speaker come first, and the shorter ones: they decide whose a region is.
    private func projected(_ annotations: [ScoredAnnotation], _ text: QuotedText) throws -> [ScoredAnnotation]
    {
        let regions = try text.regions()
        let sorted = annotations.enumerated().sorted { a, b in
            let (first, second) = (key(a.element), key(b.element))
            return first != second ? first < second : a.offset < b.offset
        }
        var seen: Set<Range<Int>> = []
        var found: [ScoredAnnotation] = []
        for (_, annotation) in sorted {
            for region in text.regions(coveredBy: annotation.range, of: regions)
            where seen.insert(region).inserted {
                var copy = annotation
                copy.range = region
                found.append(copy)
            }
        }
        return found
    }

    private func key(_ annotation: ScoredAnnotation) -> (Int, Int) {
        let hasSpeaker = !(Mention(annotation.fields["speaker"])?.text.isEmpty ?? true)
        return (hasSpeaker ? 0 : 1, annotation.range.count)
    }
}
