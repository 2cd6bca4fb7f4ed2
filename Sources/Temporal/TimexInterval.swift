/// A stretch of time from its first moment to the first moment after it: half-open, `[begin, end)`.
///
/// ```swift
/// TimexPoint("2024-02")?.interval?.end  // "2024-03-01"
/// ```
public struct TimexInterval: Hashable, Sendable {
    /// Seconds since 1970-01-01T00:00 in the interval's own time, half-open.
    public let seconds: Range<Int>
    /// The offset from UTC in which the limits are written, where it is known.
    public let zone: ZoneOffset?
    /// Whether the limits are written with a time of day.
    public let isTimed: Bool

    /// An interval by its seconds; `nil` unless both limits lie in the years 0 to 9999. Limits that
    /// are not at midnight are always written with a time.
    public init?(seconds: Range<Int>, zone: ZoneOffset?, isTimed: Bool) {
        guard CalendarDate(dayNumber: floorDivision(seconds.lowerBound, 86_400)) != nil,
            CalendarDate(dayNumber: floorDivision(seconds.upperBound, 86_400)) != nil
        else { return nil }
        self.seconds = seconds
        self.zone = zone
        self.isTimed = isTimed || seconds.lowerBound % 86_400 != 0 || seconds.upperBound % 86_400 != 0
    }

    /// The first moment, as `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM` (with `:SS` and the zone where needed).
    public var begin: String { text(of: seconds.lowerBound) }

    /// The first moment after it, written as ``begin`` is.
    public var end: String { text(of: seconds.upperBound) }

    /// The length in days, rounded down.
    public var days: Int { (seconds.upperBound - seconds.lowerBound) / 86_400 }

    /// The shortest interval that covers both, as for "3 to 5 May"; written with a time if either is.
    ///
    /// `nil` if only one has a zone, or the zones differ: there is no way to write them as one.
    public func union(_ other: TimexInterval) -> TimexInterval? {
        let zones = Set([self, other].filter(\.isTimed).map(\.zone))
        guard zones.count <= 1 else { return nil }
        let begin = min(seconds.lowerBound, other.seconds.lowerBound)
        let end = max(seconds.upperBound, other.seconds.upperBound)
        return TimexInterval(
            seconds: begin..<end, zone: zones.first ?? nil, isTimed: isTimed || other.isTimed)
    }

    /// Where this interval lies, seen from another.
    ///
    /// If both have zones they are compared in UTC, otherwise as local times of one place.
    public func relation(to other: TimexInterval) -> TimexRelation {
        let shift =
            if let zone, let second = other.zone { (second.minutes - zone.minutes) * 60 } else { 0 }
        let (begin, end) = (seconds.lowerBound + shift, seconds.upperBound + shift)
        let reference = other.seconds
        if end <= reference.lowerBound { return .before }
        if begin >= reference.upperBound { return .after }
        if begin == reference.lowerBound, end == reference.upperBound { return .equal }
        if begin <= reference.lowerBound, end >= reference.upperBound { return .includes }
        if begin >= reference.lowerBound, end <= reference.upperBound { return .isIncluded }
        return .overlaps
    }

    private func text(of second: Int) -> String {
        let rest = floorRemainder(second, 86_400)
        let date = CalendarDate(dayNumber: floorDivision(second, 86_400))?.description ?? ""
        guard isTimed else { return date }
        let clock = ClockTime(
            hour: rest / 3600, minute: rest / 60 % 60, second: rest % 60 == 0 ? nil : rest % 60, zone: zone)
        return date + "T" + (clock?.description ?? "")
    }
}

/// Where one interval lies, seen from another; the names are those of TLINKs in TimeML.
public enum TimexRelation: String, CaseIterable, Hashable, Sendable {
    /// It ends where the other begins, or earlier.
    case before = "BEFORE"
    /// It begins where the other ends, or later.
    case after = "AFTER"
    /// Both have the same limits.
    case equal = "SIMULTANEOUS"
    /// The other lies inside it.
    case includes = "INCLUDES"
    /// It lies inside the other.
    case isIncluded = "IS_INCLUDED"
    /// They share a part, and neither lies inside the other.
    case overlaps = "OVERLAPS"
}
