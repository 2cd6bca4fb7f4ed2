/// An element of a page with what the search for its text measures: how much text it has, how much of it is
/// links. Elements that never hold text for a reader are not in this tree.
final class PageElement {
    /// The name in lower case; empty for text.
    let name: String
    /// The text, of text, without soft hyphens and the like.
    let text: String
    let attributes: [String: String]
    let hint: ClassHint
    private(set) unowned(unsafe) var parent: PageElement?
    private(set) var children: [PageElement] = []
    /// Letters and digits, commas, and the letters and digits in links.
    private(set) var size = 0, commas = 0, linked = 0
    /// Whether it is no part of the article.
    var isCut = false
    /// How much it looks like the container of an article.
    var score = 0.0

    var isBlock: Bool { PageVocabulary.blocks.contains(name) }
    var isText: Bool { name.isEmpty }
    /// The share of the text that is links, from 0 to 1.
    var linkDensity: Double { size == 0 ? 0 : Double(linked) / Double(size) }

    private init(_ node: MarkupNode, text: String = "") {
        name = node.name
        attributes = node.attributes
        self.text = text
        hint = node.attributes.isEmpty ? ClassHint([:]) : ClassHint(node.attributes)
    }

    /// Returns the tree of a page or of a piece of markup, measured.
    static func tree(_ node: MarkupNode) -> PageElement {
        let root = PageElement(node)
        root.build(node)
        root.measure()
        return root
    }

    private func build(_ node: MarkupNode) {
        for child in node.children {
            if child.name.isEmpty {
                let piece = PageElement(child, text: child.text.withoutInvisibleCharacters)
                piece.parent = self
                children.append(piece)
            } else if !PageVocabulary.textless.contains(child.name) {
                let element = PageElement(child)
                element.parent = self
                element.build(child)
                children.append(element)
            }
        }
    }

    /// Measures the element again, without what is cut.
    func measure(inLink: Bool = false) {
        (size, commas, linked) = (0, 0, 0)
        if isCut { return }
        if isText {
            (size, commas) = text.letterCount
            linked = inLink ? size : 0
            return
        }
        let isLink = inLink || leadsAway
        for child in children {
            child.measure(inLink: isLink)
            size += child.size
            commas += child.commas
            linked += child.linked
        }
    }

    /// Whether it is a link to another page. One to a place in the page itself, as of a footnote, is not navigation.
    private var leadsAway: Bool {
        guard name == "a", let address = attributes["href"] else { return false }
        return !address.hasPrefix("#") && !address.lowercased().hasPrefix("javascript:")
    }

    /// Calls `body` for each element in it, itself first, in document order, without what is cut.
    func forEach(_ body: (PageElement) -> Void) {
        var waiting = [self]
        while let element = waiting.popLast() {
            if element.isCut { continue }
            body(element)
            waiting += element.children.reversed()
        }
    }

    /// Its ancestors, the nearest first.
    var ancestors: some Sequence<PageElement> {
        sequence(first: self) { $0.parent }.dropFirst()
    }

    /// Whether `other` is in it or is it.
    func contains(_ other: PageElement) -> Bool {
        other === self || other.ancestors.contains { $0 === self }
    }

    /// Its text with white space made one blank.
    var content: String {
        var text = ""
        forEach { text += $0.isText ? $0.text : $0.isBlock || $0.name == "br" ? " " : "" }
        return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}

extension String {
    /// Without soft hyphens, zero-width spaces and byte order marks, which are never read.
    fileprivate var withoutInvisibleCharacters: String {
        guard utf8.contains(where: { $0 >= 0xC2 }),
            unicodeScalars.contains(where: { Self.invisible.contains($0.value) })
        else { return self }
        var kept = UnicodeScalarView()
        kept.append(contentsOf: unicodeScalars.lazy.filter { !Self.invisible.contains($0.value) })
        return String(kept)
    }

    private static let invisible: Set<UInt32> = [0xAD, 0x200B, 0x2060, 0xFEFF]

    /// How many letters and digits, and how many commas of whatever script.
    fileprivate var letterCount: (letters: Int, commas: Int) {
        var letters = 0
        var commas = 0
        for scalar in unicodeScalars {
            switch scalar.value {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: letters += 1
            case 0x2C, 0x60C, 0xFE50, 0x3001, 0xFF0C: commas += 1
            case 0..<0xC0, 0x2000...0x206F: break
            default: letters += 1
            }
        }
        return (letters, commas)
    }
}
