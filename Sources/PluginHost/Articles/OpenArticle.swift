public import ArticleModel
public import Matching
public import Tokenization

/// An article while plugins work on it: its tokens, the annotations so far and the matches that
/// Lua holds handles of.
public final class OpenArticle {
    /// The article.
    public let article: Article
    /// Its tokens and sentences.
    public let tokens: TokenTable
    /// Tells handles of this opening from those of earlier ones.
    let generation: UInt32
    private let symbols: SymbolTable

    /// All annotations ever made; nil for removed ones. Their positions are their numbers.
    private(set) var annotations: [Annotation?] = []
    /// Matches that were handed to Lua, with the names of their captures.
    var matches: [(match: Match, set: RuleSet)] = []
    private var version = 0
    private var inputVersion = -1
    private var cachedInput: MatchInput?
    private var inputNumbers: [Int] = []
    private var indexVersion = -1
    private var indexes: [String: LayerIndex] = [:]

    private let mostAnnotations: Int

    init(
        _ article: Article, tokens: TokenTable, generation: UInt32, symbols: SymbolTable, mostAnnotations: Int
    ) {
        self.mostAnnotations = mostAnnotations
        self.article = article
        self.tokens = tokens
        self.generation = generation
        self.symbols = symbols
    }

    // MARK: Annotations

    /// Adds an annotation and returns its number.
    ///
    /// - Throws: ``APIError`` if the article has as many annotations as are allowed.
    @discardableResult
    func add(_ annotation: Annotation) throws(APIError) -> Int {
        guard annotations.count < mostAnnotations else {
            throw APIError("an article cannot have more than \(mostAnnotations) annotations")
        }
        annotations.append(annotation)
        version += 1
        return annotations.count - 1
    }

    func remove(_ number: Int) {
        annotations[number] = nil
        version += 1
    }

    func set(_ feature: String, of number: Int, to value: FeatureValue?) {
        guard var annotation = annotations[number] else { return }
        let place = annotation.features.firstIndex { $0.name >= feature } ?? annotation.features.count
        let isThere = place < annotation.features.count && annotation.features[place].name == feature
        switch (value, isThere) {
        case (let value?, true): annotation.features[place].value = value
        case (let value?, false): annotation.features.insert(.init(feature, value), at: place)
        case (nil, true): annotation.features.remove(at: place)
        case (nil, false): break
        }
        annotations[number] = annotation
        cachedInput = nil
    }

    /// The annotations of a layer (all if nil) by position.
    func index(of layer: String?) -> LayerIndex {
        if indexVersion != version {
            indexes.removeAll()
            indexVersion = version
        }
        let key = layer ?? ""
        if let known = indexes[key] { return known }
        var entries: [(number: Int, span: Span)] = []
        for (number, annotation) in annotations.enumerated() {
            guard let annotation, layer == nil || annotation.layer == layer else { continue }
            entries.append((number, annotation.span))
        }
        let index = LayerIndex(entries)
        indexes[key] = index
        return index
    }

    /// What patterns match against now.
    public var input: MatchInput {
        if let cachedInput, inputVersion == version { return cachedInput }
        var present: [Annotation] = []
        inputNumbers.removeAll()
        for (number, annotation) in annotations.enumerated() {
            guard let annotation else { continue }
            present.append(annotation)
            inputNumbers.append(number)
        }
        let input = MatchInput(utf8: article.utf8, tokens: tokens, annotations: present, symbols: symbols)
        inputVersion = version
        cachedInput = input
        return input
    }

    // MARK: The result

    /// The annotated article: annotations sorted, with ids, references as positions in the result.
    public func result(errors: [ArticleError]) -> AnnotatedArticle {
        var kept = annotations.enumerated().compactMap { number, annotation in
            annotation.map { (number: number, annotation: $0) }
        }
        kept.sort {
            ($0.annotation.span, $0.annotation.layer, $0.number) < (
                $1.annotation.span, $1.annotation.layer, $1.number
            )
        }
        var position: [Int: Int] = [:]
        var counts: [String: Int] = [:]
        let prefixes = LayerPrefixes(kept.map(\.annotation.layer))
        for index in kept.indices {
            position[kept[index].number] = index
            let layer = kept[index].annotation.layer
            counts[layer, default: 0] += 1
            kept[index].annotation.id = "\(prefixes[layer])\(counts[layer]!)"
        }
        func resolved(_ value: FeatureValue) -> FeatureValue {
            switch value {
            case .annotation(let number): position[number].map { .annotation($0) } ?? .null
            case .list(let values): .list(values.map(resolved))
            case .object(let fields): .object(fields.map { .init($0.name, resolved($0.value)) })
            default: value
            }
        }
        return AnnotatedArticle(
            article: article,
            annotations: kept.map { entry in
                var annotation = entry.annotation
                annotation.features = annotation.features.map { .init($0.name, resolved($0.value)) }
                return annotation
            }, errors: errors)
    }
}

/// The beginnings of ids: the first letter of the layer, or as many as tell it from the others.
private struct LayerPrefixes {
    private var prefixes: [String: String] = [:]

    init(_ layers: [String]) {
        let distinct = Set(layers)
        for layer in distinct {
            var count = 1
            while count < layer.count,
                distinct.contains(where: { $0 != layer && $0.hasPrefix(layer.prefix(count)) })
            { count += 1 }
            let prefix = layer.prefix(count)
            // A number after a digit would be read as one with it: the 21st of "day" and the first of "day2".
            prefixes[layer] = prefix.last?.isNumber == true ? prefix + "-" : String(prefix)
        }
    }

    subscript(_ layer: String) -> String { prefixes[layer] ?? layer }
}

extension OpenArticle {
    /// The tokens of the first occurrence of a text; none if it is not in the article.
    public func tokens(of text: String) -> Range<Int> {
        guard let found = article.utf8.firstRange(of: Array(text.utf8)) else { return 0..<0 }
        return tokens.tokens(overlapping: Span(found.lowerBound, found.upperBound))
    }
}
