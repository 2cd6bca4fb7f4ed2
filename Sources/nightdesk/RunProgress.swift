internal import Exchange
internal import Runs
internal import System

/// The progress of a run on standard error: a line that changes on a terminal, or lines of JSON for programs, and a
/// summary at the end.
final class RunProgress {
    private let mode: RunBatchOptions.Progress
    private let isShown: Bool
    private let total: Int?
    private let start = Clock.now
    private var last = 0.0
    private var width = 0

    /// - Parameter skipped: how many articles an interrupted run has done.
    init(_ mode: RunBatchOptions.Progress, sources: [InputSource], skipped: Int) {
        self.mode = mode
        isShown = mode == .always || mode == .json || mode == .auto && StandardStreams.errorIsTerminal
        let sizes = sources.map { $0.isPacked || $0.path == "-" ? nil : FileSystem.size(of: $0.path) }
        total = skipped == 0 && !sizes.contains(nil) ? sizes.reduce(0) { $0 + ($1 ?? 0) } : nil
    }

    /// Shows the progress, a few times a second.
    func show(_ report: RunReport) {
        let now = Clock.now
        guard isShown, now - last > (mode == .json ? 1 : 0.2), now - start > 0.5 else { return }
        last = now
        if mode == .json {
            return StandardStreams.printError(report.json(seconds: now - start, isEnd: false))
        }
        overwrite(report.progressLine(seconds: now - start, total: total))
    }

    /// Shows the summary.
    ///
    /// - Parameters:
    ///   - files: the files of folders that were not read.
    ///   - parts: the parts of archives and crawls that were not read.
    func finish(_ report: RunReport, files: SkippedFiles, parts: [String: Int]) {
        let seconds = max(0.001, Clock.now - start)
        if mode == .json { return StandardStreams.printError(report.json(seconds: seconds, isEnd: true)) }
        if isShown {
            overwrite(report.progressLine(seconds: seconds, total: total))
            StandardStreams.writeError("\n")
            if report.articles > 1 { StandardStreams.printError(report.timeLine) }
        }
        // How the input was understood is said however short the run is.
        for notice in report.notices { StandardStreams.printError("nightdesk: \(notice)") }
        guard mode != .never else { return }
        if let summary = files.summary { StandardStreams.printError(summary) }
        for (kind, count) in parts.sorted(by: { $0.key < $1.key }) {
            StandardStreams.printError("skipped: \(kind) (\(count))")
        }
        guard report.articles > 1 else { return }
        for line in report.errorLines { StandardStreams.printError(line) }
    }

    private func overwrite(_ line: String) {
        let blanks = String(repeating: " ", count: max(0, width - line.count))
        StandardStreams.writeError((width > 0 ? "\r" : "") + line + blanks)
        width = line.count
    }
}
