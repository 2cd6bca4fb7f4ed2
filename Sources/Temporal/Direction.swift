/// Which of several possible times is meant, seen from a reference time.
///
/// A time that has the reference in it, or is in the reference, is the current one: on a Friday,
/// "Friday" is that day; in September, "September" is that month.
public enum Direction: String, CaseIterable, Hashable, Sendable {
    /// The current one, or the last before it: "said Friday", "in September".
    case past
    /// The last one that ends before the reference begins; never the current one.
    case before
    /// The current one, or the first after it: "will meet Friday".
    case future
    /// The first one that begins after the reference ends; never the current one.
    case after
    /// The current one, or that with the smallest gap; the earlier of two with the same.
    case nearest
    /// The one in the same cycle as the reference: the weekday in its ISO week, the month in its year.
    case this
    /// The one in the cycle before that: Friday of last week, September of last year.
    case previous
    /// The one in the cycle after that.
    case next

    /// One of the possible times.
    struct Candidate {
        /// Which cycle it lies in: 0 is that of the reference.
        let cycle: Int
        let value: TimexPoint
    }

    /// The candidate that is meant; they are in the order of time. `nil` if there is none, or the
    /// reference is so large that several are current.
    func choose(from candidates: [Candidate], reference: TimexInterval) -> TimexPoint? {
        var last: TimexPoint?
        var current: [TimexPoint] = []
        var first: TimexPoint?
        var gaps = (before: Int.max, after: Int.max)
        for candidate in candidates {
            guard let interval = candidate.value.interval else { continue }
            switch interval.relation(to: reference) {
            case .before:
                last = candidate.value
                gaps.before = reference.seconds.lowerBound - interval.seconds.upperBound
            case .after:
                if first == nil {
                    first = candidate.value
                    gaps.after = interval.seconds.lowerBound - reference.seconds.upperBound
                }
            default: current.append(candidate.value)
            }
        }
        switch self {
        case .before: return last
        case .after: return first
        case .this: return only(candidates.filter { $0.cycle == 0 })
        case .previous: return only(candidates.filter { $0.cycle == -1 })
        case .next: return only(candidates.filter { $0.cycle == 1 })
        case .past, .future, .nearest:
            guard current.isEmpty else { return current.count == 1 ? current[0] : nil }
        }
        switch self {
        case .past: return last
        case .future: return first
        default: return gaps.after < gaps.before ? first : last ?? first
        }
    }

    private func only(_ candidates: [Candidate]) -> TimexPoint? {
        candidates.count == 1 ? candidates[0].value : nil
    }
}
