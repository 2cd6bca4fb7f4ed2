internal import System

/// The pieces of input of some sources, one after the other, in constant memory but for the largest.
public final class InputStream {
    /// What asking for a piece gave.
    public enum Step {
        /// the next piece
        case item(InputItem)
        /// nothing yet; there is more to come
        case notYet
        /// nothing more
        case end
    }

    private var sources: [InputSource]
    private var current: (any InputReading)?

    /// Whether what is read at the moment is standard input.
    public private(set) var isStandardInput = false

    /// The pieces of the sources in their order.
    public init(_ sources: [InputSource]) { self.sources = sources.reversed() }

    /// The next piece; without `waiting`, only if it need not be waited for. A source that cannot be read
    /// (on) gives one piece that says why.
    public func next(waiting: Bool = true) -> Step {
        while true {
            if let current {
                let name = current.name
                do throws(FileSystem.Failure) {
                    switch try current.next(waiting: waiting) {
                    case .end: self.current = nil
                    case let step: return step
                    }
                } catch {
                    self.current = nil
                    return .item(InputItem(failed: error.description, source: name))
                }
            } else if let source = sources.popLast() {
                isStandardInput = source.path == "-"
                do throws(FileSystem.Failure) { current = try Self.open(source) } catch {
                    return .item(
                        InputItem(failed: error.description, source: Path.stem(source.path)))
                }
            } else {
                return .end
            }
        }
    }

    private static func open(_ source: InputSource) throws(FileSystem.Failure) -> any InputReading {
        let name = source.path == "-" ? "stdin" : Path.name(source.path)
        if source.kind == .archive { return try ArchiveInput(path: source.path) }
        var bytes: any ByteSource
        if source.isPacked {
            let archive = try Archive(path: source.path)
            guard try archive.next() else { return SingleInput(nil, .text, name) }
            bytes = archive.content
        } else {
            bytes = try FileBytes(path: source.path)
        }
        return reader(source.kind, bytes, path: source.path == "-" ? "stdin" : source.path)
    }

    /// The reader of what a file or an archive's entry holds.
    static func reader(_ kind: InputSource.Kind, _ bytes: any ByteSource, path: String) -> any InputReading {
        switch kind {
        case .single(let kind): SingleInput(bytes, kind, Path.stem(path))
        case .jsonLines: LinesInput(LineReader(bytes), Path.name(path))
        case .table(let separator): TableInput(bytes, separator: separator, Path.name(path))
        case .warc: WARCInput(bytes, Path.name(path))
        case .archive: SingleInput(nil, .text, path)
        }
    }
}

/// A source that is open.
protocol InputReading: AnyObject {
    var name: String { get }
    func next(waiting: Bool) throws(FileSystem.Failure) -> InputStream.Step
}

/// A file that is one article.
private final class SingleInput: InputReading {
    let name: String
    private var bytes: (any ByteSource)?
    private let kind: InputItem.Kind

    init(_ bytes: (any ByteSource)?, _ kind: InputItem.Kind, _ name: String) {
        (self.bytes, self.kind, self.name) = (bytes, kind, name)
    }

    func next(waiting: Bool) throws(FileSystem.Failure) -> InputStream.Step {
        guard let bytes else { return .end }
        self.bytes = nil
        return .item(InputItem(kind, source: name, number: 0, bytes: try bytes.readAll()))
    }
}

/// A line an article.
private final class LinesInput: InputReading {
    let name: String
    private let lines: LineReader

    init(_ lines: LineReader, _ name: String) { (self.lines, self.name) = (lines, name) }

    func next(waiting: Bool) throws(FileSystem.Failure) -> InputStream.Step {
        switch try lines.next(waiting: waiting) {
        case .line(let line):
            .item(InputItem(.json, source: name, number: lines.number, bytes: Array(line)))
        case .notYet: .notYet
        case .end: .end
        }
    }
}

/// The files in an archive.
private final class ArchiveInput: InputReading {
    let name: String
    private let archive: Archive
    private var entry: (any InputReading)?

    init(path: String) throws(FileSystem.Failure) {
        name = Path.name(path)
        archive = try Archive(path: path)
    }

    func next(waiting: Bool) throws(FileSystem.Failure) -> InputStream.Step {
        while true {
            if let entry {
                if case .item(let item) = try entry.next(waiting: waiting) { return .item(item) }
                self.entry = nil
            }
            guard try archive.next() else { return .end }
            guard let source = InputSource.named(archive.name), !source.isPacked, source.kind != .archive
            else { continue }
            entry = InputStream.reader(source.kind, archive.content, path: archive.name)
        }
    }
}
