internal import Diagnostics
public import ArticleModel
public import LuaRuntime
internal import LuaSource
internal import Matching

/// What a plugin says of itself.
public struct PluginManifest: Sendable {
    /// An option that can be set from outside.
    public struct Option: Sendable {
        /// Its name.
        public var name: String
        /// `boolean`, `integer`, `number` or `string`.
        public var type: String
        /// The value when it is not set.
        public var defaultValue: OptionValue
        /// The values it may have; empty for any.
        public var oneOf: [String]
        /// The least and the greatest value of a number.
        public var range: ClosedRange<Double>?
        /// What it does.
        public var help: String

        /// Returns why a value is not allowed, such as `must be between 1 and 9`, or nil if it is.
        ///
        /// Used for the default in the manifest and for values from outside, so that both are refused alike.
        func problem(with value: OptionValue) -> String? {
            guard value.type == type else { return "must be \(Self.article(type)) \(type)" }
            if let range, let number = value.number, !range.contains(number) {
                return "must be \(Self.text(of: range))"
            }
            if !oneOf.isEmpty, !oneOf.contains(value.text) {
                return "must be one of \(oneOf.joined(separator: ", "))"
                    + didYouMean(value.text, among: oneOf)
            }
            return nil
        }

        /// `a` or `an`, as the name of a type needs it.
        static func article(_ type: String) -> String { type == "integer" ? "an" : "a" }

        private static func text(of range: ClosedRange<Double>) -> String {
            let (low, high) = (range.lowerBound, range.upperBound)
            let bound = { (value: Double) in OptionValue.number(value).text }
            if low == -.greatestFiniteMagnitude { return "at most \(bound(high))" }
            if high == .greatestFiniteMagnitude { return "at least \(bound(low))" }
            return "between \(bound(low)) and \(bound(high))"
        }
    }

    /// Name of the plugin; also the name of its folder.
    public var name: String
    /// Its version.
    public var version: String
    /// The version of the API it was written for.
    public var api: Int
    /// One line about it.
    public var summary: String
    /// Layers that must be there before it runs.
    public var needs: [String]
    /// Layers it adds, with their labels.
    public var provides: [(layer: String, labels: [String])]
    /// How its layers are scored, colored and tabled, by layer.
    public var layers: [String: LayerDescription] = [:]
    /// Its options, sorted by name.
    public var options: [Option]
    /// What it asks for beyond the sandbox.
    public var permissions: [String]

    init(
        name: String, version: String, api: Int, summary: String, needs: [String],
        provides: [(layer: String, labels: [String])], options: [Option], permissions: [String]
    ) {
        (self.name, self.version, self.api, self.summary) = (name, version, api, summary)
        (self.needs, self.provides, self.options, self.permissions) = (needs, provides, options, permissions)
    }

    private static let keys = [
        "name", "version", "api", "summary", "needs", "provides", "layers", "options", "permissions",
        "annotate", "rules",
    ]

