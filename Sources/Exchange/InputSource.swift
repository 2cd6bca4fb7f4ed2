public import Diagnostics
internal import System

/// A file or stream with articles, and its format.
public struct InputSource: Sendable {
    /// The path; "-" for standard input.
    public var path: String
    /// The format.
    public var format: any InputFormat
    /// Whether it is compressed.
    public var isPacked: Bool

    /// Creates a source.
    public init(path: String, format: any InputFormat, isPacked: Bool = false) {
        (self.path, self.format, self.isPacked) = (path, format, isPacked)
    }

    /// Whether it is one article.
    public var isSingle: Bool { format.isSingleArticle && !isPacked }

    private static let packed = ["gz", "zst", "bz2", "xz"]

    /// Returns the source at a path by the extension of its name, or nil if no format has that extension.
    public static func named(_ path: String) -> InputSource? {
        let ending = Path.fileExtension(path)
        guard packed.contains(ending) else {
            return InputFormats.forExtension(ending).map { InputSource(path: path, format: $0) }
        }
        let inner = Path.fileExtension(Path.stem(path))
        guard let format = InputFormats.forExtension(inner) else { return nil }
        return InputSource(path: path, format: format, isPacked: true)
    }

    /// Opens the source and returns its items.
    ///
    /// - Throws: ``FileSystem/Failure`` if it cannot be opened.
    func items(_ options: ReadingOptions) throws(FileSystem.Failure) -> any ItemReader {
        // A packed archive is one archive to libarchive.
        guard isPacked, !(format is ArchiveInput) else { return try format.items(inFile: path, options) }
        return format.items(in: try UnpackedBytes(path: path), path: path, options)
    }

    /// The sources that an argument names: a file, the files of a folder and those in it, the files that
    /// fit a glob (`*`, `?`, `[…]`), or standard input.
    ///
    /// - Parameter plainText: whether files are plain text whatever they are called.
    /// - Throws: `Diagnostic`.
    public static func find(_ argument: String, plainText: Bool = false) throws(Diagnostic) -> [InputSource] {
        if argument == "-" {
            return [
                InputSource(
                    path: "-", format: plainText ? PlainTextInput() as any InputFormat : JSONLinesInput())
            ]
        }
        switch FileSystem.kind(of: argument) {
        case nil:
            let found = FileSystem.glob(argument)
            if found.isEmpty { throw Diagnostic(.input, "\(argument): No such file or directory") }
            var sources: [InputSource] = []
            for path in found { sources += try find(path, plainText: plainText) }
            return sources
        case .file?:
            let text = InputSource(path: argument, format: PlainTextInput())
            return [plainText ? text : named(argument) ?? text]
        case .folder?:
            let found = try files(in: argument, plainText)
            if found.isEmpty {
                throw Diagnostic(.input, "\(argument): there is no file with articles in the folder")
            }
            return found
        }
    }

    /// - Throws: `Diagnostic` if the folder or one in it cannot be read.
    private static func files(in folder: String, _ plainText: Bool) throws(Diagnostic) -> [InputSource] {
        let names: [String]
        do { names = try FileSystem.list(folder) } catch { throw Diagnostic(.input, error.description) }
        var sources: [InputSource] = []
        for name in names {
            let path = Path.join(folder, name)
            if FileSystem.kind(of: path) == .folder {
                sources += try files(in: path, plainText)
            } else if let source = named(path) {
                sources.append(plainText ? InputSource(path: path, format: PlainTextInput()) : source)
            }
        }
        return sources
    }
}
