public import ArticleModel
internal import Diagnostics
internal import LuaRuntime

extension LayerDescription {
    private static let keys = ["score", "key", "group", "color", "table", "columns"]

    /// Reads `layers` of a manifest.
    ///
    /// - Throws: a problem that names the key and what it must hold.
    static func read(
        _ value: LuaValue, provides: [(layer: String, labels: [String])]
    ) throws(PluginProblem) -> [String: LayerDescription] {
        let form = "as { \(provides.first?.layer ?? "casualties") = { score = \"labels\", color = \"red\" } }"
        guard !value.isNil else { return [:] }
        guard case .table(let table) = value, table.array.isEmpty else {
            throw PluginProblem(at: "layers", "'layers' must be a table of layers, \(form)")
        }
        var layers: [String: LayerDescription] = [:]
        for (layer, value) in table.fields {
            guard let provided = provides.first(where: { $0.layer == layer }) else {
                throw PluginProblem(
                    at: "layers.\(layer)",
                    "'layers.\(layer)' is not a layer of 'provides'"
                        + didYouMean(layer, among: provides.map(\.layer)))
            }
            guard case .table(let table) = value, table.array.isEmpty else {
                throw PluginProblem(at: "layers.\(layer)", "'layers.\(layer)' must be a table, \(form)")
            }
            layers[layer] = try LayerDescription(table, "layers.\(layer)", labels: provided.labels)
        }
        return layers
    }

    private init(_ table: LuaTable, _ path: String, labels: [String]) throws(PluginProblem) {
        self.init()
        for (key, _) in table.fields where !Self.keys.contains(key) {
            throw PluginProblem(
                at: key, "unknown key '\(key)' in '\(path)'" + didYouMean(key, among: Self.keys))
        }
        func string(_ key: String) throws(PluginProblem) -> String? {
            switch table[key] {
            case .nil: return nil
            case .string(let value): return value
            case let other:
                throw PluginProblem(
                    at: "\(path).\(key)", "'\(path).\(key)' must be a string, not a \(other.typeName)")
            }
        }
        if let score = try string("score") {
            let names = Scoring.allCases.map(\.rawValue)
            guard let scoring = Scoring(rawValue: score) else {
                throw PluginProblem(
                    at: "\(path).score",
                    "'\(path).score' is \"\(score)\"; it must be \"labels\", \"timex\" or \"quotations\""
                        + didYouMean(score, among: names))
            }
            self.scoring = scoring
        }
        key = try string("key")
        group = try string("group")
        self.table = try PluginManifest.strings(table["table"], "\(path).table")
        columns = try PluginManifest.strings(table["columns"], "\(path).columns")
        guard case .table(let colors) = table["color"] else {
            color = try string("color").map { name throws(PluginProblem) in
                try Self.color(name, "\(path).color")
            }
            return
        }
        for (label, value) in colors.fields {
            guard labels.contains(label) else {
                throw PluginProblem(
                    at: "\(path).color.\(label)",
                    "'\(path).color.\(label)' is not a label of the layer" + didYouMean(label, among: labels))
            }
            labelColors[label] = try Self.color(value.string ?? "", "\(path).color.\(label)")
        }
        if let other = colors.array.first { color = try Self.color(other.string ?? "", "\(path).color[1]") }
    }

    private static func color(_ name: String, _ path: String) throws(PluginProblem) -> String {
        guard codes(ofColor: name) != nil else {
            throw PluginProblem(
                at: path,
                "'\(path)' must be one of \(colors.joined(separator: ", ")), with or without \"bold \" before it"
                    + didYouMean(name, among: colors + colors.map { "bold " + $0 }))
        }
        return name
    }

    /// The description as the manifest writes it, for `nightdesk plugins NAME`; nil if it says nothing.
    public var summary: String? {
        var parts: [String] = []
        if scoring != .labels || key != nil { parts.append("scored as \(scoring.rawValue)") }
        if let key { parts.append("with key \(key)") }
        if let group { parts.append("grouped by \(group)") }
        let own = labelColors.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        let shown = own + (color.map { [own.isEmpty ? $0 : "others \($0)"] } ?? [])
        if !shown.isEmpty { parts.append("color \(shown.joined(separator: ", "))") }
        if !table.isEmpty { parts.append("table \(table.joined(separator: " "))") }
        if !columns.isEmpty { parts.append("columns \(columns.joined(separator: " "))") }
        return parts.isEmpty ? nil : parts.joined(separator: "; ")
    }
}

extension Workbench {
    /// How the layers of the loaded plugins are scored, colored and tabled. If several plugins provide a layer, the
    /// first that describes it decides.
    public var layerDescriptions: [String: LayerDescription] {
        plugins.reduce(into: [:]) { all, plugin in
            all.merge(plugin.manifest?.layers ?? [:]) { first, _ in first }
        }
    }
}
