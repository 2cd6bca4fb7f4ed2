import Temporal
import Testing

@Suite("The functions on strings")
struct TimexFunctionsTests {
    @Test("questions about one value")
    func facts() throws {
        #expect(TimexFunctions.canonical("P03M") == "P3M")
        #expect(TimexFunctions.canonical("soon") == nil)
        #expect(try TimexFunctions.kind("2024-09-10TNI") == "TIME")
        #expect(try TimexFunctions.kind("PAST_REF") == "DATE")
        #expect(try TimexFunctions.granularity("2024-09-10TNI") == "partOfDay")
        #expect(try TimexFunctions.granularity("P3M") == "none")
        #expect(try TimexFunctions.isSpecified("2024-09"))
        #expect(try !TimexFunctions.isSpecified("XXXX-09"))
        #expect(try !TimexFunctions.isSpecified("TMO"))
        #expect(try !TimexFunctions.isSpecified("P3M"))
        #expect(TimexFunctions.day(year: 2024, month: 2, day: 29) == "2024-02-29")
        #expect(TimexFunctions.day(year: 2023, month: 2, day: 29) == nil)
        #expect(try TimexFunctions.weekday("2024-09-10") == 2)
        #expect(try TimexFunctions.weekday("2024-09-15TEV") == 7)
        #expect(try TimexFunctions.weekday("2024-09") == nil)
    }

    @Test("the operations, each once")
    func operations() throws {
        #expect(try TimexFunctions.shift("2024-09", -1, "month") == "2024-08")
        #expect(try TimexFunctions.shift("1989-Q3", -1, "years") == "1988-Q3")
        #expect(try TimexFunctions.period("2013-05-06", "year", -2) == "2011")
        #expect(try TimexFunctions.period("2024-09-10", "weekend") == "2024-W37-WE")
        #expect(try TimexFunctions.truncate("2024-09-10", "month") == "2024-09")
        #expect(try TimexFunctions.nth(3, "week", in: "2024-09") == "2024-W38")
        #expect(try TimexFunctions.nthWeekday(1, 1, in: "2024-09") == "2024-09-02")
        #expect(try TimexFunctions.resolve("XXXX-WXX-5", "past", "2024-09-10") == "2024-09-06")
        #expect(try TimexFunctions.fill("XXXX-09-11", from: "2024-01-01") == "2024-09-11")
        #expect(try TimexFunctions.combine("2024-09-10", "T15:00Z") == "2024-09-10T15:00Z")
        #expect(try TimexFunctions.year(twoDigits: 98, "2024-09-10") == "1998")
        #expect(try TimexFunctions.decade(90, "2024-09-10") == "199")
        #expect(try TimexFunctions.compare("2024-09-10", "2024-09-11") == -1)
        #expect(try TimexFunctions.relation("2024-09-10", "2024-09") == "IS_INCLUDED")
        #expect(try TimexFunctions.difference("2024-09-10", "2024-09-17", "days") == 7)
        #expect(try TimexFunctions.interval("2024-02")?.end == "2024-03-01")
        #expect(try TimexFunctions.interval("P3M") == nil)
        let nineMonths = try TimexFunctions.range(
            try #require(try TimexFunctions.nth(1, "month", in: "2024")),
            try #require(try TimexFunctions.nth(9, "month", in: "2024")))
        #expect(nineMonths?.end == "2024-10-01")
    }

    @Test("a mistake in the call is an error with its own message")
    func errors() {
        #expect(throws: TimexError.notAValue("2024-02-30")) {
            try TimexFunctions.shift("2024-02-30", 1, "day")
        }
        #expect(throws: TimexError.wrongKind("P3M", wanted: "a date or time")) {
            try TimexFunctions.shift("P3M", 1, "day")
        }
        #expect(throws: TimexError.wrongKind("2024", wanted: "a duration")) {
            try TimexFunctions.add("2024", to: "2024")
        }
        #expect(throws: TimexError.unknownUnit("fortnight")) {
            try TimexFunctions.shift("2024", 1, "fortnight")
        }
        #expect(throws: TimexError.unknownUnit("none")) { try TimexFunctions.shift("2024", 1, "none") }
        #expect(throws: TimexError.unknownDirection("last")) {
            try TimexFunctions.resolve("XXXX", "last", "2024")
        }
    }

    @Test(
        "the messages",
        arguments: [
            (TimexError.notAValue("soon"), "not a TIMEX3 value: \"soon\""),
            (.wrongKind("P3M", wanted: "a date or time"), "\"P3M\" is not a date or time"),
            (
                .unknownUnit("moon"),
                "unknown unit \"moon\"; the units are millennium, century, decade, year, half, quarter, season, month, "
                    + "week, weekend, day, partOfDay, hour, minute, second"
            ),
            (
                .unknownDirection("last"),
                "unknown direction \"last\"; the directions are past, before, future, after, nearest, this, previous, next"
            ),
            (.unknownHoliday("Moonday"), "unknown holiday \"Moonday\""),
        ])
    func messages(_ error: TimexError, _ message: String) {
        #expect(error.description == message)
    }

    @Test(
        "names of units, singular and plural",
        arguments: Granularity.allCases.filter { $0 != .none })
    func unitNames(_ unit: Granularity) {
        #expect(Granularity(name: unit.rawValue) == unit)
        #expect(Granularity(name: unit.rawValue + "s") == unit || unit == .century || unit == .half)
        #expect(Granularity(name: unit.rawValue.uppercased()) == nil)
        #expect(!unit.isFiner(than: unit))
    }
}
