import ArticleModel
import TestSupport
import Testing
import Tokenization

@Suite("Tokens")
struct TokenizerTests {
    @Test(
        "tokens are split as news is written",
        arguments: [
            ("The U.S. Embassy said so.", "The|U.S.|Embassy|said|so|."),
            ("Mr. Orlu met Gen. Basari in Sept. 2019.", "Mr.|Orlu|met|Gen.|Basari|in|Sept.|2019|."),
            ("Jaafar al-Husseini’s Iranian-allied men", "Jaafar|al-Husseini|’s|Iranian-allied|men"),
            ("the coalition's mission, don't O’Brien", "the|coalition|'s|mission|,|don't|O’Brien"),
            ("J. R. Ellisor of Acme Inc. paid", "J.|R.|Ellisor|of|Acme|Inc.|paid"),
            ("It cost $3.5 million, or €1,200, up 5.2%.", "It|cost|$|3.5|million|,|or|€|1,200|,|up|5.2|%|."),
            ("from 2009-10 to 12/05/2016 at 3:07 p.m.", "from|2009|-|10|to|12/05/2016|at|3:07|p.m."),
            ("the 42-year-old in mid-March", "the|42-year-old|in|mid-March"),
            ("back in ’98 and the '90s", "back|in|’98|and|the|'90s"),
            (
                "write ana.b@port-alder.org, see https://port.example/a?b=1.",
                "write|ana.b@port-alder.org|,|see|https://port.example/a?b=1|."
            ),
            ("@portalder #bridge24 AT&T", "@portalder|#bridge24|AT&T"),
            ("wait... no… “yes” — 'no' ``so''", "wait|...|no|…|“|yes|”|—|'|no|'|``|so|''"),
            ("Yes.No", "Yes|.|No"),
            ("👩‍👩‍👧 🇫🇷!", "👩‍👩‍👧|🇫🇷|!"),
        ], ["", multiBytePrefix])
    func split(_ sample: (String, String), _ prefix: String) {
        let text = prefix + sample.0
        let tokens = Tokenizer(vocabulary: Vocabulary()).tokenize(text)
        let utf8 = Array(text.utf8)
        let forms = (0..<tokens.count).map { String(decoding: utf8[tokens.span($0).range], as: UTF8.self) }
        let expected = sample.1.split(separator: "|").map(String.init)
        #expect(Array(forms.suffix(expected.count)) == expected)
        #expect(forms.count == expected.count + (prefix.isEmpty ? 0 : 3))
    }

    @Test("every byte that is no white space belongs to exactly one token, whatever the text")
    func covers() {
        var random = SplitMix(seed: 7)
        let pieces = [
            "a", "B", "9", ".", ",", "'", "’", "-", "@", "#", " ", "\n", "é", "…", "$", "U.S.", "http://x",
            "👍", "\u{301}",
        ]
        for _ in 0..<3000 {
            let text = (0..<Int(random.next() % 12)).map { _ in
                pieces[Int(random.next() % UInt64(pieces.count))]
            }.joined()
            let tokens = Tokenizer(vocabulary: Vocabulary()).tokenize(text)
            let utf8 = Array(text.utf8)
            var at = 0
            for token in 0..<tokens.count {
                let span = tokens.span(token)
                #expect(span.start >= at && span.end > span.start, "in \(text.debugDescription)")
                #expect(utf8[at..<span.start].allSatisfy { $0 <= 32 }, "a gap in \(text.debugDescription)")
                at = span.end
            }
            #expect(utf8[at...].allSatisfy { $0 <= 32 }, "the end of \(text.debugDescription)")
        }
    }

    @Test("forms fold case and apostrophes, and know what they are")
    func forms() {
        let vocabulary = Vocabulary()
        #expect(vocabulary.folded(vocabulary.intern("O’Brien")) == vocabulary.intern("o'brien"))
        #expect(vocabulary.exact(vocabulary.intern("O’Brien")) == vocabulary.intern("O'Brien"))
        #expect(vocabulary.folded(vocabulary.intern("ÉTÉ")) == vocabulary.intern("été"))
        #expect(vocabulary.classes(vocabulary.intern("U.S.")).isSuperset(of: [.upper, .name, .abbreviation]))
        #expect(vocabulary.classes(vocabulary.intern("al-Husseini")).contains(.name))
        #expect(!vocabulary.classes(vocabulary.intern("al-Husseini")).contains(.capitalized))
        #expect(vocabulary.classes(vocabulary.intern("J.")).contains(.initial))
        #expect(vocabulary.classes(vocabulary.intern("1990s")).contains(.number))
    }

    @Test("words of articles are forgotten, words of lists are kept")
    func forgets() {
        let vocabulary = Vocabulary()
        let kept = vocabulary.intern("kept")
        vocabulary.keepAll()
        for number in 0..<300 { _ = vocabulary.intern("word\(number)") }
        vocabulary.forgetArticles(above: 200)
        #expect(vocabulary.count <= kept + 2)
        #expect(vocabulary.intern("kept") == kept)
        #expect(vocabulary.epoch == 1)
    }
}

@Suite("Sentences")
struct SentenceSplitterTests {
    @Test(
        "sentences end where they do in news; | stands for each end",
        arguments: [
            "The U.S. said so.| It left.|", "He lives in the U.S.| The law is new.|",
            "Mr. Orlu spoke.| Then he left.|",
            "Gen. A. B. Basari of Acme Inc. resigned.|", "She joined Acme Inc.| The firm grew.|",
            "“We won.”| They cheered.|", "“Why?” he asked.| Nobody knew.|",
            "He said: “No. We lost.”| It rained.|",
            "It rose 3.5 percent.| Sales fell.|", "Wait… what?| Yes.|",
            "At 3 p.m. Tuesday it began.| Then it ended.|",
            "It ended.\"| “No,” she said.|", "First item|", "They met on Sept. 12.| It failed.|",
            "Yahoo! said it grew.|",
            "He asked (why?) and left.| Fine.|",
        ], ["", multiBytePrefix])
    func split(_ marked: String, _ prefix: String) {
        let text = prefix + marked.filter { $0 != "|" }
        let tokens = Tokenizer(vocabulary: Vocabulary()).tokenize(
            Article(
                id: .integer(1), utf8: Array(text.utf8),
                blocks: prefix.isEmpty
                    ? [Block(.paragraph, Span(0, text.utf8.count))]
                    : [
                        Block(.paragraph, Span(0, prefix.utf8.count - 1)),
                        Block(.paragraph, Span(prefix.utf8.count, text.utf8.count)),
                    ]))
        let utf8 = Array(text.utf8)
        var sentences = (0..<tokens.sentenceCount).map {
            String(decoding: utf8[tokens.span(tokens.sentence($0)).range], as: UTF8.self)
        }
        if !prefix.isEmpty { sentences.removeFirst() }
        // “No. We lost.” is two sentences, the first ends inside of the quotation.
        let expected = marked.replacingFirst("No. We", with: "No.| We").split(separator: "|").map {
            $0.drop { $0 == " " }
        }.map(String.init)
        #expect(sentences == expected)
    }
}

extension String {
    fileprivate func replacingFirst(_ part: String, with other: String) -> String {
        guard let range = firstRange(of: part) else { return self }
        return String(self[..<range.lowerBound]) + other + self[range.upperBound...]
    }
}

/// Random numbers that are the same in every run.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
