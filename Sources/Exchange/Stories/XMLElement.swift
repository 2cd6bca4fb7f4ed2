internal import CMarkup
internal import Diagnostics

/// An element of an XML document, or a piece of text in one.
final class XMLElement {
    /// The name without its prefix; empty for text.
    let name: String
    /// The URI of the namespace; empty if there is none.
    let namespace: String
    /// The attributes by their names without prefixes.
    fileprivate(set) var attributes: [String: String] = [:]
    /// The elements and texts in it, in order.
    fileprivate(set) var children: [XMLElement] = []
    /// The text, of a piece of text.
    private let piece: String

    init(_ name: String, namespace: String = "", text: String = "") {
        (self.name, self.namespace, piece) = (name, namespace, text)
    }

    /// Whether it is a piece of text.
    var isText: Bool { name.isEmpty }

    /// All elements in it, itself included, in document order.
    var all: [XMLElement] {
        var found: [XMLElement] = []
        var waiting = [self]
        while let element = waiting.popLast() {
            if element.isText { continue }
            found.append(element)
            waiting += element.children.reversed()
        }
        return found
    }

    /// Returns the first element of a name in it, itself included.
    func first(_ name: String) -> XMLElement? {
        var waiting = [self]
        while let element = waiting.popLast() {
            if element.name == name { return element }
            waiting += element.children.reversed()
        }
        return nil
    }

    /// Returns the elements of a name right in it.
    ///
    /// - Parameter namespace: the namespace that they must have; nil if any will do.
    func children(_ name: String, in namespace: String? = nil) -> [XMLElement] {
        children.filter { $0.name == name && (namespace == nil || $0.namespace == namespace) }
    }

    /// Returns the first of the elements of a name right in it.
    func child(_ name: String, in namespace: String? = nil) -> XMLElement? {
        children.first { $0.name == name && (namespace == nil || $0.namespace == namespace) }
    }

    /// Returns the element at the end of a path of names from it.
    func at(_ path: String...) -> XMLElement? {
        var element: XMLElement? = self
        for name in path { element = element?.child(name) }
        return element
    }

    /// The text in it as it is written.
    var rawText: String {
        if isText { return piece }
        var text = ""
        var waiting = [self]
        while let element = waiting.popLast() {
            text += element.piece
            waiting += element.children.reversed()
        }
        return text
    }

    /// The text in it with white space made one blank; nil if there is none.
    var content: String? {
        let text = rawText.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return text.isEmpty ? nil : text
    }
}

/// A document as its elements.
struct XMLTree {
    /// The outermost element.
    let root: XMLElement
    /// Why something may be missing, with the line; nil if the document is well-formed.
    let problem: String?

    /// Reads a document. Named characters of HTML are read although no DTD is, and single faults that readers of
    /// feeds overlook are: an `&` that is not escaped, control characters.
    ///
    /// - Throws: ``Diagnostic`` if there is no element in it.
    init(_ text: String) throws(Diagnostic) {
        final class Builder {
            var open = [XMLElement("#document")]
            var problem: String?
        }
        let builder = Builder()
        var utf8 = XMLReferences.repaired(Array(text.utf8))
        let failure = utf8.withUnsafeMutableBytes { bytes in
            nd_xml_read(
                bytes.bindMemory(to: CChar.self).baseAddress, bytes.count,
                { context, kind, name, value in
                    guard let context, let name, let value else { return }
                    let builder = Unmanaged<Builder>.fromOpaque(context).takeUnretainedValue()
                    let last = builder.open[builder.open.count - 1]
                    switch kind {
                    case 1:
                        let element = XMLElement(String(cString: name), namespace: String(cString: value))
                        last.children.append(element)
                        // Deeper than any format of news goes: text is kept, nesting is not.
                        builder.open.append(builder.open.count < 250 ? element : last)
                    case 2: last.attributes[String(cString: name)] = String(cString: value)
                    case 3: last.children.append(XMLElement("", text: String(cString: value)))
                    case 6:
                        let text = String(cString: value).decodingEntities
                        last.children.append(XMLElement("", text: text))
                    case 4: builder.open.removeLast()
                    default:
                        builder.problem = "line \(String(cString: value)): \(String(cString: name))"
                    }
                }, Unmanaged.passUnretained(builder).toOpaque())
        }
        if let failure { throw Diagnostic(.input, String(cString: failure)) }
        guard let root = builder.open[0].children.first else {
            throw Diagnostic(.input, "this is no well-formed XML: \(builder.problem ?? "it is empty")")
        }
        (self.root, problem) = (root, builder.problem)
    }
}
