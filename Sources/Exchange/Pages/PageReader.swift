internal import Diagnostics
internal import ArticleModel

/// The common part of formats with one article a page. The metadata field `extractor` names the method that
/// found the text; offsets count in that text.
enum PageReader {
    /// Returns the article that `read` makes of an item, or its failure as the result.
    static func result(
        of item: InputItem, _ read: () throws(Diagnostic) -> ReadResult
    ) -> ReadResult {
        do throws(Diagnostic) { return try read() } catch {
            return ReadResult(
                failed: ArticleError(
                    stage: "read", kind: item.format.name, message: error.message, line: item.line),
                id: item.fallbackID, line: item.line)
        }
    }

    /// Returns the article of a text that was found in a page.
    ///
    /// - Throws: ``Diagnostic`` if the text is blank.
    static func article(
        _ item: InputItem, text: String, _ metadata: Metadata, extractor: String
    ) throws(Diagnostic) -> ReadResult {
        guard text.contains(where: { !$0.isWhitespace }) else {
            throw Diagnostic(.input, "no text of an article was found in it")
        }
        var metadata = metadata
        metadata.url = metadata.url ?? item.fields["url"]
        metadata.others.append(.init("extractor", .string(extractor)))
        return ArticleReader.article(
            text: Array(text.utf8), headline: metadata.headline, id: item.fallbackID, metadata: metadata,
            line: item.line)
    }
}
