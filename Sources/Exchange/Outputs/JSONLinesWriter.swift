public import ArticleModel
internal import Serialization

/// Writes records as JSON Lines: one line a record, offsets in Unicode code points from 0,
/// half-open, counted in the field that the annotation lies in.
public struct JSONLinesWriter {
    /// Whether records hold the text.
    public var includesText: Bool
    /// The layers to write; all if nil.
    public var layers: Set<String>?
    /// The counting of offsets; records say it where it is not code points.
    public var unit: OffsetMap.Unit
    private var json = JSONText()

    /// A writer.
    public init(includesText: Bool = true, layers: Set<String>? = nil, unit: OffsetMap.Unit = .codepoints) {
        self.includesText = includesText
        self.layers = layers
        self.unit = unit
    }

    /// A line for each annotation and each error of an article, with the article's id as `article`.
    public mutating func flatLines(_ record: AnnotatedArticle) -> [UInt8] {
        var lines: [UInt8] = []
        let fields = mapped(record.article)
        for annotation in record.annotations where layers?.contains(annotation.layer) ?? true {
            guard let place = place(of: annotation.span, fields) else { continue }
            beginFlat(record.article.id, published: record.article.metadata.published)
            members(of: annotation, place, record, fields)
            json.end("}")
            json.newline()
            lines += json.bytes
        }
        return lines + flatLines(record.errors, of: record.article.id)
    }

    /// A line for each error of what could not be read.
    public mutating func flatLines(failed result: ReadResult) -> [UInt8] {
        flatLines(result.errors, of: result.id)
    }

    private mutating func flatLines(_ errors: [ArticleError], of id: ArticleID) -> [UInt8] {
        var lines: [UInt8] = []
        for error in errors {
            beginFlat(id, published: nil)
            json.key("error")
            self.error(error)
            json.end("}")
            json.newline()
            lines += json.bytes
        }
        return lines
    }

    private mutating func beginFlat(_ id: ArticleID, published: String?) {
        json.removeAll()
        json.begin("{")
        self.id(id, key: "article")
        if let published {
            json.key("published")
            json.value(published)
        }
        statedUnit()
    }

    private mutating func statedUnit() {
        guard unit != .codepoints else { return }
        json.key("offsets")
        json.value(unit.rawValue)
    }

    private func mapped(_ article: Article) -> Fields {
        article.fields.map { field in
            (field: field, map: OffsetMap(of: Array(article.utf8[field.span.range])))
        }
    }

    /// The features of an annotation as a JSON object.
    mutating func features(of annotation: Annotation, _ record: AnnotatedArticle) -> [UInt8] {
        let fields = mapped(record.article)
        json.removeAll()
        json.begin("{")
        for feature in annotation.features where feature.value != .null {
            json.key(feature.name)
            value(feature.value, record, fields)
        }
        json.end("}")
        return json.bytes
    }

    /// The line of an article, with its end.
    public mutating func line(_ record: AnnotatedArticle) -> [UInt8] {
        json.removeAll()
        let article = record.article
        var errors = record.errors
        let fields = mapped(article)
        json.begin("{")
        id(article.id)
        statedUnit()
        if let published = article.metadata.published {
            json.key("published")
            json.value(published)
        }
        if let extractor = article.metadata.others.first(where: { $0.name == "extractor" })?.value.string {
            json.key("extractor")
            json.value(extractor)
        }
        if includesText {
            for (field, _) in fields {
                json.key(field.name)
                json.value(utf8: article.utf8[field.span.range])
            }
        }
        json.key("annotations")
        json.begin("[")
        for annotation in record.annotations where layers?.contains(annotation.layer) ?? true {
            guard let place = place(of: annotation.span, fields) else {
                errors.append(
                    ArticleError(
                        stage: "write", plugin: annotation.plugin, kind: "span",
                        message: "an annotation of \(annotation.layer) is not within one field of the record")
                )
                continue
            }
            write(annotation, place, record, fields)
        }
        json.end("]")
        self.errors(errors)
        json.end("}")
        json.newline()
        return json.bytes
    }

