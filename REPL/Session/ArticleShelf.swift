public import ArticleModel
public import Exchange

/// The articles of a session, in order. They are read when they are asked for: of a long file of records,
/// no more than is needed.
public final class ArticleShelf {
    /// What could not be read so far.
    public private(set) var problems: [String] = []
    private var articles: [Article]
    private var waiting: [InputStream]
    private let reader: InputItemReader

    /// A shelf of files, and of articles that are there already.
    ///
    /// - Parameter published: date of publication for articles without one.
    public init(_ sources: [InputSource] = [], articles: [Article] = [], published: String? = nil) {
        waiting = [InputStream(sources)]
        self.articles = articles
        reader = InputItemReader(published: published)
    }

    /// Puts files behind what is there; returns the number of the first of their articles, from 0, or nil
    /// if none could be read.
    func add(_ sources: [InputSource]) -> Int? {
        let first = all.count
        waiting = [InputStream(sources)]
        return article(at: first) == nil ? nil : first
    }

    /// The article with a number, from 0; nil if there are fewer.
    public func article(at index: Int) -> Article? {
        while articles.count <= index, readNext() {}
        return articles.indices.contains(index) ? articles[index] : nil
    }

    /// All articles, read to the end.
    var all: [Article] {
        while readNext() {}
        return articles
    }

    /// Reads one more; false at the end.
    private func readNext() -> Bool {
        while let stream = waiting.first {
            guard case .item(let item) = stream.next() else {
                waiting.removeFirst()
                continue
            }
            let result = reader.read(item)
            for error in result.errors {
                problems.append(
                    "\(result.id)" + (result.line.map { ", line \($0)" } ?? "") + ": \(error.message)")
            }
            if let article = result.article {
                articles.append(article)
                return true
            }
        }
        return false
    }
}
