internal import ArticleModel

/// The article that the JSON-LD of a page describes (schema.org: NewsArticle, BlogPosting, LiveBlogPosting, …).
struct LinkedData {
    /// The object of the article.
    private let article: FeatureValue?
    /// The object of the page or of another work, for what the article's does not say.
    private let page: FeatureValue?
    /// Objects by their `@id`: others refer to them.
    private var named: [String: FeatureValue] = [:]

    /// - Parameter scripts: the texts of all scripts of JSON-LD in the page.
    init(_ scripts: [String]) {
        var article: FeatureValue?
        var page: FeatureValue?
        // Works within an article are its parts, as the posts of a live blog, and never the article itself.
        var waiting = scripts.compactMap { DamagedJSON.parse($0) }.reversed().map {
            (value: $0, isPart: false)
        }
        while let (value, isPart) = waiting.popLast() {
            switch value {
            case .list(let items): waiting += items.reversed().map { ($0, isPart) }
            case .object(let fields):
                if let id = value["@id"]?.string, fields.count > 1, named[id] == nil { named[id] = value }
                let types = Self.types(value)
                let isArticle = types.contains {
                    $0.hasSuffix("Article") || $0.hasSuffix("Posting") || $0 == "Report"
                }
                if isPart {
                    // Only its id counts.
                } else if isArticle {
                    // The first, but rather one with a date.
                    if article == nil || article?["datePublished"] == nil && value["datePublished"] != nil {
                        article = value
                    }
                } else if page == nil, value["datePublished"] != nil, !types.contains("Comment") {
                    page = value
                }
                waiting += fields.map { ($0.value, isPart || isArticle) }.reversed()
            default: break
            }
        }
        (self.article, self.page) = (article, page)
    }

    private static func types(_ value: FeatureValue) -> [String] {
        let types: [String] =
            switch value["@type"] {
            case .string(let type)?: [type]
            case .list(let types)?: types.compactMap(\.string)
            default: []
            }
        return types.map { $0.split(separator: "/").last.map(String.init) ?? $0 }
    }

    /// Whether there is an article.
    var isArticle: Bool { article != nil }

    /// A member of the article as text without markup; nil if it has none.
    func text(_ name: String) -> String? {
        guard let text = article?[name]?.string?.decodingEntities.collapsed, !text.isEmpty else { return nil }
        return text
    }

    /// When the article, or the work that the page is about, was published; as the page writes it.
    var dates: [String] {
        [article, page].flatMap { work in
            ["datePublished", "dateCreated", "uploadDate"].compactMap { work?[$0]?.string }.filter {
                !$0.isEmpty
            }
        }
    }

    /// The names of the people or organisations in a member, separated by commas.
    func names(_ name: String) -> [String] { names(in: article?[name] ?? page?[name], depth: 0) }

    private func names(in value: FeatureValue?, depth: Int) -> [String] {
        guard depth < 4 else { return [] }
        switch value {
        case .string(let name)?:
            let name = name.decodingEntities.collapsed
            return name.isEmpty ? [] : [name]
        case .object?:
            if let name = value?["name"] { return names(in: name, depth: depth + 1) }
            return value?["@id"]?.string.flatMap { named[$0] }.map { names(in: $0, depth: depth + 1) } ?? []
        case .list(let items)?: return items.flatMap { names(in: $0, depth: depth + 1) }
        default: return []
        }
    }

    /// The text of the article; it may hold markup.
    var body: String? {
        guard let body = article?["articleBody"]?.string, !body.isEmpty else { return nil }
        return body
    }

    /// The posts of a live blog: the latest first, as the page has them.
    var posts: [LiveBlogPost] {
        guard case .list(let updates)? = article?["liveBlogUpdate"] else { return [] }
        return updates.compactMap { update in
            let post = LiveBlogPost(
                time: update["datePublished"]?.string,
                headline: update["headline"]?.string?.decodingEntities.collapsed,
                text: update["articleBody"]?.string ?? "")
            return post.text.isEmpty && post.headline == nil ? nil : post
        }
    }
}

/// A post of a live blog.
struct LiveBlogPost {
    /// When it was published, as the page writes it.
    var time: String?
    var headline: String?
    var text: String
}

extension String {
    /// Without white space at the ends, and with one blank for any other run of it.
    var collapsed: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
