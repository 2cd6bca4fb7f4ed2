internal import ArticleModel

/// Scores temporal expressions against gold as TempEval-3 does (UzZaman et al. 2013, task A): strict and relaxed
/// extents, and the values and types of relaxed matches.
public struct TimexScore: Sendable {
    /// The number of gold annotations.
    public private(set) var gold = 0
    /// The number of predictions.
    public private(set) var found = 0
    /// The number of relaxed matches: predictions that overlap a gold annotation, one to one.
    public private(set) var relaxed = 0
    /// The number of relaxed matches with the same extent.
    public private(set) var strict = 0
    /// The number of relaxed matches with the same value.
    public private(set) var values = 0
    /// The number of relaxed matches with the same type.
    public private(set) var types = 0
    /// The number of relaxed matches with the same extent and value.
    public private(set) var strictValues = 0
    /// The relaxed matches with the correct value in each article.
    public private(set) var byDocument: [(id: String, tally: Tally)] = []
    /// The errors, in text order.
    public private(set) var errors: [ScoringError] = []

    /// The scores by name, each between 0 and 1, in the order in which they are shown.
    public var measures: [(name: String, value: Double)] {
        let strictTally = Tally(correct: strict, gold: gold, found: found)
        let relaxedTally = Tally(correct: relaxed, gold: gold, found: found)
        let both = Tally(correct: strictValues, gold: gold, found: found)
        let value = relaxed == 0 ? 0 : Double(values) / Double(relaxed)
        let type = relaxed == 0 ? 0 : Double(types) / Double(relaxed)
        return [
            ("strict_p", strictTally.precision), ("strict_r", strictTally.recall),
            ("strict_f1", strictTally.f1),
            ("relaxed_p", relaxedTally.precision), ("relaxed_r", relaxedTally.recall),
            ("relaxed_f1", relaxedTally.f1), ("value_acc", value), ("value_f1", relaxedTally.f1 * value),
            ("type_acc", type), ("type_f1", relaxedTally.f1 * type), ("strict_value_f1", both.f1),
        ]
    }

    private struct Item: Hashable {
        var range: Range<Int>
        var label: String
        var value: String?
        var annotation: Int
        static func == (a: Item, b: Item) -> Bool {
            a.range == b.range && a.label == b.label && a.value == b.value
        }
        func hash(into hasher: inout Hasher) {
            hasher.combine(range)
            hasher.combine(label)
            hasher.combine(value)
        }
    }

    /// Scores predictions by article id.
    ///
    /// - Parameter layer: the layer to score; annotations that name no layer count as this one.
    public init(gold: [ScoredDocument], found: [String: ScoredDocument], layer: String) {
        for document in gold {
            let firstError = errors.count
            let right = Self.items(document, document, layer)
            let tried = found[document.id].map { Self.items($0, document, layer) } ?? []
            self.gold += right.count
            self.found += tried.count
            var tally = Tally(gold: right.count, found: tried.count)
            var (usedGold, usedFound) = (Set<Int>(), Set<Int>())
            for (i, j) in Self.pairs(right, tried) {
                usedGold.insert(i)
                usedFound.insert(j)
                let (a, b) = (right[i], tried[j])
                relaxed += 1
                let sameExtent = a.range == b.range
                let sameValue = a.value == b.value
                if sameExtent { strict += 1 }
                if sameValue { values += 1 }
                if a.label == b.label { types += 1 }
                if sameExtent && sameValue { strictValues += 1 }
                if sameValue { tally.correct += 1 }
                let parts = [
                    sameValue ? nil : "value", sameExtent ? nil : "extent",
                    a.label == b.label ? nil : "label",
                ].compactMap { $0 }
                if !parts.isEmpty {
                    errors.append(
                        ScoringError(
                            .wrong, document.id, gold: document.annotations[a.annotation],
                            found: found[document.id]?.annotations[b.annotation], parts: parts))
                }
            }
            byDocument.append((document.id, tally))
            for (i, item) in right.enumerated() where !usedGold.contains(i) {
                errors.append(
                    ScoringError(.missed, document.id, gold: document.annotations[item.annotation]))
            }
            for (j, item) in tried.enumerated() where !usedFound.contains(j) {
                errors.append(
                    ScoringError(
                        .spurious, document.id, found: found[document.id]?.annotations[item.annotation]))
            }
            errors.sortByPlace(from: firstError)
        }
    }

    private static func items(_ document: ScoredDocument, _ gold: ScoredDocument, _ layer: String) -> [Item] {
        let text = document.text.isEmpty ? gold.text : document.text
        var items: Set<Item> = []
        for (number, annotation) in document.annotations.enumerated()
        where annotation.layer == layer || annotation.layer.isEmpty {
            var (start, end) = (annotation.range.lowerBound, annotation.range.upperBound)
            while start < end, start < text.count, text[start].properties.isWhitespace { start += 1 }
            while end > start, end <= text.count, text[end - 1].properties.isWhitespace { end -= 1 }
            if end > start {
                items.insert(
                    Item(
                        range: start..<end, label: annotation.label,
                        value: annotation.fields["value"]?.string,
                        annotation: number))
            }
        }
        return items.sorted {
            ($0.range.lowerBound, $0.range.upperBound, $0.label, $0.value ?? "")
                < ($1.range.lowerBound, $1.range.upperBound, $1.label, $1.value ?? "")
        }
    }

    /// One to one: the same extent first, then the largest overlap, then the nearest ends.
    private static func pairs(_ gold: [Item], _ found: [Item]) -> [(Int, Int)] {
        var candidates: [[Int]] = []
        for (i, a) in gold.enumerated() {
            for (j, b) in found.enumerated() {
                let overlap =
                    min(a.range.upperBound, b.range.upperBound) - max(a.range.lowerBound, b.range.lowerBound)
                guard overlap > 0 else { continue }
                let distance =
                    abs(a.range.lowerBound - b.range.lowerBound)
                    + abs(a.range.upperBound - b.range.upperBound)
                candidates.append([a.range == b.range ? -1 : 0, -overlap, distance, i, j])
            }
        }
        candidates.sort { $0.lexicographicallyPrecedes($1) }
        var (usedGold, usedFound) = (Set<Int>(), Set<Int>())
        return candidates.compactMap { candidate in
            let (i, j) = (candidate[3], candidate[4])
            guard !usedGold.contains(i), !usedFound.contains(j) else { return nil }
            usedGold.insert(i)
            usedFound.insert(j)
            return (i, j)
        }
    }
}
