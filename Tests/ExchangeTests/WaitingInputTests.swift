import ArticleModel
import Exchange
import System
import Testing

/// Bytes that come in parts, of which the next is there only after it was asked for once in vain.
private final class ArrivingBytes: ByteSource {
    private var parts: [[UInt8]]
    private(set) var isReady = false

    init(_ parts: [String]) { self.parts = parts.map { Array($0.utf8) }.reversed() }

    func arrive() { isReady = true }

    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        isReady = false
        guard let part = parts.popLast() else { return 0 }
        buffer.copyBytes(from: part)
        return part.count
    }
}

/// Bytes that cannot be read on after the first part.
private final class BrokenBytes: ByteSource {
    private var first: [UInt8]?
    let isReady = true

    init(_ first: String) { self.first = Array(first.utf8) }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileSystem.Failure) -> Int {
        guard let part = first else { throw FileSystem.Failure(path: "in.jsonl", reason: "the disk is gone") }
        first = nil
        buffer.copyBytes(from: part)
        return part.count
    }
}

@Suite("Input that must be waited for")
struct WaitingInputTests {
    private func described(_ step: InputStream.Step) -> String {
        switch step {
        case .item(let item): String(decoding: item.bytes, as: UTF8.self)
        case .notYet: "not yet"
        case .end: "end"
        }
    }

    @Test("a line is given when its end has come, and nothing is waited for unless that is asked")
    func lines() throws {
        let bytes = ArrivingBytes(["{a}\n{b", "}\n", "{c}"])
        let reader = JSONLinesInput().items(in: bytes, path: "-", ReadingOptions())
        func next() throws -> String { described(try reader.next(waiting: false)) }
        #expect(try next() == "not yet")
        bytes.arrive()
        #expect(try next() == "{a}")
        #expect(try next() == "not yet")
        #expect(try next() == "not yet")
        bytes.arrive()
        #expect(try next() == "{b}")
        #expect(try next() == "not yet")
        #expect(described(try reader.next(waiting: true)) == "{c}")
        #expect(described(try reader.next(waiting: true)) == "end")
    }

    @Test("a line after which nothing comes is given at the end")
    func lastLine() throws {
        let bytes = ArrivingBytes(["{a}"])
        let reader = JSONLinesInput().items(in: bytes, path: "-", ReadingOptions())
        bytes.arrive()
        #expect(described(try reader.next(waiting: false)) == "not yet")
        bytes.arrive()
        #expect(described(try reader.next(waiting: false)) == "{a}")
        #expect(described(try reader.next(waiting: true)) == "end")
    }

    @Test(
        "a file that cannot be read on gives what was read, and then the reason",
        arguments: ["jsonl", "csv"])
    func broken(_ name: String) throws {
        let text = name == "csv" ? "text\nIt fell.\nIt r" : "{\"text\":\"It fell.\"}\n{\"te"
        let reader = try #require(InputFormats.named(name)).items(
            in: BrokenBytes(text), path: "in.\(name)", ReadingOptions())
        var found: [String] = []
        let error = #expect(throws: FileSystem.Failure.self) {
            while case .item(let item) = try reader.next(waiting: true) {
                found.append(InputItemReader().read(item).article?.text ?? "")
            }
        }
        #expect(error?.description == "in.jsonl: the disk is gone")
        #expect(found == ["It fell."])
    }

    @Test("a text that cannot be read on is an article of what was read, with the reason")
    func brokenText() throws {
        let reader = try #require(InputFormats.named("text")).items(
            in: BrokenBytes("It fell. It r"), path: "in.txt", ReadingOptions())
        guard case .item(let item) = try reader.next(waiting: true) else { return }
        let result = InputItemReader().read(item)
        #expect(result.article?.text == "It fell. It r")
        #expect(
            result.errors.map { "\($0.kind): \($0.message)" } == ["truncated: in.jsonl: the disk is gone"])
        #expect(described(try reader.next(waiting: true)) == "end")
    }

    @Test(
        "plain text is one item with all bytes, named after its file, and an empty file is an empty article")
    func plainText() throws {
        let found = try items(of: "text", "It fell.\r\nIt rose.\n".utf8, path: "in/story.old.txt", most: 3)
        #expect(found.map { String(decoding: $0.bytes, as: UTF8.self) } == ["It fell.\r\nIt rose.\n"])
        #expect(found.map(\.source) == ["story.old"] && found.map(\.line) == [nil])
        #expect(found.map(\.fallbackID) == [.string("story.old")])
        let empty = try results(of: "text", "", path: "a.txt")
        #expect(empty.map { $0.article?.text } == [""])
        #expect(empty[0].article?.blocks == [] && empty[0].errors == [])
    }

    @Test("facts that came with an item decide its id")
    func fields() {
        var item = InputItem(JSONLinesInput(), source: "a", number: 4, bytes: [])
        #expect(item.fallbackID == .string("a:4") && item.line == 4 && !item.isUnreadable)
        item.fields["id"] = "http://a.example/1"
        #expect(item.fallbackID == .string("http://a.example/1"))
    }
}
