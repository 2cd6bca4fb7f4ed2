internal import ArticleModel
internal import Diagnostics
internal import System

/// A format of XML whose files hold stories. What a file is its outermost element says, not its name, so that each of
/// these formats reads the files of all.
protocol StoryFormat: InputFormat {
    /// Whether a document is of the format.
    static func canRead(_ root: XMLElement) -> Bool

    /// Returns the stories of a document in order.
    static func stories(in root: XMLElement) -> StoryList
}

/// The stories of a document.
struct StoryList {
    var stories: [Story] = []
    /// Parts that are no stories and no errors, such as pictures: how many of each kind.
    var skipped: [String: Int] = [:]
}

extension StoryFormat {
    func items(in bytes: any ByteSource, path: String, _ options: ReadingOptions) -> any ItemReader {
        StoryItems(bytes, path, options)
    }

    func article(of item: InputItem, _ options: ReadingOptions) -> ReadResult {
        Story.article(of: item, options)
    }
}

/// The formats of XML.
enum StoryFormats {
    static let all: [any StoryFormat] = InputFormats.all.compactMap { $0 as? any StoryFormat }

    /// The names of what is read, for an error.
    static let names = "RSS, Atom, NewsML-G2, NewsML 1 and NITF"
}

/// The stories of a file as items.
private final class StoryItems: ItemReader {
    let name: String
    private(set) var skipped: [String: Int] = [:]
    private let bytes: any ByteSource
    private let path: String
    private let options: ReadingOptions
    private var waiting: [InputItem]?

    init(_ bytes: any ByteSource, _ path: String, _ options: ReadingOptions) {
        (self.bytes, self.path, self.options) = (bytes, path, options)
        name = Path.name(path)
    }

    func next(waiting: Bool) throws(FileSystem.Failure) -> InputStream.Step {
        if self.waiting == nil { self.waiting = try read().reversed() }
        return self.waiting?.popLast().map { .item($0) } ?? .end
    }

    private func failed(_ message: String, kind: String? = nil) -> InputItem {
        InputItem(failed: message, kind: kind ?? "xml", source: Path.stem(path))
    }

    private func read() throws(FileSystem.Failure) -> [InputItem] {
        let contents = bytes.readAll(limit: options.maximumBytes)
        if contents.isOverLimit { return [failed(options.sizeProblem, kind: "size")] }
        if let failure = contents.failure, contents.bytes.isEmpty { throw failure }
        let decoded = TextDecoding.decode(
            contents.bytes, declared: options.encoding?.name, isHTML: true)
        let tree: XMLTree
        do throws(Diagnostic) { tree = try XMLTree(decoded.text) } catch { return [failed(error.message)] }
        guard let format = StoryFormats.all.first(where: { type(of: $0).canRead(tree.root) }) else {
            let what = "the file is XML with the root <\(tree.root.name)>, which is not read"
            return [failed("\(what); \(StoryFormats.names) are")]
        }
        let list = type(of: format).stories(in: tree.root)
        skipped = list.skipped
        var items = items(of: list.stories, format)
        if let problem = decoded.problem { note("encoding", problem, on: &items) }
        let damage =
            contents.failure?.description ?? tree.problem.map { "the file is damaged in \($0)" }
        if let damage { report(damage, isTruncated: contents.failure != nil, in: &items) }
        if items.isEmpty, list.skipped.isEmpty {
            // A feed may be empty; an agency's file is sent because of its stories.
            if !(format is FeedInput) { items = [failed("there is no story in the file", kind: format.name)] }
        }
        return items
    }

    private func items(of stories: [Story], _ format: any StoryFormat) -> [InputItem] {
        let isNumbered = stories.count > 1 || !format.isSingleArticle
        return stories.enumerated().map { index, story in
            var item = InputItem(
                format, source: isNumbered ? name : Path.stem(path), number: isNumbered ? index + 1 : 0,
                bytes: story.bytes)
            if let id = story.id { item.fields["id"] = id }
            return item
        }
    }

    /// Adds a doubt about the encoding to the items in which a character was replaced, or else to the first.
    private func note(_ kind: String, _ problem: String, on items: inout [InputItem]) {
        let replacement = Array("\u{FFFD}".utf8)
        var doubtful = items.indices.filter { items[$0].bytes.firstRange(of: replacement) != nil }
        if doubtful.isEmpty { doubtful = Array(items.indices.prefix(1)) }
        for index in doubtful { items[index].note(kind, problem) }
    }

    /// Reports damage: beside a single story, or as a record after several.
    private func report(_ damage: String, isTruncated: Bool, in items: inout [InputItem]) {
        let kind = isTruncated ? "truncated" : "damaged"
        let message = "\(damage); what follows may be missing"
        if items.count == 1, items[0].number == 0, items[0].problem == nil {
            items[0].note(kind, message)
        } else {
            var item = failed(message, kind: kind)
            (item.source, item.number) = (name, items.count + 1)
            item.note(kind, message)
            items.append(item)
        }
    }
}
