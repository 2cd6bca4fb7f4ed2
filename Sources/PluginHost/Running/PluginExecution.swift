internal import ArticleModel
internal import Diagnostics
internal import LuaRuntime
internal import Matching
internal import Tokenization

/// One plugin at work on one open article: its rules stage by stage, then its `annotate`.
struct PluginExecution {
    private let plugin: Plugin
    private let open: OpenArticle
    private let workbench: Workbench

    init(_ plugin: Plugin, on open: OpenArticle, in workbench: Workbench) {
        self.plugin = plugin
        self.open = open
        self.workbench = workbench
    }

    /// Runs the plugin; returns its error, or nil.
    func run() -> ArticleError? {
        do {
            try workbench.withCode(of: plugin) {
                // One budget for all that the plugin does, in Lua and in the matcher.
                try workbench.state.stoppable {
                    try workbench.sandbox.reseedRandom()
                    for stage in plugin.stages { try run(stage) }
                    guard let annotate = plugin.annotate else { return }
                    let options = LuaValue.table(optionTable)
                    _ = try annotate.call(results: 0) { writer in  // what it returns has no meaning
                        writer.push(open.handle(.article, 0))
                        writer.push(options)
                        return 2
                    }
                }
            }
            return nil
        } catch {
            return articleError(error)
        }
    }

    private func run(_ stage: Plugin.Stage) throws {
        for match in try matches(of: stage.rules, stage.set, range: nil) {
            let rule = stage.rules[match.rule]
            let handle = open.remember(match, stage.set)
            if let action = rule.action {
                _ = try action.call(results: 0) { writer in  // what it returns has no meaning
                    writer.push(handle)
                    writer.push(open.handle(.article, 0))
                    return 2
                }
            } else {
                try annotate(match, with: rule)
            }
        }
    }

    // MARK: Matching

    /// Finds the matches of rules in the article, with their conditions and predicates.
    func matches(
        of rules: [LuaRule], _ set: RuleSet, range: Range<Int>?, losers: ((RuleSet.Loser) -> Void)? = nil
    ) throws -> [Match] {
        return try set.matches(
            in: open.input, range: range, mostSteps: workbench.limits.steps,
            predicate: { name, tokens in
                guard let function = plugin.resources.predicates[name] else { return false }
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
                // The match stays remembered: the condition may have kept its handle, or searched and made others.
                return results[0].isTrue
            }, losers: losers, shouldStop: { [state = workbench.state] in state.shouldStop })
    }

    /// Annotates what a rule without an action found.
    private func annotate(_ match: Match, with rule: LuaRule) throws {
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

    // MARK: Errors and options

    /// The error as it stands in the article's record.
    private func articleError(_ error: any Error) -> ArticleError {
        if let error = error as? LuaError {
            let diagnostic = Diagnostic(error, plugin: plugin.name) { plugin.sources[$0] }
            return ArticleError(
                stage: "annotate", plugin: plugin.name,
                kind: diagnostic.kind == .pattern ? "lua" : diagnostic.kind.rawValue,
                message: diagnostic.headline,
                line: nil, traceback: diagnostic.traceback.isEmpty ? nil : diagnostic.traceback)
        }
        if error is RuleSet.Stopped {
            let interrupted = workbench.state.stopReason == .interrupt
            return ArticleError(
                stage: "annotate", plugin: plugin.name, kind: interrupted ? "interrupted" : "budget",
                message: interrupted
                    ? "interrupted"
                    : "stopped: the budget of \(workbench.limits.milliseconds) ms of computing time is used up"
            )
        }
        let kind = error is RuleSet.StepBudgetExceeded || error is Matching.Regex.Failure ? "budget" : "host"
        return ArticleError(stage: "annotate", plugin: plugin.name, kind: kind, message: "\(error)")
    }

    /// The plugin's options with their values, as a Lua table.
    private var optionTable: LuaTable {
        LuaTable(
            fields: (plugin.manifest?.options ?? []).map { option in
                (option.name, (plugin.options[option.name] ?? option.defaultValue).lua)
            })
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
