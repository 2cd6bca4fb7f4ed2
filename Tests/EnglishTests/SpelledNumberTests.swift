import English
import Testing

/// Numbers against a speller that is written down independently of the reader.
@Suite("Numbers in words")
struct SpelledNumberTests {
    private static let small = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
        "twelve",
        "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ]
    private static let tens = [
        "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ]
    private static let smallOrdinals = [
        "", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
        "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
        "eighteenth",
        "nineteenth",
    ]

    private func spell(_ number: Int, and: String = " ") -> String {
        switch number {
        case ..<20: return Self.small[number]
        case ..<100: return Self.tens[number / 10] + (number % 10 == 0 ? "" : "-" + Self.small[number % 10])
        case ..<1000:
            return Self.small[number / 100] + " hundred"
                + (number % 100 == 0 ? "" : and + spell(number % 100, and: and))
        default:
            let (scale, name) =
                [(1_000_000_000, "billion"), (1_000_000, "million"), (1000, "thousand")].first {
                    number >= $0.0
                }!
            let rest = number % scale
            return spell(number / scale, and: and) + " " + name
                + (rest == 0 ? "" : (rest < 100 ? and : " ") + spell(rest, and: and))
        }
    }

    private func spellOrdinal(_ number: Int) -> String {
        switch number {
        case ..<20: return Self.smallOrdinals[number]
        case ..<100 where number % 10 == 0: return String(Self.tens[number / 10].dropLast()) + "ieth"
        case ..<100: return Self.tens[number / 10] + "-" + Self.smallOrdinals[number % 10]
        case _ where number % 1000 == 0: return spell(number / 1000) + " thousandth"
        case _ where number % 100 == 0: return spell(number / 100) + " hundredth"
        default: return spell(number / 100 * 100) + " " + spellOrdinal(number % 100)
        }
    }

    /// All numbers to 1,200, and some of every size.
    private static let numbers =
        Array(0...1200) + stride(from: 1201, to: 1_000_000, by: 7919)
        + stride(from: 1_000_007, to: 9_000_000_000, by: 77_777_777)
        + [1000, 10_000, 100_000, 1_000_000, 1_000_001, 999_999, 999_999_999, 2_000_000_000]

    @Test("every number is read from its words, with and without \"and\", in any case")
    func cardinals() {
        for number in Self.numbers {
            for words in [spell(number), spell(number, and: " and "), spell(number).uppercased()] {
                #expect(NumberWords.value(of: words) == Double(number), "\(words)")
            }
        }
    }

    @Test("every number is read from its digits, with and without commas")
    func digits() {
        for number in Self.numbers {
            let digits = String(number)
            var grouped = ""
            for (offset, digit) in digits.enumerated() {
                if offset > 0, (digits.count - offset) % 3 == 0 { grouped += "," }
                grouped.append(digit)
            }
            #expect(NumberWords.value(of: digits) == Double(number))
            #expect(NumberWords.value(of: grouped) == Double(number), "\(grouped)")
        }
    }

    @Test("every ordinal to a thousand is read from its words and its digits")
    func ordinals() {
        for number in 1...1000 {
            #expect(NumberWords.ordinal(of: spellOrdinal(number)) == number, "\(spellOrdinal(number))")
            let suffix =
                (11...13).contains(number % 100) ? "th" : [1: "st", 2: "nd", 3: "rd"][number % 10] ?? "th"
            #expect(NumberWords.ordinal(of: "\(number)\(suffix)") == number)
            #expect(NumberWords.value(of: spellOrdinal(number)) == nil)
        }
        for number in [1100, 1200, 2000, 2013, 20_000, 21_000, 345_678, 999_999] {
            #expect(NumberWords.ordinal(of: spellOrdinal(number)) == number)
        }
    }

    @Test(
        "scales multiply what is before them, written apart or joined",
        arguments: [
            ("3.5 million", 3_500_000), ("5bn", 5e9), ("5 bn", 5e9), ("1.2k", 1200), ("two dozen", 24),
            ("a dozen", 12),
            ("a hundred", 100), ("an hundred", 100), ("hundred", 100), ("three score", 60),
            ("a million", 1e6),
            ("five hundred thousand", 500_000), ("2 thousand 5", 2005), ("a half million", 500_000),
            ("half", 0.5),
            ("0.5", 0.5), ("1,234.5", 1234.5), ("twenty\u{A0}two", 22), ("Forty-Two", 42),
            ("1 trillion", 1e12),
        ])
    func scales(_ sample: (text: String, value: Double)) {
        #expect(NumberWords.value(of: sample.text) == sample.value)
    }

    @Test(
        "what is not one number has no value",
        arguments: [
            "", " ", "-", "a", "an", "and", "and two", "two and", "twenty ten", "ten two", "hundred ten five",
            "one two", "twenty one two",
            "eleven one",
            "nineteen eighty", "two 5", "5 6", "many", "two men", "3rd", "5x", "x5", "1.2.3", "million and",
            "a a dozen",
        ])
    func noValue(_ text: String) {
        #expect(NumberWords.value(of: text) == nil)
    }

    @Test(
        "what is not one ordinal has none",
        arguments: [
            "", "one", "21", "1xx", "th", "st", "twenty tenth", "thirty twelfth", "twenty-one first",
            "one second", "ten third",
            "second third", "a third", "an eighth", "half second", "a hundredth", "first hundred", "zeroth",
            "٣rd",
        ])
    func noOrdinal(_ text: String) {
        #expect(NumberWords.ordinal(of: text) == nil)
    }
}
