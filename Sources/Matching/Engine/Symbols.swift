public import ArticleModel
public import Tokenization

/// The layers and labels that patterns can name, as numbers.
public final class SymbolTable {
    private var numbers: [String: Int32] = [:]
    /// Labels by layer, over all owners.
    public private(set) var layers: [String: Set<String>] = [:]
    /// Grows whenever layers or labels are withdrawn: patterns that were compiled before may name some that are unknown.
    public private(set) var epoch = 0
    private var declarations: [(owner: UInt32, layer: String, labels: Set<String>)] = []

    /// No layers.
    public init() {}

    /// Makes a layer with these labels known until its owner's are withdrawn.
    public func declare(layer: String, labels: some Sequence<String>, owner: UInt32) {
        declarations.append((owner, layer, Set(labels)))
        layers[layer, default: []].formUnion(labels)
        // The name gets its number now.
        _ = number(layer)
        for label in labels { _ = number(label) }
    }

    /// Forgets the layers and labels that an owner has declared and no other owner has. Their numbers are kept,
    /// since patterns may hold them.
    public func withdraw(owner: UInt32) {
        declarations.removeAll { $0.owner == owner }
        epoch += 1
        layers = [:]
        for declaration in declarations {
            layers[declaration.layer, default: []].formUnion(declaration.labels)
        }
    }

    /// Layers and labels, and `layer.label`, as a pattern can write them behind @.
    public var names: [String] {
        layers.flatMap { layer, labels in [layer] + labels + labels.map { "\(layer).\($0)" } }
    }

    /// Whether `@name` means something.
    public func isKnown(_ name: String) -> Bool { symbol(name) != nil }

    func number(_ name: String) -> Int32 {
        if let known = numbers[name] { return known }
        let number = Int32(numbers.count)
        numbers[name] = number
        return number
    }

    /// What `@name` stands for, or nil if there is no such layer or label.
    func symbol(_ name: String) -> Symbol? {
        if layers[name] != nil { return Symbol(layer: number(name), label: nil) }
        if layers.values.contains(where: { $0.contains(name) }) {
            return Symbol(layer: nil, label: number(name))
        }
        guard let dot = name.lastIndex(of: ".") else { return nil }
        let layer = String(name[..<dot])
        let label = String(name[name.index(after: dot)...])
        guard layers[layer]?.contains(label) == true else { return nil }
        return Symbol(layer: number(layer), label: number(label))
    }
}

/// What `@…` in a pattern stands for: nil matches any.
struct Symbol: Hashable {
    var layer: Int32?
    var label: Int32?
}

/// The annotations of an article by the token at which they start, for matching.
///
/// An annotation takes part if it covers whole tokens.
public struct AnnotationIndex {
    struct Entry {
        var layer: Int32
        var label: Int32
        var endToken: Int32
        /// The number of the annotation in the list that the index was made of.
        var annotation: Int32
    }

    private var firstAtToken: [Int32] = []
    private var entries: [Entry] = []
    /// How often each number of a layer or label occurs, to skip what cannot match.
    private var present: Set<Int32> = []

    /// No annotations.
    public init() {}

    /// An index of annotations, which need not be sorted.
    public init(_ annotations: [Annotation], tokens: TokenTable, symbols: SymbolTable) {
        guard !annotations.isEmpty else { return }
        var placed: [(token: Int, entry: Entry)] = []
        for (number, annotation) in annotations.enumerated() {
            let range = tokens.tokens(overlapping: annotation.span)
            guard !range.isEmpty, tokens.span(range) == annotation.span else { continue }
            let entry = Entry(
                layer: symbols.number(annotation.layer), label: symbols.number(annotation.label),
                endToken: Int32(range.upperBound), annotation: Int32(number))
            placed.append((range.lowerBound, entry))
            present.insert(entry.layer)
            present.insert(entry.label)
        }
        // Of one place the longest first: that is the order in which a match tries them.
        placed.sort {
            ($0.token, -Int($0.entry.endToken), $0.entry.annotation)
                < ($1.token, -Int($1.entry.endToken), $1.entry.annotation)
        }
        entries = placed.map(\.entry)
        firstAtToken = Array(repeating: 0, count: tokens.count + 1)
        for (token, _) in placed { firstAtToken[token + 1] += 1 }
        for token in 0..<tokens.count { firstAtToken[token + 1] += firstAtToken[token] }
    }

    /// The annotations that start at a token.
    func starting(at token: Int) -> ArraySlice<Entry> {
        guard token + 1 < firstAtToken.count else { return [] }
        return entries[Int(firstAtToken[token])..<Int(firstAtToken[token + 1])]
    }

    var isEmpty: Bool { entries.isEmpty }

    /// Whether an annotation starts at a token.
    @inline(__always)
    func hasStart(at token: Int) -> Bool {
        token + 1 < firstAtToken.count && firstAtToken[token] != firstAtToken[token + 1]
    }

    /// All annotations that fit the symbol, with the tokens that they cover.
    func all(_ symbol: Symbol) -> [(tokens: Range<Int>, annotation: Int)] {
        var found: [(Range<Int>, Int)] = []
        guard !entries.isEmpty else { return found }
        for token in 0..<firstAtToken.count - 1 {
            for entry in starting(at: token) where symbol.fits(entry) {
                found.append((token..<Int(entry.endToken), Int(entry.annotation)))
            }
        }
        return found
    }
}

extension Symbol {
    @inline(__always)
    func fits(_ entry: AnnotationIndex.Entry) -> Bool {
        (layer == nil || layer == entry.layer) && (label == nil || label == entry.label)
    }

    /// Whether it fits a layer (upper half) and a label (lower half).
    func fits(_ pair: UInt64) -> Bool {
        (layer == nil || layer! == Int32(truncatingIfNeeded: pair >> 32))
            && (label == nil || label! == Int32(truncatingIfNeeded: pair))
    }
}
