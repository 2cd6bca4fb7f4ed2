import English
import Testing

struct NumberTests {
    @Test(arguments: [
        ("1,200", 1200.0), ("3.5 million", 3_500_000), ("forty-two", 42), ("a dozen", 12), ("5bn", 5e9),
        ("two hundred and six", 206),
    ])
    func cardinals(text: String, value: Double) {
        #expect(NumberWords.value(of: text) == value)
    }

    @Test(arguments: ["", "and", "twenty ten", "a", "many", "1,200 of"])
    func noNumber(text: String) {
        #expect(NumberWords.value(of: text) == nil)
    }

    @Test(arguments: [("third", 3), ("21st", 21), ("twenty-first", 21), ("hundredth", 100)])
    func ordinals(text: String, value: Int) {
        #expect(NumberWords.ordinal(of: text) == value)
    }

    @Test func initials() {
        #expect(Initials.spell("HTB", from: "Harbour Trust Board"))
        #expect(Initials.spell("H.T.", from: "Harbour of the Tides"))
        #expect(!Initials.spell("HX", from: "Harbour Trust"))
    }

    @Test func abbreviations() {
        #expect(Abbreviations.ending(of: "Gen") == .never)
        #expect(Abbreviations.ending(of: "Inc") == .perhaps)
        #expect(Abbreviations.ending(of: "Sept") == .beforeNumber)
        #expect(Abbreviations.ending(of: "table") == nil)
    }
}
