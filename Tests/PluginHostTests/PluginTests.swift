import Diagnostics
import ArticleModel
import Exchange
import PluginHost
import Authoring
import Testing

@Suite("Plugins")
struct PluginTests {
    @Test("rules annotate by themselves: captures become features, stages see earlier ones")
    func rules() throws {
        let fixture = try PluginFixture()
        let folder = try fixture.plugin(
            "officials",
            """
            desk.list("office", { { "Mayor", kind = "political" }, "Captain" })
            return {
              name = "officials", provides = { officials = { "OFFICIAL", "SAYING" } },
              rules = {
                desk.rule{ "Official", [=[ office:#office name:%Name{1,3} ]=], label = "OFFICIAL" },
                desk.rule{ "Saying", [=[ who:@OFFICIAL cue:~say ]=], label = "SAYING", stage = 2, capture = "cue" },
                desk.rule{ "Never", [=[ Mayor ]=], label = "OFFICIAL", priority = 9, where = function() return false end },
              },
            }
            """)
        let record = try annotate([folder]).record
        #expect(record.errors == [])
        #expect(
            record.annotations.map {
                "\($0.id) \($0.label) \(record.article.text(of: $0.span)) \($0.rule ?? "")"
            } == ["o1 OFFICIAL Mayor Ana Ruiz Official", "o2 SAYING said Saying"])
        #expect(
            record.annotations[0].features == [
                .init("name", .mention(Span(6, 14))), .init("office", .mention(Span(0, 5))),
            ])
        #expect(record.annotations[1]["who"] == .mention(Span(0, 14)))
    }

    @Test("plugins run in the order of what they need, whatever the order in which they are given")
    func order() throws {
        let fixture = try PluginFixture()
        let first = try fixture.sample(
            "article:annotate{ span = article:span(7, 14), label = \"SAMPLE\" }", name: "first")
        let second = try fixture.sample(
            "for _, a in ipairs(article:layer(\"first\")) do article:annotate{ span = a, label = \"OTHER\", of = a } end",
            name: "second", needs: "\"first\"")
        let record = try annotate([second, first]).record
        #expect(record.errors == [])
        #expect(record.annotations.map(\.label) == ["SAMPLE", "OTHER"])
        #expect(record.annotations[1]["of"] == .annotation(0))
    }

    @Test("a missing layer and a circle are told")
    func unordered() throws {
        let fixture = try PluginFixture()
        let lonely = try fixture.sample("", name: "lonely", needs: "\"weather\"")
        let workbench = try Workbench()
        try workbench.load([lonely])
        let missing = #expect(throws: Diagnostic.self) { try AnnotationRun(workbench) }
        #expect(
            missing?.description
                == """
                lonely/init.lua:2:20: the plugin lonely needs the layer "weather", which no plugin here provides; add the \
                one that does with --plugin
                      name = "lonely", needs = { "weather" }, provides = { lonely = { "SAMPLE", "OTHER" } },
                                       ^^^^^
                """
        )
        let circle = try Workbench()
        try circle.load([
            fixture.sample("", name: "a", needs: "\"b\""), fixture.sample("", name: "b", needs: "\"a\""),
        ])
        let error = #expect(throws: Diagnostic.self) { try AnnotationRun(circle) }
        #expect(
            error?.description == """
                a/init.lua:2:15: the plugins a, b need each other's layers: none can run first; take a layer out of the \
                'needs' of one of them
                      name = "a", needs = { "b" }, provides = { a = { "SAMPLE", "OTHER" } },
                                  ^^^^^
                """)
    }

    @Test("of several for one layer all annotations are kept, and who needs the layer sees them all")
    func sharedLayer() throws {
        let fixture = try PluginFixture()
        func provider(_ name: String, _ label: String, _ pattern: String, needs: String = "") throws
            -> PluginFolder
        {
            try fixture.plugin(
                name,
                """
                return { name = "\(name)", needs = { \(needs) }, provides = { places = { "\(label)" } },
                  rules = { desk.rule{ "R", [=[ \(pattern) ]=], label = "\(label)" } } }
                """)
        }
        let reader = try fixture.plugin(
            "reader",
            """
            return { name = "reader", needs = { "places" }, provides = { seen = { "SEEN" } },
              rules = { desk.rule{ "Any", [=[ @places ]=], mode = "all" } } }
            """)
        let folders = try [
            reader, provider("towns", "TOWN", "Port Alder"), provider("ports", "PORT", "Port %Name"),
            provider("after", "NEAR", "in @TOWN", needs: "\"places\""),
        ]
        let record = try annotate(folders).record
        #expect(record.errors == [])
        #expect(
            record.annotations.filter { $0.layer == "places" }.map { "\($0.plugin) \($0.label)" } == [
                "after NEAR", "towns TOWN", "ports PORT",
            ])
        #expect(Set(record.annotations.filter { $0.layer == "seen" }.map(\.span)).count == 2)
    }

    @Test("options have types, ranges and choices")
    func options() throws {
        let fixture = try PluginFixture()
        let folder = try fixture.plugin(
            "tuned",
            """
            return { name = "tuned", provides = { tuned = { "X" } },
              options = { min = { type = "integer", default = 2, min = 1, max = 9 }, style = { type = "string", default = "a", one_of = { "a", "b" } } },
              annotate = function(article, options) print(options.min, options.style) end }
            """)
        let workbench = try Workbench()
        try workbench.load([folder])
        for (name, value, message) in [
            ("mni", "3", "tuned: has no option \"mni\"; did you mean min?"),
            ("min", "x", "tuned: option min must be an integer, not \"x\""),
            ("min", "10", "tuned: option min must be between 1 and 9"),
            ("style", "c", "tuned: option style must be one of a, b; did you mean a?"),
        ] {
            let error = #expect(throws: Diagnostic.self) {
                try workbench.set(option: name, of: "tuned", to: value)
            }
            #expect(error?.description == message)
        }
        try workbench.set(option: "min", of: "tuned", to: "5")
        var log: [String] = []
        workbench.log = { log.append($1) }
        workbench.open(Article(id: .integer(1), utf8: []))
        #expect(workbench.run(workbench.plugins[0]) == nil)
        #expect(log == ["5\ta"])
    }

    @Test("lists come from files too, and compiled ones are the same")
    func lists() throws {
        let fixture = try PluginFixture()
        try fixture.write("listed/data/places.tsv", "entry\tcountry\nPort Alder\tXA\nAlder\tXB\n")
        let folder = try fixture.plugin(
            "listed",
            """
            local places = desk.list("places", "data/places.tsv")
            return { name = "listed", provides = { listed = { "PLACE" } }, annotate = function(article)
              for m in article:find("#places{country=X*}") do
                article:annotate{ span = m, label = "PLACE", country = places:get(m.text).country }
              end
            end }
            """)
        for _ in 0..<2 {
            let workbench = try Workbench()
            workbench.compilesIntoPlugins = true
            try workbench.load([folder])
            let article = ArticleReader.article(
                text: sampleText, headline: nil, id: .integer(1), metadata: Metadata())
            let record = try AnnotationRun(workbench)(article)
            #expect(record.errors == [])
            #expect(
                record.annotations.map {
                    "\(record.article.text(of: $0.span)) \($0["country"]?.string ?? "")"
                } == ["Port Alder XA"])
        }
    }

    @Test("examples find what is wrong")
    func examples() throws {
        let fixture = try PluginFixture()
        try fixture.write(
            "days/examples.lua",
            """
            return { published = "2024-09-13",
              "It rained on «Friday|DAY name=Friday».", "It rained on Freitag.", "It rained on Friday.", "It «rained» once.",
              "It rained on «Friday|NIGHT».", "On «Friday|DAY name=Monday».",
            }
            """)
        let folder = try fixture.plugin(
            "days",
            """
            return { name = "days", provides = { days = { "DAY" } },
              rules = { desk.rule{ "Day", [=[ name:[Friday Monday] ]=], label = "DAY" } } }
            """)
        let workbench = try Workbench()
        try workbench.load([folder])
        let outcomes = try PluginSpec(workbench.plugins[0], in: workbench).run()
        #expect(
            outcomes.map(\.failures) == [
                [], [], ["found «Friday» as DAY, which is not marked (rule Day)"],
                ["expected «rained», not found"],
                ["expected «Friday» as NIGHT, found it as DAY"],
                ["«Friday»: expected name=Monday, found Friday"],
            ])
    }
}
