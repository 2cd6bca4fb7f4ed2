public import Display
public import PluginHost

/// The results of the examples of several plugins, in lines and as JUnit XML.
public struct SpecReport {
    /// How many examples passed.
    public private(set) var passed = 0
    /// How many examples failed.
    public private(set) var failed = 0
    /// The same results as XML.
    public private(set) var junit = JUnitReport()

    /// Creates an empty report.
    public init() {}

    /// Adds the results of a plugin's examples; returns lines that name those that failed, and why.
    public mutating func add(_ outcomes: [PluginSpec.Outcome], of plugin: String, style: TextStyle)
        -> [String]
    {
        junit.add(outcomes, of: plugin)
        let failures = outcomes.filter { !$0.failures.isEmpty }
        failed += failures.count
        passed += outcomes.count - failures.count
        return failures.flatMap { outcome in
            ["\(style.apply("1;31", "failed")) \(plugin): \(outcome.example)"]
                + outcome.failures.map { "    \($0)" }
        }
    }
}

extension ExampleUpdate {
    /// Returns the changes as lines: each old example with `-`, the new one with `+`, and the examples that stay.
    public func lines(of plugin: Plugin, style: TextStyle) -> [String] {
        var lines = changes.flatMap { [style.apply("31", "- \($0.old)"), style.apply("32", "+ \($0.new)")] }
        lines += kept.map { "not rewritten, marks cannot say what was found: \($0)" }
        if !changes.isEmpty {
            lines.append("\(plugin.name)/examples.lua: \(changes.count) rewritten; run the test again")
        }
        return lines
    }
}

extension RuleCoverage {
    /// Returns a line for each rule of a plugin that lacks examples on one side, and one with the totals.
    public static func lines(_ rules: [RuleCoverage], of plugin: String) -> [String] {
        let lacking = rules.filter { !$0.hasPositive || !$0.hasNegative }
        let lines = lacking.map { rule in
            let kinds = [rule.hasPositive ? nil : "positive", rule.hasNegative ? nil : "negative"]
            return
                "\(plugin).\(rule.rule): no \(kinds.compactMap { $0 }.joined(separator: " and no ")) example"
        }
        return lines + [
            "\(plugin): \(rules.count - lacking.count) of \(rules.count) rules have examples on both sides"
        ]
    }
}
