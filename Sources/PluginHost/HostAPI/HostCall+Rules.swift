internal import Diagnostics
internal import LuaRuntime
internal import Matching

/// `desk.define` and `desk.rule`.
extension HostCall {
    /// Compiles a pattern now if the plugin is loaded, or keeps it until it is.
    func deferCompilation(of target: PendingPattern.Target, pattern: String) throws {
        let plugin = try maker(of: "a pattern")
        let item = PendingPattern(target: target, pattern: pattern, location: location)
        if plugin.manifest == nil { return plugin.resources.pending.append(item) }
        do throws(PatternError) {
            switch target {
            case .definition(let name): try plugin.context.define(name, pattern)
            case .rule(let number, let draft):
                plugin.resources.complete(number, draft.rule(try plugin.context.compile(pattern)))
            }
        } catch {
            throw plugin.diagnostic(for: error, pattern: pattern, at: location)
        }
    }

    func makeRule() throws -> Int {
        let table = try table(1)
        let keys = ["where", "action", "priority", "stage", "mode", "span", "label", "capture", "features"]
        for (key, _) in table.fields where !keys.contains(key) {
            throw APIError("unknown key '\(key)' in a rule" + didYouMean(key, among: keys))
        }
        guard table.array.count == 2, let name = table.array[0].string, let pattern = table.array[1].string
        else {
            throw APIError("a rule begins with its name and its pattern: desk.rule{ \"Name\", [=[ … ]=] }")
        }
        func text(_ key: String, oneOf: [String]? = nil) throws(APIError) -> String? {
            let value = table[key]
            if value.isNil { return nil }
            guard let text = value.string else {
                throw APIError("'\(key)' of rule \"\(name)\" must be a string, not a \(value.typeName)")
            }
            if let oneOf, !oneOf.contains(text) {
                throw APIError(
                    "'\(key)' of rule \"\(name)\" must be one of \(oneOf.joined(separator: ", "))"
                        + didYouMean(text, among: oneOf))
            }
            return text
        }
        func number(_ key: String, default fallback: Int) throws(APIError) -> Int {
            switch table[key] {
            case .nil: return fallback
            case .integer(let value): return value
            default: throw APIError("'\(key)' of rule \"\(name)\" must be an integer")
            }
        }
        func callback(_ key: String) throws(APIError) -> LuaReference? {
            switch table[key] {
            case .nil: return nil
            case .function(let function): return function
            default: throw APIError("'\(key)' of rule \"\(name)\" must be a function")
            }
        }
        let mode = try text("mode", oneOf: Rule.Mode.allCases.map(\.rawValue)).flatMap(Rule.Mode.init)
        let scope = try text("span", oneOf: Rule.Scope.allCases.map(\.rawValue)).flatMap(Rule.Scope.init)
        let draft = RuleDraft(
            name: name, priority: try number("priority", default: 0), mode: mode ?? .longest,
            scope: scope ?? .sentence)
        guard table["features"].isNil || table["features"].table != nil else {
            throw APIError(
                "'features' of rule \"\(name)\" must be a table, not a \(table["features"].typeName)")
        }
        let features = table["features"].table?.fields ?? []
        for (key, _) in features { try checkFeature(key) }
        let resources = try maker(of: "a rule").resources
        let index = resources.add(
            LuaRule(
                rule: .unfinished(name), stage: try number("stage", default: 1), label: try text("label"),
                capture: try text("capture"), features: features, condition: try callback("where"),
                action: try callback("action"), location: location))
        try deferCompilation(of: .rule(index, draft), pattern: pattern)
        writer.push(resources.handle(.rule, index))
        return 1
    }
}
