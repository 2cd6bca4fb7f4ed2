internal import ArticleModel
public import LuaRuntime
internal import Matching
internal import Tokenization

/// What there is to name at the prompt: for completion.
extension PromptContext {
    /// Something that can be written behind a dot or a colon.
    public struct Member: Hashable, Sendable {
        /// Its name.
        public var name: String
        /// Whether it is called with a colon.
        public var isMethod: Bool

        /// A member.
        public init(name: String, isMethod: Bool) {
            (self.name, self.isMethod) = (name, isMethod)
        }
    }

    /// The names that patterns of the prompt can use, each kind sorted.
    public struct PatternNames: Sendable {
        /// behind `@`: layers, labels, and labels with their layer
        public var annotations: [String]
        /// behind `#`
        public var lists: [String]
        /// behind `%`
        public var classes: [String]
        /// behind `$`
        public var patterns: [String]
    }

    /// The globals that plugins have.
    public var globalNames: Set<String> {
        // Without memory there is nothing to complete.
        guard
            let environment = try? workbench.sandbox.environment(
                fields: workbench.hostAPI.globals, strict: false),
            let chunk = try? workbench.state.load(
                Array(
                    "local names = {} for name in pairs(_G) do names[#names + 1] = name end return names".utf8
                ),
                name: "globals", environment: environment),
            // See above.
            let names = try? chunk.call(results: 1)[0].table
        else { return [] }
        return Set(names.array.compactMap(\.string))
    }

    /// The names that patterns of the prompt can use.
    public var patternNames: PatternNames {
        prepareSession()
        return PatternNames(
            annotations: Set(workbench.symbols.names).sorted(), lists: workbench.session.context.listNames,
            classes: TokenClass.named.map(\.name).sorted(),
            patterns: workbench.session.context.definitionNames)
    }

    /// What values of a type of the API have, as `Article`; none for other types.
    public func members(ofType type: String) -> [Member] {
        workbench.api.filter { $0.owner == type }.map {
            Member(name: $0.name, isMethod: $0.parameters != nil)
        }
    }

    /// What a handle has: the members of its type, a match its captures, an annotation its features.
    public func members(of handle: Handle) -> [Member] {
        var members = members(ofType: handle.typeName)
        guard let open = workbench.open, handle.generation == open.generation else { return members }
        var further: [String] = []
        switch HandleKind(rawValue: handle.kind) {
        case .match:
            let (match, set) = open.matches[Int(handle.a)]
            further = set.rules[match.rule].pattern.captureNames.filter { !$0.contains(".") }
        case .annotation: further = open.annotations[Int(handle.a)]?.features.map(\.name) ?? []
        default: break
        }
        members += further.map { Member(name: $0, isMethod: false) }
        return members
    }

    /// The value of an expression of the session, with its string keys alone; nil if it fails or takes
    /// longer than a moment. For expressions without effects.
    public func peek(_ expression: String) -> LuaValue? {
        workbench.state.setBudget(milliseconds: 50)
        defer { workbench.state.setBudget(milliseconds: workbench.limits.milliseconds) }
        // An expression that fails has no value to look at.
        guard case .values(let values)? = try? evaluate(expression, named: "completion") else { return nil }
        guard let value = values.first?.value(depth: 1, most: 10_000) else { return nil }
        guard case .table = value else { return value }
        // The libraries are read-only views, which only `pairs` sees through.
        let keys =
            "(function(t) local r = {} for k, v in pairs(t) do if type(k) == 'string' then r[k] = type(v) end end return r end)"
        // A table without string keys that can be read has none to name.
        guard case .values(let listed)? = try? evaluate("\(keys)(\(expression))", named: "completion") else {
            return nil
        }
        return listed.first?.value(depth: 1, most: 10_000)
    }

    /// Whether a handle belongs to an article that is closed; one of a list or a rule belongs to no article.
    public func isStale(_ handle: Handle) -> Bool {
        HandleKind(rawValue: handle.kind)?.belongsToArticle == true
            && handle.generation != workbench.open?.generation
    }

    /// The name of a handle's type.
    public func name(of handle: Handle) -> String { handle.typeName }
}
