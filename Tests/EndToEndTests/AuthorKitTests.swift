import ArticleModel
import System
import Foundation
import Serialization
import PluginHost
import Testing

@Suite("The author's kit")
struct AuthorKitTests {
    private static let gold = Path.join(Path.parent(Program.root), "shared/gold")

    private func object(_ text: String) throws -> FeatureValue {
        try Array(text.utf8).withUnsafeBytes { try JSONDocument.parse($0) }
    }

    @Test(
        "a new plugin passes its own tests and draws no warning",
        arguments: ["rules", "function", "gazetteer"])
    func new(_ template: String) throws {
        let scratch = try Scratch()
        let made = try Program.run(
            ["new", "sample", "--template", template, "--layer", "marks"], folder: scratch.folder)
        #expect(made.code == 0, "\(made.log)")
        let tested = try Program.run(["test", "./sample"], folder: scratch.folder)
        #expect(tested.code == 0, "\(tested.output)\(tested.log)")
        #expect(tested.log == "")
        let again = try Program.run(["new", "sample"], folder: scratch.folder)
        #expect(again.code == 2 && again.log.contains("already exists"))
        let shown = try Program.run(["new", "other", "--here"], folder: scratch.folder)
        #expect(shown.output.contains("-- other/init.lua"))
        #expect(FileSystem.kind(of: scratch.path("other")) == nil)
        #expect(try Program.run(["new", "No-Name"], folder: scratch.folder).code == 2)
    }

