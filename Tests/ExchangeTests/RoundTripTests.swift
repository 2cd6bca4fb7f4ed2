import ArticleModel
import Exchange
import Serialization
import TestSupport
import Testing

/// What every format must keep, whatever is in the record.
@Suite("Random records, written and read again")
struct RoundTripTests {
    private static let pieces = [
        "Bridge falls", "It fell.", "By Bo Lind", "PORT ALDER (AP) —", "- item", " ", "\n", "\n\n", "\r\n",
        "\t", "\"", "\\", ",", "\u{0}",
        "\u{1F}", "\u{7F}", "é", "e\u{301}", "\"\u{301}", "🌊", "👩\u{200D}👧", "\u{2028}", "\u{FEFF}",
        "\u{10FFFF}", "#", "{", "'", ";",
    ]

    private struct Randomness {
        var random: SeededGenerator

        mutating func text(upTo count: Int) -> String {
            (0..<Int.random(in: 0...count, using: &random)).map { _ in pieces.randomElement(using: &random)! }
                .joined()
        }

        /// A span of whole characters.
        mutating func span(_ text: String) -> Span {
            let edges =
                text.unicodeScalars.indices.map { text.utf8.distance(from: text.startIndex, to: $0) } + [
                    text.utf8.count
                ]
            let (a, b) = (edges.randomElement(using: &random)!, edges.randomElement(using: &random)!)
            return Span(min(a, b), max(a, b))
        }

        mutating func value(_ text: String, depth: Int) -> FeatureValue {
            switch Int.random(in: 0..<(depth > 0 ? 8 : 6), using: &random) {
            case 0: .boolean(Bool.random(using: &random))
            case 1: .integer(Int.random(in: .min ... .max, using: &random))
            case 2: .number(Double.random(in: -1e9...1e9, using: &random))
            case 3: .string(self.text(upTo: 3))
            case 4: .mention(span(text))
            case 5: .annotation(Int.random(in: -1...4, using: &random))
            case 6:
                .list((0..<Int.random(in: 0...3, using: &random)).map { _ in value(text, depth: depth - 1) })
            default:
                .object([
                    .init("k\u{301}\"", value(text, depth: depth - 1)),
                    .init("l", value(text, depth: depth - 1)),
                ])
            }
        }

        mutating func record(_ number: Int) -> AnnotatedArticle {
            let text = text(upTo: 12)
            var headline: String? = self.text(upTo: 2)
            // A headline that is a line of the text is not written again.
            if number % 2 == 0 || headline == "" || text.utf8.starts(with: headline!.utf8) { headline = nil }
            var metadata = Metadata()
            metadata.published = number % 3 == 0 ? "2024-03-05" : nil
            let article = ArticleReader.article(
                text: text, headline: headline,
                id: number % 5 == 0 ? .integer(number) : .string(self.text(upTo: 3)), metadata: metadata)
            let annotations = (0..<Int.random(in: 0...5, using: &random)).map { index in
                Annotation(
                    id: "m\(index)", layer: ["a", "b"].randomElement(using: &random)!, label: "X",
                    span: span(article.text), plugin: "p",
                    rule: index % 2 == 0 ? "R" : nil, score: index % 3 == 0 ? 0.5 : nil,
                    features: [.init("f", value(article.text, depth: 3))])
            }
            return AnnotatedArticle(article: article, annotations: annotations.sorted { $0.span < $1.span })
        }
    }

    private static let records: [AnnotatedArticle] = {
        var randomness = Randomness(random: SeededGenerator(seed: 51))
        return (0..<400).map { randomness.record($0) }
    }()

    private func parse(_ line: some Sequence<UInt8>) throws -> FeatureValue {
        try Array(line).withUnsafeBytes { try JSONDocument.parse($0) }
    }

    /// The text between two offsets, counted the slow way.
    private func slice(_ text: String, _ start: Int, _ end: Int, _ unit: OffsetMap.Unit) -> String {
        switch unit {
        case .bytes: String(decoding: Array(text.utf8)[start..<end], as: UTF8.self)
        case .codepoints: String(String.UnicodeScalarView(Array(text.unicodeScalars)[start..<end]))
        case .utf16: String(decoding: Array(text.utf16)[start..<end], as: UTF16.self)
        }
    }

