public import ArticleModel
public import Exchange
internal import Pipeline
public import PluginHost

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A worker process of a batch: reads items from standard input, runs the plugins on them and writes
/// records to standard output, until its input ends.
public final class BatchWorker {
    private let plugins: [Plugin]
    private let workbench: Workbench
    private let reader: InputItemReader
    private let encode: (ReadResult, AnnotatedArticle?) -> [UInt8]
    private let deadLetter: (ReadResult, InputItem) -> [UInt8]
    private let page: WorkerPage?

    /// A worker.
    ///
    /// - Parameters:
    ///   - reader: makes articles of items.
    ///   - encode: the record of an article, or of what could not be read.
    ///   - deadLetter: the input of an item in which something went wrong, to be read again.
    /// - Throws: ``PluginOrder/Failure``.
    public init(
        _ workbench: Workbench, reader: InputItemReader,
        encode: @escaping (ReadResult, AnnotatedArticle?) -> [UInt8],
        deadLetter: @escaping (ReadResult, InputItem) -> [UInt8]
    ) throws {
        self.workbench = workbench
        self.reader = reader
        self.encode = encode
        self.deadLetter = deadLetter
        plugins = try PluginOrder.sorted(workbench.plugins)
        page = WorkerPage.open(WorkerPage.descriptor)
    }

    /// Tells the process that feeds it that the plugins are loaded, or why they are not.
    ///
    /// - Parameters:
    ///   - problem: why not; nil if all is well.
    ///   - plugins: their folders in the order in which they run.
    public static func greet(problem: String?, plugins: [PluginFolder] = [], warnings: [String] = []) {
        var frame = FrameWriter()
        frame.write(problem ?? "")
        frame.write(plugins.count)
        for plugin in plugins { frame.write(plugin.path) }
        frame.write(warnings.count)
        for warning in warnings { frame.write(warning) }
        writeAll(frame.finish())
    }

    /// Works until the input ends. The first worker of a run tells warnings about the plugins.
    public func run(isFirst: Bool) {
        // Ctrl-C goes to the whole group; the process that feeds this one ends it in order.
        signal(SIGINT, SIG_IGN)
        Self.greet(
            problem: nil, plugins: plugins.map(\.folder),
            warnings: isFirst ? plugins.flatMap { workbench.warnings(of: $0).map(\.description) } : [])
        while let bytes = Self.readFrame() {
            var frame = FrameReader(bytes)
            var reply = FrameWriter()
            do {
                let count = try frame.number()
                reply.write(count)
                for _ in 0..<count { work(on: try BatchItem(from: &frame)).write(to: &reply) }
            } catch {
                return
            }
            Self.writeAll(reply.finish())
        }
    }

    private func work(on item: BatchItem) -> BatchResult {
        page?.begin(item: item.number, plugin: 0)
        let start = Self.processorTime()
        let read = reader.read(item.input)
        var record: AnnotatedArticle?
        if let article = read.article {
            let open = workbench.open(article)
            var errors = read.errors
            for (number, plugin) in plugins.enumerated() {
                if let crash = item.crashes.first(where: { $0.plugin == plugin.name }) {
                    errors.append(
                        ArticleError(
                            stage: "annotate", plugin: plugin.name, kind: "crash", message: crash.reason))
                    continue
                }
                page?.begin(item: item.number, plugin: number + 1)
                if let error = workbench.run(plugin) { errors.append(error) }
            }
            page?.begin(item: item.number, plugin: 0)
            record = open.result(errors: errors)
            workbench.close()
        }
        let errors = record?.errors ?? read.errors
        var result = BatchResult(
            id: read.id.description, record: encode(read, record),
            errors: errors.map { .init(kind: $0.kind, plugin: $0.plugin ?? "", message: $0.message) },
            bytes: read.article?.utf8.count ?? 0, words: read.article.map { Self.words(in: $0.utf8) } ?? 0)
        if !errors.isEmpty { result.deadLetter = deadLetter(read, item.input) }
        result.number = item.number
        result.nanoseconds = Self.processorTime() - start
        return result
    }

    private static func words(in utf8: [UInt8]) -> Int {
        var count = 0
        var inWord = false
        for byte in utf8 {
            let isSpace = byte <= 32
            if !isSpace, !inWord { count += 1 }
            inWord = !isSpace
        }
        return count
    }

    private static func processorTime() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec)
    }

    // MARK: The pipes

    private static func readFrame() -> [UInt8]? {
        guard let head = readAll(4) else { return nil }
        let count = head.withUnsafeBytes { Int(UInt32(littleEndian: $0.loadUnaligned(as: UInt32.self))) }
        return readAll(count)
    }

    private static func readAll(_ count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let more = bytes.withUnsafeMutableBytes { read(0, $0.baseAddress! + filled, count - filled) }
            if more < 0, errno == EINTR { continue }
            guard more > 0 else { return nil }
            filled += more
        }
        return bytes
    }

    private static func writeAll(_ bytes: [UInt8]) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { write(1, $0.baseAddress! + written, bytes.count - written) }
            if count < 0, errno == EINTR { continue }
            // The process that fed this one is gone.
            guard count > 0 else { exit(1) }
            written += count
        }
    }
}
