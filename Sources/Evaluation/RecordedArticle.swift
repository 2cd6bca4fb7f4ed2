public import ArticleModel

extension AnnotatedArticle {
    /// Creates an annotated article from a record of JSON Lines, such as a line that `run` wrote.
    ///
    /// Ids of annotations become references again, and objects with `start` and `end` become mentions. Returns nil
    /// if the record has no id. A record without text keeps its offsets as they are, so that it can be compared with
    /// others but not shown.
    public init?(record: FeatureValue) {
        let id: ArticleID
        switch record["id"] {
        case .string(let text)?: id = .string(text)
        case .integer(let number)?: id = .integer(number)
        default: return nil
        }
        let items: [FeatureValue] = if case .list(let items)? = record["annotations"] { items } else { [] }
        let offsets = RecordOffsets(record, hasHeadline: items.contains { $0["field"]?.string == "headline" })
        var numbers: [String: Int] = [:]
        let placed = items.compactMap { item in offsets.span(item).map { (item, $0) } }
        for (number, (item, _)) in placed.enumerated() {
            if let id = item["id"]?.string { numbers[id] = number }
        }
        let annotations = placed.map { item, span in
            Annotation(
                id: item["id"]?.string ?? "", layer: item["layer"]?.string ?? "",
                label: item["label"]?.string ?? "", span: span, plugin: item["plugin"]?.string ?? "",
                rule: item["rule"]?.string, score: item["score"]?.double,
                features: item.fields.filter { !Annotation.reservedNames.contains($0.name) }.map {
                    .init($0.name, offsets.resolved($0.value, numbers))
                }.sorted { $0.name < $1.name })
        }
        self.init(article: Article(id: id, utf8: offsets.utf8), annotations: annotations)
    }
}

/// The text of a record, and its offsets as bytes of that text.
private struct RecordOffsets {
    private let text: OffsetMap
    private let headline: OffsetMap?
    private let unit: OffsetMap.Unit
    private let textStart: Int
    private let hasText: Bool
    let utf8: [UInt8]

    init(_ record: FeatureValue, hasHeadline: Bool) {
        let body = Array((record["text"]?.string ?? "").utf8)
        let head = hasHeadline ? Array((record["headline"]?.string ?? "").utf8) : []
        hasText = record["text"]?.string != nil
        text = OffsetMap(of: body)
        headline = hasHeadline ? OffsetMap(of: head) : nil
        unit = (record["offsets"]?.string).flatMap(OffsetMap.Unit.init(rawValue:)) ?? .codepoints
        textStart = hasHeadline ? head.count + 2 : 0
        utf8 = hasHeadline ? head + [10, 10] + body : body
    }

    /// The span of an object with `start` and `end`, or nil if it has none within the text.
    func span(_ value: FeatureValue) -> Span? {
        guard case .integer(let start)? = value["start"], case .integer(let end)? = value["end"], start >= 0,
            start <= end
        else { return nil }
        guard hasText else { return Span(start, end) }
        let isHeadline = value["field"]?.string == "headline"
        guard let map = isHeadline ? headline : text else { return nil }
        let base = isHeadline ? 0 : textStart
        guard let span = bytes(start..<end, map, base) else { return nil }
        return Span(span.start + base, span.end + base)
    }

    /// The bytes of a range counted in the record's unit, or nil if a bound is outside the field or within a character.
    private func bytes(_ range: Range<Int>, _ map: OffsetMap, _ base: Int) -> Span? {
        switch unit {
        case .codepoints:
            // Out of range: there is no span.
            return try? map.bytes(ofScalars: range)
        case .bytes:
            func isBoundary(_ byte: Int) -> Bool {
                byte == map.byteCount
                    || byte < map.byteCount && !OffsetMap.isContinuation(utf8[base + byte])
            }
            guard isBoundary(range.lowerBound), isBoundary(range.upperBound) else { return nil }
            return Span(range.lowerBound, range.upperBound)
        case .utf16:
            let field = String(decoding: utf8[base..<base + map.byteCount], as: UTF8.self)
            func byte(_ offset: Int) -> Int? {
                field.utf16.index(field.startIndex, offsetBy: offset, limitedBy: field.endIndex)?
                    .samePosition(in: field.utf8).map { field.utf8.distance(from: field.startIndex, to: $0) }
            }
            guard let start = byte(range.lowerBound), let end = byte(range.upperBound) else { return nil }
            return Span(start, end)
        }
    }

    func resolved(_ value: FeatureValue, _ numbers: [String: Int]) -> FeatureValue {
        switch value {
        case .string(let text): numbers[text].map(FeatureValue.annotation) ?? value
        case .list(let values): .list(values.map { resolved($0, numbers) })
        case .object(let fields):
            if let span = span(value) {
                .object(
                    [.init("span", .mention(span))]
                        + fields.filter { !["start", "end", "text", "field"].contains($0.name) }.map {
                            .init($0.name, resolved($0.value, numbers))
                        })
            } else {
                .object(fields.map { .init($0.name, resolved($0.value, numbers)) })
            }
        default: value
        }
    }
}

extension FeatureValue {
    /// The fields of an object; empty for other values.
    fileprivate var fields: [Field] { if case .object(let fields) = self { fields } else { [] } }

    /// The value of a number.
    fileprivate var double: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }
}
