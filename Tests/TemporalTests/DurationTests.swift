import Temporal
import Testing

@Suite("Durations")
struct DurationTests {
    @Test(
        "made from a number and a unit",
        arguments: [
            ("3", "months", "P3M"), ("18", "month", "P18M"), ("X", "weeks", "PXW"), ("24", "hours", "PT24H"),
            ("2.5", "years", "P2.5Y"), ("1", "decade", "P1DE"), ("3", "centuries", "P3CE"),
            ("2", "millennia", "P2ML"),
            ("30", "seconds", "PT30S"), ("5", "minutes", "PT5M"), ("2", "quarters", "P2Q"),
            ("3", "nights", "P3TNI"),
            ("1", "morning", "P1TMO"), ("2", "summers", "P2SU"), ("4", "weekends", "P4WE"),
            ("X", "unspecified", "PXX"),
            ("0", "days", "P0D"), ("-1", "days", nil), ("", "days", nil), ("many", "days", nil),
            ("1,000", "days", nil),
        ] as [(String, String, String?)])
    func fromText(_ amount: String, _ unit: String, _ value: String?) throws {
        #expect(try TimexFunctions.duration(amount, unit) == value)
    }

    @Test(
        "made from a floating number",
        arguments: [
            (2.5, "P2.5Y"), (3, "P3Y"), (0.125, "P0.125Y"), (1e11, "P100000000000Y"), (1e12, nil), (-1, nil),
            (.nan, nil), (.infinity, nil), (1e-7, nil), (0.1234567, nil), (-0.0, "P0Y"),
        ] as [(Double, String?)])
    func fromDouble(_ number: Double, _ value: String?) throws {
        #expect(try TimexFunctions.duration(number, "year") == value)
    }

    @Test(
        "a unit that durations cannot count in is refused",
        arguments: ["half", "season", "moon", "", "partOfDay", "none"])
    func unknownUnits(_ unit: String) {
        #expect(throws: TimexError.unknownUnit(unit)) { try TimexFunctions.duration("1", unit) }
    }

    @Test("joined from the coarsest unit on")
    func join() throws {
        #expect(try TimexFunctions.join(["P1Y", "P6M"]) == "P1Y6M")
        #expect(try TimexFunctions.join(["PT1H", "PT2M", "PT3S"]) == "PT1H2M3S")
        #expect(try TimexFunctions.join(["P1D", "PT12H"]) == "P1DT12H")
        #expect(try TimexFunctions.join(["P6M", "P1Y"]) == nil)
        #expect(try TimexFunctions.join(["P1Y", "P1Y"]) == nil)
        #expect(try TimexFunctions.join([]) == nil)
        #expect(throws: TimexError.wrongKind("2024", wanted: "a duration")) {
            try TimexFunctions.join(["2024"])
        }
    }

    @Test(
        "later by a duration",
        arguments: [
            ("2024-09-10", "P3M", "2024-12-10"), ("2024-01-31", "P1M", "2024-02-29"),
            ("2024-01-31", "P1M1D", "2024-03-01"),
            ("2024-09-10", "P2.5Y", "2027-03-10"), ("2024-09-10", "P1.5W", nil),
            ("2024-09-10T12", "P0.5D", "2024-09-11T00"),
            ("2024", "P2DE", "2044"), ("2024-09", "P1Y6M", "2026-03"), ("2024-Q1", "P2Q", "2024-Q3"),
            ("2024-09-10", "PT48H", "2024-09-12"), ("2024-09-10T22:30", "PT2H45M", "2024-09-11T01:15"),
            ("2024-W36", "P2WE", "2024-W38"), ("2024-09-10", "PXM", nil), ("2024-09-10", "PXX", nil),
            ("2024-09-10", "P2SU", nil), ("2024-09-10", "P2TNI", nil), ("2024-09-10", "P9000Y", nil),
            ("2024", "P1M", nil),
            ("2024-09-10", "P999999999999CE", nil), ("2024-09-10", "P999999999999.5ML", nil),
            ("XXXX-09", "P1M", "XXXX-10"),
            ("0001", "P1ML", "1001"),
        ] as [(String, String, String?)])
    func adding(_ start: String, _ duration: String, _ end: String?) throws {
        #expect(try TimexFunctions.add(duration, to: start) == end)
    }

    @Test(
        "the past and the next so much",
        arguments: [
            ("2024-09-10", "P3M", "2024-06-10", "2024-09-10", "2024-09-11", "2024-12-11"),
            ("2024-09", "P3M", "2024-06-01", "2024-09-01", "2024-10-01", "2025-01-01"),
            ("2024-09-10", "P1W", "2024-09-03", "2024-09-10", "2024-09-11", "2024-09-18"),
            ("2024-W36", "P2D", "2024-08-31", "2024-09-02", "2024-09-09", "2024-09-11"),
            (
                "2024-09-10T15:00Z", "PT24H", "2024-09-09T15:00Z", "2024-09-10T15:00Z", "2024-09-10T15:01Z",
                "2024-09-11T15:01Z"
            ),
        ])
    func stretches(
        _ reference: String, _ duration: String, _ pastBegin: String, _ pastEnd: String, _ nextBegin: String,
        _ nextEnd: String
    ) throws {
        let past = try #require(try TimexFunctions.past(duration, before: reference))
        let next = try #require(try TimexFunctions.next(duration, after: reference))
        #expect([past.begin, past.end, next.begin, next.end] == [pastBegin, pastEnd, nextBegin, nextEnd])
        #expect(try TimexFunctions.past("PXM", before: reference) == nil)
        #expect(try TimexFunctions.next("PXM", after: reference) == nil)
    }

    @Test("later and earlier by days cancel out", arguments: [1, 30, 365, 1461, 146_097])
    func inverse(_ days: Int) throws {
        for start in ["2024-02-29", "1999-12-31", "2000-01-01"] {
            let later = try #require(try TimexFunctions.add("P\(days)D", to: start))
            #expect(try TimexFunctions.subtract("P\(days)D", from: later) == start)
            #expect(try TimexFunctions.difference(start, later, "days") == days)
        }
    }
}
