internal import ArticleModel
internal import Serialization

/// The input of an article that had errors, written so that it can be run again.
enum DeadLetter {
    /// Returns a line of JSON Lines with the article's fields, or with the name of the source if there is no
    /// article.
    static func line(_ read: ReadResult, source: String) -> [UInt8] {
        var json = JSONText()
        json.begin("{")
        json.member("id", read.id)
        let metadata = read.article?.metadata ?? read.metadata
        let fields = metadata.standard + metadata.others
        for field in fields {
            json.key(field.name)
            json.value(field.value)
        }
        if let article = read.article {
            for field in article.fields where !fields.contains(where: { $0.name == field.name }) {
                json.key(field.name)
                json.value(utf8: article.utf8[field.span.range])
            }
        } else if metadata.source == nil {
            json.key("source")
            json.value(source)
        }
        json.end("}")
        json.newline()
        return json.bytes
    }
}
