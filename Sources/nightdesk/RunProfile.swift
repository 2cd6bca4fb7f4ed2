internal import ArticleModel
internal import Display
internal import Exchange
internal import LuaRuntime
internal import Matching
internal import PluginHost

/// `run --profile`: where the time of plugins goes, over all articles of the input, in one process.
struct RunProfile {
    private let workbench: Workbench
    private let plugins: [Plugin]

    /// What a plugin or a rule took.
    private struct Cost {
        var nanoseconds = 0
        var count = 0
        var calls = 0
    }

    init(_ selection: PluginSelection) throws {
        workbench = try selection.workbench()
        plugins = try PluginOrder.sorted(workbench.plugins)
    }

    func run(_ sources: [InputSource], _ reader: InputItemReader) throws {
        var byPlugin = Array(repeating: Cost(), count: plugins.count)
        var byRule: [String: Cost] = [:]
        var order: [String] = []
        let rules = plugins.map { plugin in
            RuleInspector(workbench).rules(of: plugin).map { rule in
                (
                    name: "\(plugin.name).\(rule.name)",
                    set: RuleSet([rule.rule], vocabulary: workbench.vocabulary)
                )
            }
        }
        let stream = InputStream(sources)
        var articles = 0
        while case .item(let item) = stream.next() {
            guard let article = reader.read(item).article else { continue }
            articles += 1
            let open = workbench.open(article)
            for (number, plugin) in plugins.enumerated() {
                let before = open.input.annotations.count
                let calls = Self.total(workbench.state.profile)
                workbench.state.profile = workbench.state.profile ?? CallProfile()
                byPlugin[number].nanoseconds += Self.time { _ = workbench.run(plugin) }
                byPlugin[number].calls += Self.total(workbench.state.profile) - calls
                byPlugin[number].count += open.input.annotations.count - before
            }
            for rule in rules.joined() {
                var matches = 0
                let time = Self.time { matches = (try? rule.set.matches(in: open.input).count) ?? 0 }
                if byRule[rule.name] == nil { order.append(rule.name) }
                byRule[rule.name, default: Cost()].nanoseconds += time
                byRule[rule.name, default: Cost()].count += matches
            }
            workbench.close()
        }
        show(articles, byPlugin, order.map { ($0, byRule[$0] ?? Cost()) })
    }

    private static func total(_ profile: CallProfile?) -> Int {
        profile?.lines.values.reduce(0) { $0 + $1.calls } ?? 0
    }

    private static func time(_ body: () -> Void) -> Int {
        let time = ContinuousClock().measure(body).components
        return Int(time.seconds) * 1_000_000_000 + Int(time.attoseconds / 1_000_000_000)
    }

    // MARK: Tables

    private func show(_ articles: Int, _ byPlugin: [Cost], _ byRule: [(name: String, cost: Cost)]) {
        let style = TextStyle(isColored: StandardStreams.isColored)
        func print(_ title: String, _ table: Table) {
            StandardStreams.print(style.bold(title))
            for line in table.lines(width: StandardStreams.width, style: style) {
                StandardStreams.print(line)
            }
            StandardStreams.print("")
        }
        func row(_ name: String, _ cost: Cost, _ total: Int) -> [String] {
            [
                name, milliseconds(cost.nanoseconds), "\(cost.nanoseconds * 100 / max(1, total)) %",
                String(cost.count),
            ]
        }
        var table = Table(["plugin", "ms", "share", "annotations", "host calls"])
        let total = byPlugin.reduce(0) { $0 + $1.nanoseconds }
        for (plugin, cost) in zip(plugins, byPlugin) {
            table.add(row(plugin.name, cost, total) + [String(cost.calls)])
        }
        print("\(articles) articles", table)
        table = Table(["rule", "ms", "share", "matches"])
        let matching = byRule.reduce(0) { $0 + $1.cost.nanoseconds }
        for (name, cost) in byRule.sorted(by: { $0.cost.nanoseconds > $1.cost.nanoseconds }).prefix(20) {
            table.add(row(name, cost, matching))
        }
        print("rules, each matched by itself (together they take less)", table)
        table = Table(["line", "ms", "share", "host calls"])
        let lines = workbench.state.profile?.lines ?? [:]
        let called = lines.values.reduce(0) { $0 + $1.nanoseconds }
        for (place, entry) in lines.sorted(by: {
            ($1.value.nanoseconds, $0.key) < ($0.value.nanoseconds, $1.key)
        }).prefix(20) {
            table.add([
                place, milliseconds(entry.nanoseconds), "\(entry.nanoseconds * 100 / max(1, called)) %",
                String(entry.calls),
            ])
        }
        print("calls of the host, by line of Lua", table)
    }

    private func milliseconds(_ nanoseconds: Int) -> String {
        let tenths = (nanoseconds + 50_000) / 100_000
        return "\(tenths / 10).\(tenths % 10)"
    }
}
