import REPL
import Testing

@Suite("A session at the prompt")
struct SessionTests {
    @Test(
        "expressions are shown without return",
        arguments: [
            ("1 + 1", ["2"]), ("#article.tokens", ["29"]), ("local x = 1", []), ("", []), ("-- nothing", []),
            ("1, 'two', nil", ["1", "two", "nil"]), ("2.0", ["2.0"]), ("1/0", ["inf"]), ("nil", []),
            ("'a\\nb'", ["a", "b"]),
            ("{ 1, a = { 'x' }, [2.5] = true }", ["{ 1, a = { \"x\" }, [2.5] = true }"]),
            ("{ ['a b'] = 1 }", ["{ [\"a b\"] = 1 }"]), ("{}", ["{}"]), ("print", ["function"]),
            ("'\\27[31mred'", ["␛[31mred"]),
        ])
    func values(_ sample: (entry: String, lines: [String])) throws {
        #expect(try SessionFixture().lines(sample.entry) == sample.lines)
    }

    @Test("tables that contain themselves and deep ones end")
    func deepTables() throws {
        let fixture = try SessionFixture()
        _ = fixture.lines("t = { 1 } t.t = t t.u = { t }")
        #expect(fixture.lines("t") == ["{ 1, t = {… itself}, u = { {… itself} } }"])
        let deep = fixture.lines("(function() local t = {} for i = 1, 500 do t = { t } end return t end)()")
        #expect(deep == ["{ { { { { { {…} } } } } } }"])
        let long = fixture.lines("(function() local t = {} for i = 1, 3000 do t[i] = i end return t end)()")
        #expect(long.count < 600 && long.contains("  … 2500 more"))
    }

    @Test("a span is shown in its line, a list of matches as a table with its captures")
    func spans() throws {
        let fixture = try SessionFixture()
        #expect(
            fixture.lines("article:span(7, 14)") == [
                "Mayor [Ana Ruiz] said on Friday that the bridge in Port Alder would cost $3.5 m…",
                "Span  bytes 7–14",
            ])
        #expect(
            fixture.lines("article:matches([=[ title:Mayor name:%Name+ ]=])") == [
                "   at  what     text            title  name",
                "1  1   pattern  Mayor Ana Ruiz  Mayor  Ana Ruiz",
            ])
        let matches = fixture.lines("article:matches('name:%Name{2}')")
        #expect(matches[0].hasSuffix("  name"), "captures are columns, whatever they are")
        #expect(fixture.lines("article:layer('people')[1]").contains("MAYOR  bytes 1–14  layer people"))
    }

    @Test("the article is shown as a card, and its text with annotations and a legend")
    func article() throws {
        let fixture = try SessionFixture()
        let card = fixture.lines("article")
        #expect(card.contains("published  unknown") && card.contains("people     2: CAPTAIN 1, MAYOR 1"))
        let text = fixture.lines("article:show()")
        #expect(text.first?.hasPrefix("[Mayor Ana Ruiz|MAYOR] said on Friday") == true)
        #expect(text.last == "people: CAPTAIN\u{A0}1 MAYOR\u{A0}1")
        #expect(fixture.lines(":show people") == text)
    }

    @Test("results are kept in _, _1, _2; globals last; entries may take several lines")
    func lasting() throws {
        let fixture = try SessionFixture()
        #expect(fixture.lines("20 + 1") == ["21"])
        #expect(fixture.lines("_ * 2") == ["42"])
        #expect(fixture.lines("_1 + _2") == ["63"])
        _ = fixture.lines("t = { n = 1 }")
        _ = fixture.lines("t")
        _ = fixture.lines("_.n = 5")
        #expect(fixture.lines("t.n") == ["5"], "a result is the value itself and no copy")
        #expect(fixture.session.enter("function double(x)") == .incomplete)
        #expect(fixture.session.enter("  return 2 * x end") == .lines([]))
        #expect(fixture.session.enter("double(21) +") == .incomplete)
        #expect(fixture.session.enter("1") == .lines(["43"]))
        #expect(fixture.session.enter("x = (1") == .incomplete)
        fixture.session.cancel()
        #expect(!fixture.session.isWithinEntry)
        #expect(fixture.session.enter(":quit") == .quit)
    }

    @Test(
        "mistakes are told with a caret and the session goes on",
        arguments: [
            ("article.txt", "Article has no field 'txt'; did you mean text?"),
            (":fnid x", "there is no command :fnid; did you mean find? :help lists them"),
            (":find #x", "unknown list #x"), ("x = = 1", "x = = 1\n        ^"), (":load nowhere", "nowhere"),
            (":show peeple", "there is no layer peeple; did you mean people?"),
            (":run nothing", "there is no plugin \"nothing\"; there are: sample"),
            (":set tiem 5s", "did you mean time?"),
            (":set time soon", "time is a time, as 5s or 500ms, or off, not “soon”"),
            (":why nobody", "“nobody” is not in the article"), (":keep lower", "written in capitals"),
            (":save x", "no pattern was kept yet"), (":gold x", "nothing was judged yet"),
            (":help nothing_at_all", "nothing is called"), (":accept nobody", "no annotation and no layer"),
        ])
    func mistakes(_ sample: (entry: String, message: String)) throws {
        let fixture = try SessionFixture()
        #expect(fixture.failure(sample.entry).contains(sample.message))
        #expect(fixture.lines("2 * 3") == ["6"])
    }

    @Test("a traceback names Lua's frames alone, each entry with its own line")
    func traceback() throws {
        let fixture = try SessionFixture()
        _ = fixture.lines("function f(x)\n  return x.a.b\nend")
        let shown = fixture.failure("pcall(1) return (f({})) + 1")
        #expect(shown.contains("[1]:2:3: attempt to index a nil value (field 'a')"))
        #expect(shown.contains("      return x.a.b\n      ^"))
        #expect(shown.contains("[2]:1:") && !shown.contains("[C]"))
    }

    @Test("what never ends is stopped at the time that was set, by :set time")
    func budget() throws {
        let fixture = try SessionFixture()
        #expect(fixture.lines(":set time 50ms") == ["time = 50ms"])
        #expect(fixture.failure("while true do end").contains("50 ms"))
        #expect(
            fixture.failure("('a'):rep(30):find(('a?'):rep(30) .. ('a'):rep(30) .. 'b')").contains("50 ms"))
        #expect(fixture.lines("1") == ["1"])
        #expect(fixture.lines(":set time 5s") == ["time = 5s"])
    }

    @Test("what is printed comes out while it runs, control characters made visible")
    func printing() throws {
        let fixture = try SessionFixture()
        #expect(fixture.lines("print('a', 1, nil) print('\\27[2J')") == [])
        #expect(fixture.printed == ["a\t1\tnil", "␛[2J"])
    }
}
