import Diagnostics
import PluginHost
import Testing

@Suite("Plugins by name")
struct PluginLibraryTests {
    private let fixture: PluginFixture
    private let library: PluginLibrary

    init() throws {
        fixture = try PluginFixture()
        for (place, name) in [("one", "votes"), ("two", "votes"), ("two", "floods")] {
            try fixture.write(
                "\(place)/\(name)/init.lua",
                "return { name = \"\(name)\", provides = { \(name) = { \"X\" } }, annotate = print }")
        }
        try fixture.write("two/notes/readme.txt", "This is not a plugin.\n")
        let root = fixture.root
        library = PluginLibrary(searchPath: ["one", "two", "three"].map { "\(root)/\($0)" })
    }

    @Test(
        "the first folder of the search path that has a plugin of the name wins; folders that do not exist have none"
    )
    func search() throws {
        #expect(library.names == ["floods", "votes"])
        #expect(try library.folder("votes").path == "\(fixture.root)/one/votes")
        #expect(try library.folder("floods").path == "\(fixture.root)/two/floods")
    }

    @Test("a path names the folder itself")
    func path() throws {
        #expect(try library.folder("\(fixture.root)/two/votes").path == "\(fixture.root)/two/votes")
    }

    @Test("a name that cannot be found is reported with a suggestion and the names that can")
    func unknown() {
        let error = #expect(throws: Diagnostic.self) { try library.folder("flods") }
        #expect(
            error?.description
                == "there is no plugin \"flods\"; did you mean floods?; there are: floods, votes")
        let other = #expect(throws: Diagnostic.self) { try library.folder("\(fixture.root)/two/notes") }
        #expect(
            other?.description
                == "\(fixture.root)/two/notes is not a plugin: there is no init.lua in it")
    }

    @Test("the plugin that is called like a missing layer provides it; nil if there is none")
    func provider() {
        #expect(library.provider("floods")?.name == "floods")
        #expect(library.provider("notes") == nil)
    }

    @Test("plugins are loaded with the providers of the layers they need")
    func load() throws {
        try fixture.write(
            "one/totals/init.lua",
            "return { name = \"totals\", needs = { \"counts\" }, provides = { totals = { \"TOTAL\" } }, annotate = print }"
        )
        try fixture.write(
            "two/counts/init.lua",
            "return { name = \"counts\", provides = { counts = { \"COUNT\" } }, annotate = print }")
        let workbench = try Workbench()
        try library.load(["totals"], into: workbench)
        #expect(Set(workbench.plugins.map(\.name)) == ["counts", "totals"])
        let error = #expect(throws: Diagnostic.self) { try library.load(["votes", "vots"], into: workbench) }
        #expect(error?.message.hasPrefix("there is no plugin \"vots\"; did you mean votes?") == true)
        #expect(Set(workbench.plugins.map(\.name)) == ["counts", "totals"], "none of them is loaded")
    }
}
