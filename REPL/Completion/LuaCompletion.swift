internal import ArticleModel
internal import LuaRuntime
internal import LuaSource
internal import PluginHost

/// Completes Lua from the values of the session and the types of the API; finds the API items that a text names.
struct LuaCompletion {
    private let prompt: PromptContext

    init(_ prompt: PromptContext) { self.prompt = prompt }

    /// Returns what could be written at the end of a text.
    func complete(_ text: String) -> Completion {
        let lua = LuaCursor(text)
        switch lua.ending {
        case .comment: return Completion.nothing(text)
        case .string(let start, let quote): return completeString(text, lua, from: start, quote: quote)
        case .code: break
        }
        let chain = lua.chain
        guard let base = chain.base else {
            guard chain.start < lua.utf8.count else { return Completion(start: chain.start, candidates: []) }
            let globals = prompt.peek("_G")?.table?.fields.map(\.key) ?? []
            return Completion(
                text, from: chain.start,
                among: globals + LuaScanner.keywords + names(in: lua, before: chain.start))
        }
        return Completion(
            text, from: chain.start,
            among: members(of: base).filter { !chain.isMethod || $0.isMethod }.map(\.name))
    }

    /// Names of the entry itself: its local variables among them.
    private func names(in lua: LuaCursor, before end: Int) -> [String] {
        lua.utf8[..<end].split { !LuaScanner.isNameByte($0) }.map { String(decoding: $0, as: UTF8.self) }
            .filter { $0.first?.isNumber == false }
    }

    private func members(of expression: String) -> [PromptContext.Member] {
        if expression.contains("(") {
            return type(of: expression).map(members(ofType:)) ?? []
        }
        switch prompt.peek(expression) {
        case .handle(let handle)?: return prompt.members(of: handle)
        case .string?: return members(ofType: "string")
        case .table(let table)?:
            return table.fields.map { .init(name: $0.key, isMethod: $0.value.string == "function") }
        default: return []
        }
    }

    private func members(ofType type: String) -> [PromptContext.Member] {
        if type == "string" {
            let functions = prompt.peek("string")?.table?.fields ?? []
            return functions.map { .init(name: $0.key, isMethod: true) }
        }
        return prompt.members(ofType: type)
    }

    /// The type of an expression with calls in it, from the API alone: nothing is called.
    private func type(of expression: String) -> String? {
        var rest = expression[...]
        let first = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        rest = rest.dropFirst(first.count)
        var type: String
        if first == "desk" {
            type = "desk"
        } else if case .handle(let handle)? = prompt.peek(String(first)) {
            type = prompt.name(of: handle)
        } else {
            return expression.hasPrefix("(\"") || expression.hasPrefix("('") ? "string" : nil
        }
        while let next = rest.first {
            if next == "." || next == ":" {
                rest = rest.dropFirst()
                let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
                rest = rest.dropFirst(name.count)
                if let item = prompt.workbench.api.first(where: { $0.owner == type && $0.name == name }) {
                    type = item.type
                } else if type.hasPrefix("desk"),
                    prompt.workbench.api.contains(where: { $0.owner == "\(type).\(name)" })
                {
                    type = "\(type).\(name)"
                } else {
                    return nil
                }
            } else {
                guard let close = matching(rest) else { return nil }
                rest = rest[rest.index(after: close)...]
                if next == "[" { type = Self.element(of: type) }
            }
            type = Self.plain(type)
        }
        return type
    }

    /// The bracket that closes the one at the beginning.
    private func matching(_ text: Substring) -> Substring.Index? {
        var depth = 0
        for index in text.indices {
            if "([{".contains(text[index]) { depth += 1 }
            if ")]}".contains(text[index]) { depth -= 1 }
            if depth == 0 { return index }
        }
        return nil
    }

    /// `Annotation?` and `string[], string[]` without what follows the first type.
    private static func plain(_ type: String) -> String {
        let first = type.split(separator: ",").first.map(String.init) ?? type
        return first.hasSuffix("?") ? String(first.dropLast()) : first
    }

    private static func element(of type: String) -> String {
        if type.hasSuffix("[]") { return String(type.dropLast(2)) }
        return ["Tokens": "Token", "Sentences": "Sentence", "Blocks": "Block"][type] ?? type
    }

    // MARK: Strings

    private func completeString(_ text: String, _ lua: LuaCursor, from start: Int, quote: Int)
        -> Completion
    {
        let layers = prompt.workbench.layers.filter { $0 != "session" }
        let allLabels = layers.flatMap { prompt.workbench.labels(of: $0) }
        func labels(_ layer: String?) -> [String] {
            guard let layer, layer.count > 2 else { return allLabels }
            return prompt.workbench.labels(of: String(layer.dropFirst().dropLast()))
        }
        let written = lua.text(start..<lua.utf8.count)
        if written.contains("/"), !written.contains(" ") { return Completion(text, pathFrom: start) }
        // label = "…" in a table
        let before = lua.text(0..<quote).trimming
        if before.hasSuffix("=") {
            let name = before.dropLast().reversed().drop { $0 == " " }.prefix { $0.isLetter }
            if String(name.reversed()) == "label" { return Completion(text, from: start, among: allLabels) }
            if String(name.reversed()) == "layer" { return Completion(text, from: start, among: layers) }
        }
        if let call = lua.call(around: quote) {
            switch (call.name, call.argument) {
            case ("layer", 1), ("show", _): return Completion(text, from: start, among: layers)
            case ("layer", 2): return Completion(text, from: start, among: labels(call.before.first))
            case ("inside", 2), ("overlapping", 2), ("at", 2), ("before", 2), ("after", 2):
                return Completion(text, from: start, among: layers)
            case ("inside", 3), ("overlapping", 3), ("at", 3), ("before", 3), ("after", 3):
                return Completion(text, from: start, among: labels(call.before.last))
            case ("is", 1): return Completion(text, from: start, among: prompt.patternNames.classes)
            case ("matches", _), ("find", _), ("define", 2), ("rule", _):
                return PatternCompletion(prompt).complete(text)
            default: break
            }
        }
        let pattern = PatternCompletion(prompt).complete(text)
        if !pattern.candidates.isEmpty, pattern.start > start { return pattern }
        return Completion(text, from: start, among: layers + allLabels)
    }

    // MARK: Help

    /// The API items that the end of a text names, as `article:layer("quotes")[1].label` the field of an
    /// annotation; empty if it names none.
    func items(namedBy text: String) -> [APIItem] {
        let lua = LuaCursor(text)
        let chain = lua.chain
        let name = lua.text(chain.start..<lua.utf8.count)
        guard let base = chain.base else { return [] }
        var owner: String? = base.hasPrefix("desk") && !base.contains("(") ? base : nil
        if owner == nil, base.contains("(") {
            owner = type(of: base)
        } else if owner == nil, case .handle(let handle)? = prompt.peek(base) {
            owner = prompt.name(of: handle)
        }
        return prompt.workbench.api.filter { $0.owner == owner && $0.name == name }
    }
}
