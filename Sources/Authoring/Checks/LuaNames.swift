internal import LuaSource

/// Which names in Lua source are globals. It follows the blocks and `local` declarations of the source
/// (Lua 5.4 reference manual, 3.5) without parsing expressions.
struct LuaNames {
    /// A name that is not declared by a `local`, a parameter or a loop around it.
    struct Global: Equatable {
        /// which word of the source
        var token: Int
        /// whether it is assigned
        var isSet: Bool
    }

    private enum Block { case function, block, loopHead, branch }

    private enum Level {
        case scope(Block, names: Set<String>)
        case bracket(String)
    }

    private let tokens: [LuaToken]
    private var levels: [Level] = [.scope(.block, names: [])]
    private(set) var globals: [Global] = []

    init(_ tokens: [LuaToken]) {
        self.tokens = tokens
        var index = 0
        while index < tokens.count { index = visit(index) }
    }

    private func text(_ index: Int) -> String {
        guard tokens.indices.contains(index), tokens[index].kind != .string else { return "" }
        return tokens[index].text
    }

    private func isName(_ index: Int) -> Bool {
        tokens.indices.contains(index) && tokens[index].kind == .name
    }

    /// Reads the word at the index, and says which is next.
    private mutating func visit(_ index: Int) -> Int {
        let token = tokens[index]
        switch token.kind {
        case .keyword: return keyword(token.text, index)
        case .symbol:
            switch token.text {
            case "(", "[", "{": levels.append(.bracket(token.text))
            case ")", "]", "}": closeBracket(token.text)
            // A label, which is no name of its own.
            case "::" where isName(index + 1) && text(index + 2) == "::": return index + 3
            default: break
            }
        case .name: name(index)
        case .string, .number: break
        }
        return index + 1
    }

    private mutating func keyword(_ word: String, _ index: Int) -> Int {
        switch word {
        case "function": return function(index + 1)
        case "local":
            if text(index + 1) == "function" {
                declare(text(index + 2))
                return function(index + 2)
            }
            return declareNames(index + 1)
        case "for":
            levels.append(.scope(.loopHead, names: []))
            return declareNames(index + 1)
        case "do":
            if case .scope(.loopHead, let names)? = levels.last {
                levels[levels.count - 1] = .scope(.block, names: names)
            } else {
                levels.append(.scope(.block, names: []))
            }
        case "then", "repeat": levels.append(.scope(.branch, names: []))
        case "elseif", "end": closeBlock()
        case "else":
            closeBlock()
            levels.append(.scope(.branch, names: []))
        case "until":
            // The condition sees what the block declared.
            let names = closeBlock()
            for name in names { declare(name) }
        case "goto": return index + 2
        default: break
        }
        return index + 1
    }

    /// Behind `function`: its name, if it has one, and its parameters.
    private mutating func function(_ start: Int) -> Int {
        var index = start
        var isMethod = false
        if isName(index) {
            name(index, isSet: text(index + 1) == "(")
            while text(index) != "(", index < tokens.count {
                if text(index) == ":" { isMethod = true }
                index += 1
            }
        }
        levels.append(.scope(.function, names: isMethod ? ["self"] : []))
        index += 1
        while index < tokens.count, text(index) != ")" {
            if isName(index) { declare(tokens[index].text) }
            index += 1
        }
        return index + 1
    }

    /// Behind `local` and `for`: names with their attributes. What stands behind the `=` sees them too here,
    /// which costs nothing but a warning of `local x = x`.
    private mutating func declareNames(_ start: Int) -> Int {
        var index = start
        while isName(index) {
            declare(tokens[index].text)
            index += 1
            if text(index) == "<" { index += 3 }
            guard text(index) == "," else { break }
            index += 1
        }
        return index
    }

    private mutating func declare(_ name: String) {
        let index = levels.lastIndex {
            if case .scope = $0 { true } else { false }
        }
        guard let index, case .scope(let block, var names) = levels[index] else { return }
        names.insert(name)
        levels[index] = .scope(block, names: names)
    }

    private mutating func name(_ index: Int, isSet: Bool = false) {
        let before = text(index - 1)
        if before == "." || before == ":" { return }
        // A key of a table: { name = … }
        if text(index + 1) == "=", case .bracket("{")? = levels.last, ["{", ",", ";"].contains(before) {
            return
        }
        let name = tokens[index].text
        for case .scope(_, let names) in levels where names.contains(name) { return }
        let isStatement: Bool = if case .scope? = levels.last { true } else { false }
        globals.append(Global(token: index, isSet: isSet || isStatement && isAssigned(index)))
    }

    /// Whether the name is followed by `=`, on its own or in a list such as `a, b.c = 1, 2`.
    private func isAssigned(_ index: Int) -> Bool {
        var next = index + 1
        while text(next) == ",", isName(next + 1) {
            next += 2
            while text(next) == ".", isName(next + 1) { next += 2 }
        }
        return text(next) == "="
    }

    private mutating func closeBracket(_ closing: String) {
        let opening = ["(": ")", "[": "]", "{": "}"].first { $0.value == closing }!.key
        guard
            let index = levels.lastIndex(where: {
                if case .bracket(opening) = $0 { true } else { false }
            })
        else { return }
        levels.removeSubrange(index...)
    }

    @discardableResult
    private mutating func closeBlock() -> Set<String> {
        // The outermost block is the file's own.
        let index = levels.indices.dropFirst().last {
            if case .scope = levels[$0] { true } else { false }
        }
        guard let index, case .scope(_, let names) = levels[index] else { return [] }
        levels.removeSubrange(index...)
        return names
    }
}
