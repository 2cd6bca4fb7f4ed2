internal import Diagnostics
internal import ArticleModel
internal import LuaRuntime
internal import Matching

/// `article:annotate` and what it checks.
extension HostCall {
    /// The arguments of `article:annotate` in, the handle of the annotation out.
    func annotate() throws -> Int {
        let open = try article(1)
        guard let plugin = workbench.current else { throw APIError("only plugins can annotate") }
        let table = try table(2)
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
            features.append(.init(key, FeatureValue(value, in: open)))
        }
        let number = try open.add(
            Annotation(
                id: "", layer: layer, label: label, span: span, plugin: plugin.name,
                rule: table["rule"].string,
                score: score, features: features))
        writer.push(open.handle(.annotation, number))
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
}
