internal import ArticleModel
internal import Diagnostics
internal import LuaRuntime
internal import Matching
internal import System
internal import Tokenization

/// Loads plugins into a workbench: runs their `init.lua`, reads their manifests, then compiles their patterns, which
/// may name layers of plugins that are loaded together with them.
struct PluginLoader {
    let workbench: Workbench

    /// See ``Workbench/load(_:provider:)``.
    func load(
        _ folders: [PluginFolder], provider: (_ layer: String) -> PluginFolder? = { _ in nil }
    ) throws(Diagnostic) {
        // Compiling large lists may take a while, once; a plugin that never returns is still stopped.
        workbench.state.setBudget(milliseconds: workbench.limits.milliseconds * 15)
        defer { workbench.state.setBudget(milliseconds: workbench.limits.milliseconds) }
        var waiting = folders
        var loaded: [Plugin] = []
        while !waiting.isEmpty {
            let folder = waiting.removeFirst()
            if let known = (workbench.plugins + loaded).first(where: { $0.name == folder.name }) {
                guard known.folder == folder else {
                    throw Diagnostic.plugin(
                        folder.name,
                        "there are two plugins of this name, in \(known.folder.path) and \(folder.path); choose one"
                    )
                }
                continue
            }
            loaded.append(try read(folder))
            let provided = Set((workbench.plugins + loaded).flatMap { $0.manifest!.provides.map(\.layer) })
            let names = Set(waiting.map(\.name))
            for layer in loaded.last!.manifest!.needs
            where !provided.contains(layer) && !names.contains(layer) {
                if let found = provider(layer) { waiting.append(found) }
            }
        }
        for plugin in loaded { workbench.declareLayers(of: plugin) }
        do throws(Diagnostic) {
            for plugin in loaded { try finish(plugin) }
        } catch {
            for plugin in loaded { workbench.symbols.withdraw(owner: plugin.resources.generation) }
            throw error
        }
        workbench.vocabulary.keepAll()
        workbench.plugins += loaded
    }

    /// See ``Workbench/reload(_:provider:)``.
    func reload(
        _ name: String, provider: (_ layer: String) -> PluginFolder? = { _ in nil }
    ) throws(Diagnostic) -> Plugin {
        guard let index = workbench.plugins.firstIndex(where: { $0.name == name }) else {
            throw Diagnostic.plugin(
                name, "no such plugin is loaded" + didYouMean(name, among: workbench.plugins.map(\.name)))
        }
        let old = workbench.plugins.remove(at: index)
        workbench.symbols.withdraw(owner: old.resources.generation)
        do throws(Diagnostic) {
            try load([old.folder], provider: provider)
        } catch {
            workbench.plugins.insert(old, at: index)
            workbench.declareLayers(of: old)
            throw error
        }
        let made = workbench.plugins.firstIndex { $0.name == name }!
        let new = workbench.plugins.remove(at: made)
        workbench.plugins.insert(new, at: index)
        do throws(Diagnostic) { _ = try PluginOrder.sorted(workbench.plugins) } catch {
            // Another plugin needs a layer that is no longer provided.
            workbench.plugins[index] = old
            workbench.symbols.withdraw(owner: new.resources.generation)
            workbench.declareLayers(of: old)
            throw error
        }
        takeOver(old.options, by: new)
        workbench.forgetPatterns()
        return new
    }

    /// Sets the options of a plugin as they were before it was reloaded; those that no longer exist or fit get their
    /// defaults, which is logged.
    private func takeOver(_ options: [String: OptionValue], by plugin: Plugin) {
        for (name, value) in options.sorted(by: { $0.key < $1.key }) {
            let option = plugin.manifest?.options.first { $0.name == name }
            let problem = option.map { $0.problem(with: value) } ?? "no longer exists"
            if let problem {
                workbench.log(plugin.name, "option \(name) is reset: it \(problem)")
            } else {
                plugin.options[name] = value
            }
        }
    }

    // MARK: One plugin

    /// Runs the plugin's `init.lua` and reads its manifest.
    private func read(_ folder: PluginFolder) throws(Diagnostic) -> Plugin {
        let plugin = workbench.makePlugin(folder)
        let file = folder.name + "/init.lua"
        let source: [UInt8]
        do { source = try folder.read("init.lua") } catch {
            throw Diagnostic(.plugin, error.reason, at: SourceLocation(file: file))
        }
        plugin.sources[file] = source
        let result: LuaValue
        do {
            let environment = try workbench.sandbox.environment(
                fields: workbench.hostAPI.globals, strict: true)
            plugin.environment = environment
            let chunk = try workbench.state.load(source, name: file, environment: environment)
            result = try workbench.withCode(of: plugin) { () throws(LuaError) in try chunk.call(results: 1)[0]
            }
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
        guard let key = problem.key else {
            return Diagnostic(.plugin, problem.message, at: SourceLocation(file: file))
        }
        // 'options.least.default' stands with its option, since there are many defaults.
        let parts = key.split(separator: ".")
        return plugin.error(problem.message, atKey: String(parts.count == 3 ? parts[1] : parts.last ?? ""))
    }

    private func keepRules(_ value: LuaValue, of plugin: Plugin) throws(PluginProblem) {
        guard !value.isNil else { return }
        guard let table = value.table, table.fields.isEmpty else {
            throw PluginProblem(at: "rules", "'rules' must be a list of rules, as { desk.rule{ … }, … }")
        }
        plugin.resources.listedRules = []
        for (index, item) in table.array.enumerated() {
            guard let handle = item.handle, handle.kind == HandleKind.rule.rawValue,
                handle.generation == plugin.resources.generation
            else {
                throw PluginProblem(
                    at: "rules",
                    "'rules' holds something else than a rule at \(index + 1): a \(item.typeName)")
            }
            plugin.resources.listedRules.append(Int(handle.a))
        }
    }

    /// Compiles the plugin's patterns and puts its rules together.
    private func finish(_ plugin: Plugin) throws(Diagnostic) {
        let resources = plugin.resources
        for item in resources.pending { try compile(item, for: plugin) }
        resources.pending = []
        let byStage = Dictionary(grouping: resources.listedRules, by: { resources.rules[$0].stage })
        plugin.stages = byStage.keys.sorted().map { stage in
            let members = byStage[stage]!.map { resources.rules[$0] }
            return Plugin.Stage(
                rules: members, set: RuleSet(members.map(\.rule), vocabulary: workbench.vocabulary))
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
