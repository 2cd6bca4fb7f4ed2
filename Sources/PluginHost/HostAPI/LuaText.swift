internal import ArticleModel
internal import LuaRuntime

extension Workbench {
    /// A value as `print` shows it.
    func shown(_ value: LuaValue) -> String {
        switch value {
        case .nil: return "nil"
        case .boolean(let value): return String(value)
        case .integer(let value): return String(value)
        case .number(let value): return LuaValue.text(of: value)
        case .string(let value): return value
        case .handle(let handle):
            // A handle without a span, or of a closed article, is shown by its type.
            if let open, handle.generation == open.generation, let span = try? open.span(of: handle) {
                return open.article.text(of: span)
            }
            return handle.typeName
        case .table(let table): return "table (\(table.array.count + table.fields.count))"
        case .function: return "function"
        case .opaque(let name): return name
        }
    }
}
