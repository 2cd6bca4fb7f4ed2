internal import CWorker

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A worker as the process that feeds it sees it: two pipes that never block, a page of shared memory,
/// and the bundles of items that it has not answered yet.
final class WorkerProcess {
    let pid: pid_t
    let input: Int32
    let output: Int32
    private let page: WorkerPage
    /// Bundles that were sent and not answered, the oldest first.
    var waiting: [Bundle] = []
    private var unsent: [UInt8] = []
    private var sent = 0
    private var received: [UInt8] = []
    private var lastBeat = -1
    private var beatTime = Clock.now

    struct Failure: Error { var reason: String }

    /// Splits a worker off this process, with everything that is loaded in it.
    ///
    /// - Parameters:
    ///   - worker: what the other process does.
    ///   - others: descriptors of other workers, which this one must not keep open.
    init(_ worker: BatchWorker, others: [Int32]) throws {
        guard let page = WorkerPage.make() else { throw Self.failure("shared memory") }
        self.page = page
        var toWorker: [Int32] = [-1, -1]
        var fromWorker: [Int32] = [-1, -1]
        guard Self.pipe(&toWorker), Self.pipe(&fromWorker) else { throw Self.failure("pipes") }
        let pid = nd_fork()
        if pid == 0 {
            nd_end_with_parent()
            for descriptor in others + [toWorker[1], fromWorker[0]] { close(descriptor) }
            worker.run(input: toWorker[0], output: fromWorker[1], page: page)
            // Nothing of the process that this one was split off from is to be tidied up here.
            _exit(0)
        }
        close(toWorker[0])
        close(fromWorker[1])
        guard pid > 0 else {
            close(toWorker[1])
            close(fromWorker[0])
            throw Self.failure("fork")
        }
        self.pid = pid
        input = toWorker[1]
        output = fromWorker[0]
        for descriptor in [input, output] {
            _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
        }
    }

    deinit {
        close(input)
        close(output)
        page.unmap()
    }

    private static func pipe(_ ends: inout [Int32]) -> Bool {
        guard Glibc.pipe(&ends) == 0 else { return false }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return true
    }

    private static func failure(_ what: String) -> Failure {
        Failure(reason: "a worker cannot be started (\(what)): \(String(cString: strerror(errno)))")
    }

    // MARK: The pipes

    /// Sends a bundle, as far as the pipe takes it; the rest goes when there is room.
    func send(_ bundle: Bundle) {
        if waiting.isEmpty { beatTime = Clock.now }
        waiting.append(bundle)
        var frame = FrameWriter()
        frame.write(bundle.items.count)
        for item in bundle.items { item.write(to: &frame) }
        unsent.removeSubrange(..<sent)
        sent = 0
        unsent += frame.finish()
        flush()
    }

    var hasUnsent: Bool { sent < unsent.count }

    func flush() {
        while sent < unsent.count {
            let count = unsent.withUnsafeBytes { write(input, $0.baseAddress! + sent, unsent.count - sent) }
            if count < 0, errno == EINTR { continue }
            // Full, or the worker is gone: then its output ends, which is seen there.
            guard count > 0 else { return }
            sent += count
        }
        unsent.removeAll(keepingCapacity: true)
        sent = 0
    }

    /// Tells the worker that nothing more comes.
    func finish() { shutdownInput() }

    private func shutdownInput() {
        // The descriptor stays taken until the end, so that it cannot be mistaken for another.
        let null = open("/dev/null", O_WRONLY | O_CLOEXEC)
        if null >= 0 {
            dup2(null, input)
            _ = fcntl(input, F_SETFD, FD_CLOEXEC)
            close(null)
        }
    }

    /// Reads what there is. False if the worker is gone.
    func receive() -> Bool {
        while true {
            let old = received.count
            let room = 1 << 17
            received.append(contentsOf: repeatElement(0, count: room))
            let count = received.withUnsafeMutableBytes { read(output, $0.baseAddress! + old, room) }
            received.removeLast(room - max(0, count))
            if count > 0 { continue }
            if count < 0, errno == EINTR { continue }
            return count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)
        }
    }

    /// The next whole frame of what was read.
    func nextFrame() -> FrameReader? {
        guard received.count >= 4 else { return nil }
        let count = received.withUnsafeBytes {
            Int(UInt32(littleEndian: $0.loadUnaligned(as: UInt32.self)))
        }
        guard received.count >= 4 + count else { return nil }
        let frame = Array(received[4..<4 + count])
        received.removeSubrange(..<(4 + count))
        return FrameReader(frame)
    }

    // MARK: Its life

    /// Whether it has begun with anything at all.
    var hasBegun: Bool { page.beat > 0 }

    /// What it works on: the item's number and the plugin's, from 1; 0 for reading and writing.
    var work: (item: Int, plugin: Int) { (page.item, page.plugin) }

    /// Seconds since it began with what it works on.
    func secondsAtWork() -> Double {
        if page.beat != lastBeat {
            lastBeat = page.beat
            beatTime = Clock.now
        }
        return waiting.isEmpty ? 0 : Clock.now - beatTime
    }

    func kill() { Glibc.kill(pid, SIGKILL) }

    /// How it ended, in words; waits for it.
    func end() -> String {
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
        let signal = status & 0x7F
        if signal != 0 {
            let name = strsignal(signal).map { String(cString: $0) } ?? "signal"
            return "signal \(signal) (\(name))"
        }
        return "exit code \((status >> 8) & 0xFF)"
    }
}

/// Items that travel together.
struct Bundle {
    var number: Int
    var items: [BatchItem]
}
