import ArticleModel
import Evaluation
import Testing

@Suite("Quotations, counted by hand")
struct QuotationScoreCaseTests {
    private func score(
        _ gold: String, _ found: String, _ options: QuotationScore.Options = QuotationScore.Options(),
        ignored: [Range<Int>] = []
    ) throws -> QuotationScore {
        var right = document("a", gold)
        right.ignored = ignored
        return try QuotationScore(
            gold: [right], found: predictions(document("a", found)), layer: "names", options)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var rule: String
        var gold: String
        var found: String
        /// strict, exact and relaxed hits
        var hits: [Int]
        /// spans in the gold and found
        var count: (Int, Int)
        var testDescription: String { rule }
    }

    private static let cases = [
        Case(
            rule: "the same ends are a strict hit", gold: "«“We won”|DIRECT»", found: "«“We won”|DIRECT»",
            hits: [1, 1, 1], count: (1, 1)),
        Case(
            rule: "marks outside make an exact hit", gold: "«“We won,”|DIRECT»", found: "“«We won,|DIRECT»”",
            hits: [0, 1, 1], count: (1, 1)),
        Case(
            rule: "a comma outside makes a relaxed hit only", gold: "“«We won,|DIRECT»”",
            found: "“«We won|DIRECT»,”",
            hits: [0, 0, 1], count: (1, 1)),
        Case(
            rule: "four of five words are a relaxed hit", gold: "«a b c d e|DIRECT»",
            found: "«a b c d|DIRECT» e",
            hits: [0, 0, 1], count: (1, 1)),
        Case(
            rule: "three of four words are not", gold: "«a b c d|DIRECT»", found: "«a b c|DIRECT» d",
            hits: [0, 0, 0], count: (1, 1)),
        Case(
            rule: "words that only the prediction has count against it", gold: "«a b c d|DIRECT» e f",
            found: "«a b c d e f|DIRECT»", hits: [0, 0, 0], count: (1, 1)),
        Case(
            rule: "a quotation of two lines is two spans", gold: "«“We won\n\nthe match”|DIRECT»",
            found: "«“We won|DIRECT»\n\n«the match”|DIRECT»", hits: [2, 2, 2], count: (2, 2)),
        Case(
            rule: "a quotation without a word is none", gold: "«“…”|DIRECT» no",
            found: "«“…”|DIRECT» «no|DIRECT»",
            hits: [0, 0, 0], count: (0, 1)),
        Case(
            rule: "one prediction over two quotations is at most one hit",
            gold: "«a b c d|DIRECT» «e|DIRECT»",
            found: "«a b c d e|DIRECT»", hits: [0, 0, 1], count: (2, 1)),
        Case(rule: "nothing in either", gold: "a", found: "a", hits: [0, 0, 0], count: (0, 0)),
    ]

    @Test("strict, exact and relaxed hits", arguments: cases)
    func spans(_ sample: Case) throws {
        let score = try score(sample.gold, sample.found)
        #expect([score.strict, score.exact, score.relaxed].map(\.correct) == sample.hits)
        for tally in [score.strict, score.exact, score.relaxed, score.endToEndExact, score.endToEndRelaxed] {
            #expect((tally.gold, tally.found) == sample.count)
        }
    }

    @Test("an exact span is matched before one that shares as many words")
    func exactFirst() throws {
        func item(_ range: Range<Int>, _ speaker: String) -> ScoredAnnotation {
            ScoredAnnotation(
                layer: "names", label: "DIRECT", range: range,
                fields: .object([.init("speaker", .object([.init("text", .string(speaker))]))]))
        }
        let text = "one two, three"
        let score = try QuotationScore(
            gold: [ScoredDocument(id: "a", text: text, annotations: [item(0..<7, "Ana")])],
            found: [
                "a": ScoredDocument(
                    id: "a", text: text, annotations: [item(0..<8, "Bo"), item(0..<7, "Ana")])
            ],
            layer: "names")
        #expect(score.endToEndExact == Tally(correct: 1, gold: 1, found: 2))
        #expect(score.errors.map(\.kind) == [.spurious])
        #expect(score.errors.compactMap { $0.found?.range } == [0..<8])
    }

