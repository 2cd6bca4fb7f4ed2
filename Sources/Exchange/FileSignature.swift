/// What a file is, by its first bytes. Names lie: feeds are saved as `.xml`, pages without any extension.
struct FileSignature {
    /// What the first bytes say.
    enum Kind: Equatable {
        /// It is of the format of this name, whatever it is called.
        case format(String)
        /// It is of a kind that is not read: the name of the kind, and a command that makes plain text of it.
        case unread(String, converter: String?)
    }

    /// How many bytes are looked at.
    static let length = 2048

    /// Returns what a file is; nil if the bytes do not say it, so that the name decides.
    ///
    /// - Parameter bytes: the first ``length`` bytes, or all of a shorter file.
    static func kind(of bytes: [UInt8]) -> Kind? {
        let start = bytes.prefix(length)
        if let binary = binary(start) { return binary }
        // Text of two bytes a character is not looked into.
        let text = start.starts(with: [0xEF, 0xBB, 0xBF]) ? start.dropFirst(3) : start
        let beginning = text.drop { $0 <= 32 }
        if let markup = markup(beginning) { return markup }
        if begins(beginning, "WARC/") || begins(beginning, "filedesc:") { return .format("warc") }
        if begins(beginning, "{\\rtf") { return .unread("RTF", converter: "pandoc -f rtf -t plain") }
        if isJSON(beginning) { return .format("json") }
        if isMail(beginning) { return .unread("mail", converter: nil) }
        return nil
    }

    /// The error for a file of a kind that is not read.
    static func message(_ name: String, converter: String?) -> String {
        guard let converter else {
            return
                "the file is \(name), which is not read: convert it to plain text, or give --via with a command that does"
        }
        return
            "the file is \(name), which is not read: convert it to plain text, or give --via '\(converter)'"
    }

    private static func begins(_ bytes: ArraySlice<UInt8>, _ text: String) -> Bool {
        bytes.starts(with: text.utf8)
    }

    // MARK: Binary formats

    private static func binary(_ start: ArraySlice<UInt8>) -> Kind? {
        // Some writers put a line before it.
        if start.prefix(1024).firstRange(of: Array("%PDF-".utf8)) != nil {
            return .unread("PDF", converter: "pdftotext - -")
        }
        if start.starts(with: [0x50, 0x4B, 3, 4]) { return archive(start) }
        if start.count > 262, start[257..<262].elementsEqual("ustar".utf8) { return .format("archive") }
        if start.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
            return .unread("a document of an old Microsoft Office", converter: "catdoc -d utf-8 -")
        }
        let pictures: [[UInt8]] = [[0x89, 0x50, 0x4E, 0x47], [0xFF, 0xD8, 0xFF], Array("GIF8".utf8)]
        if pictures.contains(where: { start.starts(with: $0) }) {
            return .unread("a picture", converter: nil)
        }
        return nil
    }

    /// A zip file: an office document or a book has a file of a known name first.
    private static func archive(_ start: ArraySlice<UInt8>) -> Kind {
        func contains(_ text: String) -> Bool { start.firstRange(of: Array(text.utf8)) != nil }
        if contains("application/epub+zip") {
            return .unread("EPUB", converter: "pandoc -f epub -t plain")
        }
        if contains("application/vnd.oasis.opendocument") {
            return .unread("OpenDocument", converter: "pandoc -f odt -t plain")
        }
        if contains("[Content_Types].xml") || contains("_rels/.rels") || contains("word/") {
            let isSheet = contains("xl/")
            return .unread(
                isSheet ? "an Excel workbook" : "a document of Microsoft Office (DOCX)",
                converter: isSheet ? nil : "pandoc -f docx -t plain")
        }
        return .format("archive")
    }

    // MARK: Text formats

    private static func markup(_ bytes: ArraySlice<UInt8>) -> Kind? {
        guard bytes.first == UInt8(ascii: "<") else { return nil }
        var rest = String(decoding: bytes, as: UTF8.self)[...]
        let isXML = rest.hasPrefix("<?xml")
        // Comments and instructions may precede the document type and the outermost element.
        while true {
            rest = rest.drop(while: \.isWhitespace)
            if rest.hasPrefix("<!--") {
                guard let end = rest.firstRange(of: "-->") else { return isXML ? .format("xml") : nil }
                rest = rest[end.upperBound...]
            } else if rest.hasPrefix("<?") {
                guard let end = rest.firstRange(of: "?>") else { return isXML ? .format("xml") : nil }
                rest = rest[end.upperBound...]
            } else {
                break
            }
        }
        let isDoctype = rest.prefix(9).lowercased() == "<!doctype"
        let tag = isDoctype ? rest.dropFirst(9).drop(while: \.isWhitespace) : rest.dropFirst()
        let name = tag.prefix { $0.isLetter || $0.isNumber || ":_.-".contains($0) }
        if name.lowercased() == "html" { return .format("html") }
        if isXML || roots.contains(local(name)) { return .format("xml") }
        if isDoctype || ["DOC", "REUTERS", "DOCNO"].contains(name) {
            // The document type of NITF and the like names the outermost element, too.
            return .unread("SGML", converter: nil)
        }
        return pageElements.contains(name.lowercased()) ? .format("html") : nil
    }

    private static func local(_ name: Substring) -> String {
        String(name.split(separator: ":").last ?? "")
    }

    /// The outermost elements of the formats of XML, which need no declaration.
    private static let roots: Set<String> = [
        "rss", "feed", "RDF", "nitf", "NewsML", "newsMessage", "newsItem", "packageItem", "conceptItem",
        "knowledgeItem",
    ]

    /// Elements that a page without its outermost element begins with.
    private static let pageElements: Set<String> = [
        "head", "body", "title", "meta", "script", "style", "link", "div", "p", "article", "section", "main",
        "header", "h1", "table",
    ]

    private static func isJSON(_ bytes: ArraySlice<UInt8>) -> Bool {
        let inner = bytes.dropFirst().drop { $0 <= 32 }
        guard let first = inner.first else { return false }
        switch bytes.first {
        case UInt8(ascii: "{")?: return first == UInt8(ascii: "\"")
        case UInt8(ascii: "[")?:
            let member = inner.dropFirst().drop { $0 <= 32 }.first
            return first == UInt8(ascii: "{") && member == UInt8(ascii: "\"")
        default: return false
        }
    }

    /// A mailbox, a mail or a page saved as one: fields of a header, some of which only mail has.
    private static func isMail(_ bytes: ArraySlice<UInt8>) -> Bool {
        let lines = String(decoding: bytes, as: UTF8.self).split(omittingEmptySubsequences: false) {
            $0.isNewline
        }
        guard let first = lines.first else { return false }
        // A mailbox: "From ana@example.com Fri Sep 13 08:30:00 2024".
        let words = first.split(separator: " ")
        let isMailbox =
            words.count >= 6 && words[0] == "From"
            && words.contains { $0.contains(":") && $0.first!.isNumber }
        var names: Set<String> = []
        for line in lines.dropFirst(isMailbox ? 1 : 0) {
            if line.first?.isWhitespace == true { continue }
            guard let colon = line.firstIndex(of: ":"), !line[..<colon].isEmpty,
                line[..<colon].allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" })
            else { break }
            names.insert(line[..<colon].lowercased())
        }
        let typical = ["mime-version", "message-id", "received", "return-path", "content-transfer-encoding"]
        return names.count >= 2 && typical.contains { names.contains($0) }
    }
}
