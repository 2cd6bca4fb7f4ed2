internal import Diagnostics
internal import LuaRuntime
internal import PluginHost

/// Runs Lua entries of a session, numbers them, and stores their results in the globals `_`, `_1`, `_2`…
final class EntryEvaluator {
    /// The lines of an entry that has run.
    enum Outcome {
        /// the entry ends too early: more lines must follow
        case incomplete
        /// the output of the entry, and its values
        case values([String], [LuaReference])
        /// the output of the entry before it failed, and the error
        case failed([String], any Error)
    }

    private let prompt: PromptContext
    /// How many entries were run.
    private(set) var count = 0
    /// Shows a line at once.
    var output: (String) -> Void = { _ in }
    /// The output of the running entry that is shown with its result; nil while no entry runs.
    private var pending: [String]?

    init(_ prompt: PromptContext) { self.prompt = prompt }

    /// Runs an entry.
    func run(_ entry: String) -> Outcome {
        pending = []
        defer { pending = nil }
        do {
            guard case .values(let values) = try prompt.evaluate(entry, named: "[\(count + 1)]") else {
                return .incomplete
            }
            count += 1
            try store(values)
            return .values(pending ?? [], values)
        } catch {
            count += 1
            return .failed(pending ?? [], error)
        }
    }

    /// Runs Lua for a command and stores its values as those of an entry.
    func values(of code: String) throws -> [LuaReference] {
        guard case .values(let values) = try prompt.evaluate(code, named: "[\(count + 1)]") else {
            throw Diagnostic(.usage, "the entry is not complete")
        }
        count += 1
        try store(values)
        return values
    }

    private func store(_ values: [LuaReference]) throws {
        guard let first = values.first, !first.value(depth: 0, most: 1).isNil else { return }
        try prompt.setGlobal("_", first)
        try prompt.setGlobal("_\(count)", first)
    }

    /// Shows lines with the result of the running entry, or at once if none runs.
    func show(_ lines: [String]) {
        if pending == nil { lines.forEach(output) } else { pending! += lines }
    }

    /// Shows a line at once, but after what is to be shown before it.
    func write(_ line: String) {
        let line = TextWidth.harmless(line)
        if pending?.isEmpty == false { pending!.append(line) } else { output(line) }
    }
}
