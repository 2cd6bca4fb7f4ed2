/// Whether a short form is made of the initials of a name.
public enum Initials {
    private static let small: Set<String> = [
        "of", "the", "and", "for", "in", "on", "de", "du", "la", "to", "&",
    ]

    /// Whether the letters of `acronym` ("WHO", "U.S.") are the initials of the words of `name`;
    /// small words may be left out or counted, and hyphenated parts may give a letter each.
    public static func spell(_ acronym: String, from name: String) -> Bool {
        let letters = Array(acronym.lowercased().filter { $0.isLetter })
        guard letters.count >= 2 else { return false }
        let words = name.split { $0 == " " || $0 == "-" || $0 == "\u{A0}" }.map { $0.lowercased() }
        func matches(_ word: Int, _ letter: Int) -> Bool {
            if letter == letters.count { return words[word...].allSatisfy { small.contains($0) } }
            guard word < words.count else { return false }
            if words[word].first == letters[letter], matches(word + 1, letter + 1) { return true }
            return small.contains(words[word]) && matches(word + 1, letter)
        }
        return words.count <= 24 && matches(0, 0)
    }
}
