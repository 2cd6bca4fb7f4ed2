internal import ArticleModel
public import Exchange

/// The record format `text`: highlighted articles with tables of their annotations, for people.
public struct TextFormat: RecordFormat {
    /// `text`
    public let name = "text"
    /// Columns of a line.
    public var width = 110
    /// Whether labels are coloured.
    public var isColored = false

    /// Creates the format.
    public init() {}

    /// Returns an encoder.
    public func encoder(_ context: EncodingContext) -> any RecordEncoder {
        TextEncoder(
            width: width, style: TextStyle(isColored: isColored, layers: context.descriptions),
            layers: context.layers)
    }
}

/// Writes the highlighted text of articles, and a table of their annotations.
private struct TextEncoder: RecordEncoder {
    let width: Int
    let style: TextStyle
    let layers: Set<String>?

    func encode(_ record: OutgoingRecord) -> [UInt8] {
        guard let annotated = record.annotated else {
            return Array(record.errors.map { "\(record.id): \($0.message)\n" }.joined().utf8)
        }
        let text = HighlightedText(annotated, width: width, style: style)
        var lines = text.lines(layers: layers)
        if style.isColored { lines += [""] + text.legend(layers: layers) }
        lines += ArticleSummary(annotated, width: width, style: style).lines(layers: layers)
        return Array((lines.joined(separator: "\n") + "\n").utf8)
    }
}
