/// A place on the calendar, the clock or both, as precise as the text is: `2024-09`, `XXXX-WXX-2`,
/// `2024-09-10T15:00`, `TMO`.
///
/// At least one of the parts is there. A time stands with a day (`YYYY-MM-DD`, `XXXX-WXX-2`) or alone.
public struct TimexPoint: Hashable, Sendable {
    /// The date, or `nil` for a time alone.
    public let date: TimexDate?
    /// The time, or `nil` for a date alone.
    public let time: TimexTime?

    /// Joins the parts; `nil` if both are missing or a time is given for something larger than a day.
    public init?(date: TimexDate?, time: TimexTime? = nil) {
        guard date != nil || time != nil, date == nil || time == nil || date?.granularity == .day
        else { return nil }
        self.date = date
        self.time = time
    }

    /// A day of the calendar.
    public init(_ date: CalendarDate) {
        self.date = TimexDate(date)
        time = nil
    }

    /// Reads a value such as `2024-09-10T15:00`; `nil` if it is none.
    public init?(_ text: some StringProtocol) {
        let timeStart = text.firstIndex(of: "T") ?? text.endIndex
        let date = TimexDate(text[..<timeStart])
        let time = TimexTime(text[timeStart...])
        guard (date != nil) == (timeStart != text.startIndex), (time != nil) == (timeStart != text.endIndex)
        else { return nil }
        self.init(date: date, time: time)
    }

    /// That of the time if there is one, otherwise that of the date.
    public var granularity: Granularity { time?.granularity ?? date?.granularity ?? .none }

    /// The period of the date part; `nil` where digits are missing or there is no date.
    ///
    /// Of the unspecified digits only those at the end of a year by itself do no harm: `199X` is the
    /// decade.
    public var datePeriod: Period? { date.flatMap(Period.init) }

    /// The day, if the value is a day or a time on one and every digit is known.
    public var calendarDate: CalendarDate? {
        guard let period = datePeriod, period.granularity == .day else { return nil }
        return CalendarDate(dayNumber: period.index)
    }

    /// Whether the value is one place on the calendar: a date with all digits that its size needs.
    public var isSpecified: Bool { datePeriod != nil }

    /// The half-open interval that the value covers; `nil` where digits or the date are missing, and
    /// outside the years 0 to 9999. Its limits are in local time.
    public var interval: TimexInterval? {
        guard let period = datePeriod else { return nil }
        guard let time else { return TimexInterval(seconds: period.seconds, zone: nil, isTimed: false) }
        let start = period.seconds.lowerBound
        let range = time.secondsOfDay
        return TimexInterval(
            seconds: start + range.lowerBound..<start + range.upperBound, zone: time.zone, isTimed: true)
    }
}

extension TimexPoint: CustomStringConvertible {
    /// The TIMEX3 value.
    public var description: String { (date?.description ?? "") + (time?.description ?? "") }
}
