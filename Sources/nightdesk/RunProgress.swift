internal import Runs
internal import Exchange
internal import System
internal import Serialization

/// How a run goes, on standard error: a line that changes on a terminal, lines of JSON for programs, and a
/// summary at the end.
final class RunProgress {
    private let mode: RunBatchOptions.Progress
    private let isShown: Bool
    private let total: Int?
    private let start = Clock.now
    private var last = 0.0
    private var width = 0

    /// - Parameter skipped: how many articles an earlier run has done.
    init(_ mode: RunBatchOptions.Progress, sources: [InputSource], skipped: Int) {
        self.mode = mode
        isShown = mode == .always || mode == .json || mode == .auto && StandardStreams.errorIsTerminal
        let sizes = sources.map { $0.isPacked || $0.path == "-" ? nil : FileSystem.size(of: $0.path) }
        total = skipped == 0 && !sizes.contains(nil) ? sizes.reduce(0) { $0 + ($1 ?? 0) } : nil
    }

    /// Shows how far it is, a few times a second.
    func show(_ report: RunReport) {
        let now = Clock.now
        guard isShown, now - last > (mode == .json ? 1 : 0.2), now - start > 0.5 else { return }
        last = now
        if mode == .json { return printJSON(report, isEnd: false) }
        let line = line(report, seconds: now - start)
        StandardStreams.writeError("\r" + line + String(repeating: " ", count: max(0, width - line.count)))
        width = line.count
    }

    private func line(_ report: RunReport, seconds: Double) -> String {
        var parts = [
            "\(grouped(report.articles)) articles", "\(rate(report.articles, seconds))/s",
            "\(decimal(Double(report.bytes) / 1e6 / seconds)) MB/s", "\(rate(report.words, seconds)) words/s",
            "\(grouped(report.failed)) with errors",
        ]
        if let total, report.bytes > 0, report.bytes < total {
            let left = Int(seconds * Double(total - report.bytes) / Double(report.bytes))
            parts.append("\(left / 60):\(left % 60 < 10 ? "0" : "")\(left % 60) left")
        }
        return parts.joined(separator: "  ")
    }

    /// The summary.
    func finish(_ report: RunReport) {
        let seconds = max(0.001, Clock.now - start)
        if mode == .json { return printJSON(report, isEnd: true) }
        if isShown {
            let line = line(report, seconds: seconds)
            StandardStreams.writeError(
                (width > 0 ? "\r" : "") + line + String(repeating: " ", count: max(0, width - line.count))
                    + "\n")
            if report.articles > 1 {
                let slowest = report.slowest.map { "\($0.id) (\(milliseconds($0.nanoseconds)))" }
                StandardStreams.printError(
                    "processor time for an article: half within \(milliseconds(report.time(ofShare: 0.5))), 99 of 100 "
                        + "within \(milliseconds(report.time(ofShare: 0.99))); longest: "
                        + slowest.joined(separator: ", "))
            }
        }
        guard mode != .never, report.articles > 1 else { return }
        for error in report.errors {
            StandardStreams.printError("\(grouped(error.count)) \(error.kind), the first in \(error.first)")
        }
    }

    private func printJSON(_ report: RunReport, isEnd: Bool) {
        var json = JSONText()
        json.begin("{")
        json.key("articles")
        json.value(report.articles)
        json.key("words")
        json.value(report.words)
        json.key("bytes")
        json.value(report.bytes)
        json.key("failed")
        json.value(report.failed)
        json.key("seconds")
        json.value(Clock.now - start)
        if isEnd {
            json.key("p50")
            json.value(Double(report.time(ofShare: 0.5)) / 1e9)
            json.key("p99")
            json.value(Double(report.time(ofShare: 0.99)) / 1e9)
            json.key("slowest")
            json.begin("[")
            for article in report.slowest {
                json.begin("{")
                json.key("id")
                json.value(article.id)
                json.key("seconds")
                json.value(Double(article.nanoseconds) / 1e9)
                json.end("}")
            }
            json.end("]")
            json.key("errors")
            json.begin("{")
            for error in report.errors {
                json.key(error.kind)
                json.value(error.count)
            }
            json.end("}")
        }
        json.key("done")
        json.value(isEnd)
        json.end("}")
        StandardStreams.printError(String(decoding: json.bytes, as: UTF8.self))
    }

    private func grouped(_ number: Int) -> String {
        let digits = Array(String(number))
        return String(
            digits.enumerated().flatMap { index, digit in
                index > 0 && (digits.count - index) % 3 == 0 ? [",", digit] : [digit]
            })
    }

    private func rate(_ count: Int, _ seconds: Double) -> String { grouped(Int(Double(count) / seconds)) }
    private func decimal(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }
    private func milliseconds(_ nanoseconds: Int) -> String { "\(decimal(Double(nanoseconds) / 1e6)) ms" }
}
