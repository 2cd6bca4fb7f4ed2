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

            Exit codes: 0 scored, 1 an F1 is below --min or a plugin failed on an article, 2 wrong usage or unreadable gold.
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
        let options = try LayerEvaluation.Options(
            match: match, labels: labels, ignored: ignore, labelNames: mapLabels, projects: project)
        let scoring = try score.map { name throws(Diagnostic) in try LayerDescription.Scoring(named: name) }
        let evaluation = LayerEvaluation(
            gold: try GoldReader.records(gold, layer: layer), labelField: labelField)
        guard !evaluation.gold.isEmpty else {
            throw Diagnostic(.usage, "\(gold): no article has both id and text")
        }
        if let labelField, evaluation.gold.allSatisfy(\.annotations.isEmpty) {
            throw Diagnostic(.usage, "\(gold): no annotation has the field \"\(labelField)\"")
        }
        let workbench = try selection.workbench(reportsWarnings: predictions == nil)
        let layers = try layers(of: evaluation, workbench)
        var failed = 0
        let found =
            if let predictions {
                evaluation.predictions(in: try GoldReader.records(predictions, layer: layer))
            } else {
                try predictions(evaluation, layers, workbench, &failed)
            }
        var reports = EvalReports(evaluation)
        for layer in layers {
            var description = workbench.layerDescriptions[layer] ?? LayerDescription()
            description.scoring = scoring ?? description.scoring
            description.key = key ?? description.key
            try reports.add(layer, found, description, options)
        }
        StandardStreams.print(json ? [reports.json] : reports.lines(withErrors: errors))
        if let html { try FileSystem.write(Array(reports.page(against: gold).utf8), to: html) }
        if failed > 0 {
            StandardStreams.printError(
                "nightdesk: \(failed) error\(failed == 1 ? "" : "s") of plugins; the scores lack what they would have found"
            )
        }
        guard let min else {
            if failed > 0 { throw ExitCode(1) }
            return
        }
        let low = reports.layers.filter { $0.report.main.f1 * 100 < min }
        for (layer, report) in low {
            StandardStreams.printError(
                "nightdesk: F1 of \(layer) is \(EvalReport.percent(report.main.f1)), below --min \(min)")
        }
        if !low.isEmpty || failed > 0 { throw ExitCode(1) }
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
        _ evaluation: LayerEvaluation, _ layers: [String], _ workbench: Workbench, _ failed: inout Int
    ) throws -> [String: ScoredDocument] {
        for layer in layers where !workbench.layers.contains(layer) {
            throw Diagnostic(
                .usage,
                "none of the loaded plugins provides the layer \"\(layer)\""
                    + didYouMean(layer, among: workbench.layers)
                    + "; choose a plugin with --plugin, or a layer with --layer")
        }
        let run = try AnnotationRun(workbench, layersNamed: layers)
        var errors = 0
        defer { failed = errors }
        return try evaluation.predictions({ run($0) }) { id, error in
            errors += 1
            StandardStreams.printError(
                "\(id): \([error.plugin, error.kind, error.message].compactMap { $0 }.joined(separator: ": "))"
            )
        }
    }
}
