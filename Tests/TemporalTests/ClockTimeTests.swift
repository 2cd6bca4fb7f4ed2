import Temporal
import Testing

@Suite("Times of the day and zones")
struct ClockTimeTests {
    @Test(
        "a clock of twelve hours",
        arguments: [
            (12, false, 0, "T00:00"), (12, true, 0, "T12:00"), (1, false, 5, "T01:05"),
            (11, true, 59, "T23:59"),
            (3, true, 7, "T15:07"), (0, false, 0, nil), (13, true, 0, nil), (3, true, 60, nil),
            (3, true, -1, nil),
            (Int.max, true, 0, nil), (Int.min, false, 0, nil),
        ] as [(Int, Bool, Int, String?)])
    func twelveHours(_ hour: Int, _ afternoon: Bool, _ minute: Int, _ value: String?) {
        #expect(TimexFunctions.clock(hour12: hour, afternoon: afternoon, minute: minute) == value)
    }

    @Test("an hour alone stays an hour; a zone is an offset or an abbreviation")
    func clock() {
        #expect(TimexFunctions.clock(hour12: 3, afternoon: true) == "T15")
        #expect(TimexFunctions.clock(hour: 15, zone: "GMT") == "T15Z")
        #expect(TimexFunctions.clock(hour12: 3, afternoon: true, minute: 7, zone: "EST") == "T15:07-05:00")
        #expect(TimexFunctions.clock(hour: 15, minute: 0, second: 30, zone: "+05:30") == "T15:00:30+05:30")
        #expect(TimexFunctions.clock(hour: 15, minute: 0, zone: "XYZ") == nil)
        #expect(TimexFunctions.clock(hour: 24, minute: 0) == "T24:00")
        #expect(TimexFunctions.clock(hour: 24, minute: 1) == nil)
        #expect(TimexFunctions.clock(hour: 25) == nil)
        #expect(TimexFunctions.clock(hour: -1) == nil)
        #expect(TimexFunctions.clock(hour: 15, second: 3) == nil)
        #expect(ClockTime.noon.description == "12:00")
        #expect(ClockTime.midnight.secondOfDay == 0)
        #expect(ClockTime.endOfDay.secondOfDay == 86_400)
    }

    @Test(
        "abbreviations of zones",
        arguments: [
            ("EST", "-05:00"), ("EDT", "-04:00"), ("CST", "-06:00"), ("PDT", "-07:00"), ("GMT", "Z"),
            ("UTC", "Z"),
            ("BST", "+01:00"), ("CET", "+01:00"), ("CEST", "+02:00"), ("IST", "+05:30"), ("NPT", "+05:45"),
            ("NST", "-03:30"), ("JST", "+09:00"), ("ET", nil), ("est", nil), ("", nil), ("MAY", nil),
        ] as [(String, String?)])
    func abbreviations(_ name: String, _ offset: String?) {
        #expect(TimexFunctions.zone(name) == offset)
    }

    @Test("offsets shorter than a day are written and read back")
    func offsets() throws {
        for minutes in stride(from: -1439, through: 1439, by: 7) {
            let offset = try #require(ZoneOffset(minutes: minutes))
            #expect(ZoneOffset(offset.description) == offset)
        }
        #expect(ZoneOffset(minutes: 1440) == nil)
        #expect(ZoneOffset(minutes: -1440) == nil)
        #expect(ZoneOffset(minutes: 0)?.description == "Z")
        #expect(ZoneOffset("-00:00")?.description == "Z")
    }

    @Test("parts of the day lie in the day, but for the night, and have their codes")
    func partsOfDay() {
        for part in PartOfDay.allCases {
            #expect(part.hours.lowerBound >= 0)
            #expect((part.hours.upperBound > 24) == (part == .night))
            #expect(TimexTime("T" + part.rawValue) == .part(part))
        }
        #expect(Set(PartOfDay.allCases.map(\.rawValue)) == ["MO", "MI", "AF", "EV", "NI", "DT"])
    }
}
