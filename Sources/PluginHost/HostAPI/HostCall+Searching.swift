internal import Diagnostics
internal import ArticleModel
internal import LuaRuntime
internal import Matching
internal import Tokenization

/// `article:find`, `article:matches`, `article:occurrences` and queries of layers.
extension HostCall {
    /// The arguments of `find` and `matches` in, handles of the matches out.
    func find() throws -> [Handle] {
        let open = try article(1)
        guard let plugin = workbench.current else { throw APIError("only plugins can search") }
        let found: (rules: [LuaRule], set: RuleSet)
        // Anything but a string must be a rule or a rule set.
        if let pattern = try? string(2) {
            found = try patternSet(pattern, plugin)
        } else {
            switch HandleKind(rawValue: try handle(2, "pattern").kind) {
            case .rule: found = try resource(2, .rule) { $0.singleRule($1) }
            case .ruleSet: found = try resource(2, .ruleSet) { $0.ruleSet($1) }
            default: throw wrong(2, "pattern, Rule or RuleSet")
            }
        }
        try checkNames(of: found.set)
        var range: Range<Int>?
        if !isNil(3) {
            range = open.tokens.tokens(overlapping: try span(3))
            if range!.isEmpty { return [] }
        }
        return try PluginExecution(plugin, on: open, in: workbench).matches(
            of: found.rules, found.set, range: range
        ).map {
            open.remember($0, found.set)
        }
    }

    /// The arguments of `occurrences` in, a table of spans out.
    func occurrences() throws -> Int {
        let open = try article(1)
        var texts: [String] = []
        switch value(2) {
        case .string(let text): texts = [text]
        case .table(let table): texts = table.array.compactMap(\.string)
        default: throw wrong(2, "string or table of strings")
        }
        let tokens = open.tokens
        let vocabulary = workbench.vocabulary
        let range = isNil(3) ? 0..<tokens.count : tokens.tokens(overlapping: try span(3))
        // By the form of the first token, so that one pass over the tokens finds them all.
        var wanted: [Vocabulary.Form: [[Vocabulary.Form]]] = [:]
        for text in texts {
            let forms = workbench.tokenizer.tokenize(text).forms.map { vocabulary.exact($0) }
            if let first = forms.first { wanted[first, default: []].append(forms) }
        }
        var found: [Handle] = []
        for token in range {
            guard let candidates = wanted[vocabulary.exact(tokens.forms[token])] else { continue }
            let fitting = candidates.filter { forms in
                token + forms.count <= range.upperBound
                    && forms.indices.allSatisfy { vocabulary.exact(tokens.forms[token + $0]) == forms[$0] }
            }
            guard let longest = fitting.map(\.count).max() else { continue }
            let span = tokens.span(token..<token + longest)
            found.append(open.handle(.span, span.start, span.end))
        }
        push(handles: found)
        return 1
    }

    /// A rule that was compiled before a plugin was unloaded or reloaded may name layers that are gone.
    private func checkNames(of set: RuleSet) throws {
        let symbols = workbench.symbols
        guard set.checkedEpoch != symbols.epoch else { return }
        for rule in set.rules {
            for name in rule.pattern.annotationNames where !symbols.isKnown(name) {
                throw APIError(
                    "rule \(rule.name): unknown layer or label @\(name)"
                        + didYouMean(name, among: symbols.names, prefix: "@"))
            }
        }
        set.checkedEpoch = symbols.epoch
    }

    /// The rule set of a pattern given as text, compiled once for each plugin.
    private func patternSet(_ pattern: String, _ plugin: Plugin) throws -> (
        rules: [LuaRule], set: RuleSet
    ) {
        func rule(_ rule: Rule) -> LuaRule { LuaRule(rule: rule, stage: 1, features: []) }
        do throws(PatternError) {
            let set = try plugin.resources.set(ofPattern: pattern)
            return (set.rules.map(rule), set)
        } catch {
            throw plugin.diagnostic(for: error, pattern: pattern, at: location)
        }
    }

    /// Writes annotations as a table, only those of a label if the argument names one.
    func push(_ numbers: [Int], label index: Int) throws -> Int {
        guard let open = workbench.open else { return 0 }
        let label = isNil(index) ? nil : try string(index)
        let kept = numbers.filter { label == nil || open.annotations[$0]?.label == label }
        push(handles: kept.map { open.handle(.annotation, $0) })
        return 1
    }

    /// The name, if a plugin provides a layer of that name.
    func checkLayer(_ name: String) throws(APIError) -> String {
        guard workbench.symbols.layers[name] != nil else {
            throw APIError(
                "unknown layer \"\(name)\"" + didYouMean(name, among: workbench.symbols.layers.keys))
        }
        return name
    }
}
