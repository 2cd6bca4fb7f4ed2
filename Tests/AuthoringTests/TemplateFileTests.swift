import Authoring
import System
import Testing

@Suite("The files of a plugin template")
struct TemplateFileTests {
    private func file(_ name: String, of template: PluginTemplate) throws -> String {
        try #require(template.files.first { $0.name == name }).text
    }

    private let template: PluginTemplate = {
        var template = PluginTemplate(
            name: "sums", summary: "Sums of money", needs: ["dates", "entities"],
            code: ["local coins = desk.list(\"coins\", { \"euro\" })"],
            rules: [
                PluginTemplate.Rule(name: "Sum", label: "SUM", pattern: "%num #coins"),
                PluginTemplate.Rule(name: "Odd \"one\"", label: "ODD", pattern: "a |\n\"]=]\""),
                PluginTemplate.Rule(name: "Again", label: "SUM", pattern: "x"),
            ],
            examples: [
                PluginTemplate.Example("It cost «5 euro|SUM».", comment: "The usual case."),
                PluginTemplate.Example("«a\\b»", published: "2024-05-12"),
                PluginTemplate.Example("<13|ODD>", published: "2024-05-12", marks: "<>"),
            ])
        template.data = [("data/coins.tsv", "text\n")]
        return template
    }()

    @Test("init.lua has the code, the manifest with needs and labels, and the rules")
    func manifest() throws {
        #expect(
            try file("init.lua", of: template) == #"""
                --- Sums of money.

                local coins = desk.list("coins", { "euro" })

                return {
                  name = "sums",
                  version = "0.1.0",
                  api = 1,
                  summary = "Sums of money",
                  needs = { "dates", "entities" },
                  provides = { sums = { "SUM", "ODD" } },
                  -- Try a pattern with: nightdesk find 'PATTERN' ARTICLES…
                  rules = {
                    desk.rule({ "Sum", [=[ %num #coins ]=], label = "SUM" }),
                    desk.rule({ "Odd \"one\"", [==[ a |
                "]=]" ]==], label = "ODD" }),
                    desk.rule({ "Again", [=[ x ]=], label = "SUM" }),
                  },
                }

                """#)
    }

    @Test("examples.lua has each example with its comment, date and marks")
    func examples() throws {
        #expect(
            try file("examples.lua", of: template) == #"""
                -- `nightdesk test sums` runs these. What is marked with « and » must be found, and nothing else;
                -- LABEL key=value says which features it must have.
                return {
                  -- The usual case.
                  "It cost «5 euro|SUM».",
                  { "«a\\b»", published = "2024-05-12" },
                  { "<13|ODD>", published = "2024-05-12", marks = "<>" },
                }

                """#)
    }

    @Test("README.md has a table of the rules, in which bars are escaped and patterns are one line")
    func readme() throws {
        #expect(
            try file("README.md", of: template) == #"""
                # sums

                Sums of money.

                ```sh
                nightdesk test sums                          # runs the examples
                nightdesk run ARTICLES… --plugin sums
                nightdesk eval GOLD.jsonl --plugin sums
                ```

                | label | rule | pattern |
                |---|---|---|
                | SUM | Sum | `%num #coins` |
                | ODD | Odd "one" | `a \| "]=]"` |
                | SUM | Again | `x` |

                """#)
    }

    @Test("a template with a function has no table of rules, and its layer may have another name")
    func function() throws {
        let template = PluginTemplate.function(name: "crowds", layer: "people")
        #expect(
            try file("README.md", of: template).hasSuffix("nightdesk eval GOLD.jsonl --plugin crowds\n```\n"))
        #expect(
            try file("init.lua", of: template).hasPrefix(
                "--- Numbers of people.\n\nreturn {\n  name = \"crowds\",\n  version = \"0.1.0\",\n  api = 1,\n"
                    + "  summary = \"Numbers of people\",\n  provides = { people = { \"COUNT\" } },\n  ---@param article Article\n"
            ))
    }

    @Test("the settings of the editor are JSON that knows the globals of a plugin")
    func settings() throws {
        #expect(
            try file(".luarc.json", of: template) == """
                {
                  "runtime.version": "Lua 5.4",
                  "runtime.builtin": { "io": "disable", "os": "disable", "package": "disable", "debug": "disable" },
                  "diagnostics.globals": ["desk"],
                  "workspace.library": ["./types"]
                }

                """)
    }

    @Test("every file is written, with the folders that it needs")
    func written() throws {
        let fixture = try AuthoringFixture()
        try template.write(to: Path.join(fixture.root, "deep/er/sums"))
        for (name, text) in template.files {
            #expect(try fixture.read("deep/er/sums/\(name)") == text, "\(name)")
        }
        #expect(
            template.files.map(\.name) == [
                "init.lua", "examples.lua", "README.md", ".luarc.json", "data/coins.tsv",
            ])
    }

    @Test(
        "a name has lower-case letters, digits and underscores and starts with a letter",
        arguments: [
            ("a", true), ("votes_2", true), ("x9_y", true), ("", false), ("_a", false), ("9a", false),
            ("Votes", false),
            ("a-b", false), ("a b", false), ("é", false), ("a/b", false), ("a.b", false), ("a\n", false),
        ])
    func names(_ sample: (name: String, fits: Bool)) {
        let problem =
            "'\(sample.name)' is not a plugin name; use lower-case letters, digits and _, starting with a letter"
        #expect(PluginTemplate.problem(withName: sample.name) == (sample.fits ? nil : problem))
    }
}
