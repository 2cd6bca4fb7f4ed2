import Testing

@testable import Runs

@Suite("A report in words")
struct ReportTextTests {
    /// 1,250 articles of 2,000 bytes and 300 words, each of 2 ms; every fifth has an error.
    private let report: RunReport = {
        var report = RunReport()
        for number in 0..<1250 {
            let problem = number == 0 ? ("json", "") : ("budget", "quotes")
            let errors: [BatchResult.Problem] =
                number % 5 == 0 ? [.init(kind: problem.0, plugin: problem.1, message: "too\nlong")] : []
            var result = BatchResult(id: "a\(number)", record: [], errors: errors, bytes: 2000, words: 300)
            result.nanoseconds = number == 7 ? 90_000_000 : 2_000_000
            report.add(result)
        }
        return report
    }()

    @Test("progress: counts with commas, speed, and the time left")
    func progress() {
        #expect(
            report.progressLine(seconds: 5)
                == "1,250 articles  250/s  0.5 MB/s  75,000 words/s  250 with errors")
        #expect(
            report.progressLine(seconds: 5, total: 40_000_000)
                == "1,250 articles  250/s  0.5 MB/s  75,000 words/s  250 with errors  1:15 left")
        #expect(
            report.progressLine(seconds: 5, total: 2_500_000)
                == "1,250 articles  250/s  0.5 MB/s  75,000 words/s  250 with errors")
        #expect(RunReport().progressLine(seconds: 1) == "0 articles  0/s  0.0 MB/s  0 words/s  0 with errors")
    }

    @Test("errors: a line for each kind with its count and the first line of the first message")
    func errors() {
        #expect(
            report.errorLines == ["1 json, the first in a0: too", "249 quotes: budget, the first in a5: too"])
    }

    @Test("times: the slowest article first; buckets are one sixteenth wide")
    func times() throws {
        #expect(report.slowest.first?.id == "a7")
        let median = report.time(ofShare: 0.5)
        #expect((1_875_000...2_000_000).contains(median))
        #expect((1_875_000...2_000_000).contains(report.time(ofShare: 0.99)))
        #expect(report.time(ofShare: 1) > 80_000_000)
        #expect(report.timeLine.hasSuffix("; longest: a7 (90.0 ms), a0 (2.0 ms), a1 (2.0 ms)"))
    }

    @Test("JSON: the counts while it runs, times and errors at the end")
    func json() {
        #expect(
            report.json(seconds: 2.5, isEnd: false)
                == #"{"articles":1250,"words":375000,"bytes":2500000,"failed":250,"seconds":2.5,"done":false}"#
        )
        let end = report.json(seconds: 2.5, isEnd: true)
        #expect(end.hasSuffix(#""errors":{"json":1,"quotes: budget":249},"done":true}"#))
        #expect(end.contains(#""slowest":[{"id":"a7","seconds":0.09},{"id":"a0","seconds":0.002},"#))
    }
}
