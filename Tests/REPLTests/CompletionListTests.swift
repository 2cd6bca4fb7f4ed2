import REPL
import Testing

@Suite("Completion with all its candidates")
struct CompletionListTests {
    private static let classes = [
        "Cap", "Name", "UPPER", "abbr", "clitic", "dash", "email", "handle", "hashtag", "initial", "lower",
        "num",
        "punct", "quote", "symbol", "url", "word",
    ]

    @Test(
        "everything that fits is offered, sorted, from the place where what is written begins",
        arguments: [
            ("", 0, []),
            (
                ":", 1,
                [
                    "accept", "articles", "edit", "explain", "find", "gold", "help", "history", "keep",
                    "load", "mark",
                    "next", "plugins", "profile", "quit", "reject", "reload", "rules", "run", "save", "set",
                    "show",
                    "table", "time", "watch", "why",
                ]
            ),
            (":re", 1, ["reject", "reload"]), (":nothing x", 10, []),
            (
                "article:", 8,
                [
                    "after", "annotate", "at", "before", "find", "inside", "layer", "matches", "occurrences",
                    "overlapping",
                    "quoted", "show", "span", "token_span", "words",
                ]
            ),
            (
                "article.tokens[1].", 18,
                [
                    "block", "contains", "first", "first_token", "index", "is", "last", "last_token", "lower",
                    "next",
                    "overlaps", "previous", "sentence", "text", "to", "tokens",
                ]
            ),
            ("desk.text.", 10, ["conjugate", "forms", "initials", "lemma", "lower", "number", "ordinal"]),
            (":set ", 5, ["color", "keys", "pager", "published", "sample.loud", "time", "width"]),
            (":set color ", 11, ["auto", "off", "on"]), (":set keys ", 10, ["emacs", "vi"]),
            (":show ", 6, ["people"]), (":accept ", 8, ["all", "people"]), (":rules ", 7, ["sample"]),
            (":run ", 5, ["sample"]),
            (":mark Ana ", 10, ["CAPTAIN", "MARK", "MAYOR"]), (":watch ", 7, []),
            ("article:layer(\"", 15, ["people"]), ("article:matches(\"%", 18, Self.classes),
            (":find %", 7, Self.classes),
            (":find @p", 7, ["people", "people.CAPTAIN", "people.MAYOR"]), (":find #", 7, []),
            (":explain ", 9, ["sample.Captain", "sample.Mayor", "sample.Short"]),
            ("string.f", 7, ["find", "format"]), ("\"artic", 1, []), ("x = ", 4, []),
            ("é = string.f", 12, ["find", "format"]),
        ])
    func lists(_ sample: (text: String, start: Int, candidates: [String])) throws {
        let fixture = try SessionFixture()
        _ = fixture.lines("article:annotate{ span = article.tokens[1], label = 'MARK' }")
        let completion = fixture.session.complete(sample.text)
        #expect(completion == Completion(start: sample.start, candidates: sample.candidates))
    }

    @Test("what the session has made is offered too")
    func made() throws {
        let fixture = try SessionFixture()
        _ = fixture.lines("harbour = { berth = 1, buoy = { depth = 2 } }")
        _ = fixture.lines("desk.list('harbours', { 'Alder' }) desk.define('berth', '%num')")
        #expect(fixture.session.complete("harb").candidates == ["harbour"])
        #expect(fixture.session.complete("harbour.b").candidates == ["berth", "buoy"])
        #expect(fixture.session.complete("harbour.buoy.").candidates == ["depth"])
        #expect(fixture.session.complete(":find #").candidates == ["harbours"])
        #expect(fixture.session.complete(":find $").candidates == ["berth"])
        _ = fixture.lines(":find title:Mayor name:%Name")
        #expect(fixture.session.complete("_[1].na").candidates == ["name"])
    }

    @Test("completion runs nothing that has an effect, and ends where Lua does not")
    func harmless() throws {
        let fixture = try SessionFixture()
        _ = fixture.lines("count = 0 function f() count = count + 1 return {} end")
        _ = fixture.session.complete("f().")
        _ = fixture.session.complete("f():x")
        #expect(fixture.lines("count") == ["0"])
        _ = fixture.lines("slow = setmetatable({}, { __index = function() while true do end end })")
        #expect(fixture.session.complete("slow.x.y").candidates == [])
        #expect(fixture.lines("1") == ["1"])
    }
}
