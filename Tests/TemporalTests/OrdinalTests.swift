import Temporal
import Testing

@Suite("The nth of something in something")
struct OrdinalTests {
    @Test(
        "periods in a larger one",
        arguments: [
            (3, Granularity.week, "2024-09", "2024-W38"), (1, .week, "2024-09", "2024-W36"),
            (-1, .week, "2024-09", "2024-W39"), (1, .week, "2021", "2021-W01"),
            (-1, .week, "2020", "2020-W53"),
            (53, .week, "2020", "2020-W53"), (53, .week, "2021", nil), (2, .quarter, "2024", "2024-Q2"),
            (4, .quarter, "2024-H2", nil), (9, .month, "2024", "2024-09"), (-1, .month, "2024", "2024-12"),
            (12, .month, "2024", "2024-12"), (13, .month, "2024", nil), (-1, .day, "2024-02", "2024-02-29"),
            (30, .day, "2024-02", nil), (2, .day, "2024-W36", "2024-09-03"),
            (1, .day, "2024-W36-WE", "2024-09-07"),
            (-1, .day, "2024-W36-WE", "2024-09-08"), (1, .weekend, "2024-09", "2024-W36-WE"),
            (-1, .weekend, "2024-09", "2024-W39-WE"), (1, .season, "2024", "2024-SP"),
            (-1, .season, "2024", "2024-WI"),
            (1, .year, "199", "1990"), (-1, .decade, "19", "199"), (5, .hour, "2024-09-10", "2024-09-10T04"),
            (1, .year, "2024", nil), (0, .month, "2024", nil), (1, .month, "XXXX", nil),
            (Int.max, .day, "2024", nil),
            (Int.min, .second, "2024", nil), (1, .day, "2024-09-10T15", nil),
            (1, .partOfDay, "2024-09-10", nil),
        ] as [(Int, Granularity, String, String?)])
    func periods(_ number: Int, _ unit: Granularity, _ outer: String, _ result: String?) throws {
        #expect(try #require(TimexPoint(outer)).nth(number, unit)?.description == result)
    }

    @Test(
        "weekdays in a period",
        arguments: [
            (1, 1, "2024-09", "2024-09-02"), (-1, 5, "2024-09", "2024-09-27"),
            (4, 4, "2024-11", "2024-11-28"),
            (-1, 1, "2024-05", "2024-05-27"), (5, 1, "2024-09", "2024-09-30"), (5, 2, "2024-09", nil),
            (-5, 1, "2024-09", "2024-09-02"), (1, 4, "2024-02", "2024-02-01"),
            (5, 4, "2024-02", "2024-02-29"),
            (1, 1, "2024", "2024-01-01"), (53, 1, "2024", "2024-12-30"), (1, 7, "2024-W36", "2024-09-08"),
            (1, 3, "2024-09-11", "2024-09-11"), (1, 3, "2024-09-10", nil), (0, 3, "2024-09", nil),
            (1, 0, "2024-09", nil), (1, 8, "2024-09", nil), (Int.max, 1, "2024", nil),
            (Int.min, 1, "2024", nil),
            (1, 1, "XXXX-09", nil),
        ] as [(Int, Int, String, String?)])
    func weekdays(_ number: Int, _ weekday: Int, _ outer: String, _ result: String?) throws {
        #expect(try #require(TimexPoint(outer)).nthWeekday(number, weekday)?.description == result)
    }

    @Test("the weeks of the twelve months are the weeks of the year, each once")
    func weeksOfMonths() throws {
        for year in 2015...2027 {
            let point = try #require(TimexPoint("\(year)"))
            let months = try (1...12).map { try #require(point.nth($0, .month)) }
            let weeks = months.flatMap { month in (1...6).compactMap { month.nth($0, .week) } }
            #expect(weeks.count == CalendarDate.weeksInYear(year))
            #expect(Set(weeks).count == weeks.count)
            #expect(weeks.allSatisfy { $0.description.hasPrefix("\(year)-W") })
        }
    }
}
