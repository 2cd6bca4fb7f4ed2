#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif
internal import Diagnostics
internal import Display

/// The terminal that the program runs on, and the programs that share it.
enum Terminal {
    /// Writes all bytes, as far as somebody reads them.
    static func write(_ text: String, to descriptor: Int32 = 1) {
        var text = text
        text.withUTF8 { bytes in
            var written = 0
            while written < bytes.count {
                #if canImport(Glibc)
                    let count = Glibc.write(descriptor, bytes.baseAddress! + written, bytes.count - written)
                #else
                    let count = Darwin.write(descriptor, bytes.baseAddress! + written, bytes.count - written)
                #endif
                if count < 0 && errno != EINTR { return }
                written += max(0, count)
            }
        }
    }

    /// Columns and rows; 80 by 24 if it does not say.
    static var size: (columns: Int, rows: Int) {
        var size = winsize()
        guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return (80, 24) }
        return (Int(size.ws_col), max(2, Int(size.ws_row)))
    }

    static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

    /// Lets multi-byte characters be read as UTF-8, whatever the environment says.
    static func useUTF8() {
        setlocale(LC_CTYPE, "")
        if String(cString: nl_langinfo(Int32(CODESET))) != "UTF-8" { setlocale(LC_CTYPE, "C.UTF-8") }
    }

    /// Waits until there is input; false if there is none within the time, or a signal came.
    static func waitForInput(milliseconds: Int32) -> Bool {
        var descriptor = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
        return poll(&descriptor, 1, milliseconds) > 0
    }

    /// What there is to read; nil at the end.
    static func read() -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 4096)
        #if canImport(Glibc)
            let count = Glibc.read(0, &bytes, bytes.count)
        #else
            let count = Darwin.read(0, &bytes, bytes.count)
        #endif
        if count < 0 && errno == EINTR { return [] }
        return count > 0 ? Array(bytes.prefix(count)) : nil
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
        setenv("LESS", "FRX", 0)
        if !run(["/bin/sh", "-c", pager], input: text) { write(text) }
    }

    private static func visibleColumns(_ line: String) -> Int {
        TextWidth.columns(line.replacing(/\u{1B}\[[0-9;]*m/, with: ""))
    }

    /// The text as the person leaves it in an editor; nil if that fails.
    static func edit(_ text: String) -> String? {
        let folder = environment("TMPDIR") ?? "/tmp"
        var path = Array("\(folder)/nightdesk-XXXXXX.lua".utf8CString)
        let descriptor = mkstemps(&path, 4)
        guard descriptor >= 0 else { return nil }
        let name = String(decoding: path.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        write(text, to: descriptor)
        close(descriptor)
        defer { unlink(name) }
        guard editFile(name), let file = fopen(name, "r") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            if count == 0 { break }
            bytes += buffer.prefix(count)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Opens a file in the person's editor; false if there is none or it failed.
    static func editFile(_ path: String) -> Bool {
        let editor =
            [environment("VISUAL"), environment("EDITOR")].compactMap { $0 }.first { !$0.isEmpty } ?? "vi"
        return run(["/bin/sh", "-c", "\(editor) \"$1\"", "sh", path], input: nil)
    }

    /// Runs a program on the terminal to its end.
    private static func run(_ arguments: [String], input: String?) -> Bool {
        var ends: [Int32] = [-1, -1]
        if input != nil, pipe(&ends) != 0 { return false }
        #if canImport(Glibc)
            var actions = posix_spawn_file_actions_t()
        #else
            var actions: posix_spawn_file_actions_t?
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if input != nil {
            posix_spawn_file_actions_adddup2(&actions, ends[0], 0)
            posix_spawn_file_actions_addclose(&actions, ends[0])
            posix_spawn_file_actions_addclose(&actions, ends[1])
        }
        var pointers = arguments.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        var process: pid_t = 0
        let failure = posix_spawn(&process, arguments[0], &actions, nil, &pointers, environ)
        if let input {
            close(ends[0])
            // A reader that leaves early is no reason to end.
            let before = signal(SIGPIPE, SIG_IGN)
            if failure == 0 { write(input, to: ends[1]) }
            close(ends[1])
            signal(SIGPIPE, before)
        }
        guard failure == 0 else { return false }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 && errno == EINTR {}
        return status == 0
    }
}
