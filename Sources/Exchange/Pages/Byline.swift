/// The byline of an article, made of what a page says.
enum Byline {
    /// Returns the first of several lists of names in which a name is left, its names separated by commas.
    static func first(of lists: [[String]]) -> String? {
        for list in lists {
            var names: [String] = []
            for name in list.lazy.compactMap({ cleaned($0) }) where !names.contains(name) {
                names.append(name)
            }
            if !names.isEmpty { return names.joined(separator: ", ") }
        }
        return nil
    }

    /// Whether a class name or an id is one of bylines: `byline`, `post-author`, `author_name`.
    static func isName(ofByline names: String?) -> Bool {
        guard let names, !names.isEmpty else { return false }
        let lowered = names.lowercased()
        guard lowered.contains("author") || lowered.contains("byline") || lowered.contains("writtenby") else {
            return false
        }
        return names.split(separator: " ").contains { name in
            let words = ClassHint.words(name)
            return words.contains { ["byline", "author", "authors", "bylines", "writtenby"].contains($0) }
                && !words.contains {
                    [
                        "bio", "image", "photo", "avatar", "social", "follow", "posts", "box", "title",
                        "comment", "comments",
                    ].contains($0)
                }
        }
    }

    /// Returns a name without "By" and without what follows it; nil if it is an address, a date or nothing.
    static func cleaned(_ text: String) -> String? {
        var text = text.collapsed
        let lowered = text.lowercased()
        if lowered.hasPrefix("http:") || lowered.hasPrefix("https:") || lowered.hasPrefix("www.")
            || text.hasPrefix("@")
        {
            return nil
        }
        for prefix in [
            "written by ", "posted by ", "story by ", "published by ", "reported by ", "by: ", "by ", "par ",
            "por ", "von ",
        ]
        where lowered.hasPrefix(prefix) {
            text = String(text.dropFirst(prefix.count))
            break
        }
        // A date that follows the name.
        if let end = text.firstIndex(of: "|") ?? text.firstIndex(of: "•") {
            text = String(text[..<end]).collapsed
        }
        let letters = text.count { $0.isLetter }
        let digits = text.count { $0.isNumber }
        guard letters > 0, text.count <= 200, letters > digits * 2 else { return nil }
        if ["admin", "editor", "staff", "author", "authors", "unknown", "null", "none", "undefined", "by"]
            .contains(text.lowercased())
        {
            return nil
        }
        return text
    }
}
