internal import ArticleModel

extension PageReader {
    /// Returns the article of a web page. Without text it still has the title and what else the page says of the
    /// article, with an error; a page that says nothing either is no article.
    static func result(of item: InputItem, _ page: MarkupNode, _ options: ReadingOptions) -> ReadResult {
        let said = PageMetadata(page)
        var metadata = Metadata()
        metadata.headline = said.headline
        metadata.byline = said.byline
        metadata.source = said.source
        metadata.url = said.url ?? item.fields["url"]
        metadata.language = said.language
        var errors: [ArticleError] = []
        metadata.published = published(said.dates, &errors, item) ?? options.published
        let found = PageText(page, said)
        func error(_ message: String) -> ArticleError {
            ArticleError(stage: "read", kind: item.format.name, message: message, line: item.line)
        }
        if found.text.isEmpty {
            errors.append(error("no text of an article was found in it"))
            guard said.headline != nil || said.byline != nil || !said.dates.isEmpty else {
                return ReadResult(failed: errors.last!, id: item.fallbackID, line: item.line)
            }
        } else if found.isDoubtful {
            errors.append(
                error(
                    "the text shares no word with the title and the description of the page: it may not be the article"
                ))
        }
        metadata.others.append(.init("extractor", .string(found.method.rawValue)))
        var result = ArticleReader.article(
            text: Array(found.text.utf8), headline: metadata.headline, id: item.fallbackID,
            metadata: metadata,
            line: item.line)
        result.errors = errors + result.errors
        return result
    }

    /// The first date that can be read; if there is none, the reason is an error.
    private static func published(_ dates: [String], _ errors: inout [ArticleError], _ item: InputItem)
        -> String?
    {
        var first: PublicationDate.Failure?
        for text in dates {
            do throws(PublicationDate.Failure) { return try PublicationDate.read(text) } catch {
                first = first ?? error
            }
        }
        if let first { errors.append(first.articleError(line: item.line)) }
        return nil
    }
}
