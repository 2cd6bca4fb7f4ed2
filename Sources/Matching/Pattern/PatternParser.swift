/// Parses the pattern language. *Plain text matches plain text; one sigil per kind of thing.*
///
/// The grammar is in `docs/patterns.md`.
struct PatternParser {
    private let source: [UInt8]
    private var at = 0
    /// Parentheses that are open, as messages name the one that is not closed.
    private var open: [Int] = []
    /// Each group takes several frames of the stack, here and in the compiler.
    private static let mostOpenGroups = 200

    init(_ source: String) { self.source = Array(source.utf8) }

    static func parse(_ source: String) throws(PatternError) -> PatternNode {
        var parser = PatternParser(source)
        let node = try parser.alternatives()
        if parser.at < parser.source.count { throw parser.unopened }
        return node
    }

    /// The error of a parenthesis that closes nothing.
    private var unopened: PatternError {
        PatternError("')' without '('; write \")\" for the character itself", at: at)
    }

    /// The error of a parenthesis that is never closed.
    private static func unclosed(_ opened: Int) -> PatternError {
        PatternError("'(' is not closed; write \"(\" for the character itself", at: opened)
    }

    // MARK: Sequences

    private mutating func alternatives() throws(PatternError) -> PatternNode {
        let start = at
        if open.count > Self.mostOpenGroups {
            throw PatternError(
                "groups are nested too deeply; name parts of the pattern with desk.define",
                at: open.last ?? 0)
        }
        var branches = [try sequence()]
        while peek() == "|" {
            at += 1
            branches.append(try sequence())
        }
        for branch in branches {
            if case .sequence(let items) = branch.kind, items.isEmpty {
                if branches.count == 1 && open.isEmpty {
                    if peek() == ")" { throw unopened }
                    throw PatternError("the pattern is empty", at: start)
                }
                if let opened = open.last, peek() == nil { throw Self.unclosed(opened) }
                throw PatternError(
                    branches.count > 1
                        ? "an alternative is empty; write ( … )? for something that may be left out"
                        : "the group is empty", at: max(0, min(branch.offset, source.count - 1)))
            }
        }
        return branches.count == 1
            ? branches[0] : PatternNode(kind: .alternatives(branches), offset: start, length: at - start)
    }

    private mutating func sequence() throws(PatternError) -> PatternNode {
        skipBlank()
        let start = at
        var items: [PatternNode] = []
        while let next = peek(), next != "|", next != ")" {
            items.append(try item())
            skipBlank()
        }
        return items.count == 1
            ? items[0] : PatternNode(kind: .sequence(items), offset: start, length: at - start)
    }

    // MARK: Items

    private mutating func item() throws(PatternError) -> PatternNode {
        let start = at
        if let look = try look() { return look }
        if let anchor = try anchor() { return anchor }
        if let name = captureName() {
            let inner = try quantified(try atom())
            return node(.capture(name, inner), from: start)
        }
        return try quantified(try atom())
    }

    private mutating func look() throws(PatternError) -> PatternNode? {
        let start = at
        for (opening, ahead, negated) in [
            ("<&(", false, false), ("<!(", false, true), ("&(", true, false), ("!(", true, true),
        ] where takes(opening) {
            open.append(start)
            let inner = try alternatives()
            try close()
            return node(.look(inner, ahead: ahead, negated: negated), from: start)
        }
        return nil
    }

    private mutating func close() throws(PatternError) {
        let opened = open.removeLast()
        guard peek() == ")" else {
            throw Self.unclosed(opened)
        }
        at += 1
    }

    private mutating func anchor() throws(PatternError) -> PatternNode? {
        let start = at
        let isStart = takes("<")
        var unit: AnchorSyntax.Unit?
        if isStart, peek() == "@", isLetter(at + 1) {
            at += 1
            unit = .annotation(dotted())
        } else if peek() == "@", !isStart, isLetter(at + 1) {
            at += 1
            unit = .annotation(dotted())
        } else {
            switch word() {
            case "sent": unit = .sentence
            case "para": unit = .paragraph
            case "doc": unit = .document
            default: break
            }
        }
        let closes = isStart ? true : takes(">")
        guard let unit, closes, isStart || isBoundary(at), !isStart || isBoundary(at) else {
            at = start
            return nil
        }
        return node(.anchor(AnchorSyntax(unit: unit, isStart: isStart)), from: start)
    }

    private mutating func captureName() -> String? {
        let start = at
        let name = word()
        guard !name.isEmpty, peek() == ":", at + 1 < source.count, !isBlank(at + 1) else {
            at = start
            return nil
        }
        // "word:" before an operator that cannot begin an item is text, as in "Note:)".
        if [")", "|", "]"].contains(peek(1)) {
            at = start
            return nil
        }
        at += 1
        return name
    }

