import ArticleModel
import Evaluation
import System
import Tagging
import Testing

@Suite("Gold data")
final class GoldReaderTests {
    private let folder = "/tmp/nightdesk-gold-\(UInt64.random(in: 0 ... .max))"

    init() throws { try FileSystem.makeFolder(folder) }
    deinit { FileSystem.removeFolder(folder) }

    private func write(_ name: String, _ text: String) throws -> String {
        let path = Path.join(folder, name)
        try FileSystem.makeFolder(Path.parent(path))
        try FileSystem.write(Array(text.utf8), to: path)
        return path
    }

    private func documents(_ path: String, layer: String? = nil) throws -> [ScoredDocument] {
        LayerEvaluation(gold: try GoldReader.records(path, layer: layer)).gold
    }

    private func message(_ body: () throws -> Void) -> String {
        do {
            try body()
            return ""
        } catch {
            return "\(error)".replacing(folder + "/", with: "")
        }
    }

    @Test("JSON Lines, with blank lines skipped and numbers as ids")
    func jsonLines() throws {
        let path = try write(
            "gold.jsonl",
            #"{"id":7,"text":"Ana left.","annotations":[{"layer":"names","label":"PERSON","start":0,"end":3}]}"#
                + "\n\n" + #"{"id":"b","text":"Rain."}"# + "\n")
        let read = try documents(path)
        #expect(read.map(\.id) == ["7", "b"])
        #expect(read[0].annotations.map(\.label) == ["PERSON"] && read[0].annotations.map(\.range) == [0..<3])
        #expect(LayerEvaluation(gold: try GoldReader.records(path)).layers == ["names"])
    }

    @Test("columns: sentences, articles, tags that start without B, and carriage returns")
    func columns() throws {
        let path = try write(
            "gold.conll",
            "-DOCSTART- O\n\nAna\tB-PERSON\r\nRuiz\tI-PERSON\r\nleft O\n\nBo I-PERSON\n# id = second\nRain O\n"
        )
        let read = try documents(path, layer: "names")
        #expect(read.map(\.id) == ["gold:1", "second"])
        #expect(read[0].text(0..<99) == "Ana Ruiz left\nBo")
        #expect(read[0].annotations.map { read[0].text($0.range) } == ["Ana Ruiz", "Bo"])
        #expect(read[0].annotations.allSatisfy { $0.layer == "names" && $0.label == "PERSON" })
        #expect(try documents(path)[0].annotations.map(\.layer) == ["", ""])
    }

    @Test("a brat folder: offsets in characters, discontinuous spans as one, notes skipped")
    func brat() throws {
        _ = try write("brat/a.txt", "Été: Ana and Bo Lind.")
        _ = try write(
            "brat/a.ann", "T1\tPERSON 5 8\tAna\nT2\tPAIR 5 8;13 20\tAna Bo Lind\n#1\tNote T1\tsure\n")
        let read = try documents(Path.join(folder, "brat"), layer: "names")
        #expect(read.map(\.id) == ["a"])
        #expect(read[0].annotations.map { read[0].text($0.range) } == ["Ana", "Ana and Bo Lind"])
    }

    @Test("malformed files are refused with their place")
    func malformed() throws {
        let json = try write("bad.jsonl", "{}\n{\"id\": \n")
        #expect(message { _ = try GoldReader.records(json) }.hasPrefix("bad.jsonl:2: not JSON: "))
        _ = try write("brat/a.txt", "Ana")
        _ = try write("brat/a.ann", "T1\tPERSON\tAna\n")
        let brat = Path.join(folder, "brat")
        #expect(
            message { _ = try GoldReader.records(brat) }
                == "brat/a.ann: \"T1\tPERSON\tAna\" is not a brat annotation")
        _ = try write("empty/readme.md", "")
        let empty = Path.join(folder, "empty")
        #expect(message { _ = try GoldReader.records(empty) } == "empty: the folder has no .ann file")
        let missing = Path.join(folder, "none.jsonl")
        #expect(message { _ = try GoldReader.records(missing) } == "none.jsonl: No such file or directory")
    }

    @Test("training reads every format, one layer, and the field with the label")
    func training() throws {
        let columns = try write("gold.conll", "Ana B-PERSON\nleft O\n")
        let article = try #require(try TrainingGold(layer: "names").articles(columns).first)
        #expect(article.spans.map(\.label) == ["PERSON"] && article.spans.map(\.span) == [Span(0, 3)])
        let lines = try write(
            "gold.jsonl",
            #"{"text":"É Ana","unlabelled":["MISC"],"annotations":[{"start":2,"end":5,"label":"PERSON","coarse":"PER"},{"start":0,"end":1,"label":"MARK"},{"layer":"x","start":0,"end":1,"label":"A","coarse":"A"}]}"#
        )
        let coarse = try #require(
            try TrainingGold(layer: "names", labelField: "coarse").articles(lines).first)
        #expect(coarse.spans.map(\.label) == ["PER"] && coarse.spans.map(\.span) == [Span(3, 6)])
        #expect(coarse.unlabelled == ["MISC"])
    }

    @Test(
        "an unusable record is refused with the article and the reason",
        arguments: [
            (#"{"id":"a"}"#, "article \"a\": it has no text"),
            (
                #"{"text":"a"}"#,
                "article 1: it has no annotations; write \"annotations\": [] if there are none"
            ),
            (#"{"text":"a","annotations":[{"label":"X"}]}"#, "article 1: an annotation has no start and end"),
            (
                #"{"text":"a","annotations":[{"label":"X","start":1,"end":1}]}"#,
                "article 1: the annotation from 1 to 1 is empty"
            ),
            (
                #"{"text":"ab","annotations":[{"label":"X Y","start":0,"end":1}]}"#,
                "article 1: the label \"X Y\" must be one word"
            ),
        ])
    func unusable(_ sample: (record: String, message: String)) throws {
        let path = try write("gold.jsonl", sample.record + "\n")
        #expect(
            message { _ = try TrainingGold(layer: "x").articles(path) } == "gold.jsonl: " + sample.message)
    }

    @Test("word lists: a class per file, and one for common entries")
    func lists() throws {
        _ = try write("lists/first.txt", "Ana\nBo\n")
        _ = try write("lists/last.tsv", "name\tcommon\nRuiz\t\nHill\tyes\n")
        _ = try write("lists/readme.md", "not a list")
        let lists = try TrainingLists(Path.join(folder, "lists"))
        #expect(lists.files.map(\.name) == ["first", "last"])
        #expect(Set(lists.builder.names) == ["first", "last", "last:common"])
        _ = try write("none/readme.md", "")
        let none = Path.join(folder, "none")
        #expect(message { _ = try TrainingLists(none) } == "none: the folder has no .tsv or .txt file")
    }
}
