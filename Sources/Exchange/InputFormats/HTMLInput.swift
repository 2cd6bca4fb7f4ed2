internal import Diagnostics
internal import ArticleModel

/// A web page.
struct HTMLInput: InputFormat {
    let name = "html"
    let extensions = ["html", "htm", "xhtml"]

    func article(of item: InputItem, _ options: ReadingOptions) -> ReadResult {
        PageReader.result(of: item) { () throws(Diagnostic) in
            PageReader.result(
                of: item, try MarkupTree.read(item.bytes, isHTML: true, encoding: item.fields["charset"]),
                options)
        }
    }
}
