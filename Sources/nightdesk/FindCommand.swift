internal import Diagnostics
internal import ArgumentParser
internal import ArticleModel
internal import Display
internal import Exchange
internal import Serialization
internal import Matching
internal import PluginHost

/// `nightdesk find`: the pattern language as a grep.
struct FindCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "find", abstract: "Searches articles for a pattern.",
        discussion: """
            Shows each match in its context with its captures. Plugins that provide the layers which the pattern names behind \
            @ are run; their lists can be used behind #. Exit codes: 0 found, 1 nothing found, 2 a bad pattern or input.
            """)

    @Argument(help: "The pattern: see docs/patterns.md.")
    var pattern: String

    @Argument(help: "Articles: files, folders, .jsonl files, or -.")
    var inputs: [String]

    @OptionGroup var selection: PluginSelection

    @Flag(help: "One line of JSON for each match.")
    var json = false

    @Flag(help: "Only how many matches there are.")
    var count = false

    @Option(help: "Counts the matches by the text of a capture.")
    var groupBy: String?

    @Option(help: "What a match may not cross: sent, para or doc.")
    var span: String = "sent"

    @Option(help: "Date of publication for articles that have none.")
    var published: String?

    func run() throws {
        guard let scope = Rule.Scope(rawValue: span) else {
            throw CommandError("--span must be sent, para or doc")
        }
        let (run, search) = try prepare(scope)
        let names = search.rules[0].pattern.captureNames
        if let groupBy, !names.contains(groupBy) {
            throw CommandError(
                "the pattern has no capture \"\(groupBy)\""
                    + didYouMean(groupBy, among: names))
        }
        let sources = try inputs.flatMap { try ArticleSource.find($0, plainText: false) }
        var total = 0
        var groups: [String: Int] = [:]
        let style = TextStyle(isColored: StandardStreams.isColored)
        for source in sources {
            try source.forEach(published: published) { result in
                guard let article = result.article else {
                    for error in result.errors {
                        StandardStreams.printError("\(result.id): \(error.message)")
                    }
                    return
                }
                do {
                    try run.explore(article) { open, errors in
                        for error in errors { StandardStreams.printError("\(article.id): \(error.message)") }
                        let matches = try PromptContext(run.workbench).matches(of: search)
                        total += matches.count
                        for match in matches {
                            if let groupBy, let number = names.firstIndex(of: groupBy) {
                                for capture in match.captures where capture.name == number {
                                    groups[open.input.text(capture.tokens), default: 0] += 1
                                }
                            } else if !count {
                                let line = MatchLine(match, names: names, in: open)
                                StandardStreams.print(
                                    json
                                        ? line.json()
                                        : line.context(
                                            width: StandardStreams.width, style: style,
                                            named: sources.count > 1 || !source.isSingleArticle))
                            }
                        }
                    }
                } catch {
                    StandardStreams.printError("\(article.id): \(error)")
                }
            }
        }
        for (text, number) in groups.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
            StandardStreams.print("\(number)\t\(text)")
        }
        if count { StandardStreams.print(String(total)) }
        if total == 0 { throw ExitCode(1) }
    }

    /// The plugins that the pattern needs, in a pipeline, and the compiled pattern.
    private func prepare(_ scope: Rule.Scope) throws -> (AnnotationRun, RuleSet) {
        do {
            let names = try PatternContext.annotationNames(in: pattern)
            let needsPlugins = !names.isEmpty || pattern.contains("#") || pattern.contains("$")
            var plugins = selection.names
            if plugins.isEmpty, needsPlugins {
                plugins = Array(
                    Set(PluginSelection.bundled + PluginFolder.find(in: selection.searchPath).map(\.name))
                ).sorted()
            }
            let workbench = try plugins.isEmpty ? Workbench() : selection.workbench(default: plugins)
            let search = try PromptContext(workbench).search(pattern, scope: scope)
            return (try AnnotationRun(workbench, layersNamed: names), search)
        } catch let error as PatternError {
            throw CommandError(
                ([error.message] + error.diagnostic(in: pattern).excerptLines).joined(separator: "\n"))
        }
    }
}

/// A match as `find` prints it.
private struct MatchLine {
    private let match: Match
    private let names: [String]
    private let open: OpenArticle

    init(_ match: Match, names: [String], in open: OpenArticle) {
        (self.match, self.names, self.open) = (match, names, open)
    }

    /// Keyword in context: what stands before and after, the match and its captures in colour.
    func context(width: Int, style: TextStyle, named: Bool) -> String {
        let utf8 = open.article.utf8
        let span = open.input.span(match.tokens)
        let prefix = named ? "\(open.article.id): " : ""
        let room = max(10, (width - TextWidth.columns(prefix) - min(60, span.count)) / 2)
        let before = flat(utf8[max(0, span.start - room * 2)..<span.start]).suffix(room)
        let after = flat(utf8[span.end..<min(utf8.count, span.end + room * 2)]).prefix(room)
        var line = style.dim(prefix) + before + style.apply("1;31", flat(utf8[span.range])) + after
        line = line.replacing("\n", with: " ")
        let captures = match.captures.map {
            "\(names[$0.name])=\(style.apply("36", open.input.text($0.tokens)))"
        }
        return captures.isEmpty ? line : line + "\n    " + captures.joined(separator: "  ")
    }

    private func flat(_ bytes: ArraySlice<UInt8>) -> String {
        // A cut may go through a character: its rest is left out.
        var bytes = bytes
        while let first = bytes.first, first & 0xC0 == 0x80 { bytes.removeFirst() }
        let text = String(decoding: bytes, as: UTF8.self)
        return String(text.map { $0.isNewline ? " " : $0 }.filter { $0 != "\u{FFFD}" })
    }

    /// One object: article, place in code points, text, captures.
    func json() -> String {
        let map = OffsetMap(of: open.article.utf8)
        func place(_ tokens: Range<Int>) -> [FeatureValue.Field] {
            let span = open.input.span(tokens)
            let range = (try? map.scalars(ofBytes: span)) ?? 0..<0
            return [
                .init("start", .integer(range.lowerBound)), .init("end", .integer(range.upperBound)),
                .init("text", .string(open.article.text(of: span))),
            ]
        }
        let captures = match.captures.map {
            FeatureValue.object([.init("name", .string(names[$0.name]))] + place($0.tokens))
        }
        let fields =
            [FeatureValue.Field("id", .string(open.article.id.description))] + place(match.tokens)
            + [.init("captures", .list(captures))]
        return JSONDocument.text(.object(fields))
    }
}
