// What a value with unspecified digits can stand for, and the way back.

extension TimexPoint {
    /// Values without unspecified digits that this one can stand for: few, but such that arithmetic
    /// which gives the same for all of them does not depend on the missing digits. Empty where some
    /// digits of a field are known and others are not, as in `19XX-05`.
    var samples: [TimexPoint] {
        guard let date else {
            // Any day: a time alone moves in the same way on each.
            return [TimexDate("2023-06-15")].compactMap { TimexPoint(date: $0, time: time) }
        }
        return date.samples.compactMap { TimexPoint(date: $0, time: time) }.filter(\.isSpecified)
    }

    /// This point with the fields unspecified that are so in the pattern, and written in its way;
    /// `nil` if it is a piece of another size.
    func masked(like pattern: TimexPoint) -> TimexPoint? {
        guard let shape = pattern.date else { return TimexPoint(date: nil, time: time) }
        return date?.masked(like: shape).flatMap { TimexPoint(date: $0, time: time) }
    }
}

extension TimexDate {
    /// The digits of the fields, from the year on; weekdays and seasons are not digits.
    var fields: [Digits] {
        switch self {
        case .beforeChrist: []
        case .year(let year), .season(let year, _): [year]
        case .half(let year, let part), .quarter(let year, let part), .month(let year, let part),
            .week(let year, let part), .weekend(let year, let part), .weekday(let year, let part, _):
            [year, part]
        case .day(let year, let month, let day): [year, month, day]
        }
    }

    /// The same form with other digits, of which there are as many as ``fields``.
    func replacingFields(_ digits: [Digits]) -> TimexDate? {
        guard digits.count == fields.count else { return nil }
        switch self {
        case .beforeChrist: return self
        case .year: return .year(digits[0])
        case .season(_, let season): return .season(year: digits[0], season)
        case .half: return .half(year: digits[0], digits[1])
        case .quarter: return .quarter(year: digits[0], digits[1])
        case .month: return .month(year: digits[0], digits[1])
        case .week: return .week(year: digits[0], digits[1])
        case .weekend: return .weekend(year: digits[0], digits[1])
        case .weekday(_, _, let weekday): return .weekday(year: digits[0], week: digits[1], weekday)
        case .day: return .day(year: digits[0], month: digits[1], digits[2])
        }
    }

    /// See ``TimexPoint/samples``. Years with and without 29 February, with 52 and 53 weeks; months
    /// of each length; weeks inside a year.
    var samples: [TimexDate] {
        var choices: [[Digits]] = [[]]
        for (position, field) in fields.enumerated() {
            let values: [Int]
            if field.isSpecified {
                values = [field.lowest]
            } else if field.isUnspecified {
                values = position == 0 ? sampleYears : sampleValues(ofField: position)
            } else {
                return []
            }
            choices = choices.flatMap { choice in
                values.map { choice + [Digits(padding: $0, to: field.width)] }
            }
        }
        return choices.compactMap { replacingFields($0).flatMap { $0.isPossible ? $0 : nil } }
    }

    /// Each place in the cycle of leap years; years of 53 weeks and the ones after them; years on both sides of one that
    /// is no leap year though it can be divided by four.
    private var sampleYears: [Int] { [1896, 1897, 1903, 2020, 2021, 2022, 2023, 2026] }

    private func sampleValues(ofField position: Int) -> [Int] {
        switch self {
        case .half: [1, 2]
        case .quarter: [1, 2, 3, 4]
        case .week, .weekend, .weekday: [1, 9, 30, 52]
        default: position == 1 ? [1, 2, 3, 4, 12] : [1, 15, 28]
        }
    }

    func masked(like pattern: TimexDate) -> TimexDate? {
        var date = self
        if case .weekday = pattern {
            guard let day = Period(self).flatMap({ CalendarDate(dayNumber: $0.index) }),
                granularity == .day, let year = Digits(day.isoWeek.year, width: 4)
            else { return nil }
            date = .weekday(year: year, week: Digits(padding: day.isoWeek.week, to: 2), day.weekday)
        }
        guard date.granularity == pattern.sizeAsWritten, date.fields.count == pattern.fields.count else {
            return nil
        }
        let digits = zip(date.fields, pattern.fields).map { $1.isUnspecified ? $1 : $0 }
        return date.replacingFields(digits)
    }

    /// The granularity without the exception for `199X`.
    private var sizeAsWritten: Granularity {
        if case .year(let digits) = self, digits.width == 4 { return .year }
        return granularity
    }
}
