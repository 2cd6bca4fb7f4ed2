import ArticleModel
import System
import Foundation
import Serialization
import TestSupport
import Testing

@Suite("Formats of the output")
struct OutputFormatTests {
    /// The day is marked, so that nobody counts where it is.
    private let marked = MarkedText(
        "Storm hits Port Alder\nPort Alder 🌊 was hit on «Tuesday», said Mayor Ana Ruiz. “It was bad,” she said."
    )
    private var text: String { marked.text }

    /// The place of the day in a unit.
    private func day(_ unit: OffsetMap.Unit = .codepoints) throws -> Range<Int> {
        try OffsetMap(of: Array(text.utf8)).convert(marked.spans[0], to: unit)
    }

    private func run(_ options: [String], _ scratch: Scratch) throws -> Program.Result {
        let path = try scratch.write("storm.txt", text)
        try scratch.write(
            "marks/init.lua",
            """
            return { name = "marks", layers = { marks = { columns = { "kind" } } }, provides = { marks = { "PLACE", "DAY" } }, rules = {
              desk.rule{ "Place", [=[ Port Alder ]=], label = "PLACE", mode = "all", features = { kind = "a, \\"b\\"" } },
              desk.rule{ "Port", [=[ Port ]=], label = "PLACE", mode = "all" },
              desk.rule{ "Day", [=[ Tuesday ]=], label = "DAY" },
            } }
            """)
        return try Program.run(["run", path, "--plugin", scratch.path("marks")] + options)
    }

    @Test("flat: an annotation a line, with its article")
    func flat() throws {
        let day = try day()
        let lines = try run(["--flat"], Scratch()).lines
        #expect(lines.count == 5)
        #expect(
            lines.last
                == #"{"article":"storm","metadata":{"headline":"Storm hits Port Alder"},"id":"m5","layer":"marks","label":"DAY","start":\#(day.lowerBound),"end":\#(day.upperBound),"text":"Tuesday","plugin":"marks","rule":"Day"}"#
        )
    }

    @Test("offsets count what was asked for, and say so", arguments: OffsetMap.Unit.allCases)
    func offsets(_ unit: OffsetMap.Unit) throws {
        let lines = try run(["--flat", "--offsets", unit.rawValue], Scratch()).lines
        let last = try Array(#require(lines.last).utf8).withUnsafeBytes { try JSONDocument.parse($0) }
        #expect(last["start"] == .integer(try day(unit).lowerBound))
        #expect(last["offsets"]?.string == (unit == .codepoints ? nil : unit.rawValue))
    }

    @Test("csv: a header, a row an annotation, quotes doubled")
    func csv() throws {
        let output = try run(["--format", "csv"], Scratch()).output
        let rows = output.split(separator: "\r\n").map(String.init)
        #expect(rows.count == 6)
        #expect(
            rows[0]
                == "article,headline,byline,published,source,url,language,metadata,id,layer,label,field,start,end,offsets,text,plugin,rule,score,kind,features"
        )
        #expect(
            rows[1]
                == #"storm,Storm hits Port Alder,,,,,,,m1,marks,PLACE,text,11,21,codepoints,Port Alder,marks,Place,,"a, ""b""","{""kind"":""a, \""b\""""}""#
        )
    }

    @Test("conll: tokens with tags, overlaps listed")
    func conll() throws {
        let lines = try run(["--format", "conll"], Scratch()).output.split(
            separator: "\n", omittingEmptySubsequences: false
        ).map(String.init)
        #expect(
            lines.prefix(4) == [
                "# id = storm", "# headline = Storm hits Port Alder", "# columns = form start end marks",
                "# offsets = codepoints",
            ])
        #expect(lines.filter { $0.hasPrefix("# overlap = marks PLACE") }.count == 2)
        #expect(lines.contains("Port\t11\t15\tB-PLACE"))
        #expect(lines.contains("Alder\t16\t21\tI-PLACE"))
        let day = try day()
        #expect(lines.contains("Tuesday\t\(day.lowerBound)\t\(day.upperBound)\tB-DAY"))
        #expect(lines.contains("was\t35\t38\tO"))
    }

    @Test("brat: a text and its annotations, in a folder")
    func brat() throws {
        let scratch = try Scratch()
        #expect(try run(["--format", "brat"], scratch).code == 2, "it needs a folder")
        let result = try run(["--format", "brat", "-o", scratch.path("brat")], scratch)
        #expect(result.code == 0, "\(result.log)")
        #expect(try FileSystem.read(scratch.path("brat/storm.txt")) == Array(text.utf8))
        let lines = String(decoding: try FileSystem.read(scratch.path("brat/storm.ann")), as: UTF8.self)
            .split(separator: "\n")
        let day = try day()
        #expect(lines.contains("T5\tDAY \(day.lowerBound) \(day.upperBound)\tTuesday"))
        #expect(lines.contains("#1\tAnnotatorNotes T1\t{\"kind\":\"a, \\\"b\\\"\"}"))
    }

    @Test("sqlite: tables, views and the full text")
    func sqlite() throws {
        let scratch = try Scratch()
        let path = try scratch.write(
            "in.jsonl",
            """
            {"id":"one","headline":"Storm","published":"2024-03-05","text":"“We will close the bridge for days,” said Ana Ruiz on Tuesday in Nairobi."}
            broken
            {"id":"two","published":"2024-04-01","text":"Ana Ruiz spoke in Nairobi."}
            """)
        let result = try Program.run(["run", path, "--format", "sqlite", "-o", scratch.path("out.db")])
        #expect(result.code == 0, "\(result.log)")
        #expect(FileSystem.kind(of: scratch.path("out.db.partial")) == nil)
        func ask(_ query: String) throws -> String {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = [
                "python3", "-c",
                "import sqlite3, sys; print([tuple(r) for r in sqlite3.connect(sys.argv[1]).execute(sys.argv[2])])",
                scratch.path("out.db"), query,
            ]
            let pipe = Pipe()
            process.standardOutput = pipe
            try process.run()
            let data = pipe.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            return String(decoding: data, as: UTF8.self).split(separator: "\n").joined()
        }
        #expect(
            try ask("select id, headline, published from articles order by number")
                == "[('one', 'Storm', '2024-03-05'), ('in.jsonl:2', None, None), ('two', None, '2024-04-01')]"
        )
        #expect(try ask("select kind, line from errors") == "[('json', 2)]")
        #expect(try ask("select speaker, quotes from quotes_by_speaker") == "[('Ana Ruiz', 1)]")
        #expect(
            try ask("select month, articles from entity_counts_by_month where name = 'Nairobi'")
                == "[('2024-03', 1), ('2024-04', 1)]")
        #expect(try ask("select value from timeline where text = 'Tuesday'") == "[('2024-03-05',)]")
        #expect(
            try ask(
                "select id from articles_fts join articles on number = articles_fts.rowid where articles_fts match 'spoke'"
            ) == "[('two',)]")
        #expect(try ask("select value from runs where name = 'offsets'") == "[('codepoints',)]")
    }

    @Test("describe: version, plugins with hashes, schema")
    func describe() throws {
        let result = try Program.run(["run", "--describe", "--plugin", "dates"])
        let record = try Array(result.output.utf8).withUnsafeBytes { try JSONDocument.parse($0) }
        guard case .list(let plugins)? = record["plugins"] else {
            Issue.record("no plugins")
            return
        }
        #expect(plugins.map { $0["name"]?.string } == ["dates"])
        #expect((plugins[0]["hash"]?.string ?? "").count > 8)
        #expect(record["annotation"]?["start"]?.string == "integer")
    }
}
