extension TimexPoint {
    /// The point `count` units later (earlier if negative), as large as this one: a year before
    /// `1989-Q3` is `1988-Q3`, a month after `2024-01-31` is `2024-02-29`.
    ///
    /// - Months and everything made of months keep the day of the month, or take the last day of the
    ///   month if it is shorter. A year on, a week keeps its number (53 becomes 52 where there is none).
    /// - Weekends count as weeks. Hours, minutes and seconds move a clock time past midnight too.
    /// - The unit may be finer than the point only if the sum comes out even: six months after
    ///   `2024-H1` is `2024-H2`, one month after it is `nil`.
    /// - Unspecified digits stay, if the result is the same whatever they stand for: a month before
    ///   `XXXX-01` is `XXXX-12`, three days after `XXXX-WXX-6` is `XXXX-WXX-2`.
    ///
    /// `nil` if there is no such result, or it lies outside the years 0 to 9999 (9999 BC for years).
    public func shifted(by count: Int, _ unit: Granularity) -> TimexPoint? {
        if let period = datePeriod {
            return shifted(from: period, by: count, unit)
        }
        let results = samples.map { $0.shifted(by: count, unit)?.masked(like: self) }
        guard let first = results.first, let result = first, results.allSatisfy({ $0 == result }) else {
            return nil
        }
        return result
    }

    /// The unit that has this point's beginning in it, or the one `offset` units later: with -2 years,
    /// `2013-05-06` gives `2011`.
    ///
    /// Weeks belong to the month or year that has their Thursday; the hour 24:00 and the small hours
    /// of a night belong to the day they are written with. From a larger piece to a smaller unit it
    /// is the first: the month of `2024-Q3` is `2024-07`.
    ///
    /// `nil` if digits are missing or out of range, for hours and less of a value without a clock
    /// time, and for ``Granularity/partOfDay`` unless the point has a part of the day, which is kept.
    public func period(_ unit: Granularity, offset: Int = 0) -> TimexPoint? {
        guard let date = datePeriod else { return nil }
        switch unit {
        case .hour, .minute, .second:
            guard case .clock(let clock)? = time else { return nil }
            let second = date.seconds.lowerBound + clock.secondOfDay
            return Period(unit, containing: second)?.advanced(by: offset)?.point?.with(zone: clock.zone)
        case .partOfDay:
            guard granularity == .partOfDay, offset == 0 else { return nil }
            return self
        case .season where date.granularity == .season, .week where date.granularity == .weekend,
            .weekend where date.granularity == .weekend:
            return Period(unit, containing: date.seconds.lowerBound)?.advanced(by: offset)?.point
        default:
            return Period(unit, containing: date.anchor)?.advanced(by: offset)?.point
        }
    }

    /// The point cut down to a coarser granularity: `2024-09-10T15:00` to the month is `2024-09`.
    ///
    /// `nil` if the granularity is finer, if no single period has the point in it (the season of
    /// `2024-Q1`), or if digits are missing.
    public func truncated(to unit: Granularity) -> TimexPoint? {
        if unit == granularity { return isSpecified ? self : nil }
        guard granularity.isFiner(than: unit), let result = period(unit), let date = datePeriod,
            let outer = result.datePeriod
        else { return nil }
        let isWhole =
            outer.seconds.lowerBound <= date.seconds.lowerBound
            && date.seconds.upperBound <= outer.seconds.upperBound
        let crossesByNature =
            [.week, .weekend].contains(date.granularity)
            || (date.granularity == .season && unit.months ?? 0 >= 12)
        return isWhole || result.time != nil || crossesByNature ? result : nil
    }

    /// The same point in a zone; without effect on values without a clock time.
    public func with(zone: ZoneOffset?) -> TimexPoint {
        guard case .clock(let clock)? = time else { return self }
        return TimexPoint(date: date, time: .clock(clock.with(zone: zone))) ?? self
    }

    private func shifted(from period: Period, by count: Int, _ unit: Granularity) -> TimexPoint? {
        if case .clock(let clock)? = time, let seconds = unit.seconds, seconds < 86_400 {
            let size = clock.granularity.seconds ?? 1
            let (distance, overflow) = count.multipliedReportingOverflow(by: seconds)
            guard !overflow, distance % size == 0 else { return nil }
            let start = Period(clock.granularity, containing: period.seconds.lowerBound + clock.secondOfDay)
            return start?.advanced(by: distance / size)?.point?.with(zone: clock.zone)
        }
        guard let shifted = period.shifted(by: count, unit)?.point else { return nil }
        return TimexPoint(date: shifted.date, time: time)
    }
}

extension Period {
    /// The period of the same size so many units later; see ``TimexPoint/shifted(by:_:)``.
    func shifted(by count: Int, _ unit: Granularity) -> Period? {
        if let step = unit.months {
            let (months, overflow) = count.multipliedReportingOverflow(by: step)
            return overflow ? nil : shifted(byMonths: months)
        }
        guard let step = unit.seconds, let size = granularity.seconds else { return nil }
        let (seconds, overflow) = count.multipliedReportingOverflow(by: step)
        guard !overflow, seconds % size == 0 else { return nil }
        return advanced(by: seconds / size)
    }

    private func shifted(byMonths months: Int) -> Period? {
        if let size = granularity.months {
            return months % size == 0 ? advanced(by: months / size) : nil
        }
        guard let day = CalendarDate(dayNumber: floorDivision(anchor, 86_400)) else { return nil }
        if granularity == .day {
            return day.adding(months: months).flatMap { Period(.day, index: $0.dayNumber) }
        }
        guard months % 12 == 0 else {
            guard let moved = day.adding(months: months) else { return nil }
            return Period(granularity, containing: moved.dayNumber * 86_400)
        }
        let (year, week) = day.isoWeek
        let (target, overflow) = year.addingReportingOverflow(months / 12)
        guard !overflow, let weeks = CalendarDate.weeksInYear(target),
            let monday = CalendarDate(weekYear: target, week: min(week, weeks), weekday: 1)
        else { return nil }
        return Period(granularity, containing: monday.dayNumber * 86_400)
    }
}
