/// A record of a crawl, in any of the formats.
struct CrawlRecord {
    /// The type in the terms of WARC: `response`, `resource`, `conversion`, …
    var type = ""
    /// The address.
    var url: String?
    /// When it was fetched, as ISO 8601.
    var date: String?
    /// The media type of the content, with parameters.
    var contentType = ""
    /// The content: for a response, with the head of HTTP.
    var content: [UInt8] = []
    /// What is wrong with the record as a whole: the kind and the message of an error.
    var problem: (kind: String, message: String)?

    static let truncated = (kind: "truncated", message: "the file ends within the record")

    static func damaged(_ message: String) -> (kind: String, message: String) { ("damaged", message) }
}

/// The records of a crawl, one after the other.
protocol CrawlRecords: AnyObject {
    /// Returns the next record, or nil after the last. A record that is damaged has a ``CrawlRecord/problem``; the
    /// next one is searched for.
    func next() -> CrawlRecord?
}

extension CrawlBytes {
    /// The records in the format that the first line announces: ARC, or else WARC.
    func records(maximum: Int) -> any CrawlRecords {
        skipPadding()
        return peek(11).elementsEqual("filedesc://".utf8)
            ? ARCRecords(self, maximum: maximum) : WARCRecords(self, maximum: maximum)
    }
}
