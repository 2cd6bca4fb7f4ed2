import Temporal
import Testing

@Suite("Moving values by units")
struct ShiftTests {
    @Test(
        "as large as before",
        arguments: [
            ("1989-Q3", -1, Granularity.year, "1988-Q3"), ("1989-Q1", -1, .quarter, "1988-Q4"),
            ("2024-09", -1, .month, "2024-08"), ("2024-01", -1, .month, "2023-12"),
            ("2024-09", 1, .quarter, "2024-12"), ("2013-05-06", -2, .year, "2011-05-06"),
            ("2024-02-29", 1, .year, "2025-02-28"), ("2024-01-31", 1, .month, "2024-02-29"),
            ("2024-12-31", 1, .day, "2025-01-01"), ("2024-03-01", -1, .day, "2024-02-29"),
            ("2024-09-10", 2, .week, "2024-09-24"), ("2024-09-14", 1, .weekend, "2024-09-21"),
            ("2020-W53", 1, .week, "2021-W01"), ("2021-W01", -1, .week, "2020-W53"),
            ("2020-W53", 1, .year, "2021-W52"), ("1989-W43", -1, .year, "1988-W43"),
            ("2024-W36-WE", 1, .week, "2024-W37-WE"), ("2020-W53-WE", 1, .weekend, "2021-W01-WE"),
            ("2024-W36", 14, .day, "2024-W38"), ("2023-WI", 1, .season, "2024-SP"),
            ("2024-SP", -1, .season, "2023-WI"),
            ("2024-SU", -1, .year, "2023-SU"), ("2024-H2", 1, .half, "2025-H1"),
            ("2024-H1", 6, .month, "2024-H2"),
            ("2024-H1", -2, .quarter, "2023-H2"), ("199", -1, .decade, "198"), ("199", 1, .century, "209"),
            ("19", 1, .century, "20"), ("1", 1, .millennium, "2"), ("199X", 1, .decade, "200"),
            ("0001", -1, .year, "BC0001"), ("BC0001", 1, .year, "0001"), ("BC0044", -10, .year, "BC0054"),
            ("2024-09-10TMO", 1, .day, "2024-09-11TMO"), ("2024-09-10T15:07", 1, .month, "2024-10-10T15:07"),
            ("2024-12-31T23", 2, .hour, "2025-01-01T01"),
            ("2024-09-10T00:10Z", -20, .minute, "2024-09-09T23:50Z"),
            ("2024-09-10T15:07", 60, .second, "2024-09-10T15:08"),
            ("2024-09-10T24:00", 1, .minute, "2024-09-11T00:01"),
            ("2024-03-10T01:30-05:00", 1, .hour, "2024-03-10T02:30-05:00"),
            ("2024-09-10", 48, .hour, "2024-09-12"),
            ("2024-W36-2", 1, .day, "2024-09-04"),
        ])
    func keepingSize(_ start: String, _ count: Int, _ unit: Granularity, _ end: String) throws {
        let point = try #require(TimexPoint(start))
        #expect(point.shifted(by: count, unit)?.description == end)
        #expect(point.shifted(by: 0, unit)?.granularity == point.granularity)
    }

    @Test(
        "with unspecified digits",
        arguments: [
            ("XXXX-01", -1, Granularity.month, "XXXX-12"), ("XXXX-09", 1, .year, "XXXX-09"),
            ("XXXX-Q4", 1, .quarter, "XXXX-Q1"), ("XXXX-WI", 1, .season, "XXXX-SP"),
            ("XXXX-WXX-6", 3, .day, "XXXX-WXX-2"), ("XXXX-WXX-1", -1, .day, "XXXX-WXX-7"),
            ("XXXX-WXX-WE", 1, .week, "XXXX-WXX-WE"), ("XXXX-09-11", 1, .day, "XXXX-09-12"),
            ("XXXX-12-31", 1, .day, "XXXX-01-01"), ("1998-QX", -1, .year, "1997-QX"),
            ("1989-WXX", 1, .year, "1990-WXX"),
            ("T23:00", 2, .hour, "T01:00"), ("XXXX-WXX-5TMO", 1, .day, "XXXX-WXX-6TMO"),
            ("XXXX", -1, .year, "XXXX"),
        ])
    func underspecified(_ start: String, _ count: Int, _ unit: Granularity, _ end: String) throws {
        #expect(try #require(TimexPoint(start)).shifted(by: count, unit)?.description == end)
    }

