public import ArticleModel

/// The tokens and sentences of one article, as a structure of arrays: position *i* of each
/// array is about token *i*. Tokens are in order of position, do not overlap and hold no white
/// space other than that of the ellipsis `. . .`.
public struct TokenTable: Sendable {
    /// Byte offset of each token.
    public internal(set) var starts: [Int32] = []
    /// Byte offset behind each token.
    public internal(set) var ends: [Int32] = []
    /// The form of each token in the ``Vocabulary`` that it was made with.
    public internal(set) var forms: [Vocabulary.Form] = []
    /// The classes of each token.
    public internal(set) var classes: [TokenClass] = []
    /// The first token of each sentence, and the number of tokens as the last entry.
    public internal(set) var sentenceStarts: [Int32] = []
    /// The first token of each block that is not nested in another, and the number of tokens.
    public internal(set) var blockStarts: [Int32] = []

    /// No tokens.
    public init() {}

    /// How many tokens there are.
    public var count: Int { starts.count }

    /// Where a token is.
    @inline(__always)
    public func span(_ token: Int) -> Span { Span(Int(starts[token]), Int(ends[token])) }

    /// From the start of the first to the end of the last of the tokens; there must be one.
    public func span(_ tokens: Range<Int>) -> Span {
        Span(Int(starts[tokens.lowerBound]), Int(ends[tokens.upperBound - 1]))
    }

    /// How many sentences there are.
    public var sentenceCount: Int { max(0, sentenceStarts.count - 1) }

    /// The tokens of a sentence.
    public func sentence(_ index: Int) -> Range<Int> {
        Int(sentenceStarts[index])..<Int(sentenceStarts[index + 1])
    }

    /// The tokens of a block.
    public func block(_ index: Int) -> Range<Int> { Int(blockStarts[index])..<Int(blockStarts[index + 1]) }

    /// The sentence that holds the token.
    public func sentence(ofToken token: Int) -> Int { Self.last(in: sentenceStarts, notAfter: token) }

    /// The block that holds the token.
    public func block(ofToken token: Int) -> Int { Self.last(in: blockStarts, notAfter: token) }

    /// The first token that ends after the byte; `count` if there is none.
    public func firstToken(endingAfter byte: Int) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if Int(ends[middle]) > byte { high = middle } else { low = middle + 1 }
        }
        return low
    }

    /// The tokens that share a byte with the span.
    public func tokens(overlapping span: Span) -> Range<Int> {
        let first = firstToken(endingAfter: span.start)
        var low = first
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if Int(starts[middle]) >= span.end { high = middle } else { low = middle + 1 }
        }
        return first..<low
    }

    private static func last(in starts: [Int32], notAfter token: Int) -> Int {
        var low = 0
        var high = max(1, starts.count - 1)
        while high - low > 1 {
            let middle = (low + high) / 2
            if Int(starts[middle]) <= token { low = middle } else { high = middle }
        }
        return low
    }
}
