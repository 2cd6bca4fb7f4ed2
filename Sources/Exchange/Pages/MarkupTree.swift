internal import Diagnostics
internal import CMarkup

/// A page of HTML as a tree.
final class MarkupNode {
    /// The element's name in lower case; empty for text.
    let name: String
    var attributes: [String: String] = [:]
    var children: [MarkupNode] = []
    /// The text, of text.
    var text = ""

    init(_ name: String) { self.name = name }

    /// All elements in it, itself included, in order.
    func forEach(_ body: (MarkupNode) -> Void) {
        var waiting = [self]
        while let node = waiting.popLast() {
            body(node)
            waiting += node.children.reversed()
        }
    }

    /// The first element of a name in it.
    func first(_ name: String) -> MarkupNode? {
        var waiting = [self]
        while let node = waiting.popLast() {
            if node.name == name { return node }
            waiting += node.children.reversed()
        }
        return nil
    }

    /// Its text, white space made one blank, without scripts and the like.
    var content: String {
        var text = ""
        collect(into: &text)
        return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private func collect(into text: inout String) {
        if name.isEmpty { text += self.text }
        if ["script", "style", "noscript", "template"].contains(name) { return }
        for child in children { child.collect(into: &text) }
        if name == "br" { text += "\n" }
    }
}

/// Reads pages with libxml2.
enum MarkupTree {
    /// The tree of a page.
    ///
    /// - Parameter encoding: as the page was sent with; else what it declares, else UTF-8.
    static func read(_ bytes: [UInt8], encoding: String? = nil) throws(Diagnostic) -> MarkupNode {
        final class Builder {
            let root = MarkupNode("#document")
            lazy var open = [root]
        }
        let builder = Builder()
        // A page that says nothing is read as UTF-8 if it is that.
        let isUTF8 = encoding == nil && String(validating: bytes, as: UTF8.self) != nil
        let problem = bytes.withUnsafeBytes { buffer in
            nd_markup_read(
                buffer.bindMemory(to: CChar.self).baseAddress, buffer.count,
                encoding ?? (isUTF8 ? "UTF-8" : nil),
                { context, kind, name, value in
                    guard let context, let name, let value else { return }
                    let builder = Unmanaged<Builder>.fromOpaque(context).takeUnretainedValue()
                    switch kind {
                    case 1:
                        let node = MarkupNode(String(cString: name).lowercased())
                        builder.open.last?.children.append(node)
                        // Beyond that depth a page is no article; text is kept, nesting is not.
                        builder.open.append(builder.open.count < 500 ? node : builder.open.last!)
                    case 2:
                        builder.open.last?.attributes[String(cString: name).lowercased()] = String(
                            cString: value)
                    case 3:
                        let node = MarkupNode("")
                        node.text = String(cString: value)
                        builder.open.last?.children.append(node)
                    default: builder.open.removeLast()
                    }
                }, Unmanaged.passUnretained(builder).toOpaque())
        }
        if let problem { throw Diagnostic(.input, String(cString: problem)) }
        return builder.root
    }
}
