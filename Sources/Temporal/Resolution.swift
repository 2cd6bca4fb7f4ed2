extension TimexPoint {
    /// The value that one with unspecified digits has, seen from a reference time.
    ///
    /// | pattern | cycle | meaning |
    /// |---|---|---|
    /// | `XXXX-09`, `XXXX-09-11`, `XXXX-SU`, `XXXX-Q3`, `XXXX-H1` | year | a piece of some year |
    /// | `XXXX-W36`, `XXXX-W36-WE`, `XXXX-W36-5` | ISO week-year | a piece of some week-year |
    /// | `XXXX-WXX-5`, `XXXX-WXX-WE` | ISO week | a piece of some week |
    /// | `XXXX-XX-15` | month | a day of some month; months without it are passed over |
    /// | `T15:00`, `TMO` | day | a time of some day |
    /// | `XXXX`, `XXXX-XX`, `XXXX-WXX`, `XXXX-QX`, `XXXX-HX`, `XXXX-XX-XX` | itself | one more or less |
    ///
    /// Each of the days can have a time, which is kept: `XXXX-WXX-6T15:00`.
    ///
    /// - Returns: the point itself if nothing is unspecified; `nil` if the reference is not fully
    ///   specified, if nothing fits the direction within two years (eight for 29 February and week 53),
    ///   if the reference has several such times in it (the Friday of a month), or if part of a field
    ///   is known (`19XX-05`) or the year is and a smaller field is not (`1998-QX`).
    public func resolved(_ direction: Direction, relativeTo reference: TimexPoint) -> TimexPoint? {
        if isSpecified { return self }
        guard let interval = reference.interval, let origin = reference.datePeriod else { return nil }
        return direction.choose(from: candidates(around: origin), reference: interval)
    }

    /// The value with its unspecified fields taken from a reference: `XXXX-09-11` seen from 2024 is
    /// `2024-09-11`. The same as ``resolved(_:relativeTo:)`` with ``Direction/this``.
    public func filled(from reference: TimexPoint) -> TimexPoint? {
        resolved(.this, relativeTo: reference)
    }

    /// The date of this value with the time of another: `2024-09-10` or `XXXX-WXX-2` and `T15:00`.
    ///
    /// A time that the date already has is replaced. `nil` if the other has no time, or the date is
    /// larger than a day.
    public func combined(with other: TimexPoint) -> TimexPoint? {
        guard let time = other.time, let date else { return nil }
        return TimexPoint(date: date, time: time)
    }

    private func candidates(around origin: Period) -> [Direction.Candidate] {
        guard let date else { return daily(around: origin) }
        guard date.year?.isUnspecified == true else { return [] }
        let known = date.fields.dropFirst().map { $0.isSpecified ? true : $0.isUnspecified ? false : nil }
        guard !known.contains(nil) else { return [] }
        switch date {
        case .weekend(_, let week) where week.isUnspecified,
            .weekday(_, let week, _) where week.isUnspecified:
            return pieces(of: .week, around: origin, reach: 2) { date.inWeek(of: $0) }
        case .season, .half(_, _), .quarter(_, _), .month(_, _), .week(_, _), .weekend(_, _),
            .weekday(_, _, _):
            return known.contains(false) ? repeated(around: origin) : yearly(date, around: origin)
        case .day(_, let month, let day):
            if day.isUnspecified { return month.isUnspecified ? daily(around: origin) : [] }
            guard month.isUnspecified else { return yearly(date, around: origin) }
            return pieces(of: .month, around: origin, reach: 3) { date.inMonth(of: $0) }
        case .year:
            return repeated(around: origin)
        case .beforeChrist:
            return []
        }
    }

    /// A piece of each year around; of each week-year for weeks.
    private func yearly(_ date: TimexDate, around origin: Period) -> [Direction.Candidate] {
        let day = floorDivision(origin.anchor, 86_400)
        let year =
            switch date {
            case .week, .weekend, .weekday: CivilDays.isoWeek(of: day).year
            case .season: Period(.season, containing: origin.anchor).map { floorDivision($0.index, 4) } ?? 0
            default: CivilDays.civil(of: day).year
            }
        // Not every year has 29 February or week 53: what is everywhere in one year or the next needs
        // no wide search.
        let fields = date.fields.dropFirst()
        let isRare = [29, 53].contains(fields.last?.lowest)
        return (isRare ? -8...8 : -2...2).compactMap { cycle in
            guard let digits = Digits(year + cycle, width: 4),
                let date = date.replacingFields([digits] + fields), date.isPossible,
                let value = TimexPoint(date: date, time: time)
            else { return nil }
            return Direction.Candidate(cycle: cycle, value: value.asCalendarDay)
        }
    }

    /// The periods of the same size around, as weeks for `XXXX-WXX`.
    private func repeated(around origin: Period) -> [Direction.Candidate] {
        let size: Granularity = granularity == .decade ? .year : granularity
        return pieces(of: size, around: origin, reach: 2) { $0.point?.date }
    }

    private func daily(around origin: Period) -> [Direction.Candidate] {
        pieces(of: .day, around: origin, reach: 2) { $0.point?.date }
    }

    private func pieces(
        of cycleSize: Granularity, around origin: Period, reach: Int, _ piece: (Period) -> TimexDate?
    ) -> [Direction.Candidate] {
        guard let middle = Period(cycleSize, containing: origin.anchor) else { return [] }
        return (-reach...reach).compactMap { cycle in
            guard let period = middle.advanced(by: cycle), let date = piece(period),
                let value = TimexPoint(date: date, time: time)
            else { return nil }
            return Direction.Candidate(cycle: cycle, value: value)
        }
    }

    /// `2024-W36-2` written as `2024-09-03`.
    private var asCalendarDay: TimexPoint {
        calendarDate.flatMap { TimexPoint(date: TimexDate($0), time: time) } ?? self
    }
}

extension TimexDate {
    fileprivate func inWeek(of week: Period) -> TimexDate? {
        let monday = week.seconds.lowerBound
        if case .weekday(_, _, let weekday) = self {
            return Period(.day, containing: monday + (weekday - 1) * 86_400)?.point?.date
        }
        return Period(.weekend, containing: monday)?.point?.date
    }

    fileprivate func inMonth(of month: Period) -> TimexDate? {
        guard let fields = month.point?.date?.fields, fields.count == 2 else { return nil }
        return replacingFields(fields + self.fields.suffix(1)).flatMap { $0.isPossible ? $0 : nil }
    }
}
