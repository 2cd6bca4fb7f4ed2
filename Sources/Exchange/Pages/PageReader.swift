internal import ArticleModel
internal import Serialization

/// Makes articles of web pages and of the IPTC's formats for news. The metadata field `extractor` says
/// what found the text; offsets count in that text.
enum PageReader {
    static func read(_ item: InputItem, published: String?) -> ReadResult {
        do throws(MarkupFailure) {
            switch item.kind {
            case .html: return try html(item, published)
            case .nitf: return try nitf(item, published)
            default: return try ninjs(item, published)
            }
        } catch {
            return ReadResult(
                failed: ArticleError(
                    stage: "read", kind: item.kind.rawValue, message: error.message, line: line(item)),
                id: item.fallbackID, line: line(item))
        }
    }

    private static func line(_ item: InputItem) -> Int? { item.number > 0 ? item.number : nil }

    private static func article(
        _ item: InputItem, text: String, _ metadata: Metadata, extractor: String
    ) throws(MarkupFailure) -> ReadResult {
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw MarkupFailure(message: "no text of an article was found in it")
        }
        var metadata = metadata
        metadata.url = metadata.url ?? item.fields["url"]
        metadata.others.append(.init("extractor", .string(extractor)))
        return ArticleReader.article(
            text: Array(text.utf8), headline: metadata.headline, id: item.fallbackID, metadata: metadata,
            line: line(item))
    }

    // MARK: HTML

    private static func html(_ item: InputItem, _ published: String?) throws(MarkupFailure) -> ReadResult {
        let page = try MarkupTree.read(item.bytes, isHTML: true, encoding: item.fields["charset"])
        let said = PageMetadata(page)
        var metadata = Metadata()
        metadata.headline = said.headline
        metadata.byline = said.byline
        metadata.published = said.published.flatMap(PublicationDate.normalized) ?? published
        metadata.source = said.source
        metadata.url = said.url
        metadata.language = said.language
        let found = PageText(page).text
        // The page's own statement of its text often lacks paragraphs, so the page comes first; unless much
        // of the text is not in it.
        if let body = said.body, found.utf8.count * 10 < body.utf8.count * 6 {
            return try article(item, text: body, metadata, extractor: "json-ld")
        }
        return try article(item, text: found, metadata, extractor: "paragraphs")
    }

    // MARK: ninjs (iptc.org/standards/ninjs)

    private static func ninjs(_ item: InputItem, _ published: String?) throws(MarkupFailure) -> ReadResult {
        guard let value = item.bytes.withUnsafeBytes({ try? JSONDocument.parse($0) }), case .object = value
        else { throw MarkupFailure(message: "the file is no JSON object") }
        // A record of our own in a file by itself.
        if value["text"]?.string != nil {
            return item.bytes.withUnsafeBytes {
                var result = JSONLinesReader.read($0, source: item.source, number: 1, published: published)
                if value["id"] == nil {
                    result.article?.id = item.fallbackID
                    result.id = item.fallbackID
                }
                return result
            }
        }
        var item = item
        if let uri = value["uri"]?.string { item.fields["id"] = item.fields["id"] ?? uri }
        var metadata = Metadata()
        metadata.headline = value["headline"]?.string ?? first(value["headlines"], "value")
        metadata.byline = value["byline"]?.string
        metadata.language = value["language"]?.string
        metadata.source = value["copyrightholder"]?.string ?? value["copyrightHolder"]?.string
        let date = ["firstcreated", "firstCreated", "versioncreated", "versionCreated"].lazy
            .compactMap { value[$0]?.string }.first
        metadata.published = date.flatMap(PublicationDate.normalized) ?? published
        if let text = value["body_text"]?.string ?? body(value, type: "text/plain") {
            return try article(item, text: text, metadata, extractor: "ninjs")
        }
        guard
            let markup = value["body_html"]?.string ?? value["body_xhtml"]?.string
                ?? body(value, type: "text/html") ?? body(value, type: "application/xhtml+xml")
        else { throw MarkupFailure(message: "the item has no body_text, body_html or bodies") }
        let page = try MarkupTree.read(Array(markup.utf8), isHTML: true)
        return try article(item, text: PageText(page).text, metadata, extractor: "ninjs")
    }

    private static func first(_ list: FeatureValue?, _ key: String) -> String? {
        guard case .list(let items)? = list else { return nil }
        return items.first?[key]?.string
    }

    private static func body(_ value: FeatureValue, type: String) -> String? {
        guard case .list(let bodies)? = value["bodies"] else { return nil }
        let found = bodies.first {
            ($0["contenttype"]?.string ?? $0["contentType"]?.string ?? "text/plain") == type
        }
        return found?["value"]?.string
    }

    // MARK: NITF (iptc.org/standards/nitf)

    private static func nitf(_ item: InputItem, _ published: String?) throws(MarkupFailure) -> ReadResult {
        let page = try MarkupTree.read(item.bytes, isHTML: false)
        guard let root = page.first("nitf") else {
            throw MarkupFailure(message: "the file is XML, but not NITF: there is no <nitf> in it")
        }
        var metadata = Metadata()
        metadata.headline = root.first("hl1")?.content ?? root.first("title")?.content
        metadata.byline = root.first("byline")?.content
        let date =
            root.first("date.issue")?.attributes["norm"]
            ?? root.first("pubdata")?.attributes["date.publication"]
        metadata.published = date.map(iso).flatMap(PublicationDate.normalized) ?? published
        metadata.source =
            root.first("pubdata")?.attributes["name"] ?? root.first("doc.copyright")?.attributes["holder"]
        var lines: [String] = []
        (root.first("body.content") ?? root).forEach { node in
            if ["p", "hl2"].contains(node.name) {
                let line = node.content
                if !line.isEmpty { lines.append(line) }
            }
        }
        return try article(item, text: lines.joined(separator: "\n"), metadata, extractor: "nitf")
    }

    /// Dates of the basic form of ISO 8601 in the extended one: 20240913T083000Z.
    private static func iso(_ text: String) -> String {
        let characters = Array(text)
        guard characters.count >= 8, characters.prefix(8).allSatisfy(\.isNumber) else { return text }
        var date = "\(String(characters[0..<4]))-\(String(characters[4..<6]))-\(String(characters[6..<8]))"
        if characters.count >= 15, characters[8] == "T" {
            date +=
                "T\(String(characters[9..<11])):\(String(characters[11..<13])):\(String(characters[13..<15]))"
                + String(characters[15...])
        }
        return date
    }
}
