public import Diagnostics
internal import Foundation
internal import GRDB

/// The results of a run as an SQLite database: articles, annotations and errors as tables, a full-text
/// index, and views for the questions that are asked first.
public final class ResultDatabase {
    private let queue: DatabaseQueue
    private var waiting: [(number: Int, bytes: [UInt8])] = []

    /// Opens a database, new or of an earlier run.
    ///
    /// - Throws: `Diagnostic`.
    public init(path: String) throws(Diagnostic) {
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

    private static func failure(_ error: any Error) -> Diagnostic {
        Diagnostic(.output, (error as? DatabaseError)?.message ?? "\(error)")
    }

    /// Adds an encoded record, which ``commit(items:hash:)`` writes with others.
    func add(number: Int, _ bytes: [UInt8]) { waiting.append((number, bytes)) }

    /// Writes what waits, and how far the run has come, in one transaction.
    ///
    /// - Throws: `Diagnostic`.
    public func commit(items: Int, hash: UInt64) throws(Diagnostic) {
        do {
            try queue.write { database in
                for (number, bytes) in waiting {
                    try insert(number, try DatabaseRecord(bytes), database)
                }
                try set("items", String(items), database)
                try set("hash", String(hash, radix: 16), database)
            }
            waiting.removeAll(keepingCapacity: true)
        } catch {
            throw Self.failure(error)
        }
    }

    /// Creates the views that plugins bring. Their SQL may hold CREATE VIEW statements and nothing else.
    ///
    /// - Throws: `Diagnostic` that names the plugin.
    public func makeViews(_ views: [(plugin: String, sql: String)]) throws(Diagnostic) {
        for (plugin, sql) in views {
            let place = SourceLocation(file: plugin + "/views.sql")
            do {
                try queue.write { database in
                    let statements = try database.allStatements(sql: sql)
                    while let statement = try statements.next() {
                        let words = statement.sql.split(separator: "\n").filter { !$0.hasPrefix("--") }
                            .joined(separator: " ").split(separator: " ").prefix(2).map { $0.uppercased() }
                        guard words == ["CREATE", "VIEW"] else {
                            throw Diagnostic(
                                .output,
                                "only CREATE VIEW statements are allowed, not \"\(words.joined(separator: " "))\"",
                                at: place)
                        }
                        try statement.execute()
                    }
                }
            } catch let error as Diagnostic {
                throw error
            } catch {
                throw Diagnostic(.output, Self.failure(error).message, at: place)
            }
        }
    }

    /// Notes what the run was about.
    ///
    /// - Throws: `Diagnostic`.
    public func note(_ facts: [(name: String, value: String)]) throws(Diagnostic) {
        do {
            try queue.write { database in
                for (name, value) in facts { try set(name, value, database) }
            }
        } catch {
            throw Self.failure(error)
        }
    }

    /// Returns how far an interrupted run has come; nil if it has not written anything.
    ///
    /// - Throws: `Diagnostic` if the database cannot be read.
    public func progress() throws(Diagnostic) -> (items: Int, hash: UInt64)? {
        let values: [String: String]
        do {
            values = try queue.read { database in
                try Row.fetchAll(
                    database, sql: "SELECT name, value FROM runs WHERE name IN ('items', 'hash')"
                ).reduce(into: [:]) { $0[$1["name"]] = $1["value"] }
            }
        } catch {
            throw Self.failure(error)
        }
        guard let items = values["items"].flatMap({ Int($0) }),
            let hash = values["hash"].flatMap({ UInt64($0, radix: 16) })
        else { return nil }
        return (items, hash)
    }

    /// Builds the full-text index and leaves one file.
    ///
    /// - Throws: `Diagnostic`.
    public func complete() throws(Diagnostic) {
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

    private func insert(_ number: Int, _ record: DatabaseRecord, _ database: Database) throws {
        // A record that is written again takes its annotations and errors with it.
        let known = try database.cachedStatement(sql: "SELECT 1 FROM articles WHERE number = ?")
        if try Int.fetchOne(known, arguments: [number]) != nil {
            for table in ["annotations", "errors"] {
                try database.execute(sql: "DELETE FROM \(table) WHERE article = ?", arguments: [number])
            }
        }
        try database.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO articles
                (number, id, headline, byline, published, source, url, language, metadata, text)
                VALUES (?, CAST(? AS TEXT), CAST(? AS TEXT), CAST(? AS TEXT), ?, CAST(? AS TEXT), CAST(? AS TEXT), ?,
                    CAST(? AS TEXT), CAST(? AS TEXT))
                """
        ).execute(arguments: [
            number, whole(record.id), whole(record.headline), whole(record.byline), record.published,
            whole(record.source), whole(record.url), record.language, whole(record.metadata),
            whole(record.text),
        ])
        for row in record.annotations {
            try database.cachedStatement(
                sql: """
                    INSERT INTO annotations
                    (article, id, layer, label, field, start, "end", text, plugin, rule, score, features)
                    VALUES (?, ?, ?, ?, ?, ?, ?, CAST(? AS TEXT), ?, ?, ?, ?)
                    """
            ).execute(arguments: [
                number, row.id, row.layer, row.label, row.field, row.start, row.end, whole(row.text),
                row.plugin,
                row.rule, row.score, row.features,
            ])
        }
        for row in record.errors {
            try database.cachedStatement(
                sql: """
                    INSERT INTO errors (article, stage, plugin, kind, message, line)
                    VALUES (?, ?, ?, ?, CAST(? AS TEXT), ?)
                    """
            ).execute(arguments: [number, row.stage, row.plugin, row.kind, whole(row.message), row.line])
        }
    }

    /// Text as SQLite stores it whole: a string that is bound as text ends at its first U+0000.
    private func whole(_ text: String?) -> (any DatabaseValueConvertible)? {
        guard let text, text.utf8.contains(0) else { return text }
        return Data(text.utf8)
    }
}
