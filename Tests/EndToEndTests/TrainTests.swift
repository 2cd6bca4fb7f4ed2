import System
import Testing

@Suite("train")
struct TrainTests {
    private static let gold: String = {
        let lines = [
            #"{"text": "Mayor Ana Ruiz spoke in Port Alder.", "annotations": [{"layer": "names", "start": 6, "end": 14, "label": "PERSON"}, {"layer": "names", "start": 24, "end": 34, "label": "PLACE"}, {"layer": "other", "start": 0, "end": 5, "label": "TITLE"}]}"#,
            #"{"text": "«No», said Pia Lind near Elm Hill.", "annotations": [{"layer": "names", "start": 11, "end": 19, "label": "PERSON"}, {"layer": "names", "start": 25, "end": 33, "label": "PLACE"}]}"#,
            #"{"text": "The tide was high.", "annotations": []}"#,
        ]
        return String(repeating: lines.joined(separator: "\n") + "\n", count: 30)
    }()

    @Test("makes a model that a plugin tags with, the same from the same seed")
    func train() throws {
        let scratch = try Scratch()
        let gold = try scratch.write("gold.jsonl", Array(Self.gold.utf8))
        try scratch.write("lists/places.txt", Array("Long Quay\nElm Hill\n".utf8))
        try scratch.write(
            "tagged/init.lua",
            """
            local tagger = desk.tagger("names.tagger")
            return {
              name = "tagged", provides = { names = tagger.labels },
              annotate = function(article)
                for _, s in ipairs(tagger:tag(article)) do
                  article:annotate{ first = s.first, last = s.last, label = s.label, score = s.score }
                end
              end,
            }
            """)
        for name in ["tagged/names.tagger", "again.tagger"] {
            let result = try Program.run([
                "train", gold, "--layer", "names", "-o", scratch.path(name), "--size", "100000", "--lists",
                scratch.path("lists"), "--note", "licence=none",
            ])
            #expect(result.code == 0, "\(result.log)")
            #expect(result.log.contains("90 articles, labels PERSON PLACE, 1 word classes"))
            #expect(result.log.contains("(best)"))
        }
        let model = try FileSystem.read(scratch.path("tagged/names.tagger"))
        #expect(try FileSystem.read(scratch.path("again.tagger")) == model)
        let text = try scratch.write("a.txt", Array("Mayor Pia Lind spoke in Port Alder.\n".utf8))
        let found = try Program.run(["run", text, "--plugin", scratch.path("tagged"), "--format", "jsonl"])
        #expect(found.output.contains(#""label":"PERSON","start":6,"end":14,"text":"Pia Lind""#), "\(found)")
        #expect(found.output.contains(#""label":"PLACE","start":24,"end":34,"text":"Port Alder""#))

        // A truncated model is reported when the plugin is loaded.
        try scratch.write("tagged/names.tagger", Array(model.prefix(50_000)))
        let damaged = try Program.run(["run", text, "--plugin", scratch.path("tagged")])
        #expect(damaged.code == 2)
        #expect(damaged.log.contains("model 'names.tagger': the model is cut off"), "\(damaged.log)")
    }

    @Test("learns from columns as from records, since it reads every format of gold")
    func trainsOnColumns() throws {
        let scratch = try Scratch()
        let sentence = [
            "Ana B-PERSON", "Ruiz I-PERSON", "left O", "Port B-PLACE", "Alder I-PLACE", ". O", "",
        ]
        let columns = [String](repeating: sentence.joined(separator: "\n"), count: 30)
        let gold = try scratch.write("gold.conll", Array((columns.joined(separator: "\n") + "\n").utf8))
        let result = try Program.run([
            "train", gold, "--layer", "names", "-o", scratch.path("names.tagger"), "--no-lists", "--hold-out",
            "0",
            "--rounds", "1", "--epochs", "1", "--case-copies", "0",
        ])
        #expect(result.code == 0, "\(result.log)")
        let lines = result.log.split(separator: "\n").map(String.init)
        #expect(lines.first == "1 articles, labels PERSON PLACE", "\(result.log)")
        #expect(lines.dropFirst().first == "180 tokens to learn from, 0 to score by", "\(result.log)")
    }

    @Test(
        "unusable gold is reported with its place, with exit code 2",
        arguments: [
            ("{\"text\": \"a\", \"annotations\": []}", "no article has an annotation to learn from"),
            ("{\"annotations\": []}", "gold.jsonl: article 1: it has no text"),
            ("{\"text\": \"a\"}", "gold.jsonl: article 1: it has no annotations"),
            ("{\"text\": ", "gold.jsonl:1: not JSON"),
            (
                "{\"text\": \"a\", \"annotations\": [{\"start\": 0, \"end\": 9, \"label\": \"X\"}]}",
                "gold.jsonl: article 1: the annotation from 0 to 9: offset 9 is outside the text"
            ),
        ])
    func bad(_ sample: (gold: String, message: String)) throws {
        let scratch = try Scratch()
        let gold = try scratch.write("gold.jsonl", Array(sample.gold.utf8))
        let result = try Program.run(["train", gold, "--layer", "x", "-o", scratch.path("m")])
        #expect(result.code == 2)
        #expect(result.log.contains(sample.message), "\(result.log)")
    }
}
