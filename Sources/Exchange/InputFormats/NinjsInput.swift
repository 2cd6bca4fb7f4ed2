internal import Diagnostics
internal import ArticleModel
internal import Serialization

/// An item of ninjs (iptc.org/standards/ninjs), a format of the IPTC for news in JSON; or one record as in
/// JSON Lines in a file of its own.
struct NinjsInput: InputFormat {
    let name = "ninjs"
    let extensions = ["json"]

    func article(of item: InputItem, _ options: ReadingOptions) -> ReadResult {
        var result = PageReader.result(of: item) { () throws(Diagnostic) in try read(item, options.published)
        }
        if result.article == nil { result.id = id(of: item, options) }
        return result
    }

    /// The `id` of a record, or else the `uri` of an item of ninjs.
    func id(of item: InputItem, _ options: ReadingOptions) -> ArticleID {
        func value(_ name: String) -> FeatureValue? {
            item.bytes.withUnsafeBytes { JSONScan.value(at: [name], in: $0) }
        }
        let isRecord = value("text")?.string != nil
        return switch isRecord ? value("id") : item.fields["id"] == nil ? value("uri") : nil {
        case .string(let id)?: .string(id)
        case .integer(let id)? where isRecord: .integer(id)
        default: item.fallbackID
        }
    }

    private func read(_ item: InputItem, _ published: String?) throws(Diagnostic) -> ReadResult {
        let value: FeatureValue
        do throws(JSONDocument.Failure) { value = try JSONDocument.parse(item.bytes) } catch {
            throw Diagnostic(.input, error.description)
        }
        guard case .object(let members) = value else {
            throw Diagnostic(.input, "the file is not a JSON object")
        }
        // A record of our own in a file by itself.
        if value["text"]?.string != nil {
            var record = ArticleRecord(members, line: 0, FieldMap())
            return record.article(fallback: item.fallbackID, published: published)
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
            return try PageReader.article(item, text: text, metadata, extractor: "ninjs")
        }
        guard
            let markup = value["body_html"]?.string ?? value["body_xhtml"]?.string
                ?? body(value, type: "text/html") ?? body(value, type: "application/xhtml+xml")
        else { throw Diagnostic(.input, "the item has no body_text, body_html or bodies") }
        let page = try MarkupTree.read(Array(markup.utf8), isHTML: true)
        return try PageReader.article(item, text: PageText.text(ofItem: page), metadata, extractor: "ninjs")
    }

    private func first(_ list: FeatureValue?, _ key: String) -> String? {
        guard case .list(let items)? = list else { return nil }
        return items.first?[key]?.string
    }

    private func body(_ value: FeatureValue, type: String) -> String? {
        guard case .list(let bodies)? = value["bodies"] else { return nil }
        let found = bodies.first {
            ($0["contenttype"]?.string ?? $0["contentType"]?.string ?? "text/plain") == type
        }
        return found?["value"]?.string
    }
}
