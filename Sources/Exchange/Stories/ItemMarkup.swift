/// The markup of one item of a feed or an agency. All of it is article; nothing is searched for.
enum ItemMarkup {
    /// Returns the lines of a piece of HTML.
    static func text(of markup: String) -> String {
        guard let page = MarkupTree.piece(markingParagraphs(markup)) else { return "" }
        return PageText.text(ofItem: page)
    }

    /// Whether a text is a piece of HTML: it has the end of an element of running text.
    static func isMarkup(_ text: String) -> Bool {
        let text = text.prefix(1 << 16).lowercased()
        return ["</p>", "</div>", "<br>", "<br/>", "<br />", "</li>", "</h2>"].contains { text.contains($0) }
            || text.hasPrefix("<p>")
    }

    /// Authoring systems store paragraphs as blank lines. Outside of `<p>` and `<pre>` these end a paragraph.
    static func markingParagraphs(_ markup: String) -> String {
        guard markup.contains("\n") else { return markup }
        var result = ""
        var isInside = false
        var isAfterBlank = false
        for line in markup.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.allSatisfy(\.isWhitespace) {
                isAfterBlank = true
            } else {
                // Two breaks end a paragraph; beside a block they mean nothing.
                if isAfterBlank, !isInside, !result.isEmpty { result += "<br><br>" }
                isAfterBlank = false
                isInside = endsInside(line, isInside)
            }
            result += line + "\n"
        }
        return result
    }

    /// Whether a paragraph or preformatted text is open at the end of a line.
    private static func endsInside(_ line: Substring, _ isInside: Bool) -> Bool {
        guard line.contains("<") else { return isInside }
        var isInside = isInside
        for tag in line.lowercased().split(separator: "<", omittingEmptySubsequences: false).dropFirst() {
            let name = tag.prefix { $0.isLetter || $0 == "/" }
            if name == "p" || name == "pre" { isInside = true }
            if name == "/p" || name == "/pre" { isInside = false }
        }
        return isInside
    }
}
