internal import System

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
    static func writeError(_ text: String) { write(Array(text.utf8), to: 2) }

    /// Whether a person reads standard error.
    static var errorIsTerminal: Bool { TerminalDevice.isTerminal(2) }

    /// How many processors can be used.
    static var cores: Int { Environment.processors }

    /// Whether a person reads standard output.
    static var outputIsTerminal: Bool { TerminalDevice.isTerminal(1) }

    /// Whether a person types standard input.
    static var inputIsTerminal: Bool { TerminalDevice.isTerminal(0) }

    /// Columns of the terminal; 80 if it does not say.
    static var width: Int {
        TerminalDevice.size?.columns ?? environment("COLUMNS").flatMap { Int($0) } ?? 80
    }

    /// Whether colours are wanted: a terminal, and NO_COLOR (no-color.org) not set.
    static var isColored: Bool {
        outputIsTerminal && (environment("NO_COLOR") ?? "").isEmpty && environment("TERM") != "dumb"
    }

    /// A variable of the environment.
    static func environment(_ name: String) -> String? { Environment.value(name) }

    /// Ends the program.
    static func end(_ code: Int32) -> Never { Programs.exit(code) }
}
