internal import ArticleModel

/// An item of NewsML 1.
struct NewsMLStory {
    private(set) var story = Story()

    /// - Parameter sent: the time when the file with the item was sent.
    init(_ item: XMLElement, sent: String?) {
        let identifier = item.at("Identification", "NewsIdentifier")
        let management = item.child("NewsManagement")
        story.id =
            identifier?.child("PublicIdentifier")?.content ?? identifier?.child("NewsItemId")?.content
        let components = item.all.filter { $0.name == "NewsComponent" }
        func line(_ name: String) -> String? {
            components.lazy.compactMap { $0.at("NewsLines", name)?.content }.first
        }
        story.metadata.headline = line("HeadLine")
        story.metadata.byline = line("ByLine")
        let dates = [
            management?.child("ThisRevisionCreated")?.content, management?.child("FirstCreated")?.content,
            identifier?.child("DateId")?.content, sent,
        ].compactMap { $0 }
        story.metadata.published = dates.first { PublicationDate.normalized($0) != nil } ?? dates.first
        let provider = item.all.first { $0.name == "Provider" } ?? item.all.first { $0.name == "Source" }
        story.metadata.source =
            provider?.child("Party")?.attributes["FormalName"] ?? line("CreditLine")
            ?? identifier?.child("ProviderId")?.content
        story.metadata.language =
            components.lazy.compactMap { $0.at("DescriptiveMetadata", "Language")?.attributes["FormalName"] }
            .first ?? item.attributes["lang"]
        story.note("slugline", line("SlugLine"))
        story.note("dateline", line("DateLine"))
        story.note("subheadline", line("SubHeadLine"))
        story.note("copyright", line("CopyrightLine"))
        readBody(item)
    }

    /// The text of the first content item with one. Renditions of the same text are in `role`s of one component; a
    /// text beside it in another component is another one, and is reported.
    private mutating func readBody(_ item: XMLElement) {
        let contents = item.all.filter { $0.name == "ContentItem" && Self.body(of: $0)?.hasText == true }
        guard let first = contents.first else {
            let media = item.first("MediaType")?.attributes["FormalName"]
            if let media, media.lowercased() != "text" {
                story.problems.append("the content is of the type \(media)")
            }
            return
        }
        story.body = Self.body(of: first)
        story.part = "newsml"
        if contents.count > 1 {
            let more = contents.count - 1
            story.problems.append(
                "the item has \(more) more \(more == 1 ? "text" : "texts"); only the first is read")
        }
    }

    private static func body(of content: XMLElement) -> Story.Body? {
        let media = content.child("MediaType")?.attributes["FormalName"]?.lowercased() ?? "text"
        guard media == "text" || media.hasPrefix("text"), let data = content.first("DataContent") else {
            return nil
        }
        if let nitf = data.first("nitf") { return NITFStory(nitf).story.body }
        if data.children.contains(where: { !$0.isText }) {
            return .markup(NITFStory.html(of: data.first("body.content") ?? data.first("body") ?? data))
        }
        let text = data.rawText
        return ItemMarkup.isMarkup(text) ? .markup(text) : .plain(text)
    }
}
