internal import English
public import Tokenization

/// Makes the image of a list from its entries.
public struct GazetteerCompiler {
    /// Counts changes of what is made of the same entries: images of another revision are not used.
    public static let revision = 3

    private let vocabulary: Vocabulary
    private let tokenizer: Tokenizer
    private let casePolicy: Gazetteer.CasePolicy
    private let columns: [String]
    private let plural: Bool
    private let possessive: Bool

    /// Numbers of the image for forms of the vocabulary.
    private var tokens: [Vocabulary.Form: Int] = [:]
    private var tokenForms: [Vocabulary.Form] = []
    private var transitions: [UInt64: Int] = [:]
    private var nodeTerminals: [Int] = [0]
    private var terminals: [(next: Int, entry: Int, exact: Int, count: Int)] = []
    private var exactTokens: [Int] = []
    private var entryStarts: [Int] = [0]
    private var entryBytes: [UInt8] = []
    private var longest = 1

    /// A compiler of a list with these feature columns.
    ///
    /// - Parameters:
    ///   - plural: whether the plural of an entry's last word counts as the entry too.
    ///   - possessive: whether the entry with 's, or ' behind an s, counts as the entry too.
    public init(
        casePolicy: Gazetteer.CasePolicy, columns: [String], plural: Bool = false, possessive: Bool = false,
        vocabulary: Vocabulary
    ) {
        self.casePolicy = casePolicy
        self.columns = columns
        self.plural = plural
        self.possessive = possessive
        self.vocabulary = vocabulary
        tokenizer = Tokenizer(vocabulary: vocabulary)
    }

    /// Adds an entry with its features in the order of the columns. One that is there already is
    /// added beside it; one without a token is never found.
    public mutating func add(_ text: String, values: [String] = []) {
        let entry = entryStarts.count - 1
        let row = [text] + (0..<columns.count).map { $0 < values.count ? values[$0] : "" }
        entryBytes += Array(Self.fields(row).utf8)
        entryStarts.append(entryBytes.count)
        insert(forms(of: text), entry)
        if plural { insert(forms(of: Inflection.plural(text)), entry) }
        if possessive { insert(forms(of: text + (text.hasSuffix("s") ? "'" : "'s")), entry) }
        // Whether the full stop of "Inc." or "Nov." belongs to the word or is a token of its own
        // depends on what follows in the text: the list has it both ways.
        if text.hasSuffix("."), text.dropLast().last?.isLetter == true {
            let apart = forms(of: text.dropLast() + " .")
            let word = vocabulary.text(apart[apart.count - 2])
            insert(apart, entry)
            insert(Array(apart.dropLast(2)) + [vocabulary.intern(word + ".")], entry)
        }
    }

    /// Texts separated by tabs. A tab inside of one would begin the next, so it becomes a blank.
    private static func fields(_ texts: [String]) -> String {
        texts.map { $0.replacing("\t", with: " ") }.joined(separator: "\t")
    }

    private func forms(of text: String) -> [Vocabulary.Form] { tokenizer.tokenize(text).forms }

    private mutating func insert(_ forms: [Vocabulary.Form], _ entry: Int) {
        guard !forms.isEmpty else { return }
        longest = max(longest, forms.count)
        var node = 0
        for form in forms {
            let key = UInt64(node) << 32 | UInt64(token(vocabulary.folded(form)))
            if let next = transitions[key] {
                node = next
            } else {
                node = nodeTerminals.count
                nodeTerminals.append(0)
                transitions[key] = node
            }
        }
        let caseCounts =
            switch casePolicy {
            case .exact: true
            case .ignore: false
            case .smart: forms.contains { vocabulary.folded($0) != vocabulary.exact($0) }
            }
        let exact = exactTokens.count
        let cased = caseCounts ? forms.map { token(vocabulary.exact($0)) } : []
        // Two forms of an entry can be the same, such as the plural of "sheep": it is one hit.
        var earlier = nodeTerminals[node]
        while earlier > 0, terminals[earlier - 1].entry == entry {
            let (next, _, start, count) = terminals[earlier - 1]
            if exactTokens[start..<start + count].elementsEqual(cased) { return }
            earlier = next
        }
        exactTokens += cased
        terminals.append((nodeTerminals[node], entry, exact, cased.count))
        nodeTerminals[node] = terminals.count
    }

