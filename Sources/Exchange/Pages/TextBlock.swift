/// A line of a page's text: a paragraph, a heading, an item of a list or a row of a table.
struct TextBlock {
    /// The role of a block.
    enum Kind: Equatable { case paragraph, heading, item, row, preformatted }

    var kind: Kind
    /// The text with white space made one blank; an item begins with "- ", the cells of a row are separated by tabs.
    var text: String
    /// Letters and digits, and those of them in links.
    var size = 0, linked = 0
    var commas = 0
    /// The block element right around the text.
    var container: PageElement

    /// The share of the text that is links, from 0 to 1.
    var linkDensity: Double { size == 0 ? 0 : Double(linked) / Double(size) }

    /// Whether the text ends like a sentence, whatever quotes and brackets follow.
    var endsSentence: Bool { text.endsSentence }

    /// Whether it is running text: of some length, mostly not links.
    var isProse: Bool {
        (kind == .paragraph || kind == .preformatted || kind == .item) && size >= 60 && linkDensity < 0.4
    }

    /// How much of it tells against its being part of an article: short lines and lines of links; a heading that is
    /// a link leads to another article.
    var noise: Int {
        switch kind {
        case _ where isProse: 0
        case .heading: linkDensity > 0.5 ? size * 3 : 0
        case .item, .row, .preformatted: linkDensity > 0.4 ? size : 0
        case .paragraph: endsSentence && linkDensity < 0.4 ? 0 : size
        }
    }
}

extension StringProtocol {
    /// Whether it ends with a full stop or the like, whatever quotation marks, brackets and notes follow.
    var endsSentence: Bool {
        for character in reversed() {
            if ".!?…。！？".contains(character) { return true }
            if !"\"'”’»)]".contains(character), !character.isWhitespace { return false }
        }
        return false
    }
}

/// Goes through an element and collects its lines.
struct TextBlockReader {
    private(set) var blocks: [TextBlock] = []
    private var line = ""
    private var size = 0, linked = 0, commas = 0
    private var kind = TextBlock.Kind.paragraph
    /// Line breaks since the last text.
    private var breaks = 0
    /// Whether the next line is the first of an item.
    private var isItemStart = false

    /// Returns the lines of an element, without what is cut in it.
    static func blocks(of element: PageElement) -> [TextBlock] {
        var reader = TextBlockReader()
        reader.read(element, in: element)
        reader.end(element)
        return reader.blocks
    }

    private mutating func read(_ element: PageElement, in container: PageElement) {
        if element.isCut { return }
        if element.isText { return add(element, container) }
        switch element.name {
        case "br":
            breaks += 1
            if breaks > 1 { end(container) } else { line += "\n" }
        case "q":
            line += "“"
            readChildren(of: element, in: container)
            line += "”"
        case "wbr":
            // The parser does not know that it is empty, and nests what follows it.
            readChildren(of: element, in: container)
        case "pre":
            end(container)
            readPreformatted(element)
        case "tr" where Self.isDataRow(element):
            end(container)
            readRow(element)
        default:
            guard element.isBlock else { return readChildren(of: element, in: container) }
            end(container)
            let outer = kind
            if PageVocabulary.headings.contains(element.name) { kind = .heading }
            if element.name == "li" {
                kind = .item
                isItemStart = true
            }
            readChildren(of: element, in: element)
            end(element)
            if element.name == "li" { isItemStart = false }
            kind = outer
        }
    }

    private mutating func readChildren(of element: PageElement, in container: PageElement) {
        for child in element.children { read(child, in: container) }
    }

    private mutating func add(_ element: PageElement, _ container: PageElement) {
        let text = element.text
        guard text.contains(where: { !$0.isWhitespace }) else {
            line += " "
            return
        }
        // One line break ends a paragraph only where a sentence has ended or nothing else marks paragraphs.
        if breaks == 1, container.name != "p" || line.endsSentence,
            !PageVocabulary.headings.contains(container.name)
        {
            end(container)
        }
        breaks = 0
        line += text
        size += element.size
        linked += element.linked
        commas += element.commas
    }

    private mutating func end(_ container: PageElement) {
        let text = line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if !text.isEmpty {
            var kind = kind
            if kind == .item, !isItemStart { kind = .paragraph }
            let isMarked = ["- ", "• ", "* ", "– "].contains { text.hasPrefix($0) }
            blocks.append(
                TextBlock(
                    kind: kind, text: kind == .item && !isMarked ? "- " + text : text, size: size,
                    linked: linked,
                    commas: commas, container: container))
            isItemStart = false
        }
        (line, size, linked, commas, breaks) = ("", 0, 0, 0, 0)
    }

    // MARK: Tables and preformatted text

    /// Whether a row has several cells of a line each, so that it is a row of data and not of a layout.
    private static func isDataRow(_ row: PageElement) -> Bool {
        let cells = row.children.filter { $0.name == "td" || $0.name == "th" }
        return cells.count > 1
            && cells.allSatisfy { cell in
                cell.size <= 200
                    && !cell.children.contains { child in
                        child.name == "br" || child.name == "ul" || child.name == "table"
                    } && cell.children.lazy.filter({ $0.isBlock }).count <= 1
            }
    }

    private mutating func readRow(_ row: PageElement) {
        var cells: [String] = []
        for cell in row.children where !cell.isText && !cell.isCut {
            let text = cell.content
            if !text.isEmpty { cells.append(text) }
        }
        guard !cells.isEmpty else { return }
        blocks.append(
            TextBlock(
                kind: .row, text: cells.joined(separator: "\t"), size: row.size, linked: row.linked,
                commas: row.commas,
                container: row))
    }

    /// Lines of prose that were wrapped by hand are joined; those of a poem or of a program stay lines.
    private mutating func readPreformatted(_ element: PageElement) {
        var text = ""
        element.forEach { text += $0.isText ? $0.text : $0.name == "br" ? "\n" : "" }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map {
            $0.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
        for paragraph in lines.split(separator: "") {
            let isProse = paragraph.dropLast().allSatisfy { $0.count > 40 }
            let texts = isProse ? [paragraph.joined(separator: " ")] : Array(paragraph)
            for text in texts {
                let size = text.count { $0.isLetter || $0.isNumber }
                blocks.append(
                    TextBlock(
                        kind: isProse ? .paragraph : .preformatted, text: text, size: size,
                        linked: Int(Double(size) * element.linkDensity), commas: text.count { $0 == "," },
                        container: element))
            }
        }
    }
}
