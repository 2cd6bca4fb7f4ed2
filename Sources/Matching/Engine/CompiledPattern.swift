/// A pattern ready to be matched: a program for the ``Matcher``.
public struct CompiledPattern {
    enum Operation {
        /// one element forwards (or backwards); then the next instruction
        case consume(Int, backwards: Bool)
        /// go on at the first; if that fails, at the second
        case split(Int, Int)
        case jump(Int)
        case open(Int)
        case close(Int)
        /// run the program at `start` up to its `accept` without consuming
        case look(start: Int, next: Int, negated: Bool)
        case anchor(AnchorSyntax.Unit, Symbol?, isStart: Bool)
        case accept
    }

    /// The pattern as it was written.
    public let source: String
    /// The names of the captures, with the names of those around them: `speaker`, `speaker.title`.
    public let captureNames: [String]
    /// Whether a capture stands inside a quantifier, so that it is always a list.
    public let isRepeated: [Bool]
    /// Layers and labels that the pattern names, as they are written behind @.
    public let annotationNames: [String]

    let operations: [Operation]
    let elements: [Element]
    /// The elements that a match can begin with.
    let firstElements: [Int]
    /// Whether a loop's body can match nothing: see ``Matcher``.
    let hasEmptyLoop: Bool
}

extension CompiledPattern {
    /// A pattern that matches nothing.
    public static var none: CompiledPattern {
        CompiledPattern(
            source: "", captureNames: [], isRepeated: [], annotationNames: [], operations: [.accept],
            elements: [], firstElements: [], hasEmptyLoop: false)
    }
}
