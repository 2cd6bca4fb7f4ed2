/// The date of Easter Sunday, a day of the proleptic Gregorian calendar in both reckonings.
public enum Easter {
    /// Easter of the Western churches (Gregorian computus; the algorithm of J. Meeus, "Astronomical
    /// Algorithms", ch. 8). `nil` outside the years 0 to 9999.
    public static func western(_ year: Int) -> CalendarDate? {
        guard (0...9999).contains(year) else { return nil }
        let (century, yearOfCentury) = (year / 100, year % 100)
        let golden = year % 19
        let correction = (century - (century + 8) / 25 + 1) / 3
        let epact = (19 * golden + century - century / 4 - correction + 15) % 30
        let weekday = (32 + 2 * (century % 4) + 2 * (yearOfCentury / 4) - epact - yearOfCentury % 4) % 7
        let late = (golden + 11 * epact + 22 * weekday) / 451
        let day = epact + weekday - 7 * late + 114
        return CalendarDate(year: year, month: day / 31, day: day % 31 + 1)
    }

    /// Easter of the Orthodox churches (Julian computus, written in the Gregorian calendar). `nil`
    /// outside the years 0 to 9999.
    public static func orthodox(_ year: Int) -> CalendarDate? {
        guard (0...9999).contains(year) else { return nil }
        let moon = (19 * (year % 19) + 15) % 30
        let weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
        let day = moon + weekday + 114
        let julian = CalendarDate(year: year, month: day / 31, day: day % 31 + 1)
        // How far the Julian calendar is behind the Gregorian, from March of the year on.
        return julian?.adding(days: year / 100 - year / 400 - 2)
    }
}
