/// Inflected forms of English words, by rule and by the tables of irregular words.
public enum Inflection {
    /// Irregular plurals of nouns.
    private static let plurals = EnglishTable.rows(PackageResources.plurals_tsv)

    /// The verbs of the table by each of their forms.
    private static let lemmas: [String: [String]] = {
        var lemmas: [String: [String]] = [:]
        for lemma in Conjugation.table.keys.sorted() {
            for form in Conjugation(lemma).all { lemmas[form, default: []].append(lemma) }
        }
        return lemmas
    }()

    /// Returns all forms of a lower-case word as a verb or a noun, itself first. A form that the
    /// word does not have may be among them (`goods` for `good`, which is an adjective).
    ///
    /// Of several words the first is inflected if a particle such as *out* follows it (`pointed out`), the
    /// last one otherwise (`prime ministers`).
    public static func forms(of lemma: String) -> [String] {
        if let space = lemma.lastIndex(of: " "), !isPhrasal(lemma) {
            return forms(of: String(lemma[lemma.index(after: space)...])).map { lemma[...space] + $0 }
        }
        var forms = Conjugation(lemma).all
        if let plural = plurals[lemma]?.first?.first, !forms.contains(plural) { forms.append(plural) }
        return forms
    }

    private static let particles = Set(EnglishTable.rows(PackageResources.particles_tsv).keys)

    private static func isPhrasal(_ words: String) -> Bool {
        words.split(separator: " ").dropFirst().contains { particles.contains(String($0)) }
    }

    /// Returns the plural of a noun: "reports", "agencies", "heroes", "children".
    public static func plural(_ word: String) -> String {
        plurals[word]?.first?.first ?? sForm(word)
    }

    /// Returns the word with -s, -es or -ies, by rule.
    static func sForm(_ word: String) -> String {
        if word.hasSuffix("y"), let before = word.dropLast().last, !"aeiou".contains(before) {
            return word.dropLast() + "ies"
        }
        for ending in ["s", "x", "z", "ch", "sh"] where word.hasSuffix(ending) { return word + "es" }
        return word + "s"
    }

    /// Returns the lemma of an inflected verb (in lower case) among those that `isKnown` accepts,
    /// or nil if none of them has the form. A known lemma is returned unchanged.
    public static func lemma(ofVerb form: String, isKnown: (String) -> Bool) -> String? {
        if isKnown(form) { return form }
        if let lemma = lemmas[form]?.first(where: isKnown) { return lemma }
        if let space = form.firstIndex(of: " "), isPhrasal(form),
            let head = lemma(
                ofVerb: String(form[..<space]),
                isKnown: {
                    let verb = $0 + form[space...]
                    return isKnown(verb) && forms(of: verb).contains(form)
                })
        {
            return head + form[space...]
        }
        for (ending, replacements) in [
            ("ies", ["y", "ie"]), ("es", ["", "e"]), ("s", [""]), ("ied", ["y"]), ("ed", ["", "e"]),
            ("ying", ["ie", "y"]), ("ing", ["", "e"]),
        ] where form.hasSuffix(ending) {
            let stem = String(form.dropLast(ending.count))
            var candidates = replacements.map { stem + $0 }
            // stopped, planning: the last consonant is doubled
            if let last = stem.last, stem.dropLast().last == last {
                candidates.append(String(stem.dropLast()))
            }
            if let lemma = candidates.first(where: { isKnown($0) && forms(of: $0).contains(form) }) {
                return lemma
            }
        }
        return nil
    }
}