    private mutating func token(_ form: Vocabulary.Form) -> Int {
        if let known = tokens[form] { return known }
        tokens[form] = tokenForms.count
        tokenForms.append(form)
        return tokenForms.count - 1
    }

    // MARK: Writing

    /// The image's bytes, the same for the same entries.
    public func image(sourceHash: UInt64 = 0) -> [UInt8] {
        var sections: [[UInt8]] = Array(repeating: [], count: GazetteerImage.Section.allCases.count)
        func put(_ section: GazetteerImage.Section, _ numbers: [Int]) {
            var bytes: [UInt8] = []
            bytes.reserveCapacity(numbers.count * 4)
            for number in numbers {
                withUnsafeBytes(of: UInt32(truncatingIfNeeded: number).littleEndian) { bytes += $0 }
            }
            sections[section.rawValue] = bytes
        }
        var tokenBytes: [UInt8] = []
        var tokenStarts = [0]
        for form in tokenForms {
            vocabulary.withBytes(form) { tokenBytes += $0 }
            tokenStarts.append(tokenBytes.count)
        }
        sections[GazetteerImage.Section.tokenBytes.rawValue] = tokenBytes
        put(.tokenStarts, tokenStarts)
        put(.tokenHashes, tokenForms.map { Int(vocabulary.hash($0)) })
        put(.tokenSlots, tokenSlots())
        put(.transitions, transitionSlots())
        put(.nodeTerminals, nodeTerminals)
        put(.terminals, terminals.flatMap { [$0.next, $0.entry, $0.exact, $0.count] })
        put(.exactTokens, exactTokens)
        put(.entryStarts, entryStarts)
        sections[GazetteerImage.Section.entryBytes.rawValue] = entryBytes
        let columnBytes = Array(Self.fields(columns).utf8)
        put(.columns, [columnBytes.count])
        sections[GazetteerImage.Section.columns.rawValue] += columnBytes

        var header: [UInt64] = [GazetteerImage.magic, 0, sourceHash, UInt64(longest)]
        header += sections.map { UInt64($0.count) }
        header += Array(repeating: 0, count: GazetteerImage.headerCount - header.count)
        header[1] = UInt64(GazetteerImage.headerCount * 8 + sections.reduce(0) { $0 + ($1.count + 7) & ~7 })
        var image: [UInt8] = []
        image.reserveCapacity(Int(header[1]))
        for word in header { withUnsafeBytes(of: word.littleEndian) { image += $0 } }
        for section in sections {
            image += section
            image += Array(repeating: 0, count: (8 - section.count & 7) & 7)
        }
        return image
    }

    private func capacity(_ count: Int) -> Int {
        var capacity = 4
        while capacity < count * 2 { capacity *= 2 }
        return capacity
    }

    private func tokenSlots() -> [Int] {
        var slots = Array(repeating: 0, count: capacity(tokenForms.count))
        for (number, form) in tokenForms.enumerated() {
            var slot = Int(vocabulary.hash(form)) & (slots.count - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = number + 1
        }
        return slots
    }

    private func transitionSlots() -> [Int] {
        let capacity = capacity(transitions.count)
        var slots = Array(repeating: 0, count: capacity * 3)
        for (key, target) in transitions.sorted(by: { $0.key < $1.key }) {
            let (node, token) = (Int(key >> 32), Int(key & 0xFFFF_FFFF))
            var slot = GazetteerImage.slot(node, token) & (capacity - 1)
            while slots[slot * 3 + 2] != 0 { slot = (slot + 1) & (capacity - 1) }
            slots[slot * 3] = node
            slots[slot * 3 + 1] = token
            slots[slot * 3 + 2] = target
        }
        return slots
    }
}
