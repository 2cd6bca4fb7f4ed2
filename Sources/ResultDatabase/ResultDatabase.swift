internal import ArticleModel
internal import GRDB
internal import Serialization

/// The results of a run as an SQLite database: articles, annotations and errors as tables, a full-text
/// index, and views for the questions that are asked first.
public final class ResultDatabase {
    /// The database cannot be written.
    public struct Failure: Error, CustomStringConvertible {
        /// Why.
        public var description: String
    }

    private let queue: DatabaseQueue
    private var waiting: [(number: Int, bytes: [UInt8])] = []

    /// Opens a database, new or of an earlier run.
    ///
    /// - Throws: ``Failure``.
    public init(path: String) throws(Failure) {
        do {
            queue = try DatabaseQueue(path: path)
            try queue.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL")
            }
            try queue.write { try $0.execute(sql: Self.schema) }
        } catch {
            throw Self.failure(error)
        }
    }

    private static func failure(_ error: any Error) -> Failure {
        Failure(description: (error as? DatabaseError)?.message ?? "\(error)")
    }

    /// Adds a record, which is written with others by ``commit(items:hash:)``.
    public func add(number: Int, _ bytes: [UInt8]) { waiting.append((number, bytes)) }

    /// How many records wait.
    public var waitingCount: Int { waiting.count }

    /// Writes what waits, and how far the run has come, in one transaction.
    ///
    /// - Throws: ``Failure``.
    public func commit(items: Int, hash: UInt64) throws(Failure) {
        do {
            try queue.write { database in
                for (number, bytes) in waiting {
                    guard let (metadata, record) = DatabaseRecord.decode(bytes) else { continue }
                    try insert(number, metadata, record, database)
                }
                try set("items", String(items), database)
                try set("hash", String(hash, radix: 16), database)
            }
            waiting.removeAll(keepingCapacity: true)
        } catch {
            throw Self.failure(error)
        }
    }

    /// Notes what the run was about.
    ///
    /// - Throws: ``Failure``.
    public func note(_ facts: [(name: String, value: String)]) throws(Failure) {
        do {
            try queue.write { database in
                for (name, value) in facts { try set(name, value, database) }
            }
        } catch {
            throw Self.failure(error)
        }
    }

    /// How far an earlier run has come.
    public func progress() -> (items: Int, hash: UInt64)? {
        let values = try? queue.read { database in
            try Row.fetchAll(database, sql: "SELECT name, value FROM runs WHERE name IN ('items', 'hash')")
                .reduce(into: [String: String]()) { $0[$1["name"]] = $1["value"] }
        }
        guard let items = values?["items"].flatMap({ Int($0) }),
            let hash = values?["hash"].flatMap({ UInt64($0, radix: 16) })
        else { return nil }
        return (items, hash)
    }

    /// Builds the full-text index and leaves one file.
    ///
    /// - Throws: ``Failure``.
    public func complete() throws(Failure) {
        do {
            try queue.write { database in
                try database.execute(
                    sql: "INSERT INTO articles_fts(articles_fts) VALUES ('rebuild'); ANALYZE")
            }
            try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
            try queue.close()
        } catch {
            throw Self.failure(error)
        }
    }

    private func set(_ name: String, _ value: String, _ database: Database) throws {
        try database.execute(
            sql: "INSERT OR REPLACE INTO runs (name, value) VALUES (?, ?)", arguments: [name, value])
    }

    private func insert(
        _ number: Int, _ metadata: FeatureValue, _ record: FeatureValue, _ database: Database
    ) throws {
        func text(_ value: FeatureValue?) -> String? {
            switch value {
            case .string(let text)?: text
            case .integer(let number)?: String(number)
            default: nil
            }
        }
        try database.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO articles
                (number, id, headline, byline, published, source, url, language, text)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            number, text(record["id"]), text(metadata["headline"]), text(metadata["byline"]),
            text(record["published"]), text(metadata["source"]), text(metadata["url"]),
            text(metadata["language"]), text(record["text"]),
        ])
        guard case .list(let annotations)? = record["annotations"] else { return }
        for annotation in annotations {
            guard case .object(let fields) = annotation else { continue }
            let features = fields.filter { !Annotation.reservedNames.contains($0.name) }
            try database.cachedStatement(
                sql: """
                    INSERT INTO annotations
                    (article, id, layer, label, field, start, "end", text, plugin, rule, score, features)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """
            ).execute(arguments: [
                number, text(annotation["id"]), text(annotation["layer"]), text(annotation["label"]),
                text(annotation["field"]) ?? "text", integer(annotation["start"]), integer(annotation["end"]),
                text(annotation["text"]), text(annotation["plugin"]), text(annotation["rule"]),
                real(annotation["score"]), JSONDocument.text(.object(features)),
            ])
        }
        guard case .list(let errors)? = record["errors"] else { return }
        for error in errors {
            try database.cachedStatement(
                sql: """
                    INSERT INTO errors (article, stage, plugin, kind, message, line) VALUES (?, ?, ?, ?, ?, ?)
                    """
            ).execute(arguments: [
                number, text(error["stage"]), text(error["plugin"]), text(error["kind"]),
                text(error["message"]),
                integer(error["line"]),
            ])
        }
    }

    private func integer(_ value: FeatureValue?) -> Int? {
        if case .integer(let number)? = value { number } else { nil }
    }

    private func real(_ value: FeatureValue?) -> Double? {
        switch value {
        case .number(let number)?: number
        case .integer(let number)?: Double(number)
        default: nil
        }
    }
}
