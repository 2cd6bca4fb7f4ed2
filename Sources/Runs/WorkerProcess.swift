internal import Serialization
internal import System

/// A worker in a process of its own: two pipes that never block, and a page of shared memory.
final class WorkerProcess: Worker {
    private let process: ChildProcess
    private let input: Int32
    private let output: Int32
    private let page: WorkerPage
    private(set) var waiting: [Bundle] = []
    private var unsent: [UInt8] = []
    private var sent = 0
    private var received: [UInt8] = []
    private var watch = WorkerWatch()
    private var lastReading = 0.0

    /// Forks a worker off this process, with everything that is loaded in it.
    ///
    /// - Parameters:
    ///   - worker: what the other process does.
    ///   - others: other workers, whose pipes the new process must not keep open.
    /// - Throws: `FileSystem.Failure` if the process cannot be started.
    init(_ worker: ArticleWorker, others: [WorkerProcess]) throws {
        let page = try WorkerPage()
        let toWorker = try Descriptor.pipe()
        let fromWorker = try Descriptor.pipe()
        do {
            process = try ChildProcess.fork {
                for other in others { other.closePipes() }
                Descriptor.close(toWorker.write)
                Descriptor.close(fromWorker.read)
                worker.run(input: toWorker.read, output: fromWorker.write, page: page)
            }
        } catch {
            for end in [toWorker.read, toWorker.write, fromWorker.read, fromWorker.write] {
                Descriptor.close(end)
            }
            throw error
        }
        Descriptor.close(toWorker.read)
        Descriptor.close(fromWorker.write)
        self.page = page
        input = toWorker.write
        output = fromWorker.read
        Descriptor.setNonblocking(input)
        Descriptor.setNonblocking(output)
    }

    deinit { closePipes() }

    private func closePipes() {
        Descriptor.close(input)
        Descriptor.close(output)
    }

    // MARK: The pipes

    var interests: [Descriptor.Interest] {
        var interests = [Descriptor.Interest(output)]
        if sent < unsent.count { interests.append(Descriptor.Interest(input, isWriting: true)) }
        return interests
    }

    func send(_ bundle: Bundle) {
        waiting.append(bundle)
        var frame = FrameWriter()
        frame.write(bundle.items.count)
        for item in bundle.items { item.write(to: &frame) }
        unsent.removeSubrange(..<sent)
        sent = 0
        withUnsafeBytes(of: Int64(frame.bytes.count).littleEndian) { unsent.append(contentsOf: $0) }
        unsent.append(contentsOf: frame.bytes)
        flush()
    }

    private func flush() {
        while sent < unsent.count {
            let transfer = unsent.withUnsafeBytes {
                Descriptor.write(input, UnsafeRawBufferPointer(rebasing: $0[sent...]))
            }
            // Full, or the worker is gone: then its output ends, which is seen there.
            guard case .bytes(let count) = transfer, count > 0 else { return }
            sent += count
        }
        unsent.removeAll(keepingCapacity: true)
        sent = 0
    }

    func exchange() -> Bool {
        flush()
        while true {
            let old = received.count
            let room = 1 << 17
            received.append(contentsOf: repeatElement(0, count: room))
            let transfer = received.withUnsafeMutableBytes {
                Descriptor.read(output, into: UnsafeMutableRawBufferPointer(rebasing: $0[old...]))
            }
            guard case .bytes(let count) = transfer else {
                received.removeLast(room)
                return transfer == .wouldBlock
            }
            received.removeLast(room - count)
        }
    }

    func nextAnswer() throws -> (bundle: Int, results: [BatchResult])? {
        guard received.count >= 8 else { return nil }
        let count = received.withUnsafeBytes {
            Int(Int64(littleEndian: $0.loadUnaligned(as: Int64.self)))
        }
        guard received.count >= 8 + count else { return nil }
        var frame = FrameReader(received[8..<8 + count])
        var results: [BatchResult] = []
        for _ in 0..<(try frame.count()) { results.append(try BatchResult(from: &frame)) }
        received.removeSubrange(..<(8 + count))
        return (waiting.removeFirst().number, results)
    }

    // MARK: Its life

    var step: (item: Int, plugin: Int)? { page.beat > 0 ? (page.item, page.plugin) : nil }

    func hang(limit: Double) -> WorkerWatch.Hang? {
        let now = Clock.now
        // Readings cost system calls, and answers come by the thousand.
        guard now - lastReading > 0.05 else { return nil }
        lastReading = now
        return watch.hang(
            WorkerWatch.Reading(
                time: now, processor: process.processorSeconds, isRunnable: process.state == .runnable,
                step: page.beat, isIdle: waiting.isEmpty), limit: limit)
    }

    func finish() { Descriptor.disconnect(input) }
    func kill() { process.kill() }
    func end() -> String { process.end() }
}
