extension TimexPoint {
    /// The `number`th period of a size inside this point: the third week of `2024-09`, the second
    /// quarter of `2024`; from the end if negative, so that -1 is the last.
    ///
    /// A period counts if it begins in the point; a week if its Thursday lies in it, so that
    /// week 1 of a year is its ISO week 1. Seasons count from March: the first of a year is spring.
    /// "The first nine months" are the ``TimexInterval/union(_:)`` of the first and the ninth.
    ///
    /// `nil` for number 0, if there are not so many, for sizes that do not fit into the point, and if
    /// digits are missing.
    public func nth(_ number: Int, _ unit: Granularity) -> TimexPoint? {
        guard time == nil, let outer = datePeriod, unit.isFiner(than: outer.granularity), number != 0,
            let edge = Period(
                unit, containing: number > 0 ? outer.seconds.lowerBound : outer.seconds.upperBound - 1)
        else { return nil }
        let reach = number > 0 ? [0, 1] : [0, -1]
        guard
            let start = reach.lazy.compactMap({ edge.advanced(by: $0) })
                .first(where: { outer.seconds.contains($0.anchor) }),
            let found = start.advanced(by: number > 0 ? number - 1 : number + 1),
            outer.seconds.contains(found.anchor)
        else { return nil }
        return found.point
    }

    /// The `number`th weekday inside this point: the first Monday of `2024-09` (1, 1), the last Friday
    /// of `2024` (-1, 5). Weekdays are 1 Monday to 7 Sunday.
    ///
    /// `nil` as for ``nth(_:_:)``, and for other weekdays.
    public func nthWeekday(_ number: Int, _ weekday: Int) -> TimexPoint? {
        guard time == nil, (1...7).contains(weekday), let days = datePeriod?.days, number != 0 else {
            return nil
        }
        let count: Int
        let start: Int
        if number > 0 {
            start = days.lowerBound + floorRemainder(weekday - CivilDays.weekday(of: days.lowerBound), 7)
            count = number - 1
        } else {
            let last = days.upperBound - 1
            start = last - floorRemainder(CivilDays.weekday(of: last) - weekday, 7)
            count = number + 1
        }
        let (distance, overflow) = count.multipliedReportingOverflow(by: 7)
        guard !overflow, distance.magnitude < 10_000_000, days.contains(start + distance) else { return nil }
        return CalendarDate(dayNumber: start + distance).map { TimexPoint($0) }
    }
}

extension Period {
    /// The day numbers of the days in which the period lies.
    fileprivate var days: Range<Int> {
        let seconds = seconds
        return floorDivision(seconds.lowerBound, 86_400)..<floorDivision(seconds.upperBound + 86_399, 86_400)
    }
}
