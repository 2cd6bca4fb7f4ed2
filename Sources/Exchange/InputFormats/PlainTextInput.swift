/// Plain text: a file is an article.
struct PlainTextInput: InputFormat {
    let name = "text"
    let title = "plain text"
    let extensions = ["txt"]

    func article(of item: InputItem, _ options: ReadingOptions) -> ReadResult {
        ArticleReader.plainText(
            item.bytes, id: item.fallbackID, published: options.published, declared: item.fields["charset"])
    }
}
