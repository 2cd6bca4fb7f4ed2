#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The terminal that the program runs on.
public enum TerminalDevice {
    /// Whether a descriptor is a terminal.
    public static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

    /// Columns and rows of the terminal of standard output; nil if it does not say.
    public static var size: (columns: Int, rows: Int)? {
        var size = winsize()
        guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return (Int(size.ws_col), Int(size.ws_row))
    }

    /// Lets the C library read characters as UTF-8, whatever the environment says.
    public static func useUTF8() {
        setlocale(LC_CTYPE, "")
        if String(cString: nl_langinfo(Int32(CODESET))) != "UTF-8" { setlocale(LC_CTYPE, "C.UTF-8") }
    }

    /// Waits until standard input can be read; false if it cannot within the time, or a signal arrived.
    public static func waitForInput(milliseconds: Int) -> Bool {
        var descriptor = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
        return poll(&descriptor, 1, Int32(milliseconds)) > 0
    }

    /// Returns what can be read from standard input, nothing if a signal arrived, and nil at the end.
    public static func readInput() -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 4096)
        #if canImport(Glibc)
            let count = Glibc.read(0, &bytes, bytes.count)
        #else
            let count = Darwin.read(0, &bytes, bytes.count)
        #endif
        if count < 0 && errno == EINTR { return [] }
        return count > 0 ? Array(bytes.prefix(count)) : nil
    }
}

/// The environment of the program.
public enum Environment {
    /// Returns the value of a variable, or nil if it is not set.
    public static func value(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

    /// Sets a variable unless it is set already.
    public static func setDefault(_ name: String, _ value: String) { setenv(name, value, 0) }

    /// The number of processors that can be used.
    public static var processors: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
}
