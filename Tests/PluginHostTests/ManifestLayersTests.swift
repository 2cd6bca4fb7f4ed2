import ArticleModel
import Diagnostics
import PluginHost
import Testing

@Suite("Layers in the manifest")
struct ManifestLayersTests {
    private func layers(_ source: String) throws -> [String: LayerDescription] {
        let fixture = try PluginFixture()
        try fixture.write(
            "p/init.lua",
            """
            return { name = "p", provides = { people = { "MAYOR", "CAPTAIN" } },
              layers = \(source),
              annotate = function() end }
            """)
        let workbench = try Workbench()
        try workbench.load([PluginFolder(path: fixture.root + "/p")])
        return workbench.layerDescriptions
    }

    @Test("say how a layer is scored, colored and tabled")
    func reads() throws {
        let people = try #require(
            layers(
                """
                { people = { score = "timex", key = "count", group = "who", table = { "title", "role" },
                  color = { "red", MAYOR = "bold blue" } } }
                """)["people"])
        #expect(people.scoring == .timex && people.key == "count" && people.group == "who")
        #expect(people.table == ["title", "role"])
        #expect(people.codes(ofLabel: "MAYOR") == "1;34" && people.codes(ofLabel: "CAPTAIN") == "31")
        #expect(
            people.summary
                == "scored as timex; with key count; grouped by who; color MAYOR bold blue, others red; table title role"
        )
        #expect(LayerDescription().summary == nil && LayerDescription().codes(ofLabel: "X") == nil)
    }

    @Test(
        "unknown keys and values are errors with a suggestion",
        arguments: [
            ("{ peple = {} }", "'layers.peple' is not a layer of 'provides'; did you mean people?"),
            (
                "{ people = 1 }",
                "'layers.people' must be a table, as { people = { score = \"labels\", color = \"red\" } }"
            ),
            ("{ people = { scor = 1 } }", "unknown key 'scor' in 'layers.people'; did you mean score?"),
            (
                "{ people = { score = \"label\" } }",
                "'layers.people.score' is \"label\"; it must be \"labels\", \"timex\" or \"quotations\"; did you mean labels?"
            ),
            ("{ people = { key = 1 } }", "'layers.people.key' must be a string, not a number"),
            (
                "{ people = { color = \"gren\" } }",
                "'layers.people.color' must be one of red, green, yellow, blue, magenta, cyan, with or without \"bold \" before it; did you mean green?"
            ),
            (
                "{ people = { color = { MAYR = \"red\" } } }",
                "'layers.people.color.MAYR' is not a label of the layer; did you mean MAYOR?"
            ),
        ])
    func refuses(_ sample: (source: String, message: String)) throws {
        do {
            _ = try layers(sample.source)
            Issue.record("it was loaded")
        } catch let error as Diagnostic {
            #expect(error.message == sample.message)
        }
    }
}
