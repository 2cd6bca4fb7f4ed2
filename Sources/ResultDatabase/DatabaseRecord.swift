public import ArticleModel
public import Exchange
internal import Serialization

/// A record on its way to the database: the line of JSON Lines, and what it leaves out of the metadata.
public enum DatabaseRecord {
    /// The bytes that a worker hands on.
    public static func encode(
        _ read: ReadResult, _ record: AnnotatedArticle?, _ writer: inout JSONLinesWriter
    ) -> [UInt8] {
        var json = JSONText()
        json.begin("{")
        if let metadata = record?.article.metadata {
            for (name, value) in [
                ("headline", metadata.headline), ("byline", metadata.byline), ("source", metadata.source),
                ("url", metadata.url), ("language", metadata.language),
            ] {
                guard let value else { continue }
                json.key(name)
                json.value(value)
            }
        }
        json.end("}")
        json.newline()
        return json.bytes + (record.map { writer.line($0) } ?? writer.line(failed: read))
    }

    /// Metadata and record, or nil if the bytes are none.
    static func decode(_ bytes: [UInt8]) -> (metadata: FeatureValue, record: FeatureValue)? {
        guard let end = bytes.firstIndex(of: 10),
            let metadata = bytes[..<end].withUnsafeBytes({ try? JSONDocument.parse($0) }),
            let record = bytes[(end + 1)...].withUnsafeBytes({ try? JSONDocument.parse($0) })
        else { return nil }
        return (metadata, record)
    }
}
