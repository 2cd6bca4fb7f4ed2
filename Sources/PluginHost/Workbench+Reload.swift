public import Diagnostics
internal import Matching

/// Plugins that are loaded again while their author works on them.
extension Workbench {
    /// Loads a plugin's folder anew and puts it in the place of the loaded one, with the options that
    /// were set. The open article keeps its annotations.
    ///
    /// - Parameter provider: see ``load(_:provider:)``.
    /// - Throws: ``Diagnostic``; the loaded plugin stays then as it was.
    @discardableResult
    public func reload(
        _ name: String, provider: (_ layer: String) -> PluginFolder? = { _ in nil }
    ) throws(Diagnostic) -> Plugin {
        guard let index = plugins.firstIndex(where: { $0.name == name }) else {
            throw Diagnostic.plugin(
                name, "no such plugin is loaded" + didYouMean(name, among: plugins.map(\.name)))
        }
        let old = plugins.remove(at: index)
        symbols.withdraw(owner: old.resources.generation)
        do throws(Diagnostic) {
            try load([old.folder], provider: provider)
        } catch {
            plugins.insert(old, at: index)
            declareLayers(of: old)
            throw error
        }
        let made = plugins.firstIndex { $0.name == name }!
        let new = plugins.remove(at: made)
        new.options = old.options
        plugins.insert(new, at: index)
        // Patterns of the prompt may name what the old plugin had made.
        session.resources.forgetPatterns()
        return new
    }
}
