/// Says which rules of a set can match at a token, from the forms and annotations of the first few
/// tokens: a deterministic automaton over classes of forms whose states are made when a text first
/// leads to them. Most tokens cost a look at one table.
///
/// It leaves out what needs more than a form (look-arounds, anchors, tests of features): a rule that
/// it names may match, one that it does not name cannot.
final class PrefixAutomaton {
    private struct State {
        /// Rules and the operations at which they stand (rule in the upper half, operation in the
        /// lower), by the element that must come next.
        var open: [Int32: [UInt64]]
        /// Rules of which no more can be learned.
        var certain: [Int32]
        /// Those and the rules that are open.
        var all: [Int32]
    }

    /// How many tokens it looks at.
    private static let mostTokens = 4
    private static let mostStates = 20_000
    /// Stands for every set of annotations beyond those that have numbers.
    private static let anySet: UInt64 = 0xF_FFFF

    private let table: ElementTable
    private let matchers: [Matcher]
    private let members: [Int]
    /// Whether any of the rules names annotations.
    let usesAnnotations: Bool

    private var states: [State] = []
    private var numbers: [[UInt64]: Int32] = [:]
    /// The state after a first token without annotations, by its class; -1 where it is not known.
    private var starts: [Int32] = []
    /// State, annotations and class to the next state.
    private var steps = StepTable()
    private var annotationSets: [[UInt64]: UInt64] = [:]
    private var annotationSymbols: [[UInt64]] = []

    /// Of the rules of a set, those numbered `members`.
    init(_ matchers: [Matcher], members: [Int], table: ElementTable) {
        self.table = table
        self.matchers = matchers
        self.members = members
        usesAnnotations = members.contains { !matchers[$0].pattern.annotationNames.isEmpty }
        reset()
    }

    private func reset() {
        states = []
        numbers = [:]
        steps = StepTable()
        for start in starts.indices { starts[start] = -1 }
        // The first state that is numbered is 0, the dead one.
        _ = number(open: [], certain: [])
        var open: Set<UInt64> = []
        var certain: Set<Int32> = []
        for rule in members { follow(0, of: rule, &open, &certain) }
        // The second is 1, the start.
        _ = number(open: open, certain: certain)
    }

    /// Whether a rule can start with a form of the class where no annotation starts.
    func canStart(_ form: Int32) -> Bool { step(1, form, 0) != 0 }

    /// The rules that can match at the token, in order; `limit` is the end of what a match may cover.
    func rules(
        at token: Int, limit: Int, _ classes: UnsafePointer<Int32>, _ index: AnnotationIndex
    ) -> [Int32]? {
        if states.count > Self.mostStates { reset() }
        var state = 1
        var at = token
        while at < limit, at - token < Self.mostTokens {
            let hasAnnotation = usesAnnotations && index.hasStart(at: at)
            state = step(state, classes[at], hasAnnotation ? annotationSet(at: at, index) : 0)
            if state == 0 { return nil }
            if states[state].open.isEmpty { return states[state].certain }
            at += 1
        }
        let rules = at == limit ? states[state].certain : states[state].all
        return rules.isEmpty ? nil : rules
    }

    private func step(_ state: Int, _ form: Int32, _ annotations: UInt64) -> Int {
        if state == 1, annotations == 0 {
            if Int(form) >= starts.count {
                starts.append(contentsOf: repeatElement(-1, count: Int(form) + 64 - starts.count))
            }
            if starts[Int(form)] < 0 { starts[Int(form)] = make(state, form, annotations) }
            return Int(starts[Int(form)])
        }
        let key = UInt64(state) << 44 | annotations << 24 | UInt64(form)
        let known = steps.value(key)
        if known >= 0 { return Int(known) }
        let next = make(state, form, annotations)
        steps.add(key, next)
        return Int(next)
    }

    private func annotationSet(at token: Int, _ index: AnnotationIndex) -> UInt64 {
        var symbols: [UInt64] = []
        for entry in index.starting(at: token) {
            let symbol = UInt64(UInt32(entry.layer)) << 32 | UInt64(UInt32(entry.label))
            if !symbols.contains(symbol) { symbols.append(symbol) }
        }
        symbols.sort()
        if let known = annotationSets[symbols] { return known }
        guard annotationSets.count < Self.anySet - 1 else { return Self.anySet }
        let number = UInt64(annotationSets.count + 1)
        annotationSets[symbols] = number
        annotationSymbols.append(symbols)
        return number
    }

    // MARK: Making states

    private func make(_ state: Int, _ form: Int32, _ annotations: UInt64) -> Int32 {
        var open: Set<UInt64> = []
        var certain = Set(states[state].certain)
        for (number, places) in states[state].open {
            let reach = table.elements[Int(number)].reach
            switch reach {
            case .oneToken, .tokens: guard table.has(number, form) else { continue }
            case .annotation(let symbol):
                guard
                    annotations == Self.anySet
                        || annotations > 0
                            && annotationSymbols[Int(annotations) - 1].contains(where: { symbol.fits($0) })
                else { continue }
            case .anything: break
            }
            for place in places {
                if case .oneToken = reach {
                    follow(Int(place & 0xFFFF_FFFF) + 1, of: Int(place >> 32), &open, &certain)
                } else {
                    certain.insert(Int32(place >> 32))
                }
            }
        }
        return number(open: open, certain: certain)
    }

    /// Collects what a rule can consume next from an operation on.
    private func follow(
        _ start: Int, of rule: Int, _ open: inout Set<UInt64>, _ certain: inout Set<Int32>
    ) {
        var waiting = [start]
        var seen: Set<Int> = []
        while let at = waiting.popLast() {
            guard seen.insert(at).inserted else { continue }
            switch matchers[rule].operation(at) {
            case .consume: open.insert(UInt64(rule) << 32 | UInt64(at))
            case .split(let first, let second): waiting += [Int(first), Int(second)]
            case .jump(let to): waiting.append(Int(to))
            case .open, .close, .anchor: waiting.append(at + 1)
            case .look(_, let next, _): waiting.append(Int(next))
            case .accept: certain.insert(Int32(rule))
            }
        }
    }

    private func number(open: Set<UInt64>, certain: Set<Int32>) -> Int32 {
        let open = open.filter { !certain.contains(Int32($0 >> 32)) }.sorted()
        let certain = certain.sorted()
        let key = open + certain.map { UInt64($0) | 1 << 63 }
        if let known = numbers[key] { return known }
        var byElement: [Int32: [UInt64]] = [:]
        for place in open {
            let matcher = matchers[Int(place >> 32)]
            guard case .consume(let element, _) = matcher.operation(Int(place & 0xFFFF_FFFF)) else {
                continue
            }
            byElement[matcher.numbers[Int(element)], default: []].append(place)
        }
        let all = Set(certain).union(open.map { Int32($0 >> 32) }).sorted()
        states.append(State(open: byElement, certain: certain, all: all))
        numbers[key] = Int32(states.count - 1)
        return Int32(states.count - 1)
    }
}
