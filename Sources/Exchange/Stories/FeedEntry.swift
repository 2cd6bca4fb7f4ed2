internal import ArticleModel

/// An item of RSS or an entry of Atom.
struct FeedEntry {
    private(set) var story = Story()
    private let element: XMLElement

    init(_ element: XMLElement, _ channel: FeedChannel) {
        self.element = element
        let title = own("title") ?? element.child("title", in: FeedNamespace.dublinCore)
        story.metadata.headline = title.flatMap { Self.line($0) }
        story.metadata.url = url
        story.id = own("guid")?.content ?? own("id")?.content ?? element.attributes["about"] ?? url
        let authors = authors
        story.metadata.byline = (authors.isEmpty ? channel.authors : authors).joinedIfAny
        story.metadata.published = published
        let source = own("source")
        story.metadata.source =
            source?.child("title").flatMap { Self.line($0) } ?? source?.content ?? channel.title
        story.metadata.language =
            element.child("language", in: FeedNamespace.dublinCore)?.content ?? element.attributes["lang"]
            ?? channel.language
        readBody()
        noteOthers()
    }

    /// The first element of a name that belongs to the feed itself, and not to an extension.
    private func own(_ name: String) -> XMLElement? {
        element.children.first { $0.name == name && FeedNamespace.own.contains($0.namespace) }
    }

    // MARK: Text

    /// The full content if the item has it, else the description; the first that has text.
    private mutating func readBody() {
        let content = [
            element.child("encoded", in: FeedNamespace.content), own("content"), own("fullitem"),
            element.child("body", in: FeedNamespace.xhtml),
        ]
        let summary = [
            own("description"), own("summary"), element.child("description", in: FeedNamespace.dublinCore),
        ]
        let isExport = element.children.contains { FeedNamespace.isWordPress($0.namespace) }
        for (part, candidates) in [("content", content), ("summary", summary)] {
            for case let candidate? in candidates {
                guard var body = Self.body(of: candidate) else { continue }
                if isExport, case .markup(let text) = body { body = .markup(Self.withoutShortcodes(text)) }
                guard body.hasText else { continue }
                (story.body, story.part) = (body, part)
                return
            }
        }
        if let source = own("content")?.attributes["src"] {
            story.problems.append("the text is not in the feed: it is at \(source)")
        } else if let type = (content + summary).lazy.compactMap({ $0.flatMap(Self.unreadType) }).first {
            story.problems.append("the content is \(type), which is not read")
        }
    }

    /// The type of a content that is no text; nil if it is text.
    private static func unreadType(_ element: XMLElement) -> String? {
        guard element.content != nil, body(of: element) == nil else { return nil }
        return element.attributes["mode"] ?? element.attributes["type"]
    }

    /// The text of an element: XHTML, escaped HTML, or plain text if Atom says so. The text of RSS is HTML.
    private static func body(of element: XMLElement) -> Story.Body? {
        let type = element.attributes["type"] ?? (element.namespace == FeedNamespace.atom ? "text" : "html")
        // In Atom 0.3 the mode says how the content is written.
        if element.attributes["mode"] == "base64" { return nil }
        let isInline = element.children.contains { !$0.isText }
        if isInline, let nitf = element.first("nitf") { return NITFStory(nitf).story.body }
        if isInline { return .markup(MarkupText.html(of: element)) }
        let text = element.rawText
        switch type {
        case "html", "text/html", "xhtml", "application/xhtml+xml": return .markup(text)
        // Many feeds say text, or nothing, of what is HTML.
        case "text", "text/plain": return ItemMarkup.isMarkup(text) ? .markup(text) : .plain(text)
        // A picture, or base64.
        default: return type.hasPrefix("text/") || type.isEmpty ? .markup(text) : nil
        }
    }

