internal import System

/// A zip or tar archive of files in other formats, or a crawl as WACZ. Archives in archives are skipped.
struct ArchiveInput: InputFormat {
    let name = "archive"
    let title = "archives"
    let extensions = ["zip", "tar", "tgz", "wacz"]
    let isSingleArticle = false

    func items(inFile path: String, _ options: ReadingOptions) throws(FileSystem.Failure) -> any ItemReader {
        try ArchiveItems(path: path, options)
    }

    /// None: an archive is opened by its path.
    func items(in bytes: any ByteSource, path: String, _ options: ReadingOptions) -> any ItemReader {
        EmptyReader(path)
    }

    /// Never called by a run: the items are of the formats of the files.
    func article(of item: InputItem, _ options: ReadingOptions) -> ReadResult {
        UnreadableInput().article(of: item, options)
    }
}

/// The items of the files in an archive.
private final class ArchiveItems: ItemReader {
    let name: String
    private(set) var skipped: [String: Int] = [:]
    private let path: String
    private let options: ReadingOptions
    private let archive: Archive
    private var entry: (any ItemReader)?

    init(path: String, _ options: ReadingOptions) throws(FileSystem.Failure) {
        name = Path.name(path)
        self.path = path
        self.options = options
        archive = try Archive(path: path)
    }

    func next(waiting: Bool) throws(FileSystem.Failure) -> InputStream.Step {
        while true {
            if let entry {
                do throws(FileSystem.Failure) {
                    if case .item(let item) = try entry.next(waiting: waiting) { return .item(item) }
                    close(entry)
                } catch {
                    close(entry)
                    if archive.isLost { throw error }
                    // One file is damaged; those after it need not be.
                    return .item(InputItem(failed: error.description, source: entry.name))
                }
            }
            // The error is in the item of the file that it cut.
            if archive.isLost { return .end }
            guard try archive.next() else {
                if archive.isBlank { throw FileSystem.Failure(path: path, reason: "the archive is empty") }
                return .end
            }
            entry = try open(archive.name)
        }
    }

    private func close(_ reader: any ItemReader) {
        skipped.merge(reader.skipped, uniquingKeysWith: +)
        entry = nil
    }

    /// The items of the current file; nil if it is skipped.
    private func open(_ name: String) throws(FileSystem.Failure) -> (any ItemReader)? {
        guard archive.isFile else {
            skipped["link or device in an archive", default: 0] += 1
            return nil
        }
        // Beside the crawl, a WACZ has its indexes and lists of pages.
        if Path.fileExtension(path) == "wacz", !name.hasPrefix("archive/") { return nil }
        guard let source = InputSource.named(name) else {
            skipped["file of an unknown format in an archive", default: 0] += 1
            return nil
        }
        guard !(source.format is ArchiveInput) else {
            skipped["archive in an archive", default: 0] += 1
            return nil
        }
        // What is compressed its bytes say, too.
        let content = PeekedBytes(archive.content)
        let isPacked = Compression(magic: content.peek(4)) != nil
        let bytes = isPacked ? PeekedBytes(try UnpackedBytes(content, path: name)) : content
        let kind = FileSignature.kind(of: bytes.peek(FileSignature.length))
        if kind == .format("archive") {
            skipped["archive in an archive", default: 0] += 1
            return nil
        }
        return InputSource.items(in: bytes, kind, source.format, path: name, options)
    }
}
