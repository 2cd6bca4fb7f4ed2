internal import Tokenization

extension RuleSet {
    /// The rules that can never win: wherever one of them matches, an earlier or more important rule
    /// matches as well and is taken. Found for rules that are sequences of elements, by comparing them
    /// element by element; a rule that is shadowed in a more intricate way is not found.
    ///
    /// - Parameter isConditional: whether a rule has a condition of its own that may refuse a match.
    public func shadowedRules(isConditional: (_ rule: Int) -> Bool) -> [(rule: Int, by: Int)] {
        let sequences = rules.indices.map(sequence)
        var found: [(Int, Int)] = []
        for rule in rules.indices where rules[rule].mode != .all {
            let shadow = rules.indices.first { other in
                other != rule && !isConditional(other) && shadows(other, rule, sequences)
            }
            if let shadow { found.append((rule, shadow)) }
        }
        return found
    }

    private func shadows(_ first: Int, _ second: Int, _ sequences: [[Element]?]) -> Bool {
        let (a, b) = (rules[first], rules[second])
        guard a.mode != .all, a.mode != .once, a.scope.reach >= b.scope.reach,
            a.priority > b.priority || a.priority == b.priority && first < second
        else { return false }
        if a.pattern.source == b.pattern.source { return true }
        guard let ahead = sequences[first], let behind = sequences[second] else { return false }
        // A shorter match wins only where length does not count.
        let mayBeShorter = a.priority > b.priority || a.mode == .ordered || b.mode == .ordered
        guard ahead.count == behind.count || mayBeShorter && ahead.count < behind.count else { return false }
        return zip(ahead, behind).allSatisfy(includes)
    }

    /// The elements of a rule that is nothing but a sequence of them; nil for others.
    private func sequence(_ rule: Int) -> [Element]? {
        var elements: [Element] = []
        for operation in rules[rule].pattern.operations {
            switch operation {
            case .consume(let element, _): elements.append(rules[rule].pattern.elements[Int(element)])
            case .open, .close, .accept: break
            default: return nil
            }
        }
        return elements
    }

    /// Whether the first element matches all that the second matches.
    private func includes(_ a: Element, _ b: Element) -> Bool {
        guard a.tests.isEmpty else { return false }
        switch (a.kind, b.kind) {
        case (.any, .any), (.any, .tokenClass), (.any, .words), (.any, .regex), (.any, .noneOf): return true
        case (.tokenClass(let wide), .tokenClass(let narrow)): return narrow.isSuperset(of: wide)
        case (.tokenClass(let wide), .words(let folded, let exact)):
            return folded.isEmpty && exact.allSatisfy { vocabulary.classes($0).isSuperset(of: wide) }
        case (.words(let folded, let exact), .words(let otherFolded, let otherExact)):
            return otherFolded.isSubset(of: folded)
                && otherExact.allSatisfy { exact.contains($0) || folded.contains(vocabulary.folded($0)) }
        case (.literal(let one), .literal(let other)): return one == other
        case (.list(let one), .list(let other)): return one === other
        case (.annotation(let one), .annotation(let other)):
            return (one.layer == nil || one.layer == other.layer)
                && (one.label == nil || one.label == other.label)
        default: return false
        }
    }
}

extension Rule.Scope {
    fileprivate var reach: Int {
        switch self {
        case .sentence: 0
        case .paragraph: 1
        case .document: 2
        }
    }
}
