/// The forms of a verb by tense, the preferred spelling of each first.
public struct Conjugation: Equatable, Sendable {
    /// The form in the dictionary: "beg", "point out".
    public let base: String
    /// The third person singular of the present: "begs".
    public let third: [String]
    /// The past tense: "begged".
    public let past: [String]
    /// The past participle: "begged", "written".
    public let participle: [String]
    /// The present participle: "begging".
    public let ing: [String]

    /// Conjugates a lower-case English verb. Of a verb with a particle ("point out") the first
    /// word is inflected. A word that is not in the table of verbs is treated as regular.
    public init(_ verb: String) {
        let head = verb.prefix { $0 != " " }
        let particle = verb[head.endIndex...]
        let cells = Self.table[String(head)]
        let doubling = Self.doubling(of: String(head), stated: cells?[4].first)
        func column(_ index: Int, or regular: @autoclosure () -> [String]) -> [String] {
            if let cell = cells?[index], !cell.isEmpty { return cell }
            return regular()
        }
        let past = column(0, or: doubling.stems(of: String(head)).map(Self.regularPast))
        func whole(_ forms: [String]) -> [String] {
            particle.isEmpty ? forms : forms.map { $0 + particle }
        }
        base = verb
        self.past = whole(past)
        participle = whole(column(1, or: past))
        third = whole(column(2, or: [Inflection.sForm(String(head))]))
        ing = whole(column(3, or: doubling.stems(of: String(head)).map(Self.regularIng)))
    }

    /// All forms, each once: the base, the third person, the past, and the participles.
    public var all: [String] {
        var seen: Set<String> = []
        return ([base] + third + past + participle + ing).filter { seen.insert($0).inserted }
    }

    /// The verbs of `verbs.tsv`: past, participle, third, ing, doubling. A cell is empty if the
    /// form follows from the rules.
    static let table = EnglishTable.rows(PackageResources.verbs_tsv)

    /// Whether the last consonant is doubled before -ed and -ing.
    private enum Doubling {
        case never, always
        /// American "labeled", British "labelled".
        case either

        func stems(of verb: String) -> [String] {
            let doubled = verb.last.map { verb + String($0) } ?? verb
            switch self {
            case .never: return [verb]
            case .always: return [doubled]
            case .either: return [verb, doubled]
            }
        }
    }

    /// Longer verbs double when the last syllable is stressed, which spelling does not show:
    /// the table says so. Words of one syllable double by rule.
    private static func doubling(of verb: String, stated: String?) -> Doubling {
        switch stated {
        case "always": .always
        case "either": .either
        default: endsInStressedConsonant(verb) ? .always : .never
        }
    }

    /// Whether the verb has one syllable and ends in one vowel and one consonant that is doubled:
    /// "beg", "quip" and "stop", but not "read", "show", "tax" or "open".
    private static func endsInStressedConsonant(_ verb: String) -> Bool {
        var letters = Array(verb)
        guard letters.count >= 2, let last = letters.popLast(), "bdfgklmnprtvz".contains(last),
            let vowel = letters.popLast(), isVowel(vowel)
        else { return false }
        // The u of "quip" belongs to the consonant.
        if letters.suffix(2) == ["q", "u"] { letters.removeLast() }
        return !letters.contains(where: isVowel) && !letters.dropFirst().contains("y")
    }

    private static func isVowel(_ letter: Character) -> Bool { "aeiou".contains(letter) }

    private static func regularPast(_ stem: String) -> String {
        if stem.hasSuffix("e") { return stem + "d" }
        if stem.hasSuffix("y"), let before = stem.dropLast().last, !isVowel(before) {
            return stem.dropLast() + "ied"
        }
        return stem + "ed"
    }

    private static func regularIng(_ stem: String) -> String {
        if stem.hasSuffix("ie") { return stem.dropLast(2) + "ying" }
        if stem.hasSuffix("e"), stem.count > 2, let before = stem.dropLast().last, !"eoy".contains(before) {
            return stem.dropLast() + "ing"
        }
        return stem + "ing"
    }
}
