import Temporal
import Testing

@Suite("Intervals, order and distance")
struct IntervalTests {
    @Test(
        "the limits of a value",
        arguments: [
            ("2", "2000-01-01", "3000-01-01"), ("19", "1900-01-01", "2000-01-01"),
            ("19XX", "1900-01-01", "2000-01-01"),
            ("199", "1990-01-01", "2000-01-01"), ("2024", "2024-01-01", "2025-01-01"),
            ("2024-H2", "2024-07-01", "2025-01-01"), ("1989-Q3", "1989-07-01", "1989-10-01"),
            ("2024-SP", "2024-03-01", "2024-06-01"), ("2023-WI", "2023-12-01", "2024-03-01"),
            ("2024-02", "2024-02-01", "2024-03-01"), ("2020-W53", "2020-12-28", "2021-01-04"),
            ("2020-W53-WE", "2021-01-02", "2021-01-04"), ("2024-W36-2", "2024-09-03", "2024-09-04"),
            ("2024-12-31", "2024-12-31", "2025-01-01"),
            ("2024-09-10TMO", "2024-09-10T06:00", "2024-09-10T12:00"),
            ("2024-12-31TNI", "2024-12-31T20:00", "2025-01-01T06:00"),
            ("2024-09-10T15", "2024-09-10T15:00", "2024-09-10T16:00"),
            ("2024-09-10T23:59Z", "2024-09-10T23:59Z", "2024-09-11T00:00Z"),
            ("2024-09-10T15:07:09-05:00", "2024-09-10T15:07:09-05:00", "2024-09-10T15:07:10-05:00"),
            ("1989-10-27T24", "1989-10-28T00:00", "1989-10-28T01:00"),
            ("0000-02", "0000-02-01", "0000-03-01"),
        ])
    func limits(_ value: String, _ begin: String, _ end: String) throws {
        let interval = try #require(TimexValue(value)?.interval)
        #expect(interval.begin == begin)
        #expect(interval.end == end)
        #expect(interval.seconds.count > 0)
    }

    @Test(
        "values without an interval",
        arguments: [
            "XXXX-09", "XXXX-WXX-2", "1998-QX", "T15:00", "TMO", "PAST_REF", "P3M", "BC0044", "9999",
            "9999-12-31", "1X98",
        ])
    func none(_ value: String) throws {
        #expect(try #require(TimexValue(value)).interval == nil)
    }

    @Test(
        "two values as one stretch",
        arguments: [
            ("2024-05-03", "2024-05-05", "2024-05-03", "2024-05-06"),
            ("2024-05-05", "2024-05-03", "2024-05-03", "2024-05-06"),
            ("2009", "2010", "2009-01-01", "2011-01-01"), ("2024-01", "2024-09", "2024-01-01", "2024-10-01"),
            ("2024-05-03", "2024-05-03T15:00", "2024-05-03T00:00", "2024-05-04T00:00"),
            ("2024-05-03T09Z", "2024-05-03T11Z", "2024-05-03T09:00Z", "2024-05-03T12:00Z"),
        ])
    func union(_ first: String, _ second: String, _ begin: String, _ end: String) throws {
        let range = try #require(try TimexFunctions.range(first, second))
        #expect(range.begin == begin)
        #expect(range.end == end)
    }

    @Test("stretches in different zones cannot be written as one")
    func unionOfZones() throws {
        #expect(try TimexFunctions.range("2024-05-03T09Z", "2024-05-03T11-05:00") == nil)
        #expect(try TimexFunctions.range("2024-05-03T09Z", "2024-05-03T11") == nil)
    }

    @Test(
        "where one lies, seen from the other, and the other way round",
        arguments: [
            ("2024-09", "2024-10", TimexRelation.before, TimexRelation.after),
            ("2024-09-10", "2024-09", .isIncluded, .includes),
            ("2024-Q1", "2024-SP", .overlaps, .overlaps), ("2024-W36-2", "2024-09-03", .equal, .equal),
            ("2024-09-10T23:30-05:00", "2024-09-11T04:30Z", .equal, .equal),
            ("2024-09-10T23:30-05:00", "2024-09-11T04:29Z", .after, .before),
            ("2024-09-10T23:30-05:00", "2024-09-10", .isIncluded, .includes),
            ("199", "1990", .includes, .isIncluded),
        ])
    func relations(_ first: String, _ second: String, _ there: TimexRelation, _ back: TimexRelation) throws {
        let first = try #require(TimexPoint(first))
        let second = try #require(TimexPoint(second))
        #expect(first.relation(to: second) == there)
        #expect(second.relation(to: first) == back)
    }

    @Test("values in the order of time compare so, each with each")
    func order() throws {
        let values = [
            "BC9999", "BC0044", "BC0001", "0001", "1989-Q3", "199", "1998", "2023-WI", "2024-01-01T00:00:01",
            "2024-02",
            "2024-02-29", "2024-03", "2024-W36", "2024-09-11T04:29Z", "2024-09-10T23:30-05:00",
            "2024-09-11T04:31Z", "2024-W37-WE",
            "9999-12-31",
        ]
        let points = try values.map { try #require(TimexPoint($0)) }
        for (i, first) in points.enumerated() {
            for (j, second) in points.enumerated() {
                let expected = i < j ? -1 : i > j ? 1 : 0
                // 2024-02 and its part 2024-02-29 begin in this order too.
                #expect(first.compared(to: second) == expected, "\(first) and \(second)")
            }
        }
        #expect(points[0].compared(to: try #require(TimexPoint("XXXX-09"))) == nil)
    }

    @Test(
        "how many units lie between",
        arguments: [
            ("2024-02-28", "2024-03-01", Granularity.day, 2), ("2023-02-28", "2023-03-01", .day, 1),
            ("2024-03-01", "2024-02-28", .day, -2), ("2024-09-30", "2024-12-01", .month, 3),
            ("2024-12-31", "2025-01-01", .year, 1), ("2020-12-31", "2021-01-04", .week, 1),
            ("2024-09-10T23:59", "2024-09-11T00:01", .hour, 1),
            ("2024-09-10T23:59", "2024-09-11T00:01", .minute, 2),
            ("2024-09-10T23:59", "2024-09-11T00:01", .day, 1), ("1989-Q3", "1990-Q1", .quarter, 2),
            ("1989", "2024", .decade, 4), ("2024-09", "2024-10", .day, nil),
            ("XXXX-09-11", "2024-10-01", .day, nil),
            ("2024-09-10", "2024-09-11", .hour, nil),
        ] as [(String, String, Granularity, Int?)])
    func difference(_ first: String, _ second: String, _ unit: Granularity, _ count: Int?) throws {
        let second = try #require(TimexPoint(second))
        #expect(try #require(TimexPoint(first)).difference(to: second, in: unit) == count)
    }
}
