/// Values of numbers as news writes them: "42", "1,200", "3.5 million", "forty-two", "a dozen".
public enum NumberWords {
    private static let units: [String: Double] = [
        "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
        "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
        "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30,
        "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    ]
    private static let scales: [String: Double] = [
        "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12,
        "k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "bln": 1e9, "b": 1e9, "tn": 1e12, "trn": 1e12,
        "hundreds": 1e2, "thousands": 1e3, "millions": 1e6, "billions": 1e9, "dozens": 12, "score": 20,
    ]
    private static let ordinals: [String: Double] = [
        "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
        "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14,
        "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19,
        "twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70,
        "eightieth": 80, "ninetieth": 90, "hundredth": 100, "thousandth": 1000,
    ]

    /// The value of a cardinal number in words or figures, or nil if the text is none.
    public static func value(of text: some StringProtocol) -> Double? {
        let words = split(text)
        guard let first = words.first else { return nil }
        var total = 0.0
        var current = 0.0
        var seen = false
        for (index, word) in words.enumerated() {
            if let unit = units[word] {
                // "twenty ten" and "ten two" are no numbers, "twenty two" and "hundred two" are.
                let rest = current.truncatingRemainder(dividingBy: 100)
                if seen, rest != 0 {
                    guard unit < 10, rest >= 20, rest.truncatingRemainder(dividingBy: 10) == 0 else {
                        return nil
                    }
                }
                current += unit
                seen = true
            } else if let scale = scales[word] {
                if !seen { current = 1 }
                seen = true
                if scale == 100 || scale == 12 || scale == 20 {
                    current *= scale
                } else {
                    total += current * scale
                    current = 0
                }
            } else if let number = figures(word) {
                if seen && current != 0 { return nil }
                current += number
                seen = true
            } else if word == "a" || word == "an" {
                guard index == 0, words.count > 1 else { return nil }
            } else if word == "half" {
                guard index == 0 || words[index - 1] == "a" else { return nil }
                current += 0.5
                seen = true
            } else if word == "and" {
                guard index > 0, index < words.count - 1 else { return nil }
            } else {
                return nil
            }
        }
        return seen && first != "and" ? total + current : nil
    }

    /// The value of an ordinal number ("third", "21st", "twenty-first"), or nil.
    public static func ordinal(of text: some StringProtocol) -> Int? {
        let words = split(text)
        guard let last = words.last else { return nil }
        if words.count == 1, let first = last.first, first.isNumber {
            let digits = last.prefix { $0.isNumber }
            let suffix = last.dropFirst(digits.count)
            return ["st", "nd", "rd", "th"].contains(String(suffix)) ? Int(digits) : nil
        }
        guard let end = ordinals[last] else { return nil }
        if words.count == 1 { return Int(end) }
        // "a third" and "half second" are none. What is left is the number with the cardinal for its last word.
        guard !["a", "an", "half"].contains(words[0]), let cardinal = cardinals[end],
            let number = value(of: (words.dropLast() + [cardinal]).joined(separator: " ")), number < 1e12
        else { return nil }
        return Int(number)
    }

    /// The cardinal with the value of each ordinal.
    private static let cardinals: [Double: String] = Dictionary(
        uniqueKeysWithValues: units.map { ($0.value, $0.key) } + [(100, "hundred"), (1000, "thousand")])

    private static func split(_ text: some StringProtocol) -> [String] {
        text.lowercased().split { $0 == " " || $0 == "-" || $0 == "\u{A0}" || $0 == "\n" }.map(String.init)
    }

    /// "1,200", "3.5", and with a glued scale "5bn".
    private static func figures(_ word: String) -> Double? {
        let digits = word.prefix { $0.isASCII && ($0.isNumber || $0 == "," || $0 == ".") }
        guard let first = digits.first, first.isNumber,
            let value = Double(digits.filter { $0 != "," })
        else { return nil }
        let suffix = String(word.dropFirst(digits.count))
        if suffix.isEmpty { return value }
        return scales[suffix].map { value * $0 }
    }
}
