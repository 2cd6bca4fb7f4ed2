/// A day of the proleptic Gregorian calendar, in the years 0000 to 9999 (ISO 8601-1, 4.2.1).
///
/// "Proleptic": the Gregorian rules hold before 1582 too. Year 0 is 1 BC.
///
/// ```swift
/// CalendarDate(year: 2024, month: 1, day: 31)?.adding(months: 1)?.description  // "2024-02-29"
/// ```
public struct CalendarDate: Hashable, Sendable {
    /// 0 to 9999.
    public let year: Int
    /// 1 to 12.
    public let month: Int
    /// 1 to the length of the month.
    public let day: Int

    /// The day with these numbers, or `nil` where the calendar has none, as on 30 February.
    public init?(year: Int, month: Int, day: Int) {
        guard (0...9999).contains(year), let length = Self.daysInMonth(year: year, month: month),
            (1...length).contains(day)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// The day that lies `dayNumber` days after 1970-01-01, or `nil` outside the years 0 to 9999.
    public init?(dayNumber: Int) {
        guard Self.dayNumbers.contains(dayNumber) else { return nil }
        let (year, month, day) = CivilDays.civil(of: dayNumber)
        self.init(year: year, month: month, day: day)
    }

    /// The day in an ISO week (ISO 8601-1, 4.2.2): weekday 1 is Monday, 7 Sunday.
    ///
    /// `nil` if the week-year has no such week, or the day lies outside the years 0 to 9999.
    public init?(weekYear: Int, week: Int, weekday: Int) {
        guard let weeks = Self.weeksInYear(weekYear), (1...weeks).contains(week),
            (1...7).contains(weekday)
        else { return nil }
        self.init(dayNumber: CivilDays.monday(ofWeekYear: weekYear) + (week - 1) * 7 + weekday - 1)
    }

    /// Days since 1970-01-01; negative before.
    public var dayNumber: Int { CivilDays.number(year: year, month: month, day: day) }

    /// 1 Monday to 7 Sunday (ISO 8601-1).
    public var weekday: Int { CivilDays.weekday(of: dayNumber) }

    /// 1 to 366.
    public var dayOfYear: Int { dayNumber - CivilDays.number(year: year, month: 1, day: 1) + 1 }

    /// The ISO week-year and the week in it (1 to 53).
    ///
    /// The week-year is the year of the week's Thursday, so it can differ from ``year`` by one near
    /// 1 January: 2021-01-01 lies in week 53 of 2020. For 0000-01-01 it is -1.
    public var isoWeek: (year: Int, week: Int) { CivilDays.isoWeek(of: dayNumber) }

    /// The day `days` later (earlier if negative); `nil` outside the years 0 to 9999.
    public func adding(days: Int) -> CalendarDate? {
        let (sum, overflow) = dayNumber.addingReportingOverflow(days)
        return overflow ? nil : CalendarDate(dayNumber: sum)
    }

    /// The same day of the month `months` later (earlier if negative), or the last day of that month
    /// if it is shorter; `nil` outside the years 0 to 9999.
    public func adding(months: Int) -> CalendarDate? {
        let (sum, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
        guard !overflow, (0..<120_000).contains(sum) else { return nil }
        let (year, month) = (sum / 12, sum % 12 + 1)
        guard let length = Self.daysInMonth(year: year, month: month) else { return nil }
        return CalendarDate(year: year, month: month, day: min(day, length))
    }

    /// The date of Monday to Sunday, `weekday` 1 to 7, in the same ISO week; `nil` for other numbers.
    public func inSameWeek(weekday: Int) -> CalendarDate? {
        (1...7).contains(weekday) ? adding(days: weekday - self.weekday) : nil
    }

    /// Whether the year has a 29 February. Years BC count as 1 BC = 0, 2 BC = -1.
    public static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    /// 28 to 31; `nil` if `month` is not 1 to 12.
    public static func daysInMonth(year: Int, month: Int) -> Int? {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        case 1, 3, 5, 7, 8, 10, 12: 31
        default: nil
        }
    }

    /// 52 or 53, the number of ISO weeks in a week-year; `nil` outside -9999 to 9999.
    public static func weeksInYear(_ weekYear: Int) -> Int? {
        guard (-9999...9999).contains(weekYear) else { return nil }
        return (CivilDays.monday(ofWeekYear: weekYear + 1) - CivilDays.monday(ofWeekYear: weekYear)) / 7
    }

    /// The day numbers of 0000-01-01 to 9999-12-31.
    static let dayNumbers = -719_528...2_932_896
}

extension CalendarDate: Comparable {
    /// Whether the first day is the earlier one.
    public static func < (first: CalendarDate, second: CalendarDate) -> Bool {
        (first.year, first.month, first.day) < (second.year, second.month, second.day)
    }
}

extension CalendarDate: CustomStringConvertible {
    /// `YYYY-MM-DD`.
    public var description: String {
        padded(year, to: 4) + "-" + padded(month, to: 2) + "-" + padded(day, to: 2)
    }
}

/// A number that is not negative, with zeros in front to at least `width` digits.
func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
