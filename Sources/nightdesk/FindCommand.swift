internal import Diagnostics
internal import ArgumentParser
internal import ArticleModel
internal import Display
internal import Exchange
internal import Matching
internal import PluginHost
internal import System

/// `nightdesk find`: the pattern language as a grep.
struct FindCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "find", abstract: "Searches articles for a pattern.",
        discussion: """
            Prints each match in its context with its captures. The plugins that define the layers (@), lists (#) and \
            named patterns ($) in the pattern are loaded; a plugin on the search path that cannot be loaded is \
            reported and skipped.

            Exit codes: 0 found, 1 nothing found, 2 a bad pattern or input.
            """)

    @Argument(help: "The pattern; see docs/patterns.md.")
    var pattern: String

    @Argument(help: "Articles: files, folders, .jsonl files, or -.")
    var inputs: [String]

    @OptionGroup var selection: PluginSelection

    @Flag(help: "Prints one JSON object per match.")
    var json = false

    @Flag(help: "Prints only the number of matches.")
    var count = false

    @Option(help: "Counts matches by the text of this capture.")
    var groupBy: String?

    @Option(help: "The unit that a match must not cross: sent, para or doc.")
    var span: String = "sent"

    @Option(help: "Publication date of articles that have none.")
    var published: String?

    func run() throws {
        guard let scope = Rule.Scope(rawValue: span) else {
            throw Diagnostic(.usage, "--span must be sent, para or doc")
        }
        let (run, prompt, search) = try prepare(scope)
        let names = search.rules[0].pattern.captureNames
        if let groupBy, !names.contains(groupBy) {
            throw Diagnostic(
                .usage,
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
                        let matches = try prompt.matches(of: search)
                        total += matches.count
                        for match in matches {
                            if let groupBy, let number = names.firstIndex(of: groupBy) {
                                for capture in match.captures where capture.name == number {
                                    groups[open.input.text(capture.tokens), default: 0] += 1
                                }
                            } else if !count {
                                let view = MatchView(match, names: names, in: open.article, open.input)
                                let isNamed = sources.count > 1 || !source.isSingleArticle
                                for line in json
                                    ? [view.json]
                                    : view.lines(width: StandardStreams.width, style: style, named: isNamed)
                                { StandardStreams.print(line) }
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

    /// Loads the plugins that define the names in the pattern, and compiles it.
    private func prepare(_ scope: Rule.Scope) throws -> (AnnotationRun, PromptContext, RuleSet) {
        do {
            let names = try PatternContext.references(in: pattern)
            let workbench = try selection.workbench(defining: names)
            let prompt = PromptContext(workbench)
            let search = try prompt.search(pattern, scope: scope)
            return (try AnnotationRun(workbench, layersNamed: names.annotations), prompt, search)
        } catch let error as PatternError {
            throw error.diagnostic(in: pattern)
        }
    }
}
