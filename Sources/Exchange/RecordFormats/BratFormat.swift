public import ArticleModel
internal import Serialization
internal import System

/// The standoff format of brat (brat.nlplab.org/standoff.html): for each article a text and a file with
/// annotations, in a folder. Offsets are code points, as the format has them.
public struct BratFormat: RecordFormat {
    /// brat
    public let name = "brat"
    /// A folder.
    public let destination = RecordDestination.folder
    /// Code points.
    public let unit: OffsetMap.Unit? = .codepoints

    /// Creates the format.
    public init() {}

    /// A writer of both files.
    public func encoder(_ context: EncodingContext) -> any RecordEncoder {
        BratWriter(layers: context.layers)
    }

    /// A folder.
    ///
    /// - Throws: ``FileSystem/Failure`` if the folder cannot be made.
    public func sink(_ place: OutputPlace) throws -> any RecordSink {
        try BratSink(folder: place.path ?? ".")
    }
}

/// Writes articles as a frame of the files' name, the text and the annotations; the name alone if there is no
/// article.
struct BratWriter: RecordEncoder {
    let layers: Set<String>?
    private var json = JSONText()

    init(layers: Set<String>?) { self.layers = layers }

    mutating func encode(_ record: OutgoingRecord) -> [UInt8] {
        var frame = FrameWriter()
        frame.write(Self.fileName(record.id.description))
        if let annotated = record.annotated, let map = record.wholeTextMap() {
            frame.write(annotated.article.utf8)
            frame.write(annotations(annotated, map, record))
        }
        return frame.bytes
    }

    /// The file of annotations: spans as `T`, features as notes.
    private mutating func annotations(
        _ annotated: AnnotatedArticle, _ map: OffsetMap, _ record: OutgoingRecord
    ) -> String {
        let article = annotated.article
        var lines = ""
        let kept = annotated.annotations.filter { layers?.contains($0.layer) ?? true }
        for (index, annotation) in kept.enumerated() {
            // A span over several lines is given in pieces: the format has no line ends in one.
            let pieces = pieces(of: annotation.span, in: article.utf8)
            // A span that cuts a character has no place.
            let places = pieces.compactMap { try? map.convert($0, to: .codepoints) }
            guard places.count == pieces.count, !places.isEmpty else { continue }
            let shown = pieces.map { article.text(of: $0) }.joined(separator: " ")
            let spans = places.map { "\($0.lowerBound) \($0.upperBound)" }.joined(separator: ";")
            lines += "T\(index + 1)\t\(annotation.label) \(spans)\t\(shown)\n"
            json.removeAll()
            record.writeFeatures(of: annotation, to: &json)
            let features = String(decoding: json.bytes, as: UTF8.self)
            if features != "{}" { lines += "#\(index + 1)\tAnnotatorNotes T\(index + 1)\t\(features)\n" }
        }
        return lines
    }

    private func pieces(of span: Span, in utf8: [UInt8]) -> [Span] {
        var pieces: [Span] = []
        var start = span.start
        for at in span.range where utf8[at] == 10 || utf8[at] == 13 {
            if at > start { pieces.append(Span(start, at)) }
            start = at + 1
        }
        if start < span.end { pieces.append(Span(start, span.end)) }
        return pieces
    }

    /// A name for an article's files that no file system minds.
    static func fileName(_ id: String) -> String {
        let name = String(
            id.unicodeScalars.map { scalar -> Character in
                let isPlain =
                    scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                    || "-_.".unicodeScalars.contains(scalar)
                return isPlain ? Character(scalar) : "_"
            })
        let trimmed = name.drop { $0 == "." }
        // A name may have 255 bytes, and a number and an extension follow.
        var end = trimmed.prefix(120).endIndex
        while trimmed[..<end].utf8.count > 200 { end = trimmed.index(before: end) }
        return trimmed.isEmpty ? "article" : String(trimmed[..<end])
    }
}

/// A folder with two files for each article.
final class BratSink: RecordSink {
    private let folder: String

    init(folder: String) throws {
        self.folder = folder
        try FileSystem.makeFolder(folder)
    }

    func write(_ record: [UInt8], number: Int) throws {
        var frame = FrameReader(record)
        let name = try frame.text()
        // Input that could not be read has no files.
        guard !frame.isAtEnd else { return }
        let text = Array(try frame.content())
        let annotations = Array(try frame.content())
        // Two articles of one name must not become one.
        var stem = Path.join(folder, name)
        if FileSystem.kind(of: stem + ".txt") != nil {
            // A file that cannot be read is not this article's.
            let isSame = (try? FileSystem.read(stem + ".txt")) == text
            if !isSame { stem += "-\(number + 1)" }
        }
        try FileSystem.write(text, to: stem + ".txt")
        try FileSystem.write(annotations, to: stem + ".ann")
    }

    func flush() throws {}
    func checkpoint(_ position: RunPosition) throws -> RunPosition { position }
    func complete() throws {}
}
