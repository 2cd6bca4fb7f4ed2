import ArticleModel
import Exchange
import Foundation
import GRDB
import ResultDatabase
import System

/// A database in a folder of its own, written as a run writes it.
final class DatabaseFixture {
    let folder = "/tmp/nightdesk-results-\(UUID().uuidString)"
    let format = DatabaseFormat()
    var path: String { Path.join(folder, "out.db") }
    var partial: String { OutputFile.partialPath(path) }

    init() throws { try FileSystem.makeFolder(folder) }
    deinit { FileSystem.removeFolder(folder) }

    /// Writes records, numbered from `first`, and completes the database.
    func write(_ records: [OutgoingRecord], facts: [(name: String, value: String)] = []) throws {
        var place = OutputPlace(path: path, facts: facts)
        place.views = try Self.bundledViews
        let sink = try format.sink(place)
        try add(records, to: sink)
        try sink.complete()
    }

    /// The views of the bundled plugins, as they are in this package.
    static var bundledViews: [(plugin: String, sql: String)] {
        get throws {
            let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
                .deletingLastPathComponent()
            return try ["entities", "quotes", "dates"].map { name in
                let file = package.appending(path: "Plugins/\(name)/views.sql")
                return (name, try String(contentsOf: file, encoding: .utf8))
            }
        }
    }

    /// Writes records and commits them.
    func add(_ records: [OutgoingRecord], to sink: any RecordSink, first: Int = 0) throws {
        var encoder = format.encoder(EncodingContext())
        for (number, record) in records.enumerated() {
            try sink.write(encoder.encode(record), number: first + number)
        }
        // The position is what was passed.
        _ = try sink.checkpoint(RunPosition(items: first + records.count, hash: 7))
    }

    /// The rows of a query, each with its values separated by `|`; NULL is `-`.
    func rows(_ query: String, in path: String? = nil) throws -> [String] {
        var configuration = Configuration()
        configuration.readonly = true
        return try DatabaseQueue(path: path ?? self.path, configuration: configuration).read { database in
            try Row.fetchAll(database, sql: query).map { row in
                row.databaseValues.map { value in
                    switch value.storage {
                    case .null: "-"
                    case .int64(let number): String(number)
                    case .double(let number): String(number)
                    case .string(let text): text
                    case .blob(let data): "blob of \(data.count)"
                    }
                }.joined(separator: "|")
            }
        }
    }
}

/// A record of an article with annotations, which find their text in it.
func record(
    _ id: String, _ text: String, published: String? = nil, headline: String? = nil,
    _ annotations: [Annotation] = [], errors: [ArticleError] = [],
    context: EncodingContext = EncodingContext()
) -> OutgoingRecord {
    var metadata = Metadata()
    metadata.published = published
    let article = ArticleReader.article(text: text, headline: headline, id: .string(id), metadata: metadata)
    return OutgoingRecord(
        AnnotatedArticle(article: article, annotations: annotations, errors: errors), context)
}

/// An annotation of bytes of a text.
func annotation(
    _ layer: String, _ label: String, _ range: Range<Int>, id: String = "x1", rule: String? = nil,
    score: Double? = nil, _ features: [FeatureValue.Field] = []
) -> Annotation {
    Annotation(
        id: id, layer: layer, label: label, span: Span(range.lowerBound, range.upperBound), plugin: layer,
        rule: rule,
        score: score, features: features)
}
