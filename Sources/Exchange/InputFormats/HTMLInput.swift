internal import Diagnostics
internal import ArticleModel

/// A web page.
struct HTMLInput: InputFormat {
    let name = "html"
    let title = "web pages"
    let extensions = ["html", "htm", "xhtml"]

    func article(of item: InputItem, _ options: ReadingOptions) -> ReadResult {
        let decoded = TextDecoding.decode(item.bytes, declared: item.fields["charset"], isHTML: true)
        var result = PageReader.result(of: item) { () throws(Diagnostic) in
            PageReader.result(
                of: item,
                try MarkupTree.read(Array(decoded.text.utf8), encoding: "UTF-8"),
                options)
        }
        if let problem = decoded.problem { result.note("encoding", problem) }
        return result
    }
}
