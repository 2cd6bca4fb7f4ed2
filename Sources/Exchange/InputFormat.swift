public import ArticleModel
public import System

/// A format that articles are read from.
///
/// The process that reads the input calls ``items(in:path:_:)`` to split a file into items; the workers call
/// ``article(of:_:)`` on each item. A format is registered by one line in ``InputFormats/all``.
public protocol InputFormat: Sendable {
    /// The name; unique, and used in error messages.
    var name: String { get }
    /// What the format is called in help.
    var title: String { get }
    /// The file name extensions of the format, in lower case, without the full stop.
    var extensions: [String] { get }
    /// Whether a file of the format is one article.
    var isSingleArticle: Bool { get }

    /// Opens a file and returns its items. The default reads the file through ``items(in:path:_:)``.
    ///
    /// - Throws: ``FileSystem/Failure`` if the file cannot be opened.
    func items(inFile path: String, _ options: ReadingOptions) throws(FileSystem.Failure) -> any ItemReader

    /// Returns the items of a file, an archive's entry or standard input. The default is one item with all
    /// bytes.
    ///
    /// - Parameter path: the path or the entry's name; the names of the items come from it.
    func items(in bytes: any ByteSource, path: String, _ options: ReadingOptions) -> any ItemReader

    /// Returns the article of an item, or the reason why there is none.
    func article(of item: InputItem, _ options: ReadingOptions) -> ReadResult

    /// Returns the id that the article of an item will have, without reading the article. The default is
    /// the id of the item itself.
    func id(of item: InputItem, _ options: ReadingOptions) -> ArticleID

    /// Returns the item as a line of JSON Lines that can be run again, if the item is one already.
    func jsonLine(of item: InputItem) -> [UInt8]?
}

extension InputFormat {
    /// The name.
    public var title: String { name }

    /// True.
    public var isSingleArticle: Bool { true }

    /// Reads the file through ``items(in:path:_:)``.
    ///
    /// - Throws: ``FileSystem/Failure`` if the file cannot be opened.
    public func items(inFile path: String, _ options: ReadingOptions) throws(FileSystem.Failure)
        -> any ItemReader
    {
        items(in: try FileBytes(path: path), path: path == "-" ? "stdin" : path, options)
    }

    /// One item with all bytes, named after the file without its extension.
    public func items(in bytes: any ByteSource, path: String, _ options: ReadingOptions) -> any ItemReader {
        WholeFileReader(bytes, self, Path.stem(path), options)
    }

    /// The id of the item itself.
    public func id(of item: InputItem, _ options: ReadingOptions) -> ArticleID { item.fallbackID }

    /// Nil.
    public func jsonLine(of item: InputItem) -> [UInt8]? { nil }
}

/// The formats that articles are read from.
public enum InputFormats {
    /// All formats. A file name extension belongs to the first format that lists it.
    public static let all: [any InputFormat] = [
        PlainTextInput(), HTMLInput(), JSONInput(), FeedInput(), NewsMLG2Input(), NewsMLInput(), NITFInput(),
        JSONLinesInput(),
        TableInput(name: "csv", separator: UInt8(ascii: ",")),
        TableInput(name: "tsv", separator: UInt8(ascii: "\t")), WARCInput(), ArchiveInput(),
        UnreadableInput(),
    ]

    /// The formats and their extensions, for help.
    public static var help: String {
        all.filter { !($0 is UnreadableInput) }.map { format in
            let extensions = format.extensions.map { ".\($0)" }.joined(separator: " ")
            return extensions.isEmpty ? format.title : "\(format.title) (\(extensions))"
        }.joined(separator: ", ")
    }

    private static let byName = Dictionary(
        all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    private static let byExtension = Dictionary(
        all.flatMap { format in format.extensions.map { ($0, format) } },
        uniquingKeysWith: { first, _ in first })

    /// Returns the format of that name, or nil if there is none.
    public static func named(_ name: String) -> (any InputFormat)? { byName[name] }

    /// Returns the format of files with the extension, or nil if there is none.
    public static func forExtension(_ ending: String) -> (any InputFormat)? { byExtension[ending] }
}
