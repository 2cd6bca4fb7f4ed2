internal import ArticleModel
internal import Exchange
internal import Serialization

/// The rows of one record, as a binary frame between the worker that makes them and the process that writes
/// them: values go into columns as they are, and nothing is parsed.
struct DatabaseRecord {
    struct AnnotationRow {
        var id, layer, label, field: String
        var start, end: Int
        var text, plugin: String
        var rule: String?
        var score: Double?
        /// A JSON object.
        var features: String
    }

    struct ErrorRow {
        var stage: String
        var plugin: String?
        var kind, message: String
        var line: Int?
    }

    var id: String
    var headline, byline, published, source, url, language, text: String?
    /// All other fields of the input as a JSON object.
    var metadata: String?
    var annotations: [AnnotationRow] = []
    var errors: [ErrorRow] = []

    /// Reads a record that ``DatabaseEncoder`` wrote.
    ///
    /// - Throws: `FrameReader.Failure` if the bytes are not such a record.
    init(_ bytes: [UInt8]) throws(FrameReader.Failure) {
        var frame = FrameReader(bytes)
        id = try frame.text()
        headline = try frame.optionalText()
        byline = try frame.optionalText()
        published = try frame.optionalText()
        source = try frame.optionalText()
        url = try frame.optionalText()
        language = try frame.optionalText()
        metadata = try frame.optionalText()
        text = try frame.optionalText()
        for _ in 0..<(try frame.count()) {
            annotations.append(
                AnnotationRow(
                    id: try frame.text(), layer: try frame.text(), label: try frame.text(),
                    field: try frame.text(), start: try frame.number(), end: try frame.number(),
                    text: try frame.text(), plugin: try frame.text(), rule: try frame.optionalText(),
                    score: try Self.score(&frame), features: try frame.text()))
        }
        for _ in 0..<(try frame.count()) {
            errors.append(
                ErrorRow(
                    stage: try frame.text(), plugin: try frame.optionalText(), kind: try frame.text(),
                    message: try frame.text(), line: try Self.line(&frame)))
        }
    }

    private static func score(_ frame: inout FrameReader) throws(FrameReader.Failure) -> Double? {
        guard try frame.number() == 1 else { return nil }
        return Double(bitPattern: UInt64(bitPattern: Int64(try frame.number())))
    }

    /// Lines count from 1.
    private static func line(_ frame: inout FrameReader) throws(FrameReader.Failure) -> Int? {
        let line = try frame.number()
        return line > 0 ? line : nil
    }
}

/// Writes records as frames for ``DatabaseRecord``.
struct DatabaseEncoder: RecordEncoder {
    private var json = JSONText()

    mutating func encode(_ record: OutgoingRecord) -> [UInt8] {
        var frame = FrameWriter()
        frame.write(record.id.description)
        let article = record.annotated?.article
        for name in Metadata.names { frame.write(record.text(ofField: name)) }
        frame.write(record.others.isEmpty ? nil : JSONDocument.text(.object(record.others)))
        let text = article?.fields.first { $0.name == "text" }
        if let article, let text, record.includesText {
            frame.write(1)
            frame.write(article.utf8[text.span.range])
        } else {
            frame.write(0)
        }
        frame.write(record.annotations.count)
        for (annotation, place) in record.annotations { write(annotation, place, record, to: &frame) }
        let errors = record.errors + record.misplaced
        frame.write(errors.count)
        for error in errors {
            frame.write(error.stage)
            frame.write(error.plugin)
            frame.write(error.kind)
            frame.write(error.message)
            frame.write(error.line ?? 0)
        }
        return frame.bytes
    }

    private mutating func write(
        _ annotation: Annotation, _ place: OutgoingRecord.Place, _ record: OutgoingRecord,
        to frame: inout FrameWriter
    ) {
        frame.write(annotation.id)
        frame.write(annotation.layer)
        frame.write(annotation.label)
        frame.write(place.field)
        frame.write(place.start)
        frame.write(place.end)
        frame.write(record.annotated?.article.text(of: annotation.span) ?? "")
        frame.write(annotation.plugin)
        frame.write(annotation.rule)
        // JSON has no infinity and no NaN; the column has none either.
        let score = annotation.score.flatMap { $0.isFinite ? $0 : nil }
        frame.write(score == nil ? 0 : 1)
        if let score { frame.write(Int(Int64(bitPattern: score.bitPattern))) }
        json.removeAll()
        record.writeFeatures(of: annotation, to: &json)
        frame.write(json.bytes)
    }
}
