/// A holiday or feast that news names, with the rule for its date.
///
/// ```swift
/// Holiday(named: "Thanksgiving")?.dates(in: 2024).first?.description  // "2024-11-28"
/// ```
public struct Holiday: Hashable, Sendable {
    /// How the date follows from the year.
    public enum Rule: Hashable, Sendable {
        /// The same day each year.
        case fixed(month: Int, day: Int)
        /// The `number`th weekday (1 Monday to 7 Sunday; -1 the last) of a month, and so many days on.
        case weekday(number: Int, weekday: Int, month: Int, plus: Int)
        /// So many days after Easter Sunday of the Western churches.
        case easter(plus: Int)
        /// So many days after Easter Sunday of the Orthodox churches.
        case orthodoxEaster(plus: Int)
        /// A day of the tabular Islamic calendar, a day off at times; see ``IslamicCalendar``.
        case islamic(month: Int, day: Int)
        /// So many days after Rosh Hashanah of the Gregorian year.
        case roshHashanah(plus: Int)
        /// So many days after the first day of Passover.
        case passover(plus: Int)
        /// The first day of Hanukkah.
        case hanukkah
    }

    /// The usual English name.
    public let name: String
    /// How its date follows from the year.
    public let rule: Rule
    /// How many days it lasts: 30 for Ramadan, 8 for Hanukkah, mostly 1.
    public let days: Int

    /// A holiday with a name, a rule and a length in days (at least 1).
    public init(_ name: String, _ rule: Rule, days: Int = 1) {
        self.name = name
        self.rule = rule
        self.days = min(max(1, days), 366)
    }

    /// The holiday of this name in ``all``, or `nil`.
    ///
    /// Case, apostrophes of any form, full stops, hyphens and a "the" in front make no difference.
    public init?(named name: String) {
        guard let holiday = Self.byKey[Self.key(of: name)] else { return nil }
        self = holiday
    }

    /// The days on which it begins in a year: one, for Islamic feasts at times two or none; empty
    /// outside the years 0 to 9999.
    public func dates(in year: Int) -> [CalendarDate] {
        guard (0...9999).contains(year) else { return [] }
        let date: CalendarDate? =
            switch rule {
            case .fixed(let month, let day):
                CalendarDate(year: year, month: month, day: day)
            case .weekday(let number, let weekday, let month, let plus):
                CalendarDate(year: year, month: month, day: 1)
                    .flatMap { TimexPoint($0).period(.month)?.nthWeekday(number, weekday)?.calendarDate }?
                    .adding(days: plus)
            case .easter(let plus): Easter.western(year)?.adding(days: plus)
            case .orthodoxEaster(let plus): Easter.orthodox(year)?.adding(days: plus)
            case .roshHashanah(let plus): HebrewCalendar.newYear(inGregorian: year)?.adding(days: plus)
            case .passover(let plus): HebrewCalendar.passover(inGregorian: year)?.adding(days: plus)
            case .hanukkah: HebrewCalendar.hanukkah(inGregorian: year)
            case .islamic: nil
            }
        if case .islamic(let month, let day) = rule {
            return IslamicCalendar.dates(month: month, day: day, inGregorian: year)
        }
        return date.map { [$0] } ?? []
    }

    /// The day on which the holiday begins that is meant, seen from a reference time; the cycle of
    /// ``Direction/this`` is the year. `nil` if the reference is not specified or nothing fits.
    public func date(_ direction: Direction, relativeTo reference: TimexPoint) -> CalendarDate? {
        guard let interval = reference.interval, let year = reference.calendarYear else { return nil }
        let candidates = (-2...2).flatMap { cycle in
            dates(in: year + cycle).map { Direction.Candidate(cycle: cycle, value: TimexPoint($0)) }
        }
        return direction.choose(from: candidates, reference: interval)?.calendarDate
    }

    /// The days from its beginning on, half-open; `nil` at the end of the year 9999.
    public func interval(from start: CalendarDate) -> TimexInterval? {
        let begin = start.dayNumber * 86_400
        return TimexInterval(seconds: begin..<begin + days * 86_400, zone: nil, isTimed: false)
    }

    static func key(of name: String) -> String {
        let words = name.lowercased()
            .filter { $0 != "." && $0 != "'" && $0 != "’" && $0 != "‘" && $0 != "`" }
            .split { $0 == " " || $0 == "-" || $0 == "\u{A0}" || $0 == "\n" }
        return (words.first == "the" ? words.dropFirst() : words[...]).joined(separator: " ")
    }
}

extension TimexPoint {
    /// The year of the point's beginning (its Thursday for weeks).
    var calendarYear: Int? {
        datePeriod.map { CivilDays.civil(of: floorDivision($0.anchor, 86_400)).year }
    }
}
