/// A unit in which a TIMEX3 duration counts.
///
/// Durations count in more things than the calendar is cut into: in nights, in summers, and in units
/// that the text does not name.
public enum DurationUnit: Hashable, Sendable {
    /// Written `ML`; `L` is read too.
    case millennium
    /// Written `CE`; `C` is read too.
    case century
    /// Written `DE`; `E` is read too.
    case decade
    /// `Y`
    case year
    /// `Q`
    case quarter
    /// `SP`, `SU`, `FA`, `WI`: summers, winters.
    case season(Season)
    /// `M` before the `T`.
    case month
    /// `W`
    case week
    /// `WE`
    case weekend
    /// `D`
    case day
    /// `TMO`, `TNI` and so on: mornings, nights.
    case partOfDay(PartOfDay)
    /// `H` after the `T`.
    case hour
    /// `M` after the `T`.
    case minute
    /// `S` after the `T`.
    case second
    /// `X`: a while.
    case unspecified

    /// The unit with this English name, singular or plural: a granularity (`month`), a season
    /// (`summer`), a part of the day (`night`), or `unspecified`.
    ///
    /// `nil` for other words and for `half`, `season` and `partOfDay`, which TIMEX3 cannot count.
    public init?(name: String) {
        let singular = name.last == "s" ? String(name.dropLast()) : name
        if let unit = Self.named[Granularity(name: name)?.rawValue ?? singular] {
            self = unit
        } else {
            return nil
        }
    }

    /// The letters behind the number, without the `T` that goes before hours, minutes and seconds.
    public var code: String {
        switch self {
        case .millennium: "ML"
        case .century: "CE"
        case .decade: "DE"
        case .year: "Y"
        case .quarter: "Q"
        case .season(let season): season.rawValue
        case .month, .minute: "M"
        case .week: "W"
        case .weekend: "WE"
        case .day: "D"
        case .partOfDay(let part): "T" + part.rawValue
        case .hour: "H"
        case .second: "S"
        case .unspecified: "X"
        }
    }

    /// Whether it stands behind the `T` of a duration.
    public var isClock: Bool { self == .hour || self == .minute || self == .second }

    /// The granularity that one of these has on the calendar; ``Granularity/none`` if it is unspecified.
    public var granularity: Granularity {
        switch self {
        case .millennium: .millennium
        case .century: .century
        case .decade: .decade
        case .year: .year
        case .quarter: .quarter
        case .season: .season
        case .month: .month
        case .week: .week
        case .weekend: .weekend
        case .day: .day
        case .partOfDay: .partOfDay
        case .hour: .hour
        case .minute: .minute
        case .second: .second
        case .unspecified: .none
        }
    }

    /// The next smaller unit that divides this one evenly, and how many of it make one; `nil` if none does.
    public var subdivision: (unit: DurationUnit, count: Int)? {
        switch self {
        case .millennium: (.year, 1000)
        case .century: (.year, 100)
        case .decade: (.year, 10)
        case .year: (.month, 12)
        case .quarter: (.month, 3)
        case .week: (.day, 7)
        case .day: (.hour, 24)
        case .hour: (.minute, 60)
        case .minute: (.second, 60)
        default: nil
        }
    }

    /// Codes before the `T`, longer ones first where one begins another.
    static let dateCodes: [(code: String, unit: DurationUnit)] =
        PartOfDay.allCases.map { ("T" + $0.rawValue, .partOfDay($0)) }
        + Season.allCases.map { ($0.rawValue, .season($0)) }
        + [
            ("ML", .millennium), ("CE", .century), ("DE", .decade), ("WE", .weekend), ("L", .millennium),
            ("C", .century), ("E", .decade), ("Y", .year), ("Q", .quarter), ("M", .month), ("W", .week),
            ("D", .day), ("X", .unspecified),
        ]

    /// Codes behind the `T`.
    static let clockCodes: [(code: String, unit: DurationUnit)] = [
        ("H", .hour), ("M", .minute), ("S", .second),
    ]

    private static let named: [String: DurationUnit] = [
        "millennium": .millennium, "century": .century, "decade": .decade, "year": .year,
        "quarter": .quarter, "month": .month, "week": .week, "weekend": .weekend, "day": .day,
        "hour": .hour, "minute": .minute, "second": .second, "unspecified": .unspecified,
        "spring": .season(.spring), "summer": .season(.summer), "autumn": .season(.autumn),
        "fall": .season(.autumn), "winter": .season(.winter),
        "morning": .partOfDay(.morning), "midday": .partOfDay(.midday),
        "afternoon": .partOfDay(.afternoon), "evening": .partOfDay(.evening),
        "night": .partOfDay(.night), "daytime": .partOfDay(.daytime),
    ]
}
