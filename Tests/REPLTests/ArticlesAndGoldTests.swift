import ArticleModel
import Exchange
import REPL
import Serialization
import System
import Testing

@Suite("Articles of a session, and the gold made of them")
struct ArticlesAndGoldTests {
    @Test(
        "files are put behind the articles that are there, their first article is opened, and faults are listed"
    )
    func shelf() throws {
        let fixture = try SessionFixture()
        try fixture.write(
            "{\"id\":\"x\",\"text\":\"One.\"}\n{\"id\":\n{\"id\":\"y\",\"text\":\"Two.\"}\n", to: "more.jsonl"
        )
        try fixture.write("Three.", to: "plain.txt")
        #expect(fixture.lines(":load \(fixture.folder)/more.jsonl").prefix(2) == ["One.", "id         x"])
        #expect(fixture.lines(":load \(fixture.folder)/plain.txt")[0] == "Three.")
        let list = fixture.lines(":articles")
        #expect(
            list.prefix(5).map { $0.prefix(6).description } == [
                "    id", " 1  a1", " 2  x ", " 3  y ", "→4  pl",
            ])
        #expect(
            list.dropFirst(5) == [
                "more.jsonl:2, line 2: not JSON: unexpected token near end of file (byte 6)"
            ])
        #expect(fixture.lines(":load 2")[0] == "One." && fixture.lines(":next")[0] == "Two.")
        #expect(fixture.lines("article.id, article.text") == ["y", "Two."])
    }

    @Test("a file in which no article can be read is an error with its reasons, and the open article stays")
    func unreadable() throws {
        let fixture = try SessionFixture()
        try fixture.write("{\"id\":\n", to: "bad.jsonl")
        try fixture.write("", to: "empty.jsonl")
        #expect(!fixture.failure(":load \(fixture.folder)/bad.jsonl").isEmpty)
        #expect(
            fixture.failure(":load \(fixture.folder)/empty.jsonl")
                == "\(fixture.folder)/empty.jsonl: no article could be read")
        #expect(fixture.lines("article.id") == ["a1"])
        #expect(
            fixture.failure(":next")
                == "this is the last article; :load FILE brings more, :load 1 is the first")
    }

    @Test("articles are counted from those of the session on, whatever is asked for first")
    func numbers() throws {
        let shelf = ArticleShelf(
            articles: ["One.", "Two."].map {
                ArticleReader.article(text: $0, headline: nil, id: .string($0), metadata: Metadata())
            })
        #expect(shelf.article(at: 1)?.text == "Two." && shelf.article(at: 0)?.text == "One.")
        #expect(shelf.article(at: 2) == nil && shelf.article(at: -1) == nil && shelf.problems == [])
        #expect(ArticleShelf().article(at: 0) == nil)
    }

    @Test("gold holds what is right and marked, in order, without what was rejected or not judged")
    func gold() throws {
        let fixture = try SessionFixture(texts: [
            "Été: Mayor Ana Ruiz met Captain Bo Lind, Mayor Cy Dahl.", "Captain Di Egge left.",
        ])
        let file = fixture.folder + "/g.jsonl"
        _ = fixture.lines(":accept Mayor Cy Dahl")
        _ = fixture.lines(":reject Captain Bo Lind")
        _ = fixture.lines(":mark Bo Lind PERSON")
        #expect(fixture.lines(":gold \(file)") == ["2 annotations of 1 article in \(file)"])
        #expect(
            try annotations("g.jsonl", fixture) == [
                "a1: g1 person.PERSON 32–39 “Bo Lind” gold",
                "a1: g2 people.MAYOR 41–54 “Mayor Cy Dahl” sample",
            ])
        // A second article is added; the first is written again with its new verdict.
        _ = fixture.lines(":reject Mayor Cy Dahl")
        _ = fixture.lines(":next")
        _ = fixture.lines(":accept")
        #expect(fixture.lines(":gold \(file)") == ["2 annotations of 2 articles in \(file)"])
        #expect(
            try annotations("g.jsonl", fixture) == [
                "a1: g1 person.PERSON 32–39 “Bo Lind” gold",
                "a2: g1 people.CAPTAIN 0–15 “Captain Di Egge” sample",
            ])
        // Records of other articles stay, in front.
        let other = fixture.folder + "/other.jsonl"
        try fixture.write(
            "{\"id\":7,\"text\":\"x\"}\n\n{\"id\":\"a2\",\"text\":\"old\"}\n", to: "other.jsonl")
        #expect(
            fixture.lines(":gold \(other)") == [
                "2 annotations of 2 articles in \(other), beside 1 that were there"
            ])
        let lines = try fixture.read("other.jsonl").split(separator: "\n")
        #expect(lines.count == 3 && lines[0] == "{\"id\":7,\"text\":\"x\"}")
    }

    /// The annotations of a file of records.
    private func annotations(_ file: String, _ fixture: SessionFixture) throws -> [String] {
        try fixture.read(file).split(separator: "\n").flatMap { line in
            let record = try Array(line.utf8).withUnsafeBytes { try JSONDocument.parse($0) }
            guard case .list(let annotations)? = record["annotations"] else { return ["no annotations"] }
            return annotations.map { annotation in
                func text(_ name: String) -> String {
                    switch annotation[name] {
                    case .string(let text): text
                    case .integer(let number): String(number)
                    default: "-"
                    }
                }
                return "\(record["id"]?.string ?? "-"): \(text("id")) \(text("layer")).\(text("label")) "
                    + "\(text("start"))–\(text("end")) “\(text("text"))” \(text("plugin"))"
            }
        }
    }

    @Test("verdicts outlast a plugin that is loaded again, and come back with what they were said of")
    func verdicts() throws {
        let fixture = try SessionFixture()
        _ = fixture.lines(":accept Mayor Ana Ruiz")
        try fixture.write(
            SessionFixture.plugin.replacing("Mayor name:%Name{1,2}", with: "zebra"), to: "sample/init.lua")
        _ = fixture.lines(":reload")
        #expect(fixture.lines(":gold")[0] == "here 1 right, 0 wrong; 1 article judged")
        try fixture.write(SessionFixture.plugin, to: "sample/init.lua")
        _ = fixture.lines(":reload")
        #expect(
            fixture.lines(":reject") == [
                "wrong  CAPTAIN “Captain Bo Lind”", "all annotations are judged; :gold FILE writes them",
            ])
    }

    @Test("a saved plugin has the rules, the code and the examples that were kept")
    func saved() throws {
        let fixture = try SessionFixture()
        _ = fixture.lines("desk.list('rank', { 'Mayor', 'Captain' })")
        #expect(fixture.lines(":keep") == ["kept: desk.list('rank', { 'Mayor', 'Captain' })"])
        #expect(
            fixture.lines(":keep OFFICER #rank name:%Name{2}") == [
                "kept as OFFICER: #rank name:%Name{2}",
                "2 matches here for examples; :save NAME makes a plugin",
            ])
        #expect(fixture.lines(":keep OFFICER bridge")[0] == "kept as OFFICER: bridge")
        let lines = fixture.lines(":save officers")
        #expect(
            lines[0] == "saved \(fixture.folder)/officers: init.lua, examples.lua, README.md, .luarc.json")
        #expect(lines[1].hasSuffix(" examples passed, 0 failed") && lines.count == 3)
        #expect(lines[2] == ":run officers runs it here; nightdesk test officers tests it")
        let source = try fixture.read("officers/init.lua")
        for part in [
            "desk.list('rank', { 'Mayor', 'Captain' })", "[=[ #rank name:%Name{2} ]=]", "[=[ bridge ]=]",
            "label = \"OFFICER\"", "\"OFFICER2\"",
        ] { #expect(source.contains(part), "\(part)") }
        #expect(fixture.lines(":run officers").contains { $0.hasPrefix("officers  officers  4") })
    }
}
