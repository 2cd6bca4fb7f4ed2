public import System

/// The items of an open file, one after the other.
public protocol ItemReader: AnyObject {
    /// The name that items of the file are given.
    var name: String { get }

    /// The parts of the file that are not read and are no error, such as files of unknown formats in an
    /// archive: how many of each kind.
    var skipped: [String: Int] { get }

    /// Returns the next item; without `waiting`, only if reading does not block.
    ///
    /// - Throws: ``FileSystem/Failure`` if the file cannot be read on.
    func next(waiting: Bool) throws(FileSystem.Failure) -> InputStream.Step
}

extension ItemReader {
    /// None.
    public var skipped: [String: Int] { [:] }
}

/// A file that is one item.
final class WholeFileReader: ItemReader {
    let name: String
    private var bytes: (any ByteSource)?
    private let format: any InputFormat
    private let options: ReadingOptions

    init(_ bytes: any ByteSource, _ format: any InputFormat, _ name: String, _ options: ReadingOptions) {
        (self.bytes, self.format, self.name, self.options) = (bytes, format, name, options)
    }

    func next(waiting: Bool) throws(FileSystem.Failure) -> InputStream.Step {
        guard let bytes else { return .end }
        self.bytes = nil
        let contents = bytes.readAll(limit: options.maximumBytes)
        if contents.isOverLimit {
            return .item(InputItem(failed: options.sizeProblem, kind: "size", source: name))
        }
        if let failure = contents.failure, contents.bytes.isEmpty { throw failure }
        var item = InputItem(format, source: name, number: 0, bytes: contents.bytes)
        // What precedes the damage is an article of its own.
        if let failure = contents.failure { item.note("truncated", failure.description) }
        if let encoding = options.encoding { item.fields["charset"] = encoding.name }
        return .item(item)
    }
}

/// A file of which one item is known without reading on.
final class SingleItemReader: ItemReader {
    let name: String
    private var item: InputItem?

    init(_ item: InputItem, _ name: String) { (self.item, self.name) = (item, name) }

    func next(waiting: Bool) -> InputStream.Step {
        defer { item = nil }
        return item.map { .item($0) } ?? .end
    }
}

/// A file without items.
final class EmptyReader: ItemReader {
    let name: String

    init(_ name: String) { self.name = name }

    func next(waiting: Bool) -> InputStream.Step { .end }
}
