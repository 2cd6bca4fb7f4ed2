internal import ArticleModel

/// An object of JSON as a record: it is one, or it holds a story under other names, as items of ninjs and of JSON
/// Feed do.
struct JSONStory {
    /// The fields of the record.
    let record: [FeatureValue.Field]
    /// The error if it has no text.
    let noText: String

    init(_ fields: [FeatureValue.Field], _ map: FieldMap) {
        switch Kind(fields, map) {
        case .record:
            record = fields
            noText = "the record has no 'text'; name the field that holds it with --map text=FIELD"
        case .ninjs:
            record = NinjsItem(fields).record
            let type = FeatureValue.object(fields)["type"]?.string
            noText =
                "the item has no body"
                + (type.map { $0 == "text" ? "" : "; it is of the type \"\($0)\"" } ?? "")
        case .feed:
            record = JSONFeedItem(fields).record
            noText = "the item has no text"
        case .wrapped(let inner):
            let story = JSONStory(inner, map)
            record = story.record + fields.filter { $0.name != "item" }
            noText = story.noText
        }
    }

    /// Returns the id that the article of an object will have.
    static func id(_ fields: [FeatureValue.Field], _ map: FieldMap) -> FeatureValue? {
        let object = FeatureValue.object(fields)
        switch Kind(fields, map) {
        case .ninjs: return object["uri"]?.string.map { .string($0) } ?? map.value("id", in: object)
        case .wrapped(let inner): return id(inner, map) ?? map.value("id", in: object)
        case .record, .feed: return map.value("id", in: object)
        }
    }

    private enum Kind {
        case record, ninjs, feed
        /// What a service knows of an item is beside the item itself.
        case wrapped([FeatureValue.Field])

        init(_ fields: [FeatureValue.Field], _ map: FieldMap) {
            let object = FeatureValue.object(fields)
            if map.isMapped("text") || object["text"]?.string != nil {
                self = .record
            } else if NinjsItem.canRead(fields) {
                self = .ninjs
            } else if JSONFeedItem.canRead(fields) {
                self = .feed
            } else if case .object(let inner)? = object["item"], JSONStory.isItem(inner, map) {
                self = .wrapped(inner)
            } else {
                self = .record
            }
        }
    }

    /// Returns the items of a value that is no item itself but holds a list of objects; nil if it holds none.
    static func list(in value: FeatureValue, _ map: FieldMap) -> [FeatureValue]? {
        guard case .object(let fields) = value, !isItem(fields, map) else { return nil }
        if let feed = JSONFeed(value) { return feed.items }
        for name in [
            "items", "item", "articles", "results", "docs", "entries", "stories", "news", "data", "response",
        ] {
            switch value[name] {
            case .list(let items)?:
                let isOfObjects = items.allSatisfy { if case .object = $0 { true } else { false } }
                if isOfObjects { return items }
            case .object?:
                if let found = list(in: value[name] ?? .null, map) { return found }
            default: break
            }
        }
        return nil
    }

    private static func isItem(_ fields: [FeatureValue.Field], _ map: FieldMap) -> Bool {
        isRecord(.object(fields), map) || NinjsItem.canRead(fields) || JSONFeedItem.canRead(fields)
    }

    private static func isRecord(_ object: FeatureValue, _ map: FieldMap) -> Bool {
        if map.value("text", in: object)?.string != nil { return true }
        guard !map.isMapped("text"), case .object(let fields) = object else { return false }
        return FieldAliases(fields).value("text") != nil
    }
}

/// A feed of JSON Feed (jsonfeed.org): its items with what they inherit.
struct JSONFeed {
    let items: [FeatureValue]

    init?(_ value: FeatureValue) {
        guard value["version"]?.string?.contains("jsonfeed.org") == true,
            case .list(let items)? = value["items"]
        else { return nil }
        let inherited = [
            ("source", value["title"]), ("language", value["language"]), ("authors", value["authors"]),
            ("author", value["author"]),
        ]
        self.items = items.map { item in
            guard case .object(var fields) = item else { return item }
            let hasAuthor = item["author"] != nil || item["authors"] != nil
            for case (let name, let value?) in inherited
            where item[name] == nil && !(hasAuthor && name.hasPrefix("author")) {
                fields.append(.init(name, value))
            }
            return .object(fields)
        }
    }
}

/// An item of JSON Feed.
struct JSONFeedItem {
    let record: [FeatureValue.Field]

    static func canRead(_ fields: [FeatureValue.Field]) -> Bool {
        fields.contains { ["content_html", "content_text"].contains($0.name) && $0.value.string != nil }
    }

    init(_ fields: [FeatureValue.Field]) {
        let object = FeatureValue.object(fields)
        let plain = object["content_text"]?.string
        let text = plain ?? object["content_html"]?.string.map { ItemMarkup.text(of: $0) }
        var record = fields.filter { !["content_html", "content_text"].contains($0.name) }
        record.append(.init("text", .string(text ?? "")))
        self.record = Self.renaming(
            record, [("title", "headline"), ("date_published", "published")])
    }

    /// The fields with the names of records for those of the format, unless a record has such a field.
    static func renaming(_ fields: [FeatureValue.Field], _ names: [(String, String)]) -> [FeatureValue.Field]
    {
        fields.map { field in
            guard let name = names.first(where: { $0.0 == field.name })?.1,
                !fields.contains(where: { $0.name == name }), field.value != .null
            else { return field }
            return .init(name, field.value)
        }
    }
}
