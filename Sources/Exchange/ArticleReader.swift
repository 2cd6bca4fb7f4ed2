public import ArticleModel

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
    /// The metadata of input that is not an article: what is known of a page without text.
    public var metadata = Metadata()
    /// Choices that the reader made and that are no errors; the same for all records of a kind.
    public var notices: [String] = []

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
    public init(
        failed error: ArticleError, id: ArticleID, line: Int? = nil, metadata: Metadata = Metadata()
    ) {
        self.id = id
        self.metadata = metadata
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
            metadata.published = nil
            do throws(PublicationDate.Failure) {
                metadata.published = try PublicationDate.read(published)
            } catch {
                errors.append(error.articleError(line: line))
            }
        }
        var utf8 = text
        var fields = [TextField(name: "text", span: Span(0, text.count))]
        var place: Span?
        if let headline, !headline.isEmpty {
            let bytes = Array(headline.utf8)
            place = firstLine(of: text, is: bytes)
            if place == nil {
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

    /// Returns the place of a headline that is the first line of the text, white space aside; nil if it is not, as
    /// "Rain" that only begins the first sentence.
    private static func firstLine(of text: [UInt8], is headline: [UInt8]) -> Span? {
        // A headline that begins with white space was given as such; otherwise the text may have some before it.
        let start =
            text.starts(with: headline) ? 0 : text.firstIndex { $0 > 32 } ?? text.count
        guard text[start...].starts(with: headline) else { return nil }
        let end = start + headline.count
        let next = headline.last == 10 ? 10 : text[end...].first { $0 > 32 || $0 == 10 }
        return next == nil || next == 10 ? Span(start, end) : nil
    }
}
