public import ArticleModel
internal import Diagnostics
internal import Exchange
internal import Serialization

/// Scores the layers of predictions against gold.
///
/// ```swift
/// let gold = try GoldReader.records("gold.jsonl")
/// let evaluation = LayerEvaluation(gold: gold)
/// let found = try evaluation.predictions { article in run(article) }
/// let report = try evaluation.report(of: "casualties", found, scoring: .labels)
/// ```
public struct LayerEvaluation: Sendable {
    /// Options of the scores.
    public struct Options: Sendable {
        /// When a predicted span is correct, if labels are scored.
        public var match = LabelScore.Match.strict
        /// A feature that must be equal as well, if labels are scored.
        public var key: String?
        /// The labels that count, or nil for all.
        public var labels: Set<String>?
        /// Labels that count neither as hits nor as misses, if quotations are scored.
        public var ignored: Set<String> = []
        /// Whether the quoted regions that a prediction covers are scored instead of it, if quotations are scored.
        public var projects = false
        /// Labels to be read as others, such as `PERSON` as `PER`.
        public var labelNames: [String: String] = [:]

        /// Creates the default options.
        public init() {}
    }

    /// The gold articles.
    public let gold: [ScoredDocument]
    private let records: [FeatureValue]

    /// Creates an evaluation of gold records; see ``GoldReader``. Records without id or text are skipped.
    ///
    /// - Parameter labelField: the field of a gold annotation that holds its label; annotations without the field
    ///   are left out. Defaults to `label`.
    public init(gold records: [FeatureValue], labelField: String? = nil) {
        self.records = records
        gold = records.compactMap { record in
            guard var document = ScoredDocument(record: record) else { return nil }
            if let labelField {
                document.annotations = document.annotations.compactMap { annotation in
                    guard let label = annotation.fields[labelField]?.string else { return nil }
                    var copy = annotation
                    copy.label = label
                    return copy
                }
            }
            return document
        }
    }

    /// The layers that the gold names, sorted.
    public var layers: [String] {
        Set(gold.flatMap { $0.annotations.map(\.layer) }).subtracting([""]).sorted()
    }

    /// The gold articles by id.
    public var documents: [String: ScoredDocument] {
        Dictionary(gold.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Annotates the gold articles and returns the predictions by id.
    ///
    /// - Parameters:
    ///   - annotate: gets the article with nothing but its id, text and publication date.
    ///   - onError: gets each error of a plugin with the id of its article; the predictions lack what the plugin would
    ///     have found.
    /// - Throws: whatever `annotate` throws.
    public func predictions(
        _ annotate: (Article) throws -> AnnotatedArticle,
        onError: (ArticleID, ArticleError) -> Void = { _, _ in }
    ) throws -> [String: ScoredDocument] {
        var writer = JSONLinesWriter()
        var found: [String: ScoredDocument] = [:]
        for record in records {
            guard let id = record["id"], let text = record["text"]?.string else { continue }
            var metadata = Metadata()
            metadata.published = record["published"]?.string
            let name: ArticleID =
                if case .integer(let number) = id { .integer(number) } else { .string(id.string ?? "") }
            let article = ArticleReader.article(text: text, headline: nil, id: name, metadata: metadata)
            // Predictions are scored as `run` would write them.
            let annotated = try annotate(article)
            for error in annotated.errors { onError(name, error) }
            let line = writer.line(annotated)
            let written = try JSONDocument.parse(line)
            if let document = ScoredDocument(record: written) { found[document.id] = document }
        }
        return found
    }

    /// Returns predictions by id from records that `run` wrote; records without text get that of the gold.
    public func predictions(in records: [FeatureValue]) -> [String: ScoredDocument] {
        let texts = Dictionary(
            gold.map { ($0.id, $0.text(0..<$0.text.count)) }, uniquingKeysWith: { first, _ in first })
        var found: [String: ScoredDocument] = [:]
        for record in records {
            let id =
                if case .integer(let number)? = record["id"] { String(number) } else {
                    record["id"]?.string ?? ""
                }
            if let document = ScoredDocument(record: record, text: texts[id]) {
                found[document.id] = document
            }
        }
        return found
    }

    /// Refuses options that the scoring does not use, and labels that neither the gold nor the predictions have.
    private func check(
        _ options: Options, _ layer: String, _ found: [String: ScoredDocument],
        _ scoring: LayerDescription.Scoring
    ) throws(Diagnostic) {
        func refuse(_ name: String) -> Diagnostic {
            Diagnostic(
                .usage, "\(name) does not apply to the layer \(layer), which is scored as \(scoring.rawValue)"
            )
        }
        if scoring != .labels {
            if options.match != .strict { throw refuse("--match") }
            if options.key != nil { throw refuse("--key") }
            if !options.labelNames.isEmpty { throw refuse("--map-labels") }
        }
        if scoring == .timex, options.labels != nil { throw refuse("--labels") }
        if scoring != .quotations {
            if !options.ignored.isEmpty { throw refuse("--ignore") }
            if options.projects { throw refuse("--project") }
        }
        let documents = gold + found.values
        let known = Set(
            documents.flatMap { $0.annotations.filter { $0.layer == layer || $0.layer == "" }.map(\.label) })
        let names = known.union(known.compactMap { options.labelNames[$0] })
        for label in (options.labels ?? []).union(options.ignored).union(options.labelNames.keys).sorted()
        where !names.contains(label) {
            throw Diagnostic(
                .usage,
                "neither the gold nor the predictions have the label \(label)"
                    + didYouMean(label, among: names.sorted()))
        }
    }

    /// Scores one layer.
    ///
    /// - Throws: `Diagnostic` if an option does not apply or names an unknown label, or a regular expression error if a
    ///   text exceeds its limits.
    public func report(
        of layer: String, _ found: [String: ScoredDocument], scoring: LayerDescription.Scoring,
        _ options: Options = Options()
    ) throws -> EvalReport {
        try check(options, layer, found, scoring)
        switch scoring {
        case .timex: return EvalReport(timex: TimexScore(gold: gold, found: found, layer: layer))
        case .quotations:
            var settings = QuotationScore.Options()
            settings.labels = options.labels
            settings.ignored = options.ignored
            settings.projects = options.projects
            return EvalReport(
                quotations: try QuotationScore(gold: gold, found: found, layer: layer, settings))
        case .labels:
            return EvalReport(
                LabelScore(
                    gold: gold, found: found, layer: layer, match: options.match, labels: options.labels,
                    key: options.key, label: { options.labelNames[$0.label] ?? $0.label }))
        }
    }
}
