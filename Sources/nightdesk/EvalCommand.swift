internal import Diagnostics
internal import ArgumentParser
internal import ArticleModel
internal import Display
internal import Exchange
internal import Serialization
internal import PluginHost
internal import Evaluation

/// `nightdesk eval`: plugins against gold.
struct EvalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eval",
        abstract: "Scores plugins against annotated articles.",
        discussion: """
            GOLD is JSON Lines as `run` writes them, a folder of brat (.txt and .ann), or columns with IOB2 tags \
            (.conll, .iob2). The plugins see only id, text, headline and published of each article. Layers dates and \
            quotes are scored as their fields do: TIMEX3 values, speakers.

            Exit codes: 0 scored, 1 below --min, 2 wrong usage or gold that cannot be read.
            """)

    @Argument(help: "Gold: a .jsonl file, a folder of brat, or a .conll file.")
    var gold: String

    @OptionGroup var selection: PluginSelection

    @Option(help: "The layer; without it, the only one of the gold, or the plugin's.")
    var layer: String?

    @Option(help: "Scores this output of `run` instead of running plugins.")
    var predictions: String?

    @Option(
        help:
            "When a span counts as found: strict (the same extent and label), overlap, label (whatever the label)."
    )
    var match: String = "strict"

    @Option(help: "A feature that must be equal besides.")
    var key: String?

    @Option(help: "Labels that count, parted by commas.")
    var labels: String?

    @Option(help: "Quotes: labels whose gold costs nothing to find, parted by commas.")
    var ignore: String?

    @Flag(help: "Quotes: what was found stands for the quoted regions that it covers.")
    var project = false

    @Option(help: "Labels of the plugin as the gold has them: PERSON=PER,GPE=LOC.")
    var mapLabels: String?

    @Flag(help: "Lists what was missed, found in vain or found wrongly, in context.")
    var errors = false

    @Flag(help: "Prints the scores as JSON.")
    var json = false

    @Option(help: "Writes a page with scores and errors.")
    var html: String?

    @Option(help: "Exit code 1 if the F1 (in percent) is below this.")
    var min: Double?

    func run() throws {
        guard let match = LabelScore.Match(rawValue: match) else {
            throw CommandError(
                "--match must be strict, overlap or label"
                    + didYouMean(
                        self.match, among: LabelScore.Match.allCases.map(\.rawValue)))
        }
        let records = try goldRecords()
        let layer = try self.layer ?? onlyLayer(records)
        let gold = records.compactMap { ScoredDocument(record: $0) }
        guard !gold.isEmpty else { throw CommandError("\(self.gold): no article with id and text in it") }
        let found = try predictions.map { try read($0, gold) } ?? annotate(records, layer)
        let report: EvalReport
        switch layer {
        case "dates": report = EvalReport(dates: DateScore(gold: gold, found: found))
        case "quotes":
            var options = QuoteScore.Options()
            options.labels = labels.map(Self.set)
            options.ignored = ignore.map(Self.set) ?? []
            options.projects = project
            report = EvalReport(quotes: try QuoteScore(gold: gold, found: found, options))
        default:
            let names = try labelNames(gold)
            report = EvalReport(
                LabelScore(
                    gold: gold, found: found, layer: layer, match: match, labels: labels.map(Self.set),
                    key: key,
                    label: names))
        }
        let texts = Dictionary(gold.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        if json {
            StandardStreams.print(report.json)
        } else {
            let style = TextStyle(isColored: StandardStreams.isColored)
            for line in report.lines(style: style) { StandardStreams.print(line) }
            if errors { for line in report.errorLines(texts, style: style) { StandardStreams.print(line) } }
        }
        if let html { try report.writePage(to: html, title: "\(layer) against \(self.gold)", texts) }
        if let min, report.main.f1 * 100 < min {
            StandardStreams.printError(
                "nightdesk: F1 is \(EvalReport.percent(report.main.f1)), below --min \(min)")
            throw ExitCode(1)
        }
    }

    private static func set(_ text: String) -> Set<String> {
        Set(text.split(separator: ",").map(String.init))
    }

    private func goldRecords() throws -> [FeatureValue] {
        do throws(GoldReader.Failure) {
            return try GoldReader.records(gold, layer: layer ?? selection.names.first ?? "entities")
        } catch {
            throw CommandError(error.description)
        }
    }

    private func onlyLayer(_ records: [FeatureValue]) throws -> String {
        var layers: Set<String> = []
        for record in records {
            for annotation in ScoredDocument(record: record)?.annotations ?? [] {
                layers.insert(annotation.layer)
            }
        }
        layers.remove("")
        if layers.count == 1 { return layers.first! }
        if let name = selection.names.first { return name }
        throw CommandError(
            layers.isEmpty
                ? "the gold names no layer; say which with --layer"
                : "the gold has several layers (\(layers.sorted().joined(separator: ", "))); say which with --layer"
        )
    }

    /// What the plugins find, as the program would write it.
    private func annotate(_ records: [FeatureValue], _ layer: String) throws -> [String: ScoredDocument] {
        let workbench = try selection.workbench()
        let run = try AnnotationRun(workbench, layersNamed: [layer])
        guard workbench.layers.contains(layer) else {
            throw CommandError(
                "no plugin here provides the layer \"\(layer)\""
                    + didYouMean(layer, among: workbench.layers))
        }
        var writer = JSONLinesWriter()
        var found: [String: ScoredDocument] = [:]
        for record in records {
            guard let id = record["id"], let text = record["text"]?.string else { continue }
            var metadata = Metadata()
            metadata.published = record["published"]?.string
            let name: ArticleID =
                if case .integer(let number) = id { .integer(number) } else { .string(id.string ?? "") }
            let article = ArticleReader.article(text: text, headline: nil, id: name, metadata: metadata)
            let line = writer.line(run(article))
            let written = try line.withUnsafeBytes { try JSONDocument.parse($0) }
            if let document = ScoredDocument(record: written) { found[document.id] = document }
        }
        return found
    }

    private func read(_ path: String, _ gold: [ScoredDocument]) throws -> [String: ScoredDocument] {
        let records: [FeatureValue]
        do throws(GoldReader.Failure) {
            records = try GoldReader.records(path, layer: layer ?? "entities")
        } catch {
            throw CommandError(error.description)
        }
        let texts = Dictionary(
            gold.map { ($0.id, String(String.UnicodeScalarView($0.text))) }, uniquingKeysWith: { a, _ in a })
        var found: [String: ScoredDocument] = [:]
        for record in records {
            let id = record["id"]?.string ?? ""
            if let document = ScoredDocument(record: record, text: texts[id]) {
                found[document.id] = document
            }
        }
        return found
    }

    /// Gold with four coarse labels (`label4`) is met by the plugin's labels made coarse.
    private func labelNames(_ gold: [ScoredDocument]) throws -> (ScoredAnnotation) -> String? {
        var map: [String: String] = [:]
        for pair in mapLabels?.split(separator: ",") ?? [] {
            let sides = pair.split(separator: "=").map(String.init)
            guard sides.count == 2 else {
                throw CommandError("--map-labels takes FROM=TO,…, not \"\(pair)\"")
            }
            map[sides[0]] = sides[1]
        }
        if gold.contains(where: { $0.annotations.contains { $0.fields["label4"] != nil } }), map.isEmpty {
            map = ["PERSON": "PER", "PER": "PER", "ORG": "ORG", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC"]
            for label in ["NORP", "EVENT", "PRODUCT", "WORK", "LAW", "MISC"] { map[label] = "MISC" }
            return { $0.fields["label4"]?.string ?? map[$0.label] }
        }
        return { map[$0.label] ?? $0.label }
    }
}

extension String.UnicodeScalarView {
    fileprivate init(_ scalars: [Unicode.Scalar]) {
        self.init()
        append(contentsOf: scalars)
    }
}
