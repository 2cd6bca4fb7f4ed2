internal import ArticleModel

/// News of NewsML-G2 (iptc.org/standards/newsml-g2): a message with items, or one item. Text is XHTML, NITF or plain.
struct NewsMLG2Input: StoryFormat {
    let name = "newsml-g2"
    let title = "NewsML-G2"
    let extensions: [String] = []

    /// The outermost elements, whatever their namespace; a service may wrap them in one of its own.
    static func canRead(_ root: XMLElement) -> Bool {
        ["newsMessage", "newsItem", "packageItem", "conceptItem", "knowledgeItem", "planningItem"].contains(
            root.name) || root.first("newsItem") != nil
    }

    static func stories(in root: XMLElement) -> StoryList {
        var list = StoryList()
        let sent = root.at("header", "sent")?.content
        for element in root.all {
            switch element.name {
            case "newsItem": list.stories.append(NewsItem(element, sent: sent).story)
            case "packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem":
                list.skipped["\(element.name) of NewsML-G2", default: 0] += 1
            default: break
            }
        }
        return list
    }
}
