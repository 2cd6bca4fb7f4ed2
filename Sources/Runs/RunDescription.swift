public import PluginHost
internal import Serialization

/// The description of a run: enough for a job to check that all its machines have the same program and
/// plugins, and to know the columns of the output.
public enum RunDescription {
    /// Returns the description as a line of JSON.
    public static func json(_ workbench: Workbench) -> [UInt8] {
        var json = JSONText()
        json.begin("{")
        json.key("nightdesk")
        json.value(Workbench.version)
        json.key("plugins")
        json.begin("[")
        for plugin in workbench.plugins {
            json.begin("{")
            json.key("name")
            json.value(plugin.name)
            json.key("version")
            json.value(plugin.manifest?.version ?? "")
            json.key("hash")
            json.value(String(plugin.folder.contentHash, radix: 16))
            json.key("provides")
            json.begin("{")
            for (layer, labels) in plugin.manifest?.provides ?? [] {
                json.key(layer)
                json.begin("[")
                for label in labels { json.value(label) }
                json.end("]")
            }
            json.end("}")
            json.end("}")
        }
        json.end("]")
        json.key("record")
        schema(
            [
                ("id", "string or integer"), ("line", "integer, where the input could not be read"),
                ("published", "string, ISO 8601"), ("text", "string"), ("annotations", "list of annotation"),
                ("errors", "list of error"),
            ], &json)
        json.key("annotation")
        schema(
            [
                ("id", "string"), ("layer", "string"), ("label", "string"), ("start", "integer"),
                ("end", "integer"), ("text", "string"), ("field", "string, where it is not text"),
                ("plugin", "string"), ("rule", "string"), ("score", "number"), ("…", "features of the layer"),
            ], &json)
        json.key("error")
        schema(
            [
                ("stage", "string"), ("plugin", "string"), ("kind", "string"), ("message", "string"),
                ("line", "integer"), ("traceback", "string"),
            ], &json)
        json.key("offsets")
        json.value("codepoints, half-open, from 0")
        json.end("}")
        json.newline()
        return json.bytes
    }

    private static func schema(_ fields: [(String, String)], _ json: inout JSONText) {
        json.begin("{")
        for (name, type) in fields {
            json.key(name)
            json.value(type)
        }
        json.end("}")
    }
}
