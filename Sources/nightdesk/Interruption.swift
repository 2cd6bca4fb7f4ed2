#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Ctrl-C, and the polite way to end a program: noted, and acted on when what is being worked on is done.
enum Interruption {
    // Written by the signal handler alone, and only ever from 0 to 1.
    private nonisolated(unsafe) static var flag: sig_atomic_t = 0

    /// Begins to listen.
    static func listen() {
        for number in [SIGINT, SIGTERM] { signal(number) { _ in Interruption.flag = 1 } }
    }

    /// Whether one has come.
    static var hasCome: Bool { flag != 0 }
}
