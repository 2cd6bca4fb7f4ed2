internal import Diagnostics
internal import CEdit
internal import Display
internal import LuaRuntime
internal import System

/// Lines typed at a terminal, edited with libedit.
///
/// Characters come through a reader of our own: it takes the markers of bracketed paste out of what the
/// terminal sends, ends the line on Ctrl-C, and lets work be done while nothing is typed.
final class LineEditor {
    /// What was typed.
    enum Line: Equatable {
        /// a line, which may have line breaks in it if it was pasted or comes from the history
        case text(String)
        /// Ctrl-C
        case interrupted
        /// Ctrl-D on an empty line, or the terminal is gone
        case end
    }

    /// What could be written at the end of a text.
    var complete: (String) -> Completion = { Completion(start: $0.utf8.count, candidates: []) }
    /// Called while nothing is typed, four times a second; what it returns is shown above the prompt.
    var idle: () -> [String]? = { nil }

    private let editor: OpaquePointer
    private let list: OpaquePointer
    private var prompt: UnsafeMutablePointer<CChar> = LineEditor.copy("")
    private var input: [UInt8] = []
    private var isPasting = false
    private var wasInterrupted = false
    private var columns = 0

    private static let pasteBegins = Array("\u{1B}[200~".utf8)
    private static let pasteEnds = Array("\u{1B}[201~".utf8)
    /// What makes libedit take the next character as it is.
    private static let quote: UInt8 = 22

    init?(keys: SessionSettings.Keys) {
        TerminalDevice.useUTF8()
        guard let editor = nd_edit_new("nightdesk"), let list = history_init() else { return nil }
        self.editor = editor
        self.list = list
        // libedit fails here only without memory, and then at the next line too.
        _ = nd_history_set_size(list, Int32(History.most))
        _ = nd_edit_set_client(editor, Unmanaged.passUnretained(self).toOpaque())
        _ = nd_edit_set_prompt(editor, { LineEditor.of($0)?.prompt }, 1)
        _ = nd_edit_set_reader(editor) { editor, character in
            guard let line = LineEditor.of(editor), let character else { return -1 }
            return line.next(character)
        }
        // See above.
        _ = nd_edit_add(editor, "nd-complete", "completes what is written") { editor, _ in
            LineEditor.of(editor)?.completeLine() ?? UInt8(CC_ERROR)
        }
        // See above.
        _ = nd_edit_set_history(editor, list)
        setKeys(keys)
    }

    deinit {
        history_end(list)
        el_end(editor)
        prompt.deallocate()
    }

    /// A copy of the text for libedit, which keeps a pointer to it.
    private static func copy(_ text: String) -> UnsafeMutablePointer<CChar> {
        let bytes = Array(text.utf8CString)
        let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
        copy.initialize(from: bytes, count: bytes.count)
        return copy
    }

    private static func of(_ editor: OpaquePointer?) -> LineEditor? {
        guard let editor, let client = nd_edit_client(editor) else { return nil }
        return Unmanaged<LineEditor>.fromOpaque(client).takeUnretainedValue()
    }

    /// Makes keys edit as in Emacs or vi.
    func setKeys(_ keys: SessionSettings.Keys) {
        // See the initializer.
        _ = nd_edit_set_keys(editor, keys.rawValue)
        _ = nd_edit_bind(editor, "^I", "nd-complete", false)
        _ = nd_edit_bind(editor, "^R", "em-inc-search-prev", false)
        _ = nd_edit_bind(editor, "^L", "ed-clear-screen", false)
        guard keys == .emacs else { return }
        // Up and down look for entries that begin as what is written. (In vi's insert mode a binding
        // that begins with escape would keep escape waiting.)
        for (key, command) in [
            ("\\e[A", "ed-search-prev-history"), ("\\eOA", "ed-search-prev-history"),
            ("\\e[B", "ed-search-next-history"), ("\\eOB", "ed-search-next-history"),
            ("\\e[3~", "ed-delete-next-char"), ("\\e[H", "ed-move-to-beg"), ("\\e[F", "ed-move-to-end"),
            ("\\e[1;5C", "em-next-word"), ("\\e[1;5D", "ed-prev-word"),
        ] {
            // See the initializer.
            _ = nd_edit_bind(editor, key, command, false)
        }
    }

    /// Makes an entry one that can be called back.
    func remember(_ entry: String) { _ = nd_history_enter(list, entry) }  // see the initializer

    /// Reads a line; in the prompt, U+0001 stands around what takes no room.
    func read(prompt: String) -> Line {
        self.prompt.deallocate()
        self.prompt = Self.copy(prompt)
        wasInterrupted = false
        _ = LuaState.takeInterrupt()  // what was interrupted is over
        el_resize(editor)
        columns = Terminal.size.columns
        Terminal.write("\u{1B}[?2004h")
        defer { Terminal.write("\u{1B}[?2004l") }
        var count: Int32 = 0
        let line = el_gets(editor, &count)
        if wasInterrupted {
            Terminal.write("^C\r\n")
            return .interrupted
        }
        guard let line, count > 0 else {
            Terminal.write("\r\n")
            return .end
        }
        var text = String(cString: line)
        if text.hasSuffix("\n") { text.removeLast() }
        return .text(text)
    }

    // MARK: Characters

    /// Gives libedit the next character: 1, or 0 at the end, or -1 to end the line at once.
    private func next(_ character: UnsafeMutablePointer<wchar_t>) -> Int32 {
        while true {
            while input.isEmpty {
                switch fill() {
                case .some(let stop): return stop
                case nil: break
                }
            }
            if let byte = takeByte() {
                character.pointee = byte
                return 1
            }
        }
    }