    /// The line of a record that could not be read as an article.
    public mutating func line(failed result: ReadResult) -> [UInt8] {
        json.removeAll()
        json.begin("{")
        id(result.id)
        if let line = result.line {
            json.key("line")
            json.value(line)
        }
        json.key("annotations")
        json.begin("[")
        json.end("]")
        errors(result.errors)
        json.end("}")
        json.newline()
        return json.bytes
    }

    // MARK: Parts

    private typealias Fields = [(field: TextField, map: OffsetMap)]
    private typealias Place = (field: String, start: Int, end: Int)

    private func place(of span: Span, _ fields: Fields) -> Place? {
        for (field, map) in fields where field.span.contains(span) {
            let inside = Span(span.start - field.span.start, span.end - field.span.start)
            guard let range = try? map.convert(inside, to: unit) else { return nil }
            return (field.name, range.lowerBound, range.upperBound)
        }
        return nil
    }

    private mutating func id(_ id: ArticleID, key: String = "id") {
        json.key(key)
        switch id {
        case .string(let text): json.value(text)
        case .integer(let number): json.value(number)
        }
    }

    private mutating func write(
        _ annotation: Annotation, _ place: Place, _ record: AnnotatedArticle, _ fields: Fields
    ) {
        json.begin("{")
        members(of: annotation, place, record, fields)
        json.end("}")
    }

    private mutating func members(
        of annotation: Annotation, _ place: Place, _ record: AnnotatedArticle, _ fields: Fields
    ) {
        json.key("id")
        json.value(annotation.id)
        json.key("layer")
        json.value(annotation.layer)
        json.key("label")
        json.value(annotation.label)
        self.place(place, annotation.span, record)
        json.key("plugin")
        json.value(annotation.plugin)
        if let rule = annotation.rule {
            json.key("rule")
            json.value(rule)
        }
        if let score = annotation.score {
            json.key("score")
            json.value(score)
        }
        for feature in annotation.features where feature.value != .null {
            json.key(feature.name)
            value(feature.value, record, fields)
        }
    }

    private mutating func place(_ place: Place, _ span: Span, _ record: AnnotatedArticle) {
        json.key("start")
        json.value(place.start)
        json.key("end")
        json.value(place.end)
        json.key("text")
        json.value(utf8: record.article.utf8[span.range])
        if place.field != "text" {
            json.key("field")
            json.value(place.field)
        }
    }

    private mutating func value(_ value: FeatureValue, _ record: AnnotatedArticle, _ fields: Fields) {
        switch value {
        case .null: json.null()
        case .boolean(let flag): json.value(flag)
        case .integer(let number): json.value(number)
        case .number(let number): json.value(number)
        case .string(let text): json.value(text)
        case .mention(let span):
            guard let place = place(of: span, fields) else { return json.null() }
            json.begin("{")
            self.place(place, span, record)
            json.end("}")
        case .annotation(let number):
            guard record.annotations.indices.contains(number) else { return json.null() }
            json.value(record.annotations[number].id)
        case .list(let values):
            json.begin("[")
            for element in values { self.value(element, record, fields) }
            json.end("]")
        case .object(let members):
            // {mention = span, more = …} is a mention with more fields: written as one object.
            json.begin("{")
            for member in members {
                if member.name == "span", case .mention(let span) = member.value,
                    let place = place(of: span, fields)
                {
                    self.place(place, span, record)
                    continue
                }
                json.key(member.name)
                self.value(member.value, record, fields)
            }
            json.end("}")
        }
    }

    private mutating func errors(_ errors: [ArticleError]) {
        json.key("errors")
        json.begin("[")
        for error in errors { self.error(error) }
        json.end("]")
    }

    private mutating func error(_ error: ArticleError) {
        json.begin("{")
        json.key("stage")
        json.value(error.stage)
        if let plugin = error.plugin {
            json.key("plugin")
            json.value(plugin)
        }
        json.key("kind")
        json.value(error.kind)
        json.key("message")
        json.value(error.message)
        if let line = error.line {
            json.key("line")
            json.value(line)
        }
        if let traceback = error.traceback {
            json.key("traceback")
            json.value(traceback)
        }
        json.end("}")
    }
}
