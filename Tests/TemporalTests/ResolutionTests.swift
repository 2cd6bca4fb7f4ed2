import Temporal
import Testing

/// All seen from Tuesday, 10 September 2024, unless a reference is given.
@Suite("What an underspecified value means, seen from a reference")
struct ResolutionTests {
    @Test(
        "weekdays",
        arguments: [
            ("XXXX-WXX-2", Direction.past, "2024-09-10"), ("XXXX-WXX-2", .future, "2024-09-10"),
            ("XXXX-WXX-2", .nearest, "2024-09-10"), ("XXXX-WXX-2", .before, "2024-09-03"),
            ("XXXX-WXX-2", .after, "2024-09-17"), ("XXXX-WXX-5", .past, "2024-09-06"),
            ("XXXX-WXX-5", .future, "2024-09-13"), ("XXXX-WXX-5", .before, "2024-09-06"),
            ("XXXX-WXX-5", .this, "2024-09-13"), ("XXXX-WXX-5", .previous, "2024-09-06"),
            ("XXXX-WXX-5", .next, "2024-09-20"), ("XXXX-WXX-1", .this, "2024-09-09"),
            ("XXXX-WXX-1", .next, "2024-09-16"), ("XXXX-WXX-5", .nearest, "2024-09-13"),
            ("XXXX-WXX-6", .nearest, "2024-09-07"), ("XXXX-WXX-6T15:00Z", .future, "2024-09-14T15:00Z"),
            ("XXXX-WXX-2TNI", .past, "2024-09-10TNI"), ("XXXX-WXX-WE", .past, "2024-W36-WE"),
            ("XXXX-WXX-WE", .this, "2024-W37-WE"), ("XXXX-WXX-WE", .next, "2024-W38-WE"),
        ])
    func weekdays(_ pattern: String, _ direction: Direction, _ result: String) throws {
        try expect(pattern, direction, from: "2024-09-10", result)
    }

    @Test(
        "months, seasons and the like",
        arguments: [
            ("XXXX-09", Direction.past, "2024-09"), ("XXXX-09", .future, "2024-09"),
            ("XXXX-09", .before, "2023-09"),
            ("XXXX-09", .after, "2025-09"), ("XXXX-10", .past, "2023-10"), ("XXXX-10", .future, "2024-10"),
            ("XXXX-10", .nearest, "2024-10"), ("XXXX-02", .nearest, "2025-02"),
            ("XXXX-04", .nearest, "2024-04"),
            ("XXXX-05", .this, "2024-05"), ("XXXX-05", .previous, "2023-05"), ("XXXX-05", .next, "2025-05"),
            ("XXXX-SU", .past, "2024-SU"), ("XXXX-SU", .future, "2025-SU"), ("XXXX-WI", .past, "2023-WI"),
            ("XXXX-FA", .past, "2024-FA"), ("XXXX-FA", .before, "2023-FA"), ("XXXX-Q3", .past, "2024-Q3"),
            ("XXXX-Q4", .past, "2023-Q4"), ("XXXX-H1", .past, "2024-H1"), ("XXXX-W36", .past, "2024-W36"),
            ("XXXX-W53", .past, "2020-W53"), ("XXXX-W37", .future, "2024-W37"),
        ])
    func piecesOfTheYear(_ pattern: String, _ direction: Direction, _ result: String) throws {
        try expect(pattern, direction, from: "2024-09-10", result)
    }

    @Test(
        "days of the year, of the month, and times of the day",
        arguments: [
            ("XXXX-09-11", Direction.past, "2024-09-10", "2023-09-11"),
            ("XXXX-09-11", .future, "2024-09-10", "2024-09-11"),
            ("XXXX-09-11", .nearest, "2024-09-10", "2024-09-11"),
            ("XXXX-09-10", .past, "2024-09-10", "2024-09-10"),
            ("XXXX-12-28", .nearest, "2024-01-03", "2023-12-28"),
            ("XXXX-01-03", .nearest, "2024-12-28", "2025-01-03"),
            ("XXXX-02-29", .past, "2023-06-01", "2020-02-29"),
            ("XXXX-02-29", .future, "1897-06-01", "1904-02-29"),
            ("XXXX-XX-15", .past, "2024-09-10", "2024-08-15"),
            ("XXXX-XX-15", .future, "2024-09-10", "2024-09-15"),
            ("XXXX-XX-31", .past, "2024-09-10", "2024-08-31"),
            ("XXXX-XX-31", .future, "2024-09-10", "2024-10-31"),
            ("XXXX-XX-31", .before, "2024-07-31", "2024-05-31"),
            ("XXXX-XX-15", .this, "2024-09-10", "2024-09-15"),
            ("T15:00", .this, "2024-09-10", "2024-09-10T15:00"),
            ("T15:00", .past, "2024-09-10T12:00", "2024-09-09T15:00"),
            ("T15:00", .future, "2024-09-10T12:00", "2024-09-10T15:00"),
            ("TNI", .previous, "2024-09-10", "2024-09-09TNI"),
            ("TMO", .next, "2024-09-10", "2024-09-11TMO"),
            ("XXXX-XX-XXTMO", .this, "2024-09-10", "2024-09-10TMO"),
            ("XXXX-WXX-WE", .nearest, "2024-09-11", "2024-W36-WE"),
            ("XXXX", .previous, "2024-09-10", "2023"), ("XXXX-XX", .this, "2024-09-10", "2024-09"),
            ("XXXX-WXX", .next, "2024-09-10", "2024-W38"), ("XXXX-QX", .before, "2024-09-10", "2024-Q2"),
            ("XXXX-XX-XX", .after, "2024-09-10", "2024-09-11"), ("XXXX-11", .past, "1989-Q3", "1988-11"),
            ("XXXX-08", .past, "1989-Q3", "1989-08"), ("XXXX-W01-1", .future, "2024-12-30", "2024-12-30"),
            ("XXXX-WXX-5", .this, "2024-W36", "2024-09-06"), ("XXXX-WI", .this, "2024-01-15", "2023-WI"),
            ("1998-05", .past, "2024-09-10", "1998-05"),
        ])
    func days(_ pattern: String, _ direction: Direction, _ reference: String, _ result: String) throws {
        try expect(pattern, direction, from: reference, result)
    }

