/// The names of elements and the words in class names that the search for an article's text knows.
enum PageVocabulary {
    /// Elements without text for a reader.
    static let textless: Set<String> = [
        "script", "style", "noscript", "template", "head", "iframe", "object", "embed", "applet", "svg",
        "math",
        "canvas", "map", "area", "audio", "video", "img", "picture", "source", "track", "input", "select",
        "option", "datalist", "textarea", "button", "progress", "meter", "link", "meta", "title", "base",
        "param", "col", "colgroup", "hr",
    ]

    /// Elements around an article, not in it.
    static let surroundings: Set<String> = ["nav", "aside", "footer", "menu", "dialog"]

    /// Elements that end the line of what is before them.
    static let blocks: Set<String> = [
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog",
        "dir",
        "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3",
        "h4", "h5", "h6", "header", "hgroup", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre",
        "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    ]

    static let headings: Set<String> = ["h1", "h2", "h3", "h4", "h5", "h6"]

    /// Words of the role attribute for what is around an article.
    static let foreignRoles: Set<String> = [
        "menu", "menubar", "complementary", "navigation", "alert", "alertdialog", "dialog", "search",
        "banner",
        "contentinfo", "toolbar", "tablist",
    ]

    /// Words for what is not the article, as they occur in class names and ids.
    static let foreign: Set<String> = [
        "ad", "ads", "banner", "byline", "caption", "carousel", "community", "consent", "copyright", "credit",
        "dfp",
        "disclaimer", "donate", "donation", "dropdown", "feedback", "flyout", "gallery", "gdpr", "hotlist",
        "infobox",
        "interstitial", "legal", "login", "masthead", "menu", "meta", "modal", "mostpopular", "mostread",
        "nav",
        "navbar", "onetrust", "overlay", "pager", "popular", "popup", "privacy", "readmore", "register",
        "rss", "share", "shoutbox", "signup", "skyscraper", "slideshow", "subnav", "supplemental", "tag",
        "teaser",
        "timestamp", "toc", "toolbar", "tooltip", "trending", "upsell", "widget", "zergnet",
    ]

    /// Beginnings of such words: `relatedposts`, `sidebar2`, `sharethis`.
    static let foreignStems = [
        "advert", "breadcrumb", "cookie", "footer", "navigation", "newsletter", "outbrain", "paginat",
        "promo",
        "recirc", "recommend", "relatedarticle", "relatedpost", "relatedstor", "relatedcontent", "sharebar",
        "sharedaddy", "sharethis", "sharing", "sidebar", "social", "sponsor", "subscri", "taboola",
    ]

    /// Words for the comments of readers, which can be much longer than the article.
    static let discussionStems = ["comment", "disqus", "livefyre", "replies", "respond"]

    /// Words for the article itself.
    static let own: Set<String> = [
        "article", "articlebody", "body", "blog", "column", "content", "copy", "entry", "hentry", "main",
        "page", "paragraph",
        "post", "prose", "story", "storybody", "text",
    ]

    /// Words after which a class name tells a state of the element: `has-sidebar`, `and-w-sidebar`, `is-paywall`.
    static let states: Set<String> = [
        "has", "have", "is", "with", "w", "no", "not", "without", "and", "show", "hide", "js", "under",
        "below",
        "above", "before", "after", "until",
    ]
}

/// What the class names, the id and the role of an element say of it. They are hints: pages use them as they
/// like, so nothing large is ever left out because of a name alone.
struct ClassHint: Equatable {
    /// Whether a word for something else than the article occurs.
    var isForeign = false
    /// Whether the names are of the comments of readers.
    var isDiscussion = false
    /// Whether a word for the article occurs.
    var isOwn = false

    init(_ attributes: [String: String]) {
        if let role = attributes["role"]?.lowercased(), PageVocabulary.foreignRoles.contains(role) {
            isForeign = true
        }
        for key in ["class", "id"] {
            guard let value = attributes[key], !value.isEmpty else { continue }
            for name in value.split(whereSeparator: \.isWhitespace) {
                let words = Self.words(name)
                // An id of many words is a title, as of a section.
                if key == "class" || words.count < 5 { read(words) }
            }
        }
    }

    private mutating func read(_ words: [String]) {
        for word in words {
            if PageVocabulary.states.contains(word) { return }
            let single = word.count > 3 && word.hasSuffix("s") ? String(word.dropLast()) : word
            if word == "related" || PageVocabulary.foreign.contains(word)
                || PageVocabulary.foreign.contains(single)
                || PageVocabulary.foreignStems.contains(where: word.hasPrefix)
            {
                isForeign = true
            }
            if word != "commented", PageVocabulary.discussionStems.contains(where: word.hasPrefix) {
                isDiscussion = true
            }
            if PageVocabulary.own.contains(word) || PageVocabulary.own.contains(single) { isOwn = true }
        }
    }

    /// The words of a class name, in lower case: `storyBody__read-more2` is story, body, read, more.
    static func words(_ name: some StringProtocol) -> [String] {
        var words: [String] = []
        var word: [UInt8] = []
        var wasLower = false
        func end() {
            if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
            word = []
        }
        for byte in name.utf8 {
            switch byte {
            case 0x61...0x7A:
                word.append(byte)
                wasLower = true
            case 0x41...0x5A:
                if wasLower { end() }
                word.append(byte | 0x20)
                wasLower = false
            case 0x80...: word.append(byte)
            default:
                end()
                wasLower = false
            }
        }
        end()
        return words
    }
}
