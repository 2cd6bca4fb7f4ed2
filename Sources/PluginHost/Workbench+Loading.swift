public import Diagnostics
internal import System
public import LuaRuntime
internal import Matching
internal import ArticleModel

extension Workbench {
    /// Runs the plugin's `init.lua` and reads its manifest.
    func read(_ folder: PluginFolder) throws(Diagnostic) -> Plugin {
        let plugin = makePlugin(folder)
        current = plugin
        defer { current = nil }
        let file = folder.name + "/init.lua"
        let source: [UInt8]
        do { source = try folder.read("init.lua") } catch {
            throw Diagnostic(.plugin, error.reason, at: SourceLocation(file: file))
        }
        plugin.sources[file] = source
        let result: LuaValue
        do {
            let environment = try sandbox.environment(fields: deskFields, strict: true)
            plugin.environment = environment
            let chunk = try state.load(source, name: file, environment: environment)
            result = try chunk.call(results: 1)[0]
        } catch {
            throw Diagnostic(error, plugin: folder.name) { plugin.sources[$0] }
        }
        guard let table = result.table else {
            throw Diagnostic(
                .plugin,
                "the file must end with 'return { name = \"\(folder.name)\", … }'; it returned "
                    + (result.isNil ? "nothing" : "a \(result.typeName)"),
                at: SourceLocation(file: file, line: LineMap(of: source).lastLineWithText))
        }
        do {
            plugin.manifest = try PluginManifest(table, folder: folder.name)
            plugin.annotate = table["annotate"].function
            plugin.stages = []
            try keepRules(table["rules"], of: plugin)
        } catch {
            throw placed(error, of: plugin, in: file)
        }
        return plugin
    }

    /// Where the manifest's key stands, for a problem with it.
    private func placed(_ problem: PluginProblem, of plugin: Plugin, in file: String) -> Diagnostic {
        guard let open = problem.message.firstIndex(of: "'"),
            let close = problem.message[problem.message.index(after: open)...].firstIndex(of: "'")
        else { return Diagnostic(.plugin, problem.message, at: SourceLocation(file: file)) }
        let named = problem.message[problem.message.index(after: open)..<close]
        // 'options.least.default' stands with its option, since there are many defaults.
        let parts = named.split(separator: ".")
        let key = parts.count == 3 ? parts[1] : parts.last ?? ""
        return plugin.error(problem.message, atKey: String(key))
    }

    private func keepRules(_ value: LuaValue, of plugin: Plugin) throws(PluginProblem) {
        guard !value.isNil else { return }
        guard let table = value.table, table.fields.isEmpty else {
            throw PluginProblem("'rules' must be a list of rules, as { desk.rule{ … }, … }")
        }
        plugin.resources.listedRules = []
        for (index, item) in table.array.enumerated() {
            guard let handle = item.handle, handle.kind == HandleKind.rule.rawValue,
                handle.generation == plugin.resources.generation
            else {
                throw PluginProblem(
                    "'rules' holds something else than a rule at \(index + 1): a \(item.typeName)")
            }
            plugin.resources.listedRules.append(Int(handle.a))
        }
    }

    /// Compiles the plugin's patterns and puts its rules together.
    func finish(_ plugin: Plugin) throws(Diagnostic) {
        let resources = plugin.resources
        for item in resources.pending { try compile(item, for: plugin) }
        resources.pending = []
        let byStage = Dictionary(grouping: resources.listedRules, by: { resources.rules[$0].stage })
        plugin.stages = byStage.keys.sorted().map { stage in
            let members = byStage[stage]!.map { resources.rules[$0] }
            return Plugin.Stage(rules: members, set: RuleSet(members.map(\.rule), vocabulary: vocabulary))
        }
        for rule in plugin.stages.flatMap(\.rules) where rule.action == nil {
            try checkLabel(of: rule, plugin)
        }
    }

    private func checkLabel(of rule: LuaRule, _ plugin: Plugin) throws(Diagnostic) {
        let labels = plugin.manifest!.provides.flatMap(\.labels)
        guard let label = rule.label ?? (labels.count == 1 ? labels[0] : nil) else {
            throw plugin.error(
                "rule \"\(rule.rule.name)\" has neither a label nor an action; add label = \""
                    + labels.joined(separator: "\" or \"") + "\"", atString: rule.rule.name, of: rule)
        }
        guard labels.contains(label) else {
            throw plugin.error(
                "rule \"\(rule.rule.name)\" has the label \"\(label)\", which the plugin does not provide"
                    + (didYouMean(label, among: labels).nonEmpty ?? "; add it to 'provides'"),
                atString: label,
                of: rule)
        }
        if let capture = rule.capture, !rule.rule.pattern.captureNames.contains(capture) {
            let names = rule.rule.pattern.captureNames
            throw plugin.error(
                "rule \"\(rule.rule.name)\" has no capture \"\(capture)\""
                    + (didYouMean(capture, among: names).nonEmpty ?? "; write \(capture):( … ) in its pattern"),
                atString: capture, of: rule)
        }
    }

    private func compile(_ item: PendingPattern, for plugin: Plugin) throws(Diagnostic) {
        do throws(PatternError) {
            switch item.target {
            case .definition(let name): try plugin.context.define(name, item.pattern)
            case .rule(let number, let draft):
                let pattern = try plugin.context.compile(item.pattern)
                plugin.resources.complete(number, draft.rule(pattern))
            }
        } catch {
            throw plugin.diagnostic(for: error, pattern: item.pattern, at: item.location)
        }
    }
}

extension String {
    fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}

extension LineMap {
    fileprivate var lastLineWithText: Int {
        (1...count).last { line($0)?.contains { !$0.isWhitespace } == true } ?? 1
    }
}

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
        current = plugin
        defer { current = nil }
        do {
            let chunk = try state.load(source, name: name, environment: plugin.environment)
            return try chunk.call(results: 1)[0]
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
                pluginName, "option \(name) must be a \(option.type), not \"\(text)\"")
        }
        if !option.oneOf.isEmpty, !option.oneOf.contains(text) {
            throw Diagnostic.plugin(
                pluginName,
                "option \(name) must be one of \(option.oneOf.joined(separator: ", "))"
                    + didYouMean(text, among: option.oneOf))
        }
        if let range = option.range, let number = value.number, !range.contains(number) {
            throw Diagnostic.plugin(
                pluginName, "option \(name) must be between \(range.lowerBound) and \(range.upperBound)")
        }
        plugin.options[name] = value
    }
}