    @Test(
        "what stays open",
        arguments: [
            ("XXXX-WXX-5", Direction.past, "2024-09"), ("XXXX-09", .past, "202"),
            ("XXXX-09", .past, "XXXX-10"),
            ("XXXX-09", .past, "T15:00"), ("19XX-05", .past, "2024"), ("1998-QX", .this, "1998-05"),
            ("XXXX-02-29", .this, "2023-06-01"), ("XXXX-09-XX", .past, "2024-09-10"),
            ("XXXX-XX-31", .this, "2024-09-10"),
            ("XXXX-09", .past, "BC0044"), ("XXXX-12", .after, "9999-12-30"), ("XXXX-1X", .past, "2024-09-10"),
        ])
    func open(_ pattern: String, _ direction: Direction, _ reference: String) throws {
        try expect(pattern, direction, from: reference, nil)
    }

    @Test("past and future agree only on the current one, before and after never meet", arguments: 1...7)
    func directionsAgree(_ weekday: Int) throws {
        let pattern = try #require(TimexPoint("XXXX-WXX-\(weekday)"))
        let start = try #require(TimexPoint("2020-12-20"))
        for offset in 0..<28 {
            let reference = try #require(start.shifted(by: offset, .day))
            let day = try #require(reference.calendarDate)
            func resolve(_ direction: Direction) throws -> CalendarDate {
                try #require(pattern.resolved(direction, relativeTo: reference)?.calendarDate)
            }
            #expect(try resolve(.past) <= day)
            #expect(try resolve(.future) >= day)
            #expect(try resolve(.before) < day)
            #expect(try resolve(.after) > day)
            #expect(try (resolve(.past) == resolve(.future)) == (day.weekday == weekday))
            #expect(try resolve(.this).isoWeek == day.isoWeek)
            #expect(try resolve(.next).dayNumber - resolve(.previous).dayNumber == 14)
            for direction in Direction.allCases { #expect(try resolve(direction).weekday == weekday) }
        }
    }

    @Test(
        "a date and a time together",
        arguments: [
            ("2024-09-10", "T15:00Z", "2024-09-10T15:00Z"), ("XXXX-WXX-2", "TMO", "XXXX-WXX-2TMO"),
            ("2024-09-10T09:00", "TEV", "2024-09-10TEV"),
            ("2024-09-10", "2024-09-11T08:00", "2024-09-10T08:00"),
            ("2024-09", "TMO", nil), ("2024-09-10", "2024-09-11", nil), ("T15:00", "TMO", nil),
        ] as [(String, String, String?)])
    func combination(_ date: String, _ time: String, _ result: String?) throws {
        let time = try #require(TimexPoint(time))
        #expect(try #require(TimexPoint(date)).combined(with: time)?.description == result)
    }

    @Test(
        "years of two digits, and decades",
        arguments: [
            (98, "2024-09-10", "1998", "199"), (24, "2024", "2024", "202"), (34, "2024", "2034", "193"),
            (35, "2024", "1935", "193"), (0, "1998-03-01", "2000", "190"), (45, "1945", "1945", "194"),
        ])
    func twoDigits(_ digits: Int, _ reference: String, _ year: String, _ decade: String) throws {
        let reference = try #require(TimexPoint(reference))
        #expect(TimexPoint.year(twoDigits: digits, relativeTo: reference)?.description == year)
        #expect(TimexPoint.decade(digits / 10 * 10, relativeTo: reference)?.description == decade)
        #expect(TimexPoint.year(twoDigits: digits + 100, relativeTo: reference) == nil)
        #expect(TimexPoint.decade(digits / 10 * 10 + 5, relativeTo: reference) == nil)
    }

    private func expect(
        _ pattern: String, _ direction: Direction, from reference: String, _ result: String?
    ) throws {
        let pattern = try #require(TimexPoint(pattern))
        let reference = try #require(TimexPoint(reference))
        #expect(pattern.resolved(direction, relativeTo: reference)?.description == result)
        if direction == .this { #expect(pattern.filled(from: reference)?.description == result) }
    }
}
