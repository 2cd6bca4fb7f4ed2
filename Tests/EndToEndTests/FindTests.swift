import Testing

@Suite("find and explain")
struct FindTests {
    @Test(
        "find: 0 found, 1 nothing, 2 a bad pattern or input",
        arguments: [
            (["--count", "~say", "seeds"], 0, "3\n"), (["zzz", "seeds"], 1, ""),
            (["a #tilte", "seeds"], 2, ""),
            (["a", "nowhere"], 2, ""), (["--group-by", "w", "w:%UPPER", "seeds"], 0, "8\tUS\n1\tISIS\n"),
            (["--group-by", "x", "w:%UPPER", "seeds"], 2, ""),
            (["--count", "role:spokesman name:@PERSON", "seeds"], 0, "1\n"),
        ])
    func find(_ sample: (arguments: [String], code: Int32, output: String)) throws {
        let result = try Program.run(["find"] + sample.arguments)
        #expect(result.code == sample.code, "\(result.log)")
        #expect(result.output == sample.output)
    }

    @Test("a bad pattern is shown with a caret")
    func caret() throws {
        let result = try Program.run(["find", "a #tilte", "seeds"])
        #expect(
            result.log.contains("unknown list #tilte") && result.log.contains("    a #tilte\n      ^^^^^^"))
    }

    @Test("matches are shown in context with their captures, or as JSON")
    func lines() throws {
        let shown = try Program.run(["find", "role:spokesman name:@PERSON", "seeds"])
        #expect(shown.lines.count == 2)
        #expect(shown.lines.last == "    role=spokesman  name=Jaafar al-Husseini")
        let json = try Program.run(["find", "--json", "Camp place:%Cap", "seeds"])
        #expect(
            json.output
                == "{\"id\":\"000_b260f621663ac2d1\",\"start\":309,\"end\":321,\"text\":\"Camp Victory\",\"captures\":[{\"name\":\"place\",\"start\":314,\"end\":321,\"text\":\"Victory\"}]}\n"
        )
    }

    @Test("explain says what matched, and how far a miss got")
    func explain() throws {
        let match = try Program.run(["explain", "dates.Month", "seeds", "--at", "February"])
        #expect(match.lines.first == "dates.Month matches “February”")
        let miss = try Program.run([
            "explain", "--pattern", "military spokesman %num", "seeds", "--at", "spokesman",
        ])
        #expect(miss.lines == ["pattern got as far as “military spokesman”; then %num failed on “Jaafar”"])
        #expect(try Program.run(["explain", "entities", "seeds", "--at", "zzz"]).code == 2)
    }

    @Test("a broken plugin on the search path is skipped with a warning; a selected one is an error")
    func brokenPlugin() throws {
        let scratch = try Scratch()
        try scratch.write(
            "plugins/broken/init.lua",
            """
            print("loading broken")
            return { name = "broken", provides = { broken = { "X" } }, annotate = function() end,
              options = { n = { type = "integer", default = 0, min = 1 } } }
            """)
        try scratch.write(
            "plugins/harbors/init.lua",
            """
            print("loading harbors")
            desk.list("harbors", { "Port Alder" })
            return { name = "harbors", provides = { harbors = { "HARBOR" } },
              rules = { desk.rule{ "Listed", "#harbors", label = "HARBOR" } } }
            """)
        let article = try scratch.write("a.txt", "Ships left Port Alder.\n")
        func find(_ pattern: String, _ more: String...) throws -> Program.Result {
            try Program.run(
                ["find", pattern, article, "--count", "--plugin-path", scratch.path("plugins")] + more)
        }
        for pattern in ["#harbors", "@HARBOR", "@harbors"] {
            let found = try find(pattern)
            #expect(found.output == "1\n" && found.code == 0, "\(pattern): \(found)")
            #expect(!found.log.contains("loading"), "what plugins print while they are tried is discarded")
        }
        let unknown = try find("#harbours")
        #expect(unknown.code == 2)
        #expect(
            unknown.log.contains(
                "warning: broken was skipped: broken/init.lua:3:15: 'options.n.default' is 0, but it must be at least 1"
            ), "\(unknown.log)")
        #expect(unknown.log.contains("unknown list #harbours"))
        #expect(try find("#harbors", "--plugin", "broken").code == 2)
    }
}
