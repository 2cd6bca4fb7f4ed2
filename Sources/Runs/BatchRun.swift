public import Exchange
internal import PluginHost

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Runs items through worker processes: one reader, some workers, one writer, in one thread that waits for
/// whichever can go on. What is read and not yet written is bounded, so that memory stays constant and a
/// slow writer holds back the reader.
///
/// A worker that dies or hangs is replaced; what it had not answered is done again without the plugin
/// that it died in, for that one item.
public final class BatchRun {
    /// How a batch is run.
    public struct Settings: Sendable {
        /// How many workers.
        public var jobs = 1
        /// Whether results may come out as they are done.
        public var isUnordered = false
        /// Whether every item is sent and written at once.
        public var flushesLines = false
        /// Seconds that a plugin may take for an article before its worker is ended.
        public var deadline = 10.0

        /// One worker.
        public init() {}
    }

    /// The batch cannot go on.
    public struct Failure: Error, CustomStringConvertible {
        /// Why.
        public var description: String
    }

    private let settings: Settings
    private let stream: InputStream
    private let worker: BatchWorker
    /// Set from outside, as by Ctrl-C, to end after what is being worked on.
    public var isInterrupted: () -> Bool = { false }
    /// Called now and then while waiting.
    public var tick: () -> Void = {}

    private var workers: [WorkerProcess] = []
    private var unassigned: [Bundle] = []
    private var done: [Int: [BatchResult]] = [:]
    private var nextBundle = 0
    /// All bundles before this one are written, and of those behind it these.
    private var nextWritten = 0
    private var written: Set<Int> = []
    private var nextItem: Int
    private var isAtEnd = false
    private var endings = 0

    private static let mostItems = 16
    private static let mostBytes = 1 << 16
    private static let mostAhead = 4

    /// A batch of the items that are left in a stream; `first` is the number of the next.
    public init(_ stream: InputStream, _ worker: BatchWorker, settings: Settings, first: Int = 0) {
        self.stream = stream
        self.worker = worker
        self.settings = settings
        nextItem = first
    }

    /// Runs everything.
    ///
    /// - Parameters:
    ///   - prepare: may change an item before it is run.
    ///   - write: gets the results, in the order of the input unless that is waived; false to stop.
    /// - Returns: whether the input was read to its end and everything was written.
    /// - Throws: ``Failure``, and what the closures throw.
    public func run(
        prepare: (inout InputItem, _ number: Int) throws -> Void, write: ([BatchResult]) throws -> Bool
    ) throws -> Bool {
        signal(SIGPIPE, SIG_IGN)
        defer { endWorkers() }
        while true {
            if isInterrupted() { isAtEnd = true }
            try readAhead(prepare)
            try assign()
            while let results = nextResults() { if try !write(results) { return false } }
            if isAtEnd, unassigned.isEmpty, workers.allSatisfy(\.waiting.isEmpty), done.isEmpty {
                return !isInterrupted()
            }
            try wait()
            tick()
        }
    }

    // MARK: Reading

    /// Whether so little is on its way that more can be read.
    private var hasRoom: Bool {
        nextBundle - nextWritten < max(2, settings.jobs * Self.mostAhead) && unassigned.count < settings.jobs
    }

    private func readAhead(_ prepare: (inout InputItem, Int) throws -> Void) throws {
        while !isAtEnd, hasRoom {
            var items: [BatchItem] = []
            var bytes = 0
            // What lies ready makes a bundle; nobody waits for one to be full.
            reading: while items.count < (settings.flushesLines ? 1 : Self.mostItems), bytes < Self.mostBytes
            {
                switch stream.next(waiting: false) {
                case .item(var input):
                    try prepare(&input, nextItem)
                    bytes += input.bytes.count
                    items.append(BatchItem(number: nextItem, input: input))
                    nextItem += 1
                case .notYet: break reading
                case .end:
                    isAtEnd = true
                    break reading
                }
            }
            guard !items.isEmpty else { return }
            unassigned.append(Bundle(number: nextBundle, items: items))
            nextBundle += 1
        }
    }

    // MARK: Workers

