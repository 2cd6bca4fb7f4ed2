/// A news article as it was read: a text that never changes, its blocks, and what is known of it.
public struct Article: Sendable {
    /// What the article is called; unique only as far as its source makes it so.
    public var id: ArticleID
    /// The text, valid UTF-8. All positions count its bytes.
    public let utf8: [UInt8]
    /// The input fields that the text was put together from; one named `text` as a rule.
    public var fields: [TextField]
    /// Headline, paragraphs and the like in order of position. They may nest (a dateline lies in
    /// its paragraph).
    public var blocks: [Block]
    /// What is known of the article.
    public var metadata: Metadata

    /// An article of one field, `text`.
    public init(id: ArticleID, utf8: [UInt8], blocks: [Block] = [], metadata: Metadata = Metadata()) {
        self.id = id
        self.utf8 = utf8
        self.blocks = blocks
        self.metadata = metadata
        fields = [TextField(name: "text", span: Span(0, utf8.count))]
    }

    /// The text of a span, which must lie in the article.
    public func text(of span: Span) -> String {
        String(decoding: utf8[span.range.clamped(to: 0..<utf8.count)], as: UTF8.self)
    }

    /// The whole text.
    public var text: String { String(decoding: utf8, as: UTF8.self) }
}

/// The id of an article, as its source gave it.
public enum ArticleID: Hashable, Sendable, CustomStringConvertible {
    /// a string
    case string(String)
    /// a number, written as a number again
    case integer(Int)

    /// The id as text.
    public var description: String {
        switch self {
        case .string(let value): value
        case .integer(let value): String(value)
        }
    }
}

/// An input field that became part of an article's text. Offsets in output count within it.
public struct TextField: Equatable, Sendable {
    /// The name of the field in the input record.
    public var name: String
    /// Where its text lies in the article's.
    public var span: Span

    /// A field's place.
    public init(name: String, span: Span) {
        self.name = name
        self.span = span
    }
}

/// A part of an article by its role in the layout.
public struct Block: Equatable, Sendable {
    /// What a block can be.
    public enum Kind: String, Sendable, CaseIterable {
        /// the title of the article
        case headline
        /// who wrote it
        case byline
        /// place and agency at the start of the first paragraph
        case dateline
        /// running text
        case paragraph
        /// an item of a list, with its bullet
        case item
        /// a title within the text
        case heading
        /// what is no part of the story: links, calls to subscribe
        case boilerplate
    }

    /// Its role.
    public var kind: Kind
    /// Its place, without surrounding white space.
    public var span: Span

    /// A block.
    public init(_ kind: Kind, _ span: Span) {
        self.kind = kind
        self.span = span
    }
}

/// What is known of an article apart from its text. What is not known is nil.
public struct Metadata: Equatable, Sendable {
    /// The headline as text.
    public var headline: String?
    /// Who wrote it, as printed.
    public var byline: String?
    /// The place in its dateline.
    public var place: String?
    /// The agency in its dateline.
    public var agency: String?
    /// When it was published: `YYYY-MM-DD`, or with a time `YYYY-MM-DDThh:mm…`, as ISO 8601.
    public var published: String?
    /// Who published it.
    public var source: String?
    /// Where it was published.
    public var url: String?
    /// BCP 47 tag of its language.
    public var language: String?
    /// Everything else that came with it.
    public var others: [FeatureValue.Field] = []

    /// Nothing known.
    public init() {}

    /// The names of the fields that every article can have in a record, in the order in which they are written.
    public static let names = ["headline", "byline", "published", "source", "url", "language"]

    /// The known ones of the fields in ``names``, in their order.
    public var standard: [FeatureValue.Field] {
        zip(Self.names, [headline, byline, published, source, url, language]).compactMap { name, value in
            value.map { .init(name, .string($0)) }
        }
    }
}
