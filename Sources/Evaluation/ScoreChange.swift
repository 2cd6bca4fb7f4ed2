public import ArticleModel

/// The strict F1 of a layer in two results.
public struct ScoreChange: Sendable {
    /// The layer.
    public let layer: String
    /// The F1 of the first result, from 0 to 1.
    public let before: Double
    /// The F1 of the second result, from 0 to 1.
    public let after: Double

    /// Scores two results against gold and returns a change for each layer of the results, sorted by name.
    ///
    /// All arguments are records of JSON Lines. Records without text are scored as well.
    public static func all(
        gold: [FeatureValue], _ old: [FeatureValue], _ new: [FeatureValue]
    ) -> [ScoreChange] {
        func documents(_ records: [FeatureValue]) -> [ScoredDocument] {
            records.compactMap { ScoredDocument(record: $0, text: "") }
        }
        let (right, first, second) = (documents(gold), documents(old), documents(new))
        func f1(_ documents: [ScoredDocument], _ layer: String) -> Double {
            let found = Dictionary(documents.map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a })
            return LabelScore(gold: right, found: found, layer: layer, match: .strict).total.f1
        }
        return Set((first + second).flatMap { $0.annotations.map(\.layer) }).sorted().map {
            ScoreChange(layer: $0, before: f1(first, $0), after: f1(second, $0))
        }
    }
}