    private func startWorker() throws -> WorkerProcess {
        do {
            let process = try WorkerProcess(worker, others: workers.flatMap { [$0.input, $0.output] })
            workers.append(process)
            return process
        } catch let error as WorkerProcess.Failure {
            throw Failure(description: error.reason)
        }
    }

    private func assign() throws {
        while let bundle = unassigned.first {
            // Two bundles each: while one is worked on, the next lies ready.
            let free = workers.filter { $0.waiting.count < 2 }.min { $0.waiting.count < $1.waiting.count }
            if workers.count < settings.jobs, free.map({ !$0.waiting.isEmpty }) ?? true {
                let worker = try startWorker()
                worker.send(bundle)
            } else if let free {
                free.send(bundle)
            } else {
                return
            }
            unassigned.removeFirst()
        }
    }

    private func wait() throws {
        var asked: [pollfd] = []
        for worker in workers {
            asked.append(pollfd(fd: worker.output, events: Int16(POLLIN), revents: 0))
            if worker.hasUnsent { asked.append(pollfd(fd: worker.input, events: Int16(POLLOUT), revents: 0)) }
        }
        // With room to read on, it is the input that keeps us waiting.
        if !isAtEnd, hasRoom, stream.isStandardInput {
            asked.append(pollfd(fd: 0, events: Int16(POLLIN), revents: 0))
        }
        poll(&asked, nfds_t(asked.count), !isAtEnd && hasRoom && !stream.isStandardInput ? 10 : 100)
        for worker in workers {
            worker.flush()
            let lives = worker.receive()
            while var frame = worker.nextFrame() { try take(&frame, worker) }
            if !lives {
                try replace(worker, reason: nil)
            } else if worker.secondsAtWork() > deadline(worker) {
                worker.kill()
                try replace(worker, reason: "did not end within \(format(deadline(worker))) seconds")
            }
        }
    }

    /// Reading and writing are slow for large inputs, and no plugin's fault.
    private func deadline(_ worker: WorkerProcess) -> Double {
        worker.work.plugin > 0 ? settings.deadline : settings.deadline * 10
    }

    private func format(_ seconds: Double) -> String {
        seconds == seconds.rounded() ? String(Int(seconds)) : String(seconds)
    }

    private func take(_ frame: inout FrameReader, _ worker: WorkerProcess) throws {
        let bundle = worker.waiting.removeFirst()
        var results: [BatchResult] = []
        for _ in 0..<(try frame.number()) { results.append(try BatchResult(from: &frame)) }
        done[bundle.number] = results
    }

    /// Starts another worker in place of one that is gone, with what that had not answered.
    private func replace(_ gone: WorkerProcess, reason: String?) throws {
        let ending = gone.end()
        workers.removeAll { $0 === gone }
        var bundles = gone.waiting
        guard !bundles.isEmpty else { return }
        let (number, plugin) = gone.work
        if gone.hasBegun, let index = bundles[0].items.firstIndex(where: { $0.number == number }) {
            let why = reason ?? "ended the process that ran it: \(ending)"
            if plugin > 0, plugin <= worker.plugins.count {
                let name = worker.plugins[plugin - 1].name
                bundles[0].items[index].crashes.append((name, "the plugin \(name) \(why)"))
            } else {
                let item = bundles[0].items[index].input
                bundles[0].items[index].input = InputItem(
                    failed: "reading the article \(why)", kind: "crash", source: item.source,
                    number: item.number)
                bundles[0].items[index].input.fields = item.fields
            }
            endings = 0
        } else {
            // Without an article to put it down to: not for ever.
            endings += 1
            if endings > 10 { throw Failure(description: "workers end as soon as they start: \(ending)") }
        }
        unassigned = bundles + unassigned
        unassigned.sort { $0.number < $1.number }
    }

    private func endWorkers() {
        for worker in workers {
            if worker.waiting.isEmpty { worker.finish() } else { worker.kill() }
        }
        for worker in workers { _ = worker.end() }
        workers = []
    }

    // MARK: Results

    private func nextResults() -> [BatchResult]? {
        let ready = settings.isUnordered ? done.keys.min() : nextWritten
        guard let ready, let results = done.removeValue(forKey: ready) else { return nil }
        written.insert(ready)
        while written.remove(nextWritten) != nil { nextWritten += 1 }
        return results
    }
}