    /// Waits for input; returns what ends the line if anything does.
    private func fill() -> Int32? {
        if LuaState.takeInterrupt() { return stop() }
        if !TerminalDevice.waitForInput(milliseconds: 0) {
            if let lines = idle() { showAbove(lines) }
            followSize()
            guard TerminalDevice.waitForInput(milliseconds: 250) else {
                return LuaState.takeInterrupt() ? stop() : nil
            }
        }
        guard let bytes = TerminalDevice.readInput() else { return 0 }
        input += bytes
        return nil
    }

    private func stop() -> Int32 {
        wasInterrupted = true
        input.removeAll()
        isPasting = false
        SystemError.setInterrupted()
        return -1
    }

    /// The next character of the input; nil if more bytes are needed or what was read is no character.
    private func takeByte() -> wchar_t? {
        if let first = input.first, first == 0x1B {
            let marker = isPasting ? Self.pasteEnds : Self.pasteBegins
            // Terminals send a marker in one go, as far as the line allows.
            while input.count < marker.count, marker.starts(with: input),
                TerminalDevice.waitForInput(milliseconds: 30), let more = TerminalDevice.readInput(),
                !more.isEmpty
            { input += more }
            if input.starts(with: marker) {
                input.removeFirst(marker.count)
                isPasting.toggle()
                return nil
            }
        }
        guard isPasting else { return decode() }
        // What is pasted is text and never a command: line breaks and tabs are quoted.
        switch input[0] {
        case 13:
            input.removeFirst()
            if input.first == 10 { input.removeFirst() }
            input.insert(10, at: 0)
            return pasted(10)
        case 10, 9: return pasted(input[0])
        case ..<32, 127:
            input.removeFirst()
            return nil
        default: return decode()
        }
    }

    /// First the character that quotes, then, asked again, the quoted one.
    private func pasted(_ byte: UInt8) -> wchar_t? {
        defer { isQuoted.toggle() }
        if isQuoted {
            input.removeFirst()
            return wchar_t(byte)
        }
        return wchar_t(Self.quote)
    }
    private var isQuoted = false

    /// One character of UTF-8; what is none becomes U+FFFD.
    private func decode() -> wchar_t? {
        let first = input[0]
        let length = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1
        while input.count < length {
            guard TerminalDevice.waitForInput(milliseconds: 100), let more = TerminalDevice.readInput(),
                !more.isEmpty
            else {
                break
            }
            input += more
        }
        let bytes = input.prefix(length)
        input.removeFirst(bytes.count)
        let text = String(decoding: bytes, as: UTF8.self)
        return text.unicodeScalars.first.map { wchar_t(bitPattern: $0.value) }
    }

    // MARK: What is shown

    /// Lines above the prompt, which is drawn again with what is written.
    private func showAbove(_ lines: [String]) {
        Terminal.write("\r\u{1B}[J" + lines.map { $0 + "\r\n" }.joined())
        _ = nd_edit_refresh(editor)  // see the initializer
    }

    private func followSize() {
        let now = Terminal.size.columns
        guard now != columns else { return }
        columns = now
        el_resize(editor)
        _ = nd_edit_refresh(editor)  // see the initializer
    }

    /// What stands before the cursor.
    private var written: String {
        guard let line = el_line(editor) else { return "" }
        let bytes = UnsafeRawBufferPointer(
            start: line.pointee.buffer, count: line.pointee.cursor - line.pointee.buffer)
        return String(decoding: bytes, as: UTF8.self)
    }

    private func completeLine() -> UInt8 {
        let text = written
        if text.allSatisfy(\.isWhitespace) {
            el_insertstr(editor, "  ")
            return UInt8(CC_REFRESH)
        }
        let completion = complete(text)
        guard let first = completion.candidates.first else { return UInt8(CC_REFRESH_BEEP) }
        let replaced = String(decoding: Array(text.utf8)[completion.start...], as: UTF8.self)
        let common = completion.candidates.dropFirst().reduce(first) {
            String(zip($0, $1).prefix { $0 == $1 }.map(\.0))
        }
        if common.count > replaced.count || (completion.candidates.count == 1 && common != replaced) {
            el_deletestr(editor, Int32(replaced.unicodeScalars.count))
            el_insertstr(editor, common)
            return UInt8(CC_REFRESH)
        }
        if completion.candidates.count > 1 {
            Terminal.write("\r\n" + columns(of: completion.candidates).map { $0 + "\r\n" }.joined())
            return UInt8(CC_REDISPLAY)
        }
        return UInt8(CC_REFRESH)
    }

    /// The candidates in columns, as many as fit on half a screen.
    private func columns(of candidates: [String]) -> [String] {
        let (columns, rows) = Terminal.size
        let widest = candidates.map { TextWidth.columns($0) }.max()! + 2
        let perLine = max(1, columns / widest)
        let most = max(1, rows / 2) * perLine
        let shown = candidates.prefix(most)
        let height = (shown.count + perLine - 1) / perLine
        var lines = (0..<height).map { row in
            let cells = stride(from: row, to: shown.count, by: height).map { shown[$0] }
            return cells.dropLast().map { $0 + String(repeating: " ", count: widest - TextWidth.columns($0)) }
                .joined()
                + cells.last!
        }
        if candidates.count > shown.count { lines.append("… and \(candidates.count - shown.count) more") }
        return lines
    }
}
