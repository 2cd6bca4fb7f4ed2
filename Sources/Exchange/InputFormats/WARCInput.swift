internal import System

/// A crawl in the WARC format (ISO 28500).
struct WARCInput: InputFormat {
    let name = "warc"
    let extensions = ["warc"]
    let isSingleArticle = false

    func items(in bytes: any ByteSource, path: String) -> any ItemReader {
        WARCItems(bytes, Path.name(path))
    }

    /// Never called by a run: the items are of ``HTMLInput``.
    func article(of item: InputItem, _ options: ReadingOptions) -> ReadResult {
        HTMLInput().article(of: item, options)
    }
}

/// The pages of a crawl: records of type `response` that hold HTML.
private final class WARCItems: ItemReader {
    let name: String
    private let lines: RecordBytes
    private var number = 0

    init(_ bytes: any ByteSource, _ name: String) {
        lines = RecordBytes(bytes)
        self.name = name
    }

    func next(waiting: Bool) throws(FileSystem.Failure) -> InputStream.Step {
        while let first = try lines.line() {
            guard first.starts(with: Array("WARC/".utf8)) else { continue }
            let fields = try header()
            guard let length = fields["content-length"].flatMap({ Int($0) }), length >= 0 else {
                return .item(
                    InputItem(
                        failed: "a record without its length; the rest cannot be read", kind: "warc",
                        source: name,
                        number: number + 1))
            }
            let content = try lines.take(length)
            let cut = "the file ends within the record"
            if fields["warc-type"] == "response", var item = page(content, fields) {
                if content.count < length { item.note("warc", cut) }
                return .item(item)
            }
            if content.count < length {
                return .item(InputItem(failed: cut, kind: "warc", source: name, number: number + 1))
            }
        }
        return .end
    }

    /// The page of a response, if it is one of HTML that was found.
    private func page(_ content: [UInt8], _ fields: [String: String]) -> InputItem? {
        guard let split = content.firstRange(of: [13, 10, 13, 10]) ?? content.firstRange(of: [10, 10]) else {
            return nil
        }
        let lines = String(decoding: content[..<split.lowerBound], as: UTF8.self).split(
            whereSeparator: \.isNewline)
        let head = Dictionary(lines.dropFirst().compactMap { Self.field($0) }, uniquingKeysWith: { $1 })
        let status = lines.first?.split(separator: " ").dropFirst().first ?? ""
        let type = head["content-type"]?.lowercased() ?? ""
        guard status.hasPrefix("2"), type.contains("text/html") || type.contains("xhtml") else { return nil }
        number += 1
        var body = Array(content[split.upperBound...])
        if head["transfer-encoding"]?.lowercased() == "chunked" { body = Self.joined(chunks: body) ?? body }
        var item = InputItem(HTMLInput(), source: name, number: number, bytes: body)
        if var url = fields["warc-target-uri"] {
            // As the first version of the standard has it.
            if url.hasPrefix("<"), url.hasSuffix(">") { url = String(url.dropFirst().dropLast()) }
            item.fields["url"] = url
            item.fields["id"] = url
        }
        if let charset = type.split(separator: "charset=").dropFirst().first {
            item.fields["charset"] = String(
                charset.prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" })
        }
        return item
    }

    private func header() throws(FileSystem.Failure) -> [String: String] {
        var fields: [String: String] = [:]
        while let line = try lines.line(), !line.isEmpty {
            if let (name, value) = Self.field(String(decoding: line, as: UTF8.self)) { fields[name] = value }
        }
        return fields
    }

    /// The name of a field in lower case and its value without blanks around it; nil if the line has no value.
    private static func field(_ line: some StringProtocol) -> (String, String)? {
        let parts = line.split(separator: ":", maxSplits: 1)
        guard parts.count == 2 else { return nil }
        var value = parts[1]
        while value.first == " " || value.first == "\t" { value.removeFirst() }
        while value.last == " " || value.last == "\t" { value.removeLast() }
        return (parts[0].lowercased(), String(value))
    }

    /// A body that was sent in chunks, put together; nil if it was not, whatever the header says.
    private static func joined(chunks: [UInt8]) -> [UInt8]? {
        var body: [UInt8] = []
        var rest = chunks[...]
        while let end = rest.firstRange(of: [13, 10]) {
            let size = String(decoding: rest[..<end.lowerBound].prefix { $0 != 59 }, as: UTF8.self)
            guard let count = Int(size, radix: 16), count >= 0,
                count <= rest.count - (end.upperBound - rest.startIndex)
            else { return nil }
            if count == 0 { return body }
            body += rest[end.upperBound..<end.upperBound + count]
            rest = rest[(end.upperBound + count)...].dropFirst(2)
        }
        return nil
    }
}

/// Lines and blocks of a known length out of the same bytes.
private final class RecordBytes {
    private let source: any ByteSource
    private var buffer: [UInt8] = []
    private var start = 0
    private var isAtEnd = false

    init(_ source: any ByteSource) { self.source = source }

    func line() throws(FileSystem.Failure) -> [UInt8]? {
        while true {
            if let end = buffer[start...].firstIndex(of: 10) {
                var line = buffer[start..<end]
                start = end + 1
                if line.last == 13 { line.removeLast() }
                return Array(line)
            }
            if isAtEnd { return nil }
            try fill(1 << 16)
        }
    }

    func take(_ count: Int) throws(FileSystem.Failure) -> [UInt8] {
        while buffer.count - start < count, !isAtEnd { try fill(count - (buffer.count - start)) }
        let end = min(buffer.count, start + count)
        defer { start = end }
        return Array(buffer[start..<end])
    }

    private func fill(_ count: Int) throws(FileSystem.Failure) {
        buffer.removeSubrange(..<start)
        start = 0
        let old = buffer.count
        let room = max(1 << 16, count)
        buffer.append(contentsOf: repeatElement(0, count: room))
        var failure: FileSystem.Failure?
        let filled = buffer.withUnsafeMutableBytes { bytes in
            do throws(FileSystem.Failure) {
                return try source.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[old...]))
            } catch {
                failure = error
                return 0
            }
        }
        buffer.removeLast(room - filled)
        if let failure { throw failure }
        if filled == 0 { isAtEnd = true }
    }
}
