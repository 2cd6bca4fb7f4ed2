internal import System

/// Undoes the transfer and content encodings of a body.
enum BodyDecoding {
    /// A body that was decoded as far as it could be.
    struct Body: Equatable {
        var bytes: [UInt8]
        /// The kind and message of an error, if something is missing.
        var kind = ""
        var message = ""

        fileprivate mutating func note(_ kind: String, _ message: String) {
            if self.kind.isEmpty { (self.kind, self.message) = (kind, message) }
        }
    }

    /// Returns the body of a message, at most `maximum` bytes of it.
    static func body(of message: HTTPMessage, maximum: Int) -> Body {
        var body = Body(bytes: message.body)
        if message.fields["transfer-encoding"]?.lowercased().hasSuffix("chunked") == true {
            body = joined(chunks: message.body)
        }
        var encodings = (message.fields["content-encoding"] ?? "").lowercased()
            .split { $0 == "," || $0 == " " }.map(String.init)
        // Some servers compress and do not say it.
        if encodings.isEmpty, body.bytes.starts(with: [0x1F, 0x8B]) { encodings = ["gzip"] }
        for encoding in encodings.reversed() { decode(encoding, &body, maximum) }
        return body
    }

    private static func decode(_ encoding: String, _ body: inout Body, _ maximum: Int) {
        let compression: Compression
        switch encoding {
        case "gzip", "x-gzip": compression = .gzip
        case "deflate": compression = .deflate
        case "br": compression = .brotli
        case "zstd": compression = .zstd
        case "identity", "none": return
        default:
            if !isText(body.bytes) {
                body.bytes = []
                body.note("content-encoding", "the Content-Encoding \(encoding.prefix(40)) is unknown")
            }
            return
        }
        let (bytes, failure) = compression.decompress(body.bytes, limit: maximum)
        switch failure {
        case nil: body.bytes = bytes
        case .tooLarge?:
            body.bytes = []
            body.note("size", "")
        case let failure? where bytes.isEmpty && isText(body.bytes):
            // The header is false: the body was not compressed, or the crawler has decompressed it.
            _ = failure
        case let failure?:
            body.bytes = bytes
            let what = failure == .truncated ? "ends early" : "is damaged"
            body.note("content-encoding", "the body in Content-Encoding \(encoding) \(what)")
        }
    }

    /// Whether bytes are text and not compressed.
    private static func isText(_ bytes: [UInt8]) -> Bool {
        let start = bytes.prefix(1024)
        return start.allSatisfy { $0 >= 32 || (9...13).contains($0) }
    }

    /// Joins a body that was sent in chunks; one that only claims to be stays as it is.
    static func joined(chunks: [UInt8]) -> Body {
        var body = Body(bytes: [])
        var rest = chunks[...]
        while let (size, data) = chunk(rest) {
            if size == 0 { return body }
            guard size <= data.count else {
                // The rest of a body that was cut off, unless it is no chunk.
                body.bytes += data
                body.note("incomplete", "the body ends within a chunk")
                return body
            }
            body.bytes += data.prefix(size)
            rest = data.dropFirst(size)
            if rest.starts(with: [13, 10]) {
                rest = rest.dropFirst(2)
            } else if rest.first == 10 {
                rest = rest.dropFirst()
            }
        }
        if body.bytes.isEmpty { return Body(bytes: chunks) }
        if !rest.isEmpty {
            body.bytes += rest
            body.note("incomplete", "the chunks of the body are damaged")
        } else {
            body.note("incomplete", "the last chunk of the body is missing")
        }
        return body
    }

    /// The size of a chunk and the bytes after its line; nil if there is none.
    private static func chunk(_ bytes: ArraySlice<UInt8>) -> (Int, ArraySlice<UInt8>)? {
        guard let end = bytes.prefix(1024).firstIndex(of: 10) else { return nil }
        let line = bytes[..<end].prefix { $0 != UInt8(ascii: ";") && $0 != 13 }
        let digits = String(decoding: line, as: UTF8.self).filter { $0 != " " && $0 != "\t" }
        guard !digits.isEmpty, digits.utf8.count <= 15, digits.allSatisfy(\.isHexDigit),
            let size = Int(digits, radix: 16)
        else { return nil }
        return (size, bytes[(end + 1)...])
    }
}
