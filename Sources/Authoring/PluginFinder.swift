internal import Diagnostics
public import Matching
public import PluginHost

/// Finds the plugins that define the names of a pattern, so that no others have to be loaded.
///
/// ```swift
/// let names = try PatternContext.references(in: "#country ~say")
/// let finder = PluginFinder(candidates: PluginFolder.find(in: searchPath))
/// for problem in finder.load(names, into: workbench) { print("warning: \(problem)") }
/// ```
public struct PluginFinder {
    /// The plugins to choose from, in order of preference.
    public let candidates: [PluginFolder]

    /// Creates a finder.
    public init(candidates: [PluginFolder]) { self.candidates = candidates }

    /// Loads plugins until the names of a pattern are defined or there are no more candidates.
    ///
    /// Candidates are loaded one after another, those that are called like one of the names first, and unloaded if
    /// they define none of the missing names. What they print while they load is discarded. A name that no plugin
    /// defines is not an error here: compiling the pattern reports it with its position.
    ///
    /// - Returns: a message for each candidate that could not be loaded and was skipped.
    public func load(_ names: PatternReferences, into workbench: Workbench) -> [String] {
        let prompt = PromptContext(workbench)
        var missing = prompt.missing(of: names)
        guard !missing.isEmpty else { return [] }
        let log = workbench.log
        workbench.log = { _, _ in }
        defer { workbench.log = log }
        let wanted = Set(missing.annotations + missing.lists + missing.definitions)
        let sorted =
            candidates.filter { wanted.contains($0.name) }
            + candidates.filter { !wanted.contains($0.name) }
        var problems: [String] = []
        for folder in sorted where !workbench.plugins.contains(where: { $0.name == folder.name }) {
            let loaded = Set(workbench.plugins.map(\.name))
            do throws(Diagnostic) {
                try workbench.load([folder]) { layer in candidates.first { $0.name == layer } }
            } catch {
                problems.append("\(folder.name) was skipped: \(error.headline)")
                continue
            }
            let left = prompt.missing(of: names)
            if left == missing {
                for plugin in workbench.plugins where !loaded.contains(plugin.name) {
                    workbench.unload(plugin.name)
                }
            }
            missing = left
            if missing.isEmpty { break }
        }
        return problems
    }
}
