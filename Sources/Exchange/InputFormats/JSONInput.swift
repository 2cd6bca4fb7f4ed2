internal import ArticleModel
internal import Serialization
internal import System

/// JSON that is not JSON Lines by its name: an object, a list of objects, objects one after the other, or JSON Lines.
/// An object is a record as in JSON Lines, an item of ninjs (iptc.org/standards/ninjs) or of JSON Feed, or holds a
/// list of these.
struct JSONInput: InputFormat {
    let name = "json"
    let title = "JSON records, ninjs, JSON Feed"
    let extensions = ["json"]

    func items(in bytes: any ByteSource, path: String, _ options: ReadingOptions) -> any ItemReader {
        JSONItems(bytes, path, options)
    }

    func article(of item: InputItem, _ options: ReadingOptions) -> ReadResult {
        let decoded = TextDecoding.decode(item.bytes, declared: options.encoding?.name)
        var result = read(Array(decoded.text.utf8), item, options)
        if let problem = decoded.problem { result.note("encoding", problem) }
        return result
    }

    /// The `id` of a record, or the `uri` of an item of ninjs.
    func id(of item: InputItem, _ options: ReadingOptions) -> ArticleID {
        // What cannot be parsed has the id of the item.
        guard case .object(let fields)? = try? JSONDocument.parse(item.bytes) else { return item.fallbackID }
        return switch JSONStory.id(fields, options.map) {
        case .string(let id)?: .string(id)
        case .integer(let id)?: .integer(id)
        default: item.fallbackID
        }
    }

    private func read(_ bytes: [UInt8], _ item: InputItem, _ options: ReadingOptions) -> ReadResult {
        func failed(_ message: String) -> ReadResult {
            ReadResult(
                failed: ArticleError(stage: "read", kind: name, message: message, line: item.line),
                id: item.fallbackID, line: item.line)
        }
        let value: FeatureValue
        do throws(JSONDocument.Failure) { value = try JSONDocument.parse(bytes) } catch {
            return failed(error.description)
        }
        guard case .object(let fields) = value else {
            return failed(
                item.number > 0
                    ? "it is not a JSON object" : "the file is not a JSON object or a list of objects")
        }
        let story = JSONStory(fields, options.map)
        var record = ArticleRecord(story.record, line: item.number, options.map, noText: story.noText)
        return record.article(fallback: item.fallbackID, published: options.published)
    }
}

/// The objects of a file as items.
private final class JSONItems: ItemReader {
    let name: String
    private let path: String
    private let options: ReadingOptions
    private let bytes: PeekedBytes
    private var lines: (any ItemReader)?
    private var values: JSONValues
    private var number = 0
    private var waiting: [InputItem] = []
    private var isBegun = false
    private var isDone = false

    init(_ bytes: any ByteSource, _ path: String, _ options: ReadingOptions) {
        (self.path, self.options) = (path, options)
        name = Path.name(path)
        self.bytes = PeekedBytes(UnicodeBytes(bytes, from: options.encoding))
        values = JSONValues(maximum: options.maximumBytes)
    }

    func next(waiting: Bool) throws(FileSystem.Failure) -> InputStream.Step {
        if !isBegun {
            isBegun = true
            if try bytes.beginsLikeJSONLines(within: options.maximumBytes) {
                lines = JSONLinesInput().items(in: bytes, path: path, options)
            }
        }
        if let lines { return try lines.next(waiting: waiting) }
        if let item = self.waiting.popLast() { return .item(item) }
        if isDone { return .end }
        guard let found = try values.next(from: bytes) else {
            if number > 0 { return .end }
            number = 1
            let what = values.isInList ? "the list of the file is empty" : "the file is empty"
            return .item(InputItem(failed: what, kind: "json", source: Path.stem(path)))
        }
        if number == 0, !values.isInList, case .value(let whole) = found {
            let second = try values.next(from: bytes)
            if second == nil {
                isDone = true
                self.waiting = items(ofOnly: whole).reversed()
                return self.waiting.popLast().map { .item($0) } ?? .end
            }
            let first = item(found)
            if let second { self.waiting = [item(second)] }
            return .item(first)
        }
        return .item(item(found))
    }

    private func item(_ found: JSONValues.Found) -> InputItem {
        number += 1
        switch found {
        case .value(let bytes): return InputItem(JSONInput(), source: name, number: number, bytes: bytes)
        case .tooLarge:
            return InputItem(failed: options.sizeProblem, kind: "size", source: name, number: number)
        case .end(let kind, let message):
            return InputItem(failed: message, kind: kind, source: name, number: number)
        }
    }

    /// The items of a file with one value: those of the list in it, or itself.
    private func items(ofOnly whole: [UInt8]) -> [InputItem] {
        var single = InputItem(JSONInput(), source: Path.stem(path), number: 0, bytes: whole)
        // A file that is not JSON is one item, whose error says so.
        guard let value = try? JSONDocument.parse(whole), let list = JSONStory.list(in: value, options.map)
        else { return [single] }
        if list.isEmpty {
            single = InputItem(failed: "the list of items is empty", kind: "json", source: Path.stem(path))
            return [single]
        }
        return list.map { item(.value(Array(JSONDocument.text($0).utf8))) }
    }
}
