internal import Tokenization

/// Which patterns can start at a token, kept for each form of token.
struct StartIndex {
    private let vocabulary: Vocabulary
    private let patternCount: Int
    /// Patterns by the first character of a literal that they can start with.
    private var literals: [UInt32: [(literal: Literal, pattern: Int)]] = [:]
    /// Patterns by a form (folded) that they can start with.
    private var forms: [Vocabulary.Form: [Int]] = [:]
    private var lists: [(list: Gazetteer, patterns: [Int])] = []
    /// Elements that depend on a form alone but are no plain words.
    private var tests: [(pattern: Int, element: Int)] = []
    /// Patterns that can start anywhere, as far as can be said without trying.
    private var anywhere: [Int] = []
    /// For each form: where its patterns are in `patterns`, from and count; -1 for not known yet.
    private var slices: [(from: Int32, count: Int32)] = []
    private var patterns: [Int] = []
    private var epoch = 0

    init(_ compiled: [CompiledPattern], vocabulary: Vocabulary) {
        self.vocabulary = vocabulary
        patternCount = compiled.count
        for (number, pattern) in compiled.enumerated() {
            for element in pattern.firstElements { add(pattern.elements[element], element, number) }
        }
    }

    private mutating func add(_ element: Element, _ index: Int, _ pattern: Int) {
        switch element.kind {
        case .literal(let literal): literals[literal.firstFolded, default: []].append((literal, pattern))
        case .forms(let set): for form in set { forms[form, default: []].append(pattern) }
        case .list(let list):
            if let known = lists.firstIndex(where: { $0.list === list }) {
                lists[known].patterns.append(pattern)
            } else {
                lists.append((list, [pattern]))
            }
        case .annotation: break  // found by position
        case .oneOf(let items) where !element.dependsOnFormAlone:
            for item in items { add(item, -1, pattern) }
        default:
            if element.dependsOnFormAlone, index >= 0 {
                tests.append((pattern, index))
            } else {
                anywhere.append(pattern)
            }
        }
    }

    /// Makes room for forms that are new since the last article.
    mutating func prepare() {
        if epoch != vocabulary.epoch {
            epoch = vocabulary.epoch
            slices.removeAll(keepingCapacity: true)
            patterns.removeAll(keepingCapacity: true)
        }
        if slices.count < vocabulary.count {
            slices.append(
                contentsOf: repeatElement((from: -1, count: 0), count: vocabulary.count - slices.count))
        }
    }

    /// The patterns that can start at the token, in order, annotations left out.
    @inline(__always)
    mutating func rules(
        at token: Int, in input: MatchInput, _ context: ElementContext, _ matchers: [Matcher],
        into found: inout [Int]
    ) throws {
        found.removeAll(keepingCapacity: true)
        let form = Int(input.tokens.forms[token])
        if slices[form].from < 0 { try resolve(form, token, input, context, matchers) }
        let slice = slices[form]
        for index in 0..<Int(slice.count) { found.append(patterns[Int(slice.from) + index]) }
    }

    private mutating func resolve(
        _ form: Int, _ token: Int, _ input: MatchInput, _ context: ElementContext, _ matchers: [Matcher]
    ) throws {
        var found = Set(anywhere)
        let folded = vocabulary.folded(Vocabulary.Form(form))
        found.formUnion(forms[folded] ?? [])
        let first = vocabulary.withBytes(folded) { bytes in
            String(decoding: bytes.prefix(4), as: UTF8.self).unicodeScalars.first?.value ?? 0
        }
        for (literal, pattern) in literals[first] ?? []
        where vocabulary.withBytes(Vocabulary.Form(form), literal.canBegin) { found.insert(pattern) }
        for (list, patterns) in lists where list.canBegin(with: folded) { found.formUnion(patterns) }
        for (pattern, element) in tests where !found.contains(pattern) {
            if try matchers[pattern].formMatches(element, token, input, context) { found.insert(pattern) }
        }
        slices[form] = (Int32(patterns.count), Int32(found.count))
        patterns.append(contentsOf: found.sorted())
    }
}
