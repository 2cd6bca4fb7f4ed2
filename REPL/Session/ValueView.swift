internal import Diagnostics
internal import ArticleModel
internal import Display
internal import LuaRuntime
internal import LuaSource
internal import PluginHost
internal import Tokenization

/// A Lua value as the prompt shows it: stretches of text in their context, lists of them as a table, the
/// article as a card, other tables with their entries.
struct ValueView {
    /// How many levels of tables are shown.
    static let depth = 6
    private static let mostRows = 1000
    private static let mostItems = 500

    private let prompt: PromptContext
    private let style: TextStyle
    private let width: Int

    init(_ session: Session) {
        (prompt, style, width) = (session.prompt, session.style, session.width)
    }

    func lines(_ value: LuaValue) -> [String] {
        if let handle = value.handle { return lines(handle) }
        if let table = value.table, let spans = spans(table), !spans.isEmpty { return spanTable(spans) }
        if case .string(let text) = value { return split(TextWidth.harmless(text)) }
        return split(text(value, depth: Self.depth, indent: ""))
    }

    private func split(_ text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    private func lines(_ handle: Handle) -> [String] {
        if prompt.name(of: handle) == "Article", let open = prompt.workbench.open,
            let record = prompt.workbench.annotated
        {
            return ArticleCard(
                record, tokens: open.tokens.count, sentences: open.tokens.sentenceCount, width: width,
                style: style
            ).lines
        }
        guard let span = prompt.shown(handle), let open = prompt.workbench.open else {
            return [
                prompt.name(of: handle) + (prompt.isStale(handle) ? " (of an article that is closed)" : "")
            ]
        }
        let color = span.layer.map { style.color(layer: $0, label: span.kind) } ?? "1;31"
        var lines = [
            ContextLine(open.article, width: width, style: style).line(
                span.span, codes: color, centered: false)
        ]
        let place = "\(span.kind)  bytes \(span.first)–\(span.span.end)"
        lines.append(style.dim(place + (span.layer.map { "  layer \($0)" } ?? "")))
        for part in span.parts {
            lines.append("  \(style.dim(part.name + ":")) \(TextWidth.fit(part.text, max(10, width - 20)))")
        }
        return lines
    }

    private func spans(_ table: LuaTable) -> [PromptContext.ShownSpan]? {
        guard table.fields.isEmpty, table.others.isEmpty else { return nil }
        var spans: [PromptContext.ShownSpan] = []
        for item in table.array {
            guard let handle = item.handle, let span = prompt.shown(handle) else { return nil }
            spans.append(span)
        }
        return spans
    }

    private func spanTable(_ spans: [PromptContext.ShownSpan]) -> [String] {
        var names: [String] = []
        for span in spans {
            for part in span.parts where !names.contains(part.name) { names.append(part.name) }
        }
        // A feature that repeats the text in every row says nothing: the canonical name of a full name.
        if spans.count > 1, spans.allSatisfy({ $0.layer != nil }) {
            names.removeAll { name in
                spans.allSatisfy { span in span.parts.allSatisfy { $0.name != name || $0.text == span.text } }
            }
        }
        var table = Table(["", "at", "what", "text"] + names)
        table.favored = 3
        for (number, span) in spans.prefix(Self.mostRows).enumerated() {
            let cells = names.map { name in
                span.parts.filter { $0.name == name }.map(\.text).joined(separator: ", ")
            }
            table.add([String(number + 1), String(span.first), span.kind, span.text] + cells, style: "2")
        }
        let more = spans.count - Self.mostRows
        return table.lines(width: width, style: style) + (more > 0 ? [style.dim("… and \(more) more")] : [])
    }

    private func text(_ value: LuaValue, depth: Int, indent: String) -> String {
        switch value {
        case .nil: return "nil"
        case .boolean(let flag): return String(flag)
        case .integer(let number): return String(number)
        case .number(let number): return LuaValue.text(of: number)
        case .string(let text): return Self.quoted(text)
        case .function: return "function"
        case .opaque("table within itself"): return "{… itself}"
        case .opaque("table"): return "{…}"
        case .opaque(let name): return name
        case .handle(let handle):
            guard let span = prompt.shown(handle) else { return prompt.name(of: handle) }
            return "\(span.kind) “\(TextWidth.fit(span.text, 60))”"
        case .table(let table): return text(table, depth: depth, indent: indent)
        }
    }

    private func text(_ table: LuaTable, depth: Int, indent: String) -> String {
        guard depth > 0 else { return table.isEmpty ? "{}" : "{…}" }
        let inner = indent + "  "
        var items = table.array.prefix(Self.mostItems).map { text($0, depth: depth - 1, indent: inner) }
        if table.array.count > Self.mostItems { items.append("… \(table.array.count - Self.mostItems) more") }
        items += table.fields.map { key, value in
            (Self.isName(key) ? key : "[\(Self.quoted(key))]") + " = "
                + text(value, depth: depth - 1, indent: inner)
        }
        items += table.others.map { key, value in
            "[\(text(key, depth: 0, indent: inner))] = \(text(value, depth: depth - 1, indent: inner))"
        }
        if items.isEmpty { return "{}" }
        let flat = "{ " + items.joined(separator: ", ") + " }"
        if !flat.contains("\n"), TextWidth.columns(indent) + TextWidth.columns(flat) <= width { return flat }
        return "{\n" + items.map { inner + $0 }.joined(separator: ",\n") + "\n" + indent + "}"
    }

    private static func quoted(_ text: String) -> String { TextWidth.harmless(LuaQuoting.quoted(text)) }

    private static func isName(_ key: String) -> Bool {
        guard let first = key.utf8.first, !(48...57).contains(first) else { return false }
        return key.utf8.allSatisfy(LuaScanner.isNameByte)
    }
}

extension LuaTable {
    fileprivate var isEmpty: Bool { array.isEmpty && fields.isEmpty && others.isEmpty }
}