    @Test(
        "a line of JSON is one line, and its offsets are those of its texts",
        arguments: OffsetMap.Unit.allCases)
    func jsonLines(_ unit: OffsetMap.Unit) throws {
        var writer = JSONLinesWriter(EncodingContext(unit: unit))
        for record in Self.records {
            let line = writer.line(record)
            #expect(line.last == 10 && line.filter { $0 < 32 }.count == 1)
            let value = try parse(line)
            guard case .list(let annotations)? = value["annotations"],
                case .list(let errors)? = value["errors"]
            else {
                Issue.record("the record has no annotations or errors")
                continue
            }
            #expect(annotations.count + errors.count == record.annotations.count)
            for annotation in annotations {
                let field = annotation["field"]?.string ?? "text"
                guard case .integer(let start)? = annotation["start"],
                    case .integer(let end)? = annotation["end"],
                    let text = value[field]?.string
                else {
                    Issue.record("the annotation has no place")
                    continue
                }
                let shown = slice(text, start, end, unit)
                #expect(annotation["text"]?.string?.utf8.elementsEqual(shown.utf8) == true)
                let id = annotation["id"]?.string
                let original = try #require(record.annotations.first { $0.id == id })
                #expect(record.article.text(of: original.span).utf8.elementsEqual(shown.utf8))
            }
        }
    }

    @Test("our own output is read as the article that it was, with the same blocks")
    func again() throws {
        var writer = JSONLinesWriter()
        for record in Self.records {
            let line = writer.line(record)
            let result = line.dropLast().withUnsafeBytes { JSONLinesReader.read($0, source: "a", number: 1) }
            let article = try #require(result.article)
            #expect(article.id == record.article.id)
            #expect(article.utf8 == record.article.utf8)
            #expect(article.fields == record.article.fields)
            #expect(article.blocks == record.article.blocks, "\(article.text.debugDescription)")
            #expect(article.metadata.published == record.article.metadata.published)
            var again = writer
            #expect(again.line(AnnotatedArticle(article: article, annotations: record.annotations)) == line)
        }
    }

    @Test("flat lines have what the lines of records have")
    func flat() throws {
        var writer = JSONLinesWriter()
        var flat = FlatLinesFormat().encoder(EncodingContext())
        for record in Self.records {
            let value = try parse(writer.line(record))
            guard case .list(let annotations)? = value["annotations"],
                case .list(let errors)? = value["errors"]
            else {
                Issue.record("the record has no annotations or errors")
                continue
            }
            let lines = try flat.encode(OutgoingRecord(record)).split(separator: 10).map(parse)
            #expect(lines.prefix(annotations.count).map(withoutArticle) == annotations)
            #expect(lines.dropFirst(annotations.count).map { $0["error"] } == errors)
            #expect(lines.allSatisfy { $0["article"] == value["id"] })
        }
    }

    private func withoutArticle(_ line: FeatureValue) -> FeatureValue {
        guard case .object(let fields) = line else { return line }
        return .object(fields.filter { !["article", "published", "metadata"].contains($0.name) })
    }

    @Test("a row of CSV is read again as the cells that were written")
    func csv() throws {
        var encoder = TableFormat(.comma).encoder(EncodingContext(fields: ["published"]))
        for record in Self.records {
            let outgoing = OutgoingRecord(record)
            var bytes: [UInt8]? = encoder.encode(outgoing)
            var reader = DelimitedReader(separator: UInt8(ascii: ","))
            var rows: [[[UInt8]]] = []
            while let row = reader.next(more: {
                defer { bytes = nil }
                return bytes?.isEmpty == true ? nil : bytes
            }) {
                rows.append(row.fields)
            }
            let expected = outgoing.annotations.map { annotation, place in
                [
                    outgoing.id.description, record.article.metadata.published ?? "", annotation.id,
                    annotation.layer, "X", place.field,
                    "\(place.start)", "\(place.end)", "codepoints", record.article.text(of: annotation.span),
                    "p",
                    annotation.rule ?? "", annotation.score == nil ? "" : "0.5",
                ].map { cell in
                    // Nothing is run as a formula.
                    let isFormula = cell.utf8.first.map { "=+-@\t\r".utf8.contains($0) } ?? false
                    return (isFormula ? [UInt8(ascii: "'")] : []) + Array(cell.utf8)
                }
            }
            #expect(rows.prefix(expected.count).map { Array($0.dropLast()) } == expected)
            #expect(rows.allSatisfy { $0.count == 14 })
            #expect(rows.count == record.annotations.count)
        }
    }
}
