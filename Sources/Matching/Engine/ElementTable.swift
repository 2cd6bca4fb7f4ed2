internal import Tokenization

/// The distinct elements of a set of rules. Forms of tokens that begin (or are) the same elements
/// make one *class of forms*: to matching they are the same, and there are few classes where there
/// are many forms.
final class ElementTable {
    private enum Key: Hashable {
        case any
        case tokenClass(TokenClass)
        case words(folded: Set<Vocabulary.Form>, exact: Set<Vocabulary.Form>)
        case literal(Literal)
        case list(ObjectIdentifier)
        case annotation(Symbol)
    }

    private let vocabulary: Vocabulary
    private(set) var elements: [Element] = []
    private var known: [Key: Int32] = [:]
    /// Elements that are words, by the word.
    private var folded: [Vocabulary.Form: [Int32]] = [:]
    private var exact: [Vocabulary.Form: [Int32]] = [:]
    /// Elements that must be asked of every form; and others by the first byte of the forms that they can
    /// begin with.
    private var anyByte: [(element: Int32, classes: TokenClass, isDecided: Bool)] = []
    private var others: [[(element: Int32, classes: TokenClass, isDecided: Bool)]] = Array(
        repeating: [], count: 256)

    /// How many words of 64 bits the elements take.
    private var width = 1
    /// A bit for each class and element.
    private var bits: [UInt64] = []
    private var classes: [[UInt64]: Int32] = [:]
    /// The class of each form, -1 where it is not known yet.
    private var classOfForm: [Int32] = []
    private var epoch = 0

    init(vocabulary: Vocabulary) { self.vocabulary = vocabulary }

    /// The numbers of a pattern's elements. All patterns are added before anything is asked.
    func add(_ pattern: CompiledPattern) -> [Int32] { pattern.elements.map(number) }

    private func number(_ element: Element) -> Int32 {
        let key = key(element)
        if let key, let number = known[key] { return number }
        let number = Int32(elements.count)
        elements.append(element)
        width = (elements.count + 63) / 64
        if let key { known[key] = number }
        if case .words(let lower, let cased) = element.kind, element.tests.isEmpty {
            for form in lower { folded[form, default: []].append(number) }
            for form in cased { exact[form, default: []].append(number) }
        } else {
            index(element, number)
        }
        return number
    }

    private func index(_ element: Element, _ number: Int32) {
        var classes: TokenClass = []
        var isDecided = false
        switch element.kind {
        case .any: isDecided = element.tests.isEmpty
        case .tokenClass(let asked):
            classes = asked.subtracting(.ofPlace)
            isDecided = element.tests.isEmpty
        default: break
        }
        guard element.isToldByFirstByte else { return anyByte.append((number, classes, isDecided)) }
        for byte in 0..<256 where element.canBegin(withByte: UInt8(byte)) {
            others[byte].append((number, classes, isDecided))
        }
    }

    /// What makes two elements the same; nil for those that are not compared.
    private func key(_ element: Element) -> Key? {
        guard element.tests.isEmpty else { return nil }
        switch element.kind {
        case .any: return .any
        case .tokenClass(let classes): return .tokenClass(classes)
        case .words(let folded, let exact): return .words(folded: folded, exact: exact)
        case .literal(let literal): return .literal(literal)
        case .list(let list): return .list(ObjectIdentifier(list))
        case .annotation(let symbol): return .annotation(symbol)
        case .regex, .oneOf, .noneOf: return nil
        }
    }

    /// How many classes there are; their numbers are below this.
    var classCount: Int { classes.count }

    /// Makes room for forms that are new since the last search.
    func prepare() {
        if epoch != vocabulary.epoch {
            epoch = vocabulary.epoch
            classOfForm.removeAll(keepingCapacity: true)
        }
        if classOfForm.count < vocabulary.count {
            classOfForm.append(contentsOf: repeatElement(-1, count: vocabulary.count - classOfForm.count))
        }
    }

    /// Looks up the classes of the forms of some tokens.
    ///
    /// - Throws: ``Regex/Failure/limit(pattern:)``.
    func classify(
        _ forms: UnsafeBufferPointer<Vocabulary.Form>, _ range: Range<Int>,
        into classes: UnsafeMutableBufferPointer<Int32>
    ) throws {
        for token in range {
            let known = classOfForm[Int(forms[token])]
            classes[token] = known >= 0 ? known : try resolve(forms[token])
        }
    }

    /// Whether the element matches a token of the class, if it depends on the form alone; else whether
    /// it may begin with it.
    @inline(__always)
    func has(_ element: Int32, _ classNumber: Int32) -> Bool {
        bits[Int(classNumber) * width + Int(element >> 6)] & (1 << UInt64(element & 63)) != 0
    }

    private func resolve(_ form: Vocabulary.Form) throws -> Int32 {
        var signature = [UInt64](repeating: 0, count: width)
        func set(_ element: Int32) { signature[Int(element >> 6)] |= 1 << UInt64(element & 63) }
        folded[vocabulary.folded(form)]?.forEach(set)
        exact[vocabulary.exact(form)]?.forEach(set)
        let classes = vocabulary.classes(form)
        let first = vocabulary.withBytes(form) { Int($0.first ?? 0) }
        func ask(_ list: [(element: Int32, classes: TokenClass, isDecided: Bool)]) throws {
            for (element, asked, isDecided) in list where classes.isSuperset(of: asked) {
                if try isDecided || elements[Int(element)].canBegin(with: form, vocabulary) { set(element) }
            }
        }
        try ask(anyByte)
        try ask(others[first])
        let number: Int32
        if let known = self.classes[signature] {
            number = known
        } else {
            number = Int32(self.classes.count)
            self.classes[signature] = number
            bits.append(contentsOf: signature)
        }
        classOfForm[Int(form)] = number
        return number
    }
}
