internal import ArticleModel
internal import Matching

/// Words and quoted regions of a text for the scoring of quotations, in code points.
struct QuotedText {
    let text: [Unicode.Scalar]
    /// Words, in order.
    let words: [Range<Int>]
    /// The byte at which each code point starts, and the code point of each byte that starts one.
    private let codePoints: [Int]
    private let utf8: [UInt8]

    private static let marks = Set("“”„‟«»\"‘’'`".unicodeScalars)

    init(_ text: [Unicode.Scalar]) throws {
        self.text = text
        var utf8: [UInt8] = []
        var codePoints: [Int] = []
        for (number, scalar) in text.enumerated() {
            let bytes = Array(String(Character(scalar)).utf8)
            utf8 += bytes
            codePoints += Array(repeating: number, count: bytes.count)
        }
        codePoints.append(text.count)
        self.utf8 = utf8
        self.codePoints = codePoints
        words = try Self.matches(#"[^\W_]+(?:['’.,\-–][^\W_]+)*"#, utf8, codePoints)
    }

    private static func matches(_ pattern: String, _ utf8: [UInt8], _ codePoints: [Int]) throws -> [Range<
        Int
    >] {
        let regex = try Regex(pattern)
        var found: [Range<Int>] = []
        try utf8.withUnsafeBufferPointer { bytes in
            var at = 0
            while let match = try regex.firstMatch(in: bytes, from: at) {
                found.append(codePoints[match.span.start]..<codePoints[match.span.end])
                at = match.span.end
            }
        }
        return found
    }

    /// The words that share a code point with a stretch: they lie side by side.
    func words(in range: Range<Int>) -> Range<Int> {
        let first = words.partition { $0.upperBound > range.lowerBound }
        let end = words.partition { $0.lowerBound >= range.upperBound }
        return first..<max(first, end)
    }

    /// The stretches of a range in each line, without the white space around them.
    func lines(of range: Range<Int>) -> [Range<Int>] {
        var pieces: [Range<Int>] = []
        var start = range.lowerBound
        let end = min(range.upperBound, text.count)
        for at in start..<max(start, end) where text[at] == "\n" {
            pieces.append(start..<at)
            start = at + 1
        }
        pieces.append(start..<max(start, end))
        return pieces.map { trimmed($0, marks: false) }.filter { !$0.isEmpty }
    }

    /// A range without white space, and without quotation marks, at its ends.
    func trimmed(_ range: Range<Int>, marks: Bool) -> Range<Int> {
        func isLeftOut(_ scalar: Unicode.Scalar) -> Bool {
            scalar.properties.isWhitespace || marks && Self.marks.contains(scalar)
        }
        var (start, end) = (range.lowerBound, min(range.upperBound, text.count))
        while start < end, isLeftOut(text[start]) { start += 1 }
        while end > start, isLeftOut(text[end - 1]) { end -= 1 }
        return start..<max(start, end)
    }

    // MARK: Quoted regions

    /// The quoted regions, marks inside; none crosses the end of a line.
    func regions() throws -> [Range<Int>] {
        let single = try Self.matches(
            #"(?<!\w)‘[^‘’“”"\n]*(?:’\w[^‘’“”"\n]*)*’(?!\w)"#, utf8, codePoints)
        var found: [Range<Int>] = []
        var start = 0
        while start <= text.count {
            let end = text[start...].firstIndex(of: "\n") ?? text.count
            var inLine = doubleRegions(start..<end)
            for region in single where region.lowerBound >= start && region.upperBound <= end {
                if !inLine.contains(where: { $0.overlaps(region) }) { inLine.append(region) }
            }
            inLine.sort { ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound) }
            found += inLine
            start = end + 1
        }
        return found.compactMap { region in
            var end = region.upperBound
            while end > region.lowerBound, text[end - 1].properties.isWhitespace { end -= 1 }
            return end - region.lowerBound > 1 ? region.lowerBound..<end : nil
        }
    }

    private func doubleRegions(_ line: Range<Int>) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var open: Int?
        var at = line.lowerBound
        while at < line.upperBound {
            if text[at] == "<", let end = tagEnd(at, line.upperBound) {
                at = end
                continue
            }
            var mark = text[at]
            let next: Unicode.Scalar = at + 1 < line.upperBound ? text[at + 1] : " "
            let previous: Unicode.Scalar = at > line.lowerBound ? text[at - 1] : " "
            if mark == "”", open == nil, !previous.isWordLike, !".,!?".unicodeScalars.contains(previous),
                next.isWordLike
            {
                mark = "“"
            } else if mark == "“", open != nil, !previous.properties.isWhitespace,
                next.properties.isWhitespace || ".,;:!?)—-".unicodeScalars.contains(next)
            {
                mark = "”"
            }
            let isPair = { (scalar: Unicode.Scalar) in
                at + 1 < text.count && text[at] == scalar && text[at + 1] == scalar
            }
            if "“„‟«".unicodeScalars.contains(mark) || isPair("`") {
                if let open { found.append(open..<at) }
                open = at
            } else if "”»".unicodeScalars.contains(mark) || isPair("'") && open != nil {
                let width = isPair("'") ? 2 : 1
                if let start = open {
                    found.append(start..<at + width)
                    open = nil
                }
                at += width - 1
            } else if mark == "\"" {
                if let start = open {
                    found.append(start..<at + 1)
                    open = nil
                } else if !isDigit(at > line.lowerBound ? text[at - 1] : " ") {
                    open = at
                }
            }
            at += 1
        }
        if let open { found.append(open..<line.upperBound) }
        return found
    }

    private func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.numericType == .decimal || scalar.properties.numericType == .digit
    }

    /// Behind a tag of markup that starts here.
    private func tagEnd(_ start: Int, _ limit: Int) -> Int? {
        var at = start + 1
        if at < limit, text[at] == "/" { at += 1 }
        guard at < limit, text[at].isASCII, text[at].properties.isAlphabetic else { return nil }
        at += 1
        while at < limit, text[at] != "<", text[at] != ">", text[at] != "\n" { at += 1 }
        return at < limit && text[at] == ">" ? at + 1 : nil
    }

    /// The regions of which a stretch covers at least half of the words.
    func regions(coveredBy range: Range<Int>, of regions: [Range<Int>]) -> [Range<Int>] {
        regions.filter { region in
            let all = words(in: region)
            guard !all.isEmpty, region.overlaps(range) else { return false }
            let covered = words(in: region.clamped(to: range)).clamped(to: all)
            return Double(covered.count) / Double(all.count) >= 0.5
        }
    }
}

extension [Range<Int>] {
    /// The first index from which on the condition holds.
    fileprivate func partition(_ holds: (Range<Int>) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if holds(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
