import System
import Testing

@Suite("nightdesk repl without a terminal")
struct ReplTests {
    private func article() throws -> Scratch {
        let scratch = try Scratch()
        try scratch.write("a.txt", "Mayor Ana Ruiz said on Friday that the bridge would cost $3.5 million.\n")
        return scratch
    }

    @Test("entries are read one by one; after an error the next runs, and the exit code is 1")
    func entries() throws {
        let scratch = try article()
        let script = """
            #article.tokens
            -- a comment
            function twice(x)
              return 2 * x
            end
            twice(article.tokens[2].index)
            nothing.here
            :find name:%Name{2,}
            print(article.sentences[1].text:sub(1, 5), #article.sentences)
            """
        let result = try Program.run(["repl", scratch.path("a.txt")], input: Array(script.utf8))
        #expect(result.code == 1)
        #expect(result.lines.prefix(2) == ["15", "4"])
        #expect(result.lines.contains("    name=Mayor Ana Ruiz") && result.lines.last == "Mayor\t1")
        #expect(result.log.contains("[5]:1:") && result.log.contains("nothing.here"))
        #expect(!result.output.contains("\u{1B}"))
    }

    @Test("a script without errors ends with 0, one that ends too early with 1")
    func codes() throws {
        let scratch = try article()
        #expect(try Program.run(["repl", scratch.path("a.txt")], input: Array("1\n".utf8)).code == 0)
        let cut = try Program.run(["repl"], input: Array("1\nfor i = 1, 2 do\n".utf8))
        #expect(cut.code == 1 && cut.lines == ["1"] && cut.log.contains("not complete"))
        #expect(try Program.run(["repl", scratch.path("none.txt")]).code == 2)
        #expect(try Program.run(["repl", "--plugin", "nothing-like-it"]).code == 2)
    }

    @Test("-e runs code; what is printed and what is the result come in order")
    func code() throws {
        let scratch = try article()
        let result = try Program.run(["repl", scratch.path("a.txt"), "-e", "print(1) return article.id, 2"])
        #expect(result.code == 0 && result.lines == ["1", "a", "2"])
        #expect(try Program.run(["repl", "-e", "error('no')"]).code == 1)
    }

    @Test("nothing is kept of what a script enters")
    func noHistory() throws {
        let scratch = try article()
        let environment = ["NIGHTDESK_HISTORY": scratch.path("history"), "PATH": "/usr/bin:/bin"]
        _ = try Program.run(["repl"], input: Array("1\n".utf8), environment: environment)
        #expect(FileSystem.kind(of: scratch.path("history")) == nil)
    }
}
