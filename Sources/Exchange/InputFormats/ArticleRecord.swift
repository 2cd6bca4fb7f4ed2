internal import ArticleModel

/// A record of named values that becomes an article: a line of JSON Lines, a row of a table, an object in a file of its
/// own. Only `text` is required. No value is lost: whatever is not the text or its metadata is kept as it was given.
struct ArticleRecord {
    private let fields: [FeatureValue.Field]
    private let line: Int?
    private let map: FieldMap
    private var errors: [ArticleError] = []
    /// Values of a wrong type, by the names of what they were looked at for.
    private var unread: [FeatureValue.Field] = []
    /// The fields that were read under another name.
    private var aliases: [(name: String, alias: String)] = []
    private lazy var otherNames = FieldAliases(fields)
    /// The error of a record without a text.
    private let noText: String

    /// - Parameters:
    ///   - line: the line of the record in its source, from 1; 0 for a whole file.
    ///   - map: the names of the fields that hold the text and its metadata.
    ///   - noText: the error if it has no text.
    init(
        _ fields: [FeatureValue.Field], line: Int, _ map: FieldMap,
        noText: String = "the record has no 'text'; name the field that holds it with --map text=FIELD"
    ) {
        self.fields = fields
        self.noText = noText
        self.line = line > 0 ? line : nil
        self.map = map
    }

    /// Returns the article, or the reason why there is none. Errors beside the article name values of a wrong type.
    ///
    /// - Parameters:
    ///   - fallback: the id for a record without one.
    ///   - published: the publication date for a record without one.
    mutating func article(fallback: ArticleID, published: String?) -> ReadResult {
        var failure: String?
        var id = fallback
        switch value("id") {
        case nil, .null?: break
        case .string(let given)?: id = .string(given)
        case .integer(let given)?: id = .integer(given)
        case let other?:
            unread.append(.init("id", other))
            failure = "'id' must be a string or an integer"
        }
        var text: String?
        switch value("text") {
        case .string(let given)?: text = given
        case nil, .null?:
            text = alias("text")
            if text == nil { failure = failure ?? noText }
        case let other?:
            unread.append(.init("text", other))
            failure = failure ?? "'text' must be a string"
        }
        var metadata = Metadata()
        metadata.headline = string("headline")
        metadata.byline = string("byline")
        metadata.published = string("published") ?? published
        metadata.source = string("source")
        metadata.url = string("url")
        metadata.language = string("language")
        metadata.others = others()
        guard let text, failure == nil else {
            var result = ReadResult(failed: error(failure ?? ""), id: id, line: line, metadata: metadata)
            result.metadata.published = metadata.published.flatMap(PublicationDate.normalized)
            result.notices = notices
            return result
        }
        var result = ArticleReader.article(
            text: Array(text.utf8), headline: metadata.headline, id: id, metadata: metadata, line: line)
        result.errors = errors + result.errors
        result.notices = notices
        return result
    }

    /// A line for each field that was read under another name.
    private var notices: [String] {
        aliases.map { "`\($0.alias)` is read as \($0.name); --map \($0.name)=FIELD chooses another field" }
    }

    /// The value of a field under the name that another tool gives it; nil if there is none, or the map names one.
    private mutating func alias(_ name: String) -> String? {
        guard !map.isMapped(name), let found = otherNames.value(name) else {
            return nil
        }
        aliases.append((name, found.alias))
        return found.text
    }

    private func value(_ name: String) -> FeatureValue? { map.value(name, in: .object(fields)) }

    private func error(_ message: String) -> ArticleError {
        ArticleError(stage: "read", kind: "record", message: message, line: line)
    }

    /// The string of a name; nil if it is missing. A number is taken as a publication date, and for nothing else.
    private mutating func string(_ name: String) -> String? {
        switch value(name) {
        case nil, .null?: return alias(name)
        case .string(let text)?: return text.allSatisfy(\.isWhitespace) ? alias(name) ?? text : text
        case .integer(let number)? where name == "published": return String(number)
        case let other?:
            unread.append(.init(name, other))
            errors.append(error("'\(name)' must be a string"))
            return nil
        }
    }

    // MARK: All other fields

    /// The names that a record of the output has for the article and for what was found in it.
    private static let reserved = Set(FieldMap.names + ["line", "offsets", "annotations", "errors"])

    /// The fields that are not the text or its metadata. Those whose names the output needs for itself and those of a
    /// wrong type become members of a field `input`, unless the record is one of our own output that is read again.
    private func others() -> [FeatureValue.Field] {
        let isOutput = fields.contains { $0.name == "annotations" && Self.areAnnotations($0.value) }
        var others: [FeatureValue.Field] = []
        var hidden = unread
        for field in map.remainder(of: fields) where !aliases.contains(where: { $0.alias == field.name }) {
            if !Self.reserved.contains(field.name) {
                others.append(field)
            } else if !isOutput || !["line", "offsets", "annotations", "errors"].contains(field.name) {
                hidden.append(field)
            }
        }
        return others + (hidden.isEmpty ? [] : [.init("input", .object(hidden))])
    }

    /// Whether a value is the list of annotations of a record of our own output.
    private static func areAnnotations(_ value: FeatureValue) -> Bool {
        guard case .list(let items) = value else { return false }
        return items.allSatisfy { item in
            ["id", "layer", "label", "start", "end", "text", "plugin"].allSatisfy { item[$0] != nil }
        }
    }
}
