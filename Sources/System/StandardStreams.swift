/// Standard output, standard error, and what is known of the terminal behind them.
public enum StandardStreams {
    /// Writes a line to standard output.
    public static func print(_ text: String) { write(Array((text + "\n").utf8), to: 1) }

    /// Writes lines to standard output.
    public static func print(_ lines: [String]) { for line in lines { print(line) } }

    /// Writes a line to standard error.
    public static func printError(_ text: String) { write(Array((text + "\n").utf8), to: 2) }

    /// Writes all bytes. Ends the program if they cannot be written: with 141, as a program that SIGPIPE has killed, if
    /// the output was closed (broken pipe), else with 1.
    public static func write(_ bytes: [UInt8], to descriptor: Int32 = 1) {
        var written = 0
        while written < bytes.count {
            let transfer = bytes.withUnsafeBytes {
                Descriptor.write(descriptor, UnsafeRawBufferPointer(rebasing: $0[written...]))
            }
            switch transfer {
            case .bytes(let count): written += count
            case .wouldBlock: Descriptor.wait([.init(descriptor, isWriting: true)], milliseconds: 1000)
            case .ended:
                if SystemError.isBrokenPipe { end(141) }
                let reason = SystemError.last
                if descriptor != 2 { printError("nightdesk: cannot write the output: \(reason)") }
                end(1)
            }
        }
    }

    /// Writes text to standard error as it is.
    public static func writeError(_ text: String) { write(Array(text.utf8), to: 2) }

    /// Whether standard error is a terminal.
    public static var errorIsTerminal: Bool { TerminalDevice.isTerminal(2) }

    /// The number of processors that can be used.
    public static var cores: Int { Environment.processors }

    /// Whether standard output is a terminal.
    public static var outputIsTerminal: Bool { TerminalDevice.isTerminal(1) }

    /// Whether standard input is a terminal.
    public static var inputIsTerminal: Bool { TerminalDevice.isTerminal(0) }

    /// Columns of the terminal; 80 if it does not say.
    public static var width: Int {
        TerminalDevice.size?.columns ?? environment("COLUMNS").flatMap { Int($0) } ?? 80
    }

    /// Whether output is coloured: standard output is a terminal, and NO_COLOR (no-color.org) is not set.
    public static var isColored: Bool {
        outputIsTerminal && (environment("NO_COLOR") ?? "").isEmpty && environment("TERM") != "dumb"
    }

    /// Returns a variable of the environment.
    public static func environment(_ name: String) -> String? { Environment.value(name) }

    /// Ends the program.
    public static func end(_ code: Int32) -> Never { Programs.exit(code) }
}
