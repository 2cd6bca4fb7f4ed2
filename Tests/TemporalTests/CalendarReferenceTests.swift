import Temporal
import TestSupport
import Testing

/// Calendar arithmetic against slow counts of days.
@Suite("The calendar against slow counts")
struct CalendarReferenceTests {
    private func point(_ text: String) throws -> TimexPoint { try #require(TimexPoint(text)) }
    private func day(_ number: Int) throws -> CalendarDate { try #require(CalendarDate(dayNumber: number)) }

    @Test(
        "periods of each size follow one another without a gap, and know the seconds in them",
        arguments: Granularity.allCases)
    func periods(_ size: Granularity) throws {
        guard size != .partOfDay, size != .none else {
            #expect(Period(size, index: 0) == nil && Period(size, containing: 0) == nil)
            return
        }
        var random = SeededGenerator(seed: 77)
        for _ in 0..<400 {
            let second = Int.random(in: -60_000_000_000...250_000_000_000, using: &random)
            let period = try #require(Period(size, containing: second))
            guard let next = Period(size, index: period.index + 1) else {
                #expect(size == .millennium && period.index == 9, "after the year 9999 there is nothing")
                continue
            }
            #expect(try #require(period.advanced(by: 1)) == next)
            if size == .weekend {
                #expect(period.seconds.count == 2 * 86_400)
                #expect(next.seconds.lowerBound == period.seconds.lowerBound + 7 * 86_400)
                #expect(Period(.week, containing: second)?.seconds.upperBound == period.seconds.upperBound)
            } else {
                #expect(
                    period.seconds.contains(second) && next.seconds.lowerBound == period.seconds.upperBound)
            }
            for inside in [period.seconds.lowerBound, period.seconds.upperBound - 1] {
                #expect(Period(size, containing: inside) == period)
            }
            guard let value = period.point else { continue }
            #expect(TimexPoint(value.description) == value, "\(value)")
            if [.hour, .minute, .second].contains(size) {
                #expect(value.interval?.seconds == period.seconds)
            } else {
                #expect(value.datePeriod == period, "\(value)")
            }
        }
    }

    @Test("ISO weeks are counted from the Monday of the week with the year's first Thursday")
    func isoWeeks() throws {
        for year in 1890...2110 {
            var thursday = try #require(CalendarDate(year: year, month: 1, day: 1))
            while thursday.weekday != 4 { thursday = try #require(thursday.adding(days: 1)) }
            let monday = try #require(thursday.adding(days: -3))
            #expect(monday.isoWeek.year == year && monday.isoWeek.week == 1)
            #expect(try #require(monday.adding(days: -1)).isoWeek.year == year - 1)
            #expect(CalendarDate(weekYear: year, week: 1, weekday: 1) == monday)
            var weeks = 0
            var day = monday
            while day.isoWeek.year == year {
                weeks += 1
                #expect(day.isoWeek.week == weeks)
                day = try #require(day.adding(days: 7))
            }
            #expect(CalendarDate.weeksInYear(year) == weeks)
        }
    }

    @Test("months later keep the day, or take the last of a shorter month", arguments: 0..<4)
    func months(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: 20 + seed)
        for _ in 0..<300 {
            let start = try day(Int.random(in: -40_000...60_000, using: &random))
            let count = Int.random(in: -500...500, using: &random)
            let total = start.year * 12 + start.month - 1 + count
            let (year, month) = (total / 12, total % 12 + 1)
            var last = 31
            while CalendarDate(year: year, month: month, day: last) == nil { last -= 1 }
            let expected = CalendarDate(year: year, month: month, day: min(start.day, last))
            #expect(start.adding(months: count) == expected, "\(start) + \(count)")
            #expect(TimexPoint(start).shifted(by: count, .month)?.calendarDate == expected)
            #expect(
                try point(start.description).difference(
                    to: point(try #require(expected).description), in: .month) == count)
        }
    }

    @Test("the n-th weekday of a month or year is the n-th that a look at each day finds")
    func nthWeekday() throws {
        for value in ["2024-02", "2023-02", "2024-09", "1999-12", "2024", "2023-Q4", "2024-W53", "2020-W53"] {
            guard let interval = TimexPoint(value)?.interval else { continue }
            let days = try (interval.seconds.lowerBound / 86_400..<interval.seconds.upperBound / 86_400).map(
                day)
            for weekday in 1...7 {
                let matching = days.filter { $0.weekday == weekday }.map(\.description)
                for number in 1...matching.count {
                    #expect(try TimexFunctions.nthWeekday(number, weekday, in: value) == matching[number - 1])
                    #expect(
                        try TimexFunctions.nthWeekday(-number, weekday, in: value)
                            == matching[matching.count - number])
                }
                #expect(try TimexFunctions.nthWeekday(matching.count + 1, weekday, in: value) == nil)
            }
        }
    }

    @Test("holidays on a weekday are found where a look at each day of the month finds them")
    func holidays() throws {
        let rules: [(String, Int, Int, Int)] = [
            ("Martin Luther King Day", 1, 1, 3), ("Presidents' Day", 2, 1, 3), ("Mother's Day", 5, 7, 2),
            ("Memorial Day", 5, 1, -1), ("Father's Day", 6, 7, 3), ("Labor Day", 9, 1, 1),
            ("Columbus Day", 10, 1, 2),
            ("Thanksgiving", 11, 4, 4),
        ]
        for year in 1950...2060 {
            for (name, month, weekday, number) in rules {
                let days = (1...31).compactMap { CalendarDate(year: year, month: month, day: $0) }
                    .filter { $0.weekday == weekday }
                let expected = number > 0 ? days[number - 1] : days[days.count + number]
                #expect(try TimexFunctions.holiday(name, in: year) == expected.description, "\(name) \(year)")
            }
        }
    }

    @Test("two digits mean the latest such year that is not more than ten after the reference")
    func twoDigits() throws {
        for reference in [1895, 1999, 2000, 2024, 2089, 2090, 2095] {
            for digits in 0...99 {
                let expected = (0...reference + 10).last { $0 % 100 == digits }!
                #expect(try TimexFunctions.year(twoDigits: digits, "\(reference)-09-13") == "\(expected)")
            }
            for decade in stride(from: 0, through: 90, by: 10) {
                let expected = (0...reference).last { $0 % 100 == decade }! / 10
                #expect(try TimexFunctions.decade(decade, "\(reference)") == "\(expected)")
            }
        }
        #expect(
            try TimexFunctions.year(twoDigits: 100, "2024") == nil
                && TimexFunctions.year(twoDigits: -1, "2024") == nil)
        #expect(try TimexFunctions.decade(95, "2024") == nil && TimexFunctions.decade(100, "2024") == nil)
        #expect(try TimexFunctions.year(twoDigits: 98, "XXXX-09") == nil)
    }

    @Test(
        "relations of intervals are what their limits say, and the other way round the opposite",
        arguments: 0..<3)
    func relations(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: 90 + seed)
        let opposite: [TimexRelation: TimexRelation] = [
            .before: .after, .after: .before, .equal: .equal, .includes: .isIncluded, .isIncluded: .includes,
            .overlaps: .overlaps,
        ]
        func interval() -> TimexInterval? {
            let start = Int.random(in: 0..<8, using: &random)
            return TimexInterval(
                seconds: start * 86_400..<(start + Int.random(in: 1...6, using: &random)) * 86_400, zone: nil,
                isTimed: false)
        }
        for _ in 0..<200 {
            let (first, second) = (try #require(interval()), try #require(interval()))
            let (a, b) = (
                Set(first.seconds.lowerBound / 86_400..<first.seconds.upperBound / 86_400),
                Set(second.seconds.lowerBound / 86_400..<second.seconds.upperBound / 86_400)
            )
            let expected: TimexRelation =
                a == b
                ? .equal
                : a.isSuperset(of: b)
                    ? .includes
                    : a.isSubset(of: b)
                        ? .isIncluded
                        : !a.isDisjoint(with: b) ? .overlaps : a.min()! < b.min()! ? .before : .after
            #expect(first.relation(to: second) == expected)
            #expect(second.relation(to: first) == opposite[expected])
            let union = try #require(first.union(second))
            #expect(
                union.seconds.lowerBound / 86_400 == a.union(b).min()
                    && union.seconds.upperBound / 86_400 - 1 == a.union(b).max())
        }
    }
}
