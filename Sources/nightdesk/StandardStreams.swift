#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The program's output and log.
enum StandardStreams {
    /// Writes a line to standard output.
    static func print(_ text: String) { write(Array((text + "\n").utf8), to: 1) }

    /// Writes a line to standard error.
    static func printError(_ text: String) { write(Array((text + "\n").utf8), to: 2) }

    /// Writes all bytes to standard output. If the reader has gone away, the program ends with
    /// 141, as one that SIGPIPE has killed; if they cannot be written, with 1.
    static func write(_ bytes: [UInt8], to descriptor: Int32 = 1) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress! + written, bytes.count - written)
            }
            if count >= 0 {
                written += count
            } else if errno == EPIPE {
                exit(141)
            } else if errno != EINTR {
                let reason = String(cString: strerror(errno))
                if descriptor != 2 { printError("nightdesk: cannot write the output: \(reason)") }
                exit(1)
            }
        }
    }

    /// Writes text to standard error as it is.
    static func writeError(_ text: String) { write(Array(text.utf8), to: 2) }

    /// Whether a person reads standard error.
    static var errorIsTerminal: Bool { isatty(2) == 1 }

    /// How many processors can be used.
    static var cores: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

    /// Whether a person reads standard output.
    static var outputIsTerminal: Bool { isatty(1) == 1 }

    /// Whether a person types standard input.
    static var inputIsTerminal: Bool { isatty(0) == 1 }

    /// Columns of the terminal; 80 if it does not say.
    static var width: Int {
        var size = winsize()
        if ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
        return environment("COLUMNS").flatMap { Int($0) } ?? 80
    }

    /// Whether colours are wanted: a terminal, and NO_COLOR (no-color.org) not set.
    static var isColored: Bool {
        outputIsTerminal && (environment("NO_COLOR") ?? "").isEmpty && environment("TERM") != "dumb"
    }

    /// A variable of the environment.
    static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

    /// Reads from a descriptor; empty at the end.
    static func read(_ descriptor: Int32, _ count: Int) -> [UInt8]? {
        [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            repeat {
                filled = Glibc.read(descriptor, buffer.baseAddress, count)
            } while filled < 0 && errno == EINTR
            filled = max(0, filled)
        }
    }

    /// Ends the program.
    static func end(_ code: Int32) -> Never { exit(code) }
}
