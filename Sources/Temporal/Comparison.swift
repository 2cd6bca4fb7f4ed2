extension TimexPoint {
    /// -1, 0 or 1 as this point begins earlier than another, at the same moment, or later; of two that
    /// begin together, the one that ends later counts as later.
    ///
    /// If both have a zone they are compared in UTC, otherwise as local times. `nil` if digits are
    /// missing in either.
    public func compared(to other: TimexPoint) -> Int? {
        guard let first = seconds, let second = other.seconds else { return nil }
        let shift =
            if let zone = time?.zone, let reference = other.time?.zone {
                (reference.minutes - zone.minutes) * 60
            } else { 0 }
        let limits = [first.lowerBound + shift, first.upperBound + shift]
        let others = [second.lowerBound, second.upperBound]
        return limits == others ? 0 : limits.lexicographicallyPrecedes(others) ? -1 : 1
    }

    /// Where this point lies, seen from another; `nil` if digits are missing in either, or one lies
    /// outside the years 0 to 9999.
    public func relation(to other: TimexPoint) -> TimexRelation? {
        guard let first = interval, let second = other.interval else { return nil }
        return first.relation(to: second)
    }

    /// How many units lie from this point to another: 3 months from `2024-09-30` to `2024-12-01`.
    ///
    /// It is the difference of the calendar periods, not of the exact times. Both must be at least as
    /// fine as the unit, and specified; otherwise `nil`.
    public func difference(to other: TimexPoint, in unit: Granularity) -> Int? {
        guard [self, other].allSatisfy({ $0.granularity == unit || $0.granularity.isFiner(than: unit) }),
            let first = period(unit)?.index(of: unit), let second = other.period(unit)?.index(of: unit)
        else { return nil }
        return second - first
    }

    private func index(of unit: Granularity) -> Int? {
        guard case .clock(let clock)? = time, let day = datePeriod else { return datePeriod?.index }
        return Period(unit, containing: day.seconds.lowerBound + clock.secondOfDay)?.index
    }

    private var seconds: Range<Int>? {
        guard let start = datePeriod?.seconds else { return nil }
        guard let range = time?.secondsOfDay else { return start }
        return start.lowerBound + range.lowerBound..<start.lowerBound + range.upperBound
    }
}
