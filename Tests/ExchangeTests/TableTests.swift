import ArticleModel
import Exchange
import Testing

@Suite("Tables of other programs")
struct TableTests {
    private func read(
        _ bytes: [UInt8], as format: String = "csv", _ options: ReadingOptions = ReadingOptions()
    ) throws
        -> [String]
    {
        try items(of: format, bytes, path: "t.\(format)", options).map { item in
            let result = InputItemReader(options).read(item)
            let errors = result.errors.map { " ! \($0.kind): \($0.message)" }.joined()
            return "\(result.id) = \(result.article?.text ?? "")\(errors)"
        }
    }

    @Test(
        "the header row says the separator",
        arguments: [
            "id;text\na;E, f.\n", "id,text\na,\"E, f.\"\n", "id\ttext\na\tE, f.\n", "id|text\na|E, f.\n",
            "\"id\";\"text\"\na;\"E, f.\"\n", "sep=;\r\nid;text\r\na;E, f.\r\n",
            "id;text;\"a, b, c, d\"\na;E, f.;x\n", "\u{FEFF}\"id\";\"text\"\na;E, f.", "\n\nid;text\na;E, f.",
        ])
    func separators(_ text: String) throws {
        for format in ["csv", "tsv"] { #expect(try read(Array(text.utf8), as: format) == ["a = E, f."]) }
    }

    @Test("a table of one column needs no separator")
    func oneColumn() throws {
        #expect(try read(Array("text\nA; b.\n\"C, d.\"\n".utf8)) == ["t.csv:1 = A; b.", "t.csv:2 = C, d."])
    }

    @Test("a table of Excel is read in each of its encodings")
    func encodings() throws {
        let text = "id\ttext\nañ\t“Ja” – 5 €\n"
        let utf16 = text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
        #expect(try read([0xFF, 0xFE] + utf16, as: "csv") == ["añ = “Ja” – 5 €"])
        #expect(try read(utf16, as: "tsv") == ["añ = “Ja” – 5 €"])
        let ansi: [UInt8] =
            Array("id;text\na".utf8) + [0xF1] + Array(";".utf8)
            + [0x93, 0x4A, 0x61, 0x94, 0x20, 0x96, 0x20, 0x35, 0x20, 0x80, 10]
        let windows = ReadingOptions(encoding: TextEncoding(label: "windows-1252"))
        #expect(try read(ansi, windows) == ["añ = “Ja” – 5 €"])
        #expect(
            try read(ansi) == [
                "añ = “Ja” – 5 € ! encoding: no encoding is declared, and the text is not UTF-8; read as windows-1252 (choose another with --encoding)"
            ])
    }

    @Test("a quote that is not closed is an error with its line, and the other rows are read")
    func unclosed() throws {
        let rows = (3...200).map { "\($0),Row \($0).\n" }.joined()
        let found = try read(Array("id,text\n1,A b.\n2,\"C d.\n\(rows)".utf8))
        #expect(found.count == 200)
        #expect(
            found[1]
                == "t.csv:2 =  ! damaged: the quote that opens in line 3 is not closed; close it, and write a quote within a field twice"
        )
        #expect(found.last == "200 = Row 200.")
        #expect(
            try read(Array("id,\"text\n1,A".utf8)).first
                == "t.csv:1 =  ! damaged: the header row has a quote that is not closed")
    }

    @Test("a quote within a field that is not doubled is an error beside the article")
    func stray() throws {
        #expect(
            try read(Array("id,text\n1,\"He said \"no\" twice\"\n".utf8)) == [
                "1 = He said no\" twice\" ! table: a quote within a quoted field is not written twice; the field may be wrong"
            ])
    }

    @Test("two columns of one name are an error beside the first article")
    func repeatedColumns() throws {
        #expect(
            try read(Array("id,text,text\n1,A b.,C d.\n2,E f.,G h.\n".utf8)) == [
                "1 = A b. ! table: two columns are named \"text\"; the first is read as it", "2 = E f.",
            ])
    }

    @Test("a row that is too large is an error")
    func tooLarge() throws {
        let options = ReadingOptions(maximumBytes: 30)
        let found = try read(Array("id,text\n1,\(String(repeating: "x", count: 300))\n2,ok\n".utf8), options)
        #expect(
            found == [
                "t.csv:1 =  ! size: the article is larger than 30 bytes; --max-article sets another maximum",
                "2 = ok",
            ])
    }

    private func read(_ bytes: [UInt8], _ options: ReadingOptions) throws -> [String] {
        try read(bytes, as: "csv", options)
    }
}
