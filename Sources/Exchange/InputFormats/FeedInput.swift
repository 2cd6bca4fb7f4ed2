internal import ArticleModel

/// A feed: RSS of all versions, Atom, or an export of WordPress (WXR). An item is an article; its text is the full
/// content if the feed has it, else the description.
struct FeedInput: StoryFormat {
    let name = "feed"
    let title = "RSS, Atom and WordPress exports"
    let extensions = ["rss", "atom", "rdf", "wxr"]
    let isSingleArticle = false

    static func canRead(_ root: XMLElement) -> Bool {
        root.name == "rss" || root.name == "feed" || root.name == "RDF" && root.first("channel") != nil
            // An entry of Atom in a file of its own.
            || root.name == "entry" && root.namespace == FeedNamespace.atom
    }

    static func stories(in root: XMLElement) -> StoryList {
        if root.name == "entry" { return StoryList(stories: [FeedEntry(root, FeedChannel(root)).story]) }
        let channel = FeedChannel(root.child("channel") ?? root)
        var list = StoryList()
        for item in root.all where item.name == "item" || item.name == "entry" {
            // What is no text in an export: attached files, menus, styles.
            let type = item.children.first {
                $0.name == "post_type" && FeedNamespace.isWordPress($0.namespace)
            }?.content
            if let type, FeedNamespace.wordPressExtras.contains(type) {
                list.skipped["\(type) of a WordPress export", default: 0] += 1
            } else {
                list.stories.append(FeedEntry(item, channel).story)
            }
        }
        return list
    }
}

/// The namespaces that feeds use for what RSS itself does not have.
enum FeedNamespace {
    static let atom = "http://www.w3.org/2005/Atom"
    static let content = "http://purl.org/rss/1.0/modules/content/"
    static let dublinCore = "http://purl.org/dc/elements/1.1/"
    static let terms = "http://purl.org/dc/terms/"
    static let xhtml = "http://www.w3.org/1999/xhtml"
    /// The elements of a feed itself: RSS 2.0 and 0.9 have no namespace.
    static let own: Set<String> = [
        "", atom, "http://purl.org/rss/1.0/", "http://purl.org/atom/ns#",
        "http://my.netscape.com/rdf/simple/0.9/",
        "http://backend.userland.com/rss2",
    ]

    /// Whether a namespace is that of WordPress, which has a version in it.
    static func isWordPress(_ namespace: String) -> Bool {
        namespace.hasPrefix("http://wordpress.org/export/") && !namespace.hasSuffix("/excerpt/")
    }

    /// The types of posts of WordPress that are no text for readers.
    static let wordPressExtras: Set<String> = [
        "attachment", "nav_menu_item", "revision", "custom_css", "customize_changeset", "oembed_cache",
        "user_request", "wp_block", "wp_template", "wp_template_part", "wp_global_styles", "wp_navigation",
        "wp_font_family", "wp_font_face",
    ]
}

/// The facts about a whole feed, for items that do not have their own.
struct FeedChannel {
    var title: String?
    var language: String?
    var authors: [String]

    init(_ element: XMLElement) {
        func own(_ name: String) -> XMLElement? {
            element.children.first { $0.name == name && FeedNamespace.own.contains($0.namespace) }
        }
        title = element.name == "entry" ? nil : own("title").flatMap { FeedEntry.line($0) }
        language =
            own("language")?.content ?? element.child("language", in: FeedNamespace.dublinCore)?.content
            ?? element.attributes["lang"]
        // An item of RSS is by its author, not by the editor of the feed; in Atom authors are inherited.
        authors = element.namespace == FeedNamespace.atom ? FeedEntry.persons(element.children("author")) : []
    }
}
