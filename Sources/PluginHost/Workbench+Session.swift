public import ArticleModel
public import LuaRuntime
internal import Matching
internal import TextSpans

/// Lua entered at a prompt.
extension Workbench {
    /// What an entry at the prompt gave.
    public enum Evaluation {
        /// the value of an expression, or what a chunk returned; nil for none
        case value(LuaValue)
        /// the entry ends too early: more lines must follow
        case incomplete
    }

    /// Runs an entry in the session's globals, which last: an expression without `return`, or
    /// statements. `article` is the open article; plugins and their layers can be used.
    ///
    /// - Throws: ``PluginError``.
    public func evaluate(_ entry: String) throws(PluginError) -> Evaluation {
        current = session
        defer { current = nil }
        session.sources["session"] = Array(entry.utf8)
        do throws(LuaError) {
            if session.environment == nil {
                session.environment = try sandbox.environment(fields: deskFields, strict: false)
                session.manifest = PluginManifest.session
            }
            prepareSession()
            try session.environment!.set("article", open == nil ? .nil : .handle(handle(.article, 0)))
            let chunk: LuaReference
            do throws(LuaError) {
                chunk = try state.load(
                    Array("return \(entry)".utf8), name: "session", environment: session.environment)
            } catch {
                do throws(LuaError) {
                    chunk = try state.load(
                        Array(entry.utf8), name: "session", environment: session.environment)
                } catch {
                    if error.message.hasSuffix("near <eof>") { return .incomplete }
                    throw error
                }
            }
            let value = try chunk.call(results: 1)[0]
            try session.environment!.set("_", value)
            return .value(value)
        } catch {
            throw PluginError(plugin: "session", error) { session.sources[$0] }
        }
    }

    /// A stretch of text as a table of matches shows it: place, text and captures.
    public struct ShownSpan {
        /// Position of the first byte, from 1.
        public var first: Int
        /// The text.
        public var text: String
        /// What it is: a type, or the label of an annotation.
        public var kind: String
        /// Captures or features, by name.
        public var parts: [(name: String, text: String)]
    }

    /// What a handle stands for, if that is a stretch of text of the open article.
    public func shown(_ handle: Handle) -> ShownSpan? {
        guard let open, let span = try? span(of: handle) else { return nil }
        var result = ShownSpan(
            first: span.start + 1, text: open.article.text(of: span), kind: typeName(handle), parts: [])
        switch HandleKind(rawValue: handle.kind) {
        case .annotation:
            guard let annotation = open.annotations[Int(handle.a)] else { return nil }
            result.kind = annotation.label
            result.parts = annotation.features.map { ($0.name, shown($0.value)) }
        case .match:
            let (match, set) = open.matches[Int(handle.a)]
            let pattern = set.rules[match.rule].pattern
            result.kind = set.rules[match.rule].name
            result.parts = match.captures.map { (pattern.captureNames[$0.name], open.input.text($0.tokens)) }
        default: break
        }
        return result
    }

    private func shown(_ value: FeatureValue) -> String {
        switch value {
        case .null: "nil"
        case .boolean(let flag): String(flag)
        case .integer(let number): String(number)
        case .number(let number): String(number)
        case .string(let text): text
        case .mention(let span): open?.article.text(of: span) ?? ""
        case .annotation(let number): open?.annotations[number].map { open!.article.text(of: $0.span) } ?? ""
        case .list(let values): values.map(shown).joined(separator: ", ")
        case .object(let fields):
            value["span"].map(shown) ?? fields.map { "\($0.name)=\(shown($0.value))" }.joined(separator: " ")
        }
    }

    /// The annotations of the open article, as the output would have them.
    public var annotated: AnnotatedArticle? { open?.result(errors: []) }
}

extension PluginManifest {
    /// What the prompt may annotate.
    static var session: PluginManifest {
        PluginManifest(
            name: "session", version: "0", api: 1, summary: "", needs: [], provides: [("session", ["MARK"])],
            options: [],
            permissions: [])
    }
}

extension Workbench {
    /// The name of a handle's type.
    public func name(of handle: Handle) -> String { typeName(handle) }
}
