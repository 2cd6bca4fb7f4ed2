import ArticleModel
import Exchange
import Serialization
import Testing

@Suite("Bad input loses nothing")
struct BadInputTests {
    private func record(_ line: String) throws -> FeatureValue {
        try Array(line.utf8).withUnsafeBytes { try JSONDocument.parse($0) }
    }

    private func messages(_ line: String) throws -> [String] {
        guard case .list(let errors)? = try record(line)["errors"] else { return ["no errors field"] }
        return errors.map { $0["message"]?.string ?? "" }
    }

    @Test(
        "what keeps a run from starting is told, with exit code 2",
        arguments: [
            (["run"], "no input: give files, folders, or - for standard input"),
            (["run", "nowhere.txt"], "nowhere.txt: No such file or directory"),
            (["run", "seeds", "--plugin", "quotse"], "there is no plugin \"quotse\"; did you mean quotes?"),
            (
                ["run", "seeds", "--published", "soon"],
                "--published: \"soon\" is no date; write it as 2024-09-13"
            ),
            (
                ["run", "seeds", "--layer", "qoutes"],
                "no plugin here provides the layer \"qoutes\"; did you mean quotes?"
            ),
            (
                ["run", "seeds", "--set", "dates.ordre=dmy"],
                "dates: has no option \"ordre\"; did you mean order?"
            ),
            (["run", "seeds", "--frmat", "text"], "Unknown option '--frmat'"),
            (["rnu"], "Unexpected argument 'rnu'"),
        ])
    func usage(_ sample: (arguments: [String], message: String)) throws {
        let result = try Program.run(sample.arguments)
        #expect(result.code == 2)
        #expect(result.output == "")
        #expect(result.log.contains(sample.message), "\(result.log)")
    }

    @Test("plugins that cannot be loaded are told with their place, with exit code 2")
    func brokenPlugin() throws {
        let scratch = try Scratch()
        try scratch.write("broken/init.lua", "local x = = 1\n")
        let result = try Program.run(["run", "seeds", "--plugin", scratch.path("broken")])
        #expect(result.code == 2)
        #expect(
            result.log.contains(
                "broken/init.lua:1:11: unexpected symbol near '='\n    local x = = 1\n              ^"),
            "\(result.log)")
    }

    @Test("each line of JSON gives a line, broken ones too, and the exit code is 0")
    func jsonLines() throws {
        let lines: [[UInt8]] = [
            Array(#"{"id": 7, "text": "Ana left."}"#.utf8), Array("{\"text\": ".utf8),
            Array("{\"id\": \"x\"}".utf8), [], Array("[]".utf8),
            Array("{\"text\": \"".utf8) + [0xE9] + Array("\"}".utf8), Array(#"{"text": "\ud800"}"#.utf8),
            Array(#"{"id": "n", "text": "a\u0000b"}"#.utf8),
            Array(#"{"id": 7, "text": "Again."}"#.utf8),
        ]
        let result = try Program.run(["run", "-"], input: Array(lines.joined(separator: [10])) + [10])
        #expect(result.code == 0, "\(result.log)")
        #expect(result.lines.count == lines.count)
        let failed = try result.lines.map { try !messages($0).isEmpty }
        #expect(failed == [false, true, true, true, true, true, true, false, false])
        #expect(try record(result.lines[0])["id"] == .integer(7))
        #expect(try record(result.lines[1])["line"] == .integer(2))
    }

    @Test("files: empty, not UTF-8, with NUL; each one record")
    func files() throws {
        let scratch = try Scratch()
        try scratch.write("a.txt", "")
        try scratch.write("b.txt", [65, 0xFF, 66])
        try scratch.write("c.txt", [65, 0, 66, 10])
        try scratch.write("sub/d.txt", "Ana left.\r\nBo stayed.\r\n")
        let result = try Program.run(["run", scratch.folder])
        #expect(result.code == 0)
        #expect(result.lines.count == 4)
        #expect(try result.lines.map { try messages($0).count } == [0, 1, 0, 0])
        let wrong = try Program.run(["run", scratch.path("sub") + "/nothing"])
        #expect(wrong.code == 2)
    }

    @Test("a line of fifty megabytes is an article like any other")
    func longLine() throws {
        let text =
            Array("{\"id\": 1, \"text\": \"".utf8) + Array(repeating: UInt8(ascii: "x"), count: 50 << 20)
            + Array("\"}\n{\"id\": 2, \"text\": \"a\"}\n".utf8)
        let scratch = try Scratch()
        let plugin = try scratch.write(
            "idle/init.lua",
            "return { name = \"idle\", provides = { idle = { \"X\" } }, annotate = function() end }")
        let result = try Program.run(
            ["run", "-", "--no-text", "--plugin", String(plugin.dropLast("/init.lua".count))], input: text)
        #expect(result.code == 0, "\(result.log)")
        #expect(
            result.lines == [
                "{\"id\":1,\"annotations\":[],\"errors\":[]}", "{\"id\":2,\"annotations\":[],\"errors\":[]}",
            ])
    }

    @Test("a plugin that raises half-way costs neither the article nor the others")
    func raising() throws {
        let scratch = try Scratch()
        try scratch.write(
            "picky/init.lua",
            """
            return { name = "picky", provides = { picky = { "X" } }, annotate = function(article)
              article:annotate{ first = 1, last = 3, label = "X" }
              if article.text:find("Bo") then error("no Bo here") end
              article:annotate{ first = 1, last = 1, label = "X" }
            end }
            """)
        try scratch.write(
            "ten/init.lua",
            "return { name = \"ten\", provides = { ten = { \"Y\" } }, annotate = function(article) article:annotate{ first = 1, last = 2, label = \"Y\" } end }"
        )
        let result = try Program.run(
            ["run", "-", "--no-text", "--plugin", scratch.path("picky"), "--plugin", scratch.path("ten")],
            input: Array("{\"text\": \"Ana.\"}\n{\"text\": \"Bo.\"}\n{\"text\": \"Cy.\"}\n".utf8))
        #expect(result.code == 0, "\(result.log)")
        #expect(try result.lines.map { try messages($0) } == [[], ["picky/init.lua:3:3: no Bo here"], []])
        #expect(
            result.lines.allSatisfy {
                $0.contains("\"plugin\":\"ten\"") && $0.contains("\"plugin\":\"picky\"")
            })
    }

    @Test("an empty environment does no harm")
    func filter() throws {
        let result = try Program.run(["run", "seeds", "--no-text"], environment: [:])
        #expect(result.code == 0, "\(result.log)")
        #expect(result.lines.count == 1)
    }
}
