import Temporal
import TestSupport
import Testing

@Suite("Shifts of values with unspecified years")
struct UnspecifiedShiftTests {
    @Test(
        "the result is the same whatever the year is, or there is none",
        arguments: [
            ("XXXX-01", -1, "month", "XXXX-12"), ("XXXX-WXX-6", 3, "day", "XXXX-WXX-2"),
            ("XXXX-12-31", 1, "day", "XXXX-01-01"), ("XXXX-03-01", -1, "day", nil),
            ("XXXX-02-28", 1, "day", nil),
            // The week before the first is the 52nd of most years, and the 53rd of some.
            ("XXXX-W01", -1, "week", nil), ("XXXX-W01-1", -7, "day", nil),
            ("XXXX-W02", -1, "week", "XXXX-W01"),
            ("XXXX-W52", 1, "week", nil), ("XXXX-W51", 1, "week", "XXXX-W52"),
            // A year is not always 365 days long, nor four years 1461.
            ("XXXX-01-01", -365, "day", nil), ("XXXX-01-01", 365, "day", nil),
            ("XXXX-12-31", 366, "day", nil),
            ("XXXX-01-01", 1461, "day", nil), ("XXXX-01-01", -1461, "day", nil),
            ("XXXX-01-01", 146_097, "day", "XXXX-01-01"),
            // There is not always a 29 February four years later.
            ("XXXX-02-29", 4, "year", nil), ("XXXX-02-29", 1, "year", "XXXX-02-28"),
            ("XXXX-Q4", 1, "quarter", "XXXX-Q1"), ("XXXX-H1", -1, "half", "XXXX-H2"),
            ("XXXX-WI", 1, "season", "XXXX-SP"),
        ])
    func samples(_ sample: (value: String, count: Int, unit: String, expected: String?)) throws {
        #expect(try TimexFunctions.shift(sample.value, sample.count, sample.unit) == sample.expected)
    }

    @Test("a result holds for every year from 1880 to 2120", arguments: 0..<6)
    func reference(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: 500 + seed)
        func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
        for _ in 0..<60 {
            let month = Int.random(in: 1...12, using: &random)
            let rest = [
                two(month), "\(two(month))-\(two(Int.random(in: 1...28, using: &random)))",
                "W\(two(Int.random(in: 1...52, using: &random)))",
                "W\(two(Int.random(in: 1...52, using: &random)))-\(Int.random(in: 1...7, using: &random))",
                "Q\(Int.random(in: 1...4, using: &random))",
            ].randomElement(using: &random)!
            let unit = ["day", "week", "month", "year", "quarter"].randomElement(using: &random)!
            let count =
                [1, 2, 7, 12, 52, 53, 365, 366, 1461].randomElement(using: &random)!
                * (Bool.random(using: &random) ? 1 : -1)
            let found = try TimexFunctions.shift("XXXX-" + rest, count, unit)
            // The same for each year, in the form of the pattern.
            var results: Set<String?> = []
            for year in 1880...2120 {
                let moved = try TimexFunctions.shift("\(year)-\(rest)", count, unit)
                var masked = moved.map { "XXXX" + $0.dropFirst(4) }
                if rest.hasPrefix("W"), rest.count == 5, let moved, let day = TimexPoint(moved)?.calendarDate
                {
                    masked = "XXXX-W\(two(day.isoWeek.week))-\(day.weekday)"
                }
                results.insert(masked)
            }
            #expect(found == (results.count == 1 ? results.first! : nil), "XXXX-\(rest) by \(count) \(unit)")
        }
    }
}
