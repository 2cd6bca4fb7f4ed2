import ArticleModel
import Diagnostics
import Exchange
import LuaRuntime
import Matching
import PluginHost
import Testing

@Suite("What a prompt has of a workbench")
struct PromptContextTests {
    private let fixture: PluginFixture
    private let workbench: Workbench
    private let prompt: PromptContext

    init() throws {
        fixture = try PluginFixture()
        workbench = try Workbench()
        try workbench.load([
            fixture.plugin(
                "people",
                """
                desk.list("office", { "Mayor", "Captain" })
                desk.define("who", "title:#office name:%Name+")
                return { name = "people", provides = { people = { "MAYOR" } },
                  rules = { desk.rule{ "Mayor", "$who", label = "MAYOR" } } }
                """),
            fixture.plugin(
                "towns",
                """
                desk.list("office", { "Port" })
                desk.list("town", { "Port Alder" })
                return { name = "towns", provides = { towns = { "TOWN" } }, annotate = function() end }
                """),
        ])
        prompt = PromptContext(workbench)
    }

    private func openArticle() {
        workbench.open(
            ArticleReader.article(text: sampleText, headline: nil, id: .string("a"), metadata: Metadata()))
        for plugin in workbench.plugins { #expect(workbench.run(plugin) == nil) }
    }

    /// The values of an entry as Lua writes them, or `more`.
    private func values(_ entry: String) throws -> [String] {
        guard case .values(let values) = try prompt.evaluate(entry) else { return ["more"] }
        return values.map { value in
            switch value.value(depth: 2, most: 100) {
            case .nil: "nil"
            case .boolean(let flag): "\(flag)"
            case .integer(let number): "\(number)"
            case .number(let number): "\(number)"
            case .string(let text): "'\(text)'"
            case .table(let table): "table of \(table.array.count)"
            case let other: other.typeName
            }
        }
    }

    @Test(
        "an entry is an expression or statements, and says when more lines must follow",
        arguments: [
            ("1 + 1", ["2"]), ("1, nil, 'x'", ["1", "nil", "'x'"]), ("", []), ("  ", []),
            ("-- nothing", []), ("x = 5", []), ("return 7", ["7"]), ("local y = 1", []), ("nil", ["nil"]),
            ("f()", ["'called'"]), ("for i = 1, 2 do", ["more"]), ("function g()", ["more"]),
            ("{ 1,", ["more"]),
            ("[[ text", ["more"]), ("1 +", ["more"]), ("if true then return 3 end", ["3"]),
            ("{ 1, 2 }", ["table of 2"]),
            ("article", ["nil"]), ("undefined", ["nil"]), ("print", ["function"]),
        ])
    func entries(_ sample: (entry: String, values: [String])) throws {
        _ = try prompt.evaluate("function f() return 'called' end")
        #expect(try values(sample.entry) == sample.values)
        #expect(prompt.isComplete(sample.entry) == (sample.values != ["more"]))
    }

    @Test(
        "an error has the entry's name, line, and the line with its place",
        arguments: [
            ("x = = 1", "entry:1:5: unexpected symbol near '='\n    x = = 1\n        ^"),
            ("local a\nerror('no')", "entry:2:1: no\n    error('no')\n    ^"),
            (
                "nothing.x",
                "entry:1:1: attempt to index a nil value (global 'nothing')\n    nothing.x\n    ^^^^^^^"
            ),
            (
                "article:matches('#offce')",
                "entry:1:18: unknown list #offce; did you mean #office?\n    article:matches('#offce')\n                     ^^^^^^"
            ),
            (
                "desk.define('d', '(')",
                "entry:1:19: '(' is not closed; write \"(\" for the character itself\n    desk.define('d', '(')\n                      ^"
            ),
        ])
    func errors(_ sample: (entry: String, message: String)) throws {
        openArticle()
        let error = #expect(throws: Diagnostic.self) { try prompt.evaluate(sample.entry, named: "entry") }
        #expect(error?.description == sample.message)
        #expect(try values("1") == ["1"])
    }

    @Test("globals last, and article is the one that is open")
    func globals() throws {
        _ = try prompt.evaluate("count = 3 function double(x) return 2 * x end")
        #expect(try values("double(count)") == ["6"])
        openArticle()
        #expect(try values("article.id, #article:layer('people')") == ["'a'", "1"])
        workbench.close()
        #expect(try values("article, count") == ["nil", "3"])
        guard case .values(let made) = try prompt.evaluate("'made'") else {
            Issue.record("the entry is not complete")
            return
        }
        try prompt.setGlobal("count", made[0])
        #expect(try values("count") == ["'made'"])
        #expect(
            prompt.globalNames.isSuperset(of: [
                "desk", "print", "string", "table", "math", "pairs", "require",
            ]))
        #expect(prompt.globalNames.isDisjoint(with: ["io", "os", "debug", "count"]))
    }

