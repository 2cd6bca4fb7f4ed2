/// One of the periods into which a granularity cuts the calendar, counted from a fixed one: the
/// month 2024-09, the week 2024-W36, the hour 2024-09-10T15.
///
/// The index makes arithmetic plain: the next period has the next index. For months and what is made
/// of months, index 0 begins in year 0 (seasons: in March of it); for the others, it begins on
/// 1970-01-01 (weeks and weekends: in the week from 1970-01-05). ``Granularity/partOfDay`` and
/// ``Granularity/none`` have no periods.
public struct Period: Hashable, Sendable {
    /// The size of the period.
    public let granularity: Granularity
    /// Which one it is.
    public let index: Int

    /// A period by its index; `nil` if it does not begin in the years -9998 (9999 BC) to 9999, or the
    /// granularity has no periods.
    public init?(_ granularity: Granularity, index: Int) {
        // Every index of a second in range is smaller; a larger one could overflow below.
        guard index.magnitude < 1_000_000_000_000 else { return nil }
        let begin: Int
        if let months = granularity.months {
            guard index.magnitude < 200_000 else { return nil }
            begin = Self.dayNumber(ofMonth: index * months + (granularity == .season ? 2 : 0))
        } else if let seconds = granularity.seconds {
            begin = floorDivision(Self.begin(of: granularity, index: index, length: seconds), 86_400)
        } else {
            return nil
        }
        guard Self.dayNumbers.contains(begin) else { return nil }
        self.granularity = granularity
        self.index = index
    }

    /// The period in which a second lies, counted from 1970-01-01T00:00 in local time. A weekend is
    /// that of the week in which the second lies.
    public init?(_ granularity: Granularity, containing second: Int) {
        let day = floorDivision(second, 86_400)
        guard Self.dayNumbers.contains(day) else { return nil }
        switch granularity {
        case .week, .weekend:
            self.init(granularity, index: floorDivision(day - Self.firstMonday, 7))
        case .day, .hour, .minute, .second:
            self.init(granularity, index: floorDivision(second, granularity.seconds ?? 1))
        default:
            guard let months = granularity.months else { return nil }
            let (year, month, _) = CivilDays.civil(of: day)
            let offset = granularity == .season ? 2 : 0
            self.init(granularity, index: floorDivision(year * 12 + month - 1 - offset, months))
        }
    }

    /// The period that a date names; `nil` where digits are missing. See ``TimexPoint/datePeriod``.
    public init?(_ date: TimexDate) {
        switch date {
        case .beforeChrist(let year):
            guard (1...9999).contains(year) else { return nil }
            self.init(.year, index: 1 - year)
        case .year(let digits):
            guard let tail = digits.unknownTail,
                let known = tail == 0 ? digits : digits.dropping(last: tail)
            else { return nil }
            self.init(date.granularity, index: known.lowest)
        case .half(let year, let part), .quarter(let year, let part), .month(let year, let part):
            guard let year = year.value, let part = part.value, let months = date.granularity.months
            else { return nil }
            self.init(date.granularity, index: year * (12 / months) + part - 1)
        case .season(let year, let season):
            guard let year = year.value else { return nil }
            self.init(.season, index: year * 4 + season.index)
        case .week(let year, let week), .weekend(let year, let week):
            guard let year = year.value, let week = week.value else { return nil }
            let monday = CivilDays.monday(ofWeekYear: year) + (week - 1) * 7
            self.init(date.granularity, index: (monday - Self.firstMonday) / 7)
        case .weekday(let year, let week, let weekday):
            guard let year = year.value, let week = week.value, (1...7).contains(weekday) else { return nil }
            self.init(.day, index: CivilDays.monday(ofWeekYear: year) + (week - 1) * 7 + weekday - 1)
        case .day(let year, let month, let day):
            guard let year = year.value, let month = month.value, let day = day.value else { return nil }
            self.init(.day, index: CivilDays.number(year: year, month: month, day: day))
        }
    }

