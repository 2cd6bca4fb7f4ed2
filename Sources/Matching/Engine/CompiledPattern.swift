/// A pattern ready to be matched: a program for the ``Matcher``.
public struct CompiledPattern {
    /// One step of the program. Plain numbers throughout: copying one counts no references.
    enum Operation {
        /// one element forwards (or backwards); then the next operation
        case consume(Int32, backwards: Bool)
        /// go on at the first; if that fails, at the second
        case split(Int32, Int32)
        case jump(Int32)
        case open(Int32)
        case close(Int32)
        /// run the program at `start` up to its `accept` without consuming
        case look(start: Int32, next: Int32, negated: Bool)
        case anchor(Anchor, isStart: Bool)
        case accept
    }

    /// Where an anchor holds.
    enum Anchor {
        case sentence, paragraph, document
        case annotation(Symbol)
    }

    /// The pattern as it was written.
    public let source: String
    /// The names of the captures, with the names of those around them: `speaker`, `speaker.title`.
    public let captureNames: [String]
    /// Where each capture stands in the pattern, as a byte offset; nil for one of a named pattern.
    public let captureOffsets: [Int?]
    /// Whether a capture stands inside a quantifier, so that it is always a list.
    public let isRepeated: [Bool]
    /// Layers and labels that the pattern names, as they are written behind @.
    public let annotationNames: [String]

    let operations: [Operation]
    let elements: [Element]
    /// Whether there is but one element: such a pattern matches or it does not, and has no near misses.
    public var isOneElement: Bool { elements.count == 1 }
    /// Whether a loop's body can match nothing: see ``Matcher``.
    let hasEmptyLoop: Bool
}

extension CompiledPattern {
    /// A pattern that matches nothing.
    public static var none: CompiledPattern {
        CompiledPattern(
            source: "", captureNames: [], captureOffsets: [], isRepeated: [], annotationNames: [],
            operations: [.accept],
            elements: [], hasEmptyLoop: false)
    }
}
