internal import Diagnostics
internal import ArticleModel
internal import Exchange

/// Where articles come from: a file, or standard input.
struct ArticleSource {
    private var source: InputSource

    /// Whether it is one article.
    var isSingleArticle: Bool { source.isSingle }

    /// The sources that an argument names: itself, or the files of a folder and those in it.
    static func find(_ argument: String, plainText: Bool) throws -> [ArticleSource] {
        try InputSource.find(argument, plainText: plainText).map { ArticleSource(source: $0) }
    }

    /// Reads the articles one after the other.
    func forEach(published: String?, _ body: (ReadResult) -> Void) throws {
        let stream = InputStream([source])
        let reader = InputItemReader(published: published)
        while case .item(let item) = stream.next() { body(reader.read(item)) }
    }
}
