import ArticleModel
import Testing

@testable import Evaluation

@Suite("Whether two texts name the same speaker")
struct SpeakerNamesTests {
    private func mention(_ text: String?, _ range: Range<Int>? = nil) -> QuotationScore.Mention? {
        guard let text else { return nil }
        var fields = [FeatureValue.Field("text", .string(text))]
        if let range {
            fields += [.init("start", .integer(range.lowerBound)), .init("end", .integer(range.upperBound))]
        }
        return QuotationScore.Mention(.object(fields))
    }

    @Test(
        "words are lower-cased, without punctuation, possessives and titles before a name",
        arguments: [
            ("Ana Ruiz", ["ana", "ruiz"]), ("ANA  RUIZ,", ["ana", "ruiz"]),
            ("Mayor Ana Ruiz", ["ana", "ruiz"]),
            ("the former Prime Minister Bo Lind", ["bo", "lind"]), ("Dr. Okafor", ["okafor"]),
            ("Ana Ruiz’s", ["ana", "ruiz"]), ("the mayor's brother", ["brother"]), ("the mayor", ["mayor"]),
            ("President", ["president"]), ("O'Neill", ["o'neill"]), ("Jean-Luc", ["jean-luc"]), ("", []),
            ("…", []), ("Zoë Ávila", ["zoë", "ávila"]), ("42", ["42"]), ("x_y", ["x", "y"]),
            ("Lind, the mayor", ["lind", "the", "mayor"]),
        ])
    func normalized(_ sample: (text: String, words: [String])) throws {
        #expect(try SpeakerNames().normalized(sample.text) == sample.words)
    }

    @Test("titles stay if they are asked for, as in cues")
    func withTitles() throws {
        let names = try SpeakerNames()
        #expect(
            try names.normalized("the Mayor's office said", dropsTitles: false) == [
                "the", "mayor", "office", "said",
            ])
    }

    struct Pair: Sendable, CustomTestStringConvertible {
        var gold: String?
        var found: String?
        var same: Bool
        var similar: Bool
        init(_ gold: String?, _ found: String?, same: Bool, similar: Bool) {
            (self.gold, self.found, self.same, self.similar) = (gold, found, same, similar)
        }
        var testDescription: String { "\(gold ?? "none") / \(found ?? "none")" }
    }

    @Test(
        "the same name is the same; a part of it, or the same last name, is similar",
        arguments: [
            Pair("Ana Ruiz", "Ana Ruiz", same: true, similar: true),
            Pair("Ana Ruiz", "ANA RUIZ", same: true, similar: true),
            Pair("Mayor Ana Ruiz", "Ms. Ana Ruiz", same: true, similar: true),
            Pair("Ana Ruiz", "Ruiz", same: false, similar: true),
            Pair("Ruiz", "Ana Ruiz", same: false, similar: true),
            Pair("Ana", "Ana Ruiz", same: false, similar: true),
            Pair("Ana Maria Ruiz", "Ana Ruiz", same: false, similar: true),
            Pair("Ana Ruiz", "Pia Ruiz", same: false, similar: true),
            Pair("Bo Lind Jr.", "Karl Lind", same: false, similar: true),
            Pair("Bo Ávila", "Karl Ávila", same: false, similar: true),
            Pair("Bo Lind", "B. Lind", same: false, similar: true),
            Pair("Dr. Bo Lind", "Prof. Pia Lind", same: false, similar: true),
            Pair("Dr. Lind", "Dr. Ruiz", same: false, similar: false),
            Pair("Ana Ruiz", "Ana Lind", same: false, similar: false),
            Pair("Ana Ruiz, a baker", "the baker", same: false, similar: true),
            Pair("he", "Ana Ruiz", same: false, similar: false), Pair("he", "He", same: true, similar: true),
            Pair("the mayor", "Mayor Ana Ruiz", same: false, similar: false),
            Pair("Ann", "Anna", same: false, similar: false),
            Pair("Ruiz-Lind", "Ruiz", same: false, similar: false),
            Pair(nil, nil, same: true, similar: true), Pair(nil, "", same: true, similar: true),
            Pair(nil, "Ana", same: false, similar: false), Pair("Ana", nil, same: false, similar: false),
            Pair("Ana", "", same: false, similar: false),
        ])
    func pairs(_ pair: Pair) throws {
        let names = try SpeakerNames()
        #expect(try names.isSame(mention(pair.gold), mention(pair.found)) == pair.same)
        #expect(try names.isSimilar(mention(pair.gold), mention(pair.found)) == pair.similar)
    }

    @Test("other words are similar if they overlap in the text, and not if they only touch")
    func ranges() throws {
        let names = try SpeakerNames()
        func similar(_ gold: Range<Int>?, _ found: Range<Int>?) throws -> Bool {
            try names.isSimilar(mention("the baker", gold), mention("a neighbour", found))
        }
        #expect(try similar(0..<9, 8..<20))
        #expect(try !similar(0..<9, 9..<20))
        #expect(try !similar(0..<9, nil))
        #expect(try !names.isSame(mention("the baker", 0..<9), mention("a neighbour", 0..<9)))
    }

    @Test("a mention is an object; its range needs a start that is not after its end")
    func mentions() {
        #expect(QuotationScore.Mention(nil) == nil)
        #expect(QuotationScore.Mention(.string("Ana")) == nil)
        #expect(QuotationScore.Mention(.object([]))?.text == "")
        #expect(mention("Ana", 3..<6)?.range == 3..<6)
        let reversed = QuotationScore.Mention(
            .object([.init("start", .integer(6)), .init("end", .integer(3))]))
        #expect(reversed != nil && reversed?.range == nil)
    }
}
