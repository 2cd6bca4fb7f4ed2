internal import ArticleModel
internal import LuaRuntime
internal import Matching
internal import Tokenization

/// What a host function of the API needs of its call beyond Lua values: the workbench, the plugin whose code calls,
/// the open article and things that plugins have made.
extension HostCall {
    /// The workbench that the state belongs to.
    var workbench: Workbench { unsafeDowncast(state.host!, to: Workbench.self) }

    /// The plugin whose code runs, which owns what it makes.
    ///
    /// - Throws: ``APIError`` if no plugin's code runs.
    func maker(of thing: String) throws(APIError) -> Plugin {
        guard let plugin = workbench.current else {
            throw APIError("there is no plugin to make \(thing) for")
        }
        return plugin
    }

    // MARK: The open article

    /// The open article, if the handle belongs to it.
    func article(of handle: Handle) throws(APIError) -> OpenArticle {
        guard let open = workbench.open, handle.generation == open.generation else {
            throw APIError("this \(handle.typeName) belongs to an article that is closed")
        }
        return open
    }

    /// The argument as the open article.
    func article(_ index: Int) throws -> OpenArticle { try article(of: argument(index, .article)) }

    /// The argument as a handle of the kind; one of an article must belong to the open one.
    func argument(_ index: Int, _ kind: HandleKind) throws -> Handle {
        let handle = try handle(index, kind.typeName)
        guard handle.kind == kind.rawValue else {
            throw ArgumentError(index: index, expected: kind.typeName, got: handle.typeName)
        }
        if kind.belongsToArticle { _ = try article(of: handle) }
        return handle
    }

    /// The span of a handle of any kind that has one.
    func span(of handle: Handle) throws -> Span { try article(of: handle).span(of: handle) }

    /// The argument as a span: a handle of any kind that has one.
    func span(_ index: Int) throws -> Span {
        let handle = try handle(index, "Span")
        guard HandleKind(rawValue: handle.kind)?.isSpan == true else {
            throw ArgumentError(index: index, expected: "Span", got: handle.typeName)
        }
        return try span(of: handle)
    }

    /// The tokens that share a byte with the handle's span.
    func tokenRange(of handle: Handle) throws -> Range<Int> {
        try article(of: handle).tokenRange(of: handle)
    }

    // MARK: What plugins have made

    /// Something that a plugin has made, named by an argument.
    ///
    /// - Parameter body: gets the plugin's resources and the index in them.
    /// - Throws: ``APIError`` if the plugin has been reloaded or unloaded since.
    func resource<Result>(
        _ index: Int, _ kind: HandleKind, _ body: (PluginResources, Int) -> Result
    ) throws -> Result {
        let handle = try argument(index, kind)
        guard let resources = workbench.resources(ofGeneration: handle.generation) else {
            throw APIError("this \(kind.typeName) belongs to a plugin that has been reloaded")
        }
        return body(resources, Int(handle.a))
    }

    // MARK: Results

    /// Writes the text of a span of the open article as the next result.
    func push(_ span: Span) {
        guard let open = workbench.open else { return writer.push("") }
        open.article.utf8.withUnsafeBytes { bytes in
            writer.push(
                bytes: UnsafeRawBufferPointer(rebasing: bytes[span.range.clamped(to: 0..<bytes.count)]))
        }
    }

    /// Writes a handle of the open article as the next result.
    func pushHandle(_ kind: HandleKind, _ a: Int, _ b: Int = 0) {
        guard let open = workbench.open else { return writer.push() }
        writer.push(open.handle(kind, a, b))
    }

    /// Writes handles as a table.
    func push(handles: [Handle]) {
        writer.pushTable(array: handles.count)
        for (index, handle) in handles.enumerated() {
            writer.push(handle)
            writer.set(index + 1)
        }
    }
}
