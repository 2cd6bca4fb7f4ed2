/// Writes elements of XML as HTML, so that one reader makes text of both.
enum MarkupText {
    /// Returns the content of an element as HTML.
    ///
    /// - Parameter rename: the names of HTML for elements of other formats; an empty name leaves the element out
    ///   with all that is in it.
    static func html(of element: XMLElement, rename: [String: String] = [:]) -> String {
        var text = ""
        for child in element.children { write(child, rename, to: &text) }
        return text
    }

    private static func write(_ element: XMLElement, _ rename: [String: String], to text: inout String) {
        if element.isText {
            text += escaped(element.rawText)
            return
        }
        let name = rename[element.name] ?? element.name
        if name.isEmpty { return }
        if ["br", "hr", "img", "wbr"].contains(name) {
            text += "<\(name)>"
            return
        }
        text += "<\(name)"
        if let address = element.attributes["href"] { text += " href=\"\(escaped(address))\"" }
        text += ">"
        for child in element.children { write(child, rename, to: &text) }
        text += "</\(name)>"
    }

    private static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 38 || $0 == 60 || $0 == 34 }) else { return text }
        return text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing("\"", with: "&quot;")
    }
}
