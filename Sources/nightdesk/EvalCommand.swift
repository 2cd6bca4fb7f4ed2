internal import ArgumentParser
internal import ArticleModel
internal import Diagnostics
internal import Evaluation
internal import PluginHost
internal import System

/// `nightdesk eval`: scores plugins against gold.
struct EvalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval",
        abstract: "Scores plugins against annotated articles.",
        discussion: """
            GOLD is JSON Lines as run writes them, a folder in brat standoff format (.txt and .ann), or columns with \
            IOB2 tags (.conll, .iob2). Plugins see only the id, text and published of each article.

            A layer is scored as the manifest of the plugin that provides it declares (layers.LAYER.score): labels \
            compares spans and labels, timex also TIMEX3 values, quotations also speakers and cues. With \
            --predictions the selected plugins are loaded for their manifests only. --score overrides the manifest.

            Exit codes: 0 scored, 1 an F1 is below --min, 2 wrong usage or unreadable gold.
            """)

    @Argument(help: "Gold: a .jsonl file, a brat folder or a .conll file.")
    var gold: String

    @OptionGroup var selection: PluginSelection

    @Option(help: "The layer to score. Defaults to every layer of the gold.")
    var layer: String?

    @Option(help: "Scores this output of run instead of running plugins.")
    var predictions: String?

    @Option(
        help: "How layers are scored: labels, timex or quotations. Defaults to what the manifest declares.")
    var score: String?

    @Option(
        help:
            "When a span is correct: strict (same extent and label), overlap (same label, overlapping) or label (overlapping, whatever the label)."
    )
    var match: String = "strict"

    @Option(help: "A feature that must be equal as well. Defaults to the key in the manifest.")
    var key: String?

    @Option(help: "The field of a gold annotation that holds its label; annotations without it are left out.")
    var labelField: String?

    @Option(help: "Comma-separated labels that count. Defaults to all.")
    var labels: String?

    @Option(help: "Comma-separated labels that count neither as hits nor as misses (quotations only).")
    var ignore: String?

    @Flag(
        help:
            "Scores the quoted regions that each prediction covers, not the prediction itself (quotations only)."
    )
    var project = false

    @Option(help: "Renames labels before they are compared: PERSON=PER,GPE=LOC.")
    var mapLabels: String?

    @Flag(help: "Lists false negatives, false positives and mismatches in context.")
    var errors = false

    @Flag(help: "Prints the scores as JSON; for several layers, an object with one member for each.")
    var json = false

    @Option(help: "Writes an HTML page with scores and errors.")
    var html: String?

    @Option(help: "Exits with 1 if the F1 of a layer, in percent, is below this.")
    var min: Double?

    func run() throws {
        let options = try options()
        let scoring = try scoring()
        let records = try GoldReader.records(gold, layer: layer)
        let evaluation = LayerEvaluation(gold: records, labelField: labelField)
        guard !evaluation.gold.isEmpty else {
            throw Diagnostic(.usage, "\(gold): no article has both id and text")
        }
        let workbench = try selection.workbench(reportsWarnings: predictions == nil)
        let layers = try layers(of: evaluation, workbench)
        let found =
            if let predictions {
                evaluation.predictions(in: try GoldReader.records(predictions, layer: layer))
            } else {
                try predictions(evaluation, layers, workbench)
            }
        let reports = try layers.map { layer in
            let description = workbench.layerDescriptions[layer] ?? LayerDescription()
            var options = options
            options.key = key ?? description.key
            return (
                layer: layer,
                report: try evaluation.report(
                    of: layer, found, scoring: scoring ?? description.scoring, options)
            )
        }
        show(reports, evaluation)
        if let html {
            let pages = reports.map {
                $0.report.page(title: "\($0.layer) against \(gold)", evaluation.documents)
            }
            try FileSystem.write(Array(pages.joined().utf8), to: html)
        }
        guard let min else { return }
        let low = reports.filter { $0.report.main.f1 * 100 < min }
        for (layer, report) in low {
            StandardStreams.printError(
                "nightdesk: F1 of \(layer) is \(EvalReport.percent(report.main.f1)), below --min \(min)")
        }
        if !low.isEmpty { throw ExitCode(1) }
    }

    private func show(_ reports: [(layer: String, report: EvalReport)], _ evaluation: LayerEvaluation) {
        if json {
            let members = reports.map { "\"\($0.layer)\":\($0.report.json)" }
            return StandardStreams.print(
                reports.count == 1 ? reports[0].report.json : "{" + members.joined(separator: ",") + "}")
        }
        for (number, (layer, report)) in reports.enumerated() {
            if reports.count > 1 { StandardStreams.print((number > 0 ? "\n" : "") + layer) }
            let lines = report.lines() + (errors ? report.errorLines(evaluation.documents) : [])
            for line in lines { StandardStreams.print(line) }
        }
    }

    private func options() throws -> LayerEvaluation.Options {
        func set(_ text: String) -> Set<String> { Set(text.split(separator: ",").map(String.init)) }
        var options = LayerEvaluation.Options()
        guard let match = LabelScore.Match(rawValue: match) else {
            throw Diagnostic(
                .usage,
                "--match must be strict, overlap or label"
                    + didYouMean(self.match, among: LabelScore.Match.allCases.map(\.rawValue)))
        }
        options.match = match
        options.labels = labels.map(set)
        options.ignored = ignore.map(set) ?? []
        options.projects = project
        for pair in mapLabels?.split(separator: ",") ?? [] {
            let sides = pair.split(separator: "=").map(String.init)
            guard sides.count == 2 else {
                throw Diagnostic(.usage, "--map-labels takes FROM=TO,…, not \"\(pair)\"")
            }
            options.labelNames[sides[0]] = sides[1]
        }
        return options
    }

    private func scoring() throws -> LayerDescription.Scoring? {
        guard let score else { return nil }
        guard let scoring = LayerDescription.Scoring(rawValue: score) else {
            throw Diagnostic(
                .usage,
                "--score must be labels, timex or quotations"
                    + didYouMean(score, among: LayerDescription.Scoring.allCases.map(\.rawValue)))
        }
        return scoring
    }

    /// The layers to score: the one that is named, those of the gold, or else those of the selected plugins.
    private func layers(of evaluation: LayerEvaluation, _ workbench: Workbench) throws -> [String] {
        if let layer { return [layer] }
        if !evaluation.layers.isEmpty { return evaluation.layers }
        let provided = selection.names.isEmpty ? [] : workbench.layers
        guard provided.count == 1 else {
            throw Diagnostic(.usage, "the gold names no layer; choose one with --layer")
        }
        return provided
    }

    private func predictions(
        _ evaluation: LayerEvaluation, _ layers: [String], _ workbench: Workbench
    ) throws -> [String: ScoredDocument] {
        for layer in layers where !workbench.layers.contains(layer) {
            throw Diagnostic(
                .usage,
                "none of the loaded plugins provides the layer \"\(layer)\""
                    + didYouMean(layer, among: workbench.layers)
                    + "; choose a plugin with --plugin, or a layer with --layer")
        }
        let run = try AnnotationRun(workbench, layersNamed: layers)
        return try evaluation.predictions { run($0) }
    }
}
