import ArticleModel
import PluginHost
import Testing

@Suite("The examples of the API's documentation")
struct APIExamplesTests {
    private static let items = (try? Workbench())?.api ?? []

    @Test("each runs, and prints what it says", arguments: items.map(\.qualifiedName))
    func example(_ name: String) throws {
        let item = try #require(Self.items.first { $0.qualifiedName == name })
        let fixture = try PluginFixture()
        if item.example.contains("sample.tagger") { try fixture.writeTagger("sample/sample.tagger") }
        let (record, log) = try annotate([fixture.sample(item.example)])
        #expect(record.errors.map(\.message) == [], "\(item.example)")
        let expected = item.example.split(separator: "\n").compactMap { line in
            line.firstRange(of: "--> ").map { normalized(String(line[$0.upperBound...])) }
        }
        if expected.isEmpty { return }
        #expect(log.map { normalized(String($0.dropFirst("sample: ".count))) } == expected, "\(item.example)")
    }

    @Test("each has a text and an example")
    func complete() {
        #expect(Self.items.count > 80)
        for item in Self.items {
            #expect(!item.text.isEmpty && !item.example.isEmpty, "\(item.qualifiedName)")
        }
    }

    private func normalized(_ text: String) -> String {
        text.split { $0 == " " || $0 == "\t" }.joined(separator: " ")
    }
}
