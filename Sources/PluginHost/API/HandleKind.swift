internal import ArticleModel
internal import LuaRuntime
internal import Matching
internal import Tokenization

/// The kinds of handles that Lua holds; what `a` and `b` of each mean is said here.
enum HandleKind: Int32, CaseIterable {
    /// the article
    case article
    /// token `a`
    case token
    /// bytes `a`..<`b`
    case span
    /// sentence `a`
    case sentence
    /// block `a`
    case block
    /// annotation `a`
    case annotation
    /// match `a`
    case match
    /// capture `b` of match `a`
    case capture
    /// tokens `a`..<`b`
    case tokens
    /// all sentences
    case sentences
    /// all blocks
    case blocks
    /// list `a` of a plugin's ``PluginResources``
    case list
    /// rule `a` of a plugin
    case rule
    /// rule set `a` of a plugin
    case ruleSet
    /// regex `a` of a plugin
    case regex
    /// tagger `a` of a plugin
    case tagger

    /// What messages and the documentation call it.
    var typeName: String {
        switch self {
        case .article: "Article"
        case .token: "Token"
        case .span: "Span"
        case .sentence: "Sentence"
        case .block: "Block"
        case .annotation: "Annotation"
        case .match: "Match"
        case .capture: "Capture"
        case .tokens: "Tokens"
        case .sentences: "Sentences"
        case .blocks: "Blocks"
        case .list: "List"
        case .rule: "Rule"
        case .ruleSet: "RuleSet"
        case .regex: "Regex"
        case .tagger: "Tagger"
        }
    }

    /// Whether it belongs to an article, and is stale when that is closed.
    var belongsToArticle: Bool {
        switch self {
        case .list, .rule, .ruleSet, .regex, .tagger: false
        default: true
        }
    }

    /// Whether it is a stretch of text.
    var isSpan: Bool {
        switch self {
        case .token, .span, .sentence, .block, .annotation, .match, .capture, .tokens: true
        default: false
        }
    }
}

extension PluginResources {
    /// A handle of something with this index that the plugin has made.
    func handle(_ kind: HandleKind, _ index: Int) -> Handle {
        Handle(kind: kind.rawValue, generation: generation, a: index)
    }
}

extension Workbench {
    /// The open article, checked against the handle.
    func article(of handle: Handle) throws(APIError) -> OpenArticle {
        guard let open, handle.generation == open.generation else {
            throw APIError("this \(typeName(handle)) belongs to an article that is closed")
        }
        return open
    }

    func typeName(_ handle: Handle) -> String { HandleKind(rawValue: handle.kind)?.typeName ?? "handle" }

    func handle(_ kind: HandleKind, _ a: Int, _ b: Int = 0) -> Handle {
        Handle(kind: kind.rawValue, generation: open?.generation ?? 0, a: a, b: b)
    }

    /// The plugin whose code runs, which will own what it makes.
    func maker(of thing: String) throws(APIError) -> Plugin {
        guard let current else { throw APIError("there is no plugin to make \(thing) for") }
        return current
    }

    /// Something that a plugin has made, named by an argument.
    ///
    /// - Parameter body: gets the plugin's resources and the index in them.
    /// - Throws: ``APIError`` if the plugin has been reloaded or unloaded since.
    func resource<Result>(
        _ call: HostCall, _ index: Int, _ kind: HandleKind, _ body: (PluginResources, Int) -> Result
    ) throws -> Result {
        let handle = try argument(call, index, kind)
        guard let resources = resources(ofGeneration: handle.generation) else {
            throw APIError("this \(kind.typeName) belongs to a plugin that has been reloaded")
        }
        return body(resources, Int(handle.a))
    }

    private func resources(ofGeneration generation: UInt32) -> PluginResources? {
        if let own = current?.resources, own.generation == generation { return own }
        if session.resources.generation == generation { return session.resources }
        return plugins.first { $0.resources.generation == generation }?.resources
    }

    /// The argument as a handle of the kind.
    func argument(_ call: HostCall, _ index: Int, _ kind: HandleKind) throws -> Handle {
        let handle = try call.handle(index, kind.typeName)
        guard handle.kind == kind.rawValue else {
            throw HostCall.ArgumentError(index: index, expected: kind.typeName, got: typeName(handle))
        }
        if kind.belongsToArticle { _ = try article(of: handle) }
        return handle
    }

    /// The stretch of text that the handle stands for.
    func span(of handle: Handle) throws -> Span {
        let open = try article(of: handle)
        let a = Int(handle.a)
        switch HandleKind(rawValue: handle.kind) {
        case .token: return open.tokens.span(a)
        case .span: return Span(a, Int(handle.b))
        case .sentence: return open.tokens.span(open.tokens.sentence(a))
        case .block: return open.article.blocks[a].span
        case .annotation:
            guard let annotation = open.annotations[a] else { throw APIError("this Annotation was removed") }
            return annotation.span
        case .match: return open.tokens.span(open.matches[a].match.tokens)
        case .capture: return open.tokens.span(open.matches[a].match.captures[Int(handle.b)].tokens)
        case .tokens: return a < Int(handle.b) ? open.tokens.span(a..<Int(handle.b)) : Span(0, 0)
        default: throw APIError("a \(typeName(handle)) is not a stretch of text")
        }
    }

    /// The tokens that share a byte with what the handle stands for.
    func tokenRange(of handle: Handle) throws -> Range<Int> {
        let open = try article(of: handle)
        switch HandleKind(rawValue: handle.kind) {
        case .token: return Int(handle.a)..<Int(handle.a) + 1
        case .match: return open.matches[Int(handle.a)].match.tokens
        case .capture: return open.matches[Int(handle.a)].match.captures[Int(handle.b)].tokens
        case .sentence: return open.tokens.sentence(Int(handle.a))
        case .tokens: return Int(handle.a)..<max(Int(handle.a), Int(handle.b))
        default: return open.tokens.tokens(overlapping: try span(of: handle))
        }
    }

    /// The argument as a stretch of text: any handle that has one.
    func span(_ call: HostCall, _ index: Int) throws -> Span {
        let handle = try call.handle(index, "Span")
        guard HandleKind(rawValue: handle.kind)?.isSpan == true else {
            throw HostCall.ArgumentError(index: index, expected: "Span", got: typeName(handle))
        }
        return try span(of: handle)
    }

    /// Writes the bytes of the article's text as a string.
    func push(_ span: Span, _ call: HostCall) {
        guard let open else { return call.writer.push("") }
        open.article.utf8.withUnsafeBytes { bytes in
            call.writer.push(
                bytes: UnsafeRawBufferPointer(rebasing: bytes[span.range.clamped(to: 0..<bytes.count)]))
        }
    }
}
