import ArticleModel
import Diagnostics
import Exchange
import System
import Testing

@testable import Runs

/// A worker that stands still where an article says so: `hang` in its plugin, `hang reading` before it, `sleep` in
/// its plugin without using the processor. Everything else is done by an ``InlineWorker``.
private final class HangingWorker: Worker {
    private let inner: InlineWorker
    private let log: Log
    private var hanging: (step: (item: Int, plugin: Int), hang: WorkerWatch.Hang)?

    /// What happened to all workers of a run.
    final class Log {
        var limits: [Double] = []
        var killed = 0
        var bundles: [Int] = []
    }

    init(_ format: any RecordFormat, _ log: Log) {
        inner = InlineWorker(format)
        self.log = log
    }

    var waiting: [Runs.Bundle] { inner.waiting }
    var interests: [Descriptor.Interest] { [] }
    var step: (item: Int, plugin: Int)? { hanging?.step ?? inner.step }

    func send(_ bundle: Runs.Bundle) {
        log.bundles.append(bundle.items.count)
        inner.send(bundle)
    }

    func exchange() -> Bool {
        guard hanging == nil, let bundle = inner.waiting.first else { return inner.exchange() }
        for item in bundle.items where item.crashes.isEmpty && !item.input.isUnreadable {
            switch InputItemReader().read(item.input).article?.text {
            case "hang": hanging = ((item.number, 1), .processorTime)
            case "hang reading": hanging = ((item.number, 0), .processorTime)
            case "sleep": hanging = ((item.number, 1), .standstill)
            default: continue
            }
            return true
        }
        return inner.exchange()
    }

    func nextAnswer() -> (bundle: Int, results: [BatchResult])? { inner.nextAnswer() }

    func hang(limit: Double) -> WorkerWatch.Hang? {
        if hanging != nil { log.limits.append(limit) }
        return hanging?.hang
    }

    func finish() { inner.finish() }

    func kill() {
        log.killed += 1
        inner.kill()
    }

    func end() -> String { inner.end() }
}

@Suite("Dispatching items to workers")
struct DispatcherTests {
    private func run(_ texts: [String], _ change: (inout RunPlan) -> Void = { _ in }) throws -> (
        lines: [String], log: HangingWorker.Log
    ) {
        let fixture = try RunFixture(texts)
        var plan = try fixture.plan
        change(&plan)
        let log = HangingWorker.Log()
        let run = try Run(plan, plugins: [("marks", "1")]) { _ in HangingWorker(plan.format, log) }
        #expect(try run() == .complete)
        return (try fixture.read("out.jsonl"), log)
    }

    /// The record of an article, with an error of its plugin if there is one.
    private func record(_ number: Int, _ text: String, kind: String? = nil, _ message: String = "") -> String
    {
        let error =
            kind.map { #"{"stage":"annotate","plugin":"marks","kind":"\#($0)","message":"\#(message)"}"# }
            ?? ""
        return #"{"id":"a\#(number)","text":"\#(text)","annotations":[],"errors":[\#(error)]}"#
    }

    /// The record of an article that could not be read.
    private func unread(_ number: Int, _ message: String) -> String {
        #"{"id":"in.jsonl:\#(number + 1)","line":\#(number + 1),"annotations":[],"errors":[{"stage":"read","kind":"crash","message":"\#(message)","line":\#(number + 1)}]}"#
    }

    @Test("a plugin that does not end is ended after the deadline, and its article is done again without it")
    func hanging() throws {
        let (lines, log) = try run(["one", "hang", "three"])
        let message = "the plugin marks did not end within 10 seconds of processor time"
        #expect(lines == [record(0, "one"), record(1, "hang", kind: "crash", message), record(2, "three")])
        #expect(log.limits == [10] && log.killed == 1)
    }

    @Test("a deadline that is no whole number is named with its fraction; a sleeping plugin stood still")
    func messages() throws {
        let (lines, log) = try run(["hang", "sleep"]) { $0.deadline = 0.5 }
        #expect(
            lines == [
                record(
                    0, "hang", kind: "crash",
                    "the plugin marks did not end within 0.5 seconds of processor time"),
                record(1, "sleep", kind: "crash", "the plugin marks stood still for 0.5 seconds"),
            ])
        #expect(log.limits == [0.5, 0.5])
    }

    @Test("reading and writing have ten times as long")
    func reading() throws {
        let (lines, log) = try run(["hang reading", "two"]) { $0.deadline = 3 }
        #expect(
            lines == [
                unread(0, "reading the article did not end within 30 seconds of processor time"),
                record(1, "two"),
            ])
        #expect(log.limits == [30])
    }

    @Test(
        "whatever happens to workers, every article has its record in order", arguments: [1, 2, 3, 4], 0..<4)
    func order(_ jobs: Int, _ seed: Int) throws {
        let kinds = [
            "plain", "plain", "plain", "crash", "fail", "unreadable", "hang", "sleep", "hang reading",
        ]
        var state = UInt64(seed + 1)
        let texts = (0..<60).map { _ -> String in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return kinds[Int(state >> 33) % kinds.count]
        }
        let (lines, _) = try run(texts) {
            $0.jobs = jobs
            $0.flushesLines = seed % 2 == 1
        }
        let expected = texts.enumerated().map { number, text in
            switch text {
            case "crash":
                record(
                    number, text, kind: "crash",
                    "the plugin marks ended the process that ran it: signal 6 (Aborted)")
            case "fail": record(number, text, kind: "lua", "it failed")
            case "unreadable":
                unread(number, "reading the article ended the process that ran it: signal 6 (Aborted)")
            case "hang":
                record(
                    number, text, kind: "crash",
                    "the plugin marks did not end within 10 seconds of processor time")
            case "sleep": record(number, text, kind: "crash", "the plugin marks stood still for 10 seconds")
            case "hang reading":
                unread(number, "reading the article did not end within 100 seconds of processor time")
            default: record(number, text)
            }
        }
        #expect(lines == expected)
    }

    @Test("items travel in bundles of at most sixteen, and alone if every line is flushed")
    func bundles() throws {
        let texts = Array(repeating: "text", count: 50)
        #expect(try run(texts).log.bundles == [16, 16, 16, 2])
        #expect(try run(texts) { $0.flushesLines = true }.log.bundles == Array(repeating: 1, count: 50))
        // A bundle is full when it has 64 KiB.
        let long = Array(repeating: String(repeating: "x", count: 40_000), count: 5)
        #expect(try run(long).log.bundles == [2, 2, 1])
        #expect(try run([]).log.bundles == [])
    }

    @Test("a worker that cannot be started ends the run with the reason")
    func cannotStart() throws {
        let fixture = try RunFixture(["one"])
        let run = try Run(fixture.plan, plugins: []) { _ in
            throw FileSystem.Failure(path: "fork", reason: "Resource temporarily unavailable")
        }
        let error = #expect(throws: Diagnostic.self) { try run() }
        #expect(
            error
                == Diagnostic(.output, "a worker cannot be started (fork): Resource temporarily unavailable"))
    }

    @Test("an input without articles starts no worker and gives an empty output")
    func empty() throws {
        let fixture = try RunFixture([])
        #expect(try fixture.run(fixture.plan)() == .complete)
        #expect(fixture.started == 0)
        #expect(try fixture.read("out.jsonl") == [])
    }

    @Test("a run starts no more workers than it has bundles")
    func fewBundles() throws {
        let fixture = try RunFixture(["one", "two"])
        var plan = try fixture.plan
        plan.jobs = 8
        #expect(try fixture.run(plan)() == .complete)
        #expect(fixture.started == 1)
    }
}
