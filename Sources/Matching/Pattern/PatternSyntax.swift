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

/// The names in a pattern that plugins define.
public struct PatternReferences: Sendable, Equatable {
    /// Layers and labels, as written after `@`.
    public var annotations: [String] = []
    /// Lists, as written after `#`.
    public var lists: [String] = []
    /// Named patterns, as written after `$`.
    public var definitions: [String] = []

    /// Whether the pattern names nothing.
    public var isEmpty: Bool { annotations.isEmpty && lists.isEmpty && definitions.isEmpty }
}

extension PatternNode {
    /// Adds the names in the pattern, in the order in which they are written.
    func collectReferences(into names: inout PatternReferences) {
        switch kind {
        case .element(.annotation(let name), _): names.annotations.append(name)
        case .element(.list(let name), _): names.lists.append(name)
        case .element(.oneOf(let items, _), _):
            for item in items { item.collectReferences(into: &names) }
        case .element: break
        case .named(let name): names.definitions.append(name)
        case .sequence(let nodes), .alternatives(let nodes):
            for node in nodes { node.collectReferences(into: &names) }
        case .repeated(let node, _, _, _), .capture(_, let node), .look(let node, _, _):
            node.collectReferences(into: &names)
        case .anchor(let anchor):
            if case .annotation(let name) = anchor.unit { names.annotations.append(name) }
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
