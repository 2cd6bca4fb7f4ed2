internal import Diagnostics
internal import ArgumentParser
internal import ArticleModel
internal import Display
internal import Exchange
internal import Matching
internal import PluginHost
internal import System

/// `nightdesk explain`: explains why a rule matched, or how far it got.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Explains why rules matched at a place in an article, or how far they got.",
        discussion: "Exit codes: 0 explained, 2 the text is not in the article, or a plugin or input is bad.")

    @Argument(help: "A plugin, PLUGIN.RULE, or with --pattern a pattern in quotes.")
    var rule: String

    @Argument(help: "The article: a text file.")
    var input: String

    @Option(help: "The text in the article to explain.")
    var at: String

    @Flag(help: "Treats the first argument as a pattern.")
    var pattern = false

    @OptionGroup var selection: PluginSelection

    @Option(help: "Publication date of the article.")
    var published: String?

    func run() throws {
        let parts = rule.split(separator: ".", maxSplits: 1).map(String.init)
        let names = pattern ? PluginSelection.bundled : [parts[0]]
        let run = try AnnotationRun(selection.workbench(default: names))
        var found = false
        try InputStream(InputSource.find(input)).forEach(InputItemReader(published: published)) { result in
            guard !found, let article = result.article, article.text.contains(at) else { return }
            found = true
            try explain(article, run, parts)
        }
        if !found { throw Diagnostic(.usage, "\"\(at)\" is not in the article") }
    }

    private func explain(_ article: Article, _ run: AnnotationRun, _ parts: [String]) throws {
        let style = TextStyle(isColored: StandardStreams.isColored)
        try run.explore(article) { open, errors in
            for error in errors { StandardStreams.printError("\(article.id): \(error.message)") }
            let workbench = run.workbench
            let tokens = open.tokens(of: at)
            let explanations =
                try pattern
                ? PromptContext(workbench).search(rule).explain(in: open.input, tokens: tokens)
                : RuleInspector(workbench).explain(
                    tokens: tokens, plugin: parts[0], rule: parts.count > 1 ? parts[1] : nil)
            if explanations.isEmpty { StandardStreams.print("no rule got past its first element there") }
            for explanation in explanations.prefix(12) {
                for line in ExplanationView(explanation, open.input, style: style).lines {
                    StandardStreams.print(line)
                }
            }
        }
    }
}
