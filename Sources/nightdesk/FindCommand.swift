internal import Diagnostics
internal import ArgumentParser
internal import ArticleModel
internal import Display
internal import Exchange
internal import Matching
internal import Runs
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
        let workbench = try selection.workbench(defining: PatternContext.references(in: pattern))
        var search = try PatternSearch(pattern, in: workbench, scope: scope)
        if let groupBy, !search.captureNames.contains(groupBy) {
            throw Diagnostic(
                .usage,
                "the pattern has no capture \"\(groupBy)\"" + didYouMean(groupBy, among: search.captureNames))
        }
        let sources = try inputs.flatMap { try InputSource.find($0) }
        let isNamed = sources.count > 1 || !sources.allSatisfy(\.isSingle)
        let style = TextStyle(isColored: StandardStreams.isColored)
        InputStream(sources).forEach(InputItemReader(published: published)) { result in
            for error in result.errors { StandardStreams.printError("\(result.id): \(error.message)") }
            guard let article = result.article else { return }
            do {
                try search.run(article) { errors, matches in
                    for error in errors { StandardStreams.printError("\(article.id): \(error.message)") }
                    if groupBy != nil || count { return }
                    for match in matches {
                        StandardStreams.print(
                            json
                                ? [match.json]
                                : match.lines(width: StandardStreams.width, style: style, named: isNamed))
                    }
                }
            } catch {
                StandardStreams.printError("\(article.id): \(error)")
            }
        }
        for entry in groupBy.map({ search.counts(of: $0) }) ?? [] {
            StandardStreams.print("\(entry.count)\t\(entry.text)")
        }
        if count { StandardStreams.print(String(search.count)) }
        if search.count == 0 { throw ExitCode(1) }
    }
}
