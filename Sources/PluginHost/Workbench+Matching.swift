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
            predicate: { [unowned self] name, tokens in
                guard let function = plugin?.resources.predicates[name] else { return false }
                let span = open.tokens.span(tokens)
                let results = try function.call(results: 1) { writer in
                    writer.push(self.handle(.span, span.start, span.end))
                    return 1
                }
                return results[0].isTrue
            },
            accept: { [unowned self] match in
                guard let condition = rules[match.rule].condition else { return true }
                let handle = remember(match, set)
                let results = try condition.call(results: 1) { writer in
                    writer.push(handle)
                    writer.push(self.handle(.article, 0))
                    return 2
                }
                open.matches.removeLast()
                return results[0].isTrue
            }, losers: losers, shouldStop: { [state] in state.shouldStop })
    }

    /// Keeps a match so that Lua can hold a handle of it.
    func remember(_ match: Match, _ set: RuleSet) -> Handle {
        open!.matches.append((match, set))
        return handle(.match, open!.matches.count - 1)
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
        var features = rule.features.map { FeatureValue.Field($0.key, FeatureValue($0.value, self)) }
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
        try add(
            Annotation(
                id: "", layer: layer, label: label, span: open.tokens.span(tokens), plugin: plugin.name,
                rule: rule.rule.name, features: features.sorted { $0.name < $1.name }))
    }

    /// Adds an annotation within the limit of the article.
    @discardableResult
    func add(_ annotation: Annotation) throws -> Int {
        guard let open else { throw APIError("no article is open") }
        guard open.annotations.count < limits.annotations else {
            throw APIError("an article cannot have more than \(limits.annotations) annotations")
        }
        return open.add(annotation)
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

extension FeatureValue {
    /// The value of a feature as Lua gave it: annotations become references, other stretches of
    /// text mentions. What cannot be kept is null.
    init(_ value: LuaValue, _ workbench: Workbench) {
        switch value {
        case .nil, .function, .opaque: self = .null
        case .boolean(let value): self = .boolean(value)
        case .integer(let value): self = .integer(value)
        case .number(let value): self = value.isFinite ? .number(value) : .null
        case .string(let value): self = .string(value)
        case .handle(let handle):
            if handle.kind == HandleKind.annotation.rawValue, (try? workbench.span(of: handle)) != nil {
                self = .annotation(Int(handle.a))
            } else if let span = try? workbench.span(of: handle) {
                self = .mention(span)
            } else {
                self = .null
            }
        case .table(let table):
            if table.fields.isEmpty {
                self = .list(table.array.map { FeatureValue($0, workbench) })
            } else {
                self = .object(table.fields.map { .init($0.key, FeatureValue($0.value, workbench)) })
            }
        }
    }

    /// The value as Lua sees it.
    func push(to writer: TapeWriter, _ workbench: Workbench) {
        switch self {
        case .null: writer.push()
        case .boolean(let value): writer.push(value)
        case .integer(let value): writer.push(value)
        case .number(let value): writer.push(value)
        case .string(let value): writer.push(value)
        case .mention(let span): writer.push(workbench.handle(.span, span.start, span.end))
        case .annotation(let number): writer.push(workbench.handle(.annotation, number))
        case .list(let values):
            writer.pushTable(array: values.count)
            for (index, value) in values.enumerated() {
                value.push(to: writer, workbench)
                writer.set(index + 1)
            }
        case .object(let fields):
            writer.pushTable(record: fields.count)
            for field in fields {
                field.value.push(to: writer, workbench)
                writer.set(field.name)
            }
        }
    }
}
