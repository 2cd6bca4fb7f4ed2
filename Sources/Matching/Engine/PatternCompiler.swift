internal import Diagnostics
internal import English
internal import Tokenization

/// Turns a parsed pattern into a program, resolving every name in it.
struct PatternCompiler {
    private let context: PatternContext
    private var operations: [CompiledPattern.Operation] = []
    private var elements: [Element] = []
    private var captureNames: [String] = []
    private var captureOffsets: [Int?] = []
    private var isRepeated: [Bool] = []
    private var annotationNames: [String] = []
    private var prefix: [String] = []
    private var repeats = 0
    private var looks = 0
    private var expanding: [String] = []
    private var hasEmptyLoop = false
    /// Set while what is compiled stands in a named pattern: errors then point to its use.
    private var useSite: (offset: Int, length: Int)?

    private static let mostOperations = 20_000

    init(_ context: PatternContext) { self.context = context }

    mutating func compile(_ node: PatternNode, source: String, allowingEmpty: Bool) throws(PatternError)
        -> CompiledPattern
    {
        try emit(node, backwards: false)
        operations.append(.accept)
        if isEmptyPossible(from: 0) && !allowingEmpty {
            throw PatternError(
                "the pattern can match nothing at all; at least one element must not be optional", at: 0,
                length: source.utf8.count)
        }
        return CompiledPattern(
            source: source, captureNames: captureNames, captureOffsets: captureOffsets,
            isRepeated: isRepeated,
            annotationNames: annotationNames, operations: operations, elements: elements,
            hasEmptyLoop: hasEmptyLoop)
    }

    /// Whether the end can be reached from an operation without consuming anything.
    private func isEmptyPossible(from start: Int) -> Bool {
        var seen: Set<Int> = []
        var open = [start]
        while let at = open.popLast() {
            guard seen.insert(at).inserted else { continue }
            switch operations[at] {
            case .consume: break
            case .split(let a, let b): open += [Int(a), Int(b)]
            case .jump(let to): open.append(Int(to))
            case .open, .close, .anchor: open.append(at + 1)
            case .look(_, let next, _): open.append(Int(next))
            case .accept: return true
            }
        }
        return false
    }

    /// The number of the next operation.
    private var next: Int32 { Int32(operations.count) }

    // MARK: Emitting

    private mutating func emit(_ node: PatternNode, backwards: Bool) throws(PatternError) {
        if operations.count > Self.mostOperations {
            throw error("the pattern is too large", node)
        }
        switch node.kind {
        case .element(let syntax, let tests):
            elements.append(try element(syntax, tests, node))
            operations.append(.consume(Int32(elements.count - 1), backwards: backwards))
        case .sequence(let items):
            for item in backwards ? items.reversed() : items { try emit(item, backwards: backwards) }
        case .alternatives(let branches): try emitAlternatives(branches, backwards)
        case .repeated(let inner, let low, let high, let lazy):
            repeats += high == 1 && low <= 1 ? 0 : 1
            try emitRepeat(inner, low, high, lazy, backwards)
            repeats -= high == 1 && low <= 1 ? 0 : 1
        case .capture(let name, let inner): try emitCapture(name, inner, node, backwards)
        case .named(let name): try emitNamed(name, node, backwards)
        case .look(let inner, let ahead, let negated):
            let look = operations.count
            operations.append(.accept)  // replaced below
            looks += 1
            try emit(inner, backwards: !ahead)
            looks -= 1
            operations.append(.accept)
            operations[look] = .look(start: Int32(look + 1), next: next, negated: negated)
        case .anchor(let anchor):
            let place: CompiledPattern.Anchor
            switch anchor.unit {
            case .sentence: place = .sentence
            case .paragraph: place = .paragraph
            case .document: place = .document
            case .annotation(let name): place = .annotation(try symbol(name, node))
            }
            operations.append(.anchor(place, isStart: anchor.isStart))
        }
    }

