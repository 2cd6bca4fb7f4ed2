// Durations, clock times and holidays as strings and numbers.

extension TimexFunctions {
    /// A duration such as "P3M" from "3", "2.5" or "X" and a unit of ``DurationUnit/init(name:)``, which
    /// has nights and summers too; `nil` if the number cannot be read.
    public static func duration(_ amount: String, _ unit: String) throws(TimexError) -> String? {
        guard let unit = DurationUnit(name: unit) else { throw .unknownUnit(unit) }
        return TimexAmount(amount).map { TimexDuration($0, unit).description }
    }

    /// The same from a number; `nil` if it is negative, not finite or too long.
    public static func duration(_ amount: Double, _ unit: String) throws(TimexError) -> String? {
        guard let unit = DurationUnit(name: unit) else { throw .unknownUnit(unit) }
        return TimexAmount(amount).map { TimexDuration($0, unit).description }
    }

    /// Durations side by side as one, from the coarsest on: "P1Y" and "P6M" are "P1Y6M"; `nil` if they
    /// are not in that order.
    public static func join(_ durations: [String]) throws(TimexError) -> String? {
        var components: [TimexDuration.Component] = []
        for text in durations { components += try duration(text).components }
        return TimexDuration(components)?.description
    }

    /// ``TimexPoint/adding(_:earlier:)``: the value a duration later.
    public static func add(_ duration: String, to value: String) throws(TimexError) -> String? {
        try point(value).adding(self.duration(duration))?.description
    }

    /// ``TimexPoint/adding(_:earlier:)``: the value a duration earlier.
    public static func subtract(_ duration: String, from value: String) throws(TimexError) -> String? {
        try point(value).adding(self.duration(duration), earlier: true)?.description
    }

    /// ``TimexPoint/interval(before:)``: "the past three months" (P3M), seen from a reference.
    public static func past(_ duration: String, before reference: String) throws(TimexError) -> TimexInterval?
    {
        try point(reference).interval(before: self.duration(duration))
    }

    /// ``TimexPoint/interval(after:)``: "the next three months" (P3M), seen from a reference.
    public static func next(_ duration: String, after reference: String) throws(TimexError) -> TimexInterval?
    {
        try point(reference).interval(after: self.duration(duration))
    }

    /// A time alone, "T15:07", from a clock of 24 hours; `nil` outside its ranges. The zone is an
    /// offset ("Z", "+05:30") or an abbreviation ("EST"); one that is not known gives `nil`.
    public static func clock(
        hour: Int, minute: Int? = nil, second: Int? = nil, zone: String? = nil
    ) -> String? {
        time(ClockTime(hour: hour, minute: minute, second: second), zone)
    }

    /// A time alone from a clock of 12 hours: 12 a.m. is "T00", 12 p.m. "T12"; `nil` as for the other.
    public static func clock(
        hour12: Int, afternoon: Bool, minute: Int? = nil, second: Int? = nil, zone: String? = nil
    ) -> String? {
        time(ClockTime(hour12: hour12, afternoon: afternoon, minute: minute, second: second), zone)
    }

    /// The offset of an abbreviation, "EST" as "-05:00"; `nil` if it is not known.
    public static func zone(_ abbreviation: String) -> String? {
        ZoneOffset(abbreviation: abbreviation)?.description
    }

    /// Whether a holiday of this name is known.
    public static func isHoliday(_ name: String) -> Bool { Holiday(named: name) != nil }

    /// The day on which a holiday begins in a year; the first of two.
    public static func holiday(_ name: String, in year: Int) throws(TimexError) -> String? {
        try holiday(named: name).dates(in: year).first?.description
    }

    /// The day on which the holiday begins that is meant, seen from a reference.
    public static func holiday(
        _ name: String, _ direction: String, _ reference: String
    ) throws(TimexError) -> String? {
        try holiday(named: name).date(self.direction(direction), relativeTo: point(reference))?.description
    }

    /// All the days of a holiday that begins on a day, as the 30 of Ramadan.
    public static func holidayInterval(_ name: String, from day: String) throws(TimexError) -> TimexInterval?
    {
        guard let start = try point(day).calendarDate else { return nil }
        return try holiday(named: name).interval(from: start)
    }

    private static func duration(_ text: String) throws(TimexError) -> TimexDuration {
        guard let duration = try read(text).duration else { throw .wrongKind(text, wanted: "a duration") }
        return duration
    }

    private static func holiday(named name: String) throws(TimexError) -> Holiday {
        guard let holiday = Holiday(named: name) else { throw .unknownHoliday(name) }
        return holiday
    }

    private static func time(_ clock: ClockTime?, _ zone: String?) -> String? {
        guard let clock else { return nil }
        guard let zone else { return "T\(clock)" }
        guard let offset = ZoneOffset(zone) ?? ZoneOffset(abbreviation: zone) else { return nil }
        return "T\(clock.with(zone: offset))"
    }
}
