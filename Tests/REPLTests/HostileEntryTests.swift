import REPL
import Testing

@Suite("Entries that nobody meant")
struct HostileEntryTests {
    private struct Random: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }
    }

    private static let pieces = [
        "article", ".", ":", "(", ")", "[", "]", "{", "}", "\"", "'", "[=[", "]=]", "[[", "--", "=", "..",
        "::", " ", "  ",
        "1", "-1", "99999999999999999999", "0x", "é", "日", "\u{301}", "\t", "\\", "?", "@", "#", "%", "$",
        "~", "/", "|",
        "tokens", "layer", "people", "MAYOR", "Ana", "Ruiz", "at", "_", "_1", "nil", "function", "end", "for",
        "do",
        "local", "return", "%Name", "@people", "#x", "{1,3}", "...", "«", "»", "article:show()",
        "article:matches(",
        "\u{1B}[2J", "\u{0}", ";;", "<sent", "sent>", "!(", "&(",
    ]

    @Test("are answered, and completed, without harm", arguments: 1...12)
    func entries(_ seed: Int) throws {
        var random = Random(state: UInt64(seed) * 77)
        let fixture = try SessionFixture()
        _ = fixture.lines(":set time 50ms")
        // Left out: what ends the session, takes its time, or reads and writes where it is told.
        let commands = SessionCommand.all.map(\.name).filter {
            !["quit", "time", "gold", "save", "edit", "load"].contains($0)
        }
        for _ in 0..<150 {
            var entry = Bool.random(using: &random) ? ":\(commands.randomElement(using: &random)!) " : ""
            for _ in 0..<Int.random(in: 0..<7, using: &random) {
                entry += Self.pieces.randomElement(using: &random)!
            }
            let completion = fixture.session.complete(entry)
            #expect((0...entry.utf8.count).contains(completion.start), "\(entry)")
            _ = fixture.session.inspect(entry)
            switch fixture.session.enter(entry) {
            case .incomplete: fixture.session.cancel()
            case .lines, .failed, .edit: break
            case .quit: Issue.record("\(entry) left the session")
            }
        }
        #expect(fixture.lines("6 * 7") == ["42"])
    }
}
