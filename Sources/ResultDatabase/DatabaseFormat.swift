internal import Diagnostics
internal import ArticleModel
public import Exchange
internal import System

/// An SQLite database with the results of a run: articles, annotations and errors as tables.
public struct DatabaseFormat: RecordFormat {
    /// sqlite
    public let name = "sqlite"
    /// A database.
    public let destination = RecordDestination.database

    /// Creates the format.
    public init() {}

    /// A writer of rows.
    public func encoder(_ context: EncodingContext) -> any RecordEncoder { DatabaseEncoder() }

    /// A database, new or of an interrupted run.
    ///
    /// - Throws: `Diagnostic` if it cannot be opened.
    public func sink(_ place: OutputPlace) throws -> any RecordSink {
        let path = place.path ?? "nightdesk.db"
        if place.resumesAt == nil { FileSystem.remove(OutputFile.partialPath(path)) }
        let database = try ResultDatabase(path: OutputFile.partialPath(path))
        try database.note(place.facts)
        try database.makeViews(place.views)
        return DatabaseSink(path: path, database)
    }

    /// The position in the database: it is written in one transaction with the records.
    ///
    /// - Throws: `Diagnostic` if the database cannot be opened.
    public func position(ofInterrupted output: String) throws -> RunPosition? {
        let progress = try ResultDatabase(path: OutputFile.partialPath(output)).progress()
        return RunPosition(items: progress?.items ?? 0, hash: progress?.hash ?? 0)
    }
}

/// Writes records into a database.
private final class DatabaseSink: RecordSink {
    private let path: String
    private let database: ResultDatabase

    init(path: String, _ database: ResultDatabase) { (self.path, self.database) = (path, database) }

    func write(_ record: [UInt8], number: Int) throws { database.add(number: number, record) }
    func flush() throws {}

    func checkpoint(_ position: RunPosition) throws -> RunPosition {
        try database.commit(items: position.items, hash: position.hash)
        return position
    }

    func complete() throws {
        try database.complete()
        try FileSystem.rename(OutputFile.partialPath(path), to: path)
    }
}
