/// A plugin to start from, in one of three shapes, with examples that pass.
public struct StarterPlugin: Sendable {
    private let name: String
    private let layer: String

    /// A plugin of a name that provides a layer.
    public init(name: String, layer: String) { (self.name, self.layer) = (name, layer) }

    /// The files by name.
    ///
    /// - Parameter template: `rules`, `function` or `gazetteer`.
    public func files(_ template: String) -> [(name: String, text: String)] {
        var files: [(name: String, text: String)]
        switch template {
        case "function": files = [("init.lua", function), ("examples.lua", examples(count))]
        case "gazetteer":
            files = [
                ("init.lua", gazetteer), ("examples.lua", examples(bodies)), ("data/bodies.tsv", bodiesList),
            ]
        default: files = [("init.lua", rules), ("examples.lua", examples(votes))]
        }
        files.append(("README.md", readme))
        files.append((".luarc.json", PluginTemplate.settings))
        if template != "gazetteer" { files.append(("data/.keep", "")) }
        return files
    }

    /// Writes the files into a folder, which must not be there yet.
    ///
    /// - Throws: ``FileSystem/Failure``.
    public func write(_ template: String, to folder: String) throws {
        try PluginTemplate.write(files(template), to: folder)
    }

    private func head(_ summary: String, _ label: String) -> String {
        """
          name = "\(name)",
          version = "0.1.0",
          api = 1,
          summary = "\(summary)",
          provides = { \(layer) = { "\(label)" } },
        """
    }

    private var rules: String {
        """
        -- Patterns are explained in docs/patterns.md; try one with: nightdesk find 'PATTERN' seeds
        return {
        \(head("Votes, with how many were for and against", "VOTE"))
          rules = {
            -- The captures become features of the annotation.
            desk.rule({ "VotedTo", [=[ ~vote yes:%num to no:%num ]=], label = "VOTE" }),
            desk.rule({ "VotesFor", [=[ yes:%num [vote votes] to no:%num ]=], label = "VOTE" }),
          },
        }

        """
    }

    private let votes = """
          -- What a text must give stands between « and »; LABEL key=value says what it must be.
          "The council «voted 7 to 2|VOTE» on Monday.",
          "It was passed by «12 votes to 3|VOTE».",
          -- A text without marks must give nothing: the cases that look like one.
          "They voted to close the port.",
          "The score was 7 to 2.",

        """

    private var function: String {
        """
        return {
        \(head("Numbers of people", "COUNT"))
          ---@param article Article
          annotate = function(article)
            for match in article:find([=[ n:%num who:[people men women children] ]=]) do
              article:annotate({ span = match, label = "COUNT", value = desk.text.number(match.n.text) })
            end
          end,
        }

        """
    }

    private let count = """
          -- What a text must give stands between « and »; LABEL key=value says what it must be.
          "At least «12 people|COUNT value=12» were there.",
          "«3,000 children|COUNT value=3000» sang.",
          -- A text without marks must give nothing: the cases that look like one.
          "The people of the town were there.",
          "It cost 12 dollars.",

        """

    private var gazetteer: String {
        """
        local list = desk.list("bodies", "data/bodies.tsv")

        return {
        \(head("International bodies by a list", "BODY"))
          rules = {
            desk.rule({ "Listed", [=[ #bodies ]=], label = "BODY",
              action = function(match, article)
                local row = list:get(match.text)
                article:annotate({ span = match, label = "BODY", kind = row and row.kind })
              end }),
          },
        }

        """
    }

    private let bodies = """
          -- What a text must give stands between « and »; LABEL key=value says what it must be.
          "The «World Bank|BODY kind=bank» and the «World Health Organization|BODY kind=health» met.",
          -- A text without marks must give nothing: the cases that look like one.
          "The bank of the river, the whole world.",

        """

    private let bodiesList = "text\tkind\nWorld Bank\tbank\nWorld Health Organization\thealth\n"

    private func examples(_ lines: String) -> String { "return {\n\(lines)}\n" }

    private var readme: String {
        """
        # \(name)

        What it finds, and what it leaves alone.

            nightdesk test \(name)        runs the examples
            nightdesk run --plugin \(name) ARTICLES…
            nightdesk eval GOLD.jsonl --plugin \(name)

        """
    }
}
