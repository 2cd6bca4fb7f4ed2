internal import ArgumentParser
internal import ArticleModel
internal import Runs
internal import Exchange
internal import System
internal import PluginHost
internal import ResultDatabase

/// The side of `run` that reads and writes: it feeds workers, and keeps what they find.
final class RunSession {
    private let command: RunCommand
    private let sources: [InputSource]
    private let reader: InputItemReader
    private let format: RunOutputOptions.Format
    private let stream: InputStream
    private var point = Journal.Point()
    /// The hash of the input up to each item that is on its way.
    private var hashes: [Int: UInt64] = [:]
    private var hash = ContentHash()
    private var ids: SeenIDs?
    private var report = RunReport()
    private var deadLetters: OutputFile?

    init(_ command: RunCommand, sources: [InputSource], reader: InputItemReader) throws {
        self.command = command
        self.sources = sources
        self.reader = reader
        let isShown = sources.count == 1 && sources[0].isSingle && StandardStreams.outputIsTerminal
        format =
            command.output.flat
            ? .flat : command.output.format ?? (isShown && command.output.output == nil ? .text : .jsonl)
        stream = InputStream(sources)
        // A stream may repeat ids as it likes; files that are read as one set may not.
        if !sources.contains(where: { $0.path == "-" }) { ids = SeenIDs(reader) }
        if [.sqlite, .brat].contains(format), command.output.output == nil {
            throw CommandError("--format \(format.rawValue) needs -o with a name for the output")
        }
    }

    func run() throws {
        let batch = command.batch
        let earlier = try earlierRun()
        var settings = BatchRun.Settings()
        settings.jobs = batch.jobs ?? StandardStreams.cores
        settings.isUnordered = batch.unordered
        settings.flushesLines = batch.flush == .line
        settings.deadline = batch.deadline
        let encoder = RunEncoder(
            command, format: format, width: min(StandardStreams.width, 110),
            isColored: StandardStreams.isColored && command.output.output == nil)
        let worker = try encoder.worker(reader)
        if let earlier { try skip(earlier) }
        let run = BatchRun(stream, worker, settings: settings, first: point.items)
        let identity = command.output.output == nil ? [] : identity(worker.plugins.map(\.folder))
        if let earlier, !batch.resumeMixed { try compare(earlier.identity, identity) }
        do {
            let sink = try sink(identity, isResumed: earlier != nil)
            try work(run, sink)
            // Done: taking the plugins apart piece by piece would only take time.
            StandardStreams.end(0)
        } catch let error as OutputFile.Failure where error.readerIsGone {
            StandardStreams.end(141)
        } catch let error where !(error is ExitCode) && !(error is CommandError) {
            StandardStreams.printError("nightdesk: \(error)")
            throw ExitCode(1)
        }
    }

    // MARK: The work

    private func work(_ run: BatchRun, _ sink: any RunSink) throws {
        let batch = command.batch
        let progress = RunProgress(batch.progress, sources: sources, skipped: point.items)
        Interruption.listen()
        run.isInterrupted = { Interruption.hasCome }
        run.tick = { progress.show(self.report) }
        if let path = batch.errorsFile { deadLetters = try OutputFile(path: path) }
        var isStopped = false
        var lastCheckpoint = Clock.now
        let flushes = batch.flush == .line || sources.contains { $0.path == "-" }
        let isComplete = try run.run(
            prepare: { item, number in prepare(&item, number) },
            write: { results in
                for result in results {
                    report.add(result)
                    if !result.errors.isEmpty { try deadLetters?.write(result.deadLetter) }
                    if result.errors.isEmpty || batch.onError != .skip { try sink.write(result) }
                    point.items = max(point.items, result.number + 1)
                    if let hash = hashes.removeValue(forKey: result.number) { point.hash = hash }
                    if !result.errors.isEmpty, batch.onError == .stop { isStopped = true }
                    if let most = batch.maxErrors, report.failed > most { isStopped = true }
                    if isStopped { break }
                }
                if flushes { try sink.flush() }
                if Clock.now - lastCheckpoint > 0.2 {
                    if !batch.unordered { try sink.checkpoint(point) }
                    lastCheckpoint = Clock.now
                }
                progress.show(report)
                return !isStopped
            })
        try sink.flush()
        try deadLetters?.complete()
        progress.finish(report)
        if isComplete {
            try sink.checkpoint(point)
            return try sink.complete()
        }
        if !batch.unordered { try sink.checkpoint(point) }
        if isStopped {
            let first = report.errors.first.map { ": \($0.first)" } ?? ""
            StandardStreams.printError(
                batch.onError == .stop
                    ? "nightdesk: stopped at the first article with an error\(first)"
                    : "nightdesk: stopped after \(report.failed) articles with errors; the first\(first)")
            throw ExitCode(1)
        }
        StandardStreams.printError(
            "nightdesk: interrupted"
                + (command.output.output == nil ? "" : "; the same command with --resume goes on from here"))
        throw ExitCode(130)
    }

