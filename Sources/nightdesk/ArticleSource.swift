internal import ArticleModel
internal import Exchange
internal import Files

/// Where articles come from: a file, or standard input.
struct ArticleSource {
    enum Kind { case plainText, jsonLines }

    /// The path; "-" for standard input.
    var path: String
    var kind: Kind

    var isSingleArticle: Bool { kind == .plainText }

    /// The sources that an argument names: itself, or the files of a folder and those in it.
    static func find(_ argument: String, plainText: Bool) throws -> [ArticleSource] {
        if argument == "-" { return [ArticleSource(path: "-", kind: plainText ? .plainText : .jsonLines)] }
        switch FileSystem.kind(of: argument) {
        case nil: throw CommandError("\(argument): No such file or directory")
        case .file?:
            return [ArticleSource(path: argument, kind: plainText ? .plainText : kind(of: argument))]
        case .folder?:
            let found = try files(in: argument)
            if found.isEmpty {
                throw CommandError("\(argument): there is no .txt or .jsonl file in the folder")
            }
            return found
        }
    }

    private static func files(in folder: String) throws -> [ArticleSource] {
        try FileSystem.list(folder).flatMap { name -> [ArticleSource] in
            let path = Path.join(folder, name)
            if FileSystem.kind(of: path) == .folder { return try files(in: path) }
            guard ["txt", "jsonl", "ndjson"].contains(Path.fileExtension(path)) else { return [] }
            return [ArticleSource(path: path, kind: kind(of: path))]
        }
    }

    private static func kind(of path: String) -> Kind {
        ["jsonl", "ndjson"].contains(Path.fileExtension(path)) ? .jsonLines : .plainText
    }

    /// Reads the articles one after the other.
    func forEach(published: String?, _ body: (ReadResult) -> Void) throws {
        switch kind {
        case .plainText:
            let id = ArticleID.string(path == "-" ? "stdin" : Path.stem(path))
            do throws(FileSystem.Failure) {
                let bytes = try path == "-" ? standardInput() : FileSystem.read(path)
                body(ArticleReader.plainText(bytes, id: id, published: published))
            } catch {
                body(
                    ReadResult(
                        failed: ArticleError(stage: "read", kind: "file", message: error.description), id: id)
                )
            }
        case .jsonLines:
            var lines: LineReader
            do { lines = try LineReader(path: path) } catch { throw CommandError("\(error)") }
            let source = path == "-" ? "stdin" : Path.name(path)
            while let line = try lines.next() {
                line.withUnsafeBytes { bytes in
                    body(
                        JSONLinesReader.read(
                            bytes, source: source, number: lines.number, published: published))
                }
            }
        }
    }

    private func standardInput() -> [UInt8] {
        var bytes: [UInt8] = []
        while let more = StandardStreams.read(0, 1 << 16), !more.isEmpty { bytes += more }
        return bytes
    }
}
