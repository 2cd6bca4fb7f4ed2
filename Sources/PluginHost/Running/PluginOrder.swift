public import Diagnostics
internal import ArticleModel

/// The order in which plugins run: each after those that provide what it needs.
public enum PluginOrder {
    /// The plugins in an order in which they can run; among those that could come next, the one
    /// that was given first.
    ///
    /// - Throws: ``Diagnostic`` at the key `needs` if a layer is missing or plugins need each other.
    public static func sorted(_ plugins: [Plugin]) throws(Diagnostic) -> [Plugin] {
        let provided = Set(plugins.flatMap { $0.manifest?.provides.map(\.layer) ?? [] })
        for plugin in plugins {
            for layer in plugin.manifest?.needs ?? [] where !provided.contains(layer) {
                let suggestion = didYouMean(layer, among: provided.sorted())
                throw plugin.error(
                    "the plugin \(plugin.name) needs the layer \"\(layer)\", which no plugin here provides"
                        + (suggestion.isEmpty ? "; add the one that does with --plugin" : suggestion),
                    atKey: "needs")
            }
        }
        var ordered: [Plugin] = []
        var waiting = plugins
        while !waiting.isEmpty {
            // A layer is complete when all that provide it have run.
            let unfinished = Set(waiting.flatMap { $0.manifest?.provides.map(\.layer) ?? [] })
            guard
                let next = waiting.firstIndex(where: { plugin in
                    let own = Set(plugin.manifest?.provides.map(\.layer) ?? [])
                    return (plugin.manifest?.needs ?? []).allSatisfy {
                        !unfinished.contains($0) || own.contains($0)
                    }
                })
            else {
                let names = waiting.map(\.name).joined(separator: ", ")
                throw waiting[0].error(
                    "the plugins \(names) need each other's layers: none can run first; take a layer out of "
                        + "the 'needs' of one of them", atKey: "needs")
            }
            ordered.append(waiting.remove(at: next))
        }
        return ordered
    }
}