    private mutating func emitAlternatives(_ branches: [PatternNode], _ backwards: Bool) throws(PatternError)
    {
        var jumps: [Int] = []
        for (index, branch) in branches.enumerated() {
            let isLast = index == branches.count - 1
            let split = operations.count
            if !isLast { operations.append(.accept) }
            try emit(branch, backwards: backwards)
            if !isLast {
                jumps.append(operations.count)
                operations.append(.accept)
                operations[split] = .split(Int32(split + 1), next)
            }
        }
        for jump in jumps { operations[jump] = .jump(next) }
    }

    private mutating func emitRepeat(
        _ inner: PatternNode, _ low: Int, _ high: Int?, _ lazy: Bool, _ backwards: Bool
    ) throws(PatternError) {
        for _ in 0..<low { try emit(inner, backwards: backwards) }
        func split(_ into: Int, _ past: Int) -> CompiledPattern.Operation {
            lazy ? .split(Int32(past), Int32(into)) : .split(Int32(into), Int32(past))
        }
        guard let high else {
            let loop = operations.count
            operations.append(.accept)
            try emit(inner, backwards: backwards)
            operations.append(.accept)  // for the moment, to see whether the body can match nothing
            if isEmptyPossible(from: loop + 1) { hasEmptyLoop = true }
            operations[operations.count - 1] = .jump(Int32(loop))
            operations[loop] = split(loop + 1, operations.count)
            return
        }
        var splits: [Int] = []
        for _ in low..<high {
            splits.append(operations.count)
            operations.append(.accept)
            try emit(inner, backwards: backwards)
        }
        for at in splits { operations[at] = split(at + 1, operations.count) }
    }

    private mutating func emitCapture(
        _ name: String, _ inner: PatternNode, _ node: PatternNode, _ backwards: Bool
    )
        throws(PatternError)
    {
        if looks > 0 {
            throw error("a capture inside a look-around is never set; put it outside", node)
        }
        if context.reservedCaptures.contains(name) {
            throw error("'\(name)' cannot name a capture: matches have a field of that name", node)
        }
        prefix.append(name)
        let path = prefix.joined(separator: ".")
        let number: Int
        if let known = captureNames.firstIndex(of: path) {
            number = known
        } else {
            number = captureNames.count
            captureNames.append(path)
            captureOffsets.append(useSite == nil ? node.offset : nil)
            isRepeated.append(repeats > 0)
        }
        if repeats > 0 { isRepeated[number] = true }
        operations.append(.open(Int32(number)))
        try emit(inner, backwards: backwards)
        operations.append(.close(Int32(number)))
        prefix.removeLast()
    }

    private mutating func emitNamed(_ name: String, _ node: PatternNode, _ backwards: Bool)
        throws(PatternError)
    {
        if expanding.contains(name) { throw error("the named pattern $\(name) contains itself", node) }
        guard let definition = context.definition(name) else {
            throw error(
                "unknown named pattern $\(name)"
                    + didYouMean(name, among: context.definitionNames, prefix: "$"), node)
        }
        expanding.append(name)
        let outer = useSite
        if useSite == nil { useSite = (node.offset, node.length) }
        try emit(definition, backwards: backwards)
        useSite = outer
        expanding.removeLast()
    }

    // MARK: Elements

    private func error(_ message: String, _ node: PatternNode) -> PatternError {
        PatternError(message, at: useSite?.offset ?? node.offset, length: useSite?.length ?? node.length)
    }

    private mutating func symbol(_ name: String, _ node: PatternNode) throws(PatternError) -> Symbol {
        guard let symbol = context.symbols.symbol(name) else {
            throw error(
                "unknown layer or label @\(name)"
                    + didYouMean(name, among: context.symbols.names, prefix: "@"),
                node)
        }
        if !annotationNames.contains(name) { annotationNames.append(name) }
        return symbol
    }

    /// What to write in place of a list that is not known.
    private func remedy(forList name: String) -> String {
        let similar = didYouMean(name, among: context.listNames, prefix: "#")
        if !similar.isEmpty { return similar }
        if TokenClass.named.contains(where: { $0.name == name }) { return "; did you mean %\(name)?" }
        return "; make it with desk.list(\"\(name)\", …)"
    }

