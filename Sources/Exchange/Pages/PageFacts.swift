/// What is collected in one pass over a page for its metadata.
struct PageFacts {
    /// The contents of meta elements by their names in lower case; the first of a name.
    private(set) var meta: [String: String] = [:]
    /// The title element.
    private(set) var title: String?
    /// The texts of h1 elements.
    private(set) var headings: [String] = []
    private(set) var canonical: String?
    /// The scripts of JSON-LD.
    private(set) var scripts: [String] = []
    /// The language of the html element.
    private(set) var language: String?
    /// The first byline of an element that is marked as such.
    private(set) var author: String?
    /// Dates of elements that are marked as such, the surest first.
    ///
    /// Times that are not marked as the date of publication count only near the heading, or if there is one alone:
    /// those of other articles and of comments are everywhere.
    var times: [String] {
        let near = plainTimes.first { abs($0.place - (headingPlace ?? .min / 2)) < 80 }
        let alone = Set(plainTimes.map(\.time)).count == 1 ? plainTimes.first : nil
        return publishedTimes + [near ?? alone].compactMap { $0?.time }
    }
    private var publishedTimes: [String] = []
    private var plainTimes: [(time: String, place: Int)] = []
    /// How many nodes are before the one that is read, and before the first heading.
    private var place = 0
    private var headingPlace: Int?

    init(_ page: MarkupNode) {
        page.forEach { node in
            read(node)
            place += 1
        }
    }

    private mutating func read(_ node: MarkupNode) {
        switch node.name {
        case "": return
        case "meta": readMeta(node.attributes)
        case "title": if title == nil { title = node.content }
        case "link":
            if node.attributes["rel"]?.lowercased() == "canonical", canonical == nil {
                canonical = node.attributes["href"]
            }
        case "html": language = node.attributes["lang"] ?? node.attributes["xml:lang"]
        case "script":
            if node.attributes["type"]?.lowercased().hasPrefix("application/ld+json") == true {
                scripts.append(node.children.map(\.text).joined())
            }
        case "h1":
            let heading = node.content
            if !heading.isEmpty {
                headings.append(heading)
                headingPlace = headingPlace ?? place
            }
        default: break
        }
        if node.name != "meta", !node.attributes.isEmpty { readMarked(node) }
    }

    private mutating func readMeta(_ attributes: [String: String]) {
        guard let content = attributes["content"], !content.isEmpty else { return }
        for key in ["property", "name", "itemprop", "http-equiv"] {
            // A page may list several names in one attribute.
            for name in attributes[key]?.lowercased().split(separator: " ") ?? []
            where meta[String(name)] == nil {
                meta[String(name)] = content
            }
        }
    }

    /// Reads an element whose attributes say that it is the byline or the date.
    private mutating func readMarked(_ node: MarkupNode) {
        let attributes = node.attributes
        let property = attributes["itemprop"]?.lowercased() ?? ""
        if property == "datepublished" || property == "datecreated" {
            publishedTimes += [attributes["datetime"] ?? attributes["content"] ?? node.content].filter {
                !$0.isEmpty
            }
        } else if node.name == "time", let time = attributes["datetime"], !time.isEmpty {
            let isMarked =
                attributes["pubdate"] != nil || attributes["class"]?.lowercased().contains("publish") == true
            if isMarked { publishedTimes.append(time) } else { plainTimes.append((time, place)) }
        }
        guard author == nil else { return }
        let isAuthor =
            attributes["rel"]?.lowercased() == "author" || property.split(separator: " ").contains("author")
            || ["class", "id"].contains { Byline.isName(ofByline: attributes[$0]) }
        guard isAuthor else { return }
        let text = node.content
        if text.count < 100, Byline.cleaned(text) != nil { author = text }
    }
}
