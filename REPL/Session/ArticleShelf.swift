public import ArticleModel
internal import Exchange
internal import Files

/// The articles of a session, in order. They are read when they are asked for: of a long file of records,
/// no more than is needed.
public final class ArticleShelf {
    /// A file with articles.
    public struct Source: Equatable, Sendable {
        /// Its path; "-" for standard input.
        public var path: String
        /// Whether it holds records, one a line, or else the text of one article.
        public var isJSONLines: Bool

        /// A file.
        public init(path: String, isJSONLines: Bool) {
            self.path = path
            self.isJSONLines = isJSONLines
        }
    }

    /// Date of publication for articles without one.
    public var published: String?
    /// What could not be read so far.
    public private(set) var problems: [String] = []
    private var waiting: [Source]
    private var articles: [Article]
    private var records: Records?

    /// A file of records that is read line by line.
    private final class Records {
        var lines: LineReader
        let name: String

        init(_ path: String) throws(FileSystem.Failure) {
            lines = try LineReader(path: path)
            name = path == "-" ? "stdin" : Path.name(path)
        }
    }

    /// A shelf of files, or of articles that are there already.
    public init(_ sources: [Source] = [], articles: [Article] = [], published: String? = nil) {
        waiting = sources
        self.articles = articles
        self.published = published
    }

    /// Puts files behind what is there; returns the number of the first of their articles, from 0, or nil
    /// if none could be read.
    func add(_ sources: [Source]) -> Int? {
        let first = all.count
        waiting = sources
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
        while true {
            if let records {
                if readLine(of: records) { return true }
                self.records = nil
            }
            guard !waiting.isEmpty else { return false }
            let source = waiting.removeFirst()
            do throws(FileSystem.Failure) {
                if source.isJSONLines {
                    records = try Records(source.path)
                } else if take(
                    ArticleReader.plainText(
                        try FileSystem.read(source.path == "-" ? "/dev/stdin" : source.path),
                        id: .string(source.path == "-" ? "stdin" : Path.stem(source.path)),
                        published: published))
                {
                    return true
                }
            } catch {
                problems.append(error.description)
            }
        }
    }

    /// Reads the records of the open file up to the next article.
    private func readLine(of records: Records) -> Bool {
        do throws(FileSystem.Failure) {
            while let line = try records.lines.next() {
                let number = records.lines.number
                let result = line.withUnsafeBytes {
                    JSONLinesReader.read($0, source: records.name, number: number, published: published)
                }
                if take(result) { return true }
            }
        } catch {
            problems.append(error.description)
        }
        return false
    }

    private func take(_ result: ReadResult) -> Bool {
        for error in result.errors {
            problems.append(
                "\(result.id)" + (result.line.map { ", line \($0)" } ?? "") + ": \(error.message)")
        }
        guard let article = result.article else { return false }
        articles.append(article)
        return true
    }
}
