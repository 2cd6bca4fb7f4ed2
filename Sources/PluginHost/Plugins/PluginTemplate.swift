internal import System

/// A plugin's folder as it is first written: `init.lua`, `examples.lua`, `README.md` and the settings
/// of editors.
public struct PluginTemplate: Sendable {
    /// A rule of the plugin.
    public struct Rule: Equatable, Sendable {
        /// What it is called.
        public var name: String
        /// The label of its annotations.
        public var label: String
        /// Its pattern.
        public var pattern: String

        /// A rule.
        public init(name: String, label: String, pattern: String) {
            (self.name, self.label, self.pattern) = (name, label, pattern)
        }
    }

    /// A text with what is to be found in it marked: `on «12 May|DATE»`.
    public struct Example: Equatable, Sendable {
        /// The text with the marks.
        public var text: String
        /// The day on which it is read, if that matters.
        public var published: String?
        /// The characters that mark, if they are not `«` and `»`.
        public var marks: String?

        /// An example.
        public init(_ text: String, published: String? = nil, marks: String? = nil) {
            (self.text, self.published, self.marks) = (text, published, marks)
        }
    }

    /// Name of the plugin and its folder.
    public var name: String
    /// One line about it.
    public var summary: String
    /// Layers that it needs.
    public var needs: [String]
    /// Lua that stands before the rules: lists, named patterns, functions.
    public var code: [String]
    /// Its rules, in order.
    public var rules: [Rule]
    /// Its examples, in order.
    public var examples: [Example]

    /// A template.
    public init(
        name: String, summary: String, needs: [String] = [], code: [String] = [], rules: [Rule],
        examples: [Example]
    ) {
        (self.name, self.summary, self.needs) = (name, summary, needs)
        (self.code, self.rules, self.examples) = (code, rules, examples)
    }

    /// What is wrong with a name for a plugin; nil if nothing is.
    public static func problem(withName name: String) -> String? {
        let fits = name.utf8.allSatisfy {
            $0 == UInt8(ascii: "_") || UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0
                || UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0
        }
        guard fits, let first = name.first, first.isLetter else {
            return "'\(name)' cannot name a plugin: small letters, digits and _ only, a letter first"
        }
        return nil
    }

    /// The files of the folder, by name, with their text.
    public var files: [(name: String, text: String)] {
        [
            ("init.lua", manifest), ("examples.lua", specs), ("README.md", readme),
            (".luarc.json", Self.settings),
        ]
    }

    /// Writes the folder, which must not be there yet.
    ///
    /// - Throws: ``FileSystem/Failure``.
    public func write(to folder: String) throws { try Self.write(files, to: folder) }

    /// Writes files into a folder, which must not be there yet.
    ///
    /// - Throws: ``FileSystem/Failure``.
    static func write(_ files: [(name: String, text: String)], to folder: String) throws {
        guard FileSystem.kind(of: folder) == nil else {
            throw FileSystem.Failure(
                path: folder, reason: "is there already; choose another name or remove it")
        }
        try FileSystem.makeFolder(folder)
        for (file, text) in files {
            let path = Path.join(folder, file)
            try FileSystem.makeFolder(Path.parent(path))
            try FileSystem.write(Array(text.utf8), to: path)
        }
    }

    // MARK: Files

    private var labels: [String] {
        rules.map(\.label).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    private var manifest: String {
        var text = "--- \(summary)\n\n"
        for part in code { text += part + "\n\n" }
        text += "return {\n"
        text += "  name = \(Self.quoted(name)),\n  version = \"0.1.0\",\n  api = 1,\n"
        text += "  summary = \(Self.quoted(summary)),\n"
        if !needs.isEmpty { text += "  needs = { \(needs.map(Self.quoted).joined(separator: ", ")) },\n" }
        text += "  provides = { \(name) = { \(labels.map(Self.quoted).joined(separator: ", ")) } },\n"
        text += "  rules = {\n"
        for rule in rules {
            text += "    desk.rule{ \(Self.quoted(rule.name)), \(Self.longQuoted(rule.pattern)),"
            text += " label = \(Self.quoted(rule.label)) },\n"
        }
        return text + "  },\n}\n"
    }

    private var specs: String {
        var text =
            "-- What is marked must be found, what is not marked must not be. `nightdesk test \(name)` runs them.\n"
        text += "return {\n"
        for example in examples {
            var fields = [Self.quoted(example.text)]
            if let published = example.published { fields.append("published = \(Self.quoted(published))") }
            if let marks = example.marks { fields.append("marks = \(Self.quoted(marks))") }
            text += fields.count == 1 ? "  \(fields[0]),\n" : "  { \(fields.joined(separator: ", ")) },\n"
        }
        return text + "}\n"
    }

    private var readme: String {
        var text =
            "# \(name)\n\n\(summary)\n\n```\nnightdesk run article.txt --plugin \(name)\nnightdesk test \(name)\n```\n"
        text += "\n| label | rule | pattern |\n|---|---|---|\n"
        for rule in rules {
            let pattern = rule.pattern.replacing("|", with: "\\|").replacing("\n", with: " ")
            text += "| \(rule.label) | \(rule.name) | `\(pattern)` |\n"
        }
        return text
    }

    /// For the Lua language server: which Lua it is, what the host adds, and where `nightdesk types --out types`
    /// describes that.
    static let settings = """
        {
          "runtime.version": "Lua 5.4",
          "runtime.builtin": { "io": "disable", "os": "disable", "package": "disable", "debug": "disable" },
          "diagnostics.globals": ["desk"],
          "workspace.library": ["./types"]
        }

        """

    /// A Lua string.
    public static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\0": quoted += "\\0"
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }

    /// A Lua string in long brackets that do not occur in it.
    static func longQuoted(_ text: String) -> String {
        var level = 1
        while text.contains("]" + String(repeating: "=", count: level) + "]")
            || text.hasSuffix("]" + String(repeating: "=", count: level))
        { level += 1 }
        let signs = String(repeating: "=", count: level)
        return "[\(signs)[ \(text) ]\(signs)]"
    }
}
