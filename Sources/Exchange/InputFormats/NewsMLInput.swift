internal import ArticleModel

/// News of NewsML 1: the text of each news item, with its lines.
struct NewsMLInput: StoryFormat {
    let name = "newsml"
    let title = "NewsML 1"
    let extensions = ["newsml"]

    static func canRead(_ root: XMLElement) -> Bool { root.first("NewsML") != nil }

    static func stories(in root: XMLElement) -> StoryList {
        let documents = root.all.filter { $0.name == "NewsML" }
        return StoryList(
            stories: documents.flatMap { document in
                let sent = document.at("NewsEnvelope", "DateAndTime")?.content
                return document.children("NewsItem").map { NewsMLStory($0, sent: sent).story }
            })
    }
}
