internal import Diagnostics
internal import ArticleModel
internal import System
internal import LuaRuntime
internal import Tagging
internal import Tokenization

/// Trained taggers as Lua sees them.
enum TaggerAPI {
    static func constructors() -> [APIFunction] {
        return [
            APIFunction(
                "desk", "tagger", "file: string", "Tagger",
                """
                Opens a model of the plugin's folder that `nightdesk train` has made. The file is mapped from disk, not read. \
                A file that is no model, of another version, damaged or cut off is an error.
                """,
                example: #"""
                    local tagger = desk.tagger("sample.tagger")
                    print(table.concat(tagger.labels, " ")) --> GPE PERSON
                    """#
            ) { call in
                let plugin = try call.maker(of: "a tagger")
                let file = try call.string(1)
                do {
                    let mapped = try MappedFile(plugin.folder.locate(file))
                    let model = try TaggerModel(mapped.bytes, owner: mapped)
                    plugin.resources.taggers.append(Tagger(model, vocabulary: call.workbench.vocabulary))
                    plugin.resources.models.append((file, model.labels))
                } catch let failure as FileSystem.Failure {
                    throw APIError("model '\(file)': \(failure.reason)")
                } catch let failure as Diagnostic {
                    throw APIError("model '\(file)': \(failure.description)")
                }
                call.writer.push(plugin.resources.handle(.tagger, plugin.resources.taggers.count - 1))
                return 1
            }
        ]
    }

    static func functions() -> [APIFunction] {
        func tagger(_ call: HostCall) throws -> Tagger {
            try call.resource(1, .tagger) { $0.taggers[$1] }
        }
        let sample = "local tagger = desk.tagger(\"sample.tagger\")"
        return [
            APIFunction(
                "Tagger", "labels", nil, "string[]", "The labels that the model tells apart, sorted.",
                example: "\(sample) print(#tagger.labels) --> 2"
            ) { call in
                let labels = try tagger(call).labels
                call.writer.pushTable(array: labels.count)
                for (index, label) in labels.enumerated() {
                    call.writer.push(label)
                    call.writer.set(index + 1)
                }
                return 1
            },
            APIFunction(
                "Tagger", "header", nil, "table<string, string>",
                "What the model says of itself: its layer, data, licence, the lists it was trained with.",
                example: "\(sample) print(tagger.header.layer) --> entities"
            ) { call in
                let header = try tagger(call).model.header
                call.writer.pushTable(record: header.count)
                for line in header {
                    call.writer.push(line.value)
                    call.writer.set(line.name)
                }
                return 1
            },
            APIFunction(
                "Tagger", "tag", "article: Article", "table[]",
                """
                The spans that the model finds in the article, in order and without overlap. Each is a table: `first` and \
                `last` (bytes from 1, as in `string.sub`), `text`, `label`, and `score`, the probability from 0 to 1 of the \
                label for the token of the span that has it least.
                """,
                example: #"""
                    local tagger = desk.tagger("sample.tagger")
                    for _, s in ipairs(tagger:tag(article)) do print(s.label, s.text, s.score > 0.5) end
                    --> PERSON Ana Ruiz true
                    --> GPE Port Alder true
                    """#
            ) { call in
                let tagger = try tagger(call)
                let open = try call.article(2)
                let spans = tagger.tag(open.tokens)
                let writer = call.writer
                writer.pushTable(array: spans.count)
                for (index, tagged) in spans.enumerated() {
                    let span = open.tokens.span(tagged.tokens)
                    writer.pushTable(record: 5)
                    writer.push(span.start + 1)
                    writer.set("first")
                    writer.push(span.end)
                    writer.set("last")
                    call.push(span)
                    writer.set("text")
                    writer.push(tagger.labels[tagged.label])
                    writer.set("label")
                    writer.push(Double(tagged.score))
                    writer.set("score")
                    writer.set(index + 1)
                }
                return 1
            },
        ]
    }
}
