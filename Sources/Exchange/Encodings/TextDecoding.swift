internal import System

/// Text that was decoded, with what is uncertain about it.
public struct DecodedText: Equatable, Sendable {
    /// The text.
    public var text: String
    /// The encoding that it was in.
    public var encoding: TextEncoding
    /// What was replaced or guessed, for an error of kind `encoding` in the record; nil if nothing was.
    public var problem: String?
    /// Whether the bytes are probably not text at all.
    public var isBinary = false
}

/// Decodes text of any encoding: pages, files, rows of tables. The only place that decides on encodings.
///
/// The order is: a byte order mark, the encoding that was declared outside (`--encoding`, HTTP), what a page
/// declares itself, UTF-8 if the bytes are valid, a guess. A declaration that the bytes disprove is not
/// believed, and the problem says so.
public enum TextDecoding {
    /// Decodes a text as a whole.
    ///
    /// - Parameters:
    ///   - declared: the label that came with the bytes, such as the charset of an HTTP header.
    ///   - isHTML: whether the bytes may declare their encoding in a meta element or an XML declaration.
    public static func decode(_ bytes: [UInt8], declared: String? = nil, isHTML: Bool = false) -> DecodedText
    {
        EncodingChoice.decide(bytes, declared: declared, isHTML: isHTML).decode(bytes)
    }
}

/// The decision on the encoding of a text; parts of the text can be decoded with it.
struct EncodingChoice {
    let encoding: TextEncoding
    /// Why the encoding is not certain; nil if it is.
    var doubt: String?
    private var isBinary = false

    private init(_ encoding: TextEncoding) { self.encoding = encoding }

    /// Decides on the encoding of a text. For the parameters see ``TextDecoding/decode(_:declared:isHTML:)``.
    static func decide(_ bytes: [UInt8], declared: String? = nil, isHTML: Bool = false) -> EncodingChoice {
        if let marked = marked(bytes) ?? unmarkedUTF16(bytes) { return EncodingChoice(marked) }
        let label = declared ?? (isHTML ? MarkupDeclaration.encoding(in: bytes) : nil)
        let named = label.flatMap(TextEncoding.init(label:))
        let statistics = UTF8Statistics(bytes)
        if statistics.invalid == 0 {
            return EncodingChoice(named.flatMap { $0.canLookLikeUTF8(statistics) ? $0 : nil } ?? .utf8)
        }
        guard let label else {
            if statistics.invalid <= statistics.valid { return EncodingChoice(.utf8) }
            return guess(bytes, statistics, "no encoding is declared, and the text is not UTF-8")
        }
        guard let named else {
            return guess(bytes, statistics, "the declared encoding \"\(label.prefix(40))\" is unknown")
        }
        // A page that declares UTF-16 in ASCII is not in it.
        let isUTF8 = named == .utf8 || named.isUTF16 && declared == nil
        if !isUTF8 { return EncodingChoice(statistics.isUTF8InTheMain(against: named) ? .utf8 : named) }
        // One bad byte does not disprove a declaration.
        if statistics.invalid <= max(1, statistics.valid) { return EncodingChoice(.utf8) }
        return guess(bytes, statistics, "the text is declared as \(label.prefix(40)) and is not")
    }

    /// Decodes the text, or a part of it.
    func decode(_ bytes: [UInt8]) -> DecodedText {
        let (text, replaced, first) = text(of: bytes)
        var problems = doubt.map { [$0] } ?? []
        if let first {
            let what =
                replaced == 1
                ? "byte \(first + 1) is not \(encoding.name) and"
                : "\(replaced) bytes are not \(encoding.name), the first of them byte \(first + 1), and"
            problems.append("\(what) became U+FFFD")
        }
        return DecodedText(
            text: text, encoding: encoding,
            problem: problems.isEmpty ? nil : problems.joined(separator: "; "), isBinary: isBinary)
    }

