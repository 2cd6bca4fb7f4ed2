internal import Diagnostics
public import ArticleModel

/// An article's text with its annotations in colours, wrapped to the terminal; without colours in
/// brackets. Annotations may nest and overlap: where several lie, the shortest gives the colour, and
/// the text is underlined; brackets of annotations that cross are numbered.
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
        let color = style.color(layer: innermost.layer, label: innermost.label)
        return covering.count > 1 ? color + ";4" : color
    }

    private func addBrackets(openingAt byte: Int, _ annotations: [Annotation], _ wrapper: inout LineWrapper) {
        for (number, annotation) in annotations.enumerated() where annotation.span.start == byte {
            wrapper.add("[" + crossingMark(number, annotations), style: "", style)
        }
    }

    private func addBrackets(closingAt byte: Int, _ annotations: [Annotation], _ wrapper: inout LineWrapper) {
        for (number, annotation) in annotations.enumerated().reversed() where annotation.span.end == byte {
            wrapper.add("|\(annotation.label)\(crossingMark(number, annotations))]", style: "", style)
        }
    }

    /// A raised number at both ends of an annotation that overlaps another without lying in it: brackets
    /// alone would not say which end belongs to which start.
    private func crossingMark(_ number: Int, _ annotations: [Annotation]) -> String {
        let span = annotations[number].span
        let crosses = annotations.contains {
            $0.span.overlaps(span) && !$0.span.contains(span) && !span.contains($0.span)
        }
        guard crosses else { return "" }
        let digits = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
        return String(number + 1).compactMap(\.wholeNumberValue).map { digits[$0] }.joined()
    }

    /// The labels by layer in their colours, with how often each occurs, in lines; nothing without
    /// annotations.
    public func legend(layers: Set<String>? = nil) -> [String] {
        let shown = record.annotations.filter { layers?.contains($0.layer) ?? true }
        var lines: [String] = []
        for layer in Set(shown.map(\.layer)).sorted() {
            var counts: [(label: String, count: Int)] = []
            for annotation in shown where annotation.layer == layer {
                if let known = counts.firstIndex(where: { $0.label == annotation.label }) {
                    counts[known].count += 1
                } else {
                    counts.append((annotation.label, 1))
                }
            }
            counts.sort { ($1.count, $0.label) < ($0.count, $1.label) }
            var wrapper = LineWrapper(width: width)
            wrapper.add(layer + ":", style: "2", style)
            for (label, count) in counts {
                wrapper.add(" ", style: "", style)
                wrapper.add(label, style: style.color(layer: layer, label: label), style)
                wrapper.add("\u{A0}\(count)", style: "2", style)
            }
            lines += wrapper.finish()
        }
        if style.isColored, overlapping(shown) {
            lines.append(style.apply("4", "underlined") + style.dim(": within another annotation"))
        }
        return lines
    }

    private func overlapping(_ annotations: [Annotation]) -> Bool {
        var farthest = -1
        for annotation in annotations.sorted(by: { $0.span < $1.span }) {
            if annotation.span.start < farthest { return true }
            farthest = max(farthest, annotation.span.end)
        }
        return false
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
                    line += codes.hasSuffix(";4") ? style.apply(codes, " ") : " "
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
