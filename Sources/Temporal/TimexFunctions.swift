/// The operations of this module on TIMEX3 values as strings, one per question: what a plugin calls.
///
/// Units are granularities by name ("month", "months"), directions those of ``Direction``. Every
/// function throws a ``TimexError`` for arguments that it cannot read and returns `nil` where there is
/// no answer: digits are missing, a duration does not come out even, a year lies outside 0 to 9999.
///
/// ```swift
/// try TimexFunctions.shift("2024-09", -1, "month")                      // "2024-08"
/// try TimexFunctions.period("2013-05-06", "year", -2)                   // "2011"
/// try TimexFunctions.resolve("XXXX-WXX-5", "past", "2024-09-10")        // "2024-09-06"
/// ```
public enum TimexFunctions {
    /// The value as this module writes it; `nil` if the text is none. Throws nothing: it is the test.
    public static func canonical(_ text: String) -> String? { TimexValue(text)?.description }

    /// The TIMEX3 type of the value by itself: "DATE", "TIME" or "DURATION".
    public static func kind(_ value: String) throws(TimexError) -> String { try read(value).kind.rawValue }

    /// The name of the granularity; "none" for durations and vague references.
    public static func granularity(_ value: String) throws(TimexError) -> String {
        try read(value).granularity.rawValue
    }

    /// Whether it is a place on the calendar with every digit known that its size needs.
    public static func isSpecified(_ value: String) throws(TimexError) -> Bool {
        try read(value).point?.isSpecified ?? false
    }

    /// The value of a day; `nil` if the calendar has none with these numbers.
    public static func day(year: Int, month: Int, day: Int) -> String? {
        CalendarDate(year: year, month: month, day: day)?.description
    }

    /// 1 Monday to 7 Sunday; `nil` if the value is no specified day.
    public static func weekday(_ value: String) throws(TimexError) -> Int? {
        try point(value).calendarDate?.weekday
    }

    /// ``TimexPoint/shifted(by:_:)``: as large as the value. "A year earlier" than "1989-Q3" is "1988-Q3".
    public static func shift(_ value: String, _ count: Int, _ unit: String) throws(TimexError) -> String? {
        try point(value).shifted(by: count, self.unit(unit))?.description
    }

    /// ``TimexPoint/period(_:offset:)``: as large as the unit. "Two years before" "2013-05-06" is "2011";
    /// offset 0 is this one, -1 the last, 1 the next.
    public static func period(
        _ value: String, _ unit: String, _ offset: Int = 0
    ) throws(TimexError) -> String? {
        try point(value).period(self.unit(unit), offset: offset)?.description
    }

    /// ``TimexPoint/truncated(to:)``: the same, less precisely.
    public static func truncate(_ value: String, _ unit: String) throws(TimexError) -> String? {
        try point(value).truncated(to: self.unit(unit))?.description
    }

    /// ``TimexPoint/nth(_:_:)``: the third week of "2024-09"; -1 is the last.
    public static func nth(_ number: Int, _ unit: String, in value: String) throws(TimexError) -> String? {
        try point(value).nth(number, self.unit(unit))?.description
    }

    /// ``TimexPoint/nthWeekday(_:_:)``: the first Monday (1, 1) of "2024-09".
    public static func nthWeekday(
        _ number: Int, _ weekday: Int, in value: String
    ) throws(TimexError) -> String? {
        try point(value).nthWeekday(number, weekday)?.description
    }

    /// ``TimexPoint/resolved(_:relativeTo:)``: the weekday, month, season or day of the year that is
    /// meant, as "XXXX-WXX-5" or "XXXX-09".
    public static func resolve(
        _ pattern: String, _ direction: String, _ reference: String
    ) throws(TimexError) -> String? {
        try point(pattern).resolved(self.direction(direction), relativeTo: point(reference))?.description
    }

    /// ``TimexPoint/filled(from:)``: missing fields taken from the reference.
    public static func fill(_ pattern: String, from reference: String) throws(TimexError) -> String? {
        try point(pattern).filled(from: point(reference))?.description
    }

    /// ``TimexPoint/combined(with:)``: a day and a time, as "2024-09-10" and "T15:00Z" or "TMO".
    public static func combine(_ date: String, _ time: String) throws(TimexError) -> String? {
        try point(date).combined(with: point(time))?.description
    }

    /// ``TimexPoint/year(twoDigits:relativeTo:)``: "'98" is "1998".
    public static func year(twoDigits: Int, _ reference: String) throws(TimexError) -> String? {
        try TimexPoint.year(twoDigits: twoDigits, relativeTo: point(reference))?.description
    }

    /// ``TimexPoint/decade(_:relativeTo:)``: "the 90s" (90) are "199".
    public static func decade(_ yearOfCentury: Int, _ reference: String) throws(TimexError) -> String? {
        try TimexPoint.decade(yearOfCentury, relativeTo: point(reference))?.description
    }

    /// -1, 0 or 1; ``TimexPoint/compared(to:)``.
    public static func compare(_ first: String, _ second: String) throws(TimexError) -> Int? {
        try point(first).compared(to: point(second))
    }

    /// The name of a ``TimexRelation``: where the first lies, seen from the second.
    public static func relation(_ first: String, _ second: String) throws(TimexError) -> String? {
        try point(first).relation(to: point(second))?.rawValue
    }

    /// ``TimexPoint/difference(to:in:)``: how many units from the first to the second, negative backward.
    public static func difference(
        _ first: String, _ second: String, _ unit: String
    ) throws(TimexError) -> Int? {
        try point(first).difference(to: point(second), in: self.unit(unit))
    }

    /// The half-open interval of a value; `nil` for durations and vague references too.
    public static func interval(_ value: String) throws(TimexError) -> TimexInterval? {
        try read(value).interval
    }

    /// The interval from the beginning of one value to the end of another, in either order.
    public static func range(_ first: String, _ second: String) throws(TimexError) -> TimexInterval? {
        guard let start = try point(first).interval, let end = try point(second).interval else { return nil }
        return start.union(end)
    }

    static func read(_ text: String) throws(TimexError) -> TimexValue {
        guard let value = TimexValue(text) else { throw .notAValue(text) }
        return value
    }

    static func point(_ text: String) throws(TimexError) -> TimexPoint {
        guard let point = try read(text).point else { throw .wrongKind(text, wanted: "a date or time") }
        return point
    }

    static func unit(_ name: String) throws(TimexError) -> Granularity {
        guard let unit = Granularity(name: name), unit != .none else { throw .unknownUnit(name) }
        return unit
    }

    static func direction(_ name: String) throws(TimexError) -> Direction {
        guard let direction = Direction(rawValue: name) else { throw .unknownDirection(name) }
        return direction
    }
}