    @Test("patterns use the names of all plugins, those of the plugin that was loaded first before others")
    func names() throws {
        openArticle()
        func found(_ pattern: String) throws -> [String] {
            let search = try prompt.search(pattern)
            return try prompt.matches(of: search).map { workbench.open!.input.text($0.tokens) }
        }
        #expect(try found("#office") == ["Mayor"] && found("#town") == ["Port Alder"])
        #expect(
            try found("$who") == ["Mayor Ana Ruiz"]
                && found("@people.MAYOR cue:~say") == ["Mayor Ana Ruiz said"])
        let names = prompt.patternNames
        #expect(names.lists == ["office", "town"] && names.patterns == ["who"])
        #expect(names.annotations == ["MAYOR", "TOWN", "people", "people.MAYOR", "towns", "towns.TOWN"])
        #expect(names.classes.first == "Cap" && names.classes.count == 17)
        let missing = prompt.missing(of: try PatternContext.references(in: "#office #non $who $no @TOWN @NO"))
        #expect(missing.lists == ["non"] && missing.definitions == ["no"] && missing.annotations == ["NO"])
        #expect(
            #expect(throws: Diagnostic.self) { try prompt.search("a #twon") }?.description
                == "unknown list #twon; did you mean #town?\n    a #twon\n      ^^^^^")
        workbench.close()
        #expect(try found("%Cap") == [], "without an article there is nothing to find")
    }

    @Test("a search of the prompt takes its scope and mode")
    func scopes() throws {
        workbench.open(Article(id: .integer(1), utf8: Array("One fell. Two rose.".utf8)))
        func count(_ scope: Rule.Scope, _ mode: Rule.Mode) throws -> Int {
            try prompt.matches(of: prompt.search("%lower . %Cap | %word", scope: scope, mode: mode)).count
        }
        #expect(try count(.sentence, .longest) == 4 && count(.document, .longest) == 3)
        #expect(try count(.document, .all) == 4 && count(.document, .once) == 1)
    }

    @Test("a glance at an expression has no effect and gives up on what takes long or fails")
    func peek() throws {
        openArticle()
        func keys(_ expression: String) -> [String]? { prompt.peek(expression)?.table?.fields.map(\.key) }
        #expect(keys("{ b = 1, a = 2, 3, [2.5] = 4 }") == ["a", "b"])
        #expect(
            keys("desk.text") == ["conjugate", "forms", "initials", "lemma", "lower", "number", "ordinal"])
        #expect(prompt.peek("1 + 1")?.integer == 2 && prompt.peek("nothing.x") == nil)
        #expect(prompt.peek("(function() while true do end end)()") == nil)
        #expect(prompt.peek("1 +") == nil && prompt.peek("x = 1")?.isNil != false)
        #expect(prompt.peek("article.tokens[2]")?.handle.map(prompt.name(of:)) == "Token")
    }

    @Test("members are those of the type, captures of a match and features of an annotation")
    func members() throws {
        openArticle()
        func further(_ expression: String) -> [String] {
            guard let handle = prompt.peek(expression)?.handle else { return ["no handle"] }
            let common = Set(prompt.members(ofType: prompt.name(of: handle)))
            return prompt.members(of: handle).filter { !common.contains($0) }.map(\.name)
        }
        #expect(further("article:matches('a:( b:Mayor ) c:%Name')[1]") == ["a", "c"])
        #expect(further("article:layer('people')[1]") == ["name", "title"])
        #expect(further("article.tokens[1]") == [])
        let token = prompt.members(ofType: "Token")
        #expect(
            token.contains(.init(name: "is", isMethod: true))
                && token.contains(.init(name: "lower", isMethod: false)))
        #expect(prompt.members(ofType: "Nothing") == [])
        let old = try #require(prompt.peek("article:layer('people')[1]")?.handle)
        openArticle()
        #expect(
            Set(prompt.members(of: old)) == Set(prompt.members(ofType: "Annotation")), "its article is closed"
        )
        #expect(prompt.shown(old) == nil)
    }

    @Test("a handle is shown as its place, text, kind and parts")
    func shown() throws {
        openArticle()
        func text(_ expression: String) throws -> String {
            let handle = try #require(prompt.peek(expression)?.handle)
            guard let shown = prompt.shown(handle) else { return "nothing" }
            let parts = shown.parts.map { "\($0.name)=\($0.text)" }.joined(separator: " ")
            return "\(shown.first) \(shown.text) \(shown.kind) \(shown.layer ?? "-") \(parts)"
        }
        #expect(try text("article.tokens[2]") == "7 Ana Token - ")
        #expect(try text("article:span(7, 14)") == "7 Ana Ruiz Span - ")
        #expect(
            try text("article:layer('people')[1]")
                == "1 Mayor Ana Ruiz MAYOR people name=Ana Ruiz title=Mayor")
        #expect(
            try text("article:matches(desk.rule{ 'R', 'a:( b:Mayor ) c:%Name' })[1]")
                == "1 Mayor Ana R - a=Mayor a.b=Mayor c=Ana")
        #expect(try text("article:matches('a:Mayor')[1].a") == "1 Mayor Capture - ")
        #expect(try text("article") == "nothing" && text("desk.list('l', {})") == "nothing")
        #expect(try text("article.tokens") == "1 \(sampleText) Tokens - ")
    }

    @Test("the user may mark, in a layer of the session's own")
    func marks() throws {
        openArticle()
        #expect(
            try values("article:annotate{ span = article.tokens[2], label = 'MARK' }.layer") == ["'session'"])
        #expect(workbench.annotated?.annotations.map(\.plugin) == ["people", "session"])
    }
}