    private mutating func atom() throws(PatternError) -> PatternNode {
        let start = at
        guard let next = peek() else { throw PatternError("something must follow here", at: max(0, at - 1)) }
        if next == "(" {
            open.append(at)
            at += 1
            var inner = try alternatives()
            try close()
            inner.offset = start
            inner.length = at - start
            if peek() == "{", !isDigit(at + 1), peek(1) != "," {
                throw PatternError("tests cannot follow a group; put them on its elements", at: at)
            }
            return inner
        }
        if next == "[" {
            let element = try oneOf()
            return try tested(node(.element(element, tests: []), from: start))
        }
        if next == "$", isLetter(at + 1) {
            at += 1
            let name = dotted()
            return node(.named(name), from: start)
        }
        if takesGap() {
            let any = node(.element(.any, tests: []), from: start)
            var (low, high): (Int, Int?) = (0, 10)
            if peek() == "{", isDigit(at + 1) || peek(1) == "," {
                let bounds = try counts()
                (low, high) = (bounds.min, bounds.max)
            }
            return node(.repeated(any, min: low, max: high, lazy: true), from: start)
        }
        let element = try simple()
        return try tested(node(.element(element, tests: []), from: start))
    }

    private mutating func takesGap() -> Bool {
        guard source[at...].starts(with: "...".utf8), peek(3) != "." else { return false }
        guard isBoundary(at + 3) || peek(3) == "{" else { return false }
        at += 3
        return true
    }

    /// What a single element can be, inside and outside of `[ ]`.
    private mutating func simple() throws(PatternError) -> ElementSyntax {
        let start = at
        guard let next = peek() else { throw PatternError("something must follow here", at: max(0, at - 1)) }
        switch next {
        case "_" where !isWordByte(at + 1):
            at += 1
            return .any
        case "%" where isLetter(at + 1):
            at += 1
            let name = word()
            return name == "any" ? .any : .tokenClass(name)
        case "#" where isLetter(at + 1):
            at += 1
            return .list(dotted())
        case "@" where isLetter(at + 1):
            at += 1
            return .annotation(dotted())
        case "~" where isLetter(at + 1):
            at += 1
            return .lemma(lemmaWord())
        case "/":
            if let regex = regex() { return .regex(regex.0, ignoringCase: regex.1) }
        default: break
        }
        let parts = try literal()
        guard !parts.isEmpty else {
            throw PatternError(
                "'\(Character(Unicode.Scalar(source[start])))' cannot stand here; quote it to match the character itself",
                at: start)
        }
        return .literal(parts)
    }

    private mutating func oneOf() throws(PatternError) -> ElementSyntax {
        let start = at
        at += 1
        let negated = peek() == "^"
        if negated { at += 1 }
        var items: [PatternNode] = []
        while true {
            skipBlank()
            guard let next = peek() else {
                throw PatternError("'[' is not closed; write \"[\" for the character itself", at: start)
            }
            if next == "]" { break }
            let itemStart = at
            if next == "(" || next == ")" || next == "|" {
                throw PatternError(
                    "only single elements may stand in [ ]; quote '\(next)' to match it", at: at)
            }
            let element = try simple()
            items.append(try tested(node(.element(element, tests: []), from: itemStart)))
        }
        at += 1
        guard !items.isEmpty else { throw PatternError("[ ] is empty", at: start, length: at - start) }
        return .oneOf(items, negated: negated)
    }

    // MARK: Literals

    private mutating func literal() throws(PatternError) -> [LiteralPart] {
        var parts: [LiteralPart] = []
        while at < source.count, !isBlank(at) {
            let next = peek()!
            if next == "\"" {
                parts.append(LiteralPart(text: try string(), isExact: true))
                continue
            }
            if "()|[]{".unicodeScalars.contains(next) { break }
            if "?*+".unicodeScalars.contains(next), !parts.isEmpty { break }
            let start = at
            repeat { at += 1 } while at < source.count && !isBlank(at) && !endsBare(at)
            let text = String(decoding: source[start..<at], as: UTF8.self)
            parts.append(
                LiteralPart(text: text, isExact: text.unicodeScalars.contains { $0.properties.isUppercase }))
        }
        return parts
    }

    private func endsBare(_ at: Int) -> Bool { "()|[]{\"?*+".utf8.contains(source[at]) }

    private mutating func string() throws(PatternError) -> String {
        let start = at
        at += 1
        var bytes: [UInt8] = []
        while at < source.count, source[at] != UInt8(ascii: "\"") {
            if source[at] == UInt8(ascii: "\\"), at + 1 < source.count { at += 1 }
            bytes.append(source[at])
            at += 1
        }
        guard at < source.count else { throw PatternError("the string is not closed with \"", at: start) }
        at += 1
        let text = String(decoding: bytes, as: UTF8.self)
        if bytes.isEmpty { throw PatternError("an empty string can never match", at: start, length: 2) }
        if text.first!.isWhitespace || text.last!.isWhitespace {
            throw PatternError(
                "a string that begins or ends with white space can never match: blanks are between tokens",
                at: start, length: at - start)
        }
        return text
    }

