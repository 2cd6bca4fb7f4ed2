internal import ArticleModel

/// A story of NITF.
struct NITFStory {
    private(set) var story = Story()

    /// Reads a `<nitf>`.
    init(_ root: XMLElement) {
        let head = root.first("body.head")
        let data = root.first("docdata")
        let publication = root.first("pubdata")
        story.id = data?.first("doc-id")?.attributes["id-string"]
        story.metadata.headline =
            root.first("hl1")?.content ?? head?.first("hedline")?.content ?? root.first("title")?.content
        story.metadata.byline =
            head?.children("byline").compactMap(\.content).joinedIfAny
            ?? root.first("byline")?.content
        story.metadata.published = Self.published(data, publication, head)
        story.metadata.source =
            publication?.attributes["name"] ?? data?.first("doc.copyright")?.attributes["holder"]
            ?? head?.first("distributor")?.content
        story.metadata.url = publication?.attributes["ex-ref"]
        story.metadata.language = root.attributes["lang"] ?? root.first("body")?.attributes["lang"]
        let content = root.all.filter { $0.name == "body.content" }
        let parts = content.isEmpty ? [root.first("body") ?? root] : content
        story.body = .markup(parts.map { Self.html(of: $0) }.joined(separator: "\n"))
        story.part = "nitf"
        noteOthers(root, head, data, publication)
    }

    /// The markup of a body; captions and what belongs to pictures are left out.
    static func html(of body: XMLElement) -> String {
        MarkupText.html(of: body, rename: names)
    }

    private static let names = [
        "hl2": "h2", "block": "div", "bq": "blockquote", "credit": "div", "note": "div", "datasource": "div",
        "nitf-table": "div", "nitf-col": "", "nitf-colgroup": "", "nitf-table-metadata": "",
        "custom-table": "div", "media": "", "head": "", "body.head": "",
        "body.end": "", "tobject": "", "docdata": "",
    ]

    private static func published(_ data: XMLElement?, _ publication: XMLElement?, _ head: XMLElement?)
        -> String?
    {
        let texts = [
            data?.first("date.issue")?.attributes["norm"], publication?.attributes["date.publication"],
            data?.first("date.release")?.attributes["norm"], head?.first("story.date")?.attributes["norm"],
        ].compactMap { $0 }.filter { !$0.isEmpty }
        return texts.first { PublicationDate.normalized($0) != nil } ?? texts.first
    }

    private mutating func noteOthers(
        _ root: XMLElement, _ head: XMLElement?, _ data: XMLElement?, _ publication: XMLElement?
    ) {
        let lines = head?.first("hedline")?.children("hl2").compactMap(\.content) ?? []
        story.note("subheadline", lines.joinedIfAny)
        let dateline = head?.first("dateline")
        story.note("dateline", dateline?.content)
        story.metadata.place = dateline?.first("location")?.content
        story.note("abstract", head?.first("abstract")?.content)
        story.note("slugline", root.first("slugline")?.content ?? data?.first("du-key")?.attributes["key"])
        story.note("section", publication?.attributes["position.section"])
        story.note(
            "keywords",
            root.all.filter { $0.name == "keyword" }.compactMap { $0.attributes["key"] ?? $0.content })
        story.note("captions", root.all.filter { $0.name == "media-caption" }.compactMap(\.content))
        story.note("tagline", root.first("tagline")?.content)
    }
}
