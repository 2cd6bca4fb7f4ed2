/// The API as annotations of lua-language-server (LuaCATS), made of the registry: with this file in its
/// library, an editor completes and checks `desk` and `article`.
public enum EditorTypes {
    /// The text of the file.
    public static func file(_ items: [APIItem], version: String) -> String {
        var lines = [
            "---@meta",
            "-- Nightdesk \(version): the API of plugins. Made by `nightdesk types`; not to be edited.", "",
        ]
        let classes = unique(items.map(\.owner).filter { !$0.hasPrefix("desk") })
        for name in classes {
            lines.append("---@class \(name)")
            for item in items where item.owner == name && item.parameters == nil {
                lines.append("---@field \(item.name) \(item.type) \(oneLine(item.text))")
            }
            lines += ["local \(name) = {}", ""]
            for item in items where item.owner == name { lines += function(item, in: "\(name):") }
        }
        for area in unique(items.map(\.owner).filter { $0.hasPrefix("desk") }) {
            lines.append("---@class \(area)")
            for item in items where item.owner == area && item.parameters == nil {
                lines.append("---@field \(item.name) \(item.type) \(oneLine(item.text))")
            }
            lines += [area == "desk" ? "desk = {}" : "\(area) = {}", ""]
            for item in items where item.owner == area { lines += function(item, in: "\(area).") }
        }
        lines += manifest
        lines += ["---@type Article", "article = nil", ""]
        return lines.joined(separator: "\n")
    }

    /// The table that a plugin's init.lua returns.
    private static let manifest = [
        "--- How the annotations of a layer are scored, colored and tabled.",
        "---@class LayerDescription",
        "---@field score? \"labels\"|\"timex\"|\"quotations\" how eval scores the layer: spans and labels (the default), "
            + "also TIMEX3 values, or also speakers and cues",
        "---@field key? string a feature that must be equal for a span to be correct, when labels are scored",
        "---@field group? string a feature by which the summary groups annotations into rows",
        "---@field color? string|table<string|integer, string> a color such as \"red\" or \"bold blue\", or one for each "
            + "label with that of the other labels first",
        "---@field table? string[] the features that the summary shows; all by default",
        "",
        "---@class PluginManifest",
        "---@field name string the name of the plugin and its folder",
        "---@field version? string",
        "---@field api? 1 the version of the API",
        "---@field summary? string one line about the plugin",
        "---@field needs? string[] layers that must be there before the plugin runs",
        "---@field provides table<string, string[]> the layers that it adds, with their labels",
        "---@field layers? table<string, LayerDescription> how its layers are scored, colored and tabled",
        "---@field options? table<string, table> options that can be set from outside",
        "---@field permissions? string[]",
        "---@field rules? Rule[]",
        "---@field annotate? fun(article: Article, options: table)",
        "",
    ]

    private static func unique(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }

    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    private static func function(_ item: APIItem, in owner: String) -> [String] {
        guard let parameters = item.parameters else { return [] }
        var lines = item.text.split(separator: "\n").map { "--- \($0)" }
        lines +=
            ["---", "--- ```lua"] + item.example.split(separator: "\n").map { "--- \($0)" } + ["--- ```"]
        var names: [String] = []
        for (name, type) in split(parameters) {
            let plain = name.hasSuffix("?") ? String(name.dropLast()) : name
            lines.append("---@param \(name) \(type)")
            names.append(plain)
        }
        if item.type != "nil" { lines.append("---@return \(item.type)") }
        lines += ["function \(owner)\(item.name)(\(names.joined(separator: ", "))) end", ""]
        return lines
    }

    /// Names and types of `span: Span, layer?: string`; commas inside of brackets belong to a type.
    static func split(_ parameters: String) -> [(name: String, type: String)] {
        var parts: [String] = []
        var depth = 0
        var current = ""
        for character in parameters {
            if "({[<".contains(character) { depth += 1 }
            if ")}]>".contains(character) { depth -= 1 }
            if character == ",", depth == 0 {
                parts.append(current)
                current = ""
            } else {
                current.append(character)
            }
        }
        if current.contains(where: { $0 != " " }) { parts.append(current) }
        return parts.map { part in
            let sides = part.split(separator: ":", maxSplits: 1).map {
                String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
            }
            return (sides[0], sides.count > 1 ? sides[1] : "any")
        }
    }
}
