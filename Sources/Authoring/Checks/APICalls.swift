internal import Diagnostics
internal import LuaSource
internal import PluginHost

/// Uses of `desk` and `article` in Lua source, held against the registry of the API.
struct APICalls {
    /// A problem at a word of the source.
    struct Problem {
        var token: Int
        var code: Finding.Code
        var message: String
    }

    private let tokens: [LuaToken]
    private let items: [APIItem]
    private let areas: Set<String>
    private let provides: [(layer: String, labels: [String])]
    private(set) var problems: [Problem] = []

    /// Reads the words of a file.
    ///
    /// - Parameter provides: the layers of the plugin with their labels; empty if they are not known.
    init(_ tokens: [LuaToken], _ items: [APIItem], provides: [(layer: String, labels: [String])]) {
        (self.tokens, self.items, self.provides) = (tokens, items, provides)
        areas = Set(items.map(\.owner).filter { $0.hasPrefix("desk") })
        for index in tokens.indices where tokens[index].kind == .name {
            let before = text(index - 1)
            guard before != ".", before != ":" else { continue }
            switch tokens[index].text {
            case "desk": desk(index)
            case "article": article(index)
            default: break
            }
        }
    }

    private func text(_ index: Int) -> String {
        guard tokens.indices.contains(index), tokens[index].kind != .string else { return "" }
        return tokens[index].text
    }

    private func isName(_ index: Int) -> Bool {
        tokens.indices.contains(index) && tokens[index].kind == .name
    }

    private mutating func desk(_ start: Int) {
        var owner = "desk"
        var index = start
        while text(index + 1) == ".", isName(index + 2) {
            let name = tokens[index + 2].text
            index += 2
            if areas.contains(owner + "." + name) {
                owner += "." + name
                continue
            }
            let members = items.filter { $0.owner == owner }
            guard let item = members.first(where: { $0.name == name }) else {
                let inner = areas.filter { $0.hasPrefix(owner + ".") }.map {
                    String($0.dropFirst(owner.count + 1))
                }
                return report(
                    index, .unknownMember,
                    "\(owner) has no \"\(name)\""
                        + didYouMean(name, among: members.map(\.name) + inner.sorted()))
            }
            return arity(item, nameAt: index)
        }
    }

    private mutating func article(_ index: Int) {
        guard [".", ":"].contains(text(index + 1)), isName(index + 2) else { return }
        let name = tokens[index + 2].text
        let members = items.filter { $0.owner == "Article" }
        guard let item = members.first(where: { $0.name == name }) else {
            return report(
                index + 2, .unknownMember,
                "an Article has no \"\(name)\"" + didYouMean(name, among: members.map(\.name)))
        }
        if text(index + 1) == ":" {
            arity(item, nameAt: index + 2)
            if name == "annotate" { annotation(index + 3) }
        } else if item.parameters != nil, text(index + 3) == "(" {
            report(
                index + 1, .unknownMember,
                "article.\(name) is a method; call it with a colon: article:\(name)(…)")
        }
    }

    // MARK: Arguments

    private mutating func arity(_ item: APIItem, nameAt index: Int) {
        guard let parameters = item.parameterList, let given = arguments(index + 1) else { return }
        let isVariadic = parameters.contains { $0.name == "..." }
        let needed = parameters.count { !$0.name.hasSuffix("?") && $0.name != "..." }
        if given.count > parameters.count, !isVariadic {
            report(
                index, .arity,
                "\(item.qualifiedName) takes \(amount(parameters.count)), not \(given.count): \(item.signature)"
            )
        } else if given.count < needed, !given.isOpen {
            report(
                index, .arity,
                "\(item.qualifiedName) needs \(amount(needed)), not \(given.count): \(item.signature)")
        }
    }

    private func amount(_ count: Int) -> String {
        count == 0 ? "no arguments" : count == 1 ? "1 argument" : "\(count) arguments"
    }

    /// How many arguments a call has whose bracket is expected at the index; `isOpen` if the last is a call or
    /// `...`, which may be several. Nil where there is no call.
    private func arguments(_ start: Int) -> (count: Int, isOpen: Bool)? {
        guard tokens.indices.contains(start) else { return nil }
        if tokens[start].kind == .string || text(start) == "{" { return (1, false) }
        guard text(start) == "(" else { return nil }
        if text(start + 1) == ")" { return (0, false) }
        var depth = 0
        var blocks = 0
        var count = 1
        for index in start..<tokens.count {
            switch text(index) {
            case "(", "[", "{": depth += 1
            case ")", "]", "}":
                depth -= 1
                if depth == 0 {
                    return (
                        count,
                        [")", "...", "]", "}"].contains(text(index - 1)) || tokens[index - 1].kind == .string
                    )
                }
            case "function", "then", "do", "repeat": blocks += 1
            case "elseif", "end", "until": blocks -= 1
            case ",": if depth == 1, blocks == 0 { count += 1 }
            default: break
            }
        }
        return nil
    }

    /// `label` and `layer` in a table that is written out in a call of `annotate`.
    private mutating func annotation(_ start: Int) {
        let open = text(start) == "(" ? start + 1 : start
        guard text(open) == "{", !provides.isEmpty else { return }
        var literals: [String: Int] = [:]
        var keys: Set<String> = []
        var depth = 0
        for index in open..<tokens.count {
            switch text(index) {
            case "{", "(", "[", "function", "then", "do": depth += 1
            case "}", ")", "]", "end", "elseif": depth -= 1
            case "=":
                guard depth == 1, isName(index - 1) else { continue }
                keys.insert(tokens[index - 1].text)
                let isWhole = [",", "}", ";"].contains(text(index + 2))
                if isWhole, index + 1 < tokens.count, tokens[index + 1].kind == .string {
                    literals[tokens[index - 1].text] = index + 1
                }
            default: break
            }
            if depth == 0 { break }
        }
        var labels = provides.flatMap(\.labels)
        if let layer = literals["layer"] {
            guard let provided = provides.first(where: { $0.layer == tokens[layer].text }) else {
                return report(
                    layer, .undeclared,
                    "the plugin does not provide the layer \"\(tokens[layer].text)\""
                        + remedy(tokens[layer].text, among: provides.map(\.layer)))
            }
            labels = provided.labels
        }
        if let label = literals["label"], !labels.contains(tokens[label].text) {
            report(
                label, .undeclared,
                "the plugin does not provide the label \"\(tokens[label].text)\""
                    + remedy(tokens[label].text, among: labels))
        } else if !keys.contains("label") {
            report(open, .undeclared, "the annotation has no label; add label = \"\(labels[0])\"")
        }
    }

    private func remedy(_ name: String, among names: [String]) -> String {
        let suggestion = didYouMean(name, among: names)
        return suggestion.isEmpty ? "; add it to 'provides'" : suggestion
    }

    private mutating func report(_ token: Int, _ code: Finding.Code, _ message: String) {
        problems.append(Problem(token: token, code: code, message: message))
    }
}
