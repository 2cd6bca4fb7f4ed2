/// The text of the article in a web page: the element with the most running text right in it, as
/// readers' views of browsers find it, with navigation, captions, forms and the like left out.
struct PageText {
    /// Headings, paragraphs and list items, parted by line ends.
    let text: String

    init(_ page: MarkupNode) {
        var best: (node: MarkupNode, score: Int)?
        let body = page.first("body") ?? page
        Self.visit(body) { node in
            let score = Self.score(node)
            if score > best?.score ?? 0 { best = (node, score) }
        }
        guard let best else {
            text = ""
            return
        }
        var lines: [String] = []
        Self.collect(best.node, into: &lines)
        text = lines.joined(separator: "\n")
    }

    private static let left = [
        "script", "style", "noscript", "template", "nav", "aside", "footer", "form", "button", "figure",
        "figcaption", "iframe", "svg", "select", "header", "menu", "dialog", "video", "audio",
    ]

    private static let leftNames = [
        "share", "social", "related", "promo", "newsletter", "comment", "advert", "sponsor", "sidebar",
        "breadcrumb", "cookie", "subscribe", "caption", "credit", "recirc", "read-more", "readmore", "tags",
        "toolbar", "paywall", "footer", "copyright", "byline", "timestamp",
    ]

    private static func isLeftOut(_ node: MarkupNode) -> Bool {
        if left.contains(node.name) { return true }
        if node.attributes["hidden"] != nil || node.attributes["aria-hidden"] == "true" { return true }
        guard node.name != "body", node.name != "article", node.name != "main" else { return false }
        let names = ((node.attributes["class"] ?? "") + " " + (node.attributes["id"] ?? "")).lowercased()
        return !names.isEmpty
            && names.split { $0 == " " || $0 == "_" }.contains { word in
                leftNames.contains {
                    word == $0 || word.hasPrefix($0 + "-") || word.hasSuffix("-" + $0) || word == $0 + "s"
                }
            }
    }

    private static func visit(_ node: MarkupNode, _ body: (MarkupNode) -> Void) {
        guard !node.name.isEmpty, !isLeftOut(node) else { return }
        body(node)
        for child in node.children { visit(child, body) }
    }

    /// The length of the paragraphs right in a node, and half of those one level deeper.
    private static func score(_ node: MarkupNode) -> Int {
        var score = 0
        for child in node.children where !isLeftOut(child) {
            if child.name == "p" {
                score += 2 * weight(child)
            } else if ["div", "section", "article", "span"].contains(child.name) {
                for inner in child.children where inner.name == "p" { score += weight(inner) }
            }
        }
        return node.name == "article" || node.attributes["itemprop"] == "articleBody" ? score * 3 / 2 : score
    }

    /// What a paragraph counts: its length, unless it is mostly links or a line of something else.
    private static func weight(_ paragraph: MarkupNode) -> Int {
        let length = paragraph.content.utf8.count
        var linked = 0
        paragraph.forEach { if $0.name == "a" { linked += $0.content.utf8.count } }
        return length < 40 || linked * 2 > length ? 0 : length
    }

    private static func collect(_ node: MarkupNode, into lines: inout [String]) {
        var running = ""
        func end() {
            let line = running.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            if !line.isEmpty { lines.append(line) }
            running = ""
        }
        for child in node.children {
            if child.name.isEmpty {
                running += child.text
                continue
            }
            if isLeftOut(child) { continue }
            switch child.name {
            case "p", "h2", "h3", "h4", "h5", "h6", "pre", "dd", "dt", "td", "th":
                end()
                let line = child.content
                if !line.isEmpty { lines.append(line) }
            case "h1": end()  // the headline is metadata
            case "li":
                end()
                let line = child.content
                if !line.isEmpty { lines.append("- " + line) }
            case "br": end()
            case "div", "section", "article", "main", "blockquote", "ul", "ol", "table", "tbody", "tr", "dl",
                "body", "html":
                end()
                collect(child, into: &lines)
            default: running += child.content.isEmpty ? " " : spaced(child)
            }
        }
        end()
    }

    /// The text of an element within a line, with the blanks around it.
    private static func spaced(_ node: MarkupNode) -> String {
        var text = ""
        node.forEach { if $0.name.isEmpty { text += $0.text } }
        return text
    }
}