    @Test("the types are Lua, and complete")
    func types() throws {
        let scratch = try Scratch()
        #expect(try Program.run(["types", "--out", scratch.path("types")]).code == 0)
        let path = scratch.path("types/nightdesk.lua")
        let text = String(decoding: try FileSystem.read(path), as: UTF8.self)
        for item in try Workbench().api {
            let name =
                item.owner.hasPrefix("desk") ? "\(item.owner).\(item.name)(" : "\(item.owner):\(item.name)("
            #expect(
                text.contains(item.parameters == nil ? "---@field \(item.name) " : "function \(name)"),
                "\(item.qualifiedName)")
        }
        for command in [
            ["luac5.4", "-p", path],
            [
                "luacheck", "--quiet", "--std", "lua54", "--no-global", "--no-unused", "--no-max-line-length",
                "--no-redefined", path,
            ],
        ] {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = command
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            process.waitUntilExit()
            #expect(process.terminationStatus == 0 || process.terminationStatus == 127, "\(command[0])")
        }
    }

    @Test("doc shows an item with its example, and suggests")
    func doc() throws {
        let shown = try Program.run(["doc", "desk.rule"])
        #expect(shown.output.contains("desk.rule("))
        #expect(try Program.run(["doc"]).lines.count > 80)
        #expect(try Program.run(["doc", "desk.rull"]).log.contains("did you mean desk.rule"))
    }

    private let goldLines = """
        {"id":"1","published":"2024-03-05","text":"It closed on Tuesday and on 12 May.","annotations":[{"layer":"dates","label":"DATE","start":13,"end":20,"value":"2024-03-05"},{"layer":"dates","label":"DATE","start":28,"end":34,"value":"2024-05-13"}]}
        {"id":"2","published":"2024-03-05","text":"Nothing happened.","annotations":[{"layer":"dates","label":"DATE","start":0,"end":7,"value":"X"}]}
        """

    @Test("eval counts, lists errors, and fails below --min")
    func eval() throws {
        let scratch = try Scratch()
        let path = try scratch.write("gold.jsonl", goldLines)
        let scores = try object(Program.run(["eval", path, "--json"]).output)
        #expect(scores["gold"] == .integer(3))
        #expect(scores["pred"] == .integer(2))
        #expect(scores["n_match"] == .integer(2))
        #expect(scores["value_acc"] == .number(0.5))
        let shown = try Program.run([
            "eval", path, "--errors", "--min", "99", "--html", scratch.path("page.html"),
        ])
        #expect(shown.code == 1)
        #expect(shown.log.contains("below --min 99"))
        #expect(
            shown.output.contains("value: DATE 2024-05-12, gold DATE 2024-05-13 [dates.DayMonth]"),
            "\(shown.output)")
        #expect(shown.output.contains("missed\t2\tDATE X\t«Nothing» happened."))
        #expect(
            String(decoding: try FileSystem.read(scratch.path("page.html")), as: UTF8.self).contains(
                "<mark>Nothing</mark>"))
        #expect(try Program.run(["eval", path, "--min", "10"]).code == 0)
        let strict = try object(Program.run(["eval", path, "--json", "--predictions", path]).output)
        #expect(strict["value_f1"] == .number(1))
    }

    @Test("a profile: time, annotations and host calls by plugin, matches by rule, calls by line")
    func profile() throws {
        let scratch = try Scratch()
        try scratch.write(
            "p/init.lua",
            """
            return { name = "p", provides = { p = { "N" } },
              rules = { desk.rule{ "Numbers", [=[ %num ]=], label = "N", mode = "all" } },
              annotate = function(article)
                for match in article:find([=[ %num ]=]) do local _ = match.text end
              end }
            """)
        let path = try scratch.write("in.jsonl", "{\"text\":\"1 2 3\"}\n{\"text\":\"4 5\"}\n")
        let shown = try Program.run(["run", path, "--plugin", scratch.path("p"), "--profile"])
        #expect(shown.code == 0, "\(shown.log)")
        let rows = shown.lines.map { $0.split(separator: " ").map(String.init) }
        #expect(rows.first == ["2", "articles"])
        #expect(rows.first { $0.first == "p" }?[4] == "5", "\(shown.output)")
        #expect(rows.first { $0.first == "p.Numbers" }?.last == "5")
        #expect(rows.contains { $0.first?.hasPrefix("p/init.lua:4") == true })
    }

    @Test("gold as columns and as a folder of brat")
    func formats() throws {
        let scratch = try Scratch()
        let columns = try scratch.write(
            "gold.conll", "# id = a\nOn O\n12 B-DATE\nMay I-DATE\nit O\nclosed O\n. O\n\nTuesday B-DATE\n")
        let score = try object(
            Program.run(["eval", columns, "--layer", "dates", "--json"]).output)
        #expect(score["gold"] == .integer(2))
        #expect(score["n_match"] == .integer(2))
        try scratch.write("brat/a.txt", "It closed on 12 May.")
        try scratch.write("brat/a.ann", "T1\tDATE 13 19\t12 May\n#1\tAnnotatorNotes T1\tsure\n")
        let brat = try object(
            Program.run(["eval", scratch.path("brat"), "--layer", "dates", "--json"]).output)
        #expect(brat["strict_f1"] == .number(1))
    }

    @Test("diff: added, removed, changed, by rule, and the change in F1")
    func diff() throws {
        let scratch = try Scratch()
        func record(_ annotations: String) -> String {
            #"{"id":"1","text":"One two three.","annotations":[\#(annotations)]}"#
        }
        let one =
            #"{"id":"a1","layer":"x","label":"N","start":0,"end":3,"plugin":"p","rule":"R","value":"1"}"#
        let two = #"{"id":"a2","layer":"x","label":"N","start":4,"end":7,"plugin":"p","rule":"S"}"#
        let changed =
            #"{"id":"a9","layer":"x","label":"N","start":0,"end":3,"plugin":"p","rule":"R","value":"2"}"#
        let old = try scratch.write("old.jsonl", record(one + "," + two))
        let new = try scratch.write("new.jsonl", record(changed))
        let shown = try Program.run(["diff", old, new, "--gold", old])
        #expect(shown.code == 0)
        #expect(shown.output.contains("p.R: 0 added, 0 removed, 1 changed"), "\(shown.output)")
        #expect(shown.output.contains("changed N (value 1 → 2) 1: «One» two three."))
        #expect(shown.output.contains("p.S: 0 added, 1 removed, 0 changed"))
        #expect(shown.output.contains("x: strict F1 100.0 → 66.7"))
        #expect(try Program.run(["diff", old, new, "--fail-on", "removed"]).code == 1)
        #expect(try Program.run(["diff", old, new, "--fail-on", "added"]).code == 0)
        #expect(try Program.run(["diff", old, old]).output == "no difference\n")
    }

    @Test("a shortened span with one rule is one change")
    func sameDifference() throws {
        let scratch = try Scratch()
        func plugin(_ pattern: String) throws {
            try scratch.write(
                "x/init.lua",
                """
                return { name = "x", provides = { x = { "PERSON" } },
                  rules = { desk.rule{ "Name", "\(pattern)", label = "PERSON" } } }
                """)
        }
        let article = try scratch.write("in.jsonl", "{\"id\":\"1\",\"text\":\"Ana Ruiz left.\"}\n")
        func run(_ name: String) throws -> String {
            try scratch.write(name, Program.run(["run", article, "--plugin", scratch.path("x")]).output)
        }
        try plugin("Ana Ruiz")
        let old = try run("old.jsonl")
        try plugin("Ruiz")
        let new = try run("new.jsonl")
        #expect(try Program.run(["diff", old, new]).lines.first == "x.Name: 0 added, 0 removed, 1 changed")
        #expect(try Program.run(["diff", old, new, "--fail-on", "changed"]).code == 1)
        #expect(try Program.run(["diff", old, new, "--fail-on", "added", "--fail-on", "removed"]).code == 0)
    }

    @Test(
        "eval agrees with the scorers of the development data to the last digit",
        .enabled(if: FileSystem.kind(of: gold) == .folder, "the development data is not here"),
        arguments: [
            ("score_dates.py", "dates_dev_timebank.jsonl", "dates", []),
            (
                "score_quotes.py", "quotes_dev_quoted.jsonl", "quotes",
                ["--labels", "DIRECT", "--ignore", "MIXED"]
            ),
            (
                "score_quotes.py", "quotes_dev_quoted.jsonl", "quotes",
                ["--labels", "DIRECT,MIXED", "--project"]
            ),
            ("score_quotes.py", "quotes_dev_all.jsonl", "quotes", []),
        ])
    func parity(_ sample: (scorer: String, gold: String, plugin: String, options: [String])) throws {
        let scratch = try Scratch()
        let gold = Path.join(Self.gold, sample.gold)
        // A part of the articles is enough to differ in, and soon done.
        var lines: [String] = []
        for line in String(decoding: try FileSystem.read(gold), as: UTF8.self).split(separator: "\n").prefix(
            25)
        {
            let record = try object(String(line))
            var fields = [
                "\"id\": \(json(record["id"]?.string ?? ""))",
                "\"text\": \(json(record["text"]?.string ?? ""))",
            ]
            if let published = record["published"]?.string {
                fields.append("\"published\": \(json(published))")
            }
            lines.append("{\(fields.joined(separator: ", "))}")
        }
        let input = try scratch.write("in.jsonl", lines.joined(separator: "\n") + "\n")
        let found = try Program.run(["run", input, "--plugin", sample.plugin])
        let predictions = try scratch.write("out.jsonl", found.output)
        let python = Process()
        python.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        python.arguments =
            ["python3", Path.join(Self.gold, sample.scorer), gold, predictions, "--json"] + sample.options
        let pipe = Pipe()
        python.standardOutput = pipe
        try python.run()
        let expected = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        python.waitUntilExit()
        let ours = try Program.run(["eval", gold, "--predictions", predictions, "--json"] + sample.options)
            .output
        guard case .object(let fields) = try object(expected) else {
            Issue.record("the scorer printed \(expected)")
            return
        }
        for field in fields {
            #expect(try number(object(ours)[field.name]) == number(field.value), "\(field.name)")
        }
    }

    /// Whole numbers and others are the same where they are equal, also inside of objects.
    private func number(_ value: FeatureValue?) -> FeatureValue? {
        switch value {
        case .integer(let number)?: .number(Double(number))
        case .object(let fields)?: .object(fields.map { .init($0.name, number($0.value) ?? .null) })
        default: value
        }
    }

    private func json(_ text: String) -> String {
        var json = JSONText()
        json.value(text)
        return String(decoding: json.bytes, as: UTF8.self)
    }
}
