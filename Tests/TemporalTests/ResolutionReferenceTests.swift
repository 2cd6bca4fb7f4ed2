import Temporal
import TestSupport
import Testing

/// Resolution against its definition, by a look at every day around.
@Suite("Resolution against its definition")
struct ResolutionReferenceTests {
    /// A pattern, and whether a day belongs to what it means.
    private struct Pattern {
        var text: String
        var unit: Granularity
        var holds: (CalendarDate) -> Bool
    }

    private func random(_ random: inout SeededGenerator) -> Pattern {
        func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
        let month = Int.random(in: 1...12, using: &random)
        let day = Int.random(in: 1...28, using: &random)
        let weekday = Int.random(in: 1...7, using: &random)
        switch Int.random(in: 0..<5, using: &random) {
        case 0: return Pattern(text: "XXXX-WXX-\(weekday)", unit: .day) { $0.weekday == weekday }
        case 1: return Pattern(text: "XXXX-\(two(month))", unit: .month) { $0.month == month }
        case 2:
            return Pattern(text: "XXXX-\(two(month))-\(two(day))", unit: .day) {
                $0.month == month && $0.day == day
            }
        case 3: return Pattern(text: "XXXX-XX-\(two(day))", unit: .day) { $0.day == day }
        default:
            let quarter = Int.random(in: 1...4, using: &random)
            return Pattern(text: "XXXX-Q\(quarter)", unit: .quarter) { ($0.month + 2) / 3 == quarter }
        }
    }

    @Test(
        "what is meant is what the documented direction says, on random patterns and days", arguments: 0..<6)
    func reference(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: 800 + seed)
        for _ in 0..<80 {
            let pattern = random(&generator)
            let today = try #require(
                CalendarDate(dayNumber: Int.random(in: 9000...24_000, using: &generator)))
            // The pieces of the calendar that the pattern can mean, in order of time, with their first and last day.
            var pieces: [(first: Int, last: Int)] = []
            for number in today.dayNumber - 1100...today.dayNumber + 1100 {
                guard let day = CalendarDate(dayNumber: number), pattern.holds(day) else { continue }
                if pattern.unit != .day, let last = pieces.last, last.last == number - 1 {
                    pieces[pieces.count - 1].last = number
                } else {
                    pieces.append((number, number))
                }
            }
            // Pieces at the edge of what was looked at may be cut.
            pieces.removeFirst()
            pieces.removeLast()
            let now = today.dayNumber
            let current = pieces.first { $0.first <= now && now <= $0.last }
            let last = pieces.last { $0.last < now }
            let next = pieces.first { $0.first > now }
            func nearest() -> (first: Int, last: Int)? {
                guard let last, let next else { return last ?? next }
                return next.first - now < now - last.last ? next : last
            }
            for (direction, expected) in [
                (Direction.past, current ?? last), (.before, last), (.future, current ?? next),
                (.after, next),
                (.nearest, current ?? nearest()),
            ] {
                let found = try TimexFunctions.resolve(pattern.text, direction.rawValue, today.description)
                let interval = found.flatMap { TimexPoint($0)?.interval }
                #expect(
                    interval.map { $0.seconds.lowerBound / 86_400 } == expected?.first,
                    "\(pattern.text) \(direction) seen from \(today): \(found ?? "nil")")
                #expect(interval.map { $0.seconds.upperBound / 86_400 - 1 } == expected?.last)
            }
        }
    }

    @Test("this, previous and next name the cycle of the reference and those beside it", arguments: 0..<3)
    func cycles(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: 830 + seed)
        for _ in 0..<100 {
            let today = try #require(
                CalendarDate(dayNumber: Int.random(in: 9000...24_000, using: &generator)))
            let weekday = Int.random(in: 1...7, using: &generator)
            let month = Int.random(in: 1...12, using: &generator)
            for (cycle, direction) in [(-1, "previous"), (0, "this"), (1, "next")] {
                let day = try #require(today.adding(days: cycle * 7 + weekday - today.weekday))
                #expect(
                    try TimexFunctions.resolve("XXXX-WXX-\(weekday)", direction, today.description)
                        == day.description)
                let name = (month < 10 ? "0" : "") + String(month)
                #expect(
                    try TimexFunctions.resolve("XXXX-\(name)", direction, today.description)
                        == "\(today.year + cycle)-\(name)")
            }
            #expect(
                try TimexFunctions.fill("XXXX-WXX-\(weekday)", from: today.description)
                    == TimexFunctions.resolve("XXXX-WXX-\(weekday)", "this", today.description))
        }
    }
}
