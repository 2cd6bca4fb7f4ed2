/// The date part of a TIMEX3 value: a year or a piece of one, with unspecified digits where the text
/// gives none (`XXXX-09-11`).
public enum TimexDate: Hashable, Sendable {
    /// One digit is a millennium, two a century, three a decade, four a year.
    case year(Digits)
    /// `BC0346`: a year before Christ, 1 to 9999.
    case beforeChrist(Int)
    /// `YYYY-H1`.
    case half(year: Digits, Digits)
    /// `YYYY-Q1`.
    case quarter(year: Digits, Digits)
    /// `YYYY-SP`.
    case season(year: Digits, Season)
    /// `YYYY-MM`.
    case month(year: Digits, Digits)
    /// `YYYY-Www`, the year being the ISO week-year.
    case week(year: Digits, Digits)
    /// `YYYY-Www-WE`.
    case weekend(year: Digits, Digits)
    /// `YYYY-Www-D`, 1 Monday to 7 Sunday; mostly as `XXXX-WXX-5`.
    case weekday(year: Digits, week: Digits, Int)
    /// `YYYY-MM-DD`.
    case day(year: Digits, month: Digits, Digits)

    /// Reads the part of a value before any `T`; `nil` if it is none or names no possible date.
    ///
    /// `2023-02-29`, `2024-13` and `2023-W53` are refused, `XXXX-02-29` is not. There is no year 0000
    /// by itself: the year before 0001 is `BC0001`.
    public init?(_ text: some StringProtocol) {
        let fields = Substring(text).split(separator: "-", omittingEmptySubsequences: false)
        if let first = fields.first, first.hasPrefix("BC") {
            guard fields.count == 1, first.utf8.count == 6,
                let year = Digits(first.dropFirst(2))?.value, year > 0
            else { return nil }
            self = .beforeChrist(year)
            return
        }
        guard let year = fields.first.flatMap({ Digits($0) }) else { return nil }
        if fields.count == 1 {
            guard year.width < 4 || year.value != 0 else { return nil }
            self = .year(year)
            return
        }
        guard year.width == 4 else { return nil }
        switch fields.count {
        case 2: self.init(year: year, part: fields[1])
        case 3: self.init(year: year, part: fields[1], day: fields[2])
        default: return nil
        }
    }

    private init?(year: Digits, part: Substring) {
        let number = Digits(part.dropFirst())
        switch part.first {
        case "H":
            guard let number, number.width == 1, number.canMatch(1...2) else { return nil }
            self = .half(year: year, number)
        case "Q":
            guard let number, number.width == 1, number.canMatch(1...4) else { return nil }
            self = .quarter(year: year, number)
        case "W" where part != "WI":
            guard let number, Self.isWeek(number, of: year) else { return nil }
            self = .week(year: year, number)
        default:
            if let season = Season(rawValue: String(part)) {
                self = .season(year: year, season)
            } else if let month = Digits(part), month.width == 2, month.canMatch(1...12) {
                self = .month(year: year, month)
            } else {
                return nil
            }
        }
    }

    private init?(year: Digits, part: Substring, day: Substring) {
        if part.first == "W" {
            guard let week = Digits(part.dropFirst()), Self.isWeek(week, of: year) else { return nil }
            if day == "WE" {
                self = .weekend(year: year, week)
            } else if let weekday = Digits(day)?.value, day.utf8.count == 1, (1...7).contains(weekday) {
                self = .weekday(year: year, week: week, weekday)
            } else {
                return nil
            }
            return
        }
        guard let month = Digits(part), let digits = Digits(day), Self.isDay(digits, ofMonth: month, year)
        else { return nil }
        self = .day(year: year, month: month, digits)
    }

    /// A day of the calendar.
    public init(_ date: CalendarDate) {
        self = .day(
            year: Digits(padding: date.year, to: 4), month: Digits(padding: date.month, to: 2),
            Digits(padding: date.day, to: 2))
    }

    /// How large the piece is; `199X` counts as a decade, as `199` does, and `19XX` as a century.
    public var granularity: Granularity {
        switch self {
        case .year(let digits):
            switch digits.width - (digits.isUnspecified ? 0 : digits.unknownTail ?? 0) {
            case 1: .millennium
            case 2: .century
            case 3: .decade
            default: .year
            }
        case .beforeChrist: .year
        case .half: .half
        case .quarter: .quarter
        case .season: .season
        case .month: .month
        case .week: .week
        case .weekend: .weekend
        case .weekday, .day: .day
        }
    }

    /// The digits of the year or, for weeks, of the week-year; `nil` before Christ.
    public var year: Digits? {
        switch self {
        case .beforeChrist: nil
        case .year(let year), .half(let year, _), .quarter(let year, _), .season(let year, _),
            .month(let year, _), .week(let year, _), .weekend(let year, _), .weekday(let year, _, _),
            .day(let year, _, _):
            year
        }
    }
}

extension TimexDate {
    /// Whether the calendar can have this date: not 30 February, not week 53 of a year with 52. What
    /// is read always is; what is put together from fields may not be.
    var isPossible: Bool {
        switch self {
        case .week(let year, let week), .weekend(let year, let week), .weekday(let year, let week, _):
            return Self.isWeek(week, of: year)
        case .day(let year, let month, let day):
            return Self.isDay(day, ofMonth: month, year)
        default:
            return true
        }
    }

    private static func isWeek(_ week: Digits, of year: Digits) -> Bool {
        week.width == 2 && week.canMatch(1...(year.value.flatMap(CalendarDate.weeksInYear) ?? 53))
    }

    private static func isDay(_ day: Digits, ofMonth month: Digits, _ year: Digits) -> Bool {
        // 2024 is a leap year: without a year, 29 February is possible.
        let length = CalendarDate.daysInMonth(year: year.value ?? 2024, month: month.value ?? 1)
        return month.width == 2 && month.canMatch(1...12) && day.width == 2
            && day.canMatch(1...(length ?? 31))
    }
}

extension TimexDate: CustomStringConvertible {
    /// The text that ``init(_:)-(StringProtocol)`` reads.
    public var description: String {
        switch self {
        case .year(let year): "\(year)"
        case .beforeChrist(let year): "BC" + padded(year, to: 4)
        case .half(let year, let half): "\(year)-H\(half)"
        case .quarter(let year, let quarter): "\(year)-Q\(quarter)"
        case .season(let year, let season): "\(year)-\(season.rawValue)"
        case .month(let year, let month): "\(year)-\(month)"
        case .week(let year, let week): "\(year)-W\(week)"
        case .weekend(let year, let week): "\(year)-W\(week)-WE"
        case .weekday(let year, let week, let weekday): "\(year)-W\(week)-\(weekday)"
        case .day(let year, let month, let day): "\(year)-\(month)-\(day)"
        }
    }
}
