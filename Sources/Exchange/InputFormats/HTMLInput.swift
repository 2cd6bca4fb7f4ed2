internal import Diagnostics
internal import ArticleModel

/// A web page.
struct HTMLInput: InputFormat {
    let name = "html"
    let extensions = ["html", "htm", "xhtml"]

    func article(of item: InputItem, _ options: ReadingOptions) -> ReadResult {
<<<<<<< HEAD
        PageReader.result(of: item) { () throws(Diagnostic) in try read(item, options.published) }
    }

    /// Returns the article of a page, with a problem of its encoding beside it.
    private func read(_ item: InputItem, _ published: String?) throws(Diagnostic) -> ReadResult {
        let decoded = TextDecoding.decode(item.bytes, declared: item.fields["charset"], isHTML: true)
        var result = try read(Array(decoded.text.utf8), item, published)
        if let problem = decoded.problem { result.note("encoding", problem) }
        return result
    }

    private func read(_ utf8: [UInt8], _ item: InputItem, _ published: String?) throws(Diagnostic)
        -> ReadResult
    {
        let page = try MarkupTree.read(utf8, isHTML: true, encoding: "UTF-8")
        let said = PageMetadata(page)
        var metadata = Metadata()
        metadata.headline = said.headline
        metadata.byline = said.byline
        metadata.published = said.published.flatMap(PublicationDate.normalized) ?? published
        metadata.source = said.source
        metadata.url = said.url
        metadata.language = said.language
        let found = PageText(page).text
        // The page's own statement of its text often lacks paragraphs, so the page comes first; unless much
        // of the text is not in it.
        if let body = said.body, found.utf8.count * 10 < body.utf8.count * 6 {
            return try PageReader.article(item, text: body, metadata, extractor: "json-ld")
=======
        PageReader.result(of: item) { () throws(Diagnostic) in
            PageReader.result(
                of: item, try MarkupTree.read(item.bytes, isHTML: true, encoding: item.fields["charset"]),
                options)
>>>>>>> origin/main
        }
    }
}
