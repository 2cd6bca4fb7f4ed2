/// How large a piece of time a value or a unit is, from the coarsest to the finest.
public enum Granularity: String, CaseIterable, Hashable, Sendable {
    /// 1000 years from a year that ends in 000; TIMEX3 `2`.
    case millennium
    /// 100 years from a year that ends in 00; TIMEX3 `19` is 1900 to 1999.
    case century
    /// 10 years from a year that ends in 0; TIMEX3 `199` is 1990 to 1999.
    case decade
    /// A calendar year; TIMEX3 `1998`.
    case year
    /// January to June or July to December; TIMEX3 `1998-H1`.
    case half
    /// Three months from January, April, July or October; TIMEX3 `1998-Q1`.
    case quarter
    /// Three months from March, June, September or December; TIMEX3 `1998-SP`. See ``Season``.
    case season
    /// A calendar month; TIMEX3 `1998-01`.
    case month
    /// An ISO week, Monday to Sunday; TIMEX3 `1998-W01`.
    case week
    /// The Saturday and Sunday of an ISO week; TIMEX3 `1998-W01-WE`.
    case weekend
    /// A day from midnight to midnight; TIMEX3 `1998-01-01`.
    case day
    /// Morning, evening and so on; TIMEX3 `1998-01-01TMO`. See ``PartOfDay``.
    case partOfDay
    /// An hour on the clock; TIMEX3 `1998-01-01T09`.
    case hour
    /// A minute; TIMEX3 `1998-01-01T09:30`.
    case minute
    /// A second; TIMEX3 `1998-01-01T09:30:00`.
    case second
    /// No place on the calendar: durations and `PAST_REF`, `PRESENT_REF`, `FUTURE_REF`.
    case none

    /// The granularity with this name, as "month" or "months"; `nil` for other words. Case counts.
    public init?(name: String) {
        let singular =
            switch name {
            case "millennia": "millennium"
            case "centuries": "century"
            case "halves": "half"
            case "partsOfDay": "partOfDay"
            default: name.last == "s" ? String(name.dropLast()) : name
            }
        self.init(rawValue: singular)
    }

    /// Whether this is the smaller piece of time: a day is finer than a week. ``none`` is the finest.
    ///
    /// This is an order of sizes; a finer piece need not lie inside one coarser piece, as weeks do
    /// not lie inside months.
    public func isFiner(than other: Granularity) -> Bool { rank > other.rank }

    /// The length in months where a whole number of them makes the unit; otherwise `nil`.
    public var months: Int? {
        switch self {
        case .millennium: 12_000
        case .century: 1200
        case .decade: 120
        case .year: 12
        case .half: 6
        case .quarter, .season: 3
        case .month: 1
        default: nil
        }
    }

    /// The distance from one to the next in seconds, where it is fixed; otherwise `nil`.
    ///
    /// Weekends are a week apart. Days have 86,400 seconds: neither summer time nor leap seconds
    /// exist in this module.
    public var seconds: Int? {
        switch self {
        case .week, .weekend: 7 * 86_400
        case .day: 86_400
        case .hour: 3600
        case .minute: 60
        case .second: 1
        default: nil
        }
    }

    private var rank: Int {
        switch self {
        case .millennium: 0
        case .century: 1
        case .decade: 2
        case .year: 3
        case .half: 4
        case .quarter: 5
        case .season: 6
        case .month: 7
        case .week: 8
        case .weekend: 9
        case .day: 10
        case .partOfDay: 11
        case .hour: 12
        case .minute: 13
        case .second: 14
        case .none: 15
        }
    }
}
