import REPL
import Testing

@Suite("Entries that nobody types")
struct EntryReaderTests {
    private func run(_ lines: String...) throws -> (output: [String], errors: [String], failed: Bool) {
        let fixture = try SessionFixture()
        var errors: [String] = []
        var reader = try EntryReader(fixture.session) { errors.append($0) }
        reader.enter(lines)
        return (fixture.printed, errors, reader.failed)
    }

    @Test("results are printed, and an entry may take several lines")
    func several() throws {
        let result = try run("for i = 1, 2 do", "print(i)", "end", "1 + 1")
        #expect(result.output == ["1", "2", "2"])
        #expect(result.errors.isEmpty && !result.failed)
    }

    @Test("after an error the next entry runs, and the failure is kept in mind")
    func failure() throws {
        let result = try run("error('no')", "1 + 1")
        #expect(result.output == ["2"])
        #expect(result.errors == ["[1]:1:1: no", "    error('no')", "    ^"])
        #expect(result.failed)
    }

    @Test("an entry that is not complete at the end, and one that needs a terminal, have failed")
    func incomplete() throws {
        let open = try run("for i = 1, 2 do")
        #expect(open.errors == ["the last entry is not complete: for i = 1, 2 do"] && open.failed)
        let edit = try run(":edit")
        #expect(edit.errors == [":edit needs a terminal"] && edit.failed)
    }

    @Test(":quit ends the session: what follows is not entered")
    func quit() throws {
        let result = try run("1", ":quit", "2")
        #expect(result.output == ["1"] && !result.failed)
    }
}
