public import ArticleModel
internal import Diagnostics
public import Matching
internal import Serialization

/// A match of a pattern in its context, as `find` prints it.
public struct MatchView {
    private let match: Match
    private let names: [String]
    private let article: Article
    private let input: MatchInput

    /// Creates a view of a match.
    ///
    /// - Parameters:
    ///   - names: the capture names of the pattern.
    ///   - input: the tokens of `article`, which were searched.
    public init(_ match: Match, names: [String], in article: Article, _ input: MatchInput) {
        self.match = match
        self.names = names
        self.article = article
        self.input = input
    }

    /// The match with the text around it in one line, about `width` columns wide, followed by a line with the captures
    /// if there are any.
    ///
    /// - Parameter named: whether the line starts with the id of the article.
    public func lines(width: Int, style: TextStyle, named: Bool) -> [String] {
        let utf8 = article.utf8
        let span = input.span(match.tokens)
        let prefix = named ? "\(article.id): " : ""
        let room = max(10, (width - TextWidth.columns(prefix) - min(60, span.count)) / 2)
        let before = flat(utf8[max(0, span.start - room * 2)..<span.start]).suffix(room)
        let after = flat(utf8[span.end..<min(utf8.count, span.end + room * 2)]).prefix(room)
        let line = style.dim(prefix) + before + style.apply("1;31", flat(utf8[span.range])) + after
        let captures = match.captures.map {
            "\(names[$0.name])=\(style.apply("36", input.text($0.tokens)))"
        }
        return [line.replacing("\n", with: " ")]
            + (captures.isEmpty ? [] : ["    " + captures.joined(separator: "  ")])
    }

    /// The match as a JSON object with the article's id, offsets in code points, text and captures.
    public var json: String {
        let map = OffsetMap(of: article.utf8)
        func place(_ tokens: Range<Int>) -> [FeatureValue.Field] {
            let span = input.span(tokens)
            // Tokens lie within the text and start and end at characters.
            let range = (try? map.scalars(ofBytes: span)) ?? 0..<0
            return [
                .init("start", .integer(range.lowerBound)), .init("end", .integer(range.upperBound)),
                .init("text", .string(article.text(of: span))),
            ]
        }
        let captures = match.captures.map {
            FeatureValue.object([.init("name", .string(names[$0.name]))] + place($0.tokens))
        }
        return JSONDocument.text(
            .object(
                [.init("id", .string(article.id.description))] + place(match.tokens)
                    + [.init("captures", .list(captures))]))
    }

    /// The bytes as one line; a character that the cut split is left out.
    private func flat(_ bytes: ArraySlice<UInt8>) -> String {
        var bytes = bytes
        while let first = bytes.first, OffsetMap.isContinuation(first) { bytes.removeFirst() }
        let text = String(decoding: bytes, as: UTF8.self)
        return String(text.map { $0.isNewline ? " " : $0 }.filter { $0 != "\u{FFFD}" })
    }
}
