/// A stretch of text between quotation marks, found by where the marks stand and only then by their
/// shape: news mixes straight and curly marks and turns them the wrong way round.
public struct QuotedRegion: Equatable, Sendable {
    /// The tokens, with the marks.
    public var tokens: Range<Int>
    /// Whether it has a closing mark; without one it ends with its block.
    public var isClosed: Bool
    /// Whether it is set in single marks.
    public var isSingle: Bool
}

/// Pairs quotation marks. No pair crosses the edge of a block, so that a missing mark spoils no more
/// than its own.
public struct QuotePairing {
    private let vocabulary: Vocabulary
    private let tokens: TokenTable
    /// The block that is being paired.
    private var block = 0..<0

    private enum Shape { case open, close, any }

    private static let shapes: [String: Shape] = [
        "“": .open, "„": .open, "‟": .open, "«": .open, "``": .open, "”": .close, "»": .close, "''": .close,
        "\"": .any,
    ]
    private static let singleOpen: Set<String> = ["‘", "'", "`", "‚", "‹"]
    private static let singleClose: Set<String> = ["’", "'", "›"]
    private static let openers: Set<String> = ["(", "[", "—", "–", "--", "-"]
    private static let closers: Set<String> = [
        ".", ",", ";", ":", "!", "?", ")", "]", "—", "–", "--", "-", "...", "…",
    ]
    /// Words that begin with an apostrophe: 'tis, 'em.
    private static let elided: Set<String> = ["tis", "twas", "em", "cause", "til", "bout", "n"]

    /// The quoted regions of an article in order of position. They do not overlap: single
    /// marks within double ones belong to the region around them.
    public static func regions(of tokens: TokenTable, _ vocabulary: Vocabulary) -> [QuotedRegion] {
        guard tokens.classes.contains(where: { $0.contains(.quote) }) else { return [] }
        var pairing = QuotePairing(vocabulary: vocabulary, tokens: tokens)
        var found: [QuotedRegion] = []
        for number in 0..<max(0, tokens.blockStarts.count - 1) {
            pairing.block = tokens.block(number)
            found += pairing.regionsOfBlock()
        }
        return found
    }

    private init(vocabulary: Vocabulary, tokens: TokenTable) {
        self.vocabulary = vocabulary
        self.tokens = tokens
    }

    private func regionsOfBlock() -> [QuotedRegion] {
        var double: [Int] = []
        var single: [Int] = []
        for token in block where tokens.classes[token].contains(.quote) {
            if shape(token) != nil { double.append(token) } else { single.append(token) }
        }
        var found = pairDouble(double)
        if single.count > 1 {
            found += pairSingle(single, outside: found)
            found.sort { ($0.tokens.lowerBound, -$0.tokens.count) < ($1.tokens.lowerBound, -$1.tokens.count) }
        }
        return found.filter(hasWords)
    }

    // MARK: Double marks

    private func pairDouble(_ marks: [Int]) -> [QuotedRegion] {
        var found: [QuotedRegion] = []
        var open: Int?
        func add(_ tokens: Range<Int>, isClosed: Bool) {
            found.append(QuotedRegion(tokens: tokens, isClosed: isClosed, isSingle: false))
        }
        for mark in marks {
            let (left, right) = sides(mark)
            let shape = shape(mark) ?? .any
            let opens: Bool
            if mark == block.lowerBound {
                opens = true
            } else if left != right {
                opens = left
            } else if shape != .any {
                opens = shape == .open
            } else {
                opens = open == nil
            }
            if !opens {
                // Without an opening mark it is a stray one, or the sign for inches.
                if let start = open { add(start..<mark + 1, isClosed: true) }
                open = nil
            } else if open != nil || !(shape == .any && follows(digitBefore: mark)) {
                if let start = open { add(start..<mark, isClosed: false) }
                open = mark
            }
        }
        if let open { add(open..<block.upperBound, isClosed: false) }
        return found
    }

    /// "6'2"": an inch sign touches the figure before it.
    private func follows(digitBefore mark: Int) -> Bool {
        mark > block.lowerBound && !isSpaced(mark)
            && text(mark - 1).first.map { $0.isASCII && $0.isNumber } == true
    }

    /// Whether an opening mark could stand here, by what is before it, and a closing one, by what is
    /// after it.
    private func sides(_ mark: Int) -> (left: Bool, right: Bool) {
        var left = mark == block.lowerBound || isSpaced(mark)
        if !left {
            let before = text(mark - 1)
            left =
                Self.openers.contains(before) || Self.shapes[before] == .open
                || Self.singleOpen.contains(before) && (mark - 1 == block.lowerBound || isSpaced(mark - 1))
        }
        var right = mark + 1 == block.upperBound || isSpaced(mark + 1)
        if !right {
            let after = text(mark + 1)
            right =
                Self.closers.contains(after) || Self.shapes[after] != nil || Self.singleClose.contains(after)
        }
        return (left, right)
    }

    // MARK: Single marks

    private func pairSingle(_ marks: [Int], outside double: [QuotedRegion]) -> [QuotedRegion] {
        var found: [QuotedRegion] = []
        var past = -1
        for (index, mark) in marks.enumerated() where mark > past {
            guard mark + 1 < block.upperBound, Self.singleOpen.contains(text(mark)), !isSpaced(mark + 1),
                !double.contains(where: { $0.tokens.contains(mark) }), startsWord(mark + 1), sides(mark).left,
                let close = singleClose(marks, after: index),
                !double.contains(where: { $0.tokens.contains(close) })
            else { continue }
            found.append(QuotedRegion(tokens: mark..<close + 1, isClosed: true, isSingle: true))
            past = close
        }
        return found
    }

    private func startsWord(_ token: Int) -> Bool {
        let word = text(token).lowercased()
        return word.first?.isLetter == true && !Self.elided.contains(word)
    }

    /// Where the single mark is closed. After an s the mark may be the apostrophe of a plural: then a
    /// later one is taken, if there is one before the next opening mark.
    private func singleClose(_ marks: [Int], after index: Int) -> Int? {
        var fallback: Int?
        for mark in marks[(index + 1)...] {
            let (left, right) = sides(mark)
            if left && !right { break }
            guard Self.singleClose.contains(text(mark)), !left, right else { continue }
            if !text(mark - 1).lowercased().hasSuffix("s") { return mark }
            fallback = mark
        }
        return fallback
    }

    // MARK: Tokens

    private func hasWords(_ region: QuotedRegion) -> Bool {
        region.tokens.contains {
            !tokens.classes[$0].isDisjoint(with: [.word, .number, .email, .url, .handle, .hashtag])
        }
    }

    private func shape(_ token: Int) -> Shape? { Self.shapes[text(token)] }
    private func text(_ token: Int) -> String { vocabulary.text(tokens.forms[token]) }
    private func isSpaced(_ token: Int) -> Bool { tokens.classes[token].contains(.spaceBefore) }
}
