/// What a web page says of its article: JSON-LD (schema.org), OpenGraph and other meta elements, the elements of the
/// page itself, the first of these that says it.
struct PageMetadata {
    var headline: String?
    var byline: String?
    /// All that the page says of the date of publication, as it writes it, the surest first.
    var dates: [String] = []
    var source: String?
    var url: String?
    var language: String?
    /// The text of the article, where JSON-LD holds it.
    var body: String?
    /// The posts of a live blog, where JSON-LD holds them.
    var posts: [LiveBlogPost] = []
    /// All that the page calls its title, and how it describes the article.
    var titles: [String] = []
    var description: String?

    init(_ page: MarkupNode) {
        let facts = PageFacts(page)
        let data = LinkedData(facts.scripts)
        let title = facts.title?.decodingEntities.collapsed
        func meta(_ names: String...) -> String? {
            names.lazy.compactMap { facts.meta[$0]?.decodingEntities.collapsed }.first { !$0.isEmpty }
        }
        let publishers = data.names("publisher")
        source = publishers.isEmpty ? nil : publishers.joined(separator: ", ")
        source = source ?? meta("og:site_name", "application-name", "dc.publisher")
        let choice = PageTitle(
            stated: [
                data.text("headline"),
                meta("dc:title", "dcterm:title", "dc.title", "dcterms.title", "citation_title"),
                meta("og:title"),
                meta("weibo:article:title", "weibo:webpage:title"), meta("title"), meta("twitter:title"),
                meta("parsely-title", "sailthru.title"), data.text("name"),
            ],
            title: title, heading: facts.headings.first, source: source)
        headline = choice.headline
        titles = choice.all + facts.headings.prefix(2)
        description =
            meta("og:description", "description", "twitter:description", "dc:description")
            ?? data.text("description")
        byline = Byline.first(of: [
            data.names("author"),
            [meta("dc:creator", "dcterm:creator", "dc.creator", "dcterms.creator") ?? ""],
            [meta("author") ?? ""], [meta("article:author", "og:article:author") ?? ""],
            [
                meta(
                    "parsely-author", "sailthru.author", "byl", "citation_author", "article.author", "authors"
                ) ?? ""
            ],
            data.names("creator"), [facts.author ?? ""],
        ])
        dates = data.dates + Self.dateNames.compactMap { meta($0) } + facts.times
        url = facts.canonical ?? meta("og:url", "twitter:url") ?? data.text("url")
        language = data.text("inLanguage") ?? facts.language ?? meta("og:locale")
        body = data.body
        posts = data.posts
    }

    /// The names of meta elements for the date of publication, those of standards first.
    private static let dateNames = [
        "article:published_time", "og:article:published_time", "og:published_time", "article:published",
        "datepublished",
        "date_published", "published_time", "published-date", "publish-date", "publish_date",
        "publication_date",
        "publicationdate", "parsely-pub-date", "sailthru.date", "pubdate", "pub_date", "publishdate",
        "article.published", "article_date_original", "cxenseparse:recs:publishtime", "dc.date.issued",
        "dcterms.issued",
        "dc.date.created", "dcterms.created", "dc.date", "dc:date", "dcterms.date", "dcterm:date",
        "citation_publication_date", "citation_date", "date", "originalpublicationdate", "displaydate",
        "ptime",
        "rnews:datepublished",
    ]
}
