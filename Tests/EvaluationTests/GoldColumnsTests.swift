import ArticleModel
import Diagnostics
import Evaluation
import System
import Tagging
import Testing

@Suite("Gold in columns and in brat folders")
final class GoldColumnsTests {
    private let folder = "/tmp/nightdesk-gold-\(UInt64.random(in: 0 ... .max))"

    init() throws { try FileSystem.makeFolder(folder) }
    deinit { FileSystem.removeFolder(folder) }

    private func write(_ name: String, _ text: String) throws -> String {
        let path = Path.join(folder, name)
        try FileSystem.makeFolder(Path.parent(path))
        try FileSystem.write(Array(text.utf8), to: path)
        return path
    }

    /// Each article as `id|text|LABEL text,…`.
    private func read(_ path: String) throws -> [String] {
        LayerEvaluation(gold: try GoldReader.records(path, layer: "names")).gold.map { document in
            let annotations = document.annotations.map { "\($0.label) \(document.text($0.range))" }
            return
                "\(document.id)|\(document.text(0..<document.text.count))|\(annotations.joined(separator: ","))"
        }
    }

    @Test("a token without a tag is an error with its line")
    func withoutTag() throws {
        let path = try write("gold.conll", "Ana B-PER\nRuiz\n")
        let error = #expect(throws: Diagnostic.self) { try GoldReader.records(path) }
        #expect(
            error?.description == "gold:2: the token \"Ruiz\" has no tag; write O if it is in no annotation")
    }

    @Test(
        "tags become annotations",
        arguments: [
            ("Ana B-PER\nRuiz I-PER\nleft O\n", "Ana Ruiz left|PER Ana Ruiz"),
            ("Ana B-PER\nBo B-PER\n", "Ana Bo|PER Ana,PER Bo"),
            ("Ana I-PER\nRuiz I-PER\n", "Ana Ruiz|PER Ana Ruiz"),
            ("Ana B-PER\nAlder I-LOC\nPort I-LOC\n", "Ana Alder Port|PER Ana,LOC Alder Port"),
            ("Ana B-PER\nof O\nRuiz I-PER\n", "Ana of Ruiz|PER Ana,PER Ruiz"),
            ("Ana B-PER\n\nRuiz I-PER\n", "Ana\nRuiz|PER Ana,PER Ruiz"),
            ("Ana B-PER\n \t\nRuiz I-PER\n", "Ana\nRuiz|PER Ana,PER Ruiz"),
            ("Ana B-PER\n# a note\nRuiz I-PER\n", "Ana Ruiz|PER Ana,PER Ruiz"),
            ("Zoë\tNNP\tB-PER\n🌊\tSYM\tB-SYM\nx\tNN\tO\n", "Zoë 🌊 x|PER Zoë,SYM 🌊"),
            ("Ana B-PER-SON\n", "Ana|PER-SON Ana"), ("Ana O\n", "Ana|"), ("Ana PER\n", "Ana|"),
            ("Ana B-PER\r\nRuiz I-PER\r\n\r\nx O\r\n", "Ana Ruiz\nx|PER Ana Ruiz"),
            ("Ana B-PER", "Ana|PER Ana"),
            ("#\tO\nx O\n", "# x|"), ("# O\nx B-PER\n", "# x|PER x"), ("# SYM O\nx O\n", "# x|"),
        ])
    func tags(_ sample: (columns: String, article: String)) throws {
        #expect(try read(write("gold.conll", sample.columns)) == ["gold:1|" + sample.article])
    }

    @Test("articles start at -DOCSTART- and at an id; those without a token are left out")
    func articles() throws {
        let path = try write(
            "two.days.iob2",
            "-DOCSTART- -X- O O\n\n-DOCSTART- O\n\nAna B-PER\n\n-DOCSTART- O\nBo B-PER\n# id = last one\nPia B-PER\n"
        )
        #expect(
            try read(path) == ["two.days:1|Ana|PER Ana", "two.days:2|Bo|PER Bo", "last one|Pia|PER Pia"])
        #expect(try read(write("empty.bio", "")) == [])
        #expect(try read(write("blank.iob", "\n\n\n")) == [])
    }

    @Test(
        "columns are recognised by the ending of the file",
        arguments: ["conll", "iob", "iob2", "bio", "tsv", "TSV"])
    func endings(_ ending: String) throws {
        #expect(try read(write("gold.\(ending)", "Ana\tB-PER\n")) == ["gold:1|Ana|PER Ana"])
    }

    @Test("columns give a tagger its bytes, also after characters of many bytes")
    func training() throws {
        let path = try write("gold.conll", "Zoë B-PER\n🌊 O\nBo B-PER\n\nPia B-PER\n")
        let article = try #require(try TrainingGold(layer: "names").articles(path).first)
        #expect(article.article.text == "Zoë 🌊 Bo\nPia")
        // Z, o and two bytes of ë; a blank; four bytes; a blank; Bo; a line break; Pia.
        #expect(article.spans.map(\.span) == [Span(0, 4), Span(10, 12), Span(13, 16)])
        #expect(article.spans.map(\.label) == ["PER", "PER", "PER"])
        #expect(article.unlabelled == [])
    }

    @Test("brat: every text with notes, in the order of names; lines that are no spans are skipped")
    func brat() throws {
        _ = try write("brat/b.txt", "É Bo.\r\nPia")
        _ = try write(
            "brat/b.ann", "T1\tPER 2 4\tBo\r\nT2\tPER 7 10\tPia\r\nR1\tknows Arg1:T1 Arg2:T2\nA1\tsure T1\n")
        _ = try write("brat/a.txt", "")
        _ = try write("brat/a.ann", "")
        _ = try write("brat/c.txt", "no notes")
        #expect(try read(Path.join(folder, "brat")) == ["a||", "b|É Bo.\r\nPia|PER Bo,PER Pia"])
    }

    @Test("brat: a missing text is an error with its path")
    func missingText() throws {
        _ = try write("brat/a.ann", "T1\tPER 0 1\tA\n")
        let path = Path.join(folder, "brat")
        do {
            _ = try GoldReader.records(path)
            Issue.record("nothing was thrown")
        } catch {
            #expect(error.description == "\(path)/a.txt: No such file or directory")
        }
    }

    @Test("word lists: names and classes of files, headers of tables, comments, and hashes of their bytes")
    func lists() throws {
        _ = try write("lists/b.txt", "# a comment\nAna\n#1 Ferries\n\nBo\n")
        _ = try write("lists/a.tsv", "text\tkind\nRuiz\tx\n")
        _ = try write("lists/c.tsv", "common\ttext\nyes\tignored\n\tHill\n")
        let lists = try TrainingLists(Path.join(folder, "lists"))
        #expect(lists.files.map(\.name) == ["a", "b", "c"])
        #expect(
            lists.files.map(\.hash) == [
                TaggerModel.contentHash(Array("text\tkind\nRuiz\tx\n".utf8)),
                TaggerModel.contentHash(Array("# a comment\nAna\n#1 Ferries\n\nBo\n".utf8)),
                TaggerModel.contentHash(Array("common\ttext\nyes\tignored\n\tHill\n".utf8)),
            ])
        #expect(lists.builder.names == ["a", "b", "c:common", "c"])
    }

    @Test(
        "a file is a word list by its ending",
        arguments: [
            ("a.txt", true), ("a.tsv", true), ("a.TSV", true), ("a.csv", false), ("txt", false),
            (".txt", false),
            ("a.txt.gz", false),
        ])
    func isList(_ sample: (file: String, isList: Bool)) {
        #expect(TrainingLists.isList(sample.file) == sample.isList)
    }
}
