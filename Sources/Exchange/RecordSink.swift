internal import System

/// How far a run has come.
public struct RunPosition: Equatable, Sendable {
    /// The number of items of the input that are done.
    public var items: Int
    /// The number of bytes of the output that are theirs; 0 if the output is not a stream.
    public var bytes: Int
    /// The hash of those items.
    public var hash: UInt64

    /// Creates a position; the default is the start.
    public init(items: Int = 0, bytes: Int = 0, hash: UInt64 = 0) {
        (self.items, self.bytes, self.hash) = (items, bytes, hash)
    }
}

/// The place that a sink writes to.
public struct OutputPlace: Sendable {
    /// The path given with `-o`; nil for standard output.
    public var path: String?
    /// The position from which an interrupted run is resumed; nil for a new run.
    public var resumesAt: RunPosition?
    /// The bytes at the start of a stream; see ``RecordFormat/header(_:)``.
    public var header: [UInt8]
    /// Views of their layers that plugins bring for databases, as SQL.
    public var views: [(plugin: String, sql: String)] = []
    /// The facts that decide what the output looks like, for formats that record them.
    public var facts: [(name: String, value: String)]

    /// Creates a place.
    public init(
        path: String?, resumesAt: RunPosition? = nil, header: [UInt8] = [],
        facts: [(name: String, value: String)] = []
    ) {
        (self.path, self.resumesAt, self.header, self.facts) = (path, resumesAt, header, facts)
    }
}

/// Writes the encoded records of a run, in the process that reads the input and writes the output.
public protocol RecordSink: AnyObject {
    /// Writes a record; `number` is the position of its item in the input, from 0.
    ///
    /// - Throws: an error that describes why it cannot be written.
    func write(_ record: [UInt8], number: Int) throws

    /// Hands everything to the operating system.
    ///
    /// - Throws: an error that describes why it cannot be written.
    func flush() throws

    /// Writes everything to the disk.
    ///
    /// - Parameter position: how far the run has come.
    /// - Returns: the position with the number of bytes that the output has.
    /// - Throws: an error that describes why it cannot be written.
    func checkpoint(_ position: RunPosition) throws -> RunPosition

    /// Completes the output and gives it its name.
    ///
    /// - Throws: an error that describes why it cannot be written.
    func complete() throws
}

/// Standard output, or a file that grows record by record.
final class StreamSink: RecordSink {
    private let file: OutputFile
    private let isFile: Bool

    init(_ place: OutputPlace) throws {
        isFile = place.path != nil
        file =
            try place.path.map { path throws(OutputFile.Failure) in
                try OutputFile(path: path, from: place.resumesAt?.bytes ?? 0)
            } ?? OutputFile()
        if file.position == 0 { try file.write(place.header) }
    }

    func write(_ record: [UInt8], number: Int) throws { try file.write(record) }
    func flush() throws { try file.flush() }

    func checkpoint(_ position: RunPosition) throws -> RunPosition {
        if isFile { try file.sync() }
        var position = position
        position.bytes = file.position
        return position
    }

    func complete() throws { try file.complete() }
}