    /// Returns the text without a byte order mark, how many bytes of it became U+FFFD, and the first of them.
    func text(of bytes: [UInt8]) -> (text: String, replaced: Int, first: Int?) {
        let mark = Self.markLength(bytes, encoding)
        let content = mark == 0 ? bytes : Array(bytes[mark...])
        if encoding != .utf8, let converter = TextConverter(from: encoding.converterName) {
            let text = String(decoding: converter.convert(content, isLast: true), as: UTF8.self)
            return (text, converter.replaced, converter.firstReplaced.map { $0 + mark })
        }
        if let text = String(validating: content, as: UTF8.self) { return (text, 0, nil) }
        let statistics = UTF8Statistics(bytes)
        return (String(decoding: content, as: UTF8.self), statistics.invalid, statistics.firstInvalid)
    }

    // MARK: Marks and guesses

    /// The encoding of a byte order mark.
    static func marked(_ bytes: [UInt8]) -> TextEncoding? {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return .utf8 }
        if bytes.starts(with: [0xFF, 0xFE]) { return .utf16LittleEndian }
        if bytes.starts(with: [0xFE, 0xFF]) { return .utf16BigEndian }
        return nil
    }

    private static func markLength(_ bytes: [UInt8], _ encoding: TextEncoding) -> Int {
        guard marked(bytes) == encoding else { return 0 }
        return encoding == .utf8 ? 3 : 2
    }

    /// UTF-16 without a mark: of the first characters nearly every second byte is zero.
    static func unmarkedUTF16(_ bytes: [UInt8]) -> TextEncoding? {
        let start = bytes.prefix(256)
        let pairs = start.count / 2
        guard pairs >= 4 else { return nil }
        var zeros = [0, 0]
        for index in 0..<pairs * 2 where start[index] == 0 { zeros[index & 1] += 1 }
        if zeros[1] * 10 >= pairs * 7, zeros[0] * 10 < pairs { return .utf16LittleEndian }
        if zeros[0] * 10 >= pairs * 7, zeros[1] * 10 < pairs { return .utf16BigEndian }
        return nil
    }

    /// The probable encoding of text that is not UTF-8, with the reason for the guess.
    private static func guess(_ bytes: [UInt8], _ statistics: UTF8Statistics, _ reason: String)
        -> EncodingChoice
    {
        // Where few letters are not ASCII the text is of a western language; statistics on them would be
        // wrong more often.
        let isWestern =
            statistics.high < 20 || statistics.high * 20 < statistics.high + statistics.letters
        let isBinary = statistics.controls * 100 > bytes.count
        var encoding = TextEncoding.windows1252
        if !isWestern, !isBinary, let label = EncodingGuess.label(of: Array(bytes.prefix(1 << 18))),
            let named = TextEncoding(label: label), named != .utf8
        {
            encoding = named
        }
        var choice = EncodingChoice(encoding)
        choice.doubt = "\(reason); read as \(encoding.name) (choose another with --encoding)"
        choice.isBinary = isBinary
        return choice
    }
}

extension TextEncoding {
    fileprivate var isUTF16: Bool { self == .utf16LittleEndian || self == .utf16BigEndian }

    /// Whether text of the encoding can be valid UTF-8 and mean something else. Text of single bytes is not:
    /// it would be a row of accented capitals and signs.
    fileprivate func canLookLikeUTF8(_ statistics: UTF8Statistics) -> Bool {
        // Text of this encoding is all ASCII bytes.
        if name == "iso-2022-jp" { return true }
        // Every second byte of western text is zero.
        if isUTF16 { return statistics.controls > 0 }
        // Twenty characters of it are not valid UTF-8 by chance.
        return 1..<20 ~= statistics.valid && !isSingleByte
    }
}

extension UTF8Statistics {
    /// Whether text that is declared as another encoding is UTF-8 with some bad bytes. Bytes of several encodings
    /// for Chinese and Japanese are valid UTF-8 now and then.
    fileprivate func isUTF8InTheMain(against named: TextEncoding) -> Bool {
        invalid * (named.isSingleByte ? 1 : 10) < valid
    }
}
