internal import ArgumentParser
internal import ArticleModel
internal import Display
internal import Exchange
internal import Files
internal import Pipeline
internal import PluginHost

/// `nightdesk run`: plugins over articles.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Runs plugins over articles and prints what they found.",
        discussion: """
            Inputs are text files, folders, .jsonl files, or - for JSON Lines on standard input. On a terminal a single \
            article is printed highlighted, with tables; else there is one line of JSON for each article.

            Exit codes: 0 all read and written (errors of single articles are in their records), 2 wrong usage, an input \
            that does not exist or a plugin that cannot be loaded, 141 the reader went away.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case jsonl, text }

    @Argument(help: "Articles: files, folders, .jsonl files, or -.")
    var inputs: [String] = []

    @OptionGroup var selection: PluginSelection

    @Option(help: "Output format: jsonl or text.")
    var format: Format?

    @Option(name: [.customShort("o"), .customLong("output")], help: "A file for the output.")
    var output: String?

    @Option(help: "Date of publication for articles that have none, as 2024-09-13.")
    var published: String?

    @Flag(help: "Leaves the text out of the records.")
    var noText = false

    @Flag(name: .customLong("text"), help: "Standard input is one plain text.")
    var plainText = false

    @Option(name: .customLong("layer"), help: "A layer to write; repeat it for several. Without it, all.")
    var layers: [String] = []

    func run() throws {
        if let published, PublicationDate.normalized(published) == nil {
            throw CommandError("--published: \"\(published)\" is no date; write it as 2024-09-13")
        }
        guard !inputs.isEmpty else {
            throw CommandError("no input: give files, folders, or - for standard input")
        }
        let sources = try inputs.flatMap { try ArticleSource.find($0, plainText: plainText) }
        let pipeline = try ArticlePipeline(selection.workbench())
        let layers = self.layers.isEmpty ? nil : Set(self.layers)
        if let layers {
            for layer in layers.sorted() where !pipeline.workbench.layers.contains(layer) {
                throw CommandError(
                    "no plugin here provides the layer \"\(layer)\""
                        + PluginHost.suggestionText(for: layer, among: pipeline.workbench.layers))
            }
        }
        let isSingle = sources.count == 1 && sources[0].isSingleArticle
        let format =
            format ?? (isSingle && StandardStreams.outputIsTerminal && output == nil ? .text : .jsonl)
        var writer = RecordWriter(format: format, includesText: !noText, layers: layers, path: output)
        var ids = DuplicateIDs()
        for source in sources {
            try source.forEach(published: published) { result in
                var result = result
                if let problem = ids.problem(with: result) { result.errors.append(problem) }
                if let article = result.article {
                    writer.write(pipeline.annotate(article, errors: result.errors))
                } else {
                    writer.write(failed: result)
                }
            }
        }
        try writer.finish()
    }
}

/// Reports ids that occur more than once in files that are read as one set. A stream may repeat
/// ids as it likes.
private struct DuplicateIDs {
    private var seen: Set<ArticleID> = []

    mutating func problem(with result: ReadResult) -> ArticleError? {
        guard result.article != nil, !seen.insert(result.id).inserted else { return nil }
        return ArticleError(
            stage: "read", kind: "duplicate", message: "the id \"\(result.id)\" occurred before",
            line: result.line)
    }
}

/// Writes records in a format to a file or to standard output.
private struct RecordWriter {
    private let format: RunCommand.Format
    private let path: String?
    private let layers: Set<String>?
    private var json: JSONLinesWriter
    private var buffer: [UInt8] = []

    init(format: RunCommand.Format, includesText: Bool, layers: Set<String>?, path: String?) {
        self.format = format
        self.path = path
        self.layers = layers
        json = JSONLinesWriter(includesText: includesText, layers: layers)
    }

    mutating func write(_ record: AnnotatedArticle) {
        switch format {
        case .jsonl: append(json.line(record))
        case .text:
            let style = TextStyle(isColored: StandardStreams.isColored && path == nil)
            let width = min(StandardStreams.width, 110)
            let text = HighlightedText(record, width: width, style: style)
            var lines = text.lines(layers: layers)
            if style.isColored { lines += [""] + text.legend(layers: layers) }
            lines += ArticleSummary(record, width: width, style: style).lines(layers: layers)
            append(Array((lines.joined(separator: "\n") + "\n").utf8))
        }
    }

    mutating func write(failed result: ReadResult) {
        switch format {
        case .jsonl: append(json.line(failed: result))
        case .text:
            for error in result.errors { StandardStreams.printError("\(result.id): \(error.message)") }
        }
    }

    private mutating func append(_ bytes: [UInt8]) {
        buffer += bytes
        if path == nil, buffer.count > 1 << 16 {
            StandardStreams.write(buffer)
            buffer.removeAll(keepingCapacity: true)
        }
    }

    mutating func finish() throws {
        guard let path else { return StandardStreams.write(buffer) }
        do { try FileSystem.write(buffer, to: path) } catch { throw CommandError("cannot write \(error)") }
    }
}
