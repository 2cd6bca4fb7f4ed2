internal import Matching

/// What is probably a mistake in a plugin, found when it is loaded.
extension Workbench {
    func warnings(of plugin: Plugin) -> [PluginError] {
        let own = ownedRuleSets.filter { $0.owner == plugin.name }.map { ruleSetMembers[$0.number] }
        var warnings: [PlacedMessage] = []
        for number in Set(plugin.ruleHandles + own.joined()).sorted() {
            warnings += unusedCaptures(
                of: rules[number], annotates: plugin.ruleHandles.contains(number), plugin)
        }
        for stage in plugin.stages { warnings += shadowed(stage.rules, stage.set, plugin) }
        for members in own {
            let made = members.map { rules[$0] }
            warnings += shadowed(made, RuleSet(made.map(\.rule), vocabulary: vocabulary), plugin)
        }
        return warnings.map { warning in
            PluginError(
                plugin: plugin.name, message: warning.message, file: warning.file, line: warning.line,
                column: warning.column, sourceLine: warning.sourceLine, length: warning.length)
        }
    }

    /// A capture is used where its name stands in the plugin's Lua as a field or a string, where the
    /// rule annotates it, and where a rule without an action makes a feature of it.
    private func unusedCaptures(of rule: LuaRule, annotates: Bool, _ plugin: Plugin) -> [PlacedMessage] {
        let pattern = rule.rule.pattern
        return pattern.captureNames.enumerated().compactMap { number, path in
            guard let offset = pattern.captureOffsets[number] else { return nil }
            let name = String(path.split(separator: ".").last ?? "")
            let isFeature = annotates && rule.action == nil && !path.contains(".")
            let isOuter = pattern.captureNames.contains { $0.hasPrefix(path + ".") }
            guard !isFeature, !isOuter, rule.capture != path, !isMentioned(name, in: plugin) else {
                return nil
            }
            let error = PatternError(
                "capture \(path): is never used; take it out, or read match.\(path)", at: offset,
                length: name.utf8.count + 1)
            return placed(error, pattern: pattern.source, place: rule.place, plugin)
        }
    }

    private func isMentioned(_ name: String, in plugin: Plugin) -> Bool {
        plugin.sources.values.contains { source in
            let text = String(decoding: source, as: UTF8.self)
            return [".\(name)", "\"\(name)\"", "'\(name)'"].contains { mention in
                text.ranges(of: mention).contains { range in
                    guard mention.hasPrefix(".") else { return true }
                    guard range.upperBound < text.endIndex else { return true }
                    let next = text[range.upperBound]
                    return !(next.isLetter || next.isNumber || next == "_")
                }
            }
        }
    }

    private func shadowed(_ rules: [LuaRule], _ set: RuleSet, _ plugin: Plugin) -> [PlacedMessage] {
        set.shadowedRules { rules[$0].condition != nil }.map { rule, shadow in
            let pattern = rules[rule].rule.pattern.source
            let blanks = pattern.utf8.prefix { $0 == 32 || $0 == 9 || $0 == 10 }.count
            let error = PatternError(
                "rule \"\(rules[rule].rule.name)\" can never win: wherever it matches, "
                    + "\"\(rules[shadow].rule.name)\" matches too and is taken; give it a higher priority or "
                    + "take it out",
                at: blanks,
                length: pattern.utf8.drop { $0 == 32 || $0 == 9 || $0 == 10 }.prefix { $0 != 10 }.count)
            return placed(error, pattern: pattern, place: rules[rule].place, plugin)
        }
    }
}