    /// The content of WordPress without its own tags for pictures, players and the like.
    private static func withoutShortcodes(_ text: String) -> String {
        guard text.contains("[") else { return text }
        return text.replacing(#/\[caption[^\]]*\](?s:.*?)\[\/caption\]/#, with: "")
            .replacing(#/\[\/?(?:gallery|embed|audio|video|playlist)\b[^\]]*\]/#, with: "")
    }

    /// The text of a title in one line, without markup, whether it was escaped or not.
    static func line(_ element: XMLElement) -> String? {
        let type = element.attributes["type"] ?? "text"
        if element.attributes["mode"] == "base64" || type.hasPrefix("application/octet") { return nil }
        var text = element.rawText
        if text.contains("<"), ["</", "<b>", "<i>", "<em>", "<strong>", "<br"].contains(where: text.contains)
        {
            text = ItemMarkup.text(of: text)
        }
        let line = text.decodingEntities.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.isEmpty ? nil : line
    }

    // MARK: Metadata

    private var url: String? {
        let links = element.children.filter {
            $0.name == "link" && FeedNamespace.own.contains($0.namespace)
        }
        let alternate = links.first {
            ($0.attributes["rel"] ?? "alternate") == "alternate" && $0.attributes["href"] != nil
        }
        if let url = alternate?.attributes["href"] { return url }
        if let url = links.lazy.compactMap(\.content).first { return url }
        // A guid is the address unless it says that it is not, and the id of Atom is one as a rule.
        guard let guid = own("guid") ?? own("id"), guid.attributes["isPermaLink"] != "false",
            let text = guid.content,
            text.hasPrefix("http")
        else { return nil }
        return text
    }

    private var authors: [String] {
        let creators = element.children("creator", in: FeedNamespace.dublinCore).compactMap { Self.line($0) }
        if !creators.isEmpty { return creators }
        let authors = element.children("author")
        let own = authors.filter { FeedNamespace.own.contains($0.namespace) }
        return Self.persons(own.isEmpty ? authors : own)
    }

    /// The names of persons: Atom has them in elements, RSS as `mail@example.com (Ana Ruiz)`.
    static func persons(_ elements: [XMLElement]) -> [String] {
        elements.compactMap { element in
            if let name = element.child("name")?.content { return name }
            guard let text = element.children.contains(where: { !$0.isText }) ? nil : line(element) else {
                return nil
            }
            guard let open = text.firstIndex(of: "("), text.hasSuffix(")"), text[..<open].contains("@") else {
                return text
            }
            return String(text[text.index(after: open)...].dropLast())
        }
    }

    private var published: String? {
        let candidates = [
            own("pubDate"), element.child("date", in: FeedNamespace.dublinCore), own("published"),
            own("issued"), element.child("issued", in: FeedNamespace.terms),
            element.child("created", in: FeedNamespace.terms), own("updated"), own("modified"),
            element.child("modified", in: FeedNamespace.terms),
        ]
        let texts = candidates.compactMap { $0?.content }
        // A draft of WordPress has a date that is none; the first that can be read counts.
        return texts.first { PublicationDate.normalized($0) != nil } ?? texts.first
    }

    private mutating func noteOthers() {
        let categories = element.children.filter { $0.name == "category" || $0.name == "subject" }
        story.note("categories", categories.compactMap { $0.content ?? $0.attributes["term"] })
        if story.part == "content" {
            let summary = own("description") ?? own("summary")
            story.note("summary", summary.flatMap { Self.body(of: $0) }.map { Story(body: $0).text })
        }
        for name in ["updated", "comments", "rights"] { story.note(name, own(name)?.content) }
        if let status = element.children.first(where: {
            $0.name == "status" && FeedNamespace.isWordPress($0.namespace)
        }) {
            story.note("status", status.content)
        }
        let enclosures = element.children.filter {
            $0.name == "enclosure" || $0.name == "link" && $0.attributes["rel"] == "enclosure"
        }
        story.note("enclosures", enclosures.compactMap { $0.attributes["url"] ?? $0.attributes["href"] })
    }
}

extension [String] {
    /// The strings in one, separated by commas; nil if there are none.
    var joinedIfAny: String? { isEmpty ? nil : joined(separator: ", ") }
}
