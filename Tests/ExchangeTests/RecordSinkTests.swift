import ArticleModel
import Exchange
import Foundation
import System
import Testing

@Suite("Sinks of records")
struct RecordSinkTests {
    private func inFolder(_ body: (_ folder: String) throws -> Void) throws {
        let folder = "/tmp/nightdesk-sink-\(UUID().uuidString)"
        try FileSystem.makeFolder(folder)
        defer { FileSystem.removeFolder(folder) }
        try body(folder)
    }

    private func text(_ path: String) throws -> String {
        String(decoding: try FileSystem.read(path), as: UTF8.self)
    }

    @Test("a file has the header of its format once, and its name when it is complete")
    func complete() throws {
        try inFolder { (folder) throws in
            let sink = try TableFormat(.tab).sink(
                OutputPlace(path: folder + "/out.tsv", header: TableFormat(.tab).header(EncodingContext())))
            try sink.write(Array("a\n".utf8), number: 0)
            try sink.write([], number: 1)
            try sink.flush()
            #expect(try FileSystem.list(folder) == ["out.tsv.partial"])
            try sink.write(Array("b\n".utf8), number: 2)
            try sink.complete()
            #expect(try FileSystem.list(folder) == ["out.tsv"])
            let header = String(decoding: TableFormat(.tab).header(EncodingContext()), as: UTF8.self)
            #expect(try text(folder + "/out.tsv") == header + "a\nb\n")
        }
    }

    @Test("a run without records makes a file with the header alone, or an empty one")
    func empty() throws {
        try inFolder { (folder) throws in
            try TableFormat(.comma).sink(
                OutputPlace(path: folder + "/a.csv", header: TableFormat(.comma).header(EncodingContext()))
            ).complete()
            try JSONLinesFormat().sink(OutputPlace(path: folder + "/a.jsonl")).complete()
            #expect(
                try text(folder + "/a.csv")
                    == String(decoding: TableFormat(.comma).header(EncodingContext()), as: UTF8.self))
            #expect(try text(folder + "/a.jsonl") == "")
        }
    }

    @Test("a checkpoint says how many bytes are written, and a run resumed there drops what came later")
    func resumed() throws {
        try inFolder { (folder) throws in
            let path = folder + "/out.csv"
            let format = TableFormat(.comma)
            let header = format.header(EncodingContext())
            let first = try format.sink(OutputPlace(path: path, header: header))
            try first.write(Array("a\r\n".utf8), number: 0)
            let position = try first.checkpoint(RunPosition(items: 1, hash: 9))
            #expect(position == RunPosition(items: 1, bytes: header.count + 3, hash: 9))
            try first.write(Array("half of a rec".utf8), number: 1)
            try first.flush()
            let second = try format.sink(OutputPlace(path: path, resumesAt: position))
            try second.write(Array("b\r\n".utf8), number: 1)
            #expect(try second.checkpoint(RunPosition(items: 2)).bytes == header.count + 6)
            try second.complete()
            #expect(try text(path) == String(decoding: header, as: UTF8.self) + "a\r\nb\r\n")
        }
    }

    @Test("a run is not resumed if what was written before is gone")
    func lost() throws {
        try inFolder { (folder) throws in
            let path = folder + "/out.jsonl"
            func resume() -> String? {
                let error = #expect(throws: OutputFile.Failure.self) {
                    try JSONLinesFormat().sink(
                        OutputPlace(path: path, resumesAt: RunPosition(items: 1, bytes: 5)))
                }
                return error?.description
            }
            #expect(resume() == "cannot write \(path): No such file or directory")
            try FileSystem.write(Array("abc\n".utf8), to: path + ".partial")
            #expect(
                resume() == "cannot resume \(path): \(path).partial has 4 bytes, but 5 were written before")
            #expect(try text(path + ".partial") == "abc\n")
        }
    }

    @Test("a new run starts over what an interrupted one left")
    func startedOver() throws {
        try inFolder { (folder) throws in
            let path = folder + "/out.jsonl"
            try FileSystem.write(Array("old and longer\n".utf8), to: path + ".partial")
            let sink = try JSONLinesFormat().sink(OutputPlace(path: path))
            try sink.write(Array("new\n".utf8), number: 0)
            try sink.complete()
            #expect(try text(path) == "new\n")
        }
    }

    @Test("an output that cannot be opened is an error with its path and the reason")
    func failing() throws {
        try inFolder { (folder) throws in
            let path = folder + "/no/out.jsonl"
            let error = #expect(throws: OutputFile.Failure.self) {
                try JSONLinesFormat().sink(OutputPlace(path: path))
            }
            #expect(error?.description == "cannot write \(path): No such file or directory")
            try FileSystem.write([], to: folder + "/file")
            let other = #expect(throws: FileSystem.Failure.self) {
                try BratFormat().sink(OutputPlace(path: folder + "/file"))
            }
            #expect(other?.description == "\(folder)/file: File exists")
        }
    }

    @Test("each format says where it writes, whether it can be resumed and in which unit it counts")
    func properties() {
        let formats: [any RecordFormat] = [
            JSONLinesFormat(), FlatLinesFormat(), TableFormat(.comma), TableFormat(.tab), ColumnFormat(),
            BratFormat(),
        ]
        #expect(formats.map(\.name) == ["jsonl", "flat", "csv", "tsv", "conll", "brat"])
        #expect(
            formats.map { "\($0.destination)" } == [
                "stream", "stream", "stream", "stream", "stream", "folder",
            ])
        #expect(formats.map(\.isResumable) == [true, true, true, true, true, true])
        #expect(formats.map(\.unit) == [nil, nil, nil, nil, nil, .codepoints])
        #expect(
            formats.map { $0.header(EncodingContext()).isEmpty } == [true, true, false, false, true, true])
    }

    @Test("the help of formats is a sentence, however many there are")
    func help() {
        #expect(RecordFormats([]).help == "")
        #expect(RecordFormats([BratFormat()]).help == "brat")
        #expect(RecordFormats([BratFormat(), JSONLinesFormat()]).help == "brat or jsonl")
        #expect(
            RecordFormats([FlatLinesFormat(), ColumnFormat(), BratFormat()]).help
                == "flat (JSON Lines, an annotation a line), conll or brat")
        #expect(RecordFormats([BratFormat()]).named("Brat") == nil)
    }

    @Test("a format of one's own gets the defaults of streams")
    func defaults() throws {
        struct IDFormat: RecordFormat {
            let name = "ids"
            struct Encoder: RecordEncoder {
                func encode(_ record: OutgoingRecord) -> [UInt8] { Array("\(record.id)\n".utf8) }
            }
            func encoder(_ context: EncodingContext) -> any RecordEncoder { Encoder() }
        }
        let format = IDFormat()
        #expect(
            format.summary == "" && format.isResumable && format.unit == nil
                && format.header(EncodingContext()) == [])
        #expect(try format.position(ofInterrupted: "out") == nil)
        try inFolder { (folder) throws in
            let sink = try format.sink(OutputPlace(path: folder + "/ids"))
            var encoder = format.encoder(EncodingContext())
            for number in 0..<3 {
                let record = OutgoingRecord(
                    AnnotatedArticle(article: Article(id: .integer(number), utf8: [])))
                try sink.write(encoder.encode(record), number: number)
            }
            try sink.complete()
            #expect(try text(folder + "/ids") == "0\n1\n2\n")
        }
    }
}