    private mutating func element(_ syntax: ElementSyntax, _ tests: [TestSyntax], _ node: PatternNode)
        throws(PatternError) -> Element
    {
        let kind: Element.Kind
        switch syntax {
        case .any: kind = .any
        case .literal(let parts): kind = literal(parts)
        case .regex(let pattern, let ignoringCase):
            do { kind = .regex(try Regex(pattern, ignoringCase: ignoringCase)) } catch {
                throw self.error("\(error)", node)
            }
        case .tokenClass(let name):
            guard let named = TokenClass.named.first(where: { $0.name == name }) else {
                throw error(
                    "unknown token class %\(name)"
                        + didYouMean(name, among: TokenClass.named.map(\.name), prefix: "%"), node)
            }
            kind = .tokenClass(named.set)
        case .list(let name):
            guard let list = context.list(name) else {
                throw error(
                    "unknown list #\(name)" + remedy(forList: name), node)
            }
            kind = .list(list)
        case .annotation(let name): kind = .annotation(try symbol(name, node))
        case .lemma(let word):
            kind = .words(
                folded: Set(Inflection.forms(of: word.lowercased()).map { context.vocabulary.intern($0) }),
                exact: [])
        case .oneOf(let items, let negated):
            var inner: [Element] = []
            for item in items {
                guard case .element(let syntax, let tests) = item.kind else { continue }
                inner.append(try element(syntax, tests, item))
            }
            kind = negated ? .noneOf(joined(inner)) : oneOf(joined(inner))
        }
        var compiled: [ElementTest] = []
        for test in tests { compiled.append(try self.test(test, on: kind, node)) }
        let element = Element(kind: kind, tests: compiled, offset: node.offset, length: node.length)
        try checkPossible(element, node)
        return element
    }

    /// A word whose tests fail for every way to write it can never match.
    private func checkPossible(_ element: Element, _ node: PatternNode) throws(PatternError) {
        guard case .words(let folded, let exact) = element.kind,
            element.tests.contains(where: \.dependsOnFormAlone)
        else { return }
        let vocabulary = context.vocabulary
        var forms = Array(exact)
        for form in folded {
            let text = vocabulary.text(form)
            let capital = text.prefix(1).uppercased() + text.dropFirst()
            forms += [form, vocabulary.intern(capital), vocabulary.intern(text.uppercased())]
        }
        for form in forms {
            let holds = element.tests.allSatisfy { test in
                // A regex that exceeds its limits may match.
                (try? !test.dependsOnFormAlone || test.holds(for: form, vocabulary)) ?? true
            }
            if holds { return }
        }
        throw error("this can never match: its tests fail for every way to write the word", node)
    }

    /// Whether a text that starts and ends where tokens do is one token wherever it stands: letters,
    /// letters and figures, words joined by hyphens, and single signs.
    private static func isOneToken(_ scalars: String.UnicodeScalarView) -> Bool {
        func isLetter(_ scalar: Unicode.Scalar) -> Bool {
            [.uppercaseLetter, .lowercaseLetter].contains(scalar.properties.generalCategory)
        }
        guard let first = scalars.first else { return false }
        if scalars.count == 1 { return !first.properties.isWhitespace }
        var afterLetter = false
        var isHyphen = false
        for scalar in scalars {
            if isLetter(scalar) {
                afterLetter = true
                isHyphen = false
            } else if scalar.value >= 0x30, scalar.value <= 0x39, !isHyphen {
                afterLetter = false
            } else if scalar == "-", afterLetter, isLetter(first) {
                afterLetter = false
                isHyphen = true
            } else {
                return false
            }
        }
        return !isHyphen
    }

