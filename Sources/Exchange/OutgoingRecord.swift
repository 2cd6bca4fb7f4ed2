public import ArticleModel
public import Serialization

/// A record while it is being written. The places of its annotations are computed here, once for each record
/// and in time linear in the article; every format takes them from here.
public struct OutgoingRecord {
    /// The place of a span in the output: the field of the input that contains it, and offsets in that field.
    public struct Place: Equatable, Sendable {
        /// The name of the field.
        public var field: String
        /// The offset of the first unit.
        public var start: Int
        /// The offset after the last unit.
        public var end: Int

        /// Creates a place.
        public init(field: String, start: Int, end: Int) {
            (self.field, self.start, self.end) = (field, start, end)
        }
    }

    /// The id of the record.
    public let id: ArticleID
    /// The line of the input for records that could not be read.
    public let line: Int?
    /// The article with all annotations; nil if there is none.
    public let annotated: AnnotatedArticle?
    /// The errors of reading and annotating.
    public let errors: [ArticleError]
    /// The annotations of the layers to write.
    public let annotations: [(annotation: Annotation, place: Place)]
    /// An error for each annotation that cannot be written because it is not within one field.
    public let misplaced: [ArticleError]
    /// The unit in which offsets count.
    public let unit: OffsetMap.Unit
    /// Whether the record contains the text of the article.
    public let includesText: Bool
    /// The metadata to write, in this order: headline, byline, published, source, url, language, then every other field
    /// of the input as it was given.
    public let metadata: [FeatureValue.Field]
    private let fields: [(field: TextField, map: OffsetMap)]

    /// Creates a record of an annotated article.
    ///
    /// - Complexity: O(*n*) in the text, plus O(1) for each annotation.
    public init(_ annotated: AnnotatedArticle, _ context: EncodingContext = EncodingContext()) {
        let article = annotated.article
        id = article.id
        line = nil
        self.annotated = annotated
        errors = annotated.errors
        unit = context.unit
        includesText = context.includesText
        metadata = Self.metadata(article.metadata, context)
        let whole = Span(0, article.utf8.count)
        fields = article.fields.map { field in
            let isWhole = field.span == whole
            return (field, OffsetMap(of: isWhole ? article.utf8 : Array(article.utf8[field.span.range])))
        }
        var annotations: [(Annotation, Place)] = []
        var misplaced: [ArticleError] = []
        for annotation in annotated.annotations where context.layers?.contains(annotation.layer) ?? true {
            if let place = Self.place(of: annotation.span, fields, unit) {
                annotations.append((annotation, place))
            } else {
                misplaced.append(
                    ArticleError(
                        stage: "write", plugin: annotation.plugin, kind: "span",
                        message: "an annotation of \(annotation.layer) is not within one field of the record")
                )
            }
        }
        self.annotations = annotations
        self.misplaced = misplaced
    }

    /// Creates the record of input that could not be read as an article.
    public init(failed result: ReadResult, _ context: EncodingContext = EncodingContext()) {
        id = result.id
        line = result.line
        annotated = nil
        errors = result.errors
        unit = context.unit
        includesText = context.includesText
        metadata = Self.metadata(result.metadata, context)
        annotations = []
        misplaced = []
        fields = []
    }

    private static func metadata(_ metadata: Metadata, _ context: EncodingContext) -> [FeatureValue.Field] {
        let fields = metadata.standard + metadata.others
        return context.fields.map { chosen in fields.filter { chosen.contains($0.name) } } ?? fields
    }

    /// The metadata without the six fields that every article can have.
    public var others: [FeatureValue.Field] { metadata.filter { !Metadata.names.contains($0.name) } }

    /// Returns a metadata field as text: a string as it is, another value as JSON; nil if it is missing.
    public func text(ofField name: String) -> String? {
        guard let value = metadata.first(where: { $0.name == name })?.value else { return nil }
        return value.string ?? JSONDocument.text(value)
    }

    /// A map of the whole text, for formats whose offsets do not count by field; nil without an article.
    ///
    /// - Complexity: O(*n*) if the text has several fields; ask once for each record.
    public func wholeTextMap() -> OffsetMap? {
        guard let article = annotated?.article else { return nil }
        if fields.count == 1, fields[0].field.span == Span(0, article.utf8.count) { return fields[0].map }
        return OffsetMap(of: article.utf8)
    }

    /// Returns the place of a span, or nil if it is not within one field.
    public func place(of span: Span) -> Place? { Self.place(of: span, fields, unit) }

    private static func place(
        of span: Span, _ fields: [(field: TextField, map: OffsetMap)], _ unit: OffsetMap.Unit
    ) -> Place? {
        for (field, map) in fields where field.span.contains(span) {
            let inside = Span(span.start - field.span.start, span.end - field.span.start)
            // A span that cuts a character has no place; the caller reports it.
            guard let range = try? map.convert(inside, to: unit) else { return nil }
            return Place(field: field.name, start: range.lowerBound, end: range.upperBound)
        }
        return nil
    }

    // MARK: As JSON

    /// Writes metadata as members of the object that is open.
    func write(_ fields: [FeatureValue.Field], to json: inout JSONText) {
        for field in fields {
            json.key(field.name)
            write(field.value, to: &json)
        }
    }

    /// Writes the features of an annotation as an object.
    public func writeFeatures(of annotation: Annotation, to json: inout JSONText) {
        json.begin("{")
        writeFeatureMembers(of: annotation, to: &json)
        json.end("}")
    }

    func writeFeatureMembers(of annotation: Annotation, to json: inout JSONText) {
        for feature in annotation.features where feature.value != .null {
            json.key(feature.name)
            write(feature.value, to: &json)
        }
    }

    /// Writes the place and the text of a span as members of the object that is open.
    func write(_ place: Place, _ span: Span, to json: inout JSONText) {
        json.key("start")
        json.value(place.start)
        json.key("end")
        json.value(place.end)
        json.key("text")
        json.value(utf8: annotated?.article.utf8[span.range] ?? [])
        if place.field != "text" {
            json.key("field")
            json.value(place.field)
        }
    }

    private func write(_ value: FeatureValue, to json: inout JSONText) {
        switch value {
        case .null: json.null()
        case .boolean(let flag): json.value(flag)
        case .integer(let number): json.value(number)
        case .number(let number): json.value(number)
        case .string(let text): json.value(text)
        case .mention(let span):
            guard let place = place(of: span) else { return json.null() }
            json.begin("{")
            write(place, span, to: &json)
            json.end("}")
        case .annotation(let number):
            guard let annotated, annotated.annotations.indices.contains(number) else { return json.null() }
            json.value(annotated.annotations[number].id)
        case .list(let values):
            json.begin("[")
            for element in values { write(element, to: &json) }
            json.end("]")
        case .object(let members):
            // {mention = span, more = …} is a mention with more fields: written as one object.
            json.begin("{")
            for member in members {
                if member.name == "span", case .mention(let span) = member.value,
                    let place = place(of: span)
                {
                    write(place, span, to: &json)
                    continue
                }
                json.key(member.name)
                write(member.value, to: &json)
            }
            json.end("}")
        }
    }
}
