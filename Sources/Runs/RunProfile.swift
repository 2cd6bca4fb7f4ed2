internal import ArticleModel
public import Exchange
internal import LuaRuntime
internal import Matching
public import PluginHost

/// Where the time of plugins goes, over all articles of the input, in one process.
public struct RunProfile {
    /// The cost of a plugin, a rule or a line of Lua.
    public struct Cost: Sendable {
        /// The name of the plugin or rule, or the place of the line.
        public var name: String
        /// Nanoseconds of wall time.
        public var nanoseconds = 0
        /// The number of annotations or matches.
        public var count = 0
        /// The number of calls of host functions.
        public var calls = 0

        init(_ name: String) { self.name = name }
    }

    /// The number of articles.
    public private(set) var articles = 0
    /// The plugins in the order in which they run.
    public private(set) var plugins: [Cost]
    /// The rules, each matched alone, in the order of the plugins.
    public private(set) var rules: [Cost]
    /// The lines of Lua that call host functions, the most expensive first.
    public private(set) var lines: [Cost] = []

    /// Profiles the plugins of a workbench.
    ///
    /// - Throws: `Diagnostic` if the plugins cannot be ordered.
    public init(_ workbench: Workbench, _ sources: [InputSource], _ reader: InputItemReader) throws {
        let run = try AnnotationRun(workbench)
        plugins = run.plugins.map { Cost($0.name) }
        let sets = run.plugins.flatMap { plugin in
            RuleInspector(workbench).rules(of: plugin).map { rule in
                (
                    name: "\(plugin.name).\(rule.name)",
                    set: RuleSet([rule.rule], vocabulary: workbench.vocabulary)
                )
            }
        }
        rules = []
        // Rules of the same name are counted together.
        var places: [String: Int] = [:]
        for rule in sets where places[rule.name] == nil {
            places[rule.name] = rules.count
            rules.append(Cost(rule.name))
        }
        workbench.state.profile = CallProfile()
        InputStream(sources, reader.options).forEach(reader) { result in
            guard let article = result.article else { return }
            articles += 1
            let observer = CostObserver(workbench, count: plugins.count)
            run.explore(article, observer: observer) { open, _ in
                for (number, cost) in observer.costs.enumerated() {
                    plugins[number].nanoseconds += cost.nanoseconds
                    plugins[number].calls += cost.calls
                }
                for annotation in open.result(errors: []).annotations {
                    guard let place = run.plugins.firstIndex(where: { $0.name == annotation.plugin }) else {
                        continue
                    }
                    plugins[place].count += 1
                }
                for rule in sets {
                    guard let place = places[rule.name] else { continue }
                    var matches = 0
                    // A rule that runs out of its budget is reported by the plugin that uses it.
                    let time = Self.time { matches = (try? rule.set.matches(in: open.input).count) ?? 0 }
                    rules[place].nanoseconds += time
                    rules[place].count += matches
                }
            }
        }
        for (place, entry) in workbench.state.profile?.lines ?? [:] {
            var cost = Cost(place)
            cost.nanoseconds = entry.nanoseconds
            cost.calls = entry.calls
            lines.append(cost)
        }
        lines.sort { ($1.nanoseconds, $0.name) < ($0.nanoseconds, $1.name) }
    }

    fileprivate static func time(_ body: () -> Void) -> Int {
        let time = ContinuousClock().measure(body).components
        return Int(time.seconds) * 1_000_000_000 + Int(time.attoseconds / 1_000_000_000)
    }
}

/// Measures the plugins of a run on one article.
private final class CostObserver: RunObserver {
    private let workbench: Workbench
    private(set) var costs: [RunProfile.Cost]
    private var begin = ContinuousClock.now
    private var callsBefore = 0

    init(_ workbench: Workbench, count: Int) {
        self.workbench = workbench
        costs = Array(repeating: RunProfile.Cost(""), count: count)
    }

    private var calls: Int { workbench.state.profile?.lines.values.reduce(0) { $0 + $1.calls } ?? 0 }

    func willRun(_ plugin: Plugin, number: Int) {
        callsBefore = calls
        begin = ContinuousClock.now
    }

    func didRun(_ plugin: Plugin, number: Int, error: ArticleError?) {
        let time = (ContinuousClock.now - begin).components
        costs[number].nanoseconds = Int(time.seconds) * 1_000_000_000 + Int(time.attoseconds / 1_000_000_000)
        costs[number].calls = calls - callsBefore
    }
}
