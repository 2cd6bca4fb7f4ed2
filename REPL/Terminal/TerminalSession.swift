internal import System
internal import Display
internal import LuaRuntime
internal import PluginHost

/// A session at a terminal: prompts, reads lines, shows answers.
public final class TerminalSession {
    private let session: Session
    private let editor: LineEditor
    private let isColored: Bool

    /// A session at the terminal that the program runs on; nil if lines cannot be edited there.
    ///
    /// - Parameter isColored: whether the terminal has colours.
    public init?(_ session: Session, isColored: Bool) {
        guard let editor = LineEditor(keys: session.settings.keys) else { return nil }
        self.session = session
        self.editor = editor
        self.isColored = isColored
        for entry in session.history.entries { editor.remember(entry) }
        session.output = { Terminal.write($0 + "\n") }
        editor.complete = { [unowned session] in session.complete($0) }
    }

    /// Prompts until the person leaves. The prompt is there at once: plugins are loaded while the person
    /// thinks, or at the latest when a line was entered.
    public func run() {
        session.workbench.state.interruptOnSignal()
        for line in session.greeting { Terminal.write(line + "\n") }
        editor.idle = { [unowned self] in prepared() }
        var keys = session.settings.keys
        while true {
            adapt()
            if keys != session.settings.keys {
                keys = session.settings.keys
                editor.setKeys(keys)
            }
            switch editor.read(prompt: prompt) {
            case .interrupted: session.cancel()
            case .end: return
            case .text(let line): if take(line) { return }
            }
        }
    }

    /// Loads the plugins once, and looks for changed files from then on.
    private func prepared() -> [String]? {
        editor.idle = { [unowned self] in session.checkFiles() }
        adapt()
        do { try session.prepare() } catch { return ErrorView(error, style: session.style).lines }
        let remarks = session.remarks
        return remarks.isEmpty ? nil : remarks
    }

    /// Takes over the terminal's width and what was set.
    private func adapt() {
        session.width = session.settings.width ?? Terminal.size.columns
        session.isColored = session.settings.color ?? isColored
    }

    private var prompt: String {
        let text = session.isWithinEntry ? " …>" : "\(session.number)>"
        return session.style.isColored ? "\u{1}\u{1B}[1;34m\u{1}\(text)\u{1}\u{1B}[0m\u{1} " : "\(text) "
    }

    /// Enters a line; true if the session is over.
    private func take(_ line: String) -> Bool {
        let before = session.isWithinEntry ? session.pendingEntry + "\n" : ""
        adapt()
        // An interruption that came before this line is over.
        _ = LuaState.takeInterrupt()
        let answer = session.enter(line)
        // The terminal has shown ^C where the cursor stood.
        if LuaState.takeInterrupt() { Terminal.write("\n") }
        if answer != .incomplete, !(before + line).allSatisfy(\.isWhitespace) {
            session.history.add(before + line)
            editor.remember(before + line)
        }
        if answer == .lines([]), before.isEmpty, line.hasPrefix("local "), !line.contains("\n") {
            let note = "what is local ends with its entry: without `local`, it stays"
            Terminal.write(session.style.dim(note) + "\n")
        }
        return show(answer)
    }

    private func show(_ answer: Session.Answer) -> Bool {
        switch answer {
        case .lines(let lines): page(lines)
        case .failed(let lines): page(lines)
        case .incomplete: break
        case .quit: return true
        case .edit(let text, nil):
            guard let edited = Terminal.edit(text) else {
                page(["the editor failed; $VISUAL or $EDITOR names the one to use"])
                break
            }
            let entry = edited.trimming
            if entry.isEmpty { break }
            for line in entry.split(separator: "\n") {
                Terminal.write(session.style.dim(String(line)) + "\n")
            }
            let over = take(entry)
            if session.isWithinEntry {
                session.cancel()
                page(["the entry is not complete"])
            }
            return over
        case .edit(_, let path?):
            guard Terminal.editFile(path) else {
                page(["the editor failed; $VISUAL or $EDITOR names the one to use"])
                break
            }
            return show(session.edited(path))
        }
        return false
    }

    private func page(_ lines: [String]) {
        guard !lines.isEmpty else { return }
        let pager = session.settings.pager ?? Environment.value("PAGER") ?? "less"
        Terminal.show(lines, pager: pager)
    }
}
