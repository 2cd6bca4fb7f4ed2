import Authoring
import Diagnostics
import PluginHost
import System
import Testing

@Suite("The examples of a plugin")
struct PluginSpecTests {
    private func failures(_ example: String, body: String = dayRules) throws -> [[String]] {
        try AuthoringFixture().spec("days", body, examples: "return { \(example) }").run().map(\.failures)
    }

    @Test("an example passes if everything that is marked is found and nothing else")
    func passes() throws {
        let outcomes = try AuthoringFixture().spec(
            "days", dayRules,
            examples: """
                return { "On «Friday|DAY name=Friday».", "«Friday» and «next week|SPAN»", "It rained.", "" }
                """
        ).run()
        #expect(outcomes.map(\.failures) == [[], [], [], []])
        #expect(outcomes.map(\.marks) == [1, 2, 0, 0])
        #expect(
            outcomes.map(\.example) == [
                "On «Friday|DAY name=Friday».", "«Friday» and «next week|SPAN»", "It rained.", "",
            ])
        #expect(outcomes.allSatisfy { $0.proposal == nil })
    }

    @Test(
        "a failure says what was expected and what was found",
        arguments: [
            (#""On «rain|DAY».""#, ["expected «rain» as DAY, not found"]),
            (#""On «rain».""#, ["expected «rain», not found"]),
            (#""On «Friday|SPAN».""#, ["expected «Friday» as SPAN, found it as DAY"]),
            (#""On Friday.""#, ["found «Friday» as DAY, which is not marked (rule Day)"]),
            (
                #""«On Friday|DAY».""#,
                [
                    "expected «On Friday» as DAY, not found",
                    "found «Friday» as DAY, which is not marked (rule Day)",
                ]
            ),
            (#""«Friday|DAY name=Monday»""#, ["«Friday»: expected name=Monday, found Friday"]),
            (#""«Friday|DAY name=»""#, ["«Friday»: expected name=nothing, found Friday"]),
            (#""«Friday|DAY other=x»""#, ["«Friday»: expected other=x, found nothing"]),
            (#""«Friday|DAY name=Friday rule=Next»""#, ["«Friday»: expected rule=Next, found Day"]),
            (#""on «Friday""#, ["'«' is not closed in: on «Friday"]),
            (
                #""«x» and Friday""#,
                [
                    "expected «x», not found", "found «Friday» as DAY, which is not marked (rule Day)",
                ]
            ),
        ])
    func messages(_ sample: (example: String, failures: [String])) throws {
        #expect(try failures(sample.example) == [sample.failures])
    }

    @Test(
        "what a plugin annotates on its own has no rule to name, and its errors are failures without a proposal"
    )
    func functions() throws {
        let body = """
            annotate = function(article)
              article:annotate({ span = article:span(1, 2), label = "DAY" })
              if article.text:find("boom") then error("it failed", 0) end
            end
            """
        let outcomes = try AuthoringFixture().spec("days", body, examples: #"return { "ab", "boom" }"#).run()
        #expect(outcomes[0].failures == ["found «ab» as DAY, which is not marked"])
        #expect(outcomes[0].proposal == "«ab|DAY»")
        #expect(outcomes[1].failures.first == "lua: days: it failed")
        #expect(outcomes[1].proposal == nil)
    }

    @Test("an example is tried again after text of many-byte characters, and the note says so")
    func behindOtherText() throws {
        let body = """
            annotate = function(article)
              if article.text:sub(1, 1) == "F" then article:annotate({ span = article:span(1, 6), label = "DAY" }) end
            end
            """
        #expect(
            try failures(#""«Friday|DAY»""#, body: body)
                == [["expected «Friday» as DAY, not found (behind \"Été 🇫🇷.\")"]])
    }

    @Test("an example may have a date, a headline, options and marks of its own")
    func settings() throws {
        let fixture = try AuthoringFixture()
        let body = """
            options = { word = { type = "string", default = "none" } },
            annotate = function(article, options)
              local published = article.published
              for match in article:find([=[ a ]=]) do
                article:annotate({ span = match, label = "DAY",
                  published = published, title = article.headline, word = options.word })
              end
            end
            """
        let outcomes = try fixture.spec(
            "days", body,
            examples: """
                return { published = "2024-05-12",
                  "«a|published=2024-05-12 title= word=none»",
                  { "«a|published=2023-01-02 word=none»", published = "2023-01-02" },
                  { "«a|published= word=none»", published = false },
                  { "<a|word=x>", marks = "<>", options = { word = "x" } },
                  { "«a|title=Storm word=none»", headline = "Storm" },
                }
                """
        ).run()
        #expect(outcomes.map(\.failures) == [[], [], [], [], []])
    }

    @Test(
        "a file that is no list of examples is refused with its place",
        arguments: [
            ("return 1", "days/examples.lua: the file must return a list of examples"),
            ("return { 1 }", "days/examples.lua: example 1 is a number, not a string or table"),
            ("return { 'a', true }", "days/examples.lua: example 2 is a boolean, not a string or table"),
            (
                "return { {} }",
                "days/examples.lua: example 1 has no text: write { \"text\", published = … }"
            ),
            (
                "return { { 'a', publised = 'x' } }",
                "days/examples.lua: example 1: unknown key 'publised'; did you mean published?"
            ),
            (
                "return { { 'a', marks = '<' } }",
                "days/examples.lua: example 1: 'marks' must be two characters"
            ),
            (
                "return { { 'a', marks = '<<>>' } }",
                "days/examples.lua: example 1: 'marks' must be two characters"
            ),
        ])
    func malformed(_ sample: (examples: String, message: String)) {
        let error = #expect(throws: Diagnostic.self) {
            try AuthoringFixture().spec("days", dayRules, examples: sample.examples)
        }
        #expect(error?.description == sample.message)
    }

    @Test("rules are covered by marks on one side and by near misses on the other")
    func coverage() throws {
        func coverage(_ examples: String) throws -> [String] {
            try AuthoringFixture().spec("days", dayRules, examples: "return { \(examples) }").coverage().map {
                "\($0.rule) \($0.hasPositive) \($0.hasNegative)"
            }
        }
        #expect(try coverage("") == ["Day false false", "Next false false"])
        #expect(try coverage(#""On «Friday|DAY».""#) == ["Day true false", "Next false false"])
        // A pattern of one element is tried by any text to which it gives nothing.
        #expect(try coverage(#""It rained.""#) == ["Day false true", "Next false false"])
        #expect(try coverage(#""«next week»", "The next Monday.""#) == ["Day false true", "Next true true"])
        #expect(try coverage(#""«broken""#) == ["Day false false", "Next false false"])
    }
}

@Suite("Examples that are written with what was found")
struct ExampleUpdateTests {
    private func update(_ examples: String) throws -> (fixture: AuthoringFixture, update: ExampleUpdate) {
        let fixture = try AuthoringFixture()
        let spec = try fixture.spec("days", dayRules, examples: examples)
        return (fixture, try ExampleUpdate(spec.run(), of: fixture.workbench.plugins[0]))
    }

    @Test("failed examples are replaced in the order of the file, and the rest of the file stays")
    func replaced() throws {
        let (fixture, update) = try update(
            "-- days\nreturn {\n  \"On «Monday|DAY».\", 'On Friday.',\n  [[On\nMonday]], -- two lines\n}\n")
        #expect(update.changes.map(\.old) == ["On Friday.", "On\nMonday"])
        #expect(update.changes.map(\.new) == ["On «Friday|DAY».", "On\n«Monday|DAY»"])
        #expect(update.kept == [])
        let expected =
            "-- days\nreturn {\n  \"On «Monday|DAY».\", \"On «Friday|DAY».\",\n  \"On\\n«Monday|DAY»\", -- two lines\n}\n"
        #expect(String(decoding: update.text, as: UTF8.self) == expected)
        #expect(try fixture.read("days/examples.lua") != expected)
        try update.write(to: fixture.workbench.plugins[0])
        #expect(try fixture.read("days/examples.lua") == expected)
    }

    @Test("an example that occurs twice is replaced twice; one that is no single string is kept")
    func twice() throws {
        let (_, update) = try update("return { \"Friday\", \"Friday\", \"Mon\" .. \"day\" }")
        #expect(update.changes.map(\.new) == ["«Friday|DAY»", "«Friday|DAY»"])
        #expect(update.kept == ["Monday"])
        #expect(
            String(decoding: update.text, as: UTF8.self)
                == "return { \"«Friday|DAY»\", \"«Friday|DAY»\", \"Mon\" .. \"day\" }")
    }

    @Test("an example with a line break of CR LF is found in the file")
    func carriageReturns() throws {
        let (_, update) = try update("return {\r\n  [[On\r\nFriday]],\r\n}\r\n")
        #expect(update.kept == [])
        #expect(
            String(decoding: update.text, as: UTF8.self) == "return {\r\n  \"On\\n«Friday|DAY»\",\r\n}\r\n")
    }

    @Test("nothing changes if every example passes")
    func nothing() throws {
        let (_, update) = try update("return { \"«Friday|DAY»\" }")
        #expect(update.changes.isEmpty && update.kept.isEmpty)
        #expect(String(decoding: update.text, as: UTF8.self) == "return { \"«Friday|DAY»\" }")
    }

    @Test("a file that went away is an error with its name")
    func missing() throws {
        let fixture = try AuthoringFixture()
        let spec = try fixture.spec("days", dayRules, examples: "return { \"Friday\" }")
        FileSystem.remove(Path.join(fixture.root, "days/examples.lua"))
        let error = #expect(throws: Diagnostic.self) {
            try ExampleUpdate(spec.run(), of: fixture.workbench.plugins[0])
        }
        #expect(error?.description == "days/examples.lua: No such file or directory")
    }
}
