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

    private static let packed = ["gz", "zst", "bz2", "xz", "lz4"]

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

    /// Returns the sources that an argument names: a file, the files of a folder and those in it, the files
    /// that match a glob (`*`, `?`, `[…]`), or standard input.
    ///
    /// - Parameters:
    ///   - plainText: whether files are plain text whatever they are called.
    ///   - skipped: receives the files of folders that are not read.
    /// - Throws: `Diagnostic` if there is no file, or a folder cannot be read.
    public static func find(_ argument: String, plainText: Bool = false, skipped: inout SkippedFiles)
        throws(Diagnostic) -> [InputSource]
    {
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
            for path in found { sources += try find(path, plainText: plainText, skipped: &skipped) }
            return sources
        case .file?:
            let text = InputSource(path: argument, format: PlainTextInput())
            return [plainText ? text : named(argument) ?? text]
        case .folder?:
            var visited: Set<FileSystem.Identity> = []
            let found = try files(in: argument, plainText, &visited, &skipped)
            if found.isEmpty {
                throw Diagnostic(.input, "\(argument): there is no file with articles in the folder")
            }
            return found
        }
    }

    /// Returns the sources that an argument names. See ``find(_:plainText:skipped:)``.
    ///
    /// - Throws: `Diagnostic` if there is no file, or a folder cannot be read.
    public static func find(_ argument: String, plainText: Bool = false) throws(Diagnostic) -> [InputSource] {
        var skipped = SkippedFiles()
        return try find(argument, plainText: plainText, skipped: &skipped)
    }

    /// - Parameter visited: the folders that are read already: links can lead to one again, or in circles.
    /// - Throws: `Diagnostic` if the folder or one in it cannot be read.
    private static func files(
        in folder: String, _ plainText: Bool, _ visited: inout Set<FileSystem.Identity>,
        _ skipped: inout SkippedFiles
    ) throws(Diagnostic) -> [InputSource] {
        if let identity = FileSystem.identity(of: folder), !visited.insert(identity).inserted {
            skipped.add(folder, "a link to a folder that is read already")
            return []
        }
        let names: [String]
        do { names = try FileSystem.list(folder) } catch { throw Diagnostic(.input, error.description) }
        var sources: [InputSource] = []
        for name in names {
            let path = Path.join(folder, name)
            if let reason = FileSystem.obstacle(path) {
                skipped.add(path, reason)
            } else if FileSystem.kind(of: path) == .folder {
                sources += try files(in: path, plainText, &visited, &skipped)
            } else if let source = named(path) {
                sources.append(plainText ? InputSource(path: path, format: PlainTextInput()) : source)
            } else {
                skipped.addUnknown(path)
            }
        }
        return sources
    }
}

/// The files of folders that are not read.
public struct SkippedFiles {
    /// A line for each file that cannot be read, such as a pipe.
    public private(set) var messages: [String] = []
    private var unknown: [String: Int] = [:]

    /// Creates an empty list.
    public init() {}

    /// A line that counts the files of unknown formats by their extensions; nil if there are none.
    public var summary: String? {
        let total = unknown.values.reduce(0, +)
        guard total > 0 else { return nil }
        let kinds = unknown.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { "\($0.value) \($0.key.isEmpty ? "without an extension" : "." + $0.key)" }
        let list = kinds.prefix(8).joined(separator: ", ") + (kinds.count > 8 ? ", …" : "")
        return "skipped \(total) file\(total == 1 ? "" : "s") of unknown formats: \(list)"
    }

    mutating func add(_ path: String, _ reason: String) { messages.append("skipped \(path): \(reason)") }

    mutating func addUnknown(_ path: String) { unknown[Path.fileExtension(path), default: 0] += 1 }
}
