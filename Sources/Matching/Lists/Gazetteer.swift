public import Tokenization

/// A list of names or phrases with features, found in text by integer comparisons.
///
/// The time to match does not depend on how many entries there are: each distinct word of the
/// text is looked up once, and then every step through the trie is one probe of a table.
public final class Gazetteer {
    /// How entries and text are compared.
    public enum CasePolicy: String, Sendable, CaseIterable {
        /// an entry with a capital matches exactly, one without in any case
        case smart
        /// exactly
        case exact
        /// in any case
        case ignore
    }

    /// An entry found in the text.
    public struct Hit {
        /// The token behind the last one.
        public var end: Int
        /// The number of the entry.
        public var entry: Int
    }

    /// What the list is called.
    public let name: String
    /// The names of the features.
    public let columns: [String]
    /// How many entries there are.
    public let count: Int
    /// The most tokens that an entry has.
    public var longest: Int { image.longest }

    private let image: GazetteerImage
    private let vocabulary: Vocabulary
    private let tokenizer: Tokenizer
    /// The image's number for each form that was looked up: -2 not yet, -1 none.
    private var numbers: [Int32] = []
    private var epoch = 0
    /// Hits of one look-up, kept for their memory.
    private var found: [Hit] = []

    /// A list of a compiled image.
    public init(name: String, image: GazetteerImage, vocabulary: Vocabulary) {
        self.name = name
        self.image = image
        self.vocabulary = vocabulary
        tokenizer = Tokenizer(vocabulary: vocabulary)
        let names = image.columnText
        // A column without a name keeps its place: the values of an entry are found by it.
        columns =
            names.isEmpty
            ? [] : names.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        count = max(0, image.counts[GazetteerImage.Section.entryStarts.rawValue] - 1)
    }

    // MARK: Entries

    private func fields(ofEntry entry: Int) -> [Substring] {
        let range = image.number(.entryStarts, entry)..<image.number(.entryStarts, entry + 1)
        return image.text(.entryBytes, range).split(separator: "\t", omittingEmptySubsequences: false)
    }

    /// The text of an entry as it was added.
    public func text(ofEntry entry: Int) -> String { String(fields(ofEntry: entry)[0]) }

    /// The value of a feature of an entry; nil if it has none.
    public func value(_ column: String, ofEntry entry: Int) -> String? {
        guard let index = columns.firstIndex(of: column) else { return nil }
        let fields = fields(ofEntry: entry)
        guard index + 1 < fields.count, !fields[index + 1].isEmpty else { return nil }
        return String(fields[index + 1])
    }

    // MARK: Looking up

    private func number(_ form: Vocabulary.Form) -> Int32 {
        if epoch != vocabulary.epoch {
            epoch = vocabulary.epoch
            numbers.removeAll(keepingCapacity: true)
        }
        let index = Int(form)
        if index >= numbers.count {
            numbers.append(
                contentsOf: repeatElement(-2, count: max(index + 1, vocabulary.count) - numbers.count))
        }
        if numbers[index] == -2 {
            let hash = vocabulary.hash(form)
            numbers[index] = vocabulary.withBytes(form) { image.token($0, hash: hash) } ?? -1
        }
        return numbers[index]
    }

    /// Whether an entry can begin with the (folded) form.
    public func canBegin(with folded: Vocabulary.Form) -> Bool {
        let number = number(folded)
        return number >= 0 && image.follow(0, number) != nil
    }

    /// The entries that begin at a token and end before `limit`, the longest first, and of equal
    /// ones the first added first.
    public func hits(at token: Int, limit: Int, in tokens: TokenTable) -> [Hit] {
        var hits: [Hit] = []
        forEachHit(at: token, limit: limit, in: tokens) { hits.append($0) }
        return hits
    }

    /// Calls `body` with what ``hits(at:limit:in:)`` would return.
    func forEachHit<E: Error>(
        at token: Int, limit: Int, in tokens: TokenTable, _ body: (Hit) throws(E) -> Void
    ) throws(E) {
        var node = 0
        var at = token
        found.removeAll(keepingCapacity: true)
        while at < limit {
            let number = number(vocabulary.folded(tokens.forms[at]))
            guard number >= 0, let next = image.follow(node, number) else { break }
            node = next
            at += 1
            var terminal = image.number(.nodeTerminals, node)
            while terminal > 0 {
                let place = (terminal - 1) * 4
                if isExact(place, token, tokens) {
                    found.append(Hit(end: at, entry: image.number(.terminals, place + 1)))
                }
                terminal = image.number(.terminals, place)
            }
        }
        guard !found.isEmpty else { return }
        if found.count == 1 { return try body(found[0]) }
        // Chains run from the last added to the first, so reversing puts both orders right. The body
        // may ask this list again, so it gets a copy.
        for hit in found.reversed() as [Hit] { try body(hit) }
    }

    private func isExact(_ terminal: Int, _ token: Int, _ tokens: TokenTable) -> Bool {
        let start = image.number(.terminals, terminal + 2)
        for offset in 0..<image.number(.terminals, terminal + 3) {
            let form = vocabulary.exact(tokens.forms[token + offset])
            if Int(number(form)) != image.number(.exactTokens, start + offset) { return false }
        }
        return true
    }

    /// The entries that are the whole text, the first added first.
    public func entries(for text: String) -> [Int] {
        let tokens = tokenizer.tokenize(text)
        guard tokens.count > 0 else { return [] }
        return hits(at: 0, limit: tokens.count, in: tokens).filter { $0.end == tokens.count }.map(\.entry)
    }
}
