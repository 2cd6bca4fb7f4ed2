internal import System

/// A crawl in the WARC format (ISO 28500), with pages or with their text (WET), or in the older ARC format.
struct WARCInput: InputFormat {
    let name = "warc"
    let title = "crawls"
    let extensions = ["warc", "wet", "wat", "arc"]
    let isSingleArticle = false

    func items(in bytes: any ByteSource, path: String, _ options: ReadingOptions) -> any ItemReader {
        CrawlItems(CrawlBytes(bytes), Path.name(path), options)
    }

    /// Never called by a run: the items are of other formats.
    func article(of item: InputItem, _ options: ReadingOptions) -> ReadResult {
        HTMLInput().article(of: item, options)
    }
}

/// The pages of a crawl: answers of success and resources that hold HTML, and texts that were converted.
private final class CrawlItems: ItemReader {
    let name: String
    private(set) var skipped: [String: Int] = [:]
    private let bytes: CrawlBytes
    private let options: ReadingOptions
    private lazy var records = bytes.records(maximum: options.maximumBytes)
    private var number = 0

    init(_ bytes: CrawlBytes, _ name: String, _ options: ReadingOptions) {
        (self.bytes, self.name, self.options) = (bytes, name, options)
    }

    func next(waiting: Bool) throws(FileSystem.Failure) -> InputStream.Step {
        while true {
            guard let record = records.next() else {
                guard let failure = bytes.failure else { return .end }
                // Without another place to go on from this ends the file.
                guard bytes.recover() else { throw failure }
                records = WARCRecords(bytes, maximum: options.maximumBytes)
                number += 1
                return .item(
                    InputItem(failed: failure.description, kind: "damaged", source: name, number: number))
            }
            if let item = item(of: record) { return .item(item) }
        }
    }

    private func item(of record: CrawlRecord) -> InputItem? {
        if let item = page(record) { return item }
        let isPage = ["response", "resource", "conversion"].contains(record.type)
        guard let problem = record.problem, problem.kind == "damaged" || problem.kind == "truncated" else {
            if isPage { skipped["record of a crawl that is not a page", default: 0] += 1 }
            return nil
        }
        return failed(record, problem)
    }

    /// The page or text in a record; nil if it holds something else.
    private func page(_ record: CrawlRecord) -> InputItem? {
        var type = record.contentType
        var body = BodyDecoding.Body(bytes: record.content)
        var isFound = false
        switch record.type {
        case "response":
            guard let message = HTTPMessage(record.content) else {
                // Too large to be kept.
                return record.problem?.kind == "size" ? failed(record, ("size", options.sizeProblem)) : nil
            }
            guard (200..<300).contains(message.status) else { return nil }
            type = message.fields["content-type"] ?? ""
            isFound = Self.isPage(type) || type.isEmpty
            if isFound { body = BodyDecoding.body(of: message, maximum: options.maximumBytes) }
            if type.isEmpty { isFound = Self.looksLikePage(body.bytes) }
        case "resource": isFound = Self.isPage(type)
        case "conversion": isFound = Self.isPage(type) || type.lowercased().hasPrefix("text/plain")
        default: return nil
        }
        guard isFound else { return nil }
        if body.kind == "size" || record.problem?.kind == "size" {
            return failed(record, ("size", options.sizeProblem))
        }
        if body.bytes.isEmpty, !body.kind.isEmpty { return failed(record, (body.kind, body.message)) }
        number += 1
        let format: any InputFormat = Self.isPage(type) || type.isEmpty ? HTMLInput() : PlainTextInput()
        var item = InputItem(format, source: name, number: number, bytes: body.bytes)
        addFacts(of: record, to: &item)
        if let charset = options.encoding?.name ?? HTTPMessage.charset(of: type) {
            item.fields["charset"] = charset
        }
        if let problem = record.problem {
            item.note(problem.kind, problem.message)
        } else if !body.kind.isEmpty {
            item.note(body.kind, body.message)
        }
        return item
    }

    private func failed(_ record: CrawlRecord, _ problem: (kind: String, message: String)) -> InputItem {
        number += 1
        var item = InputItem(failed: problem.message, kind: problem.kind, source: name, number: number)
        addFacts(of: record, to: &item)
        return item
    }

    private func addFacts(of record: CrawlRecord, to item: inout InputItem) {
        if let url = record.url {
            item.fields["url"] = url
            item.fields["id"] = url
        }
        if let date = record.date { item.fields["captured"] = date }
    }

    private static func isPage(_ type: String) -> Bool {
        let type = type.lowercased().prefix { $0 != ";" }
        return type.contains("text/html") || type.contains("xhtml")
    }

    /// Whether an answer without a media type is a page.
    private static func looksLikePage(_ bytes: [UInt8]) -> Bool {
        let start = String(decoding: bytes.drop { $0 <= 32 }.prefix(64), as: UTF8.self).lowercased()
        return start.hasPrefix("<!doctype html") || start.hasPrefix("<html")
    }
}
