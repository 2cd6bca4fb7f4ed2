internal import Serialization

/// A report in words, for standard error.
extension RunReport {
    /// Returns the progress line: counts, speed, and the time left.
    ///
    /// - Parameters:
    ///   - seconds: how long the run has taken.
    ///   - total: the bytes of the input, or nil if unknown.
    public func progressLine(seconds: Double, total: Int? = nil) -> String {
        var parts = [
            "\(grouped(articles)) articles", "\(rate(articles, seconds))/s",
            "\(decimal(Double(bytes) / 1e6 / seconds)) MB/s", "\(rate(words, seconds)) words/s",
            "\(grouped(failed)) with errors",
        ]
        if let total, bytes > 0, bytes < total {
            let left = Int(seconds * Double(total - bytes) / Double(bytes))
            parts.append("\(left / 60):\(left % 60 < 10 ? "0" : "")\(left % 60) left")
        }
        return parts.joined(separator: "  ")
    }

    /// The processor time of articles: median, 99th percentile, and the articles that took longest.
    public var timeLine: String {
        let slowest = slowest.map { "\($0.id) (\(milliseconds($0.nanoseconds)))" }
        return "processor time for an article: half within \(milliseconds(time(ofShare: 0.5))), 99 of 100 "
            + "within \(milliseconds(time(ofShare: 0.99))); longest: " + slowest.joined(separator: ", ")
    }

    /// A line for each kind of error.
    public var errorLines: [String] {
        errors.map { "\(grouped($0.count)) \($0.kind), the first in \($0.first)" }
    }

    /// Returns the report as a JSON object in one line; at the end of the run with times and errors.
    public func json(seconds: Double, isEnd: Bool) -> String {
        var json = JSONText()
        json.begin("{")
        for (name, count) in [("articles", articles), ("words", words), ("bytes", bytes), ("failed", failed)]
        {
            json.key(name)
            json.value(count)
        }
        json.key("seconds")
        json.value(seconds)
        if isEnd {
            json.key("p50")
            json.value(Double(time(ofShare: 0.5)) / 1e9)
            json.key("p99")
            json.value(Double(time(ofShare: 0.99)) / 1e9)
            json.key("slowest")
            json.begin("[")
            for article in slowest {
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
            for error in errors {
                json.key(error.kind)
                json.value(error.count)
            }
            json.end("}")
        }
        json.key("done")
        json.value(isEnd)
        json.end("}")
        return String(decoding: json.bytes, as: UTF8.self)
    }

    /// A number with commas between groups of three digits.
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
