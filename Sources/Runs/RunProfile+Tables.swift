public import Display

extension RunProfile {
    /// The profile as titled tables: plugins, the twenty most expensive rules, and the twenty lines of Lua whose host calls
    /// cost most.
    public var tables: [(title: String, table: Table)] {
        var byPlugin = Table(["plugin", "ms", "share", "annotations", "host calls"])
        for cost in plugins {
            byPlugin.add(row(cost, of: plugins) + [String(cost.count), String(cost.calls)])
        }
        var byRule = Table(["rule", "ms", "share", "matches"])
        for cost in rules.sorted(by: { $0.nanoseconds > $1.nanoseconds }).prefix(20) {
            byRule.add(row(cost, of: rules) + [String(cost.count)])
        }
        var byLine = Table(["line", "ms", "share", "host calls"])
        for cost in lines.prefix(20) { byLine.add(row(cost, of: lines) + [String(cost.calls)]) }
        return [
            ("\(articles) articles", byPlugin),
            ("rules, each matched by itself (together they take less)", byRule),
            ("calls of the host, by line of Lua", byLine),
        ]
    }

    private func row(_ cost: Cost, of costs: [Cost]) -> [String] {
        let tenths = (cost.nanoseconds + 50_000) / 100_000
        let total = costs.reduce(0) { $0 + $1.nanoseconds }
        return [
            cost.name, "\(tenths / 10).\(tenths % 10)", "\(cost.nanoseconds * 100 / max(1, total)) %",
        ]
    }
}
