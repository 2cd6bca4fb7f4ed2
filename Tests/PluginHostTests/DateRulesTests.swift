import ArticleModel
import Diagnostics
import Foundation
import PluginHost
import System
import Testing

@Suite("Rules of the dates plugin")
struct DateRulesTests {
    private static let plugins = Path.join(
        Path.parent(Path.parent(Path.parent(#filePath))), "Plugins")

    /// The dates plugin with a rule added at the end of a file.
    private func load(adding rule: String, to file: String) throws {
        let fixture = try PluginFixture()
        let folder = Path.join(fixture.root, "dates")
        try FileManager.default.copyItem(atPath: Path.join(Self.plugins, "dates"), toPath: folder)
        let path = Path.join(folder, file)
        let source = String(decoding: try FileSystem.read(path), as: UTF8.self)
        try FileSystem.write(Array((source + rule).utf8), to: path)
        try Workbench().load([PluginFolder(path: folder)])
    }

    @Test(
        "a mistake in what a rule makes is an error at the rule when the plugin is loaded",
        arguments: [
            ("\"day.perid\"", "nil", #"rule Mine: unknown how "perid"; there are "#),
            ("\"dya.period\"", "nil", #"rule Mine: unknown kind "dya"; there are "#),
            ("\"part.period\"", "nil", #"rule Mine: a piece of kind "part" has no how"#),
            ("\"day\"", "nil", #"rule Mine: unknown how ""; there are "#),
            ("\"day.period\"", "{ prority = 1 }", #"rule Mine: unknown trait "prority"; there are "#),
        ])
    func mistakes(_ sample: (makes: String, traits: String, message: String)) throws {
        let rule = "\n\nadd(\"Mine\", \(sample.makes), \"mine\", function() end, \(sample.traits))\n"
        let path = Path.join(Path.join(Self.plugins, "dates"), "rules/sets.lua")
        let lines = try FileSystem.read(path).count { $0 == UInt8(ascii: "\n") }
        let error = #expect(throws: Diagnostic.self) { try load(adding: rule, to: "rules/sets.lua") }
        #expect(error?.message.hasPrefix(sample.message) == true, "\(error?.message ?? "")")
        #expect(error?.location?.file == "dates/rules/sets.lua")
        #expect(error?.location?.line == lines + 3)
    }

    @Test("a rule that makes what it does not declare is an error of the article")
    func undeclared() throws {
        let fixture = try PluginFixture()
        let folder = Path.join(fixture.root, "dates")
        try FileManager.default.copyItem(atPath: Path.join(Self.plugins, "dates"), toPath: folder)
        let path = Path.join(folder, "rules/sets.lua")
        let source = String(decoding: try FileSystem.read(path), as: UTF8.self)
        let rule = """

            add("Mine", "day.period", "would cost", function(match)
              return { kind = "date", how = "period", unit = "year", offset = 0, match = match }
            end)
            """
        // The module's last line returns nothing, so a rule can follow.
        try FileSystem.write(Array((source + rule).utf8), to: path)
        let record = try annotate([PluginFolder(path: folder)]).record
        #expect(record.errors.count == 1)
        #expect(
            record.errors.first?.message.hasSuffix(#"rule Mine makes "date.period" and does not declare it"#)
                == true)
    }
}