    @Test(
        "what has no answer",
        arguments: [
            ("2024", 1, Granularity.month), ("2024-H1", 1, .month), ("2024-09", 10, .day),
            ("2024-W36", 1, .day),
            ("XXXX-02-28", 1, .day), ("1998-QX", 1, .quarter), ("XXXX-XX-30", 1, .day),
            ("19XX-05", 1, .month),
            ("2024-09-10", 1, .hour), ("2024-09-10T15", 30, .minute), ("2024-09-10TMO", 1, .hour),
            ("9999-12-31", 1, .day), ("9999", 1, .year), ("BC9999", -1, .year), ("0000-01", -1, .month),
            ("2024", 1, .partOfDay), ("2024", 1, .none), ("000", -1, .decade), ("99", 1, .century),
            ("2024-09-10", Int.max, .week), ("2024-09-10", Int.min, .year),
            ("2024-09-10T15:00", Int.min, .hour),
            ("XXXX-09", Int.max, .month),
        ])
    func noAnswer(_ start: String, _ count: Int, _ unit: Granularity) throws {
        #expect(try #require(TimexPoint(start)).shifted(by: count, unit) == nil)
    }

    @Test(
        "as large as the unit",
        arguments: [
            ("2013-05-06", -2, Granularity.year, "2011"), ("2013-05-06", -2, .month, "2013-03"),
            ("2024-03-31", -1, .month, "2024-02"), ("2024-09-10", -2, .day, "2024-09-08"),
            ("2024-09-10", -1, .week, "2024-W36"), ("2021-01-01", 0, .week, "2020-W53"),
            ("2021-01-01", 1, .week, "2021-W01"), ("2024-09-10", 1, .weekend, "2024-W38-WE"),
            ("2024-09-15", 0, .weekend, "2024-W37-WE"), ("2024-09-10", 1, .quarter, "2024-Q4"),
            ("2024-09-10", 0, .half, "2024-H2"), ("2024-01-15", 0, .season, "2023-WI"),
            ("2024-12-01", 0, .season, "2024-WI"), ("2024-09-10", -1, .season, "2024-SU"),
            ("2024-09-10", -2, .decade, "200"), ("2024-09-10", -1, .century, "19"),
            ("2024", 0, .millennium, "2"),
            ("2024-09-10T15:20", -2, .hour, "2024-09-10T13"),
            ("2024-09-10T15:20Z", 10, .minute, "2024-09-10T15:30Z"),
            ("2024-09-10T24:00", 0, .day, "2024-09-10"), ("2024-09-10TNI", 1, .day, "2024-09-11"),
            ("2024-Q3", 0, .month, "2024-07"), ("2020-W53", 0, .year, "2020"),
            ("2024-W05", 0, .month, "2024-02"),
            ("2023-WI", 0, .year, "2023"), ("2024-09-10TMO", 0, .partOfDay, "2024-09-10TMO"),
            ("2024-W36-WE", 1, .weekend, "2024-W37-WE"), ("0000-03-01", 0, .year, "BC0001"),
        ])
    func takingTheUnit(_ start: String, _ offset: Int, _ unit: Granularity, _ result: String) throws {
        #expect(try #require(TimexPoint(start)).period(unit, offset: offset)?.description == result)
    }

    @Test(
        "cut down to something coarser, or not at all",
        arguments: [
            ("2024-09-10T15:07:30", Granularity.minute, "2024-09-10T15:07"),
            ("2024-09-10T15:07", .hour, "2024-09-10T15"),
            ("2024-09-10T15:07", .month, "2024-09"), ("2024-09-10", .year, "2024"),
            ("2024-09", .quarter, "2024-Q3"),
            ("2024-W05", .month, "2024-02"), ("2024-W36-WE", .week, "2024-W36"),
            ("2024-09", .season, "2024-FA"),
            ("2024-09-10", .day, "2024-09-10"), ("1998", .decade, "199"), ("2024-Q1", .season, nil),
            ("2024-SP", .half, "2024-H1"), ("2024-SU", .half, nil),
            ("2024-09", .day, nil), ("2024-09", .week, nil), ("XXXX-09-11", .month, nil),
            ("2024-09-10", .hour, nil),
            ("2024-09-10", .none, nil), ("2024-09-10", .partOfDay, nil),
        ] as [(String, Granularity, String?)])
    func truncation(_ start: String, _ unit: Granularity, _ result: String?) throws {
        #expect(try #require(TimexPoint(start)).truncated(to: unit)?.description == result)
    }

    @Test("there and back again, where no day was lost")
    func inverse() throws {
        for start in ["2024-W36", "2024-09", "2024-09-10", "2024-Q2", "2024-SU", "2024-H1"] {
            let point = try #require(TimexPoint(start))
            for count in stride(from: -700, through: 700, by: 7) {
                let moved = try #require(point.shifted(by: count, point.granularity))
                #expect(moved.shifted(by: -count, point.granularity) == point)
                #expect(point.difference(to: moved, in: point.granularity) == count)
            }
        }
    }
}