    /// Reads the table that a plugin returned.
    ///
    /// - Throws: a problem that names the key and what it should hold.
    init(_ table: LuaTable, folder: String) throws(PluginProblem) {
        for (key, _) in table.fields where !Self.keys.contains(key) {
            throw PluginProblem(
                at: key, "unknown key '\(key)' in the plugin's table" + didYouMean(key, among: Self.keys))
        }
        func string(_ key: String, default fallback: String?) throws(PluginProblem) -> String {
            switch table[key] {
            case .string(let value): return value
            case .nil:
                if let fallback { return fallback }
                throw PluginProblem(at: key, "the plugin's table has no '\(key)'; add \(key) = \"…\"")
            case let other:
                throw PluginProblem(
                    at: key, "'\(key)' must be a string, not a \(other.typeName); write \(key) = \"…\"")
            }
        }
        name = try string("name", default: nil)
        if name != folder {
            throw PluginProblem(
                at: "name", "'name' is \"\(name)\" but the folder is called \"\(folder)\"; make them the same"
            )
        }
        version = try string("version", default: "0")
        summary = try string("summary", default: "")
        switch table["api"] {
        case .nil: api = 1
        case .integer(let value) where value == 1: api = 1
        case .integer(let value):
            throw PluginProblem(
                at: "api",
                "'api' is \(value), which this version of nightdesk does not support; write api = 1")
        default:
            throw PluginProblem(at: "api", "'api' must be an integer; this version of nightdesk has api = 1")
        }
        needs = try Self.strings(table["needs"], "needs")
        permissions = try Self.strings(table["permissions"], "permissions")
        provides = try Self.provides(table["provides"])
        layers = try LayerDescription.read(table["layers"], provides: provides)
        options = try Self.options(table["options"])
        if case .nil = table["annotate"], case .nil = table["rules"] {
            throw PluginProblem(
                at: nil, "the plugin does nothing: add annotate = function(article) … end, or rules = { … }")
        }
        switch table["annotate"] {
        case .nil, .function: break
        default:
            throw PluginProblem(
                at: "annotate", "'annotate' must be a function, not a \(table["annotate"].typeName)")
        }
    }

    static func strings(_ value: LuaValue, _ key: String) throws(PluginProblem) -> [String] {
        switch value {
        case .nil: return []
        case .table(let table) where table.fields.isEmpty:
            var strings: [String] = []
            for item in table.array {
                guard let string = item.string else {
                    throw PluginProblem(at: key, "'\(key)' must be a list of strings, as { \"entities\" }")
                }
                strings.append(string)
            }
            return strings
        default: throw PluginProblem(at: key, "'\(key)' must be a list of strings, as { \"entities\" }")
        }
    }

    private static func provides(_ value: LuaValue) throws(PluginProblem) -> [(
        layer: String, labels: [String]
    )] {
        let form = "'provides' must name layers with their labels, as { casualties = { \"KILLED\" } }"
        guard case .table(let table) = value, table.array.isEmpty, !table.fields.isEmpty else {
            throw PluginProblem(at: "provides", form)
        }
        var provided: [(layer: String, labels: [String])] = []
        for (layer, labels) in table.fields {
            guard case .table = labels else { throw PluginProblem(at: "provides", form) }
            let names = try strings(labels, "provides.\(layer)")
            if names.isEmpty {
                throw PluginProblem(at: "provides.\(layer)", "'provides.\(layer)' names no label")
            }
            provided.append((layer, names))
        }
        return provided
    }

