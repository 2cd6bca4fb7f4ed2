/// The records of a file in the ARC format of the Internet Archive, version 1 or 2.
///
/// A record is a line (address, IP address, date, media type, in version 2 four more, length) and as many
/// bytes.
final class ARCRecords: CrawlRecords {
    private let bytes: CrawlBytes
    private let maximum: Int
    /// The fields after the address in the record lines; 4 or 9.
    private var fieldCount = 4
    private var isBegun = false
    private static let longestLine = 1 << 16

    /// - Parameter maximum: the number of bytes that the content of a record may have.
    init(_ bytes: CrawlBytes, maximum: Int) { (self.bytes, self.maximum) = (bytes, maximum) }

    func next() -> CrawlRecord? {
        var passed = false
        while true {
            bytes.skipPadding()
            guard let line = bytes.line(maximum: Self.longestLine) else {
                guard passed else { return nil }
                var record = CrawlRecord()
                record.problem = CrawlRecord.damaged("bytes that are not an ARC record were passed over")
                return record
            }
            guard let head = Head(line, fieldCount) ?? (isBegun ? nil : Head(line, 9)) else {
                passed = true
                continue
            }
            if passed {
                bytes.putBack(line + [10])
                var record = CrawlRecord()
                record.problem = CrawlRecord.damaged("bytes that are not an ARC record were passed over")
                return record
            }
            return record(head)
        }
    }

    private func record(_ head: Head) -> CrawlRecord {
        var record = CrawlRecord()
        record.url = head.url
        record.date = head.date
        record.content = bytes.take(min(head.length, maximum))
        record.contentType = "application/http"
        if !isBegun, head.url.hasPrefix("filedesc://") {
            isBegun = true
            record.type = "warcinfo"
            // The next line says the version.
            if record.content.starts(with: "2".utf8) { fieldCount = 9 }
            return record
        }
        record.type = head.url.hasPrefix("http") ? "response" : ""
        if record.content.count < min(head.length, maximum) {
            record.problem = CrawlRecord.truncated
            return record
        }
        var left = head.length - record.content.count
        if left > 0 {
            record.problem = ("size", "")
            record.content = []
        }
        while left > 0 {
            let part = bytes.take(min(left, 1 << 20))
            if part.isEmpty { break }
            left -= part.count
        }
        bytes.skipPadding()
        if bytes.failure != nil { record.problem = CrawlRecord.damaged("the record is damaged") }
        return record
    }

    /// A record line.
    private struct Head {
        var url: String
        var date: String
        var length: Int

        /// - Parameter count: the number of fields after the address, which may have blanks in it.
        init?(_ line: [UInt8], _ count: Int) {
            let words = line.split(separator: 32, omittingEmptySubsequences: false)
            guard words.count > count,
                let length = words.last.map({ String(decoding: $0, as: UTF8.self) })
                    .flatMap(HTTPMessage.length), let date = Self.date(words[words.count - count + 1])
            else { return nil }
            url = String(
                decoding: Array(words[..<(words.count - count)].joined(separator: [32])), as: UTF8.self)
            guard url.contains(":") else { return nil }
            (self.date, self.length) = (date, length)
        }

        /// `20240913083000` as ISO 8601.
        private static func date(_ digits: ArraySlice<UInt8>) -> String? {
            guard digits.count == 14, digits.allSatisfy({ 48...57 ~= $0 }) else { return nil }
            let text = Array(String(decoding: digits, as: UTF8.self))
            func part(_ range: Range<Int>) -> String { String(text[range]) }
            return
                "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))T\(part(8..<10)):\(part(10..<12)):\(part(12..<14))Z"
        }
    }
}
