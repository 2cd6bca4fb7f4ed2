internal import ArticleModel
internal import Runs
internal import Exchange
internal import System
internal import Serialization
internal import ResultDatabase

/// Where the results of a run go.
protocol RunSink: AnyObject {
    func write(_ result: BatchResult) throws
    /// Brings everything to the disk, with how far the run has come.
    func checkpoint(_ point: Journal.Point) throws
    /// How many bytes there are of a file that grows; 0 for others.
    var position: Int { get }
    func flush() throws
    func complete() throws
}

/// A file or standard output that grows record by record.
final class FileSink: RunSink {
    private let file: OutputFile
    private let journal: Journal?

    init(_ file: OutputFile, journal: Journal?, header: [UInt8]) throws {
        self.file = file
        self.journal = journal
        if file.position == 0 { try file.write(header) }
    }

    func write(_ result: BatchResult) throws { try file.write(result.record) }

    func checkpoint(_ point: Journal.Point) throws {
        guard let journal else { return }
        try file.sync()
        var point = point
        point.bytes = file.position
        try journal.note(point)
    }

    var position: Int { file.position }
    func flush() throws { try file.flush() }

    func complete() throws {
        try file.complete()
        journal?.remove()
    }
}

/// A folder with two files an article, for brat.
final class BratSink: RunSink {
    private let folder: String
    private let journal: Journal?

    init(folder: String, journal: Journal?) throws {
        self.folder = folder
        self.journal = journal
        try FileSystem.makeFolder(folder)
    }

    func write(_ result: BatchResult) throws {
        let record = try result.record.withUnsafeBytes { try JSONDocument.parse($0) }
        guard let name = record["name"]?.string, let text = record["text"]?.string,
            let annotations = record["annotations"]?.string
        else { return }
        // Two articles of one name must not become one.
        var stem = Path.join(folder, name)
        if FileSystem.kind(of: stem + ".txt") != nil,
            (try? FileSystem.read(stem + ".txt")) != Array(text.utf8)
        {
            stem += "-\(result.number + 1)"
        }
        try FileSystem.write(Array(text.utf8), to: stem + ".txt")
        try FileSystem.write(Array(annotations.utf8), to: stem + ".ann")
    }

    func checkpoint(_ point: Journal.Point) throws { try journal?.note(point) }
    var position: Int { 0 }
    func flush() throws {}
    func complete() throws { journal?.remove() }
}

/// An SQLite database.
final class DatabaseSink: RunSink {
    private let path: String
    private let database: ResultDatabase
    private let journal: Journal?

    init(path: String, _ database: ResultDatabase, journal: Journal?) {
        (self.path, self.database, self.journal) = (path, database, journal)
    }

    func write(_ result: BatchResult) throws { database.add(number: result.number, result.record) }

    func checkpoint(_ point: Journal.Point) throws {
        try database.commit(items: point.items, hash: point.hash)
    }

    var position: Int { 0 }
    func flush() throws {}

    func complete() throws {
        try database.complete()
        try FileSystem.rename(OutputFile.partialPath(path), to: path)
        journal?.remove()
    }
}
