internal import LuaSource
internal import System

/// The folder of a new plugin: `init.lua`, `examples.lua`, `README.md`, settings for editors and data files.
///
/// `nightdesk new` writes one of the presets, such as ``rules(name:layer:)``; `:save` at the prompt writes the rules
/// that were kept in the session.
///
/// ```swift
/// try PluginTemplate.rules(name: "votes", layer: "votes").write(to: "Plugins/votes")
/// ```
public struct PluginTemplate: Sendable {
    /// A rule of the plugin.
    public struct Rule: Equatable, Sendable {
        /// The name of the rule.
        public var name: String
        /// The label of its annotations.
        public var label: String
        /// The pattern.
        public var pattern: String

        /// Creates a rule.
        public init(name: String, label: String, pattern: String) {
            self.name = name
            self.label = label
            self.pattern = pattern
        }
    }

    /// A text in which the expected annotations are marked, such as `on «12 May|DATE»`.
    public struct Example: Equatable, Sendable {
        /// The text with its marks.
        public var text: String
        /// The publication date, if it matters.
        public var published: String?
        /// The two characters that mark, if they are not `«` and `»`.
        public var marks: String?
        /// A comment to write above the example.
        public var comment: String?

        /// Creates an example.
        public init(_ text: String, published: String? = nil, marks: String? = nil, comment: String? = nil) {
            self.text = text
            self.published = published
            self.marks = marks
            self.comment = comment
        }
    }

    /// What the plugin does with an article.
    public enum Body: Equatable, Sendable {
        /// rules, in order
        case rules([Rule])
        /// fields of the plugin's table as Lua source, such as an `annotate` function
        case lua(String)
    }

    /// The name of the plugin and its folder.
    public var name: String
    /// The layer that it provides.
    public var layer: String
    /// The labels of the layer.
    public var labels: [String]
    /// One line about the plugin.
    public var summary: String
    /// The layers that it needs.
    public var needs: [String] = []
    /// Lua source before the plugin's table: lists, named patterns, functions.
    public var code: [String] = []
    /// What the plugin does with an article.
    public var body: Body
    /// The examples, in order.
    public var examples: [Example]
    /// Further files, by path within the folder.
    public var data: [(name: String, text: String)] = []

    /// Creates a template from rules; the layer has the plugin's name, and the labels are those of the rules.
    public init(
        name: String, summary: String, needs: [String] = [], code: [String] = [], rules: [Rule],
        examples: [Example]
    ) {
        self.name = name
        layer = name
        labels = rules.map(\.label).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        self.summary = summary
        self.needs = needs
        self.code = code
        body = .rules(rules)
        self.examples = examples
    }

    /// Creates a template of a plugin with one label.
    init(name: String, layer: String, label: String, summary: String, body: Body, examples: [Example]) {
        self.name = name
        self.layer = layer
        labels = [label]
        self.summary = summary
        self.body = body
        self.examples = examples
    }

    /// Returns why `name` cannot be the name of a plugin or layer, or nil if it can.
    public static func problem(withName name: String) -> String? {
        let fits = name.utf8.allSatisfy {
            $0 == UInt8(ascii: "_") || UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0
                || UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0
        }
        guard fits, let first = name.first, first.isLetter else {
            return
                "'\(name)' is not a plugin name; use lower-case letters, digits and _, starting with a letter"
        }
        return nil
    }

    /// The files of the folder, by path within it.
    public var files: [(name: String, text: String)] {
        [
            ("init.lua", manifest), ("examples.lua", specs), ("README.md", readme),
            (".luarc.json", Self.editorSettings),
        ] + data
    }

    /// Writes the files into a new folder.
    ///
    /// - Throws: ``FileSystem/Failure`` if the folder exists or cannot be written.
    public func write(to folder: String) throws {
        guard FileSystem.kind(of: folder) == nil else {
            throw FileSystem.Failure(
                path: folder, reason: "already exists; choose another name or remove it")
        }
        for (file, text) in files {
            let path = Path.join(folder, file)
            try FileSystem.makeFolder(Path.parent(path))
            try FileSystem.write(Array(text.utf8), to: path)
        }
    }

    // MARK: Files

    private var manifest: String {
        func list(_ names: [String]) -> String { names.map(LuaQuoting.quoted).joined(separator: ", ") }
        var text = "--- \(summary).\n\n"
        for part in code { text += part + "\n\n" }
        text += "return {\n  name = \(LuaQuoting.quoted(name)),\n  version = \"0.1.0\",\n  api = 1,\n"
        text += "  summary = \(LuaQuoting.quoted(summary)),\n"
        if !needs.isEmpty { text += "  needs = { \(list(needs)) },\n" }
        text += "  provides = { \(layer) = { \(list(labels)) } },\n"
        switch body {
        case .lua(let source): text += source
        case .rules(let rules):
            text += "  -- Try a pattern with: nightdesk find 'PATTERN' ARTICLES…\n  rules = {\n"
            for rule in rules {
                text += "    desk.rule({ \(LuaQuoting.quoted(rule.name)), "
                text +=
                    "\(LuaQuoting.longQuoted(rule.pattern)), label = \(LuaQuoting.quoted(rule.label)) }),\n"
            }
            text += "  },\n"
        }
        return text + "}\n"
    }

    private var specs: String {
        var text =
            "-- `nightdesk test \(name)` runs these. What is marked with « and » must be found, and nothing else;\n"
        text += "-- LABEL key=value says which features it must have.\nreturn {\n"
        for example in examples {
            if let comment = example.comment { text += "  -- \(comment)\n" }
            var fields = [LuaQuoting.quoted(example.text)]
            if let published = example.published {
                fields.append("published = \(LuaQuoting.quoted(published))")
            }
            if let marks = example.marks { fields.append("marks = \(LuaQuoting.quoted(marks))") }
            text += fields.count == 1 ? "  \(fields[0]),\n" : "  { \(fields.joined(separator: ", ")) },\n"
        }
        return text + "}\n"
    }

    private var readme: String {
        var text = """
            # \(name)

            \(summary).

            ```sh
            nightdesk test \(name)                          # runs the examples
            nightdesk run ARTICLES… --plugin \(name)
            nightdesk eval GOLD.jsonl --plugin \(name)
            ```

            """
        guard case .rules(let rules) = body else { return text }
        text += "\n| label | rule | pattern |\n|---|---|---|\n"
        for rule in rules {
            let pattern = rule.pattern.replacing("|", with: "\\|").replacing("\n", with: " ")
            text += "| \(rule.label) | \(rule.name) | `\(pattern)` |\n"
        }
        return text
    }

    /// Settings of the Lua language server. `nightdesk types --out types` writes the library that they name.
    private static let editorSettings = """
        {
          "runtime.version": "Lua 5.4",
          "runtime.builtin": { "io": "disable", "os": "disable", "package": "disable", "debug": "disable" },
          "diagnostics.globals": ["desk"],
          "workspace.library": ["./types"]
        }

        """
}
