/// Drops what is in the container of an article and not its text: boxes of links, captions, labels of a player or
/// of a chart, the title again.
struct ContentCleaner {
    let blocks: [TextBlock]

    /// - Parameter root: an element that holds article text; what is dropped is marked as cut in it.
    init(_ root: PageElement, _ topic: PageTopic) {
        for child in root.children { Self.clean(child) }
        root.measure()
        var isBefore = true
        blocks = TextBlockReader.blocks(of: root).filter { block in
            if Self.isLinkLine(block) || block.isInterjection { return false }
            if isBefore, !block.isProse || block.size < 150, topic.isTitle(block.text) { return false }
            if block.isProse { isBefore = false }
            return true
        }
    }

    private static let boxes: Set<String> = [
        "div", "section", "ul", "ol", "dl", "table", "fieldset", "form", "header", "aside", "footer", "nav",
        "span",
        "details",
    ]

    private static func clean(_ element: PageElement) {
        if element.isText || element.isCut { return }
        let isCaption = element.name == "figcaption" || element.name == "figure" && element.size < 600
        if isCaption || boxes.contains(element.name) && isForeign(element) {
            element.isCut = true
            return
        }
        for child in element.children { clean(child) }
    }

    private static func isForeign(_ box: PageElement) -> Bool {
        guard box.size > 0, !box.isLineOfText else { return false }
        let blocks = TextBlockReader.blocks(of: box)
        let prose = blocks.reduce(0) { $0 + ($1.isProse ? $1.size : 0) }
        if prose * 2 > box.size { return false }
        // Links to something else.
        if box.linkDensity > 0.5 { return true }
        if prose == 0, box.linkDensity > 0.25, blocks.count > 1 { return true }
        // Labels: many short lines, and not a list, a table or a program.
        let labels = blocks.count { $0.kind == .paragraph && $0.size < 30 && !$0.endsSentence }
        return blocks.count > 3 && prose == 0 && labels * 4 > blocks.count * 3
    }

    /// A line that only leads elsewhere.
    private static func isLinkLine(_ block: TextBlock) -> Bool {
        block.linkDensity > 0.9 && block.kind != .row && !block.endsSentence
    }
}

extension TextBlock {
    /// Whether it is a line that templates put between the paragraphs of articles.
    var isInterjection: Bool {
        guard text.utf8.count < 80 else { return false }
        let plain = text.lowercased().filter { $0.isLetter || $0 == " " }
        return Self.interjections.contains(plain)
    }

    private static let interjections: Set<String> = [
        "advertisement", "advertising", "ad", "story continues below advertisement",
        "article continues below",
        "story continues below", "article continues below advertisement",
        "article continues after advertisement",
        "continue reading the main story", "continue reading", "read more", "share this article",
        "share this", "share",
        "related", "related articles", "related stories", "loading", "skip advertisement", "image", "photo",
        "this article is more than  year old", "comments", "sign up", "subscribe", "follow us", "print",
        "email", "tweet",
    ]
}
