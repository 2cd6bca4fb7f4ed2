import ArticleModel
import Exchange
import Serialization
import System
import PluginHost
import Testing

@Suite("The article in seeds")
struct SeedArticleTests {
    /// The annotations of the article, as the program writes them.
    private static let record: FeatureValue? = {
        guard let name = try? FileSystem.list(Program.root + "/seeds").first(where: { $0.hasSuffix(".txt") }),
            let line = try? Program.run([
                "run", "seeds/\(name)", "--published", "2024-09-13", "--format", "jsonl",
            ]).lines.first
        else { return nil }
        return try? Array(line.utf8).withUnsafeBytes { try JSONDocument.parse($0) }
    }()

    private func annotations(_ layer: String) -> [FeatureValue] {
        guard case .list(let all)? = Self.record?["annotations"] else { return [] }
        return all.filter { $0["layer"]?.string == layer }
    }

    @Test("is read by the bundled plugins without a warning")
    func quiet() throws {
        let result = try Program.run(["run", "seeds", "--format", "jsonl", "--no-text"])
        #expect(result.code == 0)
        #expect(result.log == "")
        let workbench = try Workbench()
        try workbench.load(
            ["entities", "quotes", "dates"].map { PluginFolder(path: "\(Program.root)/Plugins/\($0)") })
        for plugin in workbench.plugins { #expect(RuleInspector(workbench).warnings(of: plugin) == []) }
    }

    @Test("gives one record without errors, whose offsets reproduce the text of each annotation")
    func offsets() throws {
        let record = try #require(Self.record)
        #expect(record["errors"] == .list([]))
        let text = Array(try #require(record["text"]?.string).unicodeScalars)
        guard case .list(let all)? = record["annotations"] else {
            Issue.record("the record has no annotations")
            return
        }
        #expect(all.count > 60)
        for annotation in all {
            guard case .integer(let start)? = annotation["start"], case .integer(let end)? = annotation["end"]
            else {
                Issue.record("no offsets")
                continue
            }
            #expect(String(String.UnicodeScalarView(text[start..<end])) == annotation["text"]?.string)
        }
    }

    @Test("the ten quotations have their speakers")
    func quotes() {
        let quoted = annotations("quotes").filter { $0["label"]?.string != "INDIRECT" }
        let speakers = quoted.map { quote in
            let speaker = quote["speaker"]
            let name = speaker?["canonical"]?.string ?? speaker?["text"]?.string ?? "nobody"
            return "\(quote["text"]?.string?.prefix(18) ?? ""): \(name)"
        }
        #expect(
            speakers == [
                "\"last Tuesday, the: US Embassy", "\"evidence suggests: US Embassy",
                "\"the Government of: US Embassy",
                "\"protect our diplo: US Embassy", "\"We reserve the ri: US Embassy",
                "“Targeting Baghdad: Jaafar al-Husseini",
                "\"an attempt to con: Al-Fatah Alliance", "“the factions will: Ali Al-Fatlawi",
                "\"the operation, in: Ali Al-Fatlawi",
                "\"deliberate and gr: official Iraqi statements",
            ])
        #expect(!quoted.contains { $0["text"]?.string == "\"militias\"" }, "a scare quote is no quotation")
    }

    @Test("the dates have their values")
    func dates() {
        let values = annotations("dates").map { "\($0["text"]?.string ?? ""): \($0["value"]?.string ?? "")" }
        for expected in [
            "Tuesday night: 2024-09-10TNI", "Friday: 2024-09-13", "last Tuesday: 2024-09-10",
            "Thursday: 2024-09-12",
            "February: 2024-02",
        ] { #expect(values.contains(expected), "\(expected) in \(values)") }
    }

    @Test("the people have their titles and roles, organisations and places are there")
    func entities() {
        let found = annotations("entities").map { entity in
            [
                entity["label"]?.string, entity["text"]?.string,
                entity["title"]?.string ?? entity["role"]?.string,
            ].compactMap { $0 }
                .joined(separator: " | ")
        }
        for expected in [
            "PERSON | Massoud Pezeshkian | President", "PERSON | Jaafar al-Husseini | military spokesman",
            "PERSON | Ali Al-Fatlawi | member of the alliance",
            "PERSON | Mohammed Shia Al-Sudani | Prime Minister",
            "ORG | Hezbollah Brigades", "ORG | Al-Fatah Alliance", "ORG | ISIS",
            "ORG | Security and Defense Committee",
            "ORG | Government of Iraq", "ORG | US Embassy", "GPE | Baghdad", "GPE | Iraq",
            "GPE | United States", "GPE | Washington",
            "FAC | Camp Victory", "NORP | Iranian",
        ] { #expect(found.contains(expected), "\(expected)") }
    }

    @Test("the same input gives the same bytes")
    func deterministic() throws {
        let first = try Program.run(["run", "seeds", "--published", "2024-09-13"])
        for _ in 0..<3 {
            #expect(try Program.run(["run", "seeds", "--published", "2024-09-13"]).output == first.output)
        }
    }
}
