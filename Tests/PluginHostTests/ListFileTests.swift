import ArticleModel
import PluginHost
import Testing

@Suite("Word lists in files")
struct ListFileTests {
    private func rows(_ file: String, _ text: String) throws -> [String] {
        let fixture = try PluginFixture()
        try fixture.write("sample/data/\(file)", text)
        let result = try annotate([
            try fixture.sample(
                """
                for _, row in ipairs(desk.rows("data/\(file)")) do
                  print(#row.entry, row.entry:gsub("\\n", "|"), tostring(row.kind))
                end
                """)
        ])
        return result.log.map { String($0.dropFirst("sample: ".count)) } + result.record.errors.map(\.message)
    }

    @Test("quoted fields of CSV hold commas, quotes and line ends")
    func csv() throws {
        #expect(
            try rows(
                "l.csv", "entry,kind\n# a comment\n\"Acme \"\"Rocket\"\" Corp, Inc.\",x\n\"two\nlines\",y\n")
                == ["24\tAcme \"Rocket\" Corp, Inc.\tx", "9\ttwo|lines\ty"])
    }

    @Test("quotes of TSV are text")
    func tsv() throws {
        #expect(try rows("l.tsv", "entry\tkind\n\"Ana\"\tx\n") == ["5\t\"Ana\"\tx"])
    }

    @Test(
        "mistakes are errors with their line",
        arguments: [
            ("entry,kind\na,b,c\n", "list file 'data/l.csv', line 2: \"a\" has 3 columns, the header 2"),
            (
                "entry,kind\na,b\n\"c,d\ne,f\n",
                "list file 'data/l.csv', line 3: a quotation mark is not closed"
            ),
            ("", "list file 'data/l.csv' has no header line"),
        ])
    func mistakes(_ sample: (text: String, message: String)) throws {
        let message = try #require(try rows("l.csv", sample.text).last)
        #expect(message.hasSuffix(sample.message), "\(message)")
    }
}
