internal import Display
internal import Runs
internal import System

/// The tables of `run --profile`.
struct RunProfileView {
    private let style = TextStyle(isColored: StandardStreams.isColored)

    func print(_ profile: RunProfile) {
        var table = Table(["plugin", "ms", "share", "annotations", "host calls"])
        var total = profile.plugins.reduce(0) { $0 + $1.nanoseconds }
        for cost in profile.plugins { table.add(row(cost, total) + [String(cost.calls)]) }
        print("\(profile.articles) articles", table)
        table = Table(["rule", "ms", "share", "matches"])
        total = profile.rules.reduce(0) { $0 + $1.nanoseconds }
        for cost in profile.rules.sorted(by: { $0.nanoseconds > $1.nanoseconds }).prefix(20) {
            table.add(row(cost, total))
        }
        print("rules, each matched by itself (together they take less)", table)
        table = Table(["line", "ms", "share", "host calls"])
        total = profile.lines.reduce(0) { $0 + $1.nanoseconds }
        for cost in profile.lines.prefix(20) {
            table.add([cost.name, milliseconds(cost), share(cost, total), String(cost.calls)])
        }
        print("calls of the host, by line of Lua", table)
    }

    private func print(_ title: String, _ table: Table) {
        StandardStreams.print(style.bold(title))
        for line in table.lines(width: StandardStreams.width, style: style) { StandardStreams.print(line) }
        StandardStreams.print("")
    }

    private func row(_ cost: RunProfile.Cost, _ total: Int) -> [String] {
        [cost.name, milliseconds(cost), share(cost, total), String(cost.count)]
    }

    private func share(_ cost: RunProfile.Cost, _ total: Int) -> String {
        "\(cost.nanoseconds * 100 / max(1, total)) %"
    }

    private func milliseconds(_ cost: RunProfile.Cost) -> String {
        let tenths = (cost.nanoseconds + 50_000) / 100_000
        return "\(tenths / 10).\(tenths % 10)"
    }
}
