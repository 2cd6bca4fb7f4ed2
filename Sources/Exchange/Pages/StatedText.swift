/// The text of an article as the page states it in JSON-LD: often without paragraphs, sometimes only its beginning,
/// sometimes more than the page shows.
struct StatedText {
    let text: String
    private let words: [Substring]

    init(_ text: String) {
        var text = text
        if text.contains("</") || text.contains("<br"),
            let page = MarkupTree.piece(text)
        {
            text = PageText.text(ofItem: page)
        }
        self.text = text.decodingEntities
        words = Self.words(self.text)
    }

    /// Whether it is more than a summary.
    var isSubstantial: Bool { words.count >= 40 }

    /// Whether most of it is in a text.
    func isCovered(by text: String) -> Bool {
        let own = Self.triples(words)
        guard !own.isEmpty else { return true }
        let common = own.intersection(Self.triples(Self.words(text))).count
        return common * 10 >= own.count * 7
    }

    /// The blocks up to the one that it ends with: what follows that in the page is not of the article. Only if it
    /// is not itself an excerpt.
    func trimmed(_ blocks: [TextBlock]) -> [TextBlock] {
        let size = blocks.reduce(0) { $0 + $1.size }
        guard text.endsSentence, !text.hasSuffix("...…"), words.reduce(0, { $0 + $1.count }) * 10 >= size * 7
        else { return blocks }
        let end = Self.triples(Array(words.suffix(8)))
        guard
            let last = blocks.lastIndex(where: {
                end.intersection(Self.triples(Self.words($0.text))).count * 2 > end.count
            })
        else { return blocks }
        return Array(blocks[...last])
    }

    private static func words(_ text: String) -> [Substring] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.map { Substring(String($0)) }
    }

    private static func triples(_ words: [Substring]) -> Set<Int> {
        guard words.count > 2 else { return [] }
        return Set(
            (0..<words.count - 2).map { at in
                var hasher = Hasher()
                for word in words[at..<at + 3] { hasher.combine(word) }
                return hasher.finalize()
            })
    }
}
