/// Enters lines that nobody types: from the command line, a file or a pipe.
///
/// An entry that fails does not keep the next one from running.
public struct EntryReader {
    private let session: Session
    private let printError: (String) -> Void
    /// Whether an entry failed or the last one is not complete.
    public private(set) var failed = false

    /// Prepares the session; its results go to ``Session/output``, errors to `printError`.
    ///
    /// - Throws: the error that keeps a plugin from being loaded.
    public init(_ session: Session, printError: @escaping (String) -> Void) throws {
        (self.session, self.printError) = (session, printError)
        try session.prepare()
        for line in session.remarks { printError(line) }
    }

    /// Enters lines until there are no more or one of them ends the session.
    public mutating func enter(_ lines: some Sequence<String>) {
        for line in lines where !take(session.enter(line)) { break }
        guard session.isWithinEntry else { return }
        failed = true
        printError("the last entry is not complete: \(session.pendingEntry)")
    }

    /// Shows an answer; false if the session is over.
    private mutating func take(_ answer: Session.Answer) -> Bool {
        switch answer {
        case .lines(let lines): lines.forEach(session.output)
        case .failed(let lines):
            failed = true
            lines.forEach(printError)
        case .edit:
            failed = true
            printError(":edit needs a terminal")
        case .incomplete: break
        case .quit: return false
        }
        return true
    }
}
