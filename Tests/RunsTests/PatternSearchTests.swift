import ArticleModel
import Diagnostics
import Display
import Exchange
import PluginHost
import Runs
import Testing

@Suite("Searching articles for a pattern")
struct PatternSearchTests {
    private func article(_ text: String) -> Article {
        ArticleReader.article(text: text, headline: nil, id: .string("a"), metadata: Metadata())
    }

    @Test("matches are counted over articles, and by the text of a capture")
    func counts() throws {
        var search = try PatternSearch("name:%Name ( said | spoke )", in: Workbench())
        #expect(search.captureNames == ["name"])
        var lines: [String] = []
        for text in ["Okafor said no. Lind spoke.", "Lind said yes.", "That was all."] {
            try search.run(article(text)) { errors, matches in
                #expect(errors.isEmpty)
                lines += matches.flatMap {
                    $0.lines(width: 80, style: TextStyle(isColored: false), named: false)
                }
            }
        }
        #expect(search.count == 3)
        #expect(search.counts(of: "name").map { "\($0.count) \($0.text)" } == ["2 Lind", "1 Okafor"])
        #expect(search.counts(of: "cue").isEmpty)
        #expect(
            lines == [
                "Okafor said no. Lind spoke.", "    name=Okafor", "Okafor said no. Lind spoke.",
                "    name=Lind", "Lind said yes.", "    name=Lind",
            ])
    }

    @Test("a mistake in the pattern is shown in its line, with carets")
    func mistakes() {
        let error = #expect(throws: Diagnostic.self) { try PatternSearch("%Name said)", in: Workbench()) }
        #expect(error?.excerptLines == ["    %Name said)", "              ^"])
    }
}
