public import ArticleModel
public import Diagnostics
internal import Serialization

/// The reports of several layers against the same gold.
public struct EvalReports {
    /// The layers in the order in which they were added.
    public private(set) var layers: [(layer: String, report: EvalReport)] = []
    private let evaluation: LayerEvaluation

    /// Creates reports without layers.
    public init(_ evaluation: LayerEvaluation) { self.evaluation = evaluation }

    /// Scores a layer as its description says and adds the report.
    ///
    /// - Parameter found: the predictions by id.
    /// - Throws: a regular expression error if a text exceeds its limits.
    public mutating func add(
        _ layer: String, _ found: [String: ScoredDocument], _ description: LayerDescription,
        _ options: LayerEvaluation.Options
    ) throws {
        var options = options
        options.key = description.key
        layers.append(
            (layer, try evaluation.report(of: layer, found, scoring: description.scoring, options)))
    }

    /// The scores as JSON: the object of the only layer, or an object with one member for each.
    public var json: String {
        if layers.count == 1 { return layers[0].report.json }
        let members = layers.map { "\(JSONDocument.text(.string($0.layer))):\($0.report.json)" }
        return "{" + members.joined(separator: ",") + "}"
    }

    /// Returns the tables of all layers, each under its name if there are several.
    public func lines(withErrors: Bool) -> [String] {
        layers.enumerated().flatMap { number, entry in
            (layers.count > 1 ? [(number > 0 ? "\n" : "") + entry.layer] : []) + entry.report.lines()
                + (withErrors ? entry.report.errorLines(evaluation.documents) : [])
        }
    }

    /// Returns the reports as one HTML page with a section for each layer.
    ///
    /// - Parameter gold: the name of the gold in titles.
    public func page(against gold: String) -> String {
        EvalReport.page(
            layers.map { (title: "\($0.layer) against \(gold)", report: $0.report) }, evaluation.documents)
    }
}

extension LayerEvaluation.Options {
    /// Creates options from the values of the command line.
    ///
    /// - Parameters:
    ///   - match: `strict`, `overlap` or `label`.
    ///   - labels: comma-separated labels that count, or nil for all.
    ///   - ignored: comma-separated labels that count neither as hits nor as misses.
    ///   - labelNames: comma-separated pairs FROM=TO.
    /// - Throws: `Diagnostic` if a value is malformed.
    public init(
        match: String, labels: String?, ignored: String?, labelNames: String?, projects: Bool
    ) throws(Diagnostic) {
        func set(_ text: String) -> Set<String> { Set(text.split(separator: ",").map(String.init)) }
        guard let chosen = LabelScore.Match(rawValue: match) else {
            throw Diagnostic(
                .usage,
                "--match must be strict, overlap or label"
                    + didYouMean(match, among: LabelScore.Match.allCases.map(\.rawValue)))
        }
        self.init()
        self.match = chosen
        self.labels = labels.map(set)
        self.ignored = ignored.map(set) ?? []
        self.projects = projects
        for pair in labelNames?.split(separator: ",") ?? [] {
            let sides = pair.split(separator: "=").map(String.init)
            guard sides.count == 2 else {
                throw Diagnostic(.usage, "--map-labels takes FROM=TO,…, not \"\(pair)\"")
            }
            self.labelNames[sides[0]] = sides[1]
        }
    }
}

extension LayerDescription.Scoring {
    /// The scoring of a name.
    ///
    /// - Throws: `Diagnostic` if there is none of this name.
    public init(named name: String) throws(Diagnostic) {
        guard let scoring = Self(rawValue: name) else {
            throw Diagnostic(
                .usage,
                "--score must be labels, timex or quotations"
                    + didYouMean(name, among: Self.allCases.map(\.rawValue)))
        }
        self = scoring
    }
}
