public import ArticleModel
internal import English
internal import Temporal

/// What came of one piece of input: an article, or the reason why there is none. Either way it
/// becomes one record of the output.
public struct ReadResult: Sendable {
    /// The article; nil if the input could not be read as one.
    public var article: Article?
    /// The id for the record where there is no article.
    public var id: ArticleID
    /// The line of the input, from 1, for formats with a record a line.
    public var line: Int?
    /// What was wrong; beside an article, what was wrong with its metadata.
    public var errors: [ArticleError]

    /// An article.
    public init(_ article: Article, line: Int? = nil, errors: [ArticleError] = []) {
        self.article = article
        id = article.id
        self.line = line
        self.errors = errors
    }

    /// Adds an error of reading.
    mutating func note(_ kind: String, _ message: String) {
        errors.append(ArticleError(stage: "read", kind: kind, message: message, line: line))
    }

    /// No article.
    public init(failed error: ArticleError, id: ArticleID, line: Int? = nil) {
        self.id = id
        self.line = line
        errors = [error]
    }
}

/// Makes articles of text: blocks, dateline, metadata checked.
public enum ArticleReader {
    /// Returns the article of a plain text, or the reason why there is none.
    ///
    /// A byte order mark is dropped; every other character stays, so that positions fit the file.
    ///
    /// - Parameter declared: the label of the encoding, if it is known.
    public static func plainText(
        _ bytes: [UInt8], id: ArticleID, published: String? = nil, declared: String? = nil
    ) -> ReadResult {
        let decoded = TextDecoding.decode(bytes, declared: declared)
        if decoded.isBinary {
            return ReadResult(
                failed: ArticleError(
                    stage: "read", kind: "encoding",
                    message: "the file is not text: it has control characters and is not UTF-8"),
                id: id)
        }
        var metadata = Metadata()
        metadata.published = published
        var result = article(
            text: Array(decoded.text.utf8), headline: nil, id: id, metadata: metadata, line: nil)
        if let problem = decoded.problem { result.note("encoding", problem) }
        return result
    }

    /// The article of a text that is known to be sound, as examples are.
    public static func article(text: String, headline: String?, id: ArticleID, metadata: Metadata) -> Article
    {
        var metadata = metadata
        metadata.headline = headline
        // Every string is valid UTF-8, so there is always an article.
        return article(text: Array(text.utf8), headline: headline, id: id, metadata: metadata, line: nil)
            .article!
    }

    /// Puts an article together. A headline of its own that is not already the first line of the text is
    /// put before it; offsets in output then count within the two fields.
    static func article(text: [UInt8], headline: String?, id: ArticleID, metadata: Metadata, line: Int?)
        -> ReadResult
    {
        var metadata = metadata
        var errors: [ArticleError] = []
        if let published = metadata.published {
            metadata.published = PublicationDate.normalized(published)
            if metadata.published == nil {
                errors.append(
                    ArticleError(
                        stage: "read", kind: "published",
                        message:
                            "'published' is \"\(published)\", which is no date; write it as 2024-09-13 or 2024-09-13T08:30Z",
                        line: line))
            }
        }
        var utf8 = text
        var fields = [TextField(name: "text", span: Span(0, text.count))]
        var place: Span?
        if let headline, !headline.isEmpty {
            let bytes = Array(headline.utf8)
            if text.starts(with: bytes), bytes.last == 10 || isAtLineEnd(text, bytes.count) {
                place = Span(0, bytes.count)
            } else {
                utf8 = bytes + [10, 10] + text
                place = Span(0, bytes.count)
                fields = [
                    TextField(name: "headline", span: Span(0, bytes.count)),
                    TextField(name: "text", span: Span(bytes.count + 2, utf8.count)),
                ]
            }
        }
        let blocks = ArticleBlocks.find(in: utf8, headline: place)
        if metadata.headline == nil, let block = blocks.first(where: { $0.kind == .headline }) {
            metadata.headline = String(decoding: utf8[block.span.range], as: UTF8.self)
        }
        if metadata.byline == nil, let block = blocks.first(where: { $0.kind == .byline }) {
            metadata.byline = String(decoding: utf8[block.span.range], as: UTF8.self)
        }
        if let block = blocks.first(where: { $0.kind == .dateline }) {
            let parts = ArticleBlocks.parseDateline(String(decoding: utf8[block.span.range], as: UTF8.self))
            metadata.place = metadata.place ?? parts.place
            metadata.agency = metadata.agency ?? parts.agency
        }
        var article = Article(id: id, utf8: utf8, blocks: blocks, metadata: metadata)
        article.fields = fields
        return ReadResult(article, line: line, errors: errors)
    }

    /// Whether only blanks follow in the line: a headline such as "Rain" can also begin the first sentence.
    private static func isAtLineEnd(_ text: [UInt8], _ at: Int) -> Bool {
        let next = text[at...].first { ![9, 13, 32].contains($0) }
        return next == nil || next == 10
    }
}

/// Dates of publication as feeds and records write them.
public enum PublicationDate {
    /// The date as ISO 8601, or nil if the text is none: `2024-09-13`, `2024-09-13T08:30:00Z`,
    /// `2024-09-13 08:30`, `Fri, 13 Sep 2024 08:30:00 GMT` (RFC 5322).
    public static func normalized(_ text: String) -> String? {
        let text = String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        if let point = TimexPoint(isoShaped(text)), point.isSpecified,
            point.calendarDate != nil || point.granularity == .month
                || point.granularity == .year
        {
            return isoShaped(text)
        }
        return rfc5322(text)
    }

    /// With T between date and time, and the zone as `Z` or `+hh:mm` right after the time.
    private static func isoShaped(_ text: String) -> String {
        var text = text
        if text.count > 10, text[text.index(text.startIndex, offsetBy: 10)] == " " {
            let at = text.index(text.startIndex, offsetBy: 10)
            text.replaceSubrange(at...at, with: "T")
        }
        if text.hasSuffix(" UTC") || text.hasSuffix(" GMT") { text = text.dropLast(4) + "Z" }
        if text.count > 16, let sign = text.dropLast(4).last, sign == "+" || sign == "-",
            let zone = iso(zone: String(text.suffix(5)))
        {
            let time = text.dropLast(5)
            text = (time.last == " " ? time.dropLast() : time) + zone
        }
        return text
    }

    private static func rfc5322(_ text: String) -> String? {
        var parts = text.split { $0 == " " || $0 == "," }.map(String.init)
        if let first = parts.first, first.first?.isLetter == true { parts.removeFirst() }
        guard parts.count >= 3, let day = Int(parts[0]), let year = Int(parts[2]), year > 999,
            let month = MonthNames.number(of: parts[1]),
            let date = CalendarDate(year: year, month: month, day: day)
        else { return nil }
        guard parts.count >= 4 else { return date.description }
        let zone =
            parts.count > 4 ? ZoneOffset(abbreviation: parts[4])?.description ?? iso(zone: parts[4]) : ""
        guard let zone else { return nil }
        let time = "\(date)T\(parts[3])\(zone)"
        return TimexPoint(time) == nil ? nil : time
    }

    private static func iso(zone: String) -> String? {
        guard zone.count == 5, zone.first == "+" || zone.first == "-" else { return nil }
        return zone.prefix(3) + ":" + zone.suffix(2)
    }
}
