extension PluginManifest {
    /// Returns the manifest in lines, as `nightdesk plugins NAME` prints it.
    ///
    /// - Parameters:
    ///   - folder: the path of the plugin's folder.
    ///   - rules: the names of its rules.
    public func lines(folder: String, rules: [String]) -> [String] {
        var lines = ["\(name) \(version): \(summary)", "folder: \(folder)"]
        if !needs.isEmpty { lines.append("needs: \(needs.joined(separator: ", "))") }
        for (layer, labels) in provides {
            lines.append("provides \(layer): \(labels.joined(separator: " "))")
            if let summary = layers[layer]?.summary { lines.append("layer \(layer): \(summary)") }
        }
        lines += options.map { "option \($0.name) (\($0.type), \($0.defaultValue.literal)): \($0.help)" }
        if !rules.isEmpty { lines.append("rules: \(rules.joined(separator: ", "))") }
        return lines
    }
}
