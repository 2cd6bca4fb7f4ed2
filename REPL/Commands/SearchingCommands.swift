internal import LuaSource
internal import Diagnostics
internal import ArticleModel
internal import Display
internal import LuaRuntime
internal import Matching
internal import PluginHost
internal import Tokenization

/// Patterns and rules: what they find, and why.
extension SessionCommand {
    static let searching = [
        SessionCommand(
            "find", "PATTERN", .pattern, "shows the matches of a pattern in the text",
            "The pattern is written as it is, without quotes. The matches are kept in `_`, and :keep makes a rule of the pattern.",
            example: ":find title:%lower+ name:@PERSON"
        ) { session, argument in try SearchingCommands(session: session).find(argument) },
        SessionCommand(
            "explain", "PATTERN|RULE [at TEXT]", .pattern,
            "says why a pattern or a rule matched, or its nearest miss",
            "A rule is named by itself or as PLUGIN.RULE. Without a text, the whole article is looked at.",
            example: ":explain name:%Name+ , age:%num at Ana Ruiz"
        ) { session, argument in try SearchingCommands(session: session).explain(argument) },
        SessionCommand(
            "why", "TEXT", .none,
            "says which plugin and rule made the annotations at a text, and what lost there",
            "Looks at the first place where the text stands in the article.", example: ":why Ana Ruiz"
        ) { session, argument in try SearchingCommands(session: session).why(argument) },
        SessionCommand(
            "rules", "PLUGIN", .plugin,
            "lists the rules of a plugin, with how often each annotated this article",
            example: ":rules dates"
        ) { session, argument in try SearchingCommands(session: session).rules(argument) },
        SessionCommand(
            "time", "EXPR", .lua, "runs Lua again and again for half a second and says how long it takes",
            example: ":time article:matches(\"%Name+\")"
        ) { session, argument in try SearchingCommands(session: session).time(argument) },
        SessionCommand(
            "profile", "[PLUGIN]", .plugin,
            "says how long each plugin takes on this article, or each rule of a plugin"
        ) { session, argument in try SearchingCommands(session: session).profile(argument) },
    ]
}

/// What the commands of this group do.
private struct SearchingCommands {
    let session: Session

    func find(_ pattern: String) throws -> Session.Answer {
        guard !pattern.isEmpty else {
            throw Diagnostic(.usage, ":find takes a pattern, as :find %Name+ , cue:~say")
        }
        let (open, _) = try session.openRecord()
        _ = try session.prompt.search(pattern)  // its mistakes are told with a caret
        session.kept.lastPattern = pattern
        let result = try session.evaluator.values(of: "article:matches(\(LuaQuoting.quoted(pattern)))")
        let table = result.first?.value(depth: 1, most: 1_000_000).table
        let spans = (table?.array ?? []).compactMap { $0.handle.flatMap(session.prompt.shown) }
        let context = ContextLine(open.article, width: session.width, style: session.style)
        var lines: [String] = []
        for span in spans.prefix(500) {
            lines.append(context.line(span.span))
            if !span.parts.isEmpty {
                let parts = span.parts.map {
                    "\(session.style.dim($0.name + "="))\(session.style.apply("36", $0.text))"
                }
                lines.append("    " + parts.joined(separator: "  "))
            }
        }
        if spans.count > 500 { lines.append(session.style.dim("… and \(spans.count - 500) more")) }
        return .lines(lines + ["\(spans.count) match\(spans.count == 1 ? "" : "es")"])
    }

    // MARK: Explaining

