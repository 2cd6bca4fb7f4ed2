import ArticleModel
import Diagnostics
import Exchange
import LuaRuntime
import PluginHost
import Testing

@Suite("What a reload must not do")
struct ReloadTests {
    private let fixture: PluginFixture
    private let workbench: Workbench

    init() throws {
        fixture = try PluginFixture()
        workbench = try Workbench()
    }

    private func write(_ name: String, layer: String, needs: String = "", options: String = "") throws
        -> PluginFolder
    {
        try fixture.plugin(
            name,
            """
            return { name = "\(name)", needs = { \(needs) }, provides = { \(layer) = { "P" } }, options = { \(options) },
              annotate = function() end }
            """)
    }

    @Test("a plugin that no longer provides what another needs stays as it was")
    func withdrawnLayer() throws {
        try workbench.load([write("x", layer: "people"), write("z", layer: "others", needs: "\"people\"")])
        _ = try write("x", layer: "folk")
        let error = #expect(throws: Diagnostic.self) { try workbench.reload("x") }
        #expect(
            error?.message
                == "the plugin z needs the layer \"people\", which no plugin here provides; add the one that does with --plugin"
        )
        #expect(workbench.layers == ["others", "people"])
        #expect(try AnnotationRun(workbench).plugins.map(\.name) == ["x", "z"])
    }

    @Test("rules and patterns that name a layer which is gone are errors, and do not match nothing")
    func stalePatterns() throws {
        try workbench.load([
            write("x", layer: "people"),
            fixture.plugin(
                "y",
                """
                return { name = "y", needs = { "people" }, provides = { y = { "Y" } }, annotate = function(article)
                  article:find("@people")
                end }
                """),
        ])
        let prompt = PromptContext(workbench)
        workbench.open(
            ArticleReader.article(
                text: "Ana Ruiz left.", headline: nil, id: .string("a"), metadata: Metadata()))
        _ = try prompt.evaluate("rule = desk.rule{ \"Q\", \"@people\", label = \"MARK\" }")
        _ = try prompt.evaluate("article:find(rule)")
        workbench.unload("y")
        _ = try write("x", layer: "folk")
        try workbench.reload("x")
        let error = #expect(throws: Diagnostic.self) { try prompt.evaluate("article:find(rule)") }
        #expect(error?.message == "rule Q: unknown layer or label @people")
        _ = try prompt.evaluate("rule = desk.rule{ \"Q\", \"@folk\", label = \"MARK\" } article:find(rule)")
    }

    @Test("options that were set stay where they fit, and are reset with a message where they do not")
    func options() throws {
        var lines: [String] = []
        workbench.log = { lines.append("\($0): \($1)") }
        func option(_ max: Int) -> String {
            "least = { type = \"integer\", default = 1, max = \(max), help = \"h\" }, loud = { type = \"boolean\", default = false, help = \"h\" }"
        }
        try workbench.load([write("o", layer: "o", options: option(50))])
        try workbench.set(option: "least", of: "o", to: "30")
        try workbench.set(option: "loud", of: "o", to: "true")
        _ = try write("o", layer: "o", options: option(40))
        #expect(try workbench.reload("o").options == ["least": .integer(30), "loud": .boolean(true)])
        #expect(lines == [])
        _ = try write(
            "o", layer: "o", options: "least = { type = \"integer\", default = 1, max = 3, help = \"h\" }")
        #expect(try workbench.reload("o").options == [:])
        #expect(
            lines == [
                "o: option least is reset: it must be at most 3",
                "o: option loud is reset: it no longer exists",
            ])
    }

    @Test("two plugins of one name in different folders are an error; the same folder twice is one plugin")
    func sameName() throws {
        let first = try fixture.plugin(
            "a/x", "return { name = \"x\", provides = { x = { \"X\" } }, annotate = print }")
        let second = try fixture.plugin(
            "b/x", "return { name = \"x\", provides = { x = { \"X\" } }, annotate = print }")
        let error = #expect(throws: Diagnostic.self) { try workbench.load([first, second]) }
        #expect(
            error?.message
                == "there are two plugins of this name, in \(first.path) and \(second.path); choose one")
        try workbench.load([first, first])
        #expect(workbench.plugins.map(\.folder.path) == [first.path])
    }

    @Test("a function that outlives its workbench gives an error")
    func abandoned() throws {
        func make() throws -> LuaReference {
            let workbench = try Workbench()
            guard
                case .values(let values) = try PromptContext(workbench).evaluate(
                    "function() return desk.text.lower(\"A\") end")
            else { throw Diagnostic(.lua, "incomplete") }
            return values[0]
        }
        let function = try make()
        let error = #expect(throws: LuaError.self) { try function.call(results: 1) }
        #expect(error?.message.hasPrefix("the workbench of this function is gone") == true)
    }
}
