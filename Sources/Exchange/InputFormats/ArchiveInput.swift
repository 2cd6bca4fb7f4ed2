internal import System

/// A zip or tar archive of files in other formats. Archives in archives are skipped.
struct ArchiveInput: InputFormat {
    let name = "archive"
    let extensions = ["zip", "tar", "tgz"]
    let isSingleArticle = false

    func items(inFile path: String) throws(FileSystem.Failure) -> any ItemReader {
        try ArchiveItems(path: path)
    }

    /// None: an archive is opened by its path.
    func items(in bytes: any ByteSource, path: String) -> any ItemReader { EmptyReader(path) }

    /// Never called by a run: the items are of the formats of the files.
    func article(of item: InputItem, _ options: ReadingOptions) -> ReadResult {
        UnreadableInput().article(of: item, options)
    }
}

/// The items of the files in an archive.
private final class ArchiveItems: ItemReader {
    let name: String
    private let path: String
    private let archive: Archive
    private var entry: (any ItemReader)?

    init(path: String) throws(FileSystem.Failure) {
        name = Path.name(path)
        self.path = path
        archive = try Archive(path: path)
    }

    func next(waiting: Bool) throws(FileSystem.Failure) -> InputStream.Step {
        while true {
            if let entry {
                if case .item(let item) = try entry.next(waiting: waiting) { return .item(item) }
                self.entry = nil
            }
            guard try archive.next() else {
                if archive.isBlank { throw FileSystem.Failure(path: path, reason: "the archive is empty") }
                return .end
            }
            guard let source = InputSource.named(archive.name), !source.isPacked,
                !(source.format is ArchiveInput)
            else { continue }
            entry = source.format.items(in: archive.content, path: archive.name)
        }
    }
}
