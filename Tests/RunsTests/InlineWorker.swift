import ArticleModel
import Exchange
import Foundation
import Serialization
import System

@testable import Runs

/// A worker in this process: each exchange works on one bundle. The text of an article says what happens:
/// `crash` ends the worker in its plugin, `unreadable` while it is read, `fail` is an error of the plugin.
final class InlineWorker: Worker {
    private(set) var waiting: [Runs.Bundle] = []
    private(set) var step: (item: Int, plugin: Int)?
    private var answers: [(bundle: Int, results: [BatchResult])] = []
    private var isAlive = true
    private let format: any RecordFormat
    let interests: [Descriptor.Interest] = []

    init(_ format: any RecordFormat) { self.format = format }

    func send(_ bundle: Runs.Bundle) { waiting.append(bundle) }

    func exchange() -> Bool {
        guard isAlive, let bundle = waiting.first else { return isAlive }
        var results: [BatchResult] = []
        for item in bundle.items {
            guard let result = work(on: item) else {
                isAlive = false
                return false
            }
            results.append(result)
        }
        waiting.removeFirst()
        answers.append((bundle.number, results))
        return true
    }

    private func work(on item: BatchItem) -> BatchResult? {
        step = (item.number, 0)
        let reader = InputItemReader()
        let read = reader.read(item.input)
        guard read.article?.text != "unreadable" else { return nil }
        var errors = read.errors
        if let crash = item.crashes.first {
            errors.append(
                ArticleError(stage: "annotate", plugin: crash.plugin, kind: "crash", message: crash.reason))
        } else if let text = read.article?.text {
            step = (item.number, 1)
            if text == "crash" { return nil }
            if text == "fail" {
                errors.append(
                    ArticleError(stage: "annotate", plugin: "marks", kind: "lua", message: "it failed"))
            }
        }
        let record =
            read.article.map { OutgoingRecord(AnnotatedArticle(article: $0, errors: errors)) }
            ?? OutgoingRecord(failed: read)
        var encoder = format.encoder(EncodingContext())
        var result = BatchResult(
            id: read.id.description, record: encoder.encode(record),
            errors: errors.map { .init(kind: $0.kind, plugin: $0.plugin ?? "", message: $0.message) },
            bytes: read.article?.utf8.count ?? 0, words: 1)
        result.number = item.number
        if !errors.isEmpty { result.deadLetter = reader.deadLetter(read, item.input) }
        return result
    }

    func nextAnswer() -> (bundle: Int, results: [BatchResult])? {
        answers.isEmpty ? nil : answers.removeFirst()
    }

    func hang(limit: Double) -> WorkerWatch.Hang? { nil }
    func finish() {}
    func kill() { isAlive = false }
    func end() -> String { "signal 6 (Aborted)" }
}

/// A folder with input and output of a run.
final class RunFixture {
    let folder = "/tmp/nightdesk-runs-\(UUID().uuidString)"
    private(set) var started = 0

    init(_ texts: [String]) throws {
        try FileSystem.makeFolder(folder)
        try write("in.jsonl", texts)
    }

    deinit { FileSystem.removeFolder(folder) }

    func path(_ name: String) -> String { Path.join(folder, name) }

    /// Writes articles with the ids a0, a1, …
    func write(_ name: String, _ texts: [String]) throws {
        var json = JSONText()
        for (number, text) in texts.enumerated() {
            json.begin("{")
            json.key("id")
            json.value("a\(number)")
            json.key("text")
            json.value(text)
            json.end("}")
            json.newline()
        }
        try FileSystem.write(json.bytes, to: path(name))
    }

    var plan: RunPlan {
        get throws {
            var plan = RunPlan(
                sources: try InputSource.find(path("in.jsonl")), reader: InputItemReader(),
                format: JSONLinesFormat())
            plan.output = path("out.jsonl")
            return plan
        }
    }

    func run(_ plan: RunPlan, hash: String = "1") throws -> Run {
        try Run(plan, plugins: [("marks", hash)]) { _ in
            self.started += 1
            return InlineWorker(plan.format)
        }
    }

    func read(_ name: String) throws -> [String] {
        String(decoding: try FileSystem.read(path(name)), as: UTF8.self).split(separator: "\n").map(
            String.init)
    }

    func exists(_ name: String) -> Bool { FileSystem.kind(of: path(name)) != nil }
}
