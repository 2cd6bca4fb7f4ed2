import Temporal
import Testing

/// Nothing that a caller can pass may stop the program; what is read must be written back the same.
@Suite("Hostile input")
struct HostileInputTests {
    /// A fixed sequence (SplitMix64), so that a failure can be repeated.
    struct Sequence: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    static let pieces = [
        "0", "1", "2", "9", "X", "XX", "XXXX", "2024", "1999", "0000", "9999", "-", "-", ":", "T", "P", "W",
        "WE", "Q", "H",
        "WI", "SU", "Y", "M", "D", "DE", "CE", "MO", "NI", "Z", "+", "BC", ".", "09", "31", "53", "é", "🇫🇷",
        "\u{301}", " ",
        "12", "_REF", "PAST", "24", "٣", "\r\n", "\0",
    ]
    static let integers = [
        Int.min, Int.min + 1, -1_000_000_000_001, -10_000, -9999, -367, -53, -1, 0, 1, 2, 12, 53, 400, 9999,
        10_000,
        99_999_999_999, Int.max / 86_400, Int.max / 2, Int.max - 1, Int.max,
    ]

    @Test("random texts are refused or read the same twice", arguments: [1, 2, 3, 4] as [UInt64])
    func randomTexts(_ seed: UInt64) {
        var random = Sequence(state: seed)
        var read = 0
        for _ in 0..<20_000 {
            let text = (0..<Int.random(in: 0...7, using: &random))
                .map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined()
            guard let value = TimexValue(text) else { continue }
            read += 1
            #expect(TimexValue(value.description) == value, "\(text)")
            if let interval = value.interval { #expect(interval.begin < interval.end, "\(text)") }
        }
        #expect(read > 100)
    }

    @Test("random bytes are refused or read the same twice")
    func randomBytes() {
        var random = Sequence(state: 5)
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 0...12, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            let text = String(decoding: bytes, as: UTF8.self)
            if let value = TimexValue(text) { #expect(TimexValue(value.description) == value) }
            #expect(!TimexFunctions.isHoliday(text))
        }
    }

    @Test(
        "every operation on every kind of value, with numbers of every size",
        arguments: TimexValueTests.values)
    func operations(_ text: String, _ granularity: Granularity) throws {
        guard let point = TimexPoint(text) else { return }
        let references = try ["2024-09-10", "0000-01-01", "9999-12-31", "BC9999", "T15", "XXXX"].map {
            try #require(TimexPoint($0))
        }
        for unit in Granularity.allCases {
            for number in Self.integers {
                let results = [
                    point.shifted(by: number, unit), point.period(unit, offset: number),
                    point.nth(number, unit),
                    point.nthWeekday(number, 1), point.nthWeekday(1, number),
                ]
                for case let result? in results {
                    #expect(TimexPoint(result.description) == result, "\(text) \(number) \(unit)")
                }
                #expect(Period(unit, containing: number)?.point?.granularity ?? unit == unit)
                if let period = Period(unit, index: number) {
                    #expect(Period(unit, containing: period.seconds.lowerBound) == period)
                }
            }
        }
        for reference in references {
            for direction in Direction.allCases {
                let result = point.resolved(direction, relativeTo: reference)
                #expect(result?.isSpecified ?? true)
            }
            if let order = point.compared(to: reference) {
                #expect(reference.compared(to: point) == -order)
            }
        }
    }

    @Test("public cases put together by hand", arguments: integers)
    func handMadeValues(_ number: Int) throws {
        let digits = try #require(Digits("99"))
        let dates: [TimexDate] = [
            .beforeChrist(number), .weekday(year: digits, week: digits, number), .month(year: digits, digits),
            .day(year: digits, month: digits, digits), .week(year: digits, digits),
            .quarter(year: digits, digits),
        ]
        let reference = try #require(TimexPoint("2024-09-10"))
        for date in dates {
            let point = try #require(TimexPoint(date: date))
            #expect(point.shifted(by: number, .none) == nil)
            #expect((point.interval?.seconds.count ?? 1) > 0)
            #expect(point.resolved(.nearest, relativeTo: reference)?.isSpecified ?? true)
        }
        let amounts: [TimexAmount] = [
            .whole(number), .decimal(coefficient: number, places: 3),
            .decimal(coefficient: 25, places: number),
        ]
        for amount in amounts {
            #expect(TimexDuration(amount, .month).description.hasPrefix("P"))
            let moved = reference.adding(TimexDuration(amount, .century), earlier: true)
            #expect((moved ?? reference).calendarDate?.day == 10)
        }
        let rules: [Holiday.Rule] = [
            .fixed(month: number, day: number),
            .weekday(number: number, weekday: number, month: number, plus: number),
            .weekday(number: 1, weekday: 1, month: 1, plus: number), .easter(plus: number),
            .islamic(month: number, day: 1),
            .roshHashanah(plus: number), .passover(plus: number), .orthodoxEaster(plus: number),
        ]
        for rule in rules {
            #expect(Holiday("Moonday", rule, days: number).dates(in: 2024).count <= 2)
            #expect(Holiday("Moonday", rule, days: number).dates(in: number).count <= 2)
        }
    }
}
