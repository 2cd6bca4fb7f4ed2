internal import ArticleModel
internal import Diagnostics
internal import Exchange
public import PluginHost
internal import System
internal import Tokenization

/// A run of plugins over many articles: reads items, has workers annotate them, and writes their records.
///
/// ```swift
/// let run = try Run(plan, workbench)
/// run.onProgress = { report in … }
/// let outcome = try run()
/// ```
public final class Run {
    private let plan: RunPlan
    private let stream: InputStream
    private let plugins: [String]
    private let identity: RunJournal.Identity
    private let header: [UInt8]
    private let views: [(plugin: String, sql: String)]
    private let startWorker: ([any Worker]) throws -> any Worker
    /// How far an interrupted run came, if this one resumes it.
    private var resumed: RunPosition?
    private var position = RunPosition()
    /// The hash of the input up to each item in flight.
    private var hashes: [Int: UInt64] = [:]
    private var hash = ContentHash()
    private var ids: SeenIDs?
    private var deadLetters: OutputFile?

    /// The totals so far.
    public private(set) var report = RunReport()
    /// Called now and then with the totals.
    public var onProgress: (RunReport) -> Void = { _ in }
    /// Asked now and then; the run ends in order when it returns true.
    public var isInterrupted: () -> Bool = { false }
    /// The number of articles that an interrupted run has done.
    public var skipped: Int { resumed?.items ?? 0 }

    /// The parts of archives and crawls that were not read and are no error: how many of each kind.
    public var skippedParts: [String: Int] { stream.skipped }

    /// Prepares a run with the plugins of a workbench. Reads the input that an interrupted run has done.
    ///
    /// - Throws: `Diagnostic` if the plan cannot be carried out, and `Diagnostic` if the plugins cannot be ordered.
    public convenience init(_ plan: RunPlan, _ workbench: Workbench) throws {
        try plan.check()
        for layer in plan.layers.sorted() where !workbench.layers.contains(layer) {
            throw Diagnostic(
                .usage,
                "no plugin here provides the layer \"\(layer)\""
                    + didYouMean(layer, among: workbench.layers))
        }
        let tokenizer = workbench.tokenizer
        let context = EncodingContext(
            includesText: plan.includesText, layers: plan.layers.isEmpty ? nil : Set(plan.layers),
            fields: plan.fields,
            unit: plan.format.unit ?? plan.unit, providedLayers: workbench.layers,
            descriptions: workbench.layerDescriptions,
            tokens: { tokenizer.tokenize($0) })
        let annotate = try AnnotationRun(workbench)
        let worker = ArticleWorker(annotate, reader: plan.reader, format: plan.format, context: context)
        try self.init(
            plan, plugins: annotate.plugins.map { ($0.name, String($0.folder.contentHash, radix: 16)) },
            header: plan.format.header(context), views: try annotate.plugins.compactMap(Self.views)
        ) { others in
            try WorkerProcess(worker, others: others.compactMap { $0 as? WorkerProcess })
        }
    }

    /// Prepares a run with workers of any kind.
    ///
    /// - Parameters:
    ///   - plugins: the names and content hashes of the plugins in the order in which they run.
    ///   - header: the bytes at the start of the output.
    ///   - views: the SQL of views that the plugins bring.
    init(
        _ plan: RunPlan, plugins: [(name: String, hash: String)], header: [UInt8] = [],
        views: [(plugin: String, sql: String)] = [],
        startWorker: @escaping ([any Worker]) throws -> any Worker
    ) throws {
        try plan.check()
        self.plan = plan
        self.plugins = plugins.map(\.name)
        self.header = header
        self.views = views
        self.startWorker = startWorker
        stream = InputStream(plan.sources, plan.reader.options)
        // A stream may repeat ids; files that are read as one set may not.
        if !plan.readsStandardInput { ids = SeenIDs(plan.reader) }
        identity = plan.output == nil ? [] : plan.identity(plugins)
        guard let interrupted = try interruptedRun() else { return }
        if plan.beginning != .resumeMixed { try compare(interrupted.identity) }
        try skip(interrupted.position)
        resumed = interrupted.position
    }

    /// Runs everything.
    ///
    /// - Returns: how the run ended.
    /// - Throws: errors of workers and of the output; `OutputFile.Failure` with `readerIsGone` if nobody
    ///   reads standard output any more.
    public func callAsFunction() throws -> RunOutcome {
        var place = OutputPlace(
            path: plan.output, resumesAt: resumed, header: header,
            facts: identity + [("offsets", (plan.format.unit ?? plan.unit).rawValue)])
        place.views = views
        var journal: RunJournal?
        if let output = plan.output, !plan.isUnordered {
            journal = try RunJournal(of: output, identity: identity, isContinued: resumed != nil)
        }
        let sink = try plan.format.sink(place)
        if let path = plan.deadLetters { deadLetters = try OutputFile(path: path) }
        let dispatcher = Dispatcher(
            stream, plugins: plugins, settings: plan.dispatching, first: position.items,
            startWorker: startWorker)
        dispatcher.isInterrupted = isInterrupted
        dispatcher.tick = { self.onProgress(self.report) }
        var stop: String?
        var lastCheckpoint = Clock.now
        let isComplete = try dispatcher.run(
            prepare: { item, number in prepare(&item, number) },
            write: { results in
                for result in results where stop == nil {
                    try write(result, to: sink)
                    stop = reasonToStop(result)
                }
                if plan.flushesLines || plan.readsStandardInput { try sink.flush() }
                if Clock.now - lastCheckpoint > 0.2 {
                    try checkpoint(sink, journal)
                    lastCheckpoint = Clock.now
                }
                onProgress(report)
                return stop == nil
            })
        try sink.flush()
        try deadLetters?.complete()
        if isComplete || !plan.isUnordered { try checkpoint(sink, journal, isLast: isComplete) }
        if let stop { return .stopped(reason: stop) }
        guard isComplete else { return .interrupted }
        try sink.complete()
        journal?.remove()
        return .complete
    }

