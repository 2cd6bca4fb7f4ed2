internal import CWorker

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A process that was forked off this one.
public struct ChildProcess: Sendable {
    /// The state of a process at a moment.
    public enum State: Sendable {
        /// it runs, or waits for a processor or the disk: its standstill is not its own fault
        case runnable
        /// it sleeps, is stopped or has ended
        case waiting
        /// the system does not say
        case unknown
    }

    /// The number of the process.
    public let id: Int32

    /// A process that was started, by its number.
    init(id: Int32) { self.id = id }

    /// Forks a process with everything that is loaded in this one. It runs `body` and ends without cleaning
    /// up; it ends also when this one does. This process must have a single thread.
    ///
    /// - Throws: ``FileSystem/Failure`` if there are too many processes or too little memory.
    public static func fork(_ body: () -> Void) throws(FileSystem.Failure) -> ChildProcess {
        let id = nd_fork()
        if id == 0 {
            nd_end_with_parent()
            body()
            // Nothing of the process that this one was forked off is to be tidied up here.
            _exit(0)
        }
        guard id > 0 else { throw FileSystem.Failure("fork", errno) }
        return ChildProcess(id: id)
    }

    /// Ends the process at once.
    public func kill() {
        #if canImport(Glibc)
            Glibc.kill(id, SIGKILL)
        #else
            Darwin.kill(id, SIGKILL)
        #endif
    }

    /// Waits for the end of the process and describes it: `signal 9 (Killed)` or `exit code 1`.
    public func end() -> String {
        var status: Int32 = 0
        while waitpid(id, &status, 0) < 0, errno == EINTR {}
        let signal = status & 0x7F
        if signal != 0 {
            let name = strsignal(signal).map { String(cString: $0) } ?? "signal"
            return "signal \(signal) (\(name))"
        }
        return "exit code \((status >> 8) & 0xFF)"
    }

    /// Seconds of processor time that the process has used; nil if it has ended.
    public var processorSeconds: Double? { Clock.processorSeconds(of: id) }

    /// The state of the process.
    public var state: State {
        // Where there is no /proc the state is unknown.
        guard let bytes = try? FileSystem.read("/proc/\(id)/stat"),
            let name = bytes.lastIndex(of: UInt8(ascii: ")")), name + 2 < bytes.count
        else { return .unknown }
        // R runs or waits for a processor, D waits for the disk and cannot be killed.
        return "RD".utf8.contains(bytes[name + 2]) ? .runnable : .waiting
    }

    /// Ends this process at once, without cleaning up.
    public static func exitImmediately(_ code: Int32) -> Never { _exit(code) }
}
