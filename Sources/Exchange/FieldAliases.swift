internal import ArticleModel

/// The fields of a record under the names that other tools give them. They are looked at, in this order, if a record
/// does not have the field under its own name and `--map` does not name another. Case, blanks and underscores do not
/// matter: `Publish Date` is `publish_date`.
struct FieldAliases {
    /// The other names of each field, as ``plain(_:)`` returns them.
    private static let names: [String: [String]] = [
        "headline": ["headline", "title"],
        "text": ["text", "maintext", "body", "content", "articletext", "fulltext", "articlebody", "article"],
        "byline": ["byline", "authors", "author", "creator"],
        "published": [
            "published", "publishdate", "datepublish", "datepublished", "publisheddate", "publicationdate",
            "pubdate", "publishedat", "date",
        ],
        "url": ["url", "link", "canonicallink", "canonicalurl"],
        "source": ["source", "sitename", "sourcedomain", "medianame", "publisher", "publication"],
        "language": ["language", "lang"],
    ]

    private let fields: [(plain: String, field: FeatureValue.Field)]

    init(_ fields: [FeatureValue.Field]) {
        self.fields = fields.map { (Self.plain($0.name), $0) }
    }

    /// Returns the alias that the record has for a field, with its value as text; nil if it has none.
    func value(_ name: String) -> (alias: String, text: String)? {
        for alias in Self.names[name] ?? [] {
            for (plain, field) in fields where plain == alias && field.name != name {
                if let text = Self.text(field.value, of: name), text.contains(where: { !$0.isWhitespace }) {
                    return (field.name, text)
                }
            }
        }
        return nil
    }

    /// A name in lower case without what separates words.
    private static func plain(_ name: String) -> String {
        String(
            decoding: name.utf8.lazy.filter { $0 > 32 && $0 != 45 && $0 != 95 }.map {
                (65...90).contains($0) ? $0 | 32 : $0
            }, as: UTF8.self)
    }

    /// Returns the names of people or organisations, given as text, as objects with a `name` or as lists of these.
    static func names(_ value: FeatureValue?) -> String? {
        switch value {
        case .string(let name)?: return name
        case .object?: return value?["name"]?.string
        case .list(let items)?: return items.compactMap { names($0) }.filter { !$0.isEmpty }.joinedIfAny
        default: return nil
        }
    }

    private static func text(_ value: FeatureValue?, of name: String) -> String? {
        switch name {
        case "byline", "source": return names(value)
        case "published":
            if case .integer(let number)? = value { return String(number) }
            return value?.string
        default:
            // WordPress has its texts in objects.
            let text = value?.string ?? value?["rendered"]?.string
            guard let text, name == "text" || value?["rendered"] != nil,
                ItemMarkup.isMarkup(text) || text.contains("&")
            else { return text }
            return name == "text" && !ItemMarkup.isMarkup(text) ? text : ItemMarkup.text(of: text)
        }
    }
}
