import Diagnostics
import System
import PluginHost
import Authoring
import Testing

@Suite("Plugin templates")
struct PluginTemplateTests {
    private let template = PluginTemplate(
        name: "sums", summary: "Sums of \"money\"", code: ["desk.list('coin', { 'euro', 'dollar' })"],
        rules: [
            PluginTemplate.Rule(name: "Sum", label: "SUM", pattern: "amount:%num coin:#coin"),
            PluginTemplate.Rule(name: "Odd", label: "ODD", pattern: "\"]=]\" | %num{value=13}"),
        ],
        examples: [
            PluginTemplate.Example("It cost «5 euro|SUM», not more."),
            PluginTemplate.Example("The \"«\" and ⟦13|ODD⟧.", published: "2024-09-13", marks: "⟦⟧"),
            PluginTemplate.Example("A back\\slash\nand a line."),
        ])

    private static let presets: [PluginTemplate] = [
        .rules(name: "votes", layer: "ballots"), .function(name: "crowds", layer: "crowds"),
        .gazetteer(name: "bodies", layer: "bodies"),
    ]

    @Test("every preset loads, its examples pass, and check finds nothing", arguments: presets.indices)
    func preset(_ number: Int) throws {
        let template = Self.presets[number]
        let folder = "/tmp/nightdesk-preset-\(UInt64.random(in: 0 ... .max))"
        defer { FileSystem.removeFolder(folder) }
        let path = Path.join(folder, template.name)
        try template.write(to: path)
        let workbench = try Workbench()
        try workbench.load([PluginFolder(path: path)])
        #expect(workbench.layers == [template.layer])
        let outcomes = try PluginSpec(workbench.plugins[0], in: workbench).run()
        #expect(outcomes.count == template.examples.count)
        #expect(outcomes.flatMap(\.failures) == [])
        #expect(workbench.plugins[0].manifest?.provides.map(\.labels) == [template.labels])
        #expect(PluginCheck(PluginFolder(path: path), in: workbench).findings.isEmpty)
    }

    @Test("a template has the same files however it was made")
    func files() {
        for template in Self.presets + [template] {
            #expect(
                template.files.map(\.name).prefix(4) == [
                    "init.lua", "examples.lua", "README.md", ".luarc.json",
                ])
        }
        let readme = template.files[2].text
        #expect(readme.hasPrefix("# sums\n\nSums of \"money\".\n"))
        #expect(readme.contains("| ODD | Odd | `\"]=]\" \\| %num{value=13}` |"))
        #expect(template.files[0].text.contains("[==[ \"]=]\" | %num{value=13} ]==]"))
    }

    @Test("a folder that exists is left alone")
    func existing() throws {
        let folder = "/tmp/nightdesk-existing-\(UInt64.random(in: 0 ... .max))"
        defer { FileSystem.removeFolder(folder) }
        try FileSystem.makeFolder(folder)
        do {
            try template.write(to: folder)
            Issue.record("it was written")
        } catch {
            #expect("\(error)" == "\(folder): already exists; choose another name or remove it")
        }
        #expect(try FileSystem.list(folder) == [])
    }

    @Test("loads, and its examples pass")
    func loads() throws {
        let folder = "/tmp/nightdesk-template-\(UInt64.random(in: 0 ... .max))"
        defer { FileSystem.removeFolder(folder) }
        try template.write(to: folder + "/sums")
        let workbench = try Workbench()
        try workbench.load([PluginFolder(path: folder + "/sums")])
        #expect(workbench.plugins[0].manifest?.summary == "Sums of \"money\"")
        let outcomes = try PluginSpec(workbench.plugins[0], in: workbench).run()
        #expect(outcomes.count == 3)
        #expect(outcomes.flatMap(\.failures) == [])
        #expect(throws: FileSystem.Failure.self) { try template.write(to: folder + "/sums") }
    }

    @Test(
        "a name that cannot name a folder and a layer is refused",
        arguments: ["", "Sums", "a-b", "1a", "é", "a b", "a/b"])
    func names(_ name: String) {
        #expect(PluginTemplate.problem(withName: name) != nil)
        #expect(PluginTemplate.problem(withName: "a_1") == nil)
    }
}

@Suite("A plugin that is loaded again")
struct PluginReloadTests {
    @Test("takes the place of the old one, keeps its options, and stays as it was when it cannot be loaded")
    func reload() throws {
        let folder = "/tmp/nightdesk-reload-\(UInt64.random(in: 0 ... .max))"
        defer { FileSystem.removeFolder(folder) }
        try FileSystem.makeFolder(folder + "/p")
        func write(_ pattern: String) throws {
            let source = """
                return { name = "p", provides = { p = { "X" } }, \
                options = { n = { type = "integer", default = 1 } }, \
                rules = { desk.rule{ "R", [=[ \(pattern) ]=], label = "X" } } }
                """
            try FileSystem.write(Array(source.utf8), to: folder + "/p/init.lua")
        }
        try write("one")
        let workbench = try Workbench()
        try workbench.load([PluginFolder(path: folder + "/p")])
        try workbench.set(option: "n", of: "p", to: "7")
        try write("two")
        try workbench.reload("p")
        #expect(workbench.plugins.count == 1)
        #expect(RuleInspector(workbench).rules(of: workbench.plugins[0]).map(\.pattern) == [" two "])
        #expect(workbench.plugins[0].options["n"] == .integer(7))
        try write("#nothing")
        #expect(throws: Diagnostic.self) { try workbench.reload("p") }
        #expect(RuleInspector(workbench).rules(of: workbench.plugins[0]).map(\.pattern) == [" two "])
        #expect(throws: Diagnostic.self) { try workbench.reload("q") }
    }
}
