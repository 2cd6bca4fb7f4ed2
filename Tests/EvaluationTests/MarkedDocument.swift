import ArticleModel
import Evaluation

/// Builds documents to score from a text in which annotations are marked, such as `«Ana Ruiz|PERSON» met «Bo|DATE value=X»`.
/// Values of features are one word; `_` is a space.
func document(_ id: String, _ marked: String, layer: String = "names") -> ScoredDocument {
    var text = ""
    var annotations: [ScoredAnnotation] = []
    for part in marked.split(separator: "«", omittingEmptySubsequences: false).enumerated() {
        guard part.offset > 0 else {
            text += part.element
            continue
        }
        let sides = part.element.split(separator: "»", maxSplits: 1, omittingEmptySubsequences: false)
        let inside = sides[0].split(separator: "|", maxSplits: 1)
        let words = inside[1].split(separator: " ")
        let start = text.unicodeScalars.count
        text += inside[0]
        let fields = words.dropFirst().map { word in
            let pair = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let value = FeatureValue.string(String(pair[1]).replacing("_", with: " "))
            let name = String(pair[0])
            return FeatureValue.Field(
                name, ["speaker", "cue"].contains(name) ? .object([.init("text", value)]) : value)
        }
        annotations.append(
            ScoredAnnotation(
                layer: layer, label: String(words[0]), range: start..<text.unicodeScalars.count,
                fields: .object(fields)))
        text += sides[1]
    }
    return ScoredDocument(id: id, text: text, annotations: annotations)
}

/// Predictions by id.
func predictions(_ documents: ScoredDocument...) -> [String: ScoredDocument] {
    Dictionary(uniqueKeysWithValues: documents.map { ($0.id, $0) })
}
