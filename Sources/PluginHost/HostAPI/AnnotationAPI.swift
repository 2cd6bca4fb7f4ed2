internal import ArticleModel
internal import LuaRuntime
internal import Matching
internal import Tokenization

/// Annotations as Lua sees them.
enum AnnotationAPI {
    static func functions() -> [APIFunction] {
        func annotation(_ call: HostCall) throws -> (OpenArticle, Int, Annotation) {
            let handle = try call.argument(1, .annotation)
            let open = try call.article(of: handle)
            return (open, Int(handle.a), try open.annotation(of: handle))
        }
        func own(_ call: HostCall) throws -> (OpenArticle, Int, Annotation) {
            let found = try annotation(call)
            let name = call.workbench.current?.name ?? ""
            guard found.2.plugin == name else {
                throw APIError(
                    "the annotation was made by the plugin \(found.2.plugin); only its own plugin may change it"
                )
            }
            return found
        }
        let fields: [(String, String, String, (Annotation) -> String?)] = [
            ("label", "string", "What it is, as \"PERSON\".", { $0.label }),
            ("layer", "string", "The layer it belongs to.", { $0.layer }),
            ("plugin", "string", "The plugin that made it.", { $0.plugin }),
            ("rule", "string?", "The rule that made it.", { $0.rule }),
        ]
        let sample = "local x = article:annotate{ span = article:span(1, 14), label = \"SAMPLE\", count = 2 }"
        return fields.map { name, type, text, value in
            APIFunction("Annotation", name, nil, type, text, example: "\(sample) print(x.\(name))") { call in
                call.push(optional: value(try annotation(call).2))
                return 1
            }
        } + [
            APIFunction(
                "Annotation", "score", nil, "number?", "How sure the plugin is, 0 to 1.",
                example: "\(sample) print(x.score) --> nil"
            ) { call in
                if let score = try annotation(call).2.score {
                    call.writer.push(score)
                } else {
                    call.writer.push()
                }
                return 1
            },
            APIFunction(
                "Annotation", "key", nil, "integer",
                "A number that tells the annotation from all others of the article: for use as a key in tables.",
                example: "\(sample) print(x.key == x.key) --> true"
            ) { call in
                call.writer.push(try annotation(call).1 + 1)
                return 1
            },
            APIFunction(
                "Annotation", "set", "feature: string, value: any", "nil",
                "Sets a feature of an annotation of the plugin's own; nil removes it. Features are read as fields: `annotation.canonical`, nil where there is none.",
                example: "\(sample) x:set(\"count\", 3) print(x.count) --> 3"
            ) { call in
                let (open, number, _) = try own(call)
                let name = try call.string(2)
                try call.checkFeature(name)
                let value = call.value(3)
                open.set(name, of: number, to: value.isNil ? nil : FeatureValue(value, in: open))
                return 0
            },
            APIFunction(
                "Annotation", "remove", "", "nil", "Removes an annotation of the plugin's own.",
                example: "\(sample) x:remove() print(#article:inside(article.sentences[1])) --> 0"
            ) { call in
                let (open, number, _) = try own(call)
                open.remove(number)
                return 0
            },
        ]
    }
}
