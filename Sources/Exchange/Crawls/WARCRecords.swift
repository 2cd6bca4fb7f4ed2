/// The records of a file in the WARC format (ISO 28500).
final class WARCRecords: CrawlRecords {
    private let bytes: CrawlBytes
    private let maximum: Int
    private static let largestHeader = 1 << 20

    /// - Parameter maximum: the number of bytes that the content of a record may have.
    init(_ bytes: CrawlBytes, maximum: Int) { (self.bytes, self.maximum) = (bytes, maximum) }

    func next() -> CrawlRecord? {
        bytes.skipPadding()
        if bytes.isExhausted() { return nil }
        if WARCMarker.position(in: bytes.peek(WARCMarker.length)) != 0 {
            var record = CrawlRecord()
            record.problem = CrawlRecord.damaged("bytes that are not a WARC record were passed over")
            _ = passToMarker(keeping: 0)  // garbage
            return record
        }
        _ = bytes.line(maximum: Self.largestHeader)  // the version
        guard let fields = header() else {
            var record = CrawlRecord()
            record.problem =
                bytes.isExhausted()
                ? CrawlRecord.truncated : CrawlRecord.damaged("the header of the record is too large")
            return record
        }
        var record = CrawlRecord()
        record.type = fields["warc-type"]?.lowercased() ?? ""
        record.url = fields["warc-target-uri"].map(HTTPMessage.withoutBrackets)
        record.date = fields["warc-date"]
        record.contentType = fields["content-type"] ?? ""
        guard let length = fields["content-length"].flatMap(HTTPMessage.length) else {
            record.problem = CrawlRecord.damaged("the record has no valid Content-Length")
            _ = passToMarker(keeping: 0)  // its end is unknown
            return record
        }
        read(length, into: &record)
        if record.problem == nil { note(fields, in: &record) }
        return record
    }

    /// What the crawler says of its own content.
    private func note(_ fields: [String: String], in record: inout CrawlRecord) {
        if let reason = fields["warc-truncated"] {
            record.problem = ("incomplete", "the crawler cut the page off (\(reason.prefix(40)))")
        } else if fields["warc-segment-number"] != nil {
            record.problem = ("incomplete", "the page continues in another record, which is not read")
        }
    }

    /// Reads the content and checks that a record ends where the header says.
    private func read(_ length: Int, into record: inout CrawlRecord) {
        record.content = bytes.take(min(length, maximum))
        let isWhole = record.content.count == min(length, maximum)
        if isWhole, length > maximum {
            record.problem = ("size", "")
            record.content = []
            if !skip(length - maximum) {
                record.problem = CrawlRecord.damaged("the record is not as long as its Content-Length says")
            }
            return
        }
        var isSeparated = false
        if isWhole {
            let padding = bytes.skipPadding()
            let isBoundary =
                bytes.isExhausted() || WARCMarker.position(in: bytes.peek(WARCMarker.length)) == 0
            if isBoundary {
                if bytes.failure != nil { record.problem = CrawlRecord.damaged("the record is damaged") }
                return
            }
            bytes.putBack(padding)
            isSeparated = padding.count { $0 == 10 } > 1
        }
        // The number is wrong, or the file ends. The next record begins within what was read, or after it.
        if let next = WARCMarker.position(in: record.content[...], afterLineEnd: true) {
            bytes.putBack(record.content[next...])
            record.content.removeSubrange(next...)
            record.problem = CrawlRecord.damaged("the record is shorter than its Content-Length says")
        } else if isSeparated {
            // The record is whole. What follows is not one, and is the next error.
        } else if isWhole {
            record.content += passToMarker(keeping: maximum - record.content.count)
            record.problem = CrawlRecord.damaged("the record is longer than its Content-Length says")
        } else {
            record.problem = CrawlRecord.truncated
        }
    }

    /// Passes over bytes of a record that is too large; false if there is another record among them.
    private func skip(_ count: Int) -> Bool {
        var left = count
        while left > 0 {
            let part = bytes.take(min(left, 1 << 20))
            if part.isEmpty { return false }
            if let next = WARCMarker.position(in: part[...], afterLineEnd: true) {
                bytes.putBack(part[next...])
                return false
            }
            left -= part.count
        }
        return true
    }

    /// Passes over everything up to the next record, and returns the first of these bytes.
    private func passToMarker(keeping limit: Int) -> [UInt8] {
        var kept: [UInt8] = []
        while true {
            let part = bytes.peek(1 << 16)
            if let next = WARCMarker.position(in: part) {
                let passed = bytes.take(next)
                return kept + passed.prefix(limit - kept.count)
            }
            // A marker can lie across the end of the part.
            let count = bytes.take(max(1, part.count - WARCMarker.length))
            if count.isEmpty { return kept }
            kept += count.prefix(limit - kept.count)
        }
    }

    /// The fields by their names in lower case; nil if the header has no end.
    private func header() -> [String: String]? {
        var lines: [[UInt8]] = []
        var size = 0
        while let line = bytes.line(maximum: Self.largestHeader) {
            if line.isEmpty { return HTTPMessage.fields(lines) }
            size += line.count
            if size > Self.largestHeader { return nil }
            lines.append(line)
        }
        return nil
    }
}

/// The line with which a record begins: `WARC/1.0`.
enum WARCMarker {
    /// The number of bytes to look at.
    static let length = 16

    /// Returns the position of the first marker.
    ///
    /// - Parameter afterLineEnd: whether it must be preceded by an empty line, as within content.
    static func position(in bytes: ArraySlice<UInt8>, afterLineEnd: Bool = false) -> Int? {
        let name = Array("WARC/".utf8)
        var rest = bytes
        while let found = rest.firstIndex(of: name[0]) {
            rest = rest[(found + 1)...]
            let candidate = bytes[found...]
            guard candidate.starts(with: name) else { continue }
            let version = candidate.dropFirst(name.count).prefix { $0 != 13 && $0 != 10 }
            let isVersion = !version.isEmpty && version.count <= 8 && version.allSatisfy { 46...57 ~= $0 }
            let ends = candidate.count > name.count + version.count
            let isStart = !afterLineEnd || found > bytes.startIndex && bytes[found - 1] == 10
            if isVersion, ends, isStart { return found - bytes.startIndex }
        }
        return nil
    }
}
