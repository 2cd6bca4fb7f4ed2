import Diagnostics
import PluginHost
import Testing

/// Each mistake in the table that a plugin returns, but for those of `PluginErrorTests` and `ManifestLayersTests`.
@Suite("Mistakes in a manifest")
struct ManifestErrorTests {
    private func diagnostic(_ source: String, file: String = "p") throws -> Diagnostic? {
        let fixture = try PluginFixture()
        let folder = try fixture.plugin("p", source)
        return #expect(throws: Diagnostic.self, "\(source)") { try Workbench().load([folder]) }
    }

    /// What is three keys deep is reported at the second, since many layers and options have the same keys.
    @Test(
        "each key with a wrong value is named, with what it must hold",
        arguments: [
            ("", "the plugin's table has no 'name'; add name = \"…\"", "name"),
            ("name = 5", "'name' must be a string, not a number; write name = \"…\"", "name"),
            ("version = 1", "'version' must be a string, not a number; write version = \"…\"", "version"),
            ("summary = {}", "'summary' must be a string, not a table; write summary = \"…\"", "summary"),
            ("api = \"1\"", "'api' must be an integer; this version of nightdesk has api = 1", "api"),
            ("api = 1.0", "'api' must be an integer; this version of nightdesk has api = 1", "api"),
            ("needs = \"entities\"", "'needs' must be a list of strings, as { \"entities\" }", "needs"),
            ("needs = { 5 }", "'needs' must be a list of strings, as { \"entities\" }", "needs"),
            ("needs = { a = \"b\" }", "'needs' must be a list of strings, as { \"entities\" }", "needs"),
            (
                "permissions = true", "'permissions' must be a list of strings, as { \"entities\" }",
                "permissions"
            ),
            (
                "provides = {}",
                "'provides' must name layers with their labels, as { casualties = { \"KILLED\" } }",
                "provides"
            ),
            (
                "provides = { \"X\" }",
                "'provides' must name layers with their labels, as { casualties = { \"KILLED\" } }",
                "provides"
            ),
            (
                "provides = { x = \"X\" }",
                "'provides' must name layers with their labels, as { casualties = { \"KILLED\" } }",
                "provides"
            ),
            ("provides = { x = {} }", "'provides.x' names no label", "x"),
            ("provides = { x = { 1 } }", "'provides.x' must be a list of strings, as { \"entities\" }", "x"),
            ("annotate = \"f\"", "'annotate' must be a function, not a string", "annotate"),
            ("annotate = {}", "'annotate' must be a function, not a table", "annotate"),
            ("rules = 5", "'rules' must be a list of rules, as { desk.rule{ … }, … }", "rules"),
            ("rules = { a = 1 }", "'rules' must be a list of rules, as { desk.rule{ … }, … }", "rules"),
            ("rules = { \"R\" }", "'rules' holds something else than a rule at 1: a string", "rules"),
            (
                "rules = { desk.rule{ \"R\", \"x\", label = \"X\" }, desk.regex(\"a\") }",
                "'rules' holds something else than a rule at 2: a userdata", "rules"
            ),
            (
                "layers = 5",
                "'layers' must be a table of layers, as { x = { score = \"labels\", color = \"red\" } }",
                "layers"
            ),
            (
                "layers = { {} }",
                "'layers' must be a table of layers, as { x = { score = \"labels\", color = \"red\" } }",
                "layers"
            ),
            (
                "layers = { x = { color = \"bold\" } }",
                "'layers.x.color' must be one of red, green, yellow, blue, magenta, cyan, with or without \"bold \" before it",
                "x"
            ),
            (
                "layers = { x = { table = \"a\" } }",
                "'layers.x.table' must be a list of strings, as { \"entities\" }", "x"
            ),
            ("layers = { x = { group = {} } }", "'layers.x.group' must be a string, not a table", "x"),
            ("layers = { x = { score = 1 } }", "'layers.x.score' must be a string, not a number", "x"),
            ("options = 5", "'options' must be a table of options", "options"),
            (
                "options = { n = 5 }", "'options.n' must be a table, as { type = \"integer\", default = 1 }",
                "n"
            ),
            (
                "options = { n = { typ = \"integer\" } }",
                "unknown key 'typ' in 'options.n'; did you mean type?",
                "typ"
            ),
            (
                "options = { n = { default = 1 } }",
                "'options.n.type' must be \"boolean\", \"integer\", \"number\" or \"string\"", "n"
            ),
            (
                "options = { n = { type = \"int\", default = 1 } }",
                "'options.n.type' must be \"boolean\", \"integer\", \"number\" or \"string\"", "n"
            ),
            (
                "options = { n = { type = \"integer\" } }",
                "'options.n.default' must be an integer, not a nil", "n"
            ),
            (
                "options = { n = { type = \"integer\", default = 1.5 } }",
                "'options.n.default' must be an integer, not a number", "n"
            ),
            (
                "options = { n = { type = \"boolean\", default = \"true\" } }",
                "'options.n.default' must be a boolean, not a string", "n"
            ),
            (
                "options = { n = { type = \"integer\", default = 0, min = 1 } }",
                "'options.n.default' is 0, but it must be at least 1", "n"
            ),
            (
                "options = { n = { type = \"number\", default = 2, max = 1.5 } }",
                "'options.n.default' is 2, but it must be at most 1.5", "n"
            ),
            (
                "options = { n = { type = \"integer\", default = 0, min = 1, max = 9 } }",
                "'options.n.default' is 0, but it must be between 1 and 9", "n"
            ),
            (
                "options = { n = { type = \"integer\", default = 1, min = 2, max = 1 } }",
                "'options.n': min is greater than max", "n"
            ),
            (
                "options = { n = { type = \"integer\", default = 1, min = \"1\" } }",
                "'options.n.min' must be a number, not a string", "n"
            ),
            (
                "options = { n = { type = \"string\", default = \"a\", max = 3 } }",
                "'options.n.max' needs an option that is a number", "n"
            ),
            (
                "options = { n = { type = \"string\", default = \"a\", help = 3 } }",
                "'options.n.help' must be a string, not a number", "n"
            ),
            (
                "options = { n = { type = \"string\", default = \"c\", one_of = { \"a\", \"b\" } } }",
                "'options.n.default' is \"c\", but it must be one of a, b; did you mean a?", "n"
            ),
            (
                "options = { n = { type = \"string\", default = \"c\", one_of = \"c\" } }",
                "'options.n.one_of' must be a list of strings, as { \"entities\" }", "n"
            ),
        ])
    func keys(_ sample: (entry: String, message: String, key: String)) throws {
        // The sample's entry comes last, so that it counts where it repeats one; its line is line 4.
        var lines = ["name = \"p\"", "provides = { x = { \"X\" } }", "annotate = function() end"]
        if let index = lines.firstIndex(where: { $0.hasPrefix(sample.key + " ") }) { lines.remove(at: index) }
        let source = "return { \(lines.joined(separator: ", ")),\n  \(sample.entry)\n}"
        let found = try diagnostic(source)
        #expect(found?.message == sample.message)
        #expect(found?.kind == .plugin && found?.location?.file == "p/init.lua")
        if sample.entry.isEmpty {
            #expect(found?.location?.line == nil, "what is missing has no place")
        } else {
            #expect(found?.location?.line == 2 && found?.excerpt == "  " + sample.entry)
            #expect(found?.location?.length == sample.key.count)
        }
    }

