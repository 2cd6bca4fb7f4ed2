/// The time part of a TIMEX3 value, which begins with `T`.
public enum TimexTime: Hashable, Sendable {
    /// `T15`, `T15:00`, `T15:00:30`, with or without a zone.
    case clock(ClockTime)
    /// `TMO` and the other parts of the day.
    case part(PartOfDay)

    /// Reads the part of a value from its `T` on; `nil` if it is no time.
    public init?(_ text: some StringProtocol) {
        guard text.first == "T" else { return nil }
        let rest = text.dropFirst()
        if let part = PartOfDay(rawValue: String(rest)) {
            self = .part(part)
        } else if let clock = ClockTime(rest) {
            self = .clock(clock)
        } else {
            return nil
        }
    }

    /// ``Granularity/partOfDay`` or that of the clock time.
    public var granularity: Granularity {
        switch self {
        case .clock(let clock): clock.granularity
        case .part: .partOfDay
        }
    }

    /// The offset from UTC, where one is given.
    public var zone: ZoneOffset? {
        if case .clock(let clock) = self { clock.zone } else { nil }
    }

    /// Seconds after the midnight at which the day begins, half-open: an hour, minute or second, or
    /// the hours of the part of the day.
    public var secondsOfDay: Range<Int> {
        switch self {
        case .clock(let clock):
            clock.secondOfDay..<clock.secondOfDay + (clock.granularity.seconds ?? 1)
        case .part(let part):
            part.hours.lowerBound * 3600..<part.hours.upperBound * 3600
        }
    }
}

extension TimexTime: CustomStringConvertible {
    /// The text that ``init(_:)`` reads.
    public var description: String {
        switch self {
        case .clock(let clock): "T\(clock)"
        case .part(let part): "T\(part.rawValue)"
        }
    }
}
