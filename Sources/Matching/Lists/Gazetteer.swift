public import Tokenization

/// A list of names or phrases with features, found in text by integer comparisons.
///
/// The entries stand in a trie over the folded forms of their tokens, so that the time to match
/// does not depend on how many there are.
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
    /// How entries and text are compared.
    public let casePolicy: CasePolicy
    /// The names of the features.
    public let columns: [String]
    /// How many entries there are.
    public var count: Int { entryTexts.count }
    /// The most tokens that an entry has.
    public private(set) var longest = 1

    private var entryTexts: [String] = []
    /// `columns.count` values for each entry; empty where there is none.
    private var values: [String] = []
    private var transitions = TransitionTable()
    /// The entries that end in a node, as a chain through `nextEntry`.
    private var entryOfNode: [Int32] = [-1]
    private var nextEntry: [Int32] = []
    /// The exact forms of the tokens of each terminal, where case counts.
    private var exactForms: [[Vocabulary.Form]] = []
    private var terminalEntry: [Int32] = []
    private let vocabulary: Vocabulary
    private let tokenizer: Tokenizer

    /// An empty list.
    public init(name: String, casePolicy: CasePolicy, columns: [String], vocabulary: Vocabulary) {
        self.name = name
        self.casePolicy = casePolicy
        self.columns = columns
        self.vocabulary = vocabulary
        tokenizer = Tokenizer(vocabulary: vocabulary)
    }

    /// Adds an entry with its features in the order of the columns. An entry that is there
    /// already is added beside it. An entry without a token is ignored.
    ///
    /// - Parameter plural: whether the plural of the last word counts as the entry too.
    public func add(_ text: String, values: [String] = [], plural: Bool = false) {
        let entry = entryTexts.count
        entryTexts.append(text)
        self.values += (0..<columns.count).map { $0 < values.count ? values[$0] : "" }
        insert(text, entry)
        if plural { insert(Inflection.plural(text), entry) }
        // At the end of a paragraph the full stop of "Inc." is a token of its own.
        if text.hasSuffix("."), text.dropLast().last?.isLetter == true {
            insert(text.dropLast() + " .", entry, unspaced: true)
        }
    }

    private func insert(_ text: String, _ entry: Int, unspaced: Bool = false) {
        let tokens = tokenizer.tokenize(text)
        guard tokens.count > 0 else { return }
        longest = max(longest, tokens.count)
        var node: Int32 = 0
        for form in tokens.forms {
            node = transitions.follow(node, vocabulary.folded(form), orAdd: Int32(entryOfNode.count))
            if node == entryOfNode.count { entryOfNode.append(-1) }
        }
        let terminal = Int32(terminalEntry.count)
        terminalEntry.append(Int32(entry))
        let caseCounts =
            switch casePolicy {
            case .exact: true
            case .ignore: false
            case .smart: tokens.forms.contains { vocabulary.folded($0) != vocabulary.exact($0) }
            }
        exactForms.append(caseCounts ? tokens.forms.map { vocabulary.exact($0) } : [])
        nextEntry.append(entryOfNode[Int(node)])
        entryOfNode[Int(node)] = terminal
    }

    // MARK: Looking up

    /// The text of an entry as it was added.
    public func text(ofEntry entry: Int) -> String { entryTexts[entry] }

    /// The value of a feature of an entry; nil if it has none.
    public func value(_ column: String, ofEntry entry: Int) -> String? {
        guard let index = columns.firstIndex(of: column) else { return nil }
        let value = values[entry * columns.count + index]
        return value.isEmpty ? nil : value
    }

    /// Whether an entry can begin with the (folded) form.
    public func canBegin(with folded: Vocabulary.Form) -> Bool { transitions.follow(0, folded) != nil }

    /// The entries that begin at a token and end before `limit`, the longest first, and of equal
    /// ones the first added first.
    public func hits(at token: Int, limit: Int, in tokens: TokenTable) -> [Hit] {
        var node: Int32 = 0
        var hits: [Hit] = []
        var at = token
        while at < limit, let next = transitions.follow(node, vocabulary.folded(tokens.forms[at])) {
            node = next
            at += 1
            var terminal = entryOfNode[Int(node)]
            while terminal >= 0 {
                if isExact(terminal, token, tokens) {
                    hits.append(Hit(end: at, entry: Int(terminalEntry[Int(terminal)])))
                }
                terminal = nextEntry[Int(terminal)]
            }
        }
        // Chains run from the last added to the first, so reversing puts both orders right.
        return hits.reversed()
    }

    private func isExact(_ terminal: Int32, _ token: Int, _ tokens: TokenTable) -> Bool {
        let forms = exactForms[Int(terminal)]
        for (offset, form) in forms.enumerated() where vocabulary.exact(tokens.forms[token + offset]) != form {
            return false
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

/// Transitions of a trie: (node, form) → node, by open addressing.
struct TransitionTable {
    private var keys: [UInt64] = Array(repeating: .max, count: 64)
    private var targets: [Int32] = Array(repeating: 0, count: 64)
    private var count = 0

    private static func key(_ node: Int32, _ form: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: node)) << 32 | UInt64(UInt32(bitPattern: form))
    }

    private func slot(_ key: UInt64) -> Int {
        let mask = keys.count - 1
        var slot = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 33) & mask
        while keys[slot] != key, keys[slot] != .max { slot = (slot + 1) & mask }
        return slot
    }

    func follow(_ node: Int32, _ form: Int32) -> Int32? {
        let key = Self.key(node, form)
        let slot = slot(key)
        return keys[slot] == key ? targets[slot] : nil
    }

    mutating func follow(_ node: Int32, _ form: Int32, orAdd target: Int32) -> Int32 {
        let key = Self.key(node, form)
        var at = slot(key)
        if keys[at] == key { return targets[at] }
        if (count + 1) * 2 > keys.count {
            let old = (keys, targets)
            keys = Array(repeating: .max, count: old.0.count * 2)
            targets = Array(repeating: 0, count: old.0.count * 2)
            for (index, key) in old.0.enumerated() where key != .max {
                let slot = slot(key)
                keys[slot] = key
                targets[slot] = old.1[index]
            }
            at = slot(key)
        }
        keys[at] = key
        targets[at] = target
        count += 1
        return target
    }
}
