import Testing

@testable import Runs

@Suite("Whether a worker hangs")
struct WorkerWatchTests {
    /// A worker whose clocks are turned by hand, ten readings a second.
    private final class Hand {
        var watch = WorkerWatch()
        var reading = WorkerWatch.Reading(time: 100, processor: 5, isRunnable: true, step: 1, isIdle: false)

        init() { _ = watch.hang(reading, limit: 10) }

        /// Lets time pass; returns after how many seconds the worker hangs, and why.
        func pass(
            _ seconds: Double, share: Double, isRunnable: Bool, every interval: Double = 0.1,
            limit: Double = 10
        ) -> (after: Double, hang: WorkerWatch.Hang)? {
            reading.isRunnable = isRunnable
            let begin = reading.time
            while reading.time < begin + seconds {
                reading.time += interval
                reading.processor = reading.processor.map { $0 + interval * share }
                if let hang = watch.hang(reading, limit: limit) { return (reading.time - begin, hang) }
            }
            return nil
        }
    }

    @Test("an endless loop hangs when it has used the limit of processor time")
    func loop() throws {
        let hand = Hand()
        let result = try #require(hand.pass(60, share: 1, isRunnable: true))
        #expect(result.hang == .processorTime)
        #expect((10...10.3).contains(result.after))
    }

    @Test("on a busy machine with a fifth of a processor it takes five times as long")
    func busy() throws {
        let hand = Hand()
        #expect(hand.pass(49, share: 0.2, isRunnable: true) == nil)
        let result = try #require(hand.pass(60, share: 0.2, isRunnable: true))
        #expect(result.hang == .processorTime)
    }

    @Test("a starved worker gets nothing for an hour and is not ended")
    func starved() {
        let hand = Hand()
        #expect(hand.pass(3600, share: 0, isRunnable: true) == nil)
    }

    @Test("a stopped worker stands still: ended after the limit")
    func stopped() throws {
        let hand = Hand()
        let result = try #require(hand.pass(60, share: 0, isRunnable: false))
        #expect(result.hang == .standstill)
        #expect((10...10.3).contains(result.after))
    }

    @Test("a worker that sleeps and works in turn does not stand still")
    func turns() {
        let hand = Hand()
        for _ in 0..<20 {
            #expect(hand.pass(9, share: 0, isRunnable: false) == nil)
            #expect(hand.pass(0.2, share: 0.5, isRunnable: true) == nil)
        }
    }

    @Test("a new step starts over")
    func steps() {
        let hand = Hand()
        for step in 2..<50 {
            #expect(hand.pass(9, share: 1, isRunnable: true) == nil)
            hand.reading.step = step
            #expect(hand.watch.hang(hand.reading, limit: 10) == nil)
        }
    }

    @Test("a worker with nothing to do does not hang")
    func idle() {
        let hand = Hand()
        hand.reading.isIdle = true
        #expect(hand.pass(3600, share: 0, isRunnable: false) == nil)
        hand.reading.isIdle = false
        #expect(hand.pass(9, share: 0, isRunnable: false) == nil)
    }

    @Test("a reader that is itself stopped for an hour does not count that hour")
    func gap() throws {
        let hand = Hand()
        hand.reading.time += 3600
        hand.reading.isRunnable = false
        #expect(hand.watch.hang(hand.reading, limit: 10) == nil)
        let result = try #require(hand.pass(60, share: 0, isRunnable: false))
        #expect((9...10).contains(result.after))
    }

    @Test("without a processor clock standing still is all that can be seen")
    func unknown() throws {
        let hand = Hand()
        hand.reading.processor = nil
        let result = try #require(hand.pass(60, share: 0, isRunnable: false))
        #expect(result.hang == .standstill)
    }
}
