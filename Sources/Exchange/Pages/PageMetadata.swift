internal import ArticleModel
internal import Serialization

/// What a web page says of its article: JSON-LD (schema.org NewsArticle), OpenGraph and other meta
/// elements, the first of these that says it.
struct PageMetadata {
    var headline: String?
    var byline: String?
    var published: String?
    var source: String?
    var url: String?
    var language: String?
    /// The text of the article, where JSON-LD holds it.
    var body: String?

    init(_ page: MarkupNode) {
        var meta: [String: String] = [:]
        var title: String?
        var canonical: String?
        var scripts: [String] = []
        page.forEach { node in
            switch node.name {
            case "meta":
                let name =
                    node.attributes["property"] ?? node.attributes["name"] ?? node.attributes["itemprop"]
                if let name = name?.lowercased(), let content = node.attributes["content"], !content.isEmpty,
                    meta[name] == nil
                {
                    meta[name] = content
                }
            case "title": if title == nil { title = node.content }
            case "link":
                if node.attributes["rel"]?.lowercased() == "canonical" { canonical = node.attributes["href"] }
            case "html": language = node.attributes["lang"]
            case "script":
                if node.attributes["type"]?.lowercased() == "application/ld+json" {
                    scripts.append(node.children.map(\.text).joined())
                }
            default: break
            }
        }
        let article = scripts.lazy.compactMap { Self.article(inJSON: $0) }.first
        headline =
            Self.text(article?["headline"]) ?? meta["og:title"] ?? meta["twitter:title"]
            ?? page.first("h1")?.content ?? title
        byline = Self.names(article?["author"]) ?? meta["author"] ?? meta["article:author"]
        published =
            Self.text(article?["datePublished"]) ?? meta["article:published_time"]
            ?? meta["datepublished"] ?? meta["date"] ?? meta["dc.date.issued"] ?? meta["pubdate"]
        source = Self.names(article?["publisher"]) ?? meta["og:site_name"]
        url = canonical ?? meta["og:url"] ?? Self.text(article?["url"])
        language = Self.text(article?["inLanguage"]) ?? language ?? meta["og:locale"]
        body = Self.text(article?["articleBody"])
    }

    /// The first object of a type that ends with Article, or a posting, wherever it is nested.
    private static func article(inJSON text: String) -> FeatureValue? {
        // Pages are full of broken scripts: one that cannot be parsed says nothing about the article.
        guard let value = try? JSONDocument.parse(Array(text.utf8)) else { return nil }
        var waiting = [value]
        while let value = waiting.popLast() {
            switch value {
            case .list(let items): waiting += items.reversed()
            case .object(let fields):
                let types: [String] =
                    switch value["@type"] {
                    case .string(let type)?: [type]
                    case .list(let types)?: types.compactMap(\.string)
                    default: []
                    }
                if types.contains(where: { $0.hasSuffix("Article") || $0.hasSuffix("Posting") }) {
                    return value
                }
                waiting += fields.map(\.value).reversed()
            default: break
            }
        }
        return nil
    }

    private static func text(_ value: FeatureValue?) -> String? {
        guard let text = value?.string, !text.isEmpty else { return nil }
        return text
    }

    /// The names of people or organisations, given as text, as objects or as lists of these.
    private static func names(_ value: FeatureValue?) -> String? {
        switch value {
        case .string(let name)?: return name.isEmpty ? nil : name
        case .object?: return text(value?["name"])
        case .list(let items)?:
            let found = items.compactMap { names($0) }
            return found.isEmpty ? nil : found.joined(separator: ", ")
        default: return nil
        }
    }
}
