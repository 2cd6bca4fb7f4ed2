import ArticleModel
import Evaluation
import Testing

@Suite("Scores of quotations")
struct QuotationScoreTests {
    private func score(
        _ gold: String, _ found: String, _ options: QuotationScore.Options = QuotationScore.Options()
    ) throws -> QuotationScore {
        try QuotationScore(
            gold: [document("a", gold)], found: predictions(document("a", found)), layer: "names", options)
    }

    @Test("strict, exact and relaxed spans, counted by hand")
    func spans() throws {
        // The same ends; the same without marks; four of five words; one of five words.
        let score = try score(
            "«“We won”|DIRECT» - «“We lost”|DIRECT» - «“one two three four five”|DIRECT» - «“six seven eight nine ten”|DIRECT»",
            "«“We won”|DIRECT» - “«We lost|DIRECT»” - “one «two three four five”|DIRECT» - “six seven eight nine «ten”|DIRECT»"
        )
        #expect(score.strict == Tally(correct: 1, gold: 4, found: 4))
        #expect(score.exact == Tally(correct: 2, gold: 4, found: 4))
        #expect(score.relaxed == Tally(correct: 3, gold: 4, found: 4))
        #expect(score.errors.filter { $0.kind == .missed }.count == 1)
        #expect(score.errors.filter { $0.kind == .spurious }.count == 1)
    }

    @Test(
        "speakers are the same without titles and case, similar by their last name, or different",
        arguments: [
            ("Ana_Ruiz", "Ana_Ruiz", 1, 1), ("Mayor_Ana_Ruiz", "ana_ruiz", 1, 1),
            ("Ana_Ruiz", "Ms_Ruiz", 0, 1), ("Ana_Ruiz", "Ana_Ruiz's", 1, 1), ("Ana_Ruiz", "Bo_Lind", 0, 0),
        ])
    func speakers(_ sample: (gold: String, found: String, same: Int, similar: Int)) throws {
        let score = try score(
            "«“We won”|DIRECT speaker=\(sample.gold)»", "«“We won”|DIRECT speaker=\(sample.found)»")
        #expect((score.speakers, score.withoutSpeaker) == (1, 0))
        #expect((score.sameSpeakers, score.similarSpeakers) == (sample.same, sample.similar))
        #expect(score.endToEndExact.correct == sample.same)
        #expect(score.endToEndRelaxed.correct == sample.similar)
        #expect(score.errors.map(\.parts) == (sample.similar == 1 ? [] : [["speaker"]]))
    }

    @Test("a quotation without speaker is correct only if none is predicted")
    func withoutSpeaker() throws {
        let right = try score("«“No”|DIRECT»", "«“No”|DIRECT»")
        #expect((right.withoutSpeaker, right.rightlyWithout, right.speakers) == (1, 1, 0))
        let wrong = try score("«“No”|DIRECT»", "«“No”|DIRECT speaker=Bo»")
        #expect((wrong.rightlyWithout, wrong.endToEndRelaxed.correct) == (0, 0))
    }

    @Test("cues count if they share a word")
    func cues() throws {
        let shared = try score("«“No”|DIRECT cue=had_said»", "«“No”|DIRECT cue=said»")
        #expect((shared.cues, shared.sharedCues) == (1, 1))
        let other = try score("«“No”|DIRECT cue=asked»", "«“No”|DIRECT cue=said»")
        #expect((other.cues, other.sharedCues) == (1, 0))
        #expect(try score("«“No”|DIRECT»", "«“No”|DIRECT cue=said»").cues == 0)
    }

    @Test("labels and ignored labels")
    func labels() throws {
        let gold = "«“We won”|DIRECT» and said «it was late|INDIRECT» and «“odd”|MIXED»"
        var options = QuotationScore.Options()
        options.labels = ["DIRECT"]
        #expect(try score(gold, gold, options).relaxed == Tally(correct: 1, gold: 1, found: 2))
        options.ignored = ["MIXED"]
        #expect(try score(gold, gold, options).relaxed == Tally(correct: 1, gold: 1, found: 1))
        #expect(try score(gold, gold).relaxed == Tally(correct: 3, gold: 3, found: 3))
    }
}
