/// A value of TIMEX3: a place on the calendar, a vague reference, or a duration.
///
/// ```swift
/// TimexValue("2024-W36-WE")?.granularity  // .weekend
/// ```
public enum TimexValue: Hashable, Sendable {
    /// A date, a time, or both, perhaps with unspecified digits.
    case point(TimexPoint)
    /// `PAST_REF` and its like.
    case reference(TimexReference)
    /// A length of time.
    case duration(TimexDuration)

    /// Reads a value; `nil` if the text is none, or names a day that the calendar does not have.
    public init?(_ text: some StringProtocol) {
        if let reference = TimexReference(rawValue: String(text)) {
            self = .reference(reference)
        } else if text.first == "P" {
            guard let duration = TimexDuration(text) else { return nil }
            self = .duration(duration)
        } else if let point = TimexPoint(text) {
            self = .point(point)
        } else {
            return nil
        }
    }

    /// The point, if it is one.
    public var point: TimexPoint? {
        if case .point(let point) = self { point } else { nil }
    }

    /// The duration, if it is one.
    public var duration: TimexDuration? {
        if case .duration(let duration) = self { duration } else { nil }
    }

    /// The size of a point; ``Granularity/none`` for the others.
    public var granularity: Granularity { point?.granularity ?? .none }

    /// The half-open interval of a point; `nil` if digits are missing, and for the others.
    public var interval: TimexInterval? { point?.interval }
}

extension TimexValue: CustomStringConvertible {
    /// The TIMEX3 value as text.
    public var description: String {
        switch self {
        case .point(let point): point.description
        case .reference(let reference): reference.rawValue
        case .duration(let duration): duration.description
        }
    }
}

/// A vague place in time, by its side of the present (TIMEX3).
public enum TimexReference: String, CaseIterable, Hashable, Sendable {
    /// "formerly", "recently"
    case past = "PAST_REF"
    /// "now", "currently"
    case present = "PRESENT_REF"
    /// "soon", "in the future"
    case future = "FUTURE_REF"
}
