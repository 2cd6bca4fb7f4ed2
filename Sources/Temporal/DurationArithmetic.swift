extension TimexPoint {
    /// The point a duration later or earlier, as large as this one; see ``shifted(by:_:)``.
    ///
    /// `nil` if the duration counts in something that has no fixed length (an unknown number or unit,
    /// summers, nights), does not come out even in periods of this size, or leads out of range.
    public func adding(_ duration: TimexDuration, earlier: Bool = false) -> TimexPoint? {
        guard let components = duration.wholeComponents else { return nil }
        var point = self
        for (count, unit) in components {
            switch unit {
            case .season, .partOfDay, .unspecified: return nil
            default: break
            }
            guard let moved = point.shifted(by: earlier ? -count : count, unit.granularity) else {
                return nil
            }
            point = moved
        }
        return point
    }

    /// The stretch of this length that ends where this point begins: "the past three months".
    ///
    /// Seen from `2024-09-10`, `P3M` is `[2024-06-10, 2024-09-10)`. `nil` as for ``adding(_:earlier:)``;
    /// hours need a point with a clock time.
    public func interval(before duration: TimexDuration) -> TimexInterval? {
        guard let interval, let edge = edge(at: interval.seconds.lowerBound),
            let other = edge.adding(duration, earlier: true)?.interval
        else { return nil }
        return TimexInterval(
            seconds: other.seconds.lowerBound..<interval.seconds.lowerBound, zone: interval.zone,
            isTimed: interval.isTimed)
    }

    /// The stretch of this length that begins where this point ends: "the next three months".
    ///
    /// Seen from `2024-09-10`, `P3M` is `[2024-09-11, 2024-12-11)`. `nil` as for ``adding(_:earlier:)``.
    public func interval(after duration: TimexDuration) -> TimexInterval? {
        guard let interval, let edge = edge(at: interval.seconds.upperBound),
            let other = edge.adding(duration)?.interval
        else { return nil }
        return TimexInterval(
            seconds: interval.seconds.upperBound..<other.seconds.lowerBound, zone: interval.zone,
            isTimed: interval.isTimed)
    }

    /// A limit of this point's interval as a point: a second if this one has a time, otherwise a day.
    private func edge(at second: Int) -> TimexPoint? {
        Period(time == nil ? .day : .second, containing: second)?.point
    }
}
