import System
import REPL
import Testing

@Suite("The history of the prompt")
struct HistoryTests {
    @Test("entries last, several lines and all characters as they were")
    func lasting() throws {
        let folder = "/tmp/nightdesk-history-\(UInt64.random(in: 0 ... .max))"
        defer { FileSystem.removeFolder(folder) }
        let entries = ["1 + 1", "for i = 1, 2 do\n  print('\\n', \"é\")\nend", "x = 'a\\\\n'"]
        let first = History(path: folder + "/state/history")
        for entry in entries + [entries.last!, "  "] { first.add(entry) }
        #expect(!first.isLost)
        #expect(History(path: folder + "/state/history").entries == entries)
        #expect(History(path: folder + "/state/history").earlierCount == 3)
    }

    @Test("a file that cannot be written is no error")
    func unwritable() {
        let history = History(path: "/proc/nowhere/history")
        history.add("1")
        #expect(history.entries == ["1"] && history.isLost)
    }

    @Test("where it is kept follows the environment")
    func place() {
        #expect(History.path(in: { ["NIGHTDESK_HISTORY": "/h"][$0] }) == "/h")
        #expect(History.path(in: { ["NIGHTDESK_HISTORY": "", "HOME": "/home/a"][$0] }) == nil)
        #expect(
            History.path(in: { ["XDG_STATE_HOME": "/s", "HOME": "/home/a"][$0] }) == "/s/nightdesk/history")
        #expect(History.path(in: { ["HOME": "/home/a"][$0] }) == "/home/a/.local/state/nightdesk/history")
        #expect(History.path(in: { _ in nil }) == nil)
    }
}
