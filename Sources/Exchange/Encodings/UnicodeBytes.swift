internal import System

/// The bytes of a text file as they arrive, converted to UTF-8 if the file begins like UTF-16, or is in another
/// encoding in which ASCII bytes can be parts of characters.
///
/// All other bytes are passed on as they are, without a byte order mark: lines and rows are decoded one by one.
final class UnicodeBytes: ByteSource {
    private let source: any ByteSource
    private let encoding: TextEncoding?
    private var converter: TextConverter?
    private var buffer: [UInt8] = []
    private var position = 0
    private var isBegun = false
    private var isAtEnd = false

    /// - Parameter encoding: the encoding, if it was given.
    init(_ source: any ByteSource, from encoding: TextEncoding?) {
        (self.source, self.encoding) = (source, encoding)
    }

    var isReady: Bool { position < buffer.count || isAtEnd || source.isReady }

    func read(into target: UnsafeMutableRawBufferPointer) throws(FileSystem.Failure) -> Int {
        if !isBegun { try begin() }
        if position == buffer.count, converter == nil { return try source.read(into: target) }
        while position == buffer.count, !isAtEnd { try refill() }
        let part = buffer[position...].prefix(target.count)
        target.copyBytes(from: part)
        position += part.count
        return part.count
    }

    func recover() throws(FileSystem.Failure) -> Bool { try source.recover() }

    private func begin() throws(FileSystem.Failure) {
        isBegun = true
        buffer = try source.read(upTo: 1 << 16)
        // A mark can arrive in pieces, and UTF-16 needs a few characters to be seen.
        while buffer.count < 8, !isAtEnd, buffer.isEmpty || buffer.contains(where: { $0 == 0 || $0 >= 0xEF })
        {
            let more = try source.read(upTo: 1 << 16)
            if more.isEmpty { isAtEnd = true } else { buffer += more }
        }
        let marked = EncodingChoice.marked(buffer)
        if marked != nil { buffer.removeFirst(marked == .utf8 ? 3 : 2) }
        let given = encoding.flatMap { $0.isSingleByte ? nil : $0 }
        guard let found = marked ?? given ?? EncodingChoice.unmarkedUTF16(buffer), found != .utf8 else {
            return
        }
        converter = TextConverter(from: found.converterName)
        buffer = converter?.convert(buffer, isLast: isAtEnd) ?? buffer
    }

    private func refill() throws(FileSystem.Failure) {
        let part = try source.read(upTo: 1 << 16)
        if part.isEmpty { isAtEnd = true }
        buffer = converter?.convert(part, isLast: isAtEnd) ?? part
        position = 0
    }
}
