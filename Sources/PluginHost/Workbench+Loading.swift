public import Diagnostics
public import LuaRuntime
internal import System

extension Workbench {
    /// What a Lua file of a plugin's folder returns, run with the plugin's globals.
    ///
    /// - Throws: ``Diagnostic``.
    public func value(ofFile file: String, of plugin: Plugin) throws(Diagnostic) -> LuaValue {
        let name = plugin.name + "/" + file
        let source: [UInt8]
        do { source = try plugin.folder.read(file) } catch {
            throw Diagnostic(.plugin, error.reason, at: SourceLocation(file: name))
        }
        plugin.sources[name] = source
        do throws(LuaError) {
            return try withCode(of: plugin) { () throws(LuaError) in
                let chunk = try state.load(source, name: name, environment: plugin.environment)
                return try chunk.call(results: 1)[0]
            }
        } catch {
            throw Diagnostic(error, plugin: plugin.name) { plugin.sources[$0] }
        }
    }

    /// Sets an option of a loaded plugin from text.
    ///
    /// - Throws: ``Diagnostic`` if there is no such plugin or option, or the value does not fit.
    public func set(option name: String, of pluginName: String, to text: String) throws(Diagnostic) {
        guard let plugin = plugins.first(where: { $0.name == pluginName }), let manifest = plugin.manifest
        else {
            throw Diagnostic.plugin(
                pluginName, "no such plugin is loaded" + didYouMean(pluginName, among: plugins.map(\.name)))
        }
        guard let option = manifest.options.first(where: { $0.name == name }) else {
            throw Diagnostic.plugin(
                pluginName,
                manifest.options.isEmpty
                    ? "has no options"
                    : "has no option \"\(name)\"" + didYouMean(name, among: manifest.options.map(\.name)))
        }
        guard let value = OptionValue(text, type: option.type) else {
            throw Diagnostic.plugin(
                pluginName,
                "option \(name) must be \(PluginManifest.Option.article(option.type)) \(option.type), not \"\(text)\""
            )
        }
        if let problem = option.problem(with: value) {
            throw Diagnostic.plugin(pluginName, "option \(name) \(problem)")
        }
        plugin.options[name] = value
    }
}
