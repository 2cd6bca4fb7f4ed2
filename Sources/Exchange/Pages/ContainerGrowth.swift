/// Extends the best container of a search to the whole article: the text of one article is often in several
/// elements.
struct ContainerGrowth {
    private let body: PageElement
    private let top: PageElement

    init(_ body: PageElement, _ top: PageElement) {
        (self.body, self.top) = (body, top)
    }

    /// The elements of the article in document order. They do not lie in each other.
    var roots: [PageElement] {
        let top = climbed(self.top)
        guard let parent = top.parent, top !== body else { return [top] }
        let threshold = max(10, top.score * 0.2)
        return parent.children.filter { sibling in
            guard !sibling.isCut, !sibling.isText else { return false }
            if sibling === top { return true }
            let bonus = isSameKind(sibling, top) ? top.score * 0.2 : 0
            if sibling.score + bonus >= threshold, sibling.score > 0, sibling.linkDensity < 0.3 {
                return true
            }
            guard sibling.isLineOfText, sibling.name == "p" || sibling.name == "div" else { return false }
            return sibling.size > 70 && sibling.linkDensity < 0.25
                || sibling.size > 0 && sibling.linked == 0 && sibling.content.endsSentence
        }
    }

    /// The nearest ancestor that holds the other parts of the article too: one with more running text and little
    /// else beside it.
    private func climbed(_ start: PageElement) -> PageElement {
        var top = start
        var element = start
        var best = Weight(start)
        while let parent = element.parent, element !== body, !parent.isCut {
            element = parent
            let weight = Weight(parent)
            let gained = weight.prose - best.prose
            let noise = weight.noise - best.noise
            if gained * 20 >= best.prose, gained > noise * 2 { (top, best) = (parent, weight) }
            if noise > max(400, weight.prose) { break }
        }
        return top
    }

    /// How much of an element is running text and how much is something else.
    private struct Weight {
        var prose = 0, noise = 0

        init(_ element: PageElement) {
            for block in TextBlockReader.blocks(of: element) {
                if block.isProse { prose += block.size } else { noise += block.noise }
            }
        }
    }

    private func isSameKind(_ a: PageElement, _ b: PageElement) -> Bool {
        a.name == b.name && a.attributes["class"] == b.attributes["class"]
            && !(a.attributes["class"] ?? "").isEmpty
    }
}
