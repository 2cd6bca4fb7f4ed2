/// Cuts what is around an article: navigation, side columns, what readers have written, what is hidden.
///
/// Nothing is cut that holds a large part of the page's running text, whatever its name: pages call the body of an
/// article `sidebar`, `tags` or `entry-content-read-more`.
struct SurroundingsCutter {
    private let body: PageElement
    /// How much running text is in which element.
    private var prose: [ObjectIdentifier: Int] = [:]
    /// How much is in the elements with the same names together: paragraphs of an article can each have a name.
    private var proseOfNames: [String: Int] = [:]
    private var total = 0

    init(_ body: PageElement) {
        self.body = body
        for block in TextBlockReader.blocks(of: body) where block.isProse {
            total += block.size
            var seen: Set<String> = []
            for element in sequence(first: block.container, next: \.parent) {
                prose[ObjectIdentifier(element), default: 0] += block.size
                if element.hint.isForeign, let names = element.attributes["class"],
                    seen.insert(names).inserted
                {
                    proseOfNames[names, default: 0] += block.size
                }
                if element === body { break }
            }
        }
    }

    /// - Parameter hinted: whether class names count.
    func cut(hinted: Bool) {
        for child in body.children { visit(child, hinted, isInLine: false) }
    }

    private func visit(_ element: PageElement, _ hinted: Bool, isInLine: Bool) {
        if element.isText { return }
        if isForeign(element, hinted && !isInLine) {
            element.isCut = true
            return
        }
        // A name does not take words out of the middle of a sentence.
        let isLine = element.children.contains { $0.isText && $0.size > 0 }
        for child in element.children { visit(child, hinted, isInLine: isLine && !child.isBlock) }
    }

    private func isForeign(_ element: PageElement, _ hinted: Bool) -> Bool {
        let own = prose[ObjectIdentifier(element)] ?? 0
        let isLarge = own * 10 > total * 3
        let isEnoughWithout = total - own > 400
        if PageVocabulary.surroundings.contains(element.name) { return !isLarge }
        if element.isHidden { return isEnoughWithout || !isLarge }
        guard hinted else { return false }
        // Comments can be longer than the article.
        if element.hint.isDiscussion { return isEnoughWithout || !isLarge }
        guard element.hint.isForeign else { return false }
        if element.hint.isOwn, own * 10 > total { return false }
        if let names = element.attributes["class"], (proseOfNames[names] ?? 0) * 10 > total * 3 {
            return false
        }
        return !isLarge
    }
}

extension PageElement {
    /// Whether a reader does not see it.
    var isHidden: Bool {
        if attributes["hidden"] != nil || attributes["aria-hidden"] == "true" { return true }
        guard let style = attributes["style"]?.lowercased() else { return false }
        let plain = style.filter { $0 != " " }
        return plain.contains("display:none") || plain.contains("visibility:hidden")
    }
}