    /// What is one token is compared as a word: by number. Anything else is compared by its characters.
    private func literal(_ parts: [LiteralPart]) -> Element.Kind {
        let literal = Literal(parts)
        let text = parts.map(\.text).joined()
        let scalars = text.unicodeScalars
        guard let isExact = parts.first?.isExact, parts.allSatisfy({ $0.isExact == isExact }),
            Self.isOneToken(scalars)
        else { return .literal(literal) }
        let form = context.vocabulary.intern(text)
        return isExact
            ? .words(folded: [], exact: [context.vocabulary.exact(form)])
            : .words(folded: [context.vocabulary.folded(form)], exact: [])
    }

    /// Items with all plain words as one.
    private func joined(_ items: [Element]) -> [Element] {
        var words: (folded: Set<Vocabulary.Form>, exact: Set<Vocabulary.Form>) = ([], [])
        var first: Element?
        var others: [Element] = []
        for item in items {
            if case .words(let folded, let exact) = item.kind, item.tests.isEmpty {
                words.folded.formUnion(folded)
                words.exact.formUnion(exact)
                first = first ?? item
            } else {
                others.append(item)
            }
        }
        guard var joined = first else { return others }
        joined.kind = .words(folded: words.folded, exact: words.exact)
        return [joined] + others
    }

    private func oneOf(_ items: [Element]) -> Element.Kind {
        items.count == 1 && items[0].tests.isEmpty ? items[0].kind : .oneOf(items)
    }

    private func test(_ test: TestSyntax, on kind: Element.Kind, _ node: PatternNode) throws(PatternError)
        -> ElementTest
    {
        let subject = try subject(of: test, on: kind)
        if test.comparison == nil, !isCondition(subject) {
            throw testError("{\(test.name)} needs a comparison, as {\(test.name)=…}", test)
        }
        if test.comparison != nil, !isComparable(subject) {
            throw testError("{\(test.name)} is yes or no and cannot be compared", test)
        }
        var values: [ElementTest.Value] = []
        for value in test.values {
            switch value {
            case .number(let number): values.append(.number(number))
            case .range(let low, let high): values.append(.range(low, high))
            case .string(let text): values.append(.text(text))
            case .glob(let text): values.append(.glob(ElementTest.glob(text)))
            case .regex(let pattern, let ignoringCase):
                do { values.append(.regex(try Regex(pattern, ignoringCase: ignoringCase))) } catch {
                    throw testError("\(error)", test)
                }
            }
        }
        return ElementTest(
            subject: subject, negated: test.negated, comparison: test.comparison, values: values)
    }

    private func testError(_ message: String, _ test: TestSyntax) -> PatternError {
        PatternError(message, at: useSite?.offset ?? test.offset, length: useSite?.length ?? test.length)
    }

    private func isCondition(_ subject: ElementTest.Subject) -> Bool {
        switch subject {
        case .tokenClass, .predicate, .feature: true
        default: false
        }
    }

    private func isComparable(_ subject: ElementTest.Subject) -> Bool {
        switch subject {
        case .tokenClass, .predicate: false
        default: true
        }
    }

    private func subject(of test: TestSyntax, on kind: Element.Kind) throws(PatternError)
        -> ElementTest.Subject
    {
        switch test.name {
        case "len": return .length
        case "tokens": return .tokenCount
        case "value": return .value
        case "text": return .text
        case "lower" where test.comparison != nil: return .lower
        case "first": return .tokenClass(.sentenceStart)
        case "spaced": return .tokenClass(.spaceBefore)
        default: break
        }
        if let named = TokenClass.named.first(where: { $0.name == test.name }) {
            return .tokenClass(named.set)
        }
        if context.predicates.contains(test.name) { return .predicate(test.name) }
        switch kind {
        case .annotation: return .feature(test.name)
        case .list(let list):
            if list.columns.contains(test.name) { return .feature(test.name) }
            throw testError(
                "list #\(list.name) has no feature \(test.name)" + didYouMean(test.name, among: list.columns),
                test)
        default: break
        }
        let known =
            ["len", "tokens", "value", "text", "lower", "first", "spaced"] + TokenClass.named.map(\.name)
        throw testError(
            "unknown test \(test.name)" + didYouMean(test.name, among: known + context.predicates), test)
    }
}
