public import Diagnostics
public import Tokenization

/// What the names in a pattern stand for: the lists, layers, named patterns and predicates that
/// a plugin knows.
public final class PatternContext {
    /// Forms of words.
    public let vocabulary: Vocabulary
    /// Layers and labels, shared by all plugins.
    public let symbols: SymbolTable
    /// Contexts whose lists and named patterns can be used here too. A name of this context hides theirs, and one
    /// of an earlier parent that of a later one.
    public var parents: [PatternContext] = []
    private var lists: [String: Gazetteer] = [:]
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
        // A definition is compiled where it is used; this only checks it.
        _ = try compiler.compile(node, source: pattern, allowingEmpty: true)
        definitions[name] = node
    }

    /// The names of the patterns that are defined, sorted.
    public var definitionNames: [String] {
        Set(definitions.keys).union(parents.flatMap(\.definitionNames)).sorted()
    }

    /// The names of the lists, sorted.
    public var listNames: [String] { Set(lists.keys).union(parents.flatMap(\.listNames)).sorted() }

    /// Returns the names in a pattern that plugins define, without compiling it.
    ///
    /// - Throws: `Diagnostic` with the pattern's line if it cannot be parsed.
    public static func references(in pattern: String) throws(Diagnostic) -> PatternReferences {
        var names = PatternReferences()
        do throws(PatternError) {
            try PatternParser.parse(pattern).collectReferences(into: &names)
        } catch {
            throw error.diagnostic(in: pattern)
        }
        return names
    }

    /// Returns those of the names that are not known here; labels of known layers count as known annotations.
    public func missing(of names: PatternReferences) -> PatternReferences {
        var missing = PatternReferences()
        missing.lists = names.lists.filter { list($0) == nil }
        missing.definitions = names.definitions.filter { definition($0) == nil }
        missing.annotations = names.annotations.filter { name in
            let parts = name.split(separator: ".").map(String.init)
            return symbols.layers[parts[0]] == nil
                && !symbols.layers.values.contains { $0.contains(parts.last ?? name) }
        }
        return missing
    }

    func list(_ name: String) -> Gazetteer? {
        if let own = lists[name] { return own }
        for parent in parents { if let found = parent.list(name) { return found } }
        return nil
    }

    func definition(_ name: String) -> PatternNode? {
        if let own = definitions[name] { return own }
        for parent in parents { if let found = parent.definition(name) { return found } }
        return nil
    }

    /// Compiles a pattern.
    ///
    /// - Throws: ``PatternError`` with the place in the pattern.
    public func compile(_ pattern: String) throws(PatternError) -> CompiledPattern {
        var compiler = PatternCompiler(self)
        return try compiler.compile(try PatternParser.parse(pattern), source: pattern, allowingEmpty: false)
    }
}
