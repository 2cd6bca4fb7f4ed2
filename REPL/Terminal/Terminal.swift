internal import Diagnostics
internal import Display
internal import System

/// The terminal that the program runs on, and the programs that share it.
enum Terminal {
    /// Writes all bytes, as far as somebody reads them.
    static func write(_ text: String) {
        // A terminal that is gone ends the input too.
        _ = Descriptor.writeAll(1, Array(text.utf8))
    }

    /// Columns and rows; 80 by 24 if it does not say.
    static var size: (columns: Int, rows: Int) {
        guard let size = TerminalDevice.size else { return (80, 24) }
        return (size.columns, max(2, size.rows))
    }

    /// Lets the reader take long text page by page.
    ///
    /// - Parameter pager: a command; none, or "cat", for no pages.
    static func show(_ lines: [String], pager: String?) {
        let text = lines.map { $0 + "\n" }.joined()
        let (columns, rows) = size
        let height = lines.reduce(0) { $0 + max(1, (visibleColumns($1) + columns - 1) / columns) }
        guard let pager, !pager.isEmpty, pager != "cat", height >= rows else { return write(text) }
        // Colours are shown as such; a text that turns out to fit needs no key to leave it.
        Environment.setDefault("LESS", "FRX")
        if !Programs.run(["/bin/sh", "-c", pager], input: text) { write(text) }
    }

    private static func visibleColumns(_ line: String) -> Int {
        TextWidth.columns(line.replacing(/\u{1B}\[[0-9;]*m/, with: ""))
    }

    /// The text as the person leaves it in an editor; nil if that fails.
    static func edit(_ text: String) -> String? {
        let folder = Environment.value("TMPDIR") ?? "/tmp"
        guard let path = FileSystem.makeTemporaryFile(in: folder, suffix: ".lua") else { return nil }
        defer { FileSystem.remove(path) }
        // Without the text, or without what the editor left, there is nothing to take over.
        guard (try? FileSystem.write(Array(text.utf8), to: path)) != nil, editFile(path),
            let bytes = try? FileSystem.read(path)
        else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Opens a file in the person's editor; false if there is none or it failed.
    static func editFile(_ path: String) -> Bool {
        let editor =
            [Environment.value("VISUAL"), Environment.value("EDITOR")].compactMap { $0 }.first { !$0.isEmpty }
            ?? "vi"
        return Programs.run(["/bin/sh", "-c", "\(editor) \"$1\"", "sh", path], input: nil)
    }
}
