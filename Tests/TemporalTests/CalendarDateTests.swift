import Temporal
import Testing

@Suite("The calendar")
struct CalendarDateTests {
    @Test("day numbers count the days one by one, and lead back")
    func dayNumbers() throws {
        var expected = try #require(CalendarDate(year: 1895, month: 1, day: 1)).dayNumber
        var weekday = 2  // 1 January 1895 was a Tuesday.
        for year in 1895...2105 {
            for month in 1...12 {
                let length = try #require(CalendarDate.daysInMonth(year: year, month: month))
                for day in 1...length {
                    let date = try #require(CalendarDate(year: year, month: month, day: day))
                    #expect(date.dayNumber == expected)
                    #expect(date.weekday == weekday)
                    #expect(CalendarDate(dayNumber: expected) == date)
                    expected += 1
                    weekday = weekday % 7 + 1
                }
            }
        }
    }

    @Test(
        "fixed points of the count",
        arguments: [
            ("0000-01-01", -719_528, 6), ("0001-01-01", -719_162, 1), ("1582-10-15", -141_427, 5),
            ("1969-12-31", -1, 3), ("1970-01-01", 0, 4), ("2000-02-29", 11_016, 2),
            ("9999-12-31", 2_932_896, 5),
        ])
    func fixedPoints(_ text: String, _ number: Int, _ weekday: Int) throws {
        let date = try #require(CalendarDate(dayNumber: number))
        #expect(date.description == text)
        #expect(date.dayNumber == number)
        #expect(date.weekday == weekday)
    }

    @Test(
        "leap years",
        arguments: [
            (1900, false), (2000, true), (2023, false), (2024, true), (2100, false), (0, true), (-4, true),
        ])
    func leapYears(_ year: Int, _ isLeap: Bool) {
        #expect(CalendarDate.isLeap(year) == isLeap)
        #expect(CalendarDate.daysInMonth(year: year, month: 2) == (isLeap ? 29 : 28))
    }

    @Test(
        "days that do not exist",
        arguments: [
            (2023, 2, 29), (1900, 2, 29), (2024, 2, 30), (2024, 4, 31), (2024, 0, 1), (2024, 13, 1),
            (2024, 1, 0),
            (2024, 1, 32), (-1, 1, 1), (10_000, 1, 1), (Int.max, 1, 1), (2024, Int.min, 1),
            (2024, 1, Int.max),
        ])
    func impossible(_ year: Int, _ month: Int, _ day: Int) {
        #expect(CalendarDate(year: year, month: month, day: day) == nil)
    }

    @Test(
        "ISO weeks around the new year",
        arguments: [
            (2005, 1, 1, 2004, 53), (2005, 1, 2, 2004, 53), (2005, 12, 31, 2005, 52), (2007, 1, 1, 2007, 1),
            (2008, 12, 28, 2008, 52), (2008, 12, 29, 2009, 1), (2009, 12, 31, 2009, 53),
            (2010, 1, 3, 2009, 53),
            (2010, 1, 4, 2010, 1), (2015, 12, 31, 2015, 53), (2016, 1, 3, 2015, 53), (2020, 12, 31, 2020, 53),
            (2021, 1, 1, 2020, 53), (2021, 1, 4, 2021, 1), (2024, 12, 30, 2025, 1), (2024, 9, 3, 2024, 36),
            (0, 1, 1, -1, 52),
        ])
    func isoWeeks(_ year: Int, _ month: Int, _ day: Int, _ weekYear: Int, _ week: Int) throws {
        let date = try #require(CalendarDate(year: year, month: month, day: day))
        #expect(date.isoWeek.year == weekYear)
        #expect(date.isoWeek.week == week)
        if weekYear >= 0 {
            #expect(CalendarDate(weekYear: weekYear, week: week, weekday: date.weekday) == date)
        }
    }

    @Test("71 of 400 years have 53 weeks, and they end or begin on a Thursday")
    func longYears() throws {
        let long = (2000..<2400).filter { CalendarDate.weeksInYear($0) == 53 }
        #expect(long.count == 71)
        for year in long {
            let first = try #require(CalendarDate(year: year, month: 1, day: 1))
            let last = try #require(CalendarDate(year: year, month: 12, day: 31))
            #expect(first.weekday == 4 || last.weekday == 4)
        }
        #expect(CalendarDate(weekYear: 2023, week: 53, weekday: 1) == nil)
        #expect(CalendarDate(weekYear: 2020, week: 53, weekday: 8) == nil)
    }

    @Test(
        "months on, at the end of the month",
        arguments: [
            ("2024-01-31", 1, "2024-02-29"), ("2023-01-31", 1, "2023-02-28"),
            ("2024-03-31", -1, "2024-02-29"),
            ("2024-02-29", 12, "2025-02-28"), ("2024-02-29", -48, "2020-02-29"),
            ("2024-12-15", 1, "2025-01-15"),
            ("2024-01-15", -1, "2023-12-15"), ("2024-10-31", 13, "2025-11-30"),
        ])
    func addingMonths(_ start: String, _ months: Int, _ end: String) throws {
        let date = try #require(TimexPoint(start)?.calendarDate)
        #expect(date.adding(months: months)?.description == end)
    }

    @Test("days and months out of range give nil, whatever their size")
    func outOfRange() throws {
        let last = try #require(CalendarDate(year: 9999, month: 12, day: 31))
        let first = try #require(CalendarDate(year: 0, month: 1, day: 1))
        #expect(last.adding(days: 1) == nil)
        #expect(first.adding(days: -1) == nil)
        #expect(last.adding(months: 1) == nil)
        #expect(first.adding(months: -1) == nil)
        for number in [Int.min, Int.min + 1, Int.max, Int.max - 1] {
            #expect(last.adding(days: number) == nil)
            #expect(last.adding(months: number) == nil)
            #expect(first.adding(days: number) == nil)
            #expect(CalendarDate(dayNumber: number) == nil)
            #expect(CalendarDate.weeksInYear(number) == nil)
            #expect(last.inSameWeek(weekday: number) == nil)
        }
    }

    @Test("order, day of the year, weekday of the same week")
    func orderAndPlace() throws {
        let leapEnd = try #require(CalendarDate(year: 2024, month: 12, day: 31))
        let before = try #require(CalendarDate(year: 2024, month: 3, day: 1))
        #expect(before < leapEnd)
        #expect(leapEnd.dayOfYear == 366)
        #expect(before.dayOfYear == 61)
        #expect(leapEnd.inSameWeek(weekday: 7)?.description == "2025-01-05")
        #expect(leapEnd.inSameWeek(weekday: 1)?.description == "2024-12-30")
    }
}
