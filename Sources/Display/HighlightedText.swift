public import ArticleModel
internal import TextSpans

/// An article's text with its annotations in colours, wrapped to the terminal; without colours in
/// brackets. Annotations may nest and overlap: the innermost gives the colour, and those that
/// enclose others (as quotations do) are underlined throughout.
public struct HighlightedText {
    private let record: AnnotatedArticle
    private let width: Int
    private let style: TextStyle

    /// A view of an annotated article.
    public init(_ record: AnnotatedArticle, width: Int, style: TextStyle) {
        self.record = record
        self.width = max(20, width)
        self.style = style
    }

    /// The text in lines.
    public func lines(layers: Set<String>? = nil) -> [String] {
        let annotations = record.annotations.filter { layers?.contains($0.layer) ?? true }
        let blocks = record.article.blocks.filter { $0.kind != .dateline }
        let parts = blocks.isEmpty ? [Block(.paragraph, Span(0, record.article.utf8.count))] : blocks
        var lines: [String] = []
        for block in parts {
            if !lines.isEmpty { lines.append("") }
            lines += self.lines(block, annotations.filter { $0.span.overlaps(block.span) })
        }
        return lines
    }

    private func lines(_ block: Block, _ annotations: [Annotation]) -> [String] {
        // The style changes only at the edges of annotations.
        var edges: Set<Int> = [block.span.start, block.span.end]
        for annotation in annotations {
            edges.insert(max(annotation.span.start, block.span.start))
            edges.insert(min(annotation.span.end, block.span.end))
        }
        let sorted = edges.sorted()
        var wrapper = LineWrapper(width: width)
        for (start, end) in zip(sorted, sorted.dropFirst()) where start < end {
            let piece = Span(start, end)
            let covering = annotations.filter { $0.span.contains(piece) }
            if !style.isColored { addBrackets(openingAt: start, annotations, &wrapper) }
            wrapper.add(record.article.text(of: piece), style: codes(covering, block.kind), style)
            if !style.isColored { addBrackets(closingAt: end, annotations, &wrapper) }
        }
        return wrapper.finish()
    }

    private func codes(_ covering: [Annotation], _ kind: Block.Kind) -> String {
        let base = kind == .headline ? "1" : kind == .boilerplate ? "2" : ""
        guard let innermost = covering.min(by: { $0.span.count < $1.span.count }) else { return base }
        let color = TextStyle.color(layer: innermost.layer, label: innermost.label)
        let encloses = covering.contains { $0.layer == "quotes" }
        return encloses && innermost.layer != "quotes" ? color + ";4" : color
    }

    private func addBrackets(openingAt byte: Int, _ annotations: [Annotation], _ wrapper: inout LineWrapper) {
        for annotation in annotations where annotation.span.start == byte {
            wrapper.add("[", style: "", style)
        }
    }

    private func addBrackets(closingAt byte: Int, _ annotations: [Annotation], _ wrapper: inout LineWrapper) {
        for annotation in annotations.reversed() where annotation.span.end == byte {
            wrapper.add("|\(annotation.label)]", style: "", style)
        }
    }

    /// The colours and what they mean, in one line.
    public func legend() -> String {
        var seen: [String] = []
        var parts: [String] = []
        for annotation in record.annotations {
            let name = annotation.label
            guard !seen.contains(name) else { continue }
            seen.append(name)
            parts.append(style.apply(TextStyle.color(layer: annotation.layer, label: annotation.label), name))
        }
        return parts.joined(separator: "  ")
    }
}

/// Breaks styled text into lines at blanks.
private struct LineWrapper {
    let width: Int
    private var lines: [String] = []
    private var line = ""
    private var column = 0
    /// The word that is being put together, and its width.
    private var word = ""
    private var wordWidth = 0

    init(width: Int) { self.width = width }

    mutating func add(_ text: String, style codes: String, _ style: TextStyle) {
        var plain = ""
        func styled() -> String { plain.isEmpty ? "" : style.apply(codes, plain) }
        for character in text {
            if character == " " || character.isNewline {
                word += styled()
                plain = ""
                endWord()
                if column < width {
                    line += codes.contains("4") ? style.apply(codes, " ") : " "
                    column += 1
                }
            } else {
                plain.append(character)
                wordWidth += TextWidth.columns(String(character))
            }
        }
        word += styled()
    }

    private mutating func endWord() {
        if column > 0, column + wordWidth > width {
            lines.append(line)
            line = ""
            column = 0
        }
        line += word
        column += wordWidth
        word = ""
        wordWidth = 0
    }

    mutating func finish() -> [String] {
        endWord()
        if !line.isEmpty { lines.append(line) }
        return lines
    }
}
