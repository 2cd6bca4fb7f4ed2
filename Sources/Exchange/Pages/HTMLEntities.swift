extension MarkupTree {
    /// Returns the tree of a piece of markup in a text; nil if the parser refuses it, as it does blank text.
    static func piece(_ text: String) -> MarkupNode? {
        // Callers keep the text as it is written then.
        try? read(Array(text.utf8), encoding: "UTF-8")
    }
}

extension String {
    /// With the character references of HTML as characters (`&amp;`, `&#8217;`), also those that were escaped
    /// twice. Text without any, or with markup, is returned as it is.
    var decodingEntities: String {
        guard contains("&"), contains(";"), !contains("<"), let page = MarkupTree.piece("<p>\(self)</p>")
        else {
            return self
        }
        var once = ""
        page.forEach { once += $0.text }
        return once.contains("&") && once != self ? once.decodingEntities : once
    }
}