    func explain(_ argument: String) throws -> Session.Answer {
        guard !argument.isEmpty else {
            throw Diagnostic(
                .usage, ":explain takes a pattern or a rule, as :explain %Name+ , %num at Ana Ruiz")
        }
        let (open, _) = try session.openRecord()
        var subject = argument
        var place: Range<Int>?
        // "at" can be a word of the pattern: it introduces a text only if that is in the article.
        if let at = argument.ranges(of: " at ").last {
            let tokens = open.tokens(of: String(argument[at.upperBound...]).trimming)
            if !tokens.isEmpty {
                place = tokens
                subject = String(argument[..<at.lowerBound]).trimming
            }
        }
        let sentences = place.map { [$0] } ?? (0..<open.tokens.sentenceCount).map { open.tokens.sentence($0) }
        let rule = try namedRule(subject)
        var found: [RuleExplanation] = []
        try session.workbench.state.stoppable {
            let search = rule == nil ? try session.prompt.search(subject) : nil
            for tokens in sentences where !session.workbench.state.shouldStop {
                if let search {
                    found += try search.explain(in: open.input, tokens: tokens)
                } else if let rule {
                    found += try RuleInspector(session.workbench).explain(
                        tokens: tokens, plugin: rule.plugin, rule: rule.rule)
                }
            }
        }
        let matches = found.filter { $0.match != nil }
        let misses = found.filter { $0.miss != nil }.enumerated().sorted {
            (reach($1.element), $0.offset) < (reach($0.element), $1.offset)
        }.map(\.element)
        let shown = matches.isEmpty ? Array(misses.prefix(place == nil ? 3 : 6)) : Array(matches.prefix(12))
        guard !shown.isEmpty else { return .lines(["nothing got past its first element there"]) }
        var lines = shown.flatMap { ExplanationView($0, open.input, style: session.style).lines }
        if matches.count > 12 { lines.append(session.style.dim("… and \(matches.count - 12) more matches")) }
        return .lines(lines)
    }

    private func reach(_ explanation: RuleExplanation) -> Int {
        explanation.miss.map { $0.token - $0.start } ?? 0
    }

    /// The rule that a text names, alone or after its plugin; nil if it is not such a name.
    ///
    /// - Throws: ``Diagnostic`` if it names a plugin that has no such rule.
    private func namedRule(_ text: String) throws -> (plugin: String, rule: String)? {
        var names: [String] = []
        for plugin in session.plugins.all {
            for rule in RuleInspector(session.workbench).rules(of: plugin) {
                if text == rule.name || text == "\(plugin.name).\(rule.name)" {
                    return (plugin.name, rule.name)
                }
                names.append("\(plugin.name).\(rule.name)")
            }
        }
        guard let plugin = session.plugins.names.first(where: { text == $0 || text.hasPrefix($0 + ".") })
        else {
            return nil
        }
        throw Diagnostic(
            .usage,
            text == plugin
                ? "\(plugin) is a plugin; name one of its rules, such as \(names.first { $0.hasPrefix(plugin + ".") } ?? plugin)"
                : "there is no rule \(text)" + didYouMean(text, among: names)
                    + "; :rules \(plugin) lists them")
    }

    func why(_ text: String) throws -> Session.Answer {
        guard !text.isEmpty else {
            throw Diagnostic(.usage, ":why takes a text of the article, as :why Ana Ruiz")
        }
        let (open, record) = try session.openRecord()
        let tokens = open.tokens(of: text)
        guard !tokens.isEmpty else { throw Diagnostic(.usage, "“\(text)” is not in the article") }
        let span = open.tokens.span(tokens)
        var lines = [ContextLine(record.article, width: session.width, style: session.style).line(span)]
        let here = record.annotations.filter { $0.span.overlaps(span) }
        let features = FeatureText(record)
        for annotation in here {
            let color = session.style.color(layer: annotation.layer, label: annotation.label)
            let source = annotation.plugin + (annotation.rule.map { ", rule \($0)" } ?? "")
            let shown = TextWidth.fit(record.article.text(of: annotation.span), max(20, session.width / 2))
            lines.append("\(session.style.apply(color, annotation.label)) “\(shown)” by \(source)")
            if !annotation.features.isEmpty {
                let parts = annotation.features.map { "\($0.name)=\(features.text($0.value))" }
                lines.append(
                    session.style.dim(
                        "    " + TextWidth.fit(parts.joined(separator: "  "), max(20, session.width - 4))))
            }
        }
        if here.isEmpty { lines.append("nothing was annotated there") }
        let lost = try RuleInspector(session.workbench).lostMatches(at: tokens)
        if !lost.isEmpty { lines.append(session.style.bold("lost there")) }
        for match in lost.prefix(20) {
            let winner = match.winner.map { " to \($0)" } ?? ""
            lines.append(
                "  \(match.plugin).\(match.rule) “\(open.input.text(match.tokens))”\(winner): \(match.reason)"
            )
        }
        return .lines(lines)
    }

