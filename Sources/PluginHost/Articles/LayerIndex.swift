internal import ArticleModel

/// Finds annotations by position: their numbers sorted by span, with the farthest end so far, so
/// that a query looks only at what can overlap.
struct LayerIndex {
    private var spans: [Span] = []
    private var numbers: [Int] = []
    private var farthestEnds: [Int] = []

    init(_ entries: [(number: Int, span: Span)]) {
        let sorted = entries.sorted { ($0.span, $0.number) < ($1.span, $1.number) }
        var farthest = 0
        for (number, span) in sorted {
            farthest = max(farthest, span.end)
            spans.append(span)
            numbers.append(number)
            farthestEnds.append(farthest)
        }
    }

    /// All, in order of position.
    var all: [Int] { numbers }

    /// Those that share a byte with the span, in order of position.
    func overlapping(_ span: Span) -> [Int] {
        var found: [Int] = []
        var at = first { farthestEnds[$0] > span.start }
        while at < spans.count, spans[at].start < span.end {
            if spans[at].end > span.start { found.append(numbers[at]) }
            at += 1
        }
        return found
    }

    /// Those that lie in the span, in order of position.
    func inside(_ span: Span) -> [Int] {
        var found: [Int] = []
        var at = first { spans[$0].start >= span.start }
        while at < spans.count, spans[at].start < span.end {
            if spans[at].end <= span.end { found.append(numbers[at]) }
            at += 1
        }
        return found
    }

    /// Those in which the whole span lies, in order of position.
    func covering(_ span: Span) -> [Int] {
        var found: [Int] = []
        var at = first { farthestEnds[$0] >= span.end }
        while at < spans.count, spans[at].start <= span.start {
            if spans[at].end >= span.end { found.append(numbers[at]) }
            at += 1
        }
        return found
    }

    /// Those that end at the span's start or before it, the nearest first.
    func before(_ span: Span) -> [Int] {
        let limit = first { spans[$0].start >= span.start }
        return (0..<limit).filter { spans[$0].end <= span.start }
            .sorted { (spans[$0].end, spans[$0].start) > (spans[$1].end, spans[$1].start) }
            .map { numbers[$0] }
    }

    /// Those that start at the span's end or after it, the nearest first.
    func after(_ span: Span) -> [Int] {
        Array(numbers[first { spans[$0].start >= span.end }...])
    }

    /// The first position for which the condition, which is monotonic, holds.
    private func first(where holds: (Int) -> Bool) -> Int {
        var low = 0
        var high = spans.count
        while low < high {
            let middle = (low + high) / 2
            if holds(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
