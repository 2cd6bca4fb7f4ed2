/// The tabular Islamic calendar, civil epoch (Friday, 16 July 622 Julian), with leap years 2, 5, 7,
/// 10, 13, 16, 18, 21, 24, 26 and 29 of each cycle of 30.
///
/// An arithmetic approximation: where the month begins with the sighting of the moon, the real day
/// differs by a day either way, from country to country.
public enum IslamicCalendar {
    /// The Gregorian date of a day; month 9 is Ramadan, 10 Shawwal, 12 Dhu al-Hijja. `nil` unless the
    /// year is 1 to 10,000, the month 1 to 12, the day 1 to 30, and the date before the year 10000.
    public static func date(year: Int, month: Int, day: Int) -> CalendarDate? {
        guard (1...10_000).contains(year), (1...12).contains(month), (1...30).contains(day) else {
            return nil
        }
        let days = day + (59 * (month - 1) + 1) / 2 + 354 * (year - 1) + (3 + 11 * year) / 30
        return CalendarDate(dayNumber: days - 492_149)
    }

    /// The Gregorian dates in one year on which an Islamic month and day falls: one, at times two or none.
    public static func dates(month: Int, day: Int, inGregorian year: Int) -> [CalendarDate] {
        guard (0...9999).contains(year) else { return [] }
        let estimate = (year - 622) * 33 / 32
        return (estimate - 1...estimate + 2)
            .compactMap { date(year: $0, month: month, day: day) }
            .filter { $0.year == year }
    }
}

/// The arithmetic Hebrew calendar, which is exact for the days that Jewish communities keep.
public enum HebrewCalendar {
    /// 1 Tishri, Rosh Hashanah, of the Hebrew year that begins in a Gregorian year; `nil` outside the
    /// years 0 to 9999.
    ///
    /// A feast begins at sunset of the day before.
    public static func newYear(inGregorian year: Int) -> CalendarDate? {
        guard (0...9999).contains(year) else { return nil }
        return CalendarDate(dayNumber: newYear(year + 3761))
    }

    /// 15 Nisan, the first day of Passover, in a Gregorian year: 163 days before the next new year.
    public static func passover(inGregorian year: Int) -> CalendarDate? {
        newYear(inGregorian: year)?.adding(days: -163)
    }

    /// 25 Kislev, the first day of Hanukkah, in a Gregorian year. (In the far future it moves into
    /// January; then it is that of the Hebrew year that begins in this one.)
    public static func hanukkah(inGregorian year: Int) -> CalendarDate? {
        guard let start = newYear(inGregorian: year) else { return nil }
        // Tishri has 30 days, Heshvan 30 in years of 355 or 385 days and 29 in all others.
        let length = newYear(year + 3762) - start.dayNumber
        return start.adding(days: 30 + (length % 10 == 5 ? 30 : 29) + 24)
    }

    /// The day number of 1 Tishri: the mean new moon, put off where the day would be wrong.
    private static func newYear(_ year: Int) -> Int {
        var start = delay(year)
        if delay(year + 1) - start == 356 {
            start += 2
        } else if start - delay(year - 1) == 382 {
            start += 1
        }
        return start - 2_092_590
    }

    private static func delay(_ year: Int) -> Int {
        let months = (235 * year - 234) / 19
        let parts = 12_084 + 13_753 * months
        let day = 29 * months + parts / 25_920
        return 3 * (day + 1) % 7 < 3 ? day + 1 : day
    }
}
