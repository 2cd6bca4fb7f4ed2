/// What a page says its article is about: its title and its description. Text that shares no word with them is
/// rather a cookie banner than the article.
struct PageTopic {
    private let titles: [String]
    private let words: Set<String>

    init(_ metadata: PageMetadata) {
        titles = metadata.titles.map { Self.plain($0) }.filter { !$0.isEmpty }
        words = Self.words(metadata.titles.joined(separator: " ") + " " + (metadata.description ?? ""))
    }

    /// Whether a line is the title of the page, with or without the name of the site.
    func isTitle(_ line: String) -> Bool {
        let line = Self.plain(line)
        guard line.count > 3 else { return false }
        return titles.contains { title in
            title == line || line.count * 10 > title.count * 6 && title.hasPrefix(line)
                || title.count * 10 > line.count * 9 && line.hasPrefix(title)
        }
    }

    /// Whether none of the words occurs in the text. False if there are too few words to tell.
    func isMissing(in text: String) -> Bool {
        words.count > 2 && words.isDisjoint(with: Self.words(text))
    }

    /// The words of four letters and more: shorter ones occur in any text.
    private static func words(_ text: String) -> Set<String> {
        Set(text.lowercased().split { !$0.isLetter }.lazy.filter { $0.count > 3 }.map(String.init))
    }

    private static func plain(_ text: String) -> String {
        text.lowercased().filter { $0.isLetter || $0.isNumber }
    }
}
