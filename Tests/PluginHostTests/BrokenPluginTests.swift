import ArticleModel
import Authoring
import PluginHost
import Testing

@Suite("A plugin as `new` makes it, broken")
struct BrokenPluginTests {
    /// A way to break it: what takes the place of what in its init.lua, and what is told.
    struct Break: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var old: String
        var new: String
        var message: String

        init(_ name: String, _ old: String, _ new: String, _ message: String) {
            (testDescription, self.old, self.new, self.message) = (name, old, new, message)
        }
    }

    /// Loads the plugin `votes` with the change and runs it on an article.
    private func message(_ change: Break) throws -> String {
        let fixture = try PluginFixture()
        for (file, text) in PluginTemplate.rules(name: "votes", layer: "votes").files {
            if file == "init.lua" { #expect(text.contains(change.old)) }
            let position = text.firstRange(of: change.old)
            let broken = position.map { text.replacingCharacters($0, with: change.new) } ?? text
            try fixture.write("votes/" + file, file == "init.lua" ? broken : text)
        }
        let other = try fixture.sample("", name: "other", needs: "\"votes\"")
        let folder = PluginFolder(path: fixture.root + "/votes")
        do {
            let folders = change.new.contains("\"other\"") ? [folder, other] : [folder]
            let record = try annotate(folders, text: "They voted 7 to 2.").record
            return record.errors.map(\.message).joined(separator: "\n")
        } catch { return "\(error)" }
    }

    @Test("is told with file, line, column and remedy", arguments: breaks)
    func told(_ change: Break) throws { #expect(try message(change) == change.message) }

    @Test("would work as it was made")
    func whole() throws {
        #expect(try message(Break("", "api = 1", "api = 1", "")) == "")
    }

    static let breaks = [
        Break(
            "an unknown key", "summary =", "sumary =",
            """
            votes/init.lua:7:3: unknown key 'sumary' in the plugin's table; did you mean summary?
                  sumary = "Votes, with the numbers for and against",
                  ^^^^^^
            """),
        Break(
            "a value of the wrong type", "version = \"0.1.0\"", "version = 1",
            """
            votes/init.lua:5:3: 'version' must be a string, not a number; write version = "…"
                  version = 1,
                  ^^^^^^^
            """),
        Break(
            "a default out of its range", "  rules = {",
            "  options = { least = { type = \"integer\", default = 0, min = 1, max = 9 } },\n  rules = {",
            """
            votes/init.lua:10:15: 'options.least.default' is 0, but it must be between 1 and 9
                  options = { least = { type = "integer", default = 0, min = 1, max = 9 } },
                              ^^^^^
            """),
        Break(
            "an unknown list", "yes:%num to", "yes:#numbers to",
            """
            votes/init.lua:11:42: unknown list #numbers; make it with desk.list("numbers", …)
                    desk.rule({ "VotedTo", [=[ ~vote yes:#numbers to no:%num ]=], label = "VOTE" }),
                                                         ^^^^^^^^
            """),
        Break(
            "a label that is not provided", "label = \"VOTE\" }),\n    desk",
            "label = \"VOET\" }),\n    desk",
            """
            votes/init.lua:11:71: rule "VotedTo" has the label "VOET", which the plugin does not provide; did you mean VOTE?
                    desk.rule({ "VotedTo", [=[ ~vote yes:%num to no:%num ]=], label = "VOET" }),
                                                                                      ^^^^^^
            """),
        Break(
            "a layer that nobody provides", "  rules = {", "  needs = { \"entities\" },\n  rules = {",
            """
            votes/init.lua:10:3: the plugin votes needs the layer "entities", which no plugin here provides; add the one that does with --plugin
                  needs = { "entities" },
                  ^^^^^
            """),
        Break(
            "needs in a circle", "  rules = {", "  needs = { \"other\" },\n  rules = {",
            """
            votes/init.lua:10:3: the plugins votes, other need each other's layers: none can run first; take a layer out of the 'needs' of one of them
                  needs = { "other" },
                  ^^^^^
            """),
        Break(
            "a layer that is not declared", "label = \"VOTE\" }),",
            "action = function(match, article)\n      article:annotate({ span = match, label = \"VOTE\", layer = \"vote\" })\n    end }),",
            """
            votes/init.lua:12:64: the plugin votes does not provide the layer "vote"; did you mean votes?; add it to 'provides'
            """),
        Break(
            "an unsupported version of the API", "api = 1", "api = 2",
            """
            votes/init.lua:6:3: 'api' is 2, which this version of nightdesk does not support; write api = 1
                  api = 2,
                  ^^^
            """),
        Break(
            "a syntax error", "\"0.1.0\",", "\"0.1.0\"",
            """
            votes/init.lua:6:3: '}' expected (to close '{' at line 3) near 'api'; is there a comma missing before it?
                  api = 1,
                  ^^^
            """),
    ]
}

extension String {
    fileprivate func replacingCharacters(_ range: Range<Index>, with text: String) -> String {
        self[..<range.lowerBound] + text + self[range.upperBound...]
    }
}
