internal import System

/// A file or stream with articles in it, and what kind it is.
public struct InputSource: Sendable, Equatable {
    /// What a source holds.
    public enum Kind: Sendable, Equatable {
        /// one article: a text, a page, …
        case single(InputItem.Kind)
        /// JSON Lines
        case jsonLines
        /// a table with a row an article, with what parts its columns
        case table(separator: UInt8)
        /// a zip or tar archive of files
        case archive
        /// pages as a crawler keeps them
        case warc
    }

    /// The path; "-" for standard input.
    public var path: String
    /// What it holds.
    public var kind: Kind
    /// Whether it is compressed.
    public var isPacked: Bool

    /// A source.
    public init(path: String, kind: Kind, isPacked: Bool = false) {
        (self.path, self.kind, self.isPacked) = (path, kind, isPacked)
    }

    /// Whether it is one article.
    public var isSingle: Bool { if case .single = kind { !isPacked } else { false } }

    private static let packed = ["gz", "zst", "bz2", "xz"]

    /// Kinds by the endings of names.
    private static let kinds: [String: Kind] = [
        "txt": .single(.text), "html": .single(.html), "htm": .single(.html), "xhtml": .single(.html),
        "json": .single(.ninjs), "nitf": .single(.nitf), "xml": .single(.nitf),
        "jsonl": .jsonLines, "ndjson": .jsonLines,
        "csv": .table(separator: 44), "tsv": .table(separator: 9),
        "zip": .archive, "tar": .archive, "tgz": .archive, "warc": .warc,
    ]

    /// The source at a path by its name; nil if the name tells nothing.
    public static func named(_ path: String) -> InputSource? {
        let ending = Path.fileExtension(path)
        guard packed.contains(ending) else { return kinds[ending].map { InputSource(path: path, kind: $0) } }
        let inner = Path.fileExtension(Path.stem(path))
        guard let kind = kinds[inner] else { return nil }
        return InputSource(path: path, kind: kind, isPacked: true)
    }

    /// Why no source was found.
    public struct Failure: Error, CustomStringConvertible {
        /// What is wrong.
        public var description: String
    }

    /// The sources that an argument names: a file, the files of a folder and those in it, the files that
    /// fit a glob (`*`, `?`, `[…]`), or standard input.
    ///
    /// - Parameter plainText: whether files are plain text whatever they are called.
    /// - Throws: ``Failure``.
    public static func find(_ argument: String, plainText: Bool = false) throws(Failure) -> [InputSource] {
        if argument == "-" {
            return [InputSource(path: "-", kind: plainText ? .single(.text) : .jsonLines)]
        }
        switch FileSystem.kind(of: argument) {
        case nil:
            let found = FileSystem.glob(argument)
            if found.isEmpty { throw Failure(description: "\(argument): No such file or directory") }
            var sources: [InputSource] = []
            for path in found { sources += try find(path, plainText: plainText) }
            return sources
        case .file?:
            let text = InputSource(path: argument, kind: .single(.text))
            return [plainText ? text : named(argument) ?? text]
        case .folder?:
            let found = files(in: argument, plainText)
            if found.isEmpty {
                throw Failure(description: "\(argument): there is no file with articles in the folder")
            }
            return found
        }
    }

    private static func files(in folder: String, _ plainText: Bool) -> [InputSource] {
        ((try? FileSystem.list(folder)) ?? []).flatMap { name -> [InputSource] in
            let path = Path.join(folder, name)
            if FileSystem.kind(of: path) == .folder { return files(in: path, plainText) }
            guard let source = named(path) else { return [] }
            return [plainText ? InputSource(path: path, kind: .single(.text)) : source]
        }
    }
}
