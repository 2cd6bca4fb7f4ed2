/// Decides whether a worker hangs, from readings of its clocks.
///
/// A deadline in wall time would end workers on a busy machine that merely wait for a processor. Two things
/// are a hang instead:
///
/// - The worker has used more than the limit of its own *processor time* on one step.
/// - The worker has *stood still* for the limit: it has used almost no processor time although nobody kept it
///   from running. It is not standing still while it waits for a processor or the disk (the system says so),
///   nor between two readings that lie far apart, as the process that takes them was then itself stopped or
///   blocked: each reading adds at most ``longestGap`` to the standstill.
///
/// A worker that has nothing to do never hangs. A step begins when a reading first shows it, so that a worker
/// may use a little more than the limit and never less.
struct WorkerWatch {
    /// The most seconds that one reading adds to a standstill.
    static let longestGap = 0.5
    /// The share of a processor below which a worker is not getting on.
    private static let leastShare = 0.01

    /// The clocks of a worker at a moment.
    struct Reading {
        /// Seconds of wall time.
        var time: Double
        /// Seconds of the worker's processor time; nil if unknown.
        var processor: Double?
        /// Whether it runs or waits for a processor or the disk.
        var isRunnable: Bool
        /// Changes with each step.
        var step: Int
        /// Whether it has nothing to do.
        var isIdle: Bool
    }

    /// Why a worker hangs.
    enum Hang: Equatable {
        /// it has used too much processor time
        case processorTime
        /// it does nothing
        case standstill
    }

    private var last: Reading?
    private var begin = 0.0
    private var standstill = 0.0

    /// Takes a reading and returns why the worker hangs, or nil if it does not.
    ///
    /// - Parameter limit: seconds that a step may take.
    mutating func hang(_ reading: Reading, limit: Double) -> Hang? {
        defer { last = reading }
        guard let last, !reading.isIdle, !last.isIdle, reading.step == last.step else {
            begin = reading.processor ?? 0
            standstill = 0
            return nil
        }
        let elapsed = reading.time - last.time
        let used = (reading.processor ?? 0) - (last.processor ?? 0)
        if reading.isRunnable || used > elapsed * Self.leastShare {
            standstill = 0
        } else {
            standstill += min(elapsed, Self.longestGap)
        }
        if let processor = reading.processor, processor - begin > limit { return .processorTime }
        return standstill > limit ? .standstill : nil
    }
}
