internal import ArticleModel
internal import Exchange
internal import PluginHost
internal import Serialization
internal import System

/// Reads an item as an article, runs the plugins on it and encodes its record.
///
/// A worker is made, with its plugins loaded, in the process that reads and writes; worker processes are
/// forked off that.
final class ArticleWorker {
    private let annotate: AnnotationRun
    private let reader: InputItemReader
    private let context: EncodingContext
    private var encoder: any RecordEncoder

    /// Creates a worker that encodes records in the format.
    init(
        _ run: AnnotationRun, reader: InputItemReader, format: any RecordFormat, context: EncodingContext
    ) {
        annotate = run
        self.reader = reader
        self.context = context
        encoder = format.encoder(context)
    }

    /// The names of the plugins in the order in which they run.
    var plugins: [String] { annotate.plugins.map(\.name) }

    /// Answers bundles of items until the input ends, in a process of its own.
    func run(input: Int32, output: Int32, page: WorkerPage) {
        Signals.leaveInterruptionsToParent()
        while let head = Descriptor.readAll(input, 8) {
            let count = head.withUnsafeBytes {
                Int(Int64(littleEndian: $0.loadUnaligned(as: Int64.self)))
            }
            guard let bytes = Descriptor.readAll(input, count) else { return }
            var frame = FrameReader(bytes)
            var reply = FrameWriter()
            // The length, which is known at the end.
            reply.write(0)
            do {
                let count = try frame.number()
                reply.write(count)
                for _ in 0..<count {
                    work(on: try BatchItem(from: &frame)) { page.begin(item: $0, plugin: $1) }
                        .write(to: &reply)
                }
            } catch {
                return
            }
            // If it cannot be written the process that fed this one is gone.
            guard Descriptor.writeAll(output, reply.finish()) else { ChildProcess.exitImmediately(1) }
        }
    }

    /// Returns the result of an item.
    ///
    /// - Parameter begin: called at each step with the number of the item and of the plugin, which counts
    ///   from 1 and is 0 for reading and writing.
    func work(on item: BatchItem, begin: @escaping (Int, Int) -> Void = { _, _ in }) -> BatchResult {
        begin(item.number, 0)
        let start = Clock.processorNanoseconds
        let read = reader.read(item.input)
        let record: OutgoingRecord
        if let article = read.article {
            let crashes = item.crashes.map {
                (
                    $0.plugin,
                    ArticleError(stage: "annotate", plugin: $0.plugin, kind: "crash", message: $0.reason)
                )
            }
            let annotated = annotate(
                article, errors: read.errors, observer: Heartbeat(item: item.number, begin: begin),
                skipping: Dictionary(crashes, uniquingKeysWith: { first, _ in first }))
            begin(item.number, 0)
            record = OutgoingRecord(annotated, context)
        } else {
            record = OutgoingRecord(failed: read, context)
        }
        var result = BatchResult(
            id: read.id.description, record: encoder.encode(record),
            errors: record.errors.map { .init(kind: $0.kind, plugin: $0.plugin ?? "", message: $0.message) },
            bytes: read.article?.utf8.count ?? 0, words: read.article.map { Self.words(in: $0.utf8) } ?? 0)
        if !record.errors.isEmpty { result.deadLetter = reader.deadLetter(read, item.input) }
        result.number = item.number
        result.notices = read.notices
        result.nanoseconds = Clock.processorNanoseconds - start
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
}

/// Reports which plugin runs on which item.
private final class Heartbeat: RunObserver {
    private let item: Int
    private let begin: (Int, Int) -> Void

    init(item: Int, begin: @escaping (Int, Int) -> Void) {
        self.item = item
        self.begin = begin
    }

    func willRun(_ plugin: Plugin, number: Int) { begin(item, number + 1) }
}
