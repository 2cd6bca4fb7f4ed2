public import ArticleModel
public import Exchange
public import PluginHost

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// What the worker processes of a batch do: read items from a pipe, run the plugins on them and write
/// records to another, until their input ends. It is made, with its plugins loaded, in the process that
/// reads and writes; workers are split off from that.
public final class BatchWorker {
    /// The plugins in the order in which they run.
    public var plugins: [Plugin] { run.plugins }
    private let run: AnnotationRun
    private let reader: InputItemReader
    private let encode: (ReadResult, AnnotatedArticle?) -> [UInt8]
    private let deadLetter: (ReadResult, InputItem) -> [UInt8]
    private var page: WorkerPage?
    private var input: Int32 = 0
    private var output: Int32 = 1

    /// A worker.
    ///
    /// - Parameters:
    ///   - reader: makes articles of items.
    ///   - encode: the record of an article, or of what could not be read.
    ///   - deadLetter: the input of an item in which something went wrong, to be read again.
    /// - Throws: ``Diagnostic``.
    public init(
        _ workbench: Workbench, reader: InputItemReader,
        encode: @escaping (ReadResult, AnnotatedArticle?) -> [UInt8],
        deadLetter: @escaping (ReadResult, InputItem) -> [UInt8]
    ) throws {
        self.reader = reader
        self.encode = encode
        self.deadLetter = deadLetter
        run = try AnnotationRun(workbench)
    }

    /// Works until the input ends.
    func run(input: Int32, output: Int32, page: WorkerPage) {
        (self.input, self.output, self.page) = (input, output, page)
        // Ctrl-C goes to the whole group; the process that feeds this one ends it in order.
        signal(SIGINT, SIG_IGN)
        signal(SIGTERM, SIG_DFL)
        while let bytes = readFrame() {
            var frame = FrameReader(bytes)
            var reply = FrameWriter()
            do {
                let count = try frame.number()
                reply.write(count)
                for _ in 0..<count { work(on: try BatchItem(from: &frame)).write(to: &reply) }
            } catch {
                return
            }
            writeAll(reply.finish())
        }
    }

    private func work(on item: BatchItem) -> BatchResult {
        page?.begin(item: item.number, plugin: 0)
        let start = Self.processorTime()
        let read = reader.read(item.input)
        var record: AnnotatedArticle?
        if let article = read.article {
            let crashes = item.crashes.map {
                (
                    $0.plugin,
                    ArticleError(stage: "annotate", plugin: $0.plugin, kind: "crash", message: $0.reason)
                )
            }
            let heartbeat = page.map { Heartbeat(page: $0, item: item.number) }
            record = run(
                article, errors: read.errors, observer: heartbeat,
                skipping: Dictionary(crashes, uniquingKeysWith: { first, _ in first }))
            page?.begin(item: item.number, plugin: 0)
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

    private func readFrame() -> [UInt8]? {
        guard let head = readAll(4) else { return nil }
        let count = head.withUnsafeBytes { Int(UInt32(littleEndian: $0.loadUnaligned(as: UInt32.self))) }
        return readAll(count)
    }

    private func readAll(_ count: Int) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let more = bytes.withUnsafeMutableBytes { read(input, $0.baseAddress! + filled, count - filled) }
            if more < 0, errno == EINTR { continue }
            guard more > 0 else { return nil }
            filled += more
        }
        return bytes
    }

    private func writeAll(_ bytes: [UInt8]) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                write(output, $0.baseAddress! + written, bytes.count - written)
            }
            if count < 0, errno == EINTR { continue }
            // The process that fed this one is gone.
            guard count > 0 else { _exit(1) }
            written += count
        }
    }
}

/// Tells the process that feeds a worker which plugin runs on which item.
private final class Heartbeat: RunObserver {
    private let page: WorkerPage
    private let item: Int

    init(page: WorkerPage, item: Int) {
        self.page = page
        self.item = item
    }

    func willRun(_ plugin: Plugin, number: Int) { page.begin(item: item, plugin: number + 1) }
}
