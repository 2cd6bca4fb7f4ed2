internal import Display
internal import LuaRuntime
internal import PluginHost

/// A Lua value as the prompt shows it: stretches of text with their place, lists of them as a
/// table, tables with their entries.
struct ValueView {
    private let workbench: Workbench
    private let style: TextStyle
    private let width: Int

    init(_ workbench: Workbench, style: TextStyle, width: Int) {
        self.workbench = workbench
        self.style = style
        self.width = width
    }

    func lines(_ value: LuaValue) -> [String] {
        if let table = value.table, let spans = spans(table), !spans.isEmpty { return spanTable(spans) }
        if let handle = value.handle, let span = workbench.shown(handle) { return spanTable([span]) }
        return text(value, depth: 3).split(separator: "\n", omittingEmptySubsequences: false).map {
            TextWidth.fit(String($0), width)
        }
    }

    private func spans(_ table: LuaTable) -> [Workbench.ShownSpan]? {
        guard table.fields.isEmpty else { return nil }
        var spans: [Workbench.ShownSpan] = []
        for item in table.array {
            guard let handle = item.handle, let span = workbench.shown(handle) else { return nil }
            spans.append(span)
        }
        return spans
    }

    private func spanTable(_ spans: [Workbench.ShownSpan]) -> [String] {
        var names: [String] = []
        for span in spans {
            for part in span.parts where !names.contains(part.name) { names.append(part.name) }
        }
        var table = Table(["at", "what", "text"] + names)
        for span in spans {
            let cells = names.map { name in
                span.parts.filter { $0.name == name }.map(\.text).joined(separator: ", ")
            }
            table.add([String(span.first), span.kind, span.text] + cells)
        }
        return table.lines(width: width, style: style)
    }

    private func text(_ value: LuaValue, depth: Int, indent: String = "") -> String {
        switch value {
        case .nil: return "nil"
        case .boolean(let flag): return String(flag)
        case .integer(let number): return String(number)
        case .number(let number): return String(number)
        case .string(let text): return depth == 3 ? text : "\"\(text)\""
        case .function: return "function"
        case .opaque(let name): return name
        case .handle(let handle): return workbench.shown(handle)?.text ?? workbench.name(of: handle)
        case .table(let table):
            if table.array.isEmpty && table.fields.isEmpty { return "{}" }
            guard depth > 0 else { return "{…}" }
            let inner = indent + "  "
            let items =
                table.array.map { text($0, depth: depth - 1, indent: inner) }
                + table.fields.map {
                    "\($0.key) = \(text($0.value, depth: min(2, depth - 1), indent: inner))"
                }
            return "{\n" + items.map { inner + $0 }.joined(separator: ",\n") + "\n" + indent + "}"
        }
    }
}
