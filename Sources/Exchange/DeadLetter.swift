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
        if let article = read.article {
            if let published = article.metadata.published {
                json.key("published")
                json.value(published)
            }
            for field in article.fields {
                json.key(field.name)
                json.value(utf8: article.utf8[field.span.range])
            }
        } else {
            json.key("source")
            json.value(source)
        }
        json.end("}")
        json.newline()
        return json.bytes
    }
}
