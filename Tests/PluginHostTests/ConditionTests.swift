import ArticleModel
import Exchange
import PluginHost
import Testing

@Suite("Conditions of rules")
struct ConditionTests {
    private func plugin(_ fixture: PluginFixture, _ condition: String, annotate: String = "") throws
        -> PluginFolder
    {
        try fixture.plugin(
            "sample",
            """
            local kept = {}
            return { name = "sample", provides = { sample = { "SAMPLE" } },
              rules = { desk.rule{ "Name", "name:%Name+", where = function(match, article) \(condition) end } },
              annotate = function(article) \(annotate) end }
            """)
    }

    @Test("a match that a condition keeps stays the match that it was")
    func kept() throws {
        let fixture = try PluginFixture()
        let folder = try plugin(
            fixture, "kept[#kept + 1] = match return #kept == 2",
            annotate: "for _, m in ipairs(kept) do print(m.text, m.name.text, m.rule) end")
        let (record, log) = try annotate([folder])
        #expect(record.errors == [])
        #expect(record.annotations.map { record.article.text(of: $0.span) } == ["Ana Ruiz"])
        // The rule has a match at each start that no winner covers.
        #expect(
            log == [
                "sample: Mayor Ana Ruiz\tMayor Ana Ruiz\tName", "sample: Ana Ruiz\tAna Ruiz\tName",
                "sample: Friday\tFriday\tName", "sample: Port Alder\tPort Alder\tName",
                "sample: Alder\tAlder\tName",
            ])
    }

    @Test("a condition may search, and what it finds stays as it was")
    func searches() throws {
        let fixture = try PluginFixture()
        let folder = try plugin(
            fixture, "kept = article:matches('%lower') return #article:matches('Ana', match) == 1",
            annotate: "print(#kept, kept[1].text, kept[#kept].text)")
        let (record, log) = try annotate([folder])
        #expect(record.errors == [])
        #expect(record.annotations.map { record.article.text(of: $0.span) } == ["Mayor Ana Ruiz"])
        #expect(log == ["sample: 9\tsaid\tmillion"])
    }

    @Test("why a match lost can be asked of a rule whose condition searches")
    func lostMatches() throws {
        let fixture = try PluginFixture()
        let folder = try plugin(fixture, "return #article:matches('Ana', match) == 1")
        let workbench = try Workbench()
        try workbench.load([folder])
        let article = ArticleReader.article(
            text: sampleText, headline: nil, id: .string("a"), metadata: Metadata())
        try AnnotationRun(workbench).explore(article) { open, errors in
            #expect(errors == [])
            let lost = try RuleInspector(workbench).lostMatches(at: open.tokens(of: "Port Alder"))
            #expect(
                lost.map { "\($0.plugin) \($0.rule) \($0.winner ?? "none"): \($0.reason)" } == [
                    "sample Name none: its condition (where) refused it",
                    "sample Name none: its condition (where) refused it",
                ], "Port Alder, and Alder alone")
        }
    }

    @Test("an error in a condition is the plugin's error, and its rules annotate nothing")
    func fails() throws {
        let fixture = try PluginFixture()
        let folder = try plugin(fixture, "return match.nam.text", annotate: "print('not reached')")
        let (record, log) = try annotate([folder])
        #expect(
            record.errors.map(\.message) == [
                "sample/init.lua:3:3: the match has no capture 'nam'; did you mean name?"
            ])
        #expect(record.annotations == [] && log == [])
    }
}
