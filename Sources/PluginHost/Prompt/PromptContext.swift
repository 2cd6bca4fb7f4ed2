public import ArticleModel
public import Diagnostics
public import LuaRuntime
public import Matching
internal import Tokenization

/// What a prompt or a command line has of a workbench: Lua entered by a user, patterns given by a user, and what there
/// is to name and look at. The user's code runs as a plugin of its own, `session`, which may use the layers, lists and
/// named patterns of all loaded plugins.
///
/// ```swift
/// let prompt = PromptContext(workbench)
/// workbench.open(article)
/// let matches = try prompt.matches(of: prompt.search("%Name+ ~say"))
/// ```
public final class PromptContext {
    /// The workbench.
    public let workbench: Workbench

    /// A context for the user of a workbench.
    public init(_ workbench: Workbench) { self.workbench = workbench }

    // MARK: Patterns

    /// The names that patterns of the command line and the prompt can use: the layers of all loaded
    /// plugins, and their lists and named patterns; of two with one name, those of the plugin that
    /// was loaded first.
    func prepareSession() {
        workbench.session.context.parents = workbench.plugins.map(\.context)
    }

    /// Returns those names of a pattern that no loaded plugin defines.
    public func missing(of names: PatternReferences) -> PatternReferences {
        prepareSession()
        return workbench.session.context.missing(of: names)
    }

    /// Compiles a pattern that a user has given.
    ///
    /// - Throws: ``Diagnostic`` with the pattern's line, and carets below the mistake.
    public func search(_ pattern: String, scope: Rule.Scope = .sentence, mode: Rule.Mode = .longest)
        throws(Diagnostic) -> RuleSet
    {
        prepareSession()
        let compiled: CompiledPattern
        do throws(PatternError) { compiled = try workbench.session.context.compile(pattern) } catch {
            throw error.diagnostic(in: pattern)
        }
        let rule = Rule(name: "pattern", pattern: compiled, mode: mode, scope: scope)
        // The words of the pattern must outlast the article that is open.
        workbench.vocabulary.keepAll()
        return RuleSet([rule], vocabulary: workbench.vocabulary)
    }

    /// The matches of a search in the open article.
    ///
    /// - Throws: ``RuleSet/StepBudgetExceeded`` and what predicates throw.
    public func matches(of search: RuleSet) throws -> [Match] {
        guard let open = workbench.open else { return [] }
        return try workbench.state.stoppable {
            try search.matches(
                in: open.input, mostSteps: workbench.limits.steps,
                shouldStop: { [state = workbench.state] in state.shouldStop })
        }
    }

    // MARK: Lua

    /// What an entry at the prompt gave.
    public enum Evaluation {
        /// the values of an expression, or what a chunk returned
        case values([LuaReference])
        /// the entry ends too early: more lines must follow
        case incomplete
    }

    /// Runs an entry in the session's globals, which last: an expression without `return`, or
    /// statements. `article` is the open article; plugins and their layers can be used.
    ///
    /// - Parameter name: what messages call the entry; entries of other names stay known for messages.
    /// - Throws: ``Diagnostic``.
    public func evaluate(_ entry: String, named name: String = "session") throws(Diagnostic) -> Evaluation {
        workbench.session.sources[name] = Array(entry.utf8)
        do throws(LuaError) {
            return try workbench.withCode(of: workbench.session) { () throws(LuaError) in
                try prepareGlobals()
                guard let chunk = try compile(entry, name) else { return .incomplete }
                return .values(try chunk.callForReferences())
            }
        } catch {
            throw Diagnostic(error, plugin: "session") { workbench.session.sources[$0] }
        }
    }

    /// Whether an entry can be run, or would be an error: whatever does not need more lines.
    public func isComplete(_ entry: String) -> Bool {
        do throws(LuaError) {
            try prepareGlobals()
            return try compile(entry, "session") != nil
        } catch {
            return true
        }
    }

    /// Sets a global of the session.
    ///
    /// - Throws: ``LuaError`` without memory.
    public func setGlobal(_ name: String, _ value: LuaReference) throws(LuaError) {
        try prepareGlobals()
        try workbench.session.environment!.set(name, value)
    }

    func prepareGlobals() throws(LuaError) {
        if workbench.session.environment == nil {
            workbench.session.environment = try workbench.sandbox.environment(
                fields: workbench.hostAPI.globals, strict: false)
            workbench.session.manifest = PluginManifest.session
            workbench.symbols.declare(
                layer: "session", labels: ["MARK"], owner: workbench.session.resources.generation)
        }
        prepareSession()
        try workbench.session.environment!.set(
            "article", workbench.open == nil ? .nil : .handle(workbench.open!.handle(.article, 0)))
    }

    /// The entry as an expression, or else as statements; nil if the compiler wanted more of either.
    private func compile(_ entry: String, _ name: String) throws(LuaError) -> LuaReference? {
        func load(_ source: String) throws(LuaError) -> LuaReference {
            try workbench.state.load(
                Array(source.utf8), name: name, environment: workbench.session.environment)
        }
        let asExpression: LuaError
        do throws(LuaError) { return try load("return \(entry)") } catch { asExpression = error }
        do throws(LuaError) { return try load(entry) } catch {
            if [error, asExpression].contains(where: { $0.message.hasSuffix("near <eof>") }) { return nil }
            throw error
        }
    }

    /// A stretch of text as a table of matches shows it: place, text and captures.
    public struct ShownSpan {
        /// Where it is.
        public var span: Span
        /// Position of the first byte, from 1.
        public var first: Int { span.start + 1 }
        /// The text.
        public var text: String
        /// What it is: a type, or the label of an annotation.
        public var kind: String
        /// The layer of an annotation; nil for anything else.
        public var layer: String?
        /// Captures or features, by name.
        public var parts: [(name: String, text: String)]
    }

    /// What a handle stands for, if that is a stretch of text of the open article.
    public func shown(_ handle: Handle) -> ShownSpan? {
        guard let open = workbench.open,
            // A handle without a span is not a stretch of text.
            let span = handle.generation == open.generation ? try? open.span(of: handle) : nil
        else { return nil }
        var result = ShownSpan(
            span: span, text: open.article.text(of: span), kind: handle.typeName, parts: [])
        switch HandleKind(rawValue: handle.kind) {
        case .annotation:
            guard let annotation = open.annotations[Int(handle.a)] else { return nil }
            result.kind = annotation.label
            result.layer = annotation.layer
            result.parts = annotation.features.map { ($0.name, text($0.value, in: open)) }
        case .match:
            let (match, set) = open.matches[Int(handle.a)]
            let pattern = set.rules[match.rule].pattern
            result.kind = set.rules[match.rule].name
            result.parts = match.captures.map { (pattern.captureNames[$0.name], open.input.text($0.tokens)) }
        default: break
        }
        return result
    }

    private func text(_ value: FeatureValue, in open: OpenArticle) -> String {
        value.text(
            empty: "nil", mention: open.article.text,
            reference: { open.annotations[$0].map { open.article.text(of: $0.span) } ?? "" })
    }
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
