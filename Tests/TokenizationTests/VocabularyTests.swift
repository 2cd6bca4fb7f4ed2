import TestSupport
import Testing
import Tokenization

@Suite("Vocabularies")
struct VocabularyTests {
    private func hash(_ text: String) -> UInt32 {
        var text = text
        return text.withUTF8 { Vocabulary.hash($0) }
    }

    private func lookUp(_ text: String, in vocabulary: Vocabulary) -> Vocabulary.Form? {
        var text = text
        return text.withUTF8 { vocabulary.lookUp($0) }
    }

    @Test(
        "hashes are those of FNV-1a, the halves of its 64 bits combined",
        arguments: [
            ("", 0x8422_2325 ^ 0xcbf2_9ce4), ("a", 0x8601_ec8c ^ 0xaf63_dc4c),
            ("foobar", 0xf739_67e8 ^ 0x8594_4171),
        ] as [(String, UInt32)])
    func hashes(_ sample: (text: String, hash: UInt32)) {
        #expect(hash(sample.text) == sample.hash)
        let vocabulary = Vocabulary()
        #expect(vocabulary.hash(vocabulary.intern(sample.text)) == sample.hash)
    }

    @Test("equal forms have one number, others have others, and each is read back as it was")
    func numbers() {
        let vocabulary = Vocabulary()
        var random = SeededGenerator(seed: 31)
        var known: [String: Vocabulary.Form] = [:]
        for _ in 0..<20_000 {
            let length = Int.random(in: 0...4, using: &random)
            let text = (0..<length).map { _ in
                ["a", "B", "é", "É", "’", "'", "9"].randomElement(using: &random)!
            }.joined()
            let form = vocabulary.intern(text)
            if let before = known[text] { #expect(form == before) }
            known[text] = form
        }
        #expect(Set(known.values).count == known.count)
        for (text, form) in known {
            #expect(vocabulary.text(form) == text)
            #expect(vocabulary.withBytes(form) { Array($0) } == Array(text.utf8))
            #expect(lookUp(text, in: vocabulary) == form)
        }
    }

    @Test("what was never seen is not known, and looking does not make it known")
    func unknown() {
        let vocabulary = Vocabulary()
        #expect(lookUp("a", in: vocabulary) == nil)
        #expect(vocabulary.count == 0)
        #expect(vocabulary.intern("a") == 0)
        #expect(lookUp("b", in: vocabulary) == nil)
        #expect(vocabulary.count == 1)
    }

    @Test(
        "forms that differ in case or in the glyph of an apostrophe share a folded form",
        arguments: [
            ("word", "word", "word"), ("Word", "word", "Word"), ("ÉTÉ", "été", "ÉTÉ"),
            ("O’BRIEN", "o'brien", "O'BRIEN"),
            ("don’t", "don't", "don't"), ("ʼs", "'s", "'s"), ("’", "'", "'"), ("‘", "‘", "‘"),
            ("U.S.", "u.s.", "U.S."),
            ("Straße", "straße", "Straße"), ("ΣΑΣ", "σασ", "ΣΑΣ"), ("東京", "東京", "東京"), ("5G", "5g", "5G"),
            ("E\u{301}te", "e\u{301}te", "E\u{301}te"), ("ǅ", "ǆ", "ǅ"), ("", "", ""),
        ])
    func folding(_ sample: (form: String, folded: String, exact: String)) {
        let vocabulary = Vocabulary()
        let form = vocabulary.intern(sample.form)
        let (folded, exact) = (vocabulary.folded(form), vocabulary.exact(form))
        #expect(vocabulary.text(folded).utf8.elementsEqual(sample.folded.utf8))
        #expect(vocabulary.text(exact).utf8.elementsEqual(sample.exact.utf8))
        #expect(vocabulary.folded(folded) == folded && vocabulary.exact(folded) == folded)
        #expect(vocabulary.folded(exact) == folded && vocabulary.exact(exact) == exact)
    }

    @Test("forgetting drops what was added since the last keeping, and keeps the numbers of the rest")
    func forgetting() {
        let vocabulary = Vocabulary()
        let kept = ["Ana", "O’Brien", "x"].map { ($0, vocabulary.intern($0)) }
        vocabulary.keepAll()
        let count = vocabulary.count
        for round in 1...3 {
            for number in 0..<5000 { _ = vocabulary.intern("Word\(number)-\(round)") }
            vocabulary.forgetArticles(above: 9999)
            #expect(vocabulary.epoch == round)
            #expect(vocabulary.count == count)
            #expect(lookUp("Word7-\(round)", in: vocabulary) == nil)
            for (text, form) in kept {
                #expect(vocabulary.intern(text) == form)
                #expect(
                    vocabulary.text(vocabulary.folded(form)) == text.lowercased().replacing("’", with: "'"))
            }
        }
    }

    @Test("few forms are not forgotten")
    func few() {
        let vocabulary = Vocabulary()
        vocabulary.keepAll()
        for number in 0..<10 { _ = vocabulary.intern("w\(number)") }
        vocabulary.forgetArticles(above: 10)
        #expect(vocabulary.epoch == 0 && vocabulary.count == 10)
        vocabulary.forgetArticles(above: 9)
        #expect(vocabulary.epoch == 1 && vocabulary.count == 0)
    }
}
