import Diagnostics
import Tagging
import Testing

@Suite("Training a tagger and tagging with it")
struct TaggerTests {
    private static let bytes = (try? MarkedSentences.train()) ?? []

    @Test("finds what it was shown, and the like")
    func finds() throws {
        let model = try ModelBytes.model(Self.bytes)
        #expect(
            found(model, in: "Mayor Ana Ruiz spoke in Port Alder.") == [
                "PERSON Ana Ruiz", "PLACE Port Alder",
            ])
        #expect(
            found(model, in: "Mayor Lena Brandt went to Elm Hill.") == [
                "PERSON Lena Brandt", "PLACE Elm Hill",
            ])
        #expect(found(model, in: "The tide was late, and nobody spoke.") == [])
        #expect(found(model, in: "") == [])
    }

    @Test("the same seed gives the same bytes, another seed others")
    func deterministic() throws {
        #expect(try MarkedSentences.train() == Self.bytes)
        var options = MarkedSentences.options
        options.seed = 2
        #expect(try MarkedSentences.train(options: options) != Self.bytes)
    }

    @Test("the header says what it was told, in lines")
    func header() throws {
        let header = try ModelBytes.model(Self.bytes).header
        #expect(header.first { $0.name == "layer" }?.value == "names")
        #expect(header.first { $0.name == "licence" }?.value == "as you like")
        #expect(header.first { $0.name == "labels" }?.value == "PERSON PLACE")
    }

    @Test("a phrase of a list is known where it was never seen")
    func lists() throws {
        var lists = ListClasses.Builder()
        for place in ["Elm Hill", "Port Alder", "Long Quay", "Nether Wallop"] {
            let isAdded = lists.add(place, to: "places")
            #expect(isAdded)
        }
        let model = try ModelBytes.model(MarkedSentences.train(lists: lists))
        #expect(found(model, in: "Nobody came, it was Nether Wallop.").contains("PLACE Nether Wallop"))
    }

    @Test("labels that were not annotated are not unlearned")
    func unlabelled() throws {
        let marked = MarkedSentences.gold(copies: 4)
        // Four times as many articles without the people.
        let others = (0..<96).map { number in
            var gold = MarkedSentences.gold(MarkedSentences.all[number % MarkedSentences.all.count])
            gold.spans.removeAll { $0.label == "PERSON" }
            gold.unlabelled = ["PERSON"]
            return gold
        }
        let model = try ModelBytes.model(MarkedSentences.train(marked + others))
        #expect(found(model, in: "Mayor Ana Ruiz spoke in Port Alder.").contains("PERSON Ana Ruiz"))
    }

    @Test("many labels need more than one vector of tags")
    func manyLabels() throws {
        let labels = (0..<12).map { "L\($0)" }
        let articles = (0..<360).map { number in
            var gold = MarkedSentences.gold("They saw word\(number % 12) at (Place\(number % 12)).")
            gold.spans[0].label = labels[number % 12]
            return gold
        }
        let model = try ModelBytes.model(MarkedSentences.train(articles, labels: labels))
        for number in [0, 7, 8, 11] {
            #expect(
                found(model, in: "They saw word\(number) at Place\(number).") == ["L\(number) Place\(number)"]
            )
        }
    }

    @Test("nothing to learn is an error that says so")
    func nothing() {
        let failure = #expect(throws: Diagnostic.self) { try MarkedSentences.train([], labels: []) }
        #expect(failure?.description == "no article has an annotation to learn from")
        #expect(throws: Diagnostic.self) {
            try MarkedSentences.train(labels: (0..<40).map { "L\($0)" })
        }
    }
}
