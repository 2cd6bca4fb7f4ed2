/// The text of the article in a web page.
struct PageText {
    /// How the text was found.
    enum Method: String {
        /// By the paragraphs of the page.
        case paragraphs
        /// As the page states it in JSON-LD.
        case jsonLD = "json-ld"
        /// As all text of the page, as nothing in it looks like an article.
        case body
    }

    /// Headings, paragraphs, list items and rows, separated by line ends; empty if the page has no text.
    let text: String
    let method: Method
    /// Whether the text shares no word with the title and the description of the page, so that it may be something
    /// else than the article.
    let isDoubtful: Bool

    /// Finds the text of a page.
    ///
    /// - Parameter metadata: what the page says of its article, to choose between several texts.
    init(_ page: MarkupNode, _ metadata: PageMetadata) {
        let topic = PageTopic(metadata)
        let tree = PageElement.tree(page.first("body") ?? page)
        var choice = PageTextChoice(topic, stated: metadata.body.map { StatedText($0) })
        for strictness in ContentSearch.Strictness.allCases where !choice.isMade {
            let search = ContentSearch(tree, strictness)
            for roots in search.containers(3) where !choice.isMade {
                choice.offer(roots.flatMap { ContentCleaner($0, topic).blocks }, .paragraphs)
            }
            if !choice.isMade { choice.offer(Self.all(of: tree, topic), .body) }
        }
        var result = choice.result
        if metadata.posts.count > 1 {
            let blog = LiveBlog(metadata.posts, introduction: metadata.body).text
            // The page itself may show more than the latest posts.
            if blog.utf8.count * 5 > result.text.utf8.count * 3 { result = (blog, .jsonLD) }
        }
        (text, method) = result
        isDoubtful = topic.isMissing(in: text)
    }

    /// Returns the lines of an item of a feed or an agency, which are all article: nothing is left out but what is
    /// never read, as scripts.
    ///
    /// - Parameter page: the markup as ``MarkupTree`` reads it.
    static func blocks(ofItem page: MarkupNode) -> [TextBlock] {
        TextBlockReader.blocks(of: PageElement.tree(page.first("body") ?? page))
    }

    /// Returns the text of an item of a feed or an agency: its lines, separated by line ends.
    static func text(ofItem page: MarkupNode) -> String {
        blocks(ofItem: page).map(\.text).joined(separator: "\n")
    }

    /// All lines that are not cut, of the element for the article or the main part if there is one.
    private static func all(of tree: PageElement, _ topic: PageTopic) -> [TextBlock] {
        var main: PageElement?
        tree.forEach { element in
            if main == nil, element.size > 0, element.name == "article" || element.name == "main" {
                main = element
            }
        }
        return ContentCleaner(main ?? tree, topic).blocks
    }
}
