/// How text is set on a terminal: SGR codes, or nothing where there are no colours.
public struct TextStyle: Sendable {
    /// Whether colours are used.
    public let isColored: Bool

    /// A style with or without colours.
    public init(isColored: Bool) { self.isColored = isColored }

    /// The text in a style given as SGR parameters, as "1;34".
    public func apply(_ codes: String, _ text: String) -> String {
        isColored && !codes.isEmpty ? "\u{1B}[\(codes)m\(text)\u{1B}[0m" : text
    }

    /// Headings and the like.
    public func bold(_ text: String) -> String { apply("1", text) }
    /// What matters less.
    public func dim(_ text: String) -> String { apply("2", text) }

    /// The colour of a layer's annotations: known layers have their own, others one by name.
    public static func color(layer: String, label: String) -> String {
        switch (layer, label) {
        case ("entities", "PERSON"): "1;36"
        case ("entities", "ORG"): "1;35"
        case ("entities", "GPE"), ("entities", "LOC"), ("entities", "FAC"): "1;34"
        case ("entities", "NORP"): "35"
        case ("entities", _): "36"
        case ("dates", _): "1;33"
        case ("quotes", _): "32"
        default:
            ["31", "91", "92", "93", "94", "95", "96"][
                label.utf8.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xFFFF } % 7]
        }
    }
}
