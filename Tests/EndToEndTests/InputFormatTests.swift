import ArticleModel
import Serialization
import Testing

@Suite("Input of other formats, from the command line")
struct InputFormatTests {
    /// The texts of the records.
    private func texts(_ result: Program.Result) throws -> [String?] {
        try result.lines.map { line in
            try Array(line.utf8).withUnsafeBytes { try JSONDocument.parse($0) }["text"]?.string
        }
    }

    @Test("another name of a field is reported once, however many workers read it")
    func notices() throws {
        let scratch = try Scratch()
        let lines = (0..<200).map {
            #"{"id":\#($0),"body":"It fell on Friday.","publish_date":"2024-03-05"}"#
        }
        let path = try scratch.write("in.jsonl", Array(lines.joined(separator: "\n").utf8))
        let result = try Program.run(["run", path, "--plugin", "dates", "--jobs", "2"])
        #expect(result.code == 0 && result.lines.count == 200)
        #expect(
            Set(result.log.split(separator: "\n")) == [
                "nightdesk: `body` is read as text; --map text=FIELD chooses another field",
                "nightdesk: `publish_date` is read as published; --map published=FIELD chooses another field",
            ])
        #expect(result.log.split(separator: "\n").count == 2)
        let mapped = try Program.run([
            "run", path, "--plugin", "dates", "--map", "text=body,published=publish_date",
        ])
        #expect(mapped.code == 0 && mapped.log == "" && mapped.lines == result.lines)
    }

    @Test("a PDF is an error that says what to do; --via reads it through the command, also in a folder")
    func via() throws {
        let scratch = try Scratch()
        let path = try scratch.write("in/a.pdf", Array("%PDF-1.4 it fell.".utf8))
        let refused = try Program.run(["run", path, "--plugin", "dates"])
        #expect(refused.code == 1 && refused.lines.count == 1)
        #expect(refused.lines[0].contains("give --via 'pdftotext - -'"))
        for argument in [path, scratch.path("in")] {
            let read = try Program.run([
                "run", argument, "--plugin", "dates", "--format", "jsonl", "--via",
                "cut -d' ' -f2- | tr a-z A-Z",
            ])
            #expect(read.code == 0)
            #expect(try texts(read) == ["IT FELL.\n"])
        }
        let failed = try Program.run(["run", path, "--plugin", "dates", "--via", "cat >/dev/null; exit 4"])
        #expect(failed.code == 1)
        #expect(failed.lines.count == 1 && failed.lines[0].contains("ended with exit code 4"))
    }

    @Test("help lists the formats and their extensions")
    func help() throws {
        let help = try Program.run(["run", "--help"]).output.split(whereSeparator: \.isWhitespace).joined(
            separator: " ")
        #expect(help.contains("RSS, Atom and WordPress exports (.rss .atom .rdf .wxr)"))
        #expect(help.contains("NewsML-G2, NewsML 1 (.newsml), NITF (.nitf .xml)"))
    }
}
