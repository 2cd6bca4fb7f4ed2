internal import ArgumentParser
internal import ArticleModel
internal import Display
internal import Evaluation
internal import System

/// `nightdesk diff`: compares two results.
struct DiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Compares two outputs of run, by rule.",
        discussion: """
            BEFORE and AFTER are JSON Lines of the same articles, such as the output of run before and after a change \
            to a plugin. Annotations that differ only in id are equal. An annotation counts as changed if it has the \
            same span as before, or the same label and an overlapping span; `:reload` and `:watch` count alike.

            Exit codes: 0 compared, 1 there is a difference that --fail-on names, 2 wrong usage.
            """)

    enum Kind: String, ExpressibleByArgument, CaseIterable { case added, removed, changed, any }

    @Argument(help: "The output before the change.")
    var before: String

    @Argument(help: "The output after the change.")
    var after: String

    @Option(help: "Gold data; also prints the change in F1 of each layer.")
    var gold: String?

    @Option(help: "Compares only this layer.")
    var layer: String?

    @Option(help: "The maximum number of examples to show for each rule and kind of difference.")
    var examples = 3

    @Option(
        help:
            "Exits with 1 if there are differences of this kind: added, removed, changed or any. Repeatable.")
    var failOn: [Kind] = []

    func run() throws {
        let (old, new) = (try GoldReader.records(before), try GoldReader.records(after))
        let differences = AnnotationDifference.between(old, new, layers: layer.map { [$0] })
        for line in ResultDifferenceView(differences, examples: examples).lines {
            StandardStreams.print(line)
        }
        if let gold {
            for change in try ScoreChange.all(gold: GoldReader.records(gold), old, new)
            where layer == nil || change.layer == layer {
                StandardStreams.print(
                    "\(change.layer): strict F1 \(EvalReport.percent(change.before))"
                        + " → \(EvalReport.percent(change.after))")
            }
        }
        let fails = differences.contains { difference in
            failOn.contains { kind in
                switch kind {
                case .added: difference.addedCount > 0
                case .removed: difference.removedCount > 0
                case .changed: difference.changedCount > 0
                case .any: true
                }
            }
        }
        if fails { throw ExitCode(1) }
    }
}
