import Diagnostics
import ArticleModel
import Foundation
import Exchange
import LuaRuntime
import PluginHost
import Testing

@Suite("What a plugin makes belongs to the plugin")
struct OwnershipTests {
    private func article() -> Article {
        ArticleReader.article(
            text: sampleText, headline: nil, id: .string("a"), metadata: Metadata())
    }

    @Test("rules and named patterns made in a chunk that the plugin loads are compiled with the plugin")
    func loadedChunks() throws {
        let fixture = try PluginFixture()
        let folder = try fixture.plugin(
            "chunks",
            """
            local made = load([[
              desk.define("who", "%Name{2}")
              return desk.rule{ "Spoke", "who:$who ~say", capture = "who", label = "X" }
            ]], "made")()
            return { name = "chunks", provides = { chunks = { "X" } }, rules = { made } }
            """)
        let record = try annotate([folder]).record
        #expect(record.errors.isEmpty)
        #expect(record.annotations.map { record.article.text(of: $0.span) } == ["Ana Ruiz"])
    }

    @Test("a chunk that calls itself another plugin's file makes nothing for that plugin")
    func lyingChunkName() throws {
        let fixture = try PluginFixture()
        let honest = try fixture.sample("", name: "honest")
        let liar = try fixture.plugin(
            "liar",
            """
            local made = load([[ return desk.rule{ "Taken", "Ana", label = "X" } ]], "honest/init.lua")()
            return { name = "liar", provides = { liar = { "X" } }, rules = { made } }
            """)
        let record = try annotate([liar, honest]).record
        #expect(record.annotations.map(\.plugin) == ["liar"])
    }

    @Test("a layer that a reloaded plugin no longer provides is unknown")
    func withdrawnLayers() throws {
        let fixture = try PluginFixture()
        let folder = try fixture.plugin(
            "x", #"return { name = "x", provides = { people = { "P" } }, annotate = function() end }"#)
        let workbench = try Workbench()
        try workbench.load([folder])
        #expect(throws: Never.self) { try PromptContext(workbench).search("@people @P @people.P") }
        try fixture.write(
            "x/init.lua", #"return { name = "x", provides = { folk = { "Q" } }, annotate = function() end }"#)
        try workbench.reload("x")
        #expect(workbench.layers == ["folk"])
        for pattern in ["@people", "@P", "@people.P"] {
            #expect(throws: (any Error).self, "\(pattern)") { try PromptContext(workbench).search(pattern) }
        }
        #expect(throws: Never.self) { try PromptContext(workbench).search("@folk @Q") }
    }

    @Test("a layer that two plugins provide is known until both are unloaded")
    func sharedLayers() throws {
        let fixture = try PluginFixture()
        let workbench = try Workbench()
        try workbench.load([
            try fixture.plugin(
                "x", #"return { name = "x", provides = { people = { "P" } }, annotate = function() end }"#),
            try fixture.plugin(
                "y",
                #"return { name = "y", provides = { people = { "P", "R" } }, annotate = function() end }"#),
        ])
        workbench.unload("y")
        #expect(workbench.labels(of: "people") == ["P"])
        workbench.unload("x")
        #expect(workbench.layers.isEmpty)
    }

    @Test("a failed reload keeps the old plugin with its layers, rules and lists")
    func failedReload() throws {
        let fixture = try PluginFixture()
        let good = """
            desk.list("who", { "Ana Ruiz" })
            return { name = "x", provides = { people = { "P" } }, rules = { desk.rule{ "Who", "#who" } } }
            """
        let folder = try fixture.plugin("x", good)
        let workbench = try Workbench()
        try workbench.load([folder])
        for broken in [
            "return {", good.replacingOccurrences(of: "#who", with: "#whom"),
            good.replacingOccurrences(of: "name = \"x\"", with: "name = 1"),
        ] {
            try fixture.write("x/init.lua", broken)
            #expect(throws: Diagnostic.self) { try workbench.reload("x") }
            #expect(workbench.layers == ["people"])
            #expect(try AnnotationRun(workbench)(article()).annotations.count == 1)
        }
    }

    @Test(
        "a handle kept from before a reload gives an error",
        arguments: [
            ("desk.list('l', { 'Ana' })", "held:has('Ana')", "List"),
            ("desk.list('l', { 'Ana' })", "#held", "List"),
            ("desk.rule{ 'R', 'Ana' }", "held.name", "Rule"),
            ("desk.rule{ 'R', 'Ana' }", "article:find(held)()", "Rule"),
            ("desk.rules{ desk.rule{ 'R', 'Ana' } }", "article:find(held)()", "RuleSet"),
            ("desk.regex('Ana')", "held:find(article)()", "Regex"),
        ])
    func staleHandles(_ sample: (make: String, use: String, kind: String)) throws {
        let fixture = try PluginFixture()
        let folder = try fixture.plugin(
            "maker", "return { name = 'maker', provides = { maker = { 'M' } }, annotate = function() end }")
        try fixture.write("maker/held.lua", "local made = \(sample.make) return function() return made end")
        let workbench = try Workbench()
        try workbench.load([folder])
        workbench.open(article())
        let getter = try workbench.value(ofFile: "held.lua", of: workbench.plugins[0])
        try PromptContext(workbench).setGlobal("getter", #require(getter.function))
        _ = try PromptContext(workbench).evaluate("held = getter()")
        var printed: [String] = []
        workbench.log = { printed.append($1) }
        _ = try PromptContext(workbench).evaluate("print(\(sample.use) ~= nil)")
        #expect(printed == ["true"])
        try workbench.reload("maker")
        let error = #expect(throws: Diagnostic.self) {
            try PromptContext(workbench).evaluate("print(\(sample.use))")
        }
        #expect(error?.message == "this \(sample.kind) belongs to a plugin that has been reloaded")
    }

    @Test("lists at the prompt are those of the plugin as it was loaded last")
    func promptAfterReload() throws {
        let fixture = try PluginFixture()
        func source(_ entry: String) -> String {
            #"desk.list("who", { "\#(entry)" }) return { name = "x", provides = { x = { "X" } }, annotate = function() end }"#
        }
        let folder = try fixture.plugin("x", source("Ana Ruiz"))
        let workbench = try Workbench()
        try workbench.load([folder])
        workbench.open(article())
        func found() throws -> [String] {
            var lines: [String] = []
            workbench.log = { lines.append($1) }
            _ = try PromptContext(workbench).evaluate("for m in article:find('#who') do print(m.text) end")
            return lines
        }
        #expect(try found() == ["Ana Ruiz"])
        try fixture.write("x/init.lua", source("Port Alder"))
        try workbench.reload("x")
        #expect(try found() == ["Port Alder"])
    }

    @Test("what a reloaded plugin had made is released")
    func released() throws {
        let fixture = try PluginFixture()
        let folder = try fixture.plugin(
            "big",
            """
            local names = {}
            for i = 1, 2000 do names[i] = { "Name" .. i, kind = "k" .. i } end
            desk.list("names", names)
            local keep = string.rep("x", 2000000)
            return { name = "big", provides = { big = { "B" } }, rules = {
              desk.rule{ "Name", "#names", where = function() return #keep > 0 end } } }
            """)
        let workbench = try Workbench()
        try workbench.load([folder])
        try workbench.reload("big")
        workbench.state.collectGarbage()
        let before = workbench.state.memoryUsed
        for _ in 0..<20 { try workbench.reload("big") }
        workbench.state.collectGarbage()
        #expect(workbench.state.memoryUsed < before + 200_000)
    }
}
