internal import ArticleModel

/// An item of NewsML-G2.
struct NewsItem {
    private(set) var story = Story()

    /// - Parameter sent: the time when the message with the item was sent.
    init(_ item: XMLElement, sent: String?) {
        let itemMeta = item.child("itemMeta")
        let contentMeta = item.child("contentMeta")
        let headlines = contentMeta?.children("headline") ?? []
        story.id = item.attributes["guid"]
        story.metadata.headline =
            (headlines.first { $0.attributes["role"]?.hasSuffix("main") == true } ?? headlines.first)?
            .content
        story.metadata.byline =
            contentMeta?.children("by").compactMap(\.content).joinedIfAny
            ?? contentMeta?.children("creator").compactMap(Self.name).joinedIfAny
        let dates = [
            itemMeta?.child("versionCreated")?.content, contentMeta?.child("contentModified")?.content,
            contentMeta?.child("contentCreated")?.content, itemMeta?.child("firstCreated")?.content, sent,
        ].compactMap { $0 }
        story.metadata.published = dates.first { PublicationDate.normalized($0) != nil } ?? dates.first
        story.metadata.source =
            (itemMeta?.child("provider")).flatMap(Self.name)
            ?? (contentMeta?.child("infoSource")).flatMap(Self.name)
            ?? item.at("rightsInfo", "copyrightHolder").flatMap(Self.name)
        story.metadata.language =
            contentMeta?.child("language")?.attributes["tag"] ?? item.attributes["lang"]
        story.metadata.url =
            itemMeta?.children("link").first { $0.attributes["rel"]?.hasSuffix("canonical") == true }?
            .attributes["href"]
        readBody(item)
        note(contentMeta, itemMeta)
    }

    /// The name of a party or a concept: an element, or a word of a controlled vocabulary.
    private static func name(_ element: XMLElement) -> String? {
        if let name = element.child("name")?.content ?? element.attributes["literal"] { return name }
        if let code = element.attributes["qcode"] {
            return code.split(separator: ":", maxSplits: 1).last.map(String.init)
        }
        return element.content ?? element.attributes["uri"]
    }

    /// The first text of the item. The others are the same in other forms, as long as they are renditions; a story
    /// in another language says so by its own item.
    private mutating func readBody(_ item: XMLElement) {
        let contents = item.children("contentSet").flatMap(\.children)
        let inline = contents.filter { $0.name == "inlineXML" && $0.content != nil }
        let isNITF = inline.first { $0.first("nitf") != nil }
        if let nitf = isNITF?.first("nitf") {
            let inner = NITFStory(nitf).story
            (story.body, story.part) = (inner.body, "nitf")
            story.metadata.headline = story.metadata.headline ?? inner.metadata.headline
            story.metadata.byline = story.metadata.byline ?? inner.metadata.byline
            story.metadata.published = story.metadata.published ?? inner.metadata.published
            story.metadata.others += inner.metadata.others
        } else if let markup = inline.first {
            (story.body, story.part) = (.markup(MarkupText.html(of: markup, rename: ["head": ""])), "xhtml")
        } else if let data = contents.first(where: { $0.name == "inlineData" && $0.content != nil }) {
            readData(data)
        } else if let address = contents.lazy.compactMap({
            $0.name == "remoteContent" ? $0.attributes["href"] : nil
        }).first {
            story.problems.append("the content is not in the file: it is at \(address)")
        }
    }

    private mutating func readData(_ data: XMLElement) {
        let type = data.attributes["contenttype"] ?? "text/plain"
        guard data.attributes["encoding"] == nil, type.hasPrefix("text/") || type.contains("html") else {
            story.problems.append("the content is \(type), which is not read")
            return
        }
        let text = data.rawText
        let isHTML = type.contains("html") || ItemMarkup.isMarkup(text)
        (story.body, story.part) = (isHTML ? .markup(text) : .plain(text), isHTML ? "xhtml" : "text")
    }

    private mutating func note(_ contentMeta: XMLElement?, _ itemMeta: XMLElement?) {
        story.note("slugline", contentMeta?.child("slugline")?.content)
        story.note("dateline", contentMeta?.child("dateline")?.content)
        story.note("created", contentMeta?.child("contentCreated")?.content)
        story.note("urgency", contentMeta?.child("urgency")?.content)
        story.note("class", itemMeta?.child("itemClass")?.attributes["qcode"])
        story.note("status", (itemMeta?.child("pubStatus")).flatMap(Self.name))
        story.note("located", (contentMeta?.children("located") ?? []).compactMap(Self.name))
        story.note("keywords", (contentMeta?.children("keyword") ?? []).compactMap(\.content))
        story.note("subjects", (contentMeta?.children("subject") ?? []).compactMap(Self.name))
        story.note(
            "description", contentMeta?.children("description").compactMap(\.content).first)
    }
}
