import ArticleModel
import Diagnostics
import Exchange
import ResultDatabase
import System
import Testing

@Suite("A result database of an interrupted run")
struct ResumeTests {
    private func records(_ range: Range<Int>) -> [OutgoingRecord] {
        range.map { record("a\($0)", "Text \($0)", [annotation("l", "L", 0..<4)]) }
    }

    private let rows =
        "SELECT a.number, a.id, count(n.id) FROM articles a JOIN annotations n ON n.article = a.number GROUP BY 1 ORDER BY 1"

    @Test("records are there when they have been committed, with the position; the rest is lost")
    func committed() throws {
        let fixture = try DatabaseFixture()
        do {
            let sink = try fixture.format.sink(OutputPlace(path: fixture.path))
            try fixture.add(records(0..<2), to: sink)
            var encoder = fixture.format.encoder(EncodingContext())
            try sink.write(encoder.encode(records(2..<3)[0]), number: 2)
            try sink.flush()
        }
        #expect(FileSystem.kind(of: fixture.path) == nil)
        #expect(try fixture.rows(rows, in: fixture.partial) == ["0|a0|1", "1|a1|1"])
        #expect(try fixture.format.position(ofInterrupted: fixture.path) == RunPosition(items: 2, hash: 7))
    }

    @Test("a resumed run adds to what is there; a new run starts over")
    func resumed() throws {
        let fixture = try DatabaseFixture()
        func interrupt() throws {
            let sink = try fixture.format.sink(OutputPlace(path: fixture.path, facts: [("jobs", "1")]))
            try fixture.add(records(0..<2), to: sink)
        }
        try interrupt()
        let position = try #require(try fixture.format.position(ofInterrupted: fixture.path))
        let resumed = try fixture.format.sink(
            OutputPlace(path: fixture.path, resumesAt: position, facts: [("jobs", "2")]))
        try fixture.add(records(2..<4), to: resumed, first: 2)
        try resumed.complete()
        #expect(try fixture.rows(rows) == ["0|a0|1", "1|a1|1", "2|a2|1", "3|a3|1"])
        #expect(
            try fixture.rows("SELECT name, value FROM runs ORDER BY name") == ["hash|7", "items|4", "jobs|2"])
        try interrupt()
        let fresh = try fixture.format.sink(OutputPlace(path: fixture.path))
        try fixture.add(records(5..<6), to: fresh)
        try fresh.complete()
        #expect(try fixture.rows(rows) == ["0|a5|1"])
        #expect(FileSystem.kind(of: fixture.partial) == nil)
    }

    @Test("a record that is written again replaces its article with its annotations and errors")
    func again() throws {
        let fixture = try DatabaseFixture()
        let sink = try fixture.format.sink(OutputPlace(path: fixture.path))
        let failing = record("a", "x", errors: [ArticleError(stage: "annotate", kind: "lua", message: "no")])
        try fixture.add([failing, records(1..<2)[0]], to: sink)
        try fixture.add(records(0..<2), to: sink)
        try sink.complete()
        #expect(try fixture.rows(rows) == ["0|a0|1", "1|a1|1"])
        #expect(try fixture.rows("SELECT count(*) FROM errors") == ["0"])
    }

    @Test("the position has every hash", arguments: [0, 1, 0xABC, UInt64.max, 1 << 63])
    func hashes(_ hash: UInt64) throws {
        let fixture = try DatabaseFixture()
        let path = Path.join(fixture.folder, "bare.db")
        let database = try ResultDatabase(path: path)
        #expect(try database.progress() == nil)
        try database.commit(items: 12, hash: hash)
        let progress = try #require(try ResultDatabase(path: path).progress())
        #expect(progress == (12, hash))
    }

    @Test("a file that is no database, and a folder that is not there, are errors with the reason")
    func unusable() throws {
        let fixture = try DatabaseFixture()
        let path = Path.join(fixture.folder, "text.db")
        try FileSystem.write(Array(String(repeating: "no database", count: 500).utf8), to: path)
        let text = #expect(throws: Diagnostic.self) { try ResultDatabase(path: path) }
        #expect(text == Diagnostic(.output, "file is not a database"))
        let missing = #expect(throws: Diagnostic.self) {
            try ResultDatabase(path: Path.join(fixture.folder, "none/out.db"))
        }
        #expect(missing?.kind == .output)
        #expect(missing?.message.hasPrefix("unable to open database file") == true)
    }

    @Test("bytes that are no record are an error, and nothing of their transaction is written")
    func damaged() throws {
        let fixture = try DatabaseFixture()
        let sink = try fixture.format.sink(OutputPlace(path: fixture.path))
        var encoder = fixture.format.encoder(EncodingContext())
        let whole = encoder.encode(records(0..<1)[0])
        try sink.write(whole, number: 0)
        try sink.write(Array(whole.dropLast()), number: 1)
        #expect(throws: Diagnostic.self) { try sink.checkpoint(RunPosition(items: 2, hash: 1)) }
        #expect(try fixture.rows("SELECT count(*) FROM articles", in: fixture.partial) == ["0"])
        #expect(try fixture.rows("SELECT count(*) FROM runs", in: fixture.partial) == ["0"])
    }

    @Test("the format writes a database and needs a name for it")
    func format() {
        #expect(DatabaseFormat().name == "sqlite")
        #expect(DatabaseFormat().destination == .database)
        #expect(DatabaseFormat().isResumable)
    }
}
