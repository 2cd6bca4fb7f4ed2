internal import ArticleModel
internal import Serialization

/// One story of a feed or an agency's file: its metadata, and its text as it was sent. The process that reads the
/// input finds the stories of a file; a worker makes an article of each, which takes longer.
struct Story: Equatable {
    /// A text, and how it was sent.
    enum Body: Equatable {
        /// Plain text.
        case plain(String)
        /// A piece of HTML, all of which is article.
        case markup(String)

        /// Whether there is a letter or digit in it, outside of tags; cheaper than reading it.
        var hasText: Bool {
            switch self {
            case .plain(let text): return text.contains { !$0.isWhitespace }
            case .markup(let markup):
                var isInTag = false
                return markup.contains { character in
                    if character == "<" { isInTag = true }
                    if character == ">" { isInTag = false }
                    return !isInTag && (character.isLetter || character.isNumber)
                }
            }
        }
    }

    /// The id that the source gave it.
    var id: String?
    var metadata = Metadata()
    /// Nil if it has no text.
    var body: Body?
    /// What the text is in the source: the content, or only a summary.
    var part: String?
    /// Things that are uncertain, for the errors of the record.
    var problems: [String] = []

    /// Adds a value to the other metadata, unless it is nil or blank.
    mutating func note(_ name: String, _ text: String?) {
        guard let text, text.contains(where: { !$0.isWhitespace }) else { return }
        metadata.others.append(.init(name, .string(text)))
    }

    /// Adds a list of values to the other metadata, unless there is none.
    mutating func note(_ name: String, _ texts: [String]) {
        guard !texts.isEmpty else { return }
        metadata.others.append(.init(name, .list(texts.map { .string($0) })))
    }

    /// The text as it is read: plain text as it is, of markup the lines.
    var text: String {
        switch body {
        case .plain(let text)?: text.trimmingBlankLines
        case .markup(let markup)?: ItemMarkup.text(of: markup)
        case nil: ""
        }
    }

    // MARK: On its way to a worker

    /// The story as JSON.
    var bytes: [UInt8] {
        var fields = metadata.standard
        if let id { fields.append(.init("id", .string(id))) }
        if let place = metadata.place { fields.append(.init("place", .string(place))) }
        if let part { fields.append(.init("part", .string(part))) }
        switch body {
        case .plain(let text)?: fields.append(.init("plain", .string(text)))
        case .markup(let text)?: fields.append(.init("markup", .string(text)))
        case nil: break
        }
        fields.append(.init("others", .object(metadata.others)))
        fields.append(.init("problems", .list(problems.map { .string($0) })))
        return Array(JSONDocument.text(.object(fields)).utf8)
    }

    /// Creates a story with a text and nothing else.
    init(body: Body? = nil) { self.body = body }

    /// Reads what ``bytes`` wrote.
    ///
    /// - Throws: ``JSONDocument/Failure`` if it is something else.
    init(_ bytes: [UInt8]) throws(JSONDocument.Failure) {
        let value = try JSONDocument.parse(bytes)
        id = value["id"]?.string
        metadata.headline = value["headline"]?.string
        metadata.byline = value["byline"]?.string
        metadata.published = value["published"]?.string
        metadata.source = value["source"]?.string
        metadata.url = value["url"]?.string
        metadata.place = value["place"]?.string
        metadata.language = value["language"]?.string
        if case .object(let others)? = value["others"] { metadata.others = others }
        if case .list(let list)? = value["problems"] { problems = list.compactMap(\.string) }
        part = value["part"]?.string
        body = value["plain"]?.string.map { .plain($0) } ?? value["markup"]?.string.map { .markup($0) }
    }
}

extension Story {
    /// Returns the article of an item whose bytes are a story, or the reason why there is none with what is known of
    /// it. The metadata field `extractor` says what was read: the content, or a summary.
    static func article(of item: InputItem, _ options: ReadingOptions) -> ReadResult {
        func error(_ message: String, kind: String? = nil) -> ArticleError {
            ArticleError(stage: "read", kind: kind ?? item.format.name, message: message, line: item.line)
        }
        let story: Story
        do throws(JSONDocument.Failure) { story = try Story(item.bytes) } catch {
            return ReadResult(
                failed: ArticleError(
                    stage: "read", kind: item.format.name, message: error.description, line: item.line),
                id: item.fallbackID, line: item.line)
        }
        var metadata = story.metadata
        metadata.published = metadata.published ?? options.published
        let text = story.text
        guard text.contains(where: { !$0.isWhitespace }) else {
            metadata.published = metadata.published.flatMap(PublicationDate.normalized)
            var result = ReadResult(
                failed: error("the item has no text"), id: item.fallbackID, line: item.line,
                metadata: metadata)
            result.errors += story.problems.map { error($0) }
            return result
        }
        if let part = story.part { metadata.others.append(.init("extractor", .string(part))) }
        var result = ArticleReader.article(
            text: Array(text.utf8), headline: metadata.headline, id: item.fallbackID, metadata: metadata,
            line: item.line)
        result.errors = story.problems.map { error($0) } + result.errors
        return result
    }
}

extension String {
    /// Without blank lines at its start and its end.
    fileprivate var trimmingBlankLines: String {
        var text = self[...]
        while let end = text.firstIndex(where: \.isNewline), text[..<end].allSatisfy(\.isWhitespace) {
            text = text[text.index(after: end)...]
        }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
