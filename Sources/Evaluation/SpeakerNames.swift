internal import ArticleModel
internal import Matching

/// Whether two texts name the same speaker.
struct SpeakerNames {
    private static let titles = Set(
        """
        mr mrs ms miss dr sir dame lord lady sen senator rep representative gov governor president vice secretary \
        former justice judge prof professor gen general col capt lt sgt rev the a an prime minister chief mayor
        """.split(separator: " ").map(String.init))

    private let possessive: Regex
    private let word: Regex
    private let capitalized: Regex
    private let part: Regex

    init() throws {
        possessive = try Regex(#"['’]s\b"#)
        word = try Regex(#"[^\W_]+(?:[-'’][^\W_]+)*"#)
        capitalized = try Regex(#"\p{Lu}[\w'’\-.]*(?:\s+(?:\p{Lu}[\w'’\-.]*|de|van|von|al|bin))*"#)
        part = try Regex(#"[\w'’\-]+"#)
    }

    private func matches(_ regex: Regex, _ text: String) throws -> [String] {
        var text = text
        return try text.withUTF8 { bytes in
            var found: [String] = []
            var at = 0
            while let match = try regex.firstMatch(in: bytes, from: at) {
                found.append(String(decoding: bytes[match.span.range], as: UTF8.self))
                at = match.span.end
            }
            return found
        }
    }

    private func withoutPossessive(_ text: String) throws -> String {
        var copy = text
        return try copy.withUTF8 { bytes in
            var kept: [UInt8] = []
            var at = 0
            while let match = try possessive.firstMatch(in: bytes, from: at) {
                kept += bytes[at..<match.span.start]
                at = match.span.end
            }
            return String(decoding: kept + bytes[at...], as: UTF8.self)
        }
    }

    /// The words in lower case, without possessives and, if wanted, without titles before a name.
    func normalized(_ text: String, dropsTitles: Bool = true) throws -> [String] {
        let words = try matches(word, withoutPossessive(text)).map { $0.lowercased() }
        guard dropsTitles else { return words }
        var first = 0
        while first < words.count - 1, Self.titles.contains(words[first]) { first += 1 }
        return Array(words[min(first, words.count)...])
    }

    /// The last capitalised word of the first run that has one which is no title.
    private func lastName(_ text: String) throws -> String? {
        for run in try matches(capitalized, withoutPossessive(text)) {
            let names = try matches(part, run).map { $0.lowercased() }
                .filter { !Self.titles.contains($0) && !["jr", "sr", "ii", "iii"].contains($0) }
            if let last = names.last { return last }
        }
        return nil
    }

    /// Equal but for case, titles and punctuation.
    func isSame(_ gold: QuotationScore.Mention?, _ found: QuotationScore.Mention?) throws -> Bool {
        guard let gold, let found, !found.text.isEmpty else {
            return gold == nil && found?.text.isEmpty ?? true
        }
        return try normalized(gold.text) == normalized(found.text)
    }

    /// Equal, one within the other, of the same last name, or overlapping in the text.
    func isSimilar(_ gold: QuotationScore.Mention?, _ found: QuotationScore.Mention?) throws -> Bool {
        guard let gold, let found, !found.text.isEmpty else {
            return gold == nil && found?.text.isEmpty ?? true
        }
        let (a, b) = (try normalized(gold.text), try normalized(found.text))
        if a == b || isRun(a, in: b) || isRun(b, in: a) { return true }
        if let one = try lastName(gold.text), let other = try lastName(found.text), one == other {
            return true
        }
        if let one = gold.range, let other = found.range, one.overlaps(other) { return true }
        return false
    }

    private func isRun(_ a: [String], in b: [String]) -> Bool {
        guard !a.isEmpty, a.count <= b.count else { return false }
        return (0...b.count - a.count).contains { Array(b[$0..<$0 + a.count]) == a }
    }
}
