internal import ArticleModel
internal import LuaRuntime
internal import Matching
internal import Tokenization

/// Annotations as Lua sees them.
enum AnnotationAPI {
    static func functions(_ workbench: Workbench) -> [APIFunction] {
        unowned let workbench = workbench
        func annotation(_ call: HostCall) throws -> (OpenArticle, Int, Annotation) {
            let handle = try workbench.argument(call, 1, .annotation)
            let open = try workbench.article(of: handle)
            guard let annotation = open.annotations[Int(handle.a)] else {
                throw APIError("this Annotation was removed")
            }
            return (open, Int(handle.a), annotation)
        }
        func own(_ call: HostCall) throws -> (OpenArticle, Int, Annotation) {
            let found = try annotation(call)
            let name = workbench.current?.name ?? ""
            guard found.2.plugin == name else {
                throw APIError(
                    "the annotation was made by the plugin \(found.2.plugin); only its own plugin may change it"
                )
            }
            return found
        }
        let fields: [(String, String, String, (Annotation) -> String?)] = [
            ("label", "string", "What it is, as \"PERSON\".", { $0.label }),
            ("layer", "string", "The layer it belongs to.", { $0.layer }),
            ("plugin", "string", "The plugin that made it.", { $0.plugin }),
            ("rule", "string?", "The rule that made it.", { $0.rule }),
        ]
        let sample = "local x = article:annotate{ span = article:span(1, 14), label = \"SAMPLE\", count = 2 }"
        return fields.map { name, type, text, value in
            APIFunction("Annotation", name, nil, type, text, example: "\(sample) print(x.\(name))") { call in
                call.push(optional: value(try annotation(call).2))
                return 1
            }
        } + [
            APIFunction(
                "Annotation", "score", nil, "number?", "How sure the plugin is, 0 to 1.",
                example: "\(sample) print(x.score) --> nil"
            ) { call in
                if let score = try annotation(call).2.score {
                    call.writer.push(score)
                } else {
                    call.writer.push()
                }
                return 1
            },
            APIFunction(
                "Annotation", "key", nil, "integer",
                "A number that tells the annotation from all others of the article: for use as a key in tables.",
                example: "\(sample) print(x.key == x.key) --> true"
            ) { call in
                call.writer.push(try annotation(call).1 + 1)
                return 1
            },
            APIFunction(
                "Annotation", "set", "feature: string, value: any", "nil",
                "Sets a feature of an annotation of the plugin's own; nil removes it. Features are read as fields: `annotation.canonical`, nil where there is none.",
                example: "\(sample) x:set(\"count\", 3) print(x.count) --> 3"
            ) { call in
                let (open, number, _) = try own(call)
                let name = try call.string(2)
                try workbench.checkFeature(name)
                let value = call.value(3)
                open.set(name, of: number, to: value.isNil ? nil : FeatureValue(value, workbench))
                return 0
            },
            APIFunction(
                "Annotation", "remove", "", "nil", "Removes an annotation of the plugin's own.",
                example: "\(sample) x:remove() print(#article:inside(article.sentences[1])) --> 0"
            ) { call in
                let (open, number, _) = try own(call)
                open.remove(number)
                return 0
            },
        ]
    }
}

extension Workbench {
    /// The arguments of `article:annotate` in, the handle of the annotation out.
    func annotate(_ call: HostCall) throws -> Int {
        let open = try article(of: argument(call, 1, .article))
        guard let plugin = current else { throw APIError("only plugins can annotate") }
        let table = try call.table(2)
        let span = try span(in: table, open)
        guard let label = table["label"].string else {
            throw APIError(table["label"].isNil ? "the annotation has no label" : "'label' must be a string")
        }
        let layer = try layer(table["layer"], label: label, plugin)
        var score: Double?
        switch table["score"] {
        case .nil: break
        case .integer(let value) where value == 0 || value == 1: score = Double(value)
        case .number(let value) where (0...1).contains(value): score = value
        default: throw APIError("'score' must be a number from 0 to 1")
        }
        if !table["rule"].isNil, table["rule"].string == nil { throw APIError("'rule' must be a string") }
        var features: [FeatureValue.Field] = []
        for (key, value) in table.fields
        where !["span", "first", "last", "label", "layer", "rule", "score"].contains(key) {
            try checkFeature(key)
            features.append(.init(key, FeatureValue(value, self)))
        }
        let number = try add(
            Annotation(
                id: "", layer: layer, label: label, span: span, plugin: plugin.name,
                rule: table["rule"].string,
                score: score, features: features))
        call.writer.push(handle(.annotation, number))
        return 1
    }

    private func span(in table: LuaTable, _ open: OpenArticle) throws -> Span {
        switch table["span"] {
        case .handle(let handle):
            let span = try span(of: handle)
            if span.isEmpty { throw APIError("an annotation cannot be empty") }
            return span
        case .nil:
            guard let first = table["first"].integer, let last = table["last"].integer else {
                throw APIError("an annotation needs 'span', or 'first' and 'last' as integers")
            }
            try check(first, last, open.article)
            if last < first { throw APIError("an annotation cannot be empty (first \(first), last \(last))") }
            return Span(first - 1, last)
        default:
            throw APIError("'span' must be a Span, Token, Match or the like, not a \(table["span"].typeName)")
        }
    }

