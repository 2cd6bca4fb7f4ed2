/// A part of a parsed pattern, with its place in the source.
struct PatternNode {
    indirect enum Kind {
        /// one element of the text: a token, or several for literals, lists and annotations
        case element(ElementSyntax, tests: [TestSyntax])
        case sequence([PatternNode])
        case alternatives([PatternNode])
        case repeated(PatternNode, min: Int, max: Int?, lazy: Bool)
        case capture(String, PatternNode)
        case named(String)
        case look(PatternNode, ahead: Bool, negated: Bool)
        case anchor(AnchorSyntax)
    }

    var kind: Kind
    /// Byte offset of its first character in the pattern.
    var offset: Int
    /// Length in bytes.
    var length: Int
}

extension PatternNode {
    /// Adds what stands behind @ anywhere in the pattern.
    func collectNames(into names: inout [String]) {
        switch kind {
        case .element(.annotation(let name), _): names.append(name)
        case .element(.oneOf(let items, _), _): for item in items { item.collectNames(into: &names) }
        case .element, .named: break
        case .sequence(let nodes), .alternatives(let nodes):
            for node in nodes { node.collectNames(into: &names) }
        case .repeated(let node, _, _, _), .capture(_, let node), .look(let node, _, _):
            node.collectNames(into: &names)
        case .anchor(let anchor): if case .annotation(let name) = anchor.unit { names.append(name) }
        }
    }
}

/// What an element asks for.
enum ElementSyntax {
    case any
    case literal([LiteralPart])
    case regex(String, ignoringCase: Bool)
    case tokenClass(String)
    case list(String)
    case annotation(String)
    case lemma(String)
    case oneOf([PatternNode], negated: Bool)
}

/// Glued parts make one literal: `"U.S."-led`.
struct LiteralPart {
    var text: String
    /// Quoted, or with a capital: case counts.
    var isExact: Bool
}

/// Where a pattern is anchored.
struct AnchorSyntax {
    enum Unit {
        case sentence, paragraph, document
        case annotation(String)
    }

    var unit: Unit
    /// `<sent` or `sent>`
    var isStart: Bool
}

/// A condition in braces behind an element.
struct TestSyntax {
    enum Comparison: String, CaseIterable {
        case notEqual = "!=", lessOrEqual = "<=", greaterOrEqual = ">=", matches = "=~"
        case equal = "=", less = "<", greater = ">"
    }

    enum Value {
        case number(Double)
        case range(Double, Double)
        case glob(String)
        case string(String)
        case regex(String, ignoringCase: Bool)
    }

    var name: String
    var negated: Bool
    var comparison: Comparison?
    /// Alternatives: one of them must hold.
    var values: [Value]
    var offset: Int
    var length: Int
}
