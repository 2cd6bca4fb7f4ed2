internal import ArticleModel
internal import LuaRuntime
internal import Matching
internal import Tokenization

extension Workbench {
    /// Finds the matches of rules in the open article, with their conditions and predicates.
    func matches(
        of rules: [LuaRule], _ set: RuleSet, range: Range<Int>?, losers: ((RuleSet.Loser) -> Void)? = nil
    ) throws -> [Match] {
        guard let open else { return [] }
        let plugin = current
        return try set.matches(
            in: open.input, range: range, mostSteps: limits.steps,
            predicate: { name, tokens in
                guard let function = plugin?.resources.predicates[name] else { return false }
                let span = open.tokens.span(tokens)
                let results = try function.call(results: 1) { writer in
                    writer.push(open.handle(.span, span.start, span.end))
                    return 1
                }
                return results[0].isTrue
            },
            accept: { match in
                guard let condition = rules[match.rule].condition else { return true }
                let handle = open.remember(match, set)
                let results = try condition.call(results: 1) { writer in
                    writer.push(handle)
                    writer.push(open.handle(.article, 0))
                    return 2
                }
                open.matches.removeLast()
                return results[0].isTrue
            }, losers: losers, shouldStop: { [state] in state.shouldStop })
    }

    /// Annotates what a rule without an action found.
    func annotate(_ handle: Handle, with rule: LuaRule, of plugin: Plugin) throws {
        guard let open else { return }
        let (match, _) = open.matches[Int(handle.a)]
        var tokens = match.tokens
        if let capture = rule.capture,
            let name = rule.rule.pattern.captureNames.firstIndex(of: capture)
        {
            guard let found = match.captures.first(where: { $0.name == name }) else { return }
            tokens = found.tokens
        }
        var features = rule.features.map { FeatureValue.Field($0.key, FeatureValue($0.value, in: open)) }
        // Captures at the top become features, so that a rule needs no code to keep them.
        for (index, capture) in match.captures.enumerated() where capture.parent < 0 {
            let name = rule.rule.pattern.captureNames[capture.name]
            guard name != rule.capture, !features.contains(where: { $0.name == name }),
                !Annotation.reservedNames.contains(name)
            else { continue }
            let same = match.captures[index...].filter { $0.name == capture.name }
            let mentions = same.map { FeatureValue.mention(open.tokens.span($0.tokens)) }
            features.append(
                .init(name, rule.rule.pattern.isRepeated[capture.name] ? .list(mentions) : mentions[0]))
        }
        let provides = plugin.manifest?.provides ?? []
        let label = rule.label ?? provides.first?.labels.first ?? ""
        let layer = provides.first { $0.labels.contains(label) }?.layer ?? plugin.name
        try open.add(
            Annotation(
                id: "", layer: layer, label: label, span: open.tokens.span(tokens), plugin: plugin.name,
                rule: rule.rule.name, features: features.sorted { $0.name < $1.name }))
    }
}

extension LuaValue {
    /// Whether Lua takes it for true.
    var isTrue: Bool {
        switch self {
        case .nil, .boolean(false): false
        default: true
        }
    }
}
