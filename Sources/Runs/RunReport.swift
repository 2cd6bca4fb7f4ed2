/// The totals of a run so far, in constant memory.
public struct RunReport {
    /// The number of articles.
    public private(set) var articles = 0
    /// The number of words of text.
    public private(set) var words = 0
    /// The number of bytes of text.
    public private(set) var bytes = 0
    /// The number of articles with errors.
    public private(set) var failed = 0
    /// The number of errors of each kind, with the first of them.
    public private(set) var errors: [(kind: String, count: Int, first: String)] = []
    /// The choices of the reader that are no errors, each once, in the order of the first article with it.
    public private(set) var notices: [String] = []
    /// Whether an input was truncated or damaged, or could not be read at all: part of it is missing.
    public var isInputDamaged: Bool {
        errors.contains { ["file", "truncated", "damaged"].contains($0.kind) }
    }
    /// The articles that took longest, in nanoseconds, the longest first.
    public private(set) var slowest: [(id: String, nanoseconds: Int)] = []
    /// The number of articles by the logarithm of their time.
    private var times = [Int](repeating: 0, count: 400)

    /// Creates an empty report.
    public init() {}

    /// Adds a result.
    public mutating func add(_ result: BatchResult) {
        articles += 1
        words += result.words
        bytes += result.bytes
        if !result.errors.isEmpty { failed += 1 }
        for notice in result.notices where !notices.contains(notice) { notices.append(notice) }
        for error in result.errors {
            let kind = error.plugin.isEmpty ? error.kind : "\(error.plugin): \(error.kind)"
            if let known = errors.firstIndex(where: { $0.kind == kind }) {
                errors[known].count += 1
            } else {
                let first = error.message.split(separator: "\n").first.map(String.init) ?? ""
                errors.append((kind, 1, "\(result.id): \(first)"))
            }
        }
        times[Self.bucket(result.nanoseconds)] += 1
        if slowest.count < 3 || result.nanoseconds > slowest.last!.nanoseconds {
            slowest.append((result.id, result.nanoseconds))
            slowest.sort { $0.nanoseconds > $1.nanoseconds }
            if slowest.count > 3 { slowest.removeLast() }
        }
    }

    /// Sixteen buckets for each doubling.
    private static func bucket(_ nanoseconds: Int) -> Int {
        let value = max(16, nanoseconds)
        let exponent = Int.bitWidth - 1 - value.leadingZeroBitCount
        let fraction = (value >> (exponent - 4)) & 15
        return min(399, (exponent - 4) * 16 + fraction)
    }

    /// The processor time in nanoseconds that a share of the articles did not exceed, to one in sixteen.
    public func time(ofShare share: Double) -> Int {
        guard articles > 0 else { return 0 }
        var left = Int((Double(articles) * share).rounded(.up))
        for (bucket, count) in times.enumerated() {
            left -= count
            if left <= 0 {
                let exponent = bucket / 16 + 4
                return (1 << exponent) + (bucket % 16) << (exponent - 4)
            }
        }
        return 0
    }
}
