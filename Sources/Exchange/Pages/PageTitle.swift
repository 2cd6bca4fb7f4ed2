/// Chooses the headline among all that a page calls its title.
struct PageTitle {
    let headline: String?
    /// All titles, each once.
    let all: [String]

    /// - Parameters:
    ///   - stated: the titles in metadata, the surest first.
    ///   - title: the title element, which often ends with the name of the site.
    ///   - heading: the first heading of the page.
    ///   - source: the name of the site.
    init(stated: [String?], title: String?, heading: String?, source: String?) {
        let stated = stated.compactMap { $0 }
        let plain = title.flatMap { Self.withoutSite($0, heading: heading, source: source) }
        // Some pages state the name of the site or a description: a title shares a word with the title element.
        let shared = stated.first { candidate in
            guard let title, !title.isEmpty else { return true }
            return Self.share(candidate, title)
        }
        headline = shared ?? stated.first ?? plain ?? heading
        all = (stated + [plain, title].compactMap { $0 }).reduce(into: []) {
            if !$0.contains($1) { $0.append($1) }
        }
    }

    private static func share(_ a: String, _ b: String) -> Bool {
        let words = Set(b.lowercased().split { !$0.isLetter && !$0.isNumber })
        return a.lowercased().split { !$0.isLetter && !$0.isNumber }.contains {
            words.contains($0) && $0.count > 2 || $0.count == b.count
        }
            || a.lowercased().contains(b.lowercased()) || b.lowercased().contains(a.lowercased())
    }

    private static let separators = [
        " | ", " - ", " – ", " — ", " :: ", " » ", " « ", " / ", " · ", " • ", " > ",
    ]

    /// The title element without the name of the site at its end or at its beginning; nil if it is empty.
    private static func withoutSite(_ title: String, heading: String?, source: String?) -> String? {
        guard !title.isEmpty else { return nil }
        let site = source.map { plain($0) }
        let heading = heading.map { plain($0) }
        for separator in separators where title.contains(separator) {
            let parts = title.components(separatedBy: separator)
            // The heading of the page is the title.
            if let heading, let part = parts.first(where: { plain($0) == heading && $0.contains(" ") }) {
                return part
            }
            guard let first = parts.first, let last = parts.last else { continue }
            if let site, plain(last) == site { return parts.dropLast().joined(separator: separator) }
            if let site, plain(first) == site { return parts.dropFirst().joined(separator: separator) }
            let rest = parts.dropLast().joined(separator: separator)
            // A short part after a long one.
            if words(last) <= 4, words(rest) >= 4, words(rest) > words(last) { return rest }
        }
        return title
    }

    private static func plain(_ text: String) -> String {
        text.lowercased().filter { $0.isLetter || $0.isNumber }
    }

    private static func words(_ text: String) -> Int { text.split(separator: " ").count }
}

extension String {
    fileprivate func components(separatedBy separator: String) -> [String] {
        var parts: [String] = []
        var rest = self[...]
        while let range = rest.firstRange(of: separator) {
            parts.append(String(rest[..<range.lowerBound]))
            rest = rest[range.upperBound...]
        }
        return parts + [String(rest)]
    }
}