    @Test("the same speaker is needed for exact hits end to end, a similar one for relaxed hits")
    func endToEnd() throws {
        let score = try score(
            "«“a”|DIRECT speaker=Ana_Ruiz» «“b”|DIRECT speaker=Ana_Ruiz» «“c”|DIRECT speaker=Ana_Ruiz» «“d”|DIRECT»",
            "«“a”|DIRECT speaker=Ana_Ruiz» «“b”|DIRECT speaker=Ruiz» «“c”|DIRECT speaker=Bo» «“d”|DIRECT speaker=Bo»"
        )
        #expect(score.relaxed == Tally(correct: 4, gold: 4, found: 4))
        #expect(score.endToEndExact == Tally(correct: 1, gold: 4, found: 4))
        #expect(score.endToEndRelaxed == Tally(correct: 2, gold: 4, found: 4))
        #expect((score.speakers, score.sameSpeakers, score.similarSpeakers) == (3, 1, 2))
        #expect((score.withoutSpeaker, score.rightlyWithout) == (1, 0))
        #expect(score.byDocument.map(\.tally) == [score.endToEndRelaxed])
        #expect(score.errors.map(\.parts) == [["speaker"], ["speaker"]])
    }

    @Test("a quotation without a speaker counts as right if none is found, or one without text")
    func withoutSpeaker() throws {
        let none = try score("«“No”|DIRECT»", "«“No”|DIRECT speaker=»")
        #expect((none.withoutSpeaker, none.rightlyWithout) == (1, 1))
        #expect(none.endToEndRelaxed.correct == 1)
        let missing = try score("«“No”|DIRECT speaker=Ana»", "«“No”|DIRECT»")
        #expect((missing.speakers, missing.similarSpeakers, missing.endToEndRelaxed.correct) == (1, 0, 0))
    }

    @Test("cues are compared by word, with titles, in matches where both have one")
    func cues() throws {
        let score = try score(
            "«“a”|DIRECT cue=told_the_mayor» «“b”|DIRECT cue=said» «“c”|DIRECT cue=SAID» «“d”|DIRECT»",
            "«“a”|DIRECT cue=the» «“b”|DIRECT» «“c”|DIRECT cue=said» «“d”|DIRECT cue=said»")
        #expect((score.cues, score.sharedCues) == (2, 2))
    }

    @Test("in ignored stretches neither gold nor predictions count, if most of their words lie there")
    func ignoredStretches() throws {
        // The stretch has "a b" and "c", which is one word of three of the second quotation.
        let marked = "«a b|DIRECT» «c d e|DIRECT» «f|DIRECT»"
        let some = try score(marked, marked, ignored: [0..<5])
        #expect(some.relaxed == Tally(correct: 2, gold: 2, found: 2))
        let half = try score("«a b|DIRECT»", "«a b|DIRECT»", ignored: [0..<1])
        #expect(half.relaxed == Tally(correct: 1, gold: 1, found: 1))
        let all = try score(marked, marked, ignored: [0..<11])
        #expect(all.relaxed == Tally())
    }

