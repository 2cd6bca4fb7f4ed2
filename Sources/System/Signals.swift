#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The signals that the program handles.
public enum Signals {
    // Written by the signal handler alone, and only ever from 0 to 1.
    private nonisolated(unsafe) static var flag: sig_atomic_t = 0

    /// Notes Ctrl-C and SIGTERM from now on instead of ending the program.
    public static func noteInterruptions() {
        for number in [SIGINT, SIGTERM] { signal(number) { _ in Signals.flag = 1 } }
    }

    /// Whether Ctrl-C or SIGTERM has been noted.
    public static var isInterrupted: Bool { flag != 0 }

    /// Lets writes to a pipe that nobody reads fail instead of ending the program.
    public static func ignoreBrokenPipes() { signal(SIGPIPE, SIG_IGN) }

    /// Sets what a worker does: Ctrl-C goes to the whole group, and the process that feeds the worker ends
    /// it in order.
    public static func leaveInterruptionsToParent() {
        signal(SIGINT, SIG_IGN)
        signal(SIGTERM, SIG_DFL)
    }
}