    /// The file `views.sql` in a plugin's folder, if there is one.
    private static func views(of plugin: Plugin) throws -> (plugin: String, sql: String)? {
        let path = Path.join(plugin.folder.path, "views.sql")
        guard FileSystem.kind(of: path) == .file else { return nil }
        return (plugin.name, String(decoding: try FileSystem.read(path), as: UTF8.self))
    }

    // MARK: Results

    private func write(_ result: BatchResult, to sink: any RecordSink) throws {
        report.add(result)
        let hasFailed = !result.errors.isEmpty
        if hasFailed { try deadLetters?.write(result.deadLetter) }
        if !hasFailed || plan.onError != .skip { try sink.write(result.record, number: result.number) }
        position.items = max(position.items, result.number + 1)
        if let hash = hashes.removeValue(forKey: result.number) { position.hash = hash }
    }

    private func reasonToStop(_ result: BatchResult) -> String? {
        let first = report.errors.first.map { ": \($0.first)" } ?? ""
        if !result.errors.isEmpty, plan.onError == .stop {
            return "stopped at the first article with an error\(first)"
        }
        if let most = plan.maximumErrors, report.failed > most {
            return "stopped after \(report.failed) articles with errors; the first\(first)"
        }
        return nil
    }

    private func checkpoint(_ sink: any RecordSink, _ journal: RunJournal?, isLast: Bool = false) throws {
        if plan.isUnordered, !isLast { return }
        guard plan.output != nil else { return }
        let reached = try sink.checkpoint(position)
        try journal?.note(reached)
    }

    private func prepare(_ item: inout InputItem, _ number: Int) {
        hash.add(item.bytes)
        if item.problem == nil, let problem = ids?.problem(with: item) { item.note("duplicate", problem) }
        if plan.output != nil { hashes[number] = hash.value }
    }

    // MARK: Resuming an interrupted run

    private func interruptedRun() throws -> (identity: RunJournal.Identity, position: RunPosition)? {
        guard let output = plan.output, var interrupted = RunJournal.read(of: output) else { return nil }
        guard plan.beginning.isResuming else {
            if plan.beginning == .restart || plan.isUnordered { return nil }
            throw Diagnostic(
                .usage,
                "\(output) is of a run that was interrupted after \(interrupted.point.items) articles; go on with "
                    + "--resume, or begin anew with --restart")
        }
        if let known = try plan.format.position(ofInterrupted: output) { interrupted.point = known }
        return (interrupted.identity, interrupted.point)
    }

    private func compare(_ before: RunJournal.Identity) throws(Diagnostic) {
        let differences = RunJournal.differences(before, identity)
        guard differences.isEmpty else {
            throw Diagnostic(
                .usage,
                "this is not the run that was interrupted: \(differences.joined(separator: "; ")); begin anew with "
                    + "--restart, or go on all the same with --resume=mixed")
        }
    }

    private func skip(_ done: RunPosition) throws(Diagnostic) {
        for number in 0..<done.items {
            guard case .item(var item) = stream.next() else {
                throw Diagnostic(.usage, "the input has fewer articles than the interrupted run has done")
            }
            prepare(&item, number)
        }
        hashes = [:]
        if done.items > 0, hash.value != done.hash, plan.beginning != .resumeMixed {
            throw Diagnostic(
                .usage,
                "the input has changed since the interrupted run: its first \(done.items) articles are not "
                    + "the same; begin anew with --restart, or go on all the same with --resume=mixed")
        }
        position = done
    }
}

extension RunPlan {
    var readsStandardInput: Bool { sources.contains { $0.path == "-" } }

    fileprivate var dispatching: Dispatcher.Settings {
        Dispatcher.Settings(
            jobs: jobs, isUnordered: isUnordered, flushesLines: flushesLines, deadline: deadline)
    }

    /// The facts that must be the same for a run to be resumed.
    fileprivate func identity(_ plugins: [(name: String, hash: String)]) -> RunJournal.Identity {
        var identity: RunJournal.Identity = [
            ("nightdesk", Workbench.version), ("format", format.name), ("offsets", unit.rawValue),
            ("text", includesText ? "written" : "left out"),
            ("layers", layers.isEmpty ? "all" : layers.sorted().joined(separator: " ")),
        ]
        identity.append(("fields", fields?.joined(separator: " ") ?? "all"))
        identity.append(("published", reader.options.published ?? "not given"))
        identity.append(("map", reader.options.map.text ?? "none"))
        identity.append(("encoding", reader.options.encoding?.name ?? "not given"))
        identity.append(("max-article", String(reader.options.maximumBytes)))
        identity.append(("on-error", onError.rawValue))
        identity += facts
        for plugin in plugins { identity.append(("plugin \(plugin.name)", plugin.hash)) }
        for source in sources {
            identity.append(("input \(source.path)", "\(FileSystem.size(of: source.path) ?? 0) bytes"))
        }
        return identity
    }
}