    private static func options(_ value: LuaValue) throws(PluginProblem) -> [Option] {
        guard case .table(let table) = value else {
            if value.isNil { return [] }
            throw PluginProblem(at: "options", "'options' must be a table of options")
        }
        var options: [Option] = []
        for (name, value) in table.fields {
            guard let schema = value.table else {
                throw PluginProblem(
                    at: "options.\(name)",
                    "'options.\(name)' must be a table, as { type = \"integer\", default = 1 }")
            }
            for (key, _) in schema.fields
            where !["type", "default", "help", "one_of", "min", "max"].contains(key) {
                throw PluginProblem(
                    at: key,
                    "unknown key '\(key)' in 'options.\(name)'"
                        + didYouMean(key, among: ["type", "default", "help", "one_of", "min", "max"]))
            }
            guard let type = schema["type"].string, ["boolean", "integer", "number", "string"].contains(type)
            else {
                throw PluginProblem(
                    at: "options.\(name).type",
                    "'options.\(name).type' must be \"boolean\", \"integer\", \"number\" or \"string\"")
            }
            guard let fallback = OptionValue(schema["default"], type: type) else {
                throw PluginProblem(
                    at: "options.\(name).default",
                    "'options.\(name).default' must be \(Option.article(type)) \(type), not a \(schema["default"].typeName)"
                )
            }
            let oneOf = try strings(schema["one_of"], "options.\(name).one_of")
            func bound(_ key: String) throws(PluginProblem) -> Double? {
                if schema[key].isNil { return nil }
                guard type == "integer" || type == "number" else {
                    throw PluginProblem(
                        at: "options.\(name).\(key)",
                        "'options.\(name).\(key)' needs an option that is a number")
                }
                guard let number = OptionValue(schema[key], type: "number")?.number else {
                    throw PluginProblem(
                        at: "options.\(name).\(key)",
                        "'options.\(name).\(key)' must be a number, not a \(schema[key].typeName)")
                }
                return number
            }
            var range: ClosedRange<Double>?
            let (low, high) = (try bound("min"), try bound("max"))
            guard schema["help"].isNil || schema["help"].string != nil else {
                throw PluginProblem(
                    at: "options.\(name).help",
                    "'options.\(name).help' must be a string, not a \(schema["help"].typeName)")
            }
            if low != nil || high != nil {
                let bounds = (low ?? -.greatestFiniteMagnitude, high ?? .greatestFiniteMagnitude)
                guard bounds.0 <= bounds.1 else {
                    throw PluginProblem(at: "options.\(name)", "'options.\(name)': min is greater than max")
                }
                range = bounds.0...bounds.1
            }
            let option = Option(
                name: name, type: type, defaultValue: fallback, oneOf: oneOf, range: range,
                help: schema["help"].string ?? "")
            if let problem = option.problem(with: fallback) {
                throw PluginProblem(
                    at: "options.\(name).default",
                    "'options.\(name).default' is \(fallback.literal), but it \(problem)")
            }
            options.append(option)
        }
        return options
    }
}

/// The value of an option.
public enum OptionValue: Equatable, Sendable {
    /// true or false
    case boolean(Bool)
    /// a whole number
    case integer(Int)
    /// any number
    case number(Double)
    /// text
    case string(String)

    /// The value of a Lua boolean, number or string.
    public init?(lua value: LuaValue) {
        switch value {
        case .boolean(let value): self = .boolean(value)
        case .integer(let value): self = .integer(value)
        case .number(let value): self = .number(value)
        case .string(let value): self = .string(value)
        default: return nil
        }
    }

    init?(_ value: LuaValue, type: String) {
        switch (type, value) {
        case ("boolean", .boolean(let value)): self = .boolean(value)
        case ("integer", .integer(let value)): self = .integer(value)
        case ("number", .integer(let value)): self = .number(Double(value))
        case ("number", .number(let value)): self = .number(value)
        case ("string", .string(let value)): self = .string(value)
        default: return nil
        }
    }

    /// The value that a text stands for, as an option of this type.
    public init?(_ text: String, type: String) {
        switch type {
        case "boolean":
            guard let value = ["true": true, "false": false, "yes": true, "no": false][text] else {
                return nil
            }
            self = .boolean(value)
        case "integer":
            guard let value = Int(text) else { return nil }
            self = .integer(value)
        case "number":
            guard let value = Double(text) else { return nil }
            self = .number(value)
        default: self = .string(text)
        }
    }

    /// The value as `--set` takes it.
    public var text: String {
        switch self {
        case .boolean(let value): String(value)
        case .integer(let value): String(value)
        case .number(let value): Int(exactly: value).map { String($0) } ?? String(value)
        case .string(let value): value
        }
    }

    /// The value as Lua source.
    public var literal: String {
        if case .string(let value) = self { LuaQuoting.quoted(value) } else { text }
    }

    /// The name of its type, as manifests write it.
    var type: String {
        switch self {
        case .boolean: "boolean"
        case .integer: "integer"
        case .number: "number"
        case .string: "string"
        }
    }

    /// The value of a number.
    public var number: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }

    /// The value as Lua has it.
    var lua: LuaValue {
        switch self {
        case .boolean(let value): .boolean(value)
        case .integer(let value): .integer(value)
        case .number(let value): .number(value)
        case .string(let value): .string(value)
        }
    }
}
