internal import Diagnostics
public import ArgumentParser
internal import ArticleModel
internal import Display
internal import Exchange
public import Runs
internal import System

/// How `run` reads its input.
struct RunInputOptions: ParsableArguments {
    @Argument(help: "Articles: files, folders, globs, archives, or - for JSON Lines on standard input.")
    var inputs: [String] = []

    @Option(help: "Date of publication for articles that have none, as 2024-09-13.")
    var published: String?

    @Option(help: "Which fields of records hold what: text=body,published=meta.date.")
    var map: String?

    @Flag(
        name: .customLong("text"), help: "Files and standard input are plain text, whatever they are called.")
    var plainText = false

    @Option(
        name: .customLong("via"),
        help:
            "A shell command that makes plain text of each input file, which is its standard input: 'pdftotext - -'."
    )
    var command: String?

    @Option(
        help: ArgumentHelp(
            "The encoding of text that is not UTF-8, such as windows-1252. Without it, it is found out.",
            valueName: "label"))
    var encoding: String?

    @Option(
        help: ArgumentHelp(
            "The maximum size of an article, decompressed: a number of bytes, or with k, M or G.",
            valueName: "size"))
    var maxArticle: ByteCount?

    /// Makes articles of what is read.
    func reader() throws -> InputItemReader {
        if let published, PublicationDate.normalized(published) == nil {
            throw Diagnostic(.usage, "--published: \"\(published)\" is no date; write it as 2024-09-13")
        }
        var options = ReadingOptions(published: published)
        if let encoding {
            options.encoding = TextEncoding(label: encoding)
            if options.encoding == nil {
                throw Diagnostic(
                    .usage,
                    "--encoding: \"\(encoding)\" is not an encoding of the web; examples are utf-8, windows-1252, utf-16le, gb18030"
                )
            }
        }
        if let maxArticle { options.maximumBytes = maxArticle.bytes }
        do throws(Diagnostic) { if let map { options.map = try FieldMap(map) } } catch {
            throw Diagnostic(.usage, "--map: \(error.message)")
        }
        return InputItemReader(options)
    }

    /// The files and streams.
    ///
    /// - Parameter skipped: receives the files of folders that are not read.
    func sources(skipped: inout SkippedFiles) throws -> [InputSource] {
        guard !inputs.isEmpty else {
            throw Diagnostic(.usage, "no input: give files, folders, or - for standard input")
        }
        var sources: [InputSource] = []
        for input in inputs {
            sources += try InputSource.find(
                input, plainText: plainText, through: command, skipped: &skipped)
        }
        return sources
    }
}

/// A number of bytes on the command line: `500000`, `64M`, `1G`.
struct ByteCount: ExpressibleByArgument {
    let bytes: Int

    init?(argument: String) {
        let digits = argument.prefix { $0.isASCII && $0.isNumber }
        let units = ["": 0, "k": 10, "m": 20, "g": 30]
        let unit = argument.dropFirst(digits.count).lowercased()
        guard let number = Int(digits), number > 0,
            let shift = units[unit.hasSuffix("b") ? String(unit.dropLast()) : unit], number <= 1 << 32
        else { return nil }
        // Less than what a memory can have, so that no sum overflows.
        bytes = min(number << shift, 1 << 40)
    }
}

/// What `run` writes.
struct RunOutputOptions: ParsableArguments {
    enum Offsets: String, ExpressibleByArgument, CaseIterable {
        case codepoints, utf16, bytes

        var unit: OffsetMap.Unit { OffsetMap.Unit(rawValue: rawValue) ?? .codepoints }
    }

    @Option(help: "Output format: \(RunFormats.all.help).")
    var format: RecordFormatName?

    @Flag(help: "The same as --format flat.")
    var flat = false

    @Option(
        name: [.customShort("o"), .customLong("output")],
        help: "A file for the output; a folder for \(RunFormats.folders).")
    var output: String?

    @Option(help: "What offsets count: codepoints, utf16 or bytes.")
    var offsets: Offsets = .codepoints

    @Flag(help: "Leaves the text out of the records.")
    var noText = false

    @Option(
        help:
            "Comma-separated metadata fields to write, such as url,source,section. Defaults to all fields of the input."
    )
    var fields: String?

    @Option(name: .customLong("layer"), help: "A layer to write; repeat it for several. Without it, all.")
    var layers: [String] = []

    /// The format that was asked for, or else the default.
    ///
    /// - Parameter isShown: whether one article is printed on a terminal.
    /// - Throws: ``Diagnostic`` if `--flat` and `--format` differ.
    func format(isShown: Bool) throws -> any RecordFormat {
        let flat = FlatLinesFormat()
        if self.flat {
            if let format, format.format.name != flat.name {
                throw Diagnostic(.usage, "--flat and --format \(format.format.name) exclude each other")
            }
            return flat
        }
        let standard: any RecordFormat = isShown && output == nil ? TextFormat() : JSONLinesFormat()
        let chosen = format?.format ?? standard
        guard var text = chosen as? TextFormat else { return chosen }
        text.width = min(StandardStreams.width, 110)
        text.isColored = StandardStreams.isColored && output == nil
        return text
    }
}

/// How `run` goes about it.
struct RunBatchOptions: ParsableArguments {
    enum Flush: String, ExpressibleByArgument, CaseIterable { case auto, line }
    enum Progress: String, ExpressibleByArgument, CaseIterable { case auto, always, never, json }

    @Option(help: "Worker processes. Without it, one for each core.")
    var jobs: Int?

    @Flag(help: "Writes articles as they are done, not in the order of the input.")
    var unordered = false

    @Flag(
        help:
            "Resumes an interrupted run; --resume=mixed also after a plugin or option changed."
    )
    var resume = false

    @Flag(help: .hidden)
    var resumeMixed = false

    @Flag(help: "Starts over and discards the partial output.")
    var restart = false

    @Option(help: "What to do with an article that has an error: record, skip (leave it out) or stop.")
    var onError: RunPlan.ErrorPolicy = .record

    @Option(help: "Ends the run after this many articles with errors.")
    var maxErrors: Int?

    @Option(
        name: .customLong("errors"), help: "A file for the input of articles with errors, to be run again.")
    var errorsFile: String?

    @Option(help: "line: every record is written at once; auto: when there are enough.")
    var flush: Flush = .auto

    @Option(help: "On standard error: auto (on a terminal), always, never or json.")
    var progress: Progress = .auto

    @Option(
        help:
            "Kill a worker whose plugin uses this many seconds of processor time, or stands still for as long."
    )
    var deadline: Double = 10
}

extension RunPlan.ErrorPolicy: ExpressibleByArgument {}
