import Temporal
import Testing

@Suite("Reading and writing TIMEX3 values")
struct TimexValueTests {
    static let values: [(String, Granularity)] = [
        ("1", .millennium), ("2", .millennium), ("19", .century), ("20", .century), ("199", .decade),
        ("200", .decade), ("199X", .decade), ("19XX", .century), ("XXXX", .year), ("1998", .year),
        ("0001", .year), ("BC0346", .year), ("BC0001", .year), ("1998-H1", .half), ("XXXX-H2", .half),
        ("1989-Q3", .quarter), ("1998-QX", .quarter), ("XXXX-Q2", .quarter), ("1999-SP", .season),
        ("1999-SU", .season), ("1999-FA", .season), ("1999-WI", .season), ("XXXX-SU", .season),
        ("2024-09", .month), ("XXXX-07", .month), ("2024-XX", .month), ("2024-W36", .week),
        ("2020-W53", .week), ("1989-WXX", .week), ("XXXX-WXX", .week), ("1990-W32-WE", .weekend),
        ("XXXX-WXX-WE", .weekend), ("XXXX-WXX-2", .day), ("2024-W36-2", .day), ("2024-09-10", .day),
        ("XXXX-09-11", .day), ("XXXX-02-29", .day), ("1990-XX-XX", .day), ("XXXX-XX-15", .day),
        ("XXXX-XX-XX", .day), ("2024-09-1X", .day), ("2024-02-29", .day), ("0000-03-01", .day),
        ("XXXX-XX-XXTMO", .partOfDay), ("XXXX-WXX-1TNI", .partOfDay), ("2024-09-10TNI", .partOfDay),
        ("2024-09-10TEV", .partOfDay), ("2024-09-10TMI", .partOfDay), ("2024-09-10TAF", .partOfDay),
        ("2024-09-10TDT", .partOfDay), ("TMO", .partOfDay), ("T15", .hour), ("1989-10-27T24", .hour),
        ("2024-09-10T15", .hour), ("2024-09-10T15:07", .minute), ("2024-09-10T24:00", .minute),
        ("2024-09-10T15:07Z", .minute), ("2024-09-10T15:07-05:00", .minute), ("T15:07:30+05:30", .second),
        ("2024-09-10T15:07:59", .second), ("PAST_REF", .none), ("PRESENT_REF", .none), ("FUTURE_REF", .none),
        ("P3Y", .none), ("P18M", .none), ("P2W", .none), ("P100D", .none), ("P2DE", .none), ("P3CE", .none),
        ("P2ML", .none), ("PT24H", .none), ("PT5M", .none), ("PT30S", .none), ("PXM", .none), ("PTXH", .none),
        ("PXX", .none), ("P1Y6M", .none), ("P1Y2M3DT4H5M6S", .none), ("P1DT12H", .none), ("P2.5Y", .none),
        ("P0.5D", .none), ("PT1.25H", .none), ("P1TNI", .none), ("P3TMO", .none), ("P2WE", .none),
        ("P3SP", .none), ("P2WI", .none), ("P2Q", .none), ("PXQ", .none), ("P1TNIT2H", .none),
    ]

    @Test("a value is written as it was read, and knows its size", arguments: values)
    func roundTrip(_ text: String, _ granularity: Granularity) throws {
        let value = try #require(TimexValue(text))
        #expect(value.description == text)
        #expect(value.granularity == granularity)
        #expect(TimexValue(value.description) == value)
    }

    @Test("every day, week and hour of some years is written as it was read")
    func roundTripMany() throws {
        for year in [4, 1899, 1999, 2000, 2020, 2024, 9998] {
            let digits = String(repeating: "0", count: 4 - String(year).count) + String(year)
            let point = try #require(TimexPoint(digits))
            for (unit, count) in [
                (Granularity.month, 12), (.quarter, 4), (.half, 2), (.week, 52), (.day, 365),
            ] {
                for number in 1...count {
                    let piece = try #require(point.nth(number, unit))
                    #expect(TimexPoint(piece.description) == piece)
                    #expect(piece.granularity == unit)
                    #expect(piece.period(unit) == piece)
                }
            }
        }
    }

