public import Tokenization

/// What the names in a pattern stand for: the lists, layers, named patterns and predicates that
/// a plugin knows.
public final class PatternContext {
    /// Forms of words.
    public let vocabulary: Vocabulary
    /// Layers and labels, shared by all plugins.
    public let symbols: SymbolTable
    /// Lists by name.
    public private(set) var lists: [String: Gazetteer] = [:]
    /// Names of predicates that tests may use.
    public private(set) var predicates: Set<String> = []
    /// Names that captures cannot have, as matches have fields of those names.
    public var reservedCaptures: Set<String> = []
    private var definitions: [String: PatternNode] = [:]

    /// A context without names of its own.
    public init(vocabulary: Vocabulary, symbols: SymbolTable) {
        self.vocabulary = vocabulary
        self.symbols = symbols
    }

    /// Makes a list known by its name.
    public func add(_ list: Gazetteer) { lists[list.name] = list }

    /// Makes a predicate known.
    public func add(predicate name: String) { predicates.insert(name) }

    /// Makes a pattern known by a name, as `$name`.
    ///
    /// - Throws: ``PatternError`` if the pattern is wrong, or names something unknown.
    public func define(_ name: String, _ pattern: String) throws(PatternError) {
        let node = try PatternParser.parse(pattern)
        // Compiled once for its errors: they belong to this pattern, not to those that use it.
        var compiler = PatternCompiler(self)
        _ = try compiler.compile(node, source: pattern, allowingEmpty: true)
        definitions[name] = node
    }

    /// The names of the patterns that are defined, sorted.
    public var definitionNames: [String] { definitions.keys.sorted() }

    /// Makes the lists and named patterns of another context known here too.
    public func adopt(_ other: PatternContext) {
        lists.merge(other.lists) { _, new in new }
        definitions.merge(other.definitions) { _, new in new }
    }

    /// The layers and labels that a pattern names behind @, as they are written, without compiling it.
    ///
    /// - Throws: ``PatternError`` if it cannot be parsed.
    public static func annotationNames(in pattern: String) throws(PatternError) -> [String] {
        var names: [String] = []
        try PatternParser.parse(pattern).collectNames(into: &names)
        return names
    }

    func definition(_ name: String) -> PatternNode? { definitions[name] }

    /// Compiles a pattern.
    ///
    /// - Throws: ``PatternError`` with the place in the pattern.
    public func compile(_ pattern: String) throws(PatternError) -> CompiledPattern {
        var compiler = PatternCompiler(self)
        return try compiler.compile(try PatternParser.parse(pattern), source: pattern, allowingEmpty: false)
    }
}
