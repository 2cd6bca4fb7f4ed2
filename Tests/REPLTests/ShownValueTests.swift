import REPL
import Testing

@Suite("Values as the prompt shows them, whole")
struct ShownValueTests {
    private static let line = "Mayor Ana Ruiz said on Friday that the bridge in Port Alder…"

    private func fixture() throws -> SessionFixture {
        try SessionFixture(texts: [SessionFixture.text, "Two."], width: 60)
    }

    @Test(
        "parts of the article are shown in their line, with their place and parts",
        arguments: [
            (
                "article",
                [
                    Self.line, "id         a1", "published  unknown",
                    "text       1 block, 3 sentences, 29 tokens",
                    "people     2: CAPTAIN 1, MAYOR 1",
                ]
            ),
            (
                "article.tokens[2]",
                ["Mayor [Ana] Ruiz said on Friday that the bridge in Port Ald…", "Token  bytes 7–9"]
            ),
            (
                "article.tokens",
                ["[Mayor Ana Ruiz said on Friday that the bridge in Port Ald…]", "Tokens  bytes 1–137"]
            ),
            (
                "article.sentences[2]",
                ["…3.5 million. [Captain Bo Lind said nothing.] The bridge wa…", "Sentence  bytes 86–114"]
            ),
            (
                "article:layer('people')[1]",
                [
                    "[Mayor Ana Ruiz] said on Friday that the bridge in Port Ald…",
                    "MAYOR  bytes 1–14  layer people", "  name: Ana Ruiz",
                ]
            ),
            (
                "article:matches('( a:%Name )+')[1]",
                [
                    "[Mayor Ana Ruiz] said on Friday that the bridge in Port Ald…", "pattern  bytes 1–14",
                    "  a: Mayor", "  a: Ana", "  a: Ruiz",
                ]
            ),
            (
                "article:matches('a:%Name')[1].a",
                ["[Mayor] Ana Ruiz said on Friday that the bridge in Port Ald…", "Capture  bytes 1–5"]
            ),
            ("desk.list('l', { 'a' })", ["List"]), ("desk.rule{ 'R', 'a' }", ["Rule"]),
            ("desk.regex('a')", ["Regex"]),
            ("desk.rules{ desk.rule{ 'R', 'a' } }", ["RuleSet"]),
        ])
    func parts(_ sample: (entry: String, lines: [String])) throws {
        let lines = try fixture().lines(sample.entry)
        #expect(lines == sample.lines)
    }

    @Test(
        "lists of stretches are tables, other tables are Lua",
        arguments: [
            (
                "article:layer('people')",
                [
                    "   at  what     text             name", "1  1   MAYOR    Mayor Ana Ruiz   Ana Ruiz",
                    "2  86  CAPTAIN  Captain Bo Lind  Bo Lind",
                ]
            ),
            (
                "article:matches('a:%Name b:%lower')",
                [
                    "   at   what     text         a       b", "1  11   pattern  Ruiz said    Ruiz    said",
                    "2  24   pattern  Friday that  Friday  that",
                    "3  55   pattern  Alder would  Alder   would",
                    "4  97   pattern  Lind said    Lind    said",
                    "5  116  pattern  The bridge   The     bridge",
                ]
            ),
            (
                "{ article.tokens[1], article.tokens[2] }",
                ["   at  what   text", "1  1   Token  Mayor", "2  7   Token  Ana"]
            ),
            ("{ article.tokens[1], 5 }", ["{ Token “Mayor”, 5 }"]),
            ("{ x = article.tokens[1] }", ["{ x = Token “Mayor” }"]),
            (
                "{ 1, { 2, { 3, { 4, { 5, { 6, { 7 } } } } } } }",
                ["{ 1, { 2, { 3, { 4, { 5, { 6, {…} } } } } } }"]
            ),
            (
                "{ a = 1, ['b c'] = 'x\"y\\\\z\\n', [true] = 1, [2.5] = 2, [7] = 3 }",
                [
                    "{", "  a = 1,", "  [\"b c\"] = \"x\\\"y\\\\z\\n\",", "  [2.5] = 2,", "  [7] = 3,",
                    "  [true] = 1", "}",
                ]
            ),
            (
                "{ 'a long text that goes on', 'and another long text', 'and a third' }",
                [
                    "{", "  \"a long text that goes on\",", "  \"and another long text\",",
                    "  \"and a third\"", "}",
                ]
            ),
            ("(function() local t = {} t.t = t return t end)()", ["{ t = {… itself} }"]),
            (
                "desk.text",
                [
                    "{", "  conjugate = function,", "  forms = function,", "  initials = function,",
                    "  lemma = function,",
                    "  lower = function,", "  number = function,", "  ordinal = function", "}",
                ]
            ),
        ])
    func tables(_ sample: (entry: String, lines: [String])) throws {
        let lines = try fixture().lines(sample.entry)
        #expect(lines == sample.lines)
    }

    @Test(
        "plain values are as Lua writes them, without what a terminal would obey",
        arguments: [
            (
                "0.1 + 0.2, 1e100, -1/0, 2^53, 7 // 2, 7 / 2",
                ["0.30000000000000004", "1e+100", "-inf", "9007199254740992.0", "3", "3.5"]
            ),
            ("'line one\\nline two'", ["line one", "line two"]), ("'\\0\\1x\\27[2J'", ["␀␁x␛[2J"]),
            ("'é 東京 🚢'", ["é 東京 🚢"]),
            ("function() end", ["function"]), ("coroutine.create(print)", ["thread"]),
            ("x, y", ["nil", "nil"]),
            ("local z = 1; return z", ["1"]), ("return", []), ("--[[ a\n comment ]] 5", ["5"]),
            ("math.maxinteger, math.mininteger", ["9223372036854775807", "-9223372036854775808"]),
        ])
    func plain(_ sample: (entry: String, lines: [String])) throws {
        let lines = try fixture().lines(sample.entry)
        #expect(lines == sample.lines)
    }

    @Test("what belongs to an article that is closed says so, and lists of it are no tables of places")
    func closed() throws {
        let fixture = try fixture()
        _ = fixture.lines("article.tokens[2]")
        _ = fixture.lines("article:layer('people')")
        _ = fixture.lines("desk.list('l', { 'a' })")
        #expect(fixture.lines(":load 2")[0] == "Two.")
        #expect(fixture.lines("_1") == ["Token (of an article that is closed)"])
        #expect(fixture.lines("_2") == ["{ Annotation, Annotation }"] && fixture.lines("_3") == ["List"])
        #expect(
            fixture.failure("_1.text")
                == "[7]:1:1: this Token belongs to an article that is closed\n    _1.text\n    ^")
    }

    @Test("in color, what matters is marked and the text is the same")
    func color() throws {
        let fixture = try fixture()
        let plain = fixture.lines("article:layer('people')[1]")
        _ = fixture.lines(":set color on")
        let colored = fixture.lines("article:layer('people')[1]")
        #expect(colored != plain && colored.count == plain.count)
        // In color, the place needs no brackets.
        let bare = colored.map { $0.replacing(/\u{1B}\[[0-9;]*m/, with: "") }
        #expect(bare[0].hasPrefix("Mayor Ana Ruiz said on Friday") && bare.dropFirst() == plain.dropFirst())
        #expect(fixture.failure("x = = 1").hasPrefix("\u{1B}[1;31m"))
        _ = fixture.lines(":set color off")
        #expect(fixture.lines("article:layer('people')[1]") == plain)
    }
}