    @Test(
        "rules need a label and a capture that there are",
        arguments: [
            (
                "desk.rule{ \"R\", \"x\" }",
                "rule \"R\" has neither a label nor an action; add label = \"X\" or \"Y\"", "\"R\""
            ),
            (
                "desk.rule{ \"R\", \"x\", label = \"Z9\" }",
                "rule \"R\" has the label \"Z9\", which the plugin does not provide; add it to 'provides'",
                "\"Z9\""
            ),
            (
                "desk.rule{ \"R\", \"name:x\", label = \"X\", capture = \"nmae\" }",
                "rule \"R\" has no capture \"nmae\"; did you mean name?", "\"nmae\""
            ),
            (
                "desk.rule{ \"R\", \"x\", label = \"X\", capture = \"who\" }",
                "rule \"R\" has no capture \"who\"; write who:( … ) in its pattern", "\"who\""
            ),
        ])
    func rules(_ sample: (rule: String, message: String, place: String)) throws {
        let found = try diagnostic(
            "return { name = \"p\", provides = { l = { \"X\", \"Y\" } },\n  rules = { \(sample.rule) } }")
        #expect(found?.message == sample.message)
        let line = "  rules = { \(sample.rule) } }"
        let column = line.distance(
            from: line.startIndex, to: try #require(line.ranges(of: sample.place).first).lowerBound)
        #expect(
            found?.location
                == SourceLocation(
                    file: "p/init.lua", line: 2, column: column + 1, length: sample.place.count))
    }

    @Test("a manifest with everything is read as it is written, with the defaults of what is left out")
    func whole() throws {
        let fixture = try PluginFixture()
        let workbench = try Workbench()
        try workbench.load([
            fixture.plugin(
                "full",
                """
                return { name = "full", version = "2.1", api = 1, summary = "Everything", needs = { "b", "a" },
                  provides = { zeta = { "Z", "Y" }, alpha = { "A" } }, permissions = { "p" },
                  options = {
                    rate = { type = "number", default = 3, min = 0.5 }, word = { type = "string", default = "", help = "A word" },
                    deep = { type = "boolean", default = false }, least = { type = "integer", default = -1, max = 0 },
                  },
                  annotate = function() end }
                """),
            fixture.plugin(
                "least", "return { name = \"least\", provides = { l = { \"L\" } }, annotate = print }"),
        ])
        let full = try #require(workbench.plugins[0].manifest)
        #expect(full.name == "full" && full.version == "2.1" && full.api == 1 && full.summary == "Everything")
        #expect(full.needs == ["b", "a"] && full.permissions == ["p"])
        #expect(full.provides.map { "\($0.layer) \($0.labels)" } == ["alpha [\"A\"]", "zeta [\"Z\", \"Y\"]"])
        #expect(
            full.options.map { "\($0.name) \($0.type) \($0.defaultValue.literal) \($0.help)" } == [
                "deep boolean false ", "least integer -1 ", "rate number 3 ", "word string \"\" A word",
            ])
        let least = try #require(workbench.plugins[1].manifest)
        #expect(least.version == "0" && least.api == 1 && least.summary == "" && least.needs == [])
        #expect(least.options.isEmpty && least.permissions == [] && least.layers.isEmpty)
    }
}
