internal import Diagnostics
internal import ArticleModel

/// An article of NITF (iptc.org/standards/nitf), an older format of the IPTC in XML.
struct NITFInput: InputFormat {
    let name = "nitf"
    let extensions = ["nitf", "xml"]

    func article(of item: InputItem, _ options: ReadingOptions) -> ReadResult {
        PageReader.result(of: item) { () throws(Diagnostic) in try read(item, options.published) }
    }

    private func read(_ item: InputItem, _ published: String?) throws(Diagnostic) -> ReadResult {
        let page = try MarkupTree.read(item.bytes, isHTML: false)
        guard let root = page.first("nitf") else {
            throw Diagnostic(.input, "the file is XML, but not NITF: there is no <nitf> in it")
        }
        var metadata = Metadata()
        metadata.headline = root.first("hl1")?.content ?? root.first("title")?.content
        metadata.byline = root.first("byline")?.content
        let date =
            root.first("date.issue")?.attributes["norm"]
            ?? root.first("pubdata")?.attributes["date.publication"]
        metadata.published = date.map { iso($0) }.flatMap(PublicationDate.normalized) ?? published
        metadata.source =
            root.first("pubdata")?.attributes["name"] ?? root.first("doc.copyright")?.attributes["holder"]
        var lines: [String] = []
        (root.first("body.content") ?? root).forEach { node in
            if ["p", "hl2"].contains(node.name) {
                let line = node.content
                if !line.isEmpty { lines.append(line) }
            }
        }
        return try PageReader.article(item, text: lines.joined(separator: "\n"), metadata, extractor: "nitf")
    }

    /// Dates of the basic form of ISO 8601 in the extended one: 20240913T083000Z.
    private func iso(_ text: String) -> String {
        let characters = Array(text)
        guard characters.count >= 8, characters.prefix(8).allSatisfy(\.isNumber) else { return text }
        var date = "\(String(characters[0..<4]))-\(String(characters[4..<6]))-\(String(characters[6..<8]))"
        if characters.count >= 15, characters[8] == "T" {
            date +=
                "T\(String(characters[9..<11])):\(String(characters[11..<13])):\(String(characters[13..<15]))"
                + String(characters[15...])
        }
        return date
    }
}
