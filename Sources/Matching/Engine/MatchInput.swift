public import ArticleModel
public import Tokenization

/// What patterns are matched against: an article's tokens and the annotations there are so far.
public struct MatchInput {
    /// The text.
    public let utf8: [UInt8]
    /// Its tokens.
    public let tokens: TokenTable
    /// The annotations that symbols can match.
    public let annotations: [Annotation]
    let index: AnnotationIndex

    /// An article's input.
    public init(
        utf8: [UInt8], tokens: TokenTable, annotations: [Annotation] = [],
        symbols: SymbolTable = SymbolTable()
    ) {
        self.utf8 = utf8
        self.tokens = tokens
        self.annotations = annotations
        index = AnnotationIndex(annotations, tokens: tokens, symbols: symbols)
    }

    /// How many tokens there are.
    public var tokenCount: Int { tokens.count }

    /// Where some tokens are; there must be one.
    public func span(_ range: Range<Int>) -> Span { tokens.span(range) }

    /// The text of some tokens with what is between them.
    public func text(_ range: Range<Int>) -> String {
        let span = tokens.span(range)
        return String(decoding: utf8[span.range], as: UTF8.self)
    }
}

/// What a rule found.
public struct Match: Equatable, Sendable {
    /// What a capture holds.
    public struct Capture: Equatable, Sendable {
        /// The number of the capture in ``CompiledPattern/captureNames``.
        public var name: Int
        /// The tokens.
        public var tokens: Range<Int>
        /// The capture in which it is nested, by its position in the match; -1 for none.
        public var parent: Int
    }

    /// The number of the rule in its set.
    public var rule: Int
    /// The tokens; at least one.
    public var tokens: Range<Int>
    /// In order of their start; an enclosing one before those in it.
    public var captures: [Capture]

    /// A match.
    public init(rule: Int, tokens: Range<Int>, captures: [Capture] = []) {
        self.rule = rule
        self.tokens = tokens
        self.captures = captures
    }
}
