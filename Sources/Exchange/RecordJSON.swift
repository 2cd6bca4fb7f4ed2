internal import ArticleModel
internal import Serialization

/// The parts of records that several formats write as JSON.
extension JSONText {
    /// Writes an id as it was given, a string or a number.
    mutating func member(_ name: String, _ id: ArticleID) {
        key(name)
        switch id {
        case .string(let text): value(text)
        case .integer(let number): value(number)
        }
    }

    /// Writes the unit of offsets if it is not code points.
    mutating func statedUnit(_ unit: OffsetMap.Unit) {
        guard unit != .codepoints else { return }
        key("offsets")
        value(unit.rawValue)
    }

    /// Writes the members of an annotation, with its features after the reserved names.
    mutating func members(
        of annotation: Annotation, _ place: OutgoingRecord.Place, _ record: OutgoingRecord
    ) {
        key("id")
        value(annotation.id)
        key("layer")
        value(annotation.layer)
        key("label")
        value(annotation.label)
        record.write(place, annotation.span, to: &self)
        key("plugin")
        value(annotation.plugin)
        if let rule = annotation.rule {
            key("rule")
            value(rule)
        }
        if let score = annotation.score {
            key("score")
            value(score)
        }
        record.writeFeatureMembers(of: annotation, to: &self)
    }

    /// Writes an error as an object.
    mutating func value(_ error: ArticleError) {
        begin("{")
        key("stage")
        value(error.stage)
        if let plugin = error.plugin {
            key("plugin")
            value(plugin)
        }
        key("kind")
        value(error.kind)
        key("message")
        value(error.message)
        if let line = error.line {
            key("line")
            value(line)
        }
        if let traceback = error.traceback {
            key("traceback")
            value(traceback)
        }
        end("}")
    }
}
