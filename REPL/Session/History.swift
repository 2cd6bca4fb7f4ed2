internal import System

/// What a person has entered, in all sessions: a file with an entry a line, in which line breaks are
/// written `\n` and backslashes `\\`. Several programs can write it at the same time.
public final class History {
    /// Entries, oldest first.
    public private(set) var entries: [String] = []
    /// How many of them are from earlier sessions.
    public private(set) var earlierCount = 0
    /// Whether entries can no longer be kept in the file; what is entered is in ``entries`` all the same.
    public private(set) var isLost = false
    private let path: String?

    /// The most entries that are kept.
    public static let most = 5000

    /// The history in a file, which need not be there; of this session alone if the path is nil. That it
    /// cannot be read or written is no error.
    public init(path: String?) {
        self.path = path
        // See above.
        guard let path, let bytes = try? FileSystem.read(path) else { return }
        let lines = bytes.split(separator: UInt8(ascii: "\n"))
        entries = lines.suffix(Self.most).map { Self.decoded(String(decoding: $0, as: UTF8.self)) }
        earlierCount = entries.count
        if lines.count > Self.most * 2 {
            // See above.
            try? FileSystem.write(Array(lines.suffix(Self.most).joined(separator: [10])) + [10], to: path)
        }
    }

    /// The file that the environment names: `$NIGHTDESK_HISTORY`, or `nightdesk/history` in
    /// `$XDG_STATE_HOME` or `~/.local/state`; nil if it names none, or an empty one.
    public static func path(in environment: (String) -> String?) -> String? {
        if let path = environment("NIGHTDESK_HISTORY") { return path.isEmpty ? nil : path }
        if let folder = environment("XDG_STATE_HOME"), folder.hasPrefix("/") {
            return folder + "/nightdesk/history"
        }
        return environment("HOME").flatMap { $0.isEmpty ? nil : $0 + "/.local/state/nightdesk/history" }
    }

    /// Keeps an entry, unless it is the same as the one before.
    public func add(_ entry: String) {
        guard !entry.allSatisfy(\.isWhitespace), entry != entries.last else { return }
        entries.append(entry)
        guard let path, !isLost else { return }
        do throws(FileSystem.Failure) {
            if FileSystem.kind(of: path) == nil { try FileSystem.makeFolder(Path.parent(path)) }
            try FileSystem.append(Array((Self.encoded(entry) + "\n").utf8), to: path)
        } catch {
            isLost = true
        }
    }

    static func encoded(_ entry: String) -> String {
        entry.replacing("\\", with: "\\\\").replacing("\n", with: "\\n").replacing("\r", with: "")
    }

    static func decoded(_ line: String) -> String {
        var entry = ""
        var escaped = false
        for character in line {
            if escaped {
                entry.append(character == "n" ? "\n" : character)
                escaped = false
            } else if character == "\\" {
                escaped = true
            } else {
                entry.append(character)
            }
        }
        return entry
    }
}
