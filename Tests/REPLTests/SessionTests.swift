import ArticleModel
import Display
import Exchange
import PluginHost
import REPL
import Testing

@Suite("A session at the prompt")
struct SessionTests {
    private func session() throws -> Session {
        let article = ArticleReader.article(
            text: "Mayor Ana Ruiz said on Friday that the bridge in Port Alder would cost $3.5 million.",
            headline: nil,
            id: .string("a"), metadata: Metadata())
        return try Session(Workbench(), article: article, style: TextStyle(isColored: false), width: 80)
    }

    @Test(
        "expressions are shown without return, spans as tables",
        arguments: [
            ("1 + 1", ["2"]), ("#article.tokens", ["18"]), ("local x = 1", []), ("", []),
            ("article:span(7, 14)", ["at  what  text", "7   Span  Ana Ruiz"]),
            (
                "article:matches([=[ title:Mayor name:%Name+ ]=])",
                ["at  what     text            title  name", "1   pattern  Mayor Ana Ruiz  Mayor  Ana Ruiz"]
            ),
            ("{ 1, a = { 'x' } }", ["{", "  1,", "  a = {", "    \"x\"", "  }", "}"]),
            (":find $ amount:%num", ["at  what     text  amount", "72  pattern  $3.5  3.5", "1 match"]),
            (":find nowhere", ["0 matches"]),
            (":plugins", []),
        ])
    func answers(_ sample: (entry: String, lines: [String])) throws {
        #expect(try session().enter(sample.entry) == .lines(sample.lines))
    }

    @Test(
        "mistakes are told and the session goes on",
        arguments: [
            ("article.txt", "Article has no field 'txt'; did you mean text?"),
            (":fnid x", "there is no command :fnid; did you mean find? :help lists them"),
            (":find #x", "unknown list #x"), ("x = = 1", "unexpected symbol near '='"),
        ])
    func mistakes(_ sample: (entry: String, message: String)) throws {
        let session = try session()
        guard case .failed(let lines) = session.enter(sample.entry) else {
            Issue.record("no failure")
            return
        }
        #expect(lines.contains { $0.contains(sample.message) }, "\(lines)")
        #expect(session.enter("2 * 3") == .lines(["6"]))
    }

    @Test("an entry may take several lines, and globals last")
    func lines() throws {
        let session = try session()
        #expect(session.enter("function double(x)") == .incomplete)
        #expect(session.enter("  return 2 * x end") == .lines([]))
        #expect(session.enter("double(21)") == .lines(["42"]))
        #expect(session.enter("_ + 1") == .lines(["43"]))
        #expect(session.enter(":quit") == .quit)
    }
}
