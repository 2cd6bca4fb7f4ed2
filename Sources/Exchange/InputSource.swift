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
    /// Whether it is plain text whatever its first bytes say.
    public var isPlainText = false
    /// A command of the shell that makes plain text of the file; nil if it is read itself.
    public var command: String?

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
        if let command {
            return format.items(in: try CommandBytes(command, path: path), path: path, options)
        }
        guard path != "-" else { return try format.items(inFile: path, options) }
        // A packed archive is one archive to libarchive.
        if format is ArchiveInput, isPacked { return try format.items(inFile: path, options) }
        let bytes = try unpacked()
        if isPlainText { return format.items(in: bytes, path: path, options) }
        let kind = FileSignature.kind(of: bytes.peek(FileSignature.length))
        if kind == .format("archive") || kind == nil && format is ArchiveInput {
            return try ArchiveInput().items(inFile: path, options)
        }
        return Self.items(in: bytes, kind, format, path: path, options)
    }

    /// The bytes of the file, decompressed if they are compressed, whatever the name says.
    private func unpacked() throws(FileSystem.Failure) -> PeekedBytes {
        let file = PeekedBytes(try FileBytes(path: path))
        if Compression(magic: file.peek(4)) != nil {
            return PeekedBytes(try UnpackedBytes(file, path: path))
        }
        return isPacked ? PeekedBytes(try UnpackedBytes(path: path)) : file
    }

    /// Returns the items of the bytes of a file, by what the bytes say of themselves or else by the format that the
    /// name says.
    ///
    /// - Parameters:
    ///   - kind: what the first bytes say; nil if they say nothing.
    ///   - named: the format that the name says.
    static func items(
        in bytes: PeekedBytes, _ kind: FileSignature.Kind?, _ named: any InputFormat, path: String,
        _ options: ReadingOptions
    ) -> any ItemReader {
        var format = named
        switch kind {
        case .unread(let what, let converter)?:
            let message = FileSignature.message(what, converter: converter)
            return SingleItemReader(InputItem(failed: message, source: Path.stem(path)), Path.name(path))
        // An object is the first of several lines.
        case .format("json")? where named is JSONLinesInput && bytes.peek(1).first != UInt8(ascii: "["): break
        case .format("xml")?: format = named is any StoryFormat ? named : NITFInput()
        case .format(let name)?: format = InputFormats.named(name) ?? named
        case nil: break
        }
        return format.items(in: bytes, path: path, options)
    }

    /// Returns the sources that an argument names: a file, the files of a folder and those in it, the files
    /// that match a glob (`*`, `?`, `[…]`), or standard input.
    ///
    /// - Parameters:
    ///   - plainText: whether files are plain text whatever they are called.
    ///   - command: a command of the shell that makes plain text of each file.
    ///   - skipped: receives the files of folders that are not read.
    /// - Throws: `Diagnostic` if there is no file, or a folder cannot be read.
    public static func find(
        _ argument: String, plainText: Bool = false, through command: String? = nil,
        skipped: inout SkippedFiles
    )
        throws(Diagnostic) -> [InputSource]
    {
        if argument == "-" {
            let isText = plainText || command != nil
            var source = InputSource(
                path: "-", format: isText ? PlainTextInput() as any InputFormat : JSONLinesInput())
            source.command = command
            return [source]
        }
        /// The file as plain text.
        func text(_ path: String) -> InputSource {
            var source = InputSource(path: path, format: PlainTextInput())
            (source.isPlainText, source.command) = (plainText, command)
            return source
        }
        switch FileSystem.kind(of: argument) {
        case nil:
            let found = FileSystem.glob(argument)
            if found.isEmpty { throw Diagnostic(.input, "\(argument): No such file or directory") }
            var sources: [InputSource] = []
            for path in found {
                sources += try find(path, plainText: plainText, through: command, skipped: &skipped)
            }
            return sources
        case .file?:
            return [plainText || command != nil ? text(argument) : named(argument) ?? text(argument)]
        case .folder?:
            var visited: Set<FileSystem.Identity> = []
            let found = try files(in: argument, &visited, &skipped) { path in
                // A command knows itself what it reads.
                if command != nil { return text(path) }
                return named(path).map { plainText ? text(path) : $0 }
            }
            if found.isEmpty {
                throw Diagnostic(.input, "\(argument): there is no file with articles in the folder")
            }
            return found
        }
    }

    /// Returns the sources that an argument names. See ``find(_:plainText:through:skipped:)``.
    ///
    /// - Throws: `Diagnostic` if there is no file, or a folder cannot be read.
    public static func find(_ argument: String, plainText: Bool = false) throws(Diagnostic) -> [InputSource] {
        var skipped = SkippedFiles()
        return try find(argument, plainText: plainText, skipped: &skipped)
    }

    /// - Parameters:
    ///   - visited: the folders that are read already: links can lead to one again, or in circles.
    ///   - source: returns the source for a file; nil if it is skipped.
    /// - Throws: `Diagnostic` if the folder or one in it cannot be read.
    private static func files(
        in folder: String, _ visited: inout Set<FileSystem.Identity>, _ skipped: inout SkippedFiles,
        _ source: (String) -> InputSource?
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
                sources += try files(in: path, &visited, &skipped, source)
            } else if let source = source(path) {
                sources.append(source)
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
