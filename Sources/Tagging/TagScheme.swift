/// The tags of tokens for a set of labels: O for none, B for the first token of a span and I for
/// the others (Ramshaw and Marcus, 1995).
///
/// Tag 0 is O; of label *k*, tag 1 + 2*k* is B and 2 + 2*k* is I.
public struct TagScheme: Equatable, Sendable {
    /// The labels of spans.
    public let labels: [String]

    /// The scheme of some labels.
    public init(labels: [String]) { self.labels = labels }

    /// How many tags there are.
    public var tagCount: Int { 1 + 2 * labels.count }

    static func begin(_ label: Int) -> Int { 1 + 2 * label }
    static func inside(_ label: Int) -> Int { 2 + 2 * label }
    static func isInside(_ tag: Int) -> Bool { tag > 0 && tag & 1 == 0 }
    static func label(ofTag tag: Int) -> Int { (tag - 1) / 2 }

    /// Whether a tag can stand behind another, or at the start of a sentence (`previous` = 0): an I
    /// stands behind B and I of its own label only.
    static func allows(_ previous: Int, _ tag: Int) -> Bool {
        guard isInside(tag), tag > 0 else { return true }
        return previous == tag || previous == tag - 1
    }
}

/// A span of tokens with its label.
public struct TaggedSpan: Equatable, Sendable {
    /// The tokens.
    public var tokens: Range<Int>
    /// The number of the label in the model's labels.
    public var label: Int
    /// How sure the model is, from 0 to 1: the probability of the label for the token of the span
    /// that has it least.
    public var score: Float
}
