/// A temporal expression with its TIMEX3 attributes, without its place in a text.
public struct Timex: Hashable, Sendable {
    /// TIMEX3 `type`.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
        /// A day or something larger.
        case date = "DATE"
        /// A part of a day or something smaller.
        case time = "TIME"
        /// A length of time.
        case duration = "DURATION"
        /// Something that recurs.
        case set = "SET"
    }

    /// TIMEX3 `mod`.
    public enum Modifier: String, CaseIterable, Hashable, Sendable {
        /// "more than a decade ago"
        case before = "BEFORE"
        /// "less than a year ago"
        case after = "AFTER"
        /// "no less than a year ago"
        case onOrBefore = "ON_OR_BEFORE"
        /// "no more than a year ago"
        case onOrAfter = "ON_OR_AFTER"
        /// "less than two hours"
        case lessThan = "LESS_THAN"
        /// "more than five minutes"
        case moreThan = "MORE_THAN"
        /// "no more than ten days"
        case equalOrLess = "EQUAL_OR_LESS"
        /// "at least ten days"
        case equalOrMore = "EQUAL_OR_MORE"
        /// "early", "the dawn of"
        case start = "START"
        /// "mid-", "the middle of"
        case mid = "MID"
        /// "late", "the end of"
        case end = "END"
        /// "about", "around"
        case approximate = "APPROX"
    }

    /// What the expression is.
    public var kind: Kind
    /// When or how long.
    public var value: TimexValue
    /// How the value is bent, if it is.
    public var modifier: Modifier?
    /// TIMEX3 `quant`, for sets: "EVERY", "EACH".
    public var quantifier: String?
    /// TIMEX3 `freq`, for sets: "1W", "2X". It is text, since it can be a number of times and no
    /// duration.
    public var frequency: String?

    /// An expression; without a kind, the one that the value has by itself.
    public init(
        _ value: TimexValue, kind: Kind? = nil, modifier: Modifier? = nil, quantifier: String? = nil,
        frequency: String? = nil
    ) {
        self.value = value
        self.kind = kind ?? value.kind
        self.modifier = modifier
        self.quantifier = quantifier
        self.frequency = frequency
    }
}

extension TimexValue {
    /// The TIMEX3 type of an expression with this value that is no set: a part of a day and anything
    /// finer is a time, and the vague references are dates.
    public var kind: Timex.Kind {
        switch self {
        case .duration: .duration
        case .reference: .date
        case .point(let point): point.time == nil ? .date : .time
        }
    }
}