    /// A regex between slashes, if it is closed; a lone slash is text.
    private mutating func regex() -> (String, Bool)? {
        var end = at + 1
        var bytes: [UInt8] = []
        while end < source.count, source[end] != UInt8(ascii: "/") {
            if source[end] == UInt8(ascii: "\n") { return nil }
            if source[end] == UInt8(ascii: "\\"), end + 1 < source.count {
                if source[end + 1] != UInt8(ascii: "/") { bytes.append(source[end]) }
                end += 1
            }
            bytes.append(source[end])
            end += 1
        }
        guard end < source.count, !bytes.isEmpty else { return nil }
        end += 1
        var ignoringCase = false
        if end < source.count, source[end] == UInt8(ascii: "i"), !isWordByte(end + 1) {
            ignoringCase = true
            end += 1
        }
        at = end
        return (String(decoding: bytes, as: UTF8.self), ignoringCase)
    }

    // MARK: Quantifiers

    private mutating func quantified(_ inner: PatternNode) throws(PatternError) -> PatternNode {
        var bounds: (min: Int, max: Int?)
        switch peek() {
        case "?":
            bounds = (0, 1)
            at += 1
        case "*":
            bounds = (0, nil)
            at += 1
        case "+":
            bounds = (1, nil)
            at += 1
        case "{" where isDigit(at + 1) || peek(1) == ",": bounds = try counts()
        default: return inner
        }
        let lazy = takes("?")
        if let next = peek(), "?*+".unicodeScalars.contains(next) || next == "{" {
            throw PatternError("a quantifier cannot follow another", at: at)
        }
        return node(
            .repeated(inner, min: bounds.min, max: bounds.max, lazy: lazy), from: inner.offset)
    }

    private mutating func counts() throws(PatternError) -> (min: Int, max: Int?) {
        let start = at
        at += 1
        let low = number()
        var high = low
        if takes(",") { high = number() }
        guard takes("}"), low != nil || high != nil else {
            throw PatternError("a quantifier is {2}, {1,3}, {2,} or {,3}", at: start, length: at - start)
        }
        let least = low ?? 0
        if let high, high < least {
            throw PatternError(
                "the quantifier's bounds are the wrong way round", at: start, length: at - start)
        }
        if least > 1000 || (high ?? 0) > 1000 {
            throw PatternError("a quantifier cannot ask for more than 1000", at: start, length: at - start)
        }
        return (least, source[start..<at].contains(UInt8(ascii: ",")) && high == nil ? nil : high)
    }

    private mutating func number() -> Int? {
        let start = at
        while isDigit(at) { at += 1 }
        return Int(String(decoding: source[start..<at].prefix(9), as: UTF8.self))
    }

    // MARK: Tests

    private mutating func tested(_ node: PatternNode) throws(PatternError) -> PatternNode {
        guard peek() == "{", !isDigit(at + 1), peek(1) != ",", case .element(let element, _) = node.kind
        else { return node }
        var parser = TestParser(source: source, at: at)
        let tests = try parser.tests()
        at = parser.at
        var result = self.node(.element(element, tests: tests), from: node.offset)
        result.length = at - node.offset
        return result
    }

    // MARK: Characters

    private func node(_ kind: PatternNode.Kind, from start: Int) -> PatternNode {
        PatternNode(kind: kind, offset: start, length: at - start)
    }

    private func peek(_ ahead: Int = 0) -> Unicode.Scalar? {
        at + ahead < source.count ? Unicode.Scalar(source[at + ahead]) : nil
    }

    private mutating func takes(_ text: String) -> Bool {
        guard source[at...].starts(with: text.utf8) else { return false }
        at += text.utf8.count
        return true
    }

    private mutating func skipBlank() {
        while at < source.count {
            if isBlank(at) {
                at += 1
            } else if source[at...].starts(with: ";;".utf8) {
                while at < source.count, source[at] != UInt8(ascii: "\n") { at += 1 }
            } else {
                return
            }
        }
    }

    private func isBlank(_ at: Int) -> Bool { source[at] <= 32 }
    private func isBoundary(_ at: Int) -> Bool {
        at >= source.count || isBlank(at) || source[at] == UInt8(ascii: ")")
            || source[at] == UInt8(ascii: "|")
    }
    private func isDigit(_ at: Int) -> Bool { at < source.count && (48...57).contains(source[at]) }
    private func isLetter(_ at: Int) -> Bool {
        at < source.count && ((65...90).contains(source[at]) || (97...122).contains(source[at]))
    }
    private func isWordByte(_ at: Int) -> Bool {
        isLetter(at) || isDigit(at) || at < source.count && source[at] == 95
    }

    private mutating func word() -> String {
        let start = at
        guard isLetter(at) else { return "" }
        while isWordByte(at) { at += 1 }
        return String(decoding: source[start..<at], as: UTF8.self)
    }

    private mutating func dotted() -> String {
        var name = word()
        while peek() == ".", isLetter(at + 1) {
            at += 1
            name += "." + word()
        }
        return name
    }

    private mutating func lemmaWord() -> String {
        var name = word()
        while peek() == "-", isLetter(at + 1) {
            at += 1
            name += "-" + word()
        }
        return name
    }
}