    private func prepare(_ item: inout InputItem, _ number: Int) {
        hash.add(item.bytes)
        if item.problem == nil, let problem = ids?.problem(with: item) { item.problem = problem }
        if command.output.output != nil { hashes[number] = hash.value }
    }

    // MARK: Output

    private func sink(_ identity: Journal.Identity, isResumed: Bool) throws -> any RunSink {
        guard let path = command.output.output else {
            return try FileSink(OutputFile(), journal: nil, header: header)
        }
        let journal =
            try command.batch.unordered
            ? nil : Journal(of: path, identity: identity, isContinued: isResumed)
        switch format {
        case .brat: return try BratSink(folder: path, journal: journal)
        case .sqlite:
            if !isResumed { FileSystem.remove(OutputFile.partialPath(path)) }
            let database = try ResultDatabase(path: OutputFile.partialPath(path))
            try database.note(identity + [("offsets", command.output.offsets.rawValue)])
            return DatabaseSink(path: path, database, journal: journal)
        default:
            let file = try OutputFile(path: path, from: isResumed ? point.bytes : 0)
            return try FileSink(file, journal: journal, header: header)
        }
    }

    private var header: [UInt8] {
        switch format {
        case .csv: TableWriter(.comma).header
        case .tsv: TableWriter(.tab).header
        default: []
        }
    }

    // MARK: Going on with an earlier run

    /// What an earlier run has left for this output, if it is to be gone on with.
    private func earlierRun() throws -> (identity: Journal.Identity, point: Journal.Point)? {
        let batch = command.batch
        let wanted = batch.resume || batch.resumeMixed
        guard let path = command.output.output else {
            if wanted { throw CommandError("--resume needs -o: standard output cannot be gone on with") }
            return nil
        }
        if wanted, batch.unordered {
            throw CommandError(
                "--resume and --unordered exclude each other: how far a run came is told by the order")
        }
        guard var earlier = Journal.read(of: path) else { return nil }
        guard wanted else {
            if batch.restart || batch.unordered { return nil }
            throw CommandError(
                "\(path) is of a run that was interrupted after \(earlier.point.items) articles; go on with --resume, "
                    + "or begin anew with --restart")
        }
        if format == .sqlite {
            let progress = try ResultDatabase(path: OutputFile.partialPath(path)).progress()
            earlier.point = Journal.Point()
            earlier.point.items = progress?.items ?? 0
            earlier.point.hash = progress?.hash ?? 0
        }
        return earlier
    }

    private func skip(_ earlier: (identity: Journal.Identity, point: Journal.Point)) throws {
        for number in 0..<earlier.point.items {
            guard case .item(var item) = stream.next() else {
                throw CommandError("the input has fewer articles than the interrupted run has done")
            }
            prepare(&item, number)
        }
        hashes = [:]
        if earlier.point.items > 0, hash.value != earlier.point.hash, !command.batch.resumeMixed {
            throw CommandError(
                "the input has changed since the interrupted run: its first \(earlier.point.items) articles are not "
                    + "the same; begin anew with --restart, or go on all the same with --resume=mixed")
        }
        point = earlier.point
    }

    private func compare(_ before: Journal.Identity, _ now: Journal.Identity) throws {
        let differences = Journal.differences(before, now)
        guard differences.isEmpty else {
            throw CommandError(
                "this is not the run that was interrupted: \(differences.joined(separator: "; ")); begin anew with "
                    + "--restart, or go on all the same with --resume=mixed")
        }
    }

    private func identity(_ plugins: [PluginFolder]) -> Journal.Identity {
        let output = command.output
        var identity: Journal.Identity = [
            ("nightdesk", Workbench.version), ("format", format.rawValue),
            ("offsets", output.offsets.rawValue), ("text", output.noText ? "left out" : "written"),
            ("layers", output.layers.isEmpty ? "all" : output.layers.sorted().joined(separator: " ")),
            ("published", command.input.published ?? "not given"), ("map", command.input.map ?? "none"),
            ("on-error", command.batch.onError.rawValue),
            ("settings", command.selection.settings.joined(separator: " ")),
        ]
        for plugin in plugins {
            identity.append(("plugin \(plugin.name)", String(plugin.contentHash, radix: 16)))
        }
        for source in sources {
            identity.append(("input \(source.path)", "\(FileSystem.size(of: source.path) ?? 0) bytes"))
        }
        return identity
    }
}
