/// How the annotations of a layer are scored, colored and tabled, as the plugin that provides the layer declares in
/// `layers` of its manifest:
///
/// ```lua
/// layers = { casualties = { score = "labels", key = "count", color = "red", table = { "speaker", "cue" } } }
/// ```
public struct LayerDescription: Sendable, Equatable {
    /// The way in which `eval` scores a layer.
    public enum Scoring: String, Sendable, CaseIterable {
        /// spans and labels
        case labels
        /// temporal expressions with TIMEX3 values in the feature `value`
        case timex
        /// quotations with the features `speaker` and `cue`
        case quotations
    }

    /// How `eval` scores the layer.
    public var scoring = Scoring.labels
    /// A feature that must be equal for a span to be correct, when labels are scored.
    public var key: String?
    /// A feature by which the summary groups annotations; each group is one row.
    public var group: String?
    /// The color of labels that have no color of their own, such as `red` or `bold blue`.
    public var color: String?
    /// The colors of labels.
    public var labelColors: [String: String] = [:]
    /// The features that the summary shows; empty for all.
    public var table: [String] = []
    /// The features that have columns of their own in CSV and TSV, as paths such as `value` or `speaker.canonical`.
    public var columns: [String] = []

    /// Creates the description of a layer about which the manifest says nothing.
    public init() {}

    /// The names of the colors; each may be preceded by `bold `.
    public static let colors = ["red", "green", "yellow", "blue", "magenta", "cyan"]

    /// The SGR parameters of a color, or nil if there is no color of that name.
    public static func codes(ofColor name: String) -> String? {
        let words = name.split(separator: " ")
        guard let last = words.last, let number = colors.firstIndex(of: String(last)) else { return nil }
        switch words.count {
        case 1: return String(31 + number)
        case 2 where words[0] == "bold": return "1;\(31 + number)"
        default: return nil
        }
    }

    /// The SGR parameters of a label's color, or nil if the layer declares none.
    public func codes(ofLabel label: String) -> String? {
        (labelColors[label] ?? color).flatMap(Self.codes(ofColor:))
    }
}
