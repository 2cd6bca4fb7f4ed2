import ArticleModel
import Exchange
import Foundation
import ResultDatabase
import System
import Testing

@Suite("The database as a record format")
struct DatabaseTests {
    @Test("values go into columns as they are; a position is committed with its records")
    func roundTrip() throws {
        let folder = "/tmp/nightdesk-database-\(UUID().uuidString)"
        try FileSystem.makeFolder(folder)
        defer { FileSystem.removeFolder(folder) }
        let path = folder + "/out.db"
        let format = DatabaseFormat()
        let text = "Zürich 🌊 said \"no\"."
        var metadata = Metadata()
        metadata.headline = "Nö"
        let article = Article(id: .integer(7), utf8: Array(text.utf8), metadata: metadata)
        let record = OutgoingRecord(
            AnnotatedArticle(
                article: article,
                annotations: [
                    Annotation(
                        id: "m1", layer: "m", label: "L", span: Span(0, 7), plugin: "p", rule: "R",
                        score: 0.25,
                        features: [.init("k", .string("é\"")), .init("n", .number(1))])
                ]))
        let failed = OutgoingRecord(
            failed: ReadResult(
                failed: ArticleError(stage: "read", kind: "json", message: "not JSON", line: 2),
                id: .string("in:2"), line: 2))
        var encoder = format.encoder(EncodingContext())
        let sink = try format.sink(OutputPlace(path: path, facts: [("offsets", "codepoints")]))
        try sink.write(encoder.encode(record), number: 0)
        try sink.write(encoder.encode(failed), number: 1)
        #expect(try sink.checkpoint(RunPosition(items: 2, hash: 0xAB)) == RunPosition(items: 2, hash: 0xAB))
        #expect(try format.position(ofInterrupted: path) == RunPosition(items: 2, hash: 0xAB))
        try sink.complete()
        #expect(
            try ask(path, "select number, id, headline, published, text from articles")
                == "[(0, '7', 'Nö', None, 'Zürich 🌊 said \"no\".'), (1, 'in:2', None, None, None)]")
        #expect(
            try ask(path, "select * from annotations")
                == #"[(0, 'm1', 'm', 'L', 'text', 0, 6, 'Zürich', 'p', 'R', 0.25, '{"k":"é\\"","n":1.0}')]"#)
        #expect(try ask(path, "select * from errors") == "[(1, 'read', None, 'json', 'not JSON', 2)]")
    }

    private func ask(_ path: String, _ query: String) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [
            "python3", "-c",
            "import sqlite3, sys; sys.stdout.reconfigure(encoding='utf-8'); print(sqlite3.connect(sys.argv[1]).execute(sys.argv[2]).fetchall())",
            path, query,
        ]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self).split(separator: "\n").joined()
    }
}
