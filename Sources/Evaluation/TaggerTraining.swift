public import Diagnostics
public import Tagging

/// Trains a tagger on gold files and reports how it goes, as `nightdesk train` does.
///
/// ```swift
/// var training = try TaggerTraining(gold: ["gold.jsonl"], of: TrainingGold(layer: "entities"), lists: "data")
/// let model = try training.run { print($0) }
/// ```
public struct TaggerTraining {
    private let layer: String
    private let articles: [GoldArticle]
    private let heldOut: [GoldArticle]?
    private let lists: TrainingLists?
    private let listFolder: String?

    /// Reads the articles and word lists.
    ///
    /// - Parameters:
    ///   - gold: files or folders to learn from.
    ///   - heldOut: files or folders to score each pass on; if empty, a share of `gold` is held out.
    ///   - lists: a folder of word lists that become features, or nil for none.
    /// - Throws: ``Diagnostic`` if the gold or the lists cannot be read.
    public init(gold: [String], heldOut: [String] = [], of reader: TrainingGold, lists: String? = nil) throws
    {
        layer = reader.layer
        articles = try gold.flatMap { try reader.articles($0) }
        self.heldOut = heldOut.isEmpty ? nil : try heldOut.flatMap { try reader.articles($0) }
        listFolder = lists
        self.lists = try lists.map { try TrainingLists($0) }
    }

    /// Trains and returns the bytes of the model.
    ///
    /// - Parameters:
    ///   - notes: further names and texts for the header of the model.
    ///   - report: gets a line about the articles, then one for each pass.
    /// - Throws: ``Diagnostic`` if there is nothing to learn or the model does not fit in its size.
    public func run(
        _ options: TrainingOptions, notes: [(name: String, text: String)] = [], report: (String) -> Void
    ) throws(Diagnostic) -> [UInt8] {
        let labels = Set(articles.flatMap { $0.spans.map(\.label) }).sorted()
        report(
            "\(articles.count) articles, labels \(labels.joined(separator: " "))"
                + (lists.map { ", \($0.builder.names.count) word classes from \(listFolder ?? "")" } ?? ""))
        let trainer = try TaggerTrainer(
            articles, heldOut: heldOut, labels: labels, lists: lists?.builder ?? ListClasses.Builder(),
            options: options)
        let counts = trainer.tokenCounts
        let isScored = counts.heldOut > 0
        report("\(counts.training) tokens to learn from, \(counts.heldOut) to score by")
        var best: TaggerTrainer.Epoch?
        let trained = trainer.train { epoch in
            if epoch.isBest { best = epoch }
            report(Self.line(epoch, isScored: isScored))
        }
        var header = [("layer", layer), ("seed", "\(options.seed)"), ("articles", "\(articles.count)")]
        if let best {
            header.append(("rounds", "\(best.round)"))
            if isScored { header.append(("held-out F1", Self.percent(best.score.harmonicMean))) }
        }
        header += notes.map { ($0.name, $0.text) }
        header += (lists?.files ?? []).map { ("list \($0.name)", $0.hash) }
        return trained.bytes(notes: header)
    }

    private static func line(_ epoch: TaggerTrainer.Epoch, isScored: Bool) -> String {
        let name =
            epoch.isMean
            ? "mean of round 1 to \(epoch.round)" : "round \(epoch.round), pass \(epoch.number)"
        guard isScored else { return name }
        return
            "\(name): F1 \(percent(epoch.score.harmonicMean)), precision \(percent(epoch.score.precision)),"
            + " recall \(percent(epoch.score.recall))" + (epoch.isBest ? " (best)" : "")
    }

    /// A share as a percentage with two decimals.
    private static func percent(_ share: Double) -> String {
        let hundredths = Int((share * 10000).rounded())
        return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
    }
}
