internal import Diagnostics
internal import Exchange
internal import System

/// Runs items through workers: one reader, some workers, one writer, in one thread that waits for whichever
/// can continue. What is read and not yet written is bounded, so that memory stays constant and a slow writer
/// holds back the reader.
///
/// A worker that dies or hangs is replaced; its unanswered items are done again, without the plugin that it
/// died in for that one item.
final class Dispatcher {
    /// How items are dispatched.
    struct Settings: Sendable {
        /// The number of workers.
        var jobs = 1
        /// Whether results may come out as they are done.
        var isUnordered = false
        /// Whether every item is sent and written at once.
        var flushesLines = false
        /// Seconds that a plugin may take for an article.
        var deadline = 10.0
    }

    private let settings: Settings
    private let stream: InputStream
    private let plugins: [String]
    private let startWorker: ([any Worker]) throws -> any Worker
    /// Set from outside, as by Ctrl-C, to end after what is being worked on.
    var isInterrupted: () -> Bool = { false }
    /// Called now and then while waiting.
    var tick: () -> Void = {}

    private var workers: [any Worker] = []
    private var unassigned: [Bundle] = []
    private var done: [Int: [BatchResult]] = [:]
    private var nextBundle = 0
    /// All bundles before this one are written, and of those after it these.
    private var nextWritten = 0
    private var written: Set<Int> = []
    private var nextItem: Int
    private var isAtEnd = false
    private var endings = 0

    private static let mostItems = 16
    private static let mostBytes = 1 << 16
    private static let mostAhead = 4

    /// Creates a dispatcher of the items that are left in a stream.
    ///
    /// - Parameters:
    ///   - plugins: the names of the plugins in the order in which workers run them.
    ///   - first: the number of the next item.
    ///   - startWorker: starts a worker beside others.
    init(
        _ stream: InputStream, plugins: [String], settings: Settings, first: Int = 0,
        startWorker: @escaping ([any Worker]) throws -> any Worker
    ) {
        self.stream = stream
        self.plugins = plugins
        self.settings = settings
        self.startWorker = startWorker
        nextItem = first
    }

    /// Runs everything.
    ///
    /// - Parameters:
    ///   - prepare: may change an item before it is sent.
    ///   - write: gets the results, in the order of the input unless that is waived; returns false to stop.
    /// - Returns: whether the input was read to its end and everything was written.
    /// - Throws: `Diagnostic` if workers cannot be started, and what the closures throw.
    func run(
        prepare: (inout InputItem, _ number: Int) throws -> Void, write: ([BatchResult]) throws -> Bool
    ) throws -> Bool {
        Signals.ignoreBrokenPipes()
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

    /// Whether the in-flight window has room.
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

    private func addWorker() throws -> any Worker {
        do {
            let worker = try startWorker(workers)
            workers.append(worker)
            return worker
        } catch let error as FileSystem.Failure {
            throw Diagnostic(.output, "a worker cannot be started (\(error.path)): \(error.reason)")
        }
    }

    private func assign() throws {
        while let bundle = unassigned.first {
            // Two bundles each: while one is worked on, the next lies ready.
            let free = workers.filter { $0.waiting.count < 2 }.min { $0.waiting.count < $1.waiting.count }
            if workers.count < settings.jobs, free.map({ !$0.waiting.isEmpty }) ?? true {
                try addWorker().send(bundle)
            } else if let free {
                free.send(bundle)
            } else {
                return
            }
            unassigned.removeFirst()
        }
    }

    private func wait() throws {
        var interests = workers.flatMap(\.interests)
        // With room to read on, it is the input that keeps us waiting.
        let waitsForInput = !isAtEnd && hasRoom
        if waitsForInput, stream.isStandardInput { interests.append(Descriptor.Interest(0)) }
        if !interests.isEmpty {
            Descriptor.wait(
                interests, milliseconds: waitsForInput && !stream.isStandardInput ? 10 : 100)
        }
        for worker in workers {
            let isAlive = worker.exchange()
            while let answer = try worker.nextAnswer() { done[answer.bundle] = answer.results }
            guard isAlive else {
                try replace(worker, reason: nil)
                continue
            }
            let limit = deadline(worker)
            if let hang = worker.hang(limit: limit) {
                worker.kill()
                try replace(worker, reason: Self.reason(hang, limit))
            }
        }
    }

    /// Reading and writing are slow for large inputs, and no plugin's fault.
    private func deadline(_ worker: any Worker) -> Double {
        (worker.step?.plugin ?? 0) > 0 ? settings.deadline : settings.deadline * 10
    }

    private static func reason(_ hang: WorkerWatch.Hang, _ limit: Double) -> String {
        let number = limit == limit.rounded() ? String(Int(limit)) : String(limit)
        let seconds = number + (limit == 1 ? " second" : " seconds")
        return switch hang {
        case .processorTime: "did not end within \(seconds) of processor time"
        case .standstill: "stood still for \(seconds)"
        }
    }

    /// Puts the unanswered items of a worker that is gone back, so that others do them.
    private func replace(_ gone: any Worker, reason: String?) throws {
        let ending = gone.end()
        workers.removeAll { $0 === gone }
        var bundles = gone.waiting
        guard !bundles.isEmpty else { return }
        if let (number, plugin) = gone.step,
            let index = bundles[0].items.firstIndex(where: { $0.number == number })
        {
            let why = reason ?? "ended the process that ran it: \(ending)"
            if plugin > 0, plugin <= plugins.count {
                let name = plugins[plugin - 1]
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
            if endings > 10 { throw Diagnostic(.output, "workers end as soon as they start: \(ending)") }
        }
        unassigned = bundles + unassigned
        unassigned.sort { $0.number < $1.number }
    }

    private func endWorkers() {
        for worker in workers {
            if worker.waiting.isEmpty { worker.finish() } else { worker.kill() }
        }
        // How they ended does not matter any more.
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
