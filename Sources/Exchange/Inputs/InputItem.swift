public import ArticleModel
internal import Serialization

/// One piece of input, as it was found and not yet looked into: a line, a row, a page, a file.
public struct InputItem: Sendable {
    /// What the bytes are.
    public enum Kind: String, Sendable {
        /// a line of JSON Lines, or a row of a table made into one
        case json
        /// a plain text
        case text
        /// a web page
        case html
        /// an item of ninjs, a format of the IPTC for news in JSON
        case ninjs
        /// an article of NITF, an older format of the IPTC in XML
        case nitf
        /// nothing: it could not be read
        case failure
    }

    /// What the bytes are.
    public var kind: Kind
    /// What the input is called; with the number it makes the id of a record without one.
    public var source: String
    /// The line, row or record in its source, from 1; 0 for a whole file.
    public var number: Int
    /// The bytes.
    public var bytes: [UInt8]
    /// What is known besides: `id`, `url`, `published`, `headline`.
    public var fields: [String: String] = [:]
    /// What was wrong, as `kind: message`.
    public var problem: String?

    /// A piece of input.
    public init(_ kind: Kind, source: String, number: Int, bytes: [UInt8]) {
        (self.kind, self.source, self.number, self.bytes) = (kind, source, number, bytes)
    }

    /// A piece of input that could not be read.
    public init(failed message: String, kind: String = "file", source: String, number: Int = 0) {
        self.init(.failure, source: source, number: number, bytes: [])
        problem = "\(kind): \(message)"
    }

    /// The id for a record without one.
    public var fallbackID: ArticleID {
        .string(fields["id"] ?? (number > 0 ? "\(source):\(number)" : source))
    }
}

/// Which fields of a record hold what Nightdesk looks for: `text=body,published=meta.date`.
public struct FieldMap: Sendable {
    /// The field that was asked for is unknown, or the text is no map.
    public struct Failure: Error, CustomStringConvertible {
        /// What is wrong.
        public var description: String
    }

    /// The names that can be mapped.
    public static let names = [
        "id", "text", "headline", "byline", "published", "source", "url", "language",
    ]

    private var paths: [String: [String]] = [:]

    /// Every field under its own name.
    public init() {}

    /// A map written as `NAME=FIELD,…`, where a dot in FIELD goes into an object.
    ///
    /// - Throws: ``Failure``.
    public init(_ text: String) throws(Failure) {
        for part in text.split(separator: ",") {
            let sides = part.split(separator: "=", maxSplits: 1).map(String.init)
            guard sides.count == 2, !sides[1].isEmpty else {
                throw Failure(description: "\"\(part)\" is no pair; write NAME=FIELD, as text=body")
            }
            guard Self.names.contains(sides[0]) else {
                throw Failure(
                    description:
                        "\"\(sides[0])\" cannot be mapped; there are \(Self.names.joined(separator: ", "))")
            }
            paths[sides[0]] = sides[1].split(separator: ".").map(String.init)
        }
    }

    /// The value that a record has for a name.
    public func value(_ name: String, in record: FeatureValue) -> FeatureValue? {
        guard let path = paths[name] else { return record[name] }
        // A field that has a dot in its own name comes first.
        if let whole = record[path.joined(separator: ".")] { return whole }
        var value: FeatureValue? = record
        for part in path { value = value?[part] }
        return value
    }

    /// Names of fields at the top of a record that are taken for something.
    var taken: Set<String> { Set(paths.values.compactMap(\.first)) }
}

/// Makes articles of pieces of input.
public struct InputItemReader: Sendable {
    /// Date of publication for articles without one.
    public var published: String?
    /// Where records keep what.
    public var map: FieldMap

    /// A reader.
    public init(published: String? = nil, map: FieldMap = FieldMap()) {
        self.published = published
        self.map = map
    }

    /// The article of a piece of input, or why there is none.
    public func read(_ item: InputItem) -> ReadResult {
        var result = readContent(item)
        if item.kind != .failure, let problem = item.problem { result.errors.append(error(problem, item)) }
        return result
    }

    /// The id that the article of a piece of input will have.
    public func id(of item: InputItem) -> ArticleID {
        guard item.kind == .json, let record = item.bytes.withUnsafeBytes({ try? JSONDocument.parse($0) })
        else { return item.fallbackID }
        switch map.value("id", in: record) {
        case .string(let id)?: return .string(id)
        case .integer(let id)?: return .integer(id)
        default: return item.fallbackID
        }
    }

    private func error(_ problem: String, _ item: InputItem) -> ArticleError {
        let parts = problem.split(separator: ":", maxSplits: 1).map(String.init)
        return ArticleError(
            stage: "read", kind: parts.count == 2 ? parts[0] : "file",
            message: String(parts.last?.drop { $0 == " " } ?? ""), line: item.number > 0 ? item.number : nil)
    }

    private func readContent(_ item: InputItem) -> ReadResult {
        switch item.kind {
        case .json:
            return item.bytes.withUnsafeBytes {
                JSONLinesReader.read(
                    $0, source: item.source, number: item.number, published: published, map: map)
            }
        case .text: return ArticleReader.plainText(item.bytes, id: item.fallbackID, published: published)
        case .html, .ninjs, .nitf: return PageReader.read(item, published: published)
        case .failure:
            return ReadResult(
                failed: error(item.problem ?? "file: cannot be read", item), id: item.fallbackID,
                line: item.number > 0 ? item.number : nil)
        }
    }
}