    /// The period `count` later, or earlier if negative; `nil` out of range.
    public func advanced(by count: Int) -> Period? {
        let (sum, overflow) = index.addingReportingOverflow(count)
        return overflow ? nil : Period(granularity, index: sum)
    }

    /// The seconds that it covers, counted from 1970-01-01T00:00 in local time, half-open.
    public var seconds: Range<Int> {
        if let months = granularity.months {
            let first = index * months + (granularity == .season ? 2 : 0)
            return Self.dayNumber(ofMonth: first) * 86_400..<Self.dayNumber(ofMonth: first + months) * 86_400
        }
        let distance = granularity.seconds ?? 1
        let begin = Self.begin(of: granularity, index: index, length: distance)
        return begin..<begin + (granularity == .weekend ? 2 * 86_400 : distance)
    }

    /// The second that decides to which larger period this one belongs: for weeks their Thursday, as
    /// ISO 8601 has it for years; for all others their beginning.
    public var anchor: Int {
        seconds.lowerBound + (granularity == .week ? 3 * 86_400 : 0)
    }

    /// The period as a TIMEX3 value; `nil` for pieces of years before year 0.
    public var point: TimexPoint? {
        switch granularity {
        case .hour, .minute, .second: timedPoint
        default: date.flatMap { TimexPoint(date: $0) }
        }
    }

    private var date: TimexDate? {
        let first = CivilDays.civil(of: floorDivision(seconds.lowerBound, 86_400))
        guard let year = Digits(max(0, first.year), width: 4), first.year >= 0 || granularity == .year
        else { return nil }
        switch granularity {
        case .millennium: return Digits(index, width: 1).map { .year($0) }
        case .century: return Digits(index, width: 2).map { .year($0) }
        case .decade: return Digits(index, width: 3).map { .year($0) }
        case .year: return first.year > 0 ? .year(year) : .beforeChrist(1 - first.year)
        case .half: return Digits(index % 2 + 1, width: 1).map { .half(year: year, $0) }
        case .quarter: return Digits(index % 4 + 1, width: 1).map { .quarter(year: year, $0) }
        case .season: return .season(year: year, Season.allCases[index % 4])
        case .month: return Digits(index % 12 + 1, width: 2).map { .month(year: year, $0) }
        case .week, .weekend:
            let (weekYear, week) = CivilDays.isoWeek(of: Self.firstMonday + index * 7)
            guard let year = Digits(weekYear, width: 4), let week = Digits(week, width: 2) else { return nil }
            return granularity == .week ? .week(year: year, week) : .weekend(year: year, week)
        default: return CalendarDate(dayNumber: index).map { TimexDate($0) }
        }
    }

    private var timedPoint: TimexPoint? {
        let begin = seconds.lowerBound
        let second = floorRemainder(begin, 86_400)
        guard let date = CalendarDate(dayNumber: floorDivision(begin, 86_400)),
            let clock = ClockTime(
                hour: second / 3600, minute: granularity == .hour ? nil : second / 60 % 60,
                second: granularity == .second ? second % 60 : nil)
        else { return nil }
        return TimexPoint(date: TimexDate(date), time: .clock(clock))
    }

    private static func begin(of granularity: Granularity, index: Int, length: Int) -> Int {
        guard granularity == .week || granularity == .weekend else { return index * length }
        return (firstMonday + index * 7 + (granularity == .weekend ? 5 : 0)) * 86_400
    }

    private static func dayNumber(ofMonth month: Int) -> Int {
        CivilDays.number(year: floorDivision(month, 12), month: floorRemainder(month, 12) + 1, day: 1)
    }

    /// 1970-01-05.
    private static let firstMonday = 4
    /// -9998-01-01 to 9999-12-31.
    private static let dayNumbers = CivilDays.number(year: -9998, month: 1, day: 1)...2_932_896
}
