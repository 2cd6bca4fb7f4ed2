public import ArticleModel
/// How text is set on a terminal: SGR codes, or nothing where there are no colours.
public struct TextStyle: Sendable {
    /// Whether colours are used.
    public let isColored: Bool

    /// How layers are colored and tabled, by layer.
    public var layers: [String: LayerDescription]

    /// Creates a style with or without colors.
    public init(isColored: Bool, layers: [String: LayerDescription] = [:]) {
        self.isColored = isColored
        self.layers = layers
    }

    /// The text in a style given as SGR parameters, as "1;34".
    public func apply(_ codes: String, _ text: String) -> String {
        isColored && !codes.isEmpty ? "\u{1B}[\(codes)m\(text)\u{1B}[0m" : text
    }

    /// Headings and the like.
    public func bold(_ text: String) -> String { apply("1", text) }
    /// What matters less.
    public func dim(_ text: String) -> String { apply("2", text) }

    /// Returns the SGR codes of a label's color: that of the layer's description, or else one chosen by the label's
    /// name.
    public func color(layer: String, label: String) -> String {
        layers[layer]?.codes(ofLabel: label)
            ?? ["31", "91", "92", "93", "94", "95", "96"][
                label.utf8.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xFFFF } % 7]
    }
}