    /// Refuses positions outside of the text or inside of a character.
    func check(_ first: Int, _ last: Int, _ article: Article) throws(APIError) {
        guard first >= 1, last <= article.utf8.count, last >= first - 1 else {
            throw APIError(
                "bytes \(first) to \(last) are not in the text, which has \(article.utf8.count) bytes")
        }
        for byte in [first - 1, last]
        where byte < article.utf8.count && OffsetMap.isContinuation(article.utf8[byte]) {
            throw APIError("bytes \(first) to \(last) cut a character in two")
        }
    }

    private func layer(_ value: LuaValue, label: String, _ plugin: Plugin) throws(APIError) -> String {
        let provides = plugin.manifest?.provides ?? []
        if !value.isNil {
            guard let layer = value.string else { throw APIError("'layer' must be a string") }
            guard let provided = provides.first(where: { $0.layer == layer }) else {
                throw APIError(
                    "the plugin \(plugin.name) does not provide the layer \"\(layer)\""
                        + didYouMean(layer, among: provides.map(\.layer)) + "; add it to 'provides'")
            }
            guard provided.labels.contains(label) else {
                throw APIError(
                    "the layer \"\(layer)\" has no label \"\(label)\""
                        + didYouMean(label, among: provided.labels)
                        + "; add it to 'provides'")
            }
            return layer
        }
        if provides.count == 1, provides[0].labels.contains(label) { return provides[0].layer }
        let fitting = provides.filter { $0.labels.contains(label) }
        guard let first = fitting.first else {
            let labels = provides.flatMap(\.labels)
            throw APIError(
                "the plugin \(plugin.name) does not provide the label \"\(label)\""
                    + didYouMean(label, among: labels)
                    + "; add it to 'provides'")
        }
        if fitting.count > 1 {
            throw APIError("several layers have the label \"\(label)\": say which with 'layer'")
        }
        return first.layer
    }

    /// Refuses names that the output uses itself.
    func checkFeature(_ name: String) throws(APIError) {
        if Annotation.reservedNames.contains(name) {
            throw APIError("'\(name)' cannot be a feature: the output uses the name itself")
        }
    }

    /// The arguments of `find` and `matches` in, handles of the matches out.
    func find(_ call: HostCall) throws -> [Handle] {
        let open = try article(of: argument(call, 1, .article))
        guard let plugin = current else { throw APIError("only plugins can search") }
        let found: (rules: [LuaRule], set: RuleSet)
        if let pattern = try? call.string(2) {
            found = try patternSet(pattern, plugin, call)
        } else {
            switch HandleKind(rawValue: try call.handle(2, "pattern").kind) {
            case .rule: found = try resource(call, 2, .rule) { $0.singleRule($1) }
            case .ruleSet: found = try resource(call, 2, .ruleSet) { $0.ruleSet($1) }
            default: throw call.wrong(2, "pattern, Rule or RuleSet")
            }
        }
        var range: Range<Int>?
        if !call.isNil(3) {
            range = open.tokens.tokens(overlapping: try span(call, 3))
            if range!.isEmpty { return [] }
        }
        return try matches(of: found.rules, found.set, range: range).map { remember($0, found.set) }
    }

    /// The arguments of `occurrences` in, a table of spans out.
    func occurrences(_ call: HostCall) throws -> Int {
        let open = try article(of: argument(call, 1, .article))
        var texts: [String] = []
        switch call.value(2) {
        case .string(let text): texts = [text]
        case .table(let table): texts = table.array.compactMap(\.string)
        default: throw call.wrong(2, "string or table of strings")
        }
        let tokens = open.tokens
        let range = call.isNil(3) ? 0..<tokens.count : tokens.tokens(overlapping: try span(call, 3))
        // By the form of the first token, so that one pass over the tokens finds them all.
        var wanted: [Vocabulary.Form: [[Vocabulary.Form]]] = [:]
        for text in texts {
            let forms = tokenizer.tokenize(text).forms.map { vocabulary.exact($0) }
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
            found.append(handle(.span, span.start, span.end))
        }
        call.push(handles: found)
        return 1
    }

    /// The rule set of a pattern given as text, compiled once for each plugin.
    private func patternSet(_ pattern: String, _ plugin: Plugin, _ call: HostCall) throws -> (
        rules: [LuaRule], set: RuleSet
    ) {
        func rule(_ rule: Rule) -> LuaRule { LuaRule(rule: rule, stage: 1, features: []) }
        do throws(PatternError) {
            let set = try plugin.resources.set(ofPattern: pattern)
            return (set.rules.map(rule), set)
        } catch {
            throw placed(error, pattern: pattern, place: call.place, plugin)
        }
    }

    /// Writes annotations as a table, only those of a label if the argument names one.
    func push(_ numbers: [Int], label index: Int, _ call: HostCall) throws -> Int {
        guard let open else { return 0 }
        let label = call.isNil(index) ? nil : try call.string(index)
        let kept = numbers.filter { label == nil || open.annotations[$0]?.label == label }
        call.push(handles: kept.map { handle(.annotation, $0) })
        return 1
    }
}

extension HostCall {
    func push(handles: [Handle]) {
        writer.pushTable(array: handles.count)
        for (index, handle) in handles.enumerated() {
            writer.push(handle)
            writer.set(index + 1)
        }
    }
}
