internal import CUchardet
#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Converts bytes of an encoding to UTF-8 with the iconv of the C library, one piece after another.
///
/// Bytes that the encoding does not define become U+FFFD; ``replaced`` counts them.
public final class TextConverter {
    /// The number of bytes, or of code units in UTF-16, that were replaced so far.
    public private(set) var replaced = 0
    /// The position of the first byte that was replaced, from the start of the first piece.
    public private(set) var firstReplaced: Int?
    /// The position of the next piece.
    private var consumed = 0
    private let handle: iconv_t
    /// The bytes of a code unit.
    private let unit: Int
    /// Receives converted text; as large as it is so that a page of many errors takes linear time.
    private var buffer = [CChar](repeating: 0, count: 1 << 14)
    /// The start of a character whose other bytes are in the next piece.
    private var pending: [UInt8] = []

    /// Creates a converter, or returns nil if the C library does not know the encoding.
    public init?(from encoding: String) {
        guard let handle = iconv_open("UTF-8", encoding), handle != iconv_t(bitPattern: -1) else {
            return nil
        }
        self.handle = handle
        unit = encoding.hasPrefix("UTF-16") ? 2 : 1
    }

    deinit { iconv_close(handle) }

    /// Returns the next piece as UTF-8.
    ///
    /// - Parameter isLast: whether no piece follows: an incomplete character at the end is then replaced.
    public func convert(_ bytes: [UInt8], isLast: Bool) -> [UInt8] {
        var input = pending.isEmpty ? bytes : pending + bytes
        let start = consumed - pending.count
        consumed += bytes.count
        pending = []
        var output: [UInt8] = []
        output.reserveCapacity(input.count + input.count / 8 + 16)
        var position = 0
        while position < input.count {
            let (used, reason) = step(&input, from: position, into: &output)
            position += used
            switch reason {
            case EILSEQ?:
                replace(&output, start + position)
                position = min(input.count, position + unit)
            case EINVAL? where !isLast:
                pending = Array(input[position...])
                return output
            case EINVAL?:
                replace(&output, start + position)
                return output
            default: break
            }
        }
        return output
    }

    private func replace(_ output: inout [UInt8], _ position: Int) {
        replaced += 1
        if firstReplaced == nil { firstReplaced = position }
        output += [0xEF, 0xBF, 0xBD]
    }

    /// Converts as much as fits into the buffer: the number of bytes used, and the error that ended it.
    private func step(_ input: inout [UInt8], from position: Int, into output: inout [UInt8]) -> (Int, Int32?)
    {
        var used = 0
        var filled = 0
        var reason: Int32?
        input.withUnsafeMutableBytes { bytes in
            var source = bytes.baseAddress.map {
                UnsafeMutablePointer($0.assumingMemoryBound(to: CChar.self)) + position
            }
            var left = bytes.count - position
            buffer.withUnsafeMutableBufferPointer { text in
                var target = text.baseAddress
                var free = text.count
                if iconv(handle, &source, &left, &target, &free) == -1 { reason = errno }
                filled = text.count - free
            }
            used = bytes.count - position - left
        }
        buffer.withUnsafeBytes { output.append(contentsOf: $0[..<filled]) }
        // A full buffer is emptied, and the next step continues.
        return (used, reason == E2BIG ? nil : reason)
    }
}

/// Guesses encodings with uchardet.
public enum EncodingGuess {
    /// Returns the name of the encoding that the bytes are probably in, or nil if there is no telling.
    public static func label(of bytes: [UInt8]) -> String? {
        guard let detector = uchardet_new() else { return nil }
        defer { uchardet_delete(detector) }
        let code = bytes.withUnsafeBytes {
            uchardet_handle_data(detector, $0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count)
        }
        guard code == 0 else { return nil }
        uchardet_data_end(detector)
        guard let name = uchardet_get_charset(detector) else { return nil }
        let label = String(cString: name)
        return label.isEmpty ? nil : label
    }
}