    @Test(
        "other ways to write a value",
        arguments: [
            ("P1E", "P1DE"), ("PXC", "PXCE"), ("P2L", "P2ML"), ("P03Y", "P3Y"), ("P2.0Y", "P2Y"),
            ("P2.50Y", "P2.5Y"), ("2024-09-10T15:07+00:00", "2024-09-10T15:07Z"),
            ("T15:07+0530", "T15:07+05:30"),
            ("T15:07-05", "T15:07-05:00"), ("2024-09-10T15:04:05.123Z", "2024-09-10T15:04:05Z"),
        ])
    func normalised(_ text: String, _ canonical: String) {
        #expect(TimexValue(text)?.description == canonical)
    }

    @Test(
        "what is no value",
        arguments: [
            "", " ", "0000", "19999", "2024-", "2024-9", "2024-13", "2024-00", "2024-02-30", "2023-02-29",
            "1900-02-29", "XXXX-02-30", "XXXX-04-31", "2024-09-10-", "2024-09-10-1", "2024-W00", "2024-W54",
            "2023-W53", "2024-W5", "2024-W36-0", "2024-W36-8", "2024-W36-X", "2024-W36-WEX", "2024-Q0",
            "2024-Q5",
            "2024-Q", "2024-H3", "2024-SX", "2024-wi", "199-05", "19-Q1", "BC346", "BC0000", "BC0346-01",
            "BCXXXX",
            "-2024", "+2024", "xxxx", "2024-09T15", "2024T15", "2024-W36-WETMO", "T", "T25", "T24:01",
            "T15:60",
            "T15:00:60", "T5", "T15:", "T15:0", "T:15", "TXX", "T15:00z", "T15:00+24:00", "T15:00+5",
            "T15:00+05:3",
            "T15:00+05:60", "T15:00+0:530", "T15:00ZZ", "T15:00.5", "T15:00:00.", "T15Z:00", "2024-09-10T",
            "2024-09-10TXX", "2024-09-10TMO:00", "2024-09-10T15T16", "P", "PT", "P3", "PX", "P3X3", "PY",
            "P-3Y",
            "P3.Y", "P.5Y", "P1.2.3Y", "P1H", "PT1D", "P1Y1Y", "P1M1Y", "P1D1W", "PT1M1H", "P1YT", "PT1HT1M",
            "P1y",
            "P1234567890123Y", "P1.1234567Y", "P３Y", "PAST", "PAST_REF ", "past_ref", "２０２４", "2024-09-1٠",
            "2024–09–10", "é", "P1🇫🇷", "T1🇫🇷", "2024-W🇫🇷", "\0",
        ])
    func refused(_ text: String) {
        #expect(TimexValue(text) == nil)
    }

    @Test("the date and time of a calendar day")
    func parts() throws {
        let point = try #require(TimexPoint("2024-W36-2T15:07Z"))
        #expect(point.calendarDate?.description == "2024-09-03")
        #expect(point.time?.zone?.minutes == 0)
        #expect(point.date?.year?.value == 2024)
        #expect(TimexPoint("XXXX-09-11")?.calendarDate == nil)
        #expect(TimexPoint("2024-09")?.calendarDate == nil)
        #expect(TimexPoint(date: nil, time: nil) == nil)
    }

    @Test("kinds and modifiers carry the names of TIMEX3")
    func timex() throws {
        let value = try #require(TimexValue("XXXX-XX-XXTMO"))
        #expect(Timex(value).kind == .time)
        #expect(Timex(value, kind: .set, quantifier: "EVERY").kind.rawValue == "SET")
        #expect(TimexValue("PAST_REF")?.kind == .date)
        #expect(TimexValue("PT24H")?.kind == .duration)
        #expect(TimexValue("2024-W36")?.kind == .date)
        #expect(Timex.Modifier(rawValue: "EQUAL_OR_LESS") == .equalOrLess)
        #expect(Timex.Modifier.allCases.count == 12)
    }
}
