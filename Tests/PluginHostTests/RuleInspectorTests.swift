import ArticleModel
import Diagnostics
import Exchange
import Matching
import PluginHost
import Testing

@Suite("A look at the rules of plugins")
struct RuleInspectorTests {
    private let fixture: PluginFixture
    private let workbench: Workbench

    init() throws {
        fixture = try PluginFixture()
        workbench = try Workbench()
    }

    private func load(_ source: String) throws -> Plugin {
        try workbench.load([fixture.plugin("p", source)])
        workbench.open(
            ArticleReader.article(text: sampleText, headline: nil, id: .string("a"), metadata: Metadata()))
        let plugin = workbench.plugins[0]
        #expect(workbench.run(plugin) == nil)
        return plugin
    }

    @Test("the rules are those that are returned by stage, those put together, and all others")
    func rules() throws {
        let plugin = try load(
            """
            local set = desk.rules{ desk.rule{ "InSet", "%num million" } }
            local lone = desk.rule{ "Lone", "bridge" }
            local unused = desk.rule{ "Unused", "zebra" }
            return { name = "p", provides = { p = { "X", "Y" } },
              rules = { desk.rule{ "Late", "cost", label = "Y", stage = 2 }, desk.rule{ "Early", "%Name+", label = "X" } },
              annotate = function(article) article:find(lone) article:find(set) end }
            """)
        let inspector = RuleInspector(workbench)
        #expect(
            inspector.rules(of: plugin).map { "\($0.name) \($0.label ?? "-") \($0.pattern)" } == [
                "Early X %Name+", "Late Y cost", "InSet - %num million", "Lone - bridge", "Unused - zebra",
            ])
        #expect(inspector.ruleSets(of: plugin).map(\.rules.count) == [1, 1, 1, 1, 1])
        let open = try #require(workbench.open)
        let explained = try inspector.explain(tokens: open.tokens(of: "cost $3.5 million"))
        #expect(
            explained.map { "\($0.plugin) \($0.rule) \($0.match.map { open.input.text($0.tokens) } ?? "-")" }
                == [
                    "p Late cost", "p InSet 3.5 million",
                ])
        #expect(
            try inspector.explain(tokens: open.tokens(of: "bridge"), rule: "Lone").map(\.rule) == ["Lone"])
        #expect(try inspector.explain(tokens: open.tokens(of: "bridge"), plugin: "other").isEmpty)
    }

    @Test("matches that lost at a place are told with their winner, those elsewhere are not")
    func lost() throws {
        _ = try load(
            """
            return { name = "p", provides = { p = { "X" } }, rules = {
              desk.rule{ "Long", "Mayor %Name{2}" }, desk.rule{ "Short", "Mayor" }, desk.rule{ "Later", "_ Ana Ruiz" },
              desk.rule{ "Bridge", "bridge" }, desk.rule{ "The", "the bridge", priority = -1 },
            } }
            """)
        let open = try #require(workbench.open)
        func lost(_ text: String) throws -> [String] {
            try RuleInspector(workbench).lostMatches(at: open.tokens(of: text)).map {
                "\($0.plugin).\($0.rule) “\(open.input.text($0.tokens))” to \($0.winner ?? "-"): \($0.reason)"
            }
        }
        #expect(
            try lost("Mayor") == [
                "p.Short “Mayor” to Long: the other match is longer",
                "p.Later “Mayor Ana Ruiz” to Long: the other rule was defined first",
            ])
        #expect(try lost("bridge") == [], "another start is no contest: the earlier wins")
        #expect(try lost("nowhere") == [])
    }

    private func warnings(_ source: String) throws -> [String] {
        try workbench.load([fixture.plugin("p", source)])
        return RuleInspector(workbench).warnings(of: workbench.plugins[0]).map(\.message)
    }

    @Test("captures count as used where a rule annotates them or Lua names them, in a string as well")
    func captures() throws {
        #expect(
            try warnings(
                """
                local function act(m, article) print(m.read, m["quoted"], m.outer.inner) end
                desk.define("who", "inside:%Name")
                return { name = "p", provides = { p = { "X" } }, rules = {
                  desk.rule{ "Feature", "one:a b" }, desk.rule{ "Captured", "two:( c three:d )", capture = "two" },
                  desk.rule{ "Action", "read:e quoted:f outer:( g inner:h ) unread:i $who", action = act },
                } }
                """) == [
                    "capture two.three: is never used; take it out, or read match.two.three",
                    "capture unread: is never used; take it out, or read match.unread",
                ])
    }

    @Test("a rule is shadowed only by one of its own stage or set, and never by one with a condition")
    func shadowed() throws {
        #expect(
            try warnings(
                """
                local set = desk.rules{ desk.rule{ "InSet", "%lower x" }, desk.rule{ "Free", "b x" }, desk.rule{ "Beaten", [=[ "b" x ]=] } }
                return { name = "p", provides = { p = { "X" } }, rules = {
                  desk.rule{ "Wide", "_ said", stage = 2 }, desk.rule{ "OtherStage", "Ruiz said" },
                  desk.rule{ "Narrow", "Ruiz said", stage = 2 }, desk.rule{ "Same", "Ruiz said", stage = 2, priority = 1 },
                  desk.rule{ "Maybe", "_ fell", where = function() return true end }, desk.rule{ "Free", "Ruiz fell" },
                }, annotate = function(article) article:find(set) end }
                """) == [
                    "rule \"Narrow\" can never win: wherever it matches, \"Wide\" matches too and is taken; give it a higher priority or take it out",
                    "rule \"Beaten\" can never win: wherever it matches, \"InSet\" matches too and is taken; give it a higher priority or take it out",
                ])
    }

    @Test("a plugin without rules has nothing to show or to warn of")
    func none() throws {
        let plugin = try load(
            "return { name = \"p\", provides = { p = { \"X\" } }, annotate = function() end }")
        let inspector = RuleInspector(workbench)
        #expect(inspector.rules(of: plugin).isEmpty && inspector.ruleSets(of: plugin).isEmpty)
        #expect(inspector.warnings(of: plugin).isEmpty)
        #expect(try inspector.lostMatches(at: 0..<3).isEmpty && inspector.explain(tokens: 0..<3).isEmpty)
        workbench.close()
        #expect(try inspector.lostMatches(at: 0..<3).isEmpty && inspector.explain(tokens: 0..<3).isEmpty)
    }
}