    // MARK: Rules and time

    func rules(_ name: String) throws -> Session.Answer {
        guard !name.isEmpty else {
            throw Diagnostic(
                .usage,
                ":rules takes a plugin: \(session.plugins.names.joined(separator: ", "))")
        }
        let rules = RuleInspector(session.workbench).rules(of: try session.plugins.named(name))
        let record = session.workbench.annotated
        var table = Table(["rule", "label", "here", "pattern"])
        let counted = rules.map { rule in
            (rule, record?.annotations.count { $0.plugin == name && $0.rule == rule.name } ?? 0)
        }
        for (rule, count) in counted.filter({ $0.1 > 0 }) + counted.filter({ $0.1 == 0 }) {
            table.add(
                [rule.name, rule.label ?? "–", String(count), rule.pattern.trimming],
                style: count > 0 ? "1" : "")
        }
        let others = Set(
            record?.annotations.filter { found in
                found.plugin == name && !rules.contains { $0.name == found.rule }
            }.compactMap(\.rule) ?? [])
        var lines =
            rules.isEmpty
            ? ["\(name) has no rules of patterns"] : table.lines(width: session.width, style: session.style)
        if !others.isEmpty {
            lines.append(session.style.dim("in Lua: ") + others.sorted().joined(separator: ", "))
        }
        return .lines(lines)
    }

    func time(_ code: String) throws -> Session.Answer {
        guard !code.isEmpty else { throw Diagnostic(.usage, ":time takes Lua, as :time #article.text") }
        func function(_ body: String) throws -> PromptContext.Evaluation {
            try session.prompt.evaluate("return function() \(body)\nend", named: "[time]")
        }
        let made: PromptContext.Evaluation
        do { made = try function("return \(code)") } catch { made = try function(code) }
        guard case .values(let values) = made, let chunk = values.first else {
            throw Diagnostic(.usage, "the Lua is not complete")
        }
        var times: [Int] = []
        var total = 0
        while total < 500_000_000, times.count < 10_000 {
            let (_, nanoseconds) = try timed { _ = try chunk.call(results: 0) }
            times.append(nanoseconds)
            total += nanoseconds
        }
        times.sort()
        let median = Duration.shown(times[times.count / 2])
        return .lines([
            "\(median) (median of \(times.count); least \(Duration.shown(times[0])), most \(Duration.shown(times.last!)))"
        ])
    }

    func profile(_ name: String) throws -> Session.Answer {
        _ = try session.openRecord()  // throws if there is none
        var table: Table
        if name.isEmpty {
            table = Table(["plugin", "time", "share", "annotations"])
            let timer = PluginTimer()
            session.runAll(observer: timer)
            let times = session.plugins.all.map { timer.nanoseconds[$0.name] ?? 0 }
            let total = max(1, times.reduce(0, +))
            for (plugin, time) in zip(session.plugins.all, times) {
                let count = session.workbench.annotated?.annotations.count { $0.plugin == plugin.name } ?? 0
                table.add([plugin.name, Duration.shown(time), "\(time * 100 / total) %", String(count)])
            }
        } else {
            table = Table(["rule", "time", "share", "matches"])
            let rules = RuleInspector(session.workbench).rules(of: try session.plugins.named(name))
            var rows: [(name: String, time: Int, count: Int)] = []
            for rule in rules {
                let set = RuleSet([rule.rule], vocabulary: session.workbench.vocabulary)
                _ = try session.prompt.matches(of: set)  // what is prepared once does not count
                let (matches, time) = try timed { try session.prompt.matches(of: set) }
                rows.append((rule.name, time, matches.count))
            }
            let total = max(1, rows.reduce(0) { $0 + $1.time })
            for row in rows.sorted(by: { $0.time > $1.time }).prefix(50) {
                table.add([
                    row.name, Duration.shown(row.time), "\(row.time * 100 / total) %", String(row.count),
                ])
            }
        }
        return .lines(table.lines(width: session.width, style: session.style))
    }
}
