internal import ArticleModel

/// Spans and labels of a layer against gold, article by article.
public struct LabelScore: Sendable {
    /// When a span that was found is one of the gold.
    public enum Match: String, Sendable, CaseIterable {
        /// the same extent and label
        case strict
        /// some character in common and the same label; one to one, the largest overlap first
        case overlap
        /// some character in common, whatever the label
        case label
    }

    /// Counts by label.
    public private(set) var byLabel: [String: Tally] = [:]
    /// Counts of each article, in order.
    public private(set) var byDocument: [(id: String, tally: Tally)] = []
    /// What is wrong.
    public private(set) var errors: [ScoringError] = []

    /// All labels.
    public var total: Tally { byDocument.reduce(Tally()) { $0 + $1.tally } }

    /// Scores what was found in some articles.
    ///
    /// - Parameters:
    ///   - found: by id; an article that is missing has found nothing.
    ///   - layer: the layer; gold without layers counts as this one.
    ///   - labels: those that count; all if nil.
    ///   - label: the label under which an annotation counts; nil if it does not.
    ///   - key: a feature that must be equal besides.
    public init(
        gold: [ScoredDocument], found: [String: ScoredDocument], layer: String, match: Match,
        labels: Set<String>? = nil, key: String? = nil,
        label: (ScoredAnnotation) -> String? = { $0.label }
    ) {
        func kept(_ document: ScoredDocument?) -> [ScoredAnnotation] {
            var seen: Set<String> = []
            return (document?.annotations ?? []).compactMap { annotation in
                guard annotation.layer == layer || annotation.layer.isEmpty, let name = label(annotation),
                    labels?.contains(name) ?? true, seen.insert("\(annotation.range) \(name)").inserted
                else { return nil }
                var annotation = annotation
                annotation.label = name
                return annotation
            }
        }
        for document in gold {
            let (right, tried) = (kept(document), kept(found[document.id]))
            let pairs = Self.pairs(right, tried, match)
            var tally = Tally(gold: right.count, found: tried.count)
            var (usedGold, usedFound) = (Set<Int>(), Set<Int>())
            for annotation in right { byLabel[annotation.label, default: Tally()].gold += 1 }
            for annotation in tried { byLabel[annotation.label, default: Tally()].found += 1 }
            for (i, j) in pairs {
                usedGold.insert(i)
                usedFound.insert(j)
                let isRight = key.map { right[i].fields[$0] == tried[j].fields[$0] } ?? true
                guard isRight else {
                    errors.append(
                        ScoringError(.wrong, document.id, gold: right[i], found: tried[j], parts: [key ?? ""])
                    )
                    continue
                }
                tally.correct += 1
                byLabel[right[i].label, default: Tally()].correct += 1
            }
            byDocument.append((document.id, tally))
            for (i, annotation) in right.enumerated() where !usedGold.contains(i) {
                errors.append(ScoringError(.missed, document.id, gold: annotation))
            }
            for (j, annotation) in tried.enumerated() where !usedFound.contains(j) {
                errors.append(ScoringError(.spurious, document.id, found: annotation))
            }
        }
    }

    private static func pairs(_ gold: [ScoredAnnotation], _ found: [ScoredAnnotation], _ match: Match) -> [(
        Int, Int
    )] {
        var candidates: [(overlap: Int, gold: Int, found: Int)] = []
        for (i, a) in gold.enumerated() {
            for (j, b) in found.enumerated() {
                let overlap =
                    min(a.range.upperBound, b.range.upperBound) - max(a.range.lowerBound, b.range.lowerBound)
                let fits =
                    switch match {
                    case .strict: a.range == b.range && a.label == b.label
                    case .overlap: overlap > 0 && a.label == b.label
                    case .label: overlap > 0
                    }
                if fits { candidates.append((overlap, i, j)) }
            }
        }
        candidates.sort { ($1.overlap, $0.gold, $0.found) < ($0.overlap, $1.gold, $1.found) }
        var (usedGold, usedFound) = (Set<Int>(), Set<Int>())
        return candidates.compactMap { candidate in
            guard !usedGold.contains(candidate.gold), !usedFound.contains(candidate.found) else { return nil }
            usedGold.insert(candidate.gold)
            usedFound.insert(candidate.found)
            return (candidate.gold, candidate.found)
        }
    }
}

/// Intervals for scores by drawing articles with replacement (Efron's bootstrap, percentiles).
public enum Bootstrap {
    /// The middle 95 % of a score over samples of the articles; the same for the same articles.
    public static func interval(
        _ tallies: [Tally], samples: Int = 1000, _ score: (Tally) -> Double = { $0.f1 }
    ) -> (low: Double, high: Double) {
        guard tallies.count > 1 else {
            let value = score(tallies.first ?? Tally())
            return (value, value)
        }
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        var scores: [Double] = []
        for _ in 0..<samples {
            var sum = Tally()
            for _ in tallies.indices {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                sum = sum + tallies[Int(state >> 33) % tallies.count]
            }
            scores.append(score(sum))
        }
        scores.sort()
        return (scores[samples * 25 / 1000], scores[samples * 975 / 1000 - 1])
    }
}
