import Authoring
import Diagnostics
import Matching
import PluginHost
import System
import Testing

@Suite("Finding the plugins that a pattern needs")
struct PluginFinderTests {
    /// A plugin that defines a list.
    private func source(_ name: String, list: String) -> String {
        """
        desk.list("\(list)", { "alder" }) print("loading \(name)")
        return { name = "\(name)", provides = { \(name) = { "X" } }, annotate = function() end }
        """
    }

    /// The names of plugins that are loaded for a pattern, the problems, and what was printed.
    private func load(
        _ pattern: String, _ plugins: [(name: String, source: String)], before: [String] = []
    ) throws -> (loaded: [String], problems: [String], log: [String]) {
        let fixture = try AuthoringFixture()
        let folders = try plugins.map { name, source in
            try fixture.write("\(name)/init.lua", source)
            return PluginFolder(path: Path.join(fixture.root, name))
        }
        try fixture.workbench.load(folders.filter { before.contains($0.name) })
        var log: [String] = []
        fixture.workbench.log = { log.append("\($0): \($1)") }
        let names = try PatternContext.references(in: pattern)
        let problems = PluginFinder(candidates: folders).load(names, into: fixture.workbench)
        return (fixture.workbench.plugins.map(\.name), problems, log)
    }

    @Test("only the plugin that defines a name stays loaded, and loading prints nothing")
    func needed() throws {
        let plugins = [
            ("a", source("a", list: "ports")), ("b", source("b", list: "piers")),
            ("c", source("c", list: "quays")),
        ]
        #expect(try load("#piers", plugins).loaded == ["b"])
        #expect(try load("#piers", plugins).log == [])
        #expect(try load("#piers", plugins).problems == [])
        #expect(try load("#ports #quays", plugins).loaded == ["a", "c"])
    }

    @Test("a pattern without names, or with names that are known, loads nothing")
    func nothing() throws {
        let plugins = [("a", source("a", list: "ports")), ("b", source("b", list: "ports"))]
        #expect(try load("some %lower words", plugins).loaded == [])
        #expect(try load("#ports", plugins, before: ["b"]).loaded == ["b"])
    }

    @Test("a name that no plugin defines loads nothing and is no problem here")
    func unknown() throws {
        let result = try load("#nothing", [("a", source("a", list: "ports"))])
        #expect(result.loaded == [] && result.problems == [])
    }

    @Test("a plugin that is called like a name is tried first, so that no other is loaded in vain")
    func order() throws {
        let plugins = [("a", "error('a was loaded', 0)"), ("ports", source("ports", list: "ports"))]
        #expect(try load("#ports", plugins) == (["ports"], [], []))
    }

    @Test("a plugin that cannot be loaded is skipped with the reason, and the next is tried")
    func broken() throws {
        let result = try load(
            "#ports", [("a", "return 1"), ("b", "error('no', 0)"), ("c", source("c", list: "ports"))])
        #expect(result.loaded == ["c"])
        #expect(result.problems.count == 2)
        #expect(result.problems.map { String($0.prefix(14)) } == ["a was skipped:", "b was skipped:"])
    }
}

private func == (
    a: (loaded: [String], problems: [String], log: [String]),
    b: (loaded: [String], problems: [String], log: [String])
) -> Bool { a.loaded == b.loaded && a.problems == b.problems && a.log == b.log }