    @Test("a prediction that fits an ignored label better than a label that counts is neither hit nor miss")
    func ignoredLabels() throws {
        var options = QuotationScore.Options()
        options.labels = ["DIRECT"]
        options.ignored = ["MIXED"]
        let gold = "«a b c|DIRECT» «d e f|MIXED» g"
        #expect(
            try score(gold, "«a b c|DIRECT» «d e f|DIRECT» g", options).relaxed
                == Tally(correct: 1, gold: 1, found: 1))
        // "d e" shares two of three words with the ignored quotation: that is too little.
        #expect(
            try score(gold, "a b c «d e|DIRECT» f «g|DIRECT»", options).relaxed
                == Tally(correct: 0, gold: 1, found: 2))
    }

    @Test("indirect predictions count only if all labels do, or INDIRECT does")
    func indirect() throws {
        let gold = "«a b c|DIRECT» «d e f|INDIRECT»"
        func relaxed(_ labels: Set<String>?) throws -> Tally {
            var options = QuotationScore.Options()
            options.labels = labels
            return try score(gold, gold, options).relaxed
        }
        #expect(try relaxed(nil) == Tally(correct: 2, gold: 2, found: 2))
        #expect(try relaxed(["DIRECT"]) == Tally(correct: 1, gold: 1, found: 1))
        #expect(try relaxed(["DIRECT", "INDIRECT"]) == Tally(correct: 2, gold: 2, found: 2))
        #expect(try relaxed(["INDIRECT"]) == Tally(correct: 1, gold: 1, found: 2))
    }

    @Test("spans that are not split at line ends are compared whole")
    func unsplit() throws {
        var options = QuotationScore.Options()
        options.splits = false
        let score = try score("«“a b\nc d”|DIRECT»", "«“a b|DIRECT»\n«c d”|DIRECT»", options)
        #expect(score.relaxed == Tally(correct: 0, gold: 1, found: 2))
    }

    @Test("projected predictions are scored by the quoted regions that they cover")
    func projected() throws {
        var options = QuotationScore.Options()
        options.projects = true
        // One prediction over both regions and what is between them.
        let whole = try score(
            "«“a b”|DIRECT speaker=Ana» said Ana, «“c d”|DIRECT speaker=Ana»",
            "«“a b” said Ana, “c d”|DIRECT speaker=Ana»", options)
        #expect(whole.strict == Tally(correct: 2, gold: 2, found: 2))
        #expect(whole.endToEndExact.correct == 2)
        // Half of the words of a region are enough; without a region there is nothing.
        let half = try score("«“a b”|DIRECT» he c d", "“«a|DIRECT» b” «he c|DIRECT» d", options)
        #expect(half.strict == Tally(correct: 1, gold: 1, found: 1))
    }

    @Test("of predictions that cover one region the one with a speaker counts, then the shortest")
    func projectedSpeakers() throws {
        var options = QuotationScore.Options()
        options.projects = true
        func item(_ range: Range<Int>, _ speaker: String?) -> ScoredAnnotation {
            ScoredAnnotation(
                layer: "names", label: "DIRECT", range: range,
                fields: .object(
                    speaker.map { [.init("speaker", .object([.init("text", .string($0))]))] } ?? []))
        }
        let text = "“a b” he said."
        func right(_ found: [ScoredAnnotation]) throws -> Tally {
            try QuotationScore(
                gold: [ScoredDocument(id: "a", text: text, annotations: [item(0..<5, "Ana")])],
                found: ["a": ScoredDocument(id: "a", text: text, annotations: found)], layer: "names", options
            ).endToEndExact
        }
        #expect(try right([item(0..<5, nil), item(0..<14, "Ana")]) == Tally(correct: 1, gold: 1, found: 1))
        #expect(try right([item(0..<14, "Bo"), item(0..<5, "Ana")]) == Tally(correct: 1, gold: 1, found: 1))
        #expect(try right([item(0..<5, "Bo"), item(0..<14, "Ana")]) == Tally(correct: 0, gold: 1, found: 1))
    }

    @Test("errors are in text order")
    func errors() throws {
        let score = try score(
            "«“a”|DIRECT speaker=Ana» «“b”|DIRECT» “c” «“d”|DIRECT speaker=Bo»",
            "«“a”|DIRECT speaker=Bo» “b” «“c”|DIRECT» «“d”|DIRECT speaker=Ana»")
        #expect(score.errors.map(\.kind) == [.wrong, .missed, .spurious, .wrong])
        #expect(score.errors.map { ($0.gold ?? $0.found)?.range } == [0..<3, 4..<7, 8..<11, 12..<15])
    }

    @Test("an article without predictions is missed as a whole; other layers do not count")
    func missing() throws {
        let gold = [document("a", "«“a”|DIRECT»"), document("b", "«“b”|DIRECT»")]
        let other = try QuotationScore(
            gold: gold, found: predictions(document("b", "«“b”|DIRECT»", layer: "else")), layer: "names")
        #expect(other.relaxed == Tally(correct: 0, gold: 2, found: 0))
        #expect(other.byDocument.map(\.id) == ["a", "b"])
        #expect(other.errors.map(\.kind) == [.missed, .missed])
    }
}
