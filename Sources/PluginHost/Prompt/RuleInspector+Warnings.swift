internal import LuaSource
public import Diagnostics
internal import Matching

/// What is probably a mistake in a plugin.
extension RuleInspector {
    /// What is probably wrong with a loaded plugin, though it works: captures that nothing uses, rules that
    /// can never win.
    public func warnings(of plugin: Plugin) -> [Diagnostic] {
        let resources = plugin.resources
        let mentions = mentions(in: plugin)
        var warnings: [Diagnostic] = []
        for number in Set(resources.listedRules + resources.ruleSets.flatMap(\.members)).sorted() {
            let annotates = resources.listedRules.contains(number)
            warnings += unusedCaptures(of: resources.rules[number], annotates: annotates, mentions, plugin)
        }
        for stage in plugin.stages { warnings += shadowed(stage.rules, stage.set, plugin) }
        for number in resources.ruleSets.indices {
            let (made, set) = resources.ruleSet(number)
            warnings += shadowed(made, set, plugin)
        }
        return warnings
    }

    /// A capture is used where its name stands in the plugin's Lua as a field or a string, where the
    /// rule annotates it, and where a rule without an action makes a feature of it.
    private func unusedCaptures(
        of rule: LuaRule, annotates: Bool, _ mentions: Set<String>, _ plugin: Plugin
    ) -> [Diagnostic] {
        let pattern = rule.rule.pattern
        return pattern.captureNames.enumerated().compactMap { number, path in
            guard let offset = pattern.captureOffsets[number] else { return nil }
            let name = String(path.split(separator: ".").last ?? "")
            let isFeature = annotates && rule.action == nil && !path.contains(".")
            let isOuter = pattern.captureNames.contains { $0.hasPrefix(path + ".") }
            guard !isFeature, !isOuter, rule.capture != path, !mentions.contains(name) else {
                return nil
            }
            let error = PatternError(
                "capture \(path): is never used; take it out, or read match.\(path)", at: offset,
                length: name.utf8.count + 1)
            return plugin.diagnostic(for: error, pattern: pattern.source, at: rule.location)
        }
    }

    /// Returns the names that the plugin's Lua uses as fields or in strings.
    private func mentions(in plugin: Plugin) -> Set<String> {
        var found: Set<String> = []
        for source in plugin.sources.values {
            let tokens = LuaScanner.tokens(source)
            for (number, token) in tokens.enumerated() {
                switch token.kind {
                case .string: found.formUnion(token.text.split(separator: ".").map(String.init))
                case .name where number > 0 && tokens[number - 1].text == ".": found.insert(token.text)
                default: break
                }
            }
        }
        return found
    }

    private func shadowed(_ rules: [LuaRule], _ set: RuleSet, _ plugin: Plugin) -> [Diagnostic] {
        set.shadowedRules { rules[$0].condition != nil }.map { rule, shadow in
            let pattern = rules[rule].rule.pattern.source
            let blanks = pattern.utf8.prefix { $0 == 32 || $0 == 9 || $0 == 10 }.count
            let error = PatternError(
                "rule \"\(rules[rule].rule.name)\" can never win: wherever it matches, "
                    + "\"\(rules[shadow].rule.name)\" matches too and is taken; give it a higher priority or "
                    + "take it out",
                at: blanks,
                length: pattern.utf8.drop { $0 == 32 || $0 == 9 || $0 == 10 }.prefix { $0 != 10 }.count)
            return plugin.diagnostic(for: error, pattern: pattern, at: rules[rule].location)
        }
    }
}
