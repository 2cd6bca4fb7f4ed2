import REPL
import Testing

@Suite("Errors of entries, whole")
struct EntryErrorTests {
    @Test(
        "an error names its entry and line, and shows the line with its place",
        arguments: [
            ("error('no')", "[1]:1:1: no\n    error('no')\n    ^"),
            ("x = = 1", "[1]:1:5: unexpected symbol near '='\n    x = = 1\n        ^"),
            ("= 5", "[1]:1:1: unexpected symbol near '='\n    = 5\n    ^"),
            (
                "goto nowhere",
                "[1]:1:1: no visible label 'nowhere' for <goto> at line 1\n    goto nowhere\n    ^"
            ),
            (
                "nothing.y",
                "[1]:1:1: attempt to index a nil value (global 'nothing')\n    nothing.y\n    ^^^^^^^"
            ),
            (
                "nothing()",
                "[1]:1:1: attempt to call a nil value (global 'nothing')\n    nothing()\n    ^^^^^^^"
            ),
            ("1 + {}", "[1]:1:1: attempt to perform arithmetic on a table value\n    1 + {}\n    ^"),
            (
                "article.txt",
                "[1]:1:1: Article has no field 'txt'; did you mean text?\n    article.txt\n    ^"
            ),
            (
                "article:span(1, 'x')",
                "[1]:1:1: bad argument #2 (integer expected, got string)\n    article:span(1, 'x')\n    ^"
            ),
            (
                "article:matches('#x')",
                "[1]:1:18: unknown list #x; make it with desk.list(\"x\", …)\n    article:matches('#x')\n                     ^^"
            ),
            (
                "article:matches('é @PRESON')",
                "[1]:1:20: unknown layer or label @PRESON\n    article:matches('é @PRESON')\n                       ^^^^^^^"
            ),
            (
                "desk.rule{ 'R', '( a' }",
                "[1]:1:18: '(' is not closed; write \"(\" for the character itself\n    desk.rule{ 'R', '( a' }\n                     ^"
            ),
            (
                "article:layer(\"peple\")",
                "[1]:1:15: unknown layer \"peple\"; did you mean people?\n    article:layer(\"peple\")\n                  ^^^^^^^"
            ),
            (
                "local a = 1\nlocal b = a.x.y",
                "[1]:2:1: attempt to index a number value (local 'a')\n    local b = a.x.y\n    ^"
            ),
            ("\terror('tab')", "[1]:1:2: tab\n     error('tab')\n     ^"),
        ])
    func messages(_ sample: (entry: String, message: String)) throws {
        let fixture = try SessionFixture()
        #expect(fixture.failure(sample.entry) == sample.message)
        #expect(fixture.lines("1") == ["1"])
    }

    @Test("entries are counted whether they succeed, fail or take several lines")
    func numbers() throws {
        let fixture = try SessionFixture()
        _ = fixture.lines("1")
        #expect(fixture.failure("error('a')") == "[2]:1:1: a\n    error('a')\n    ^")
        #expect(fixture.session.enter("if true then") == .incomplete)
        #expect(fixture.session.enter("  error('b')") == .incomplete)
        #expect(fixture.session.enter("end") == .failed(["[3]:2:3: b", "      error('b')", "      ^"]))
        #expect(fixture.lines("_1") == ["1"] && fixture.lines("_2") == [])
    }

    @Test("an unfinished string in one line is completed by no other line, a long one is")
    func strings() throws {
        let fixture = try SessionFixture()
        #expect(fixture.session.enter("[[abc") == .incomplete)
        #expect(fixture.session.enter("def]]") == .lines(["abc", "def"]))
        #expect(fixture.session.enter("--[[ a") == .incomplete)
        #expect(fixture.session.enter("]] 5") == .lines(["5"]))
        #expect(fixture.session.enter("article:find(") == .incomplete)
        #expect(
            fixture.session.enter(")")
                == .failed([
                    "[3]:1:1: bad argument #1 (pattern expected, got no value)", "    article:find(", "    ^",
                ]))
    }

    @Test("an entry that was begun can be left, and the next begins afresh")
    func cancel() throws {
        let fixture = try SessionFixture()
        #expect(fixture.session.enter("function f(") == .incomplete)
        fixture.session.cancel()
        #expect(fixture.lines("f") == [])
        #expect(fixture.session.enter("{ 1,") == .incomplete)
        fixture.session.cancel()
        #expect(fixture.lines(":rules sample").count == 4)
    }

    @Test("marks of the session last as long as the article is open")
    func marks() throws {
        let fixture = try SessionFixture(texts: [SessionFixture.text, "Two."], width: 60)
        #expect(
            fixture.lines("article:annotate{ span = article.tokens[1], label = 'MARK' }") == [
                "[Mayor] Ana Ruiz said on Friday that the bridge in Port Ald…",
                "MARK  bytes 1–5  layer session",
            ])
        #expect(fixture.lines("#article:layer('session')") == ["1"])
        _ = fixture.lines(":load 2")
        #expect(fixture.lines("#article:layer('session')") == ["0"])
    }
}
