/// What kind of thing a token is, as bits. Those above ``sentenceStart`` belong to the form and are
/// the same wherever it stands; the others belong to the place.
public struct TokenClass: OptionSet, Hashable, Sendable {
    /// The bits.
    public let rawValue: UInt32

    /// A set of bits.
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    // MARK: Kinds

    /// letters, perhaps with digits, hyphens and apostrophes inside
    public static let word = TokenClass(rawValue: 1 << 0)
    /// begins with a digit: 12, 1,000, 3.5, 12/05/2016, 1990s, 3rd
    public static let number = TokenClass(rawValue: 1 << 1)
    /// punctuation other than quotation marks and dashes
    public static let punctuation = TokenClass(rawValue: 1 << 2)
    /// anything else: currency and other signs, emoji
    public static let symbol = TokenClass(rawValue: 1 << 3)
    /// a quotation mark of any shape, an apostrophe that stands alone included
    public static let quote = TokenClass(rawValue: 1 << 4)
    /// - -- – —
    public static let dash = TokenClass(rawValue: 1 << 5)
    /// 's, 'll and the like, split from the word before
    public static let clitic = TokenClass(rawValue: 1 << 6)
    /// an e-mail address
    public static let email = TokenClass(rawValue: 1 << 7)
    /// a URL or a domain name
    public static let url = TokenClass(rawValue: 1 << 8)
    /// @name
    public static let handle = TokenClass(rawValue: 1 << 9)
    /// #topic
    public static let hashtag = TokenClass(rawValue: 1 << 10)

    // MARK: Shape of words

    /// first letter upper case and a lower-case letter in it, or a single capital
    public static let capitalized = TokenClass(rawValue: 1 << 11)
    /// two letters or more, all upper case: US, U.S., FBI
    public static let upper = TokenClass(rawValue: 1 << 12)
    /// no upper-case letter
    public static let lower = TokenClass(rawValue: 1 << 13)
    /// has an upper-case letter: what a name consists of (al-Husseini, O’Brien, J., iPhone, FBI)
    public static let name = TokenClass(rawValue: 1 << 14)
    /// a capital and a full stop: J.
    public static let initial = TokenClass(rawValue: 1 << 15)
    /// ends with a full stop that belongs to it: Mr., U.S., Sept.
    public static let abbreviation = TokenClass(rawValue: 1 << 16)

    // MARK: Place

    /// first of its sentence
    public static let sentenceStart = TokenClass(rawValue: 1 << 24)
    /// white space before it
    public static let spaceBefore = TokenClass(rawValue: 1 << 25)
    /// first of its block
    public static let blockStart = TokenClass(rawValue: 1 << 26)

    /// The classes that belong to the place and not to the form.
    public static let ofPlace: TokenClass = [.sentenceStart, .spaceBefore, .blockStart]

    /// The classes that patterns can name, in the order of their documentation.
    public static let named: [(name: String, set: TokenClass, meaning: String)] = [
        ("word", .word, "a word"),
        ("num", .number, "begins with a digit"),
        ("punct", .punctuation, "punctuation other than quotation marks and dashes"),
        ("symbol", .symbol, "any other sign"),
        ("quote", .quote, "a quotation mark of any shape"),
        ("dash", .dash, "- -- – —"),
        ("clitic", .clitic, "'s, 'll and the like"),
        ("email", .email, "an e-mail address"),
        ("url", .url, "a URL or domain name"),
        ("handle", .handle, "@name"),
        ("hashtag", .hashtag, "#topic"),
        ("Cap", .capitalized, "a word with a capital first and a small letter in it"),
        ("UPPER", .upper, "a word of two or more capitals"),
        ("lower", .lower, "a word without a capital"),
        ("Name", .name, "a word with a capital anywhere: what names consist of"),
        ("initial", .initial, "a capital with its full stop"),
        ("abbr", .abbreviation, "a word with a full stop of its own"),
    ]
}
