internal import Diagnostics
public import ArticleModel

/// A stretch of text in one line of what stands around it.
public struct ContextLine {
    private let article: Article
    private let width: Int
    private let style: TextStyle

    /// Lines of an article, so many columns wide.
    public init(_ article: Article, width: Int, style: TextStyle) {
        self.article = article
        self.width = max(20, width)
        self.style = style
    }

    /// The line of a span: it stands in the middle, in the style given by SGR codes (in brackets where
    /// there are no colours), and what does not fit around it is cut.
    ///
    /// - Parameter centered: whether spans of several lines stand below each other.
    public func line(_ span: Span, codes: String = "1;31", centered: Bool = true) -> String {
        let marks = style.isColored ? 0 : 2
        let text = TextWidth.fit(flat(article.utf8[span.range]), max(8, width - marks))
        let room = max(0, width - TextWidth.columns(text) - marks)
        let block = article.blocks.last { $0.kind != .dateline && $0.span.start <= span.start }?.span
        let before = tail(span.start, room / 2, from: block?.start ?? 0)
        let after = head(
            span.end, to: max(span.end, block?.end ?? article.utf8.count),
            room - (centered ? room / 2 : TextWidth.columns(before)))
        let indent = centered ? String(repeating: " ", count: room / 2 - TextWidth.columns(before)) : ""
        let shown = style.isColored ? style.apply(codes, text) : "[\(text)]"
        return indent + style.dim(before) + shown + style.dim(after)
    }

    /// The end of the text before a byte, no wider than `room`.
    private func tail(_ end: Int, _ room: Int, from start: Int) -> String {
        let text = flat(article.utf8[max(min(start, end), end - room * 4)..<end])
        if TextWidth.columns(text) <= room { return text }
        guard room > 1 else { return "" }
        var kept = ""
        var used = 0
        for character in text.reversed() {
            let columns = TextWidth.columns(String(character))
            if used + columns > room - 1 { break }
            kept = String(character) + kept
            used += columns
        }
        return "…" + kept
    }

    /// The beginning of the text between two bytes, no wider than `room`.
    private func head(_ start: Int, to end: Int, _ room: Int) -> String {
        guard room > 1, end > start else { return "" }
        return TextWidth.fit(flat(article.utf8[start..<min(end, start + room * 4)]), room)
    }

    /// The bytes as text in one line; a cut through a character leaves out its rest.
    private func flat(_ bytes: ArraySlice<UInt8>) -> String {
        var bytes = bytes
        while let first = bytes.first, first & 0xC0 == 0x80 { bytes.removeFirst() }
        let text = String(decoding: bytes, as: UTF8.self)
        let isBlank = { (character: Character) in
            character.isNewline || character.unicodeScalars.contains(where: TextWidth.isControl)
        }
        return String(text.map { isBlank($0) ? " " : $0 }.filter { $0 != "\u{FFFD}" })
    }
}
