/// Finds the elements of a page that hold its article.
///
/// Each paragraph speaks for the elements around it, the nearer the more; the element with the highest score is
/// the container of the article, with such siblings and relatives as look like parts of it. The names of classes
/// only add to or take from a score.
struct ContentSearch {
    /// How much the search relies on hints.
    enum Strictness: CaseIterable {
        /// What is named like something else than an article is left out, if it is not most of the text.
        case hinted
        /// Only what the elements themselves say is left out.
        case plain
    }

    let body: PageElement
    let strictness: Strictness
    /// Elements with a score, in document order.
    private(set) var candidates: [PageElement] = []

    /// Searches the tree of a page; what is no part of the article is marked as cut in it.
    init(_ body: PageElement, _ strictness: Strictness) {
        self.body = body
        self.strictness = strictness
        body.reset()
        body.measure()
        SurroundingsCutter(body).cut(hinted: strictness == .hinted)
        body.measure()
        score(TextBlockReader.blocks(of: body))
    }

    /// The best containers, the best first. They do not lie in each other.
    func containers(_ count: Int) -> [[PageElement]] {
        var found: [PageElement] = []
        for candidate in candidates.sorted(by: { $0.score > $1.score }) where found.count < count {
            let isNew = found.allSatisfy { !$0.contains(candidate) && !candidate.contains($0) }
            if isNew, candidate.score > 0 { found.append(candidate) }
        }
        return found.map { ContainerGrowth(body, $0).roots }
    }

    // MARK: Scores

    private mutating func score(_ blocks: [TextBlock]) {
        var seen: Set<ObjectIdentifier> = []
        for block in blocks {
            let points = Self.points(block)
            guard points > 0 else { continue }
            let isLine = block.container.isLineOfText
            var element = isLine ? block.container.parent : block.container
            var level = 0
            while let current = element, level < 6, current !== body.parent {
                if seen.insert(ObjectIdentifier(current)).inserted {
                    candidates.append(current)
                    current.score = base(current)
                }
                current.score += level == 0 ? points : level == 1 ? points / 2 : points / Double(level * 3)
                if current === body { break }
                element = current.parent
                level += 1
            }
        }
        for candidate in candidates { candidate.score *= 1 - candidate.linkDensity }
    }

    /// How much a block says for an article: running text with commas and without links.
    private static func points(_ block: TextBlock) -> Double {
        switch block.kind {
        case .heading, .row: return 0
        case .item where block.size < 80: return 0
        case .paragraph where block.size < 20: return 0
        default:
            let points = 1 + Double(block.commas) + min(Double(block.size) / 80, 3)
            return points * (1 - min(1, block.linkDensity * 1.5))
        }
    }

    private func base(_ element: PageElement) -> Double {
        var base: Double =
            switch element.name {
            case "article", "main": 10
            case "div", "section": 5
            case "pre", "td", "blockquote": 3
            case "address", "ol", "ul", "dl", "dd", "dt", "li", "form": -3
            default: 0
            }
        if element.attributes["itemprop"]?.lowercased() == "articlebody" { base += 40 }
        guard strictness == .hinted else { return base }
        if element.hint.isOwn { base += 25 }
        if element.hint.isForeign { base -= 25 }
        return base
    }
}

extension PageElement {
    /// Whether it is one paragraph: a `<p>`, or a `<div>` that holds only running text.
    var isLineOfText: Bool {
        name == "p" || PageVocabulary.headings.contains(name)
            || (name != "body"
                && !children.contains { !$0.isCut && ($0.isBlock || $0.name == "br") || $0.holdsBlock })
    }

    /// Whether an element within a line, such as `<span>`, holds blocks.
    private var holdsBlock: Bool { !isText && !isBlock && children.contains { $0.isBlock || $0.holdsBlock } }

    /// Forgets what an earlier search has cut and scored.
    func reset() {
        isCut = false
        score = 0
        for child in children { child.reset() }
    }
}
