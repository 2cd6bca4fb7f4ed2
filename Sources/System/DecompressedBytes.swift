internal import CBrotli
internal import CZlib
internal import CZstd

/// A compression that is undone by a library of the system, never by another program.
public enum Compression: Sendable {
    /// gzip, of any number of members
    case gzip
    /// zlib, or the bare deflate that some servers send under the same name
    case deflate
    /// Brotli, which cannot be recognized by its bytes
    case brotli
    /// Zstandard, of any number of frames
    case zstd

    /// Returns the compression that the first bytes announce, or nil.
    public init?(magic bytes: some Collection<UInt8>) {
        if bytes.starts(with: [0x1F, 0x8B]) {
            self = .gzip
        } else if bytes.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) {
            self = .zstd
        } else {
            return nil
        }
    }

    /// Decompresses bytes in memory.
    ///
    /// - Parameter limit: the number of bytes after which it stops.
    /// - Returns: all that is intact, at most `limit` bytes, and the reason if there is more or the rest is
    ///   damaged.
    public func decompress(_ bytes: [UInt8], limit: Int) -> (bytes: [UInt8], failure: DecompressionFailure?) {
        let source = DecompressedBytes(MemoryBytes(bytes), self, path: "")
        let contents = source.readAll(limit: limit)
        return (contents.bytes, contents.isOverLimit ? .tooLarge : source.failure)
    }
}

/// Why compressed bytes could not be decompressed to their end.
public enum DecompressionFailure: Sendable {
    /// the bytes end before the compressed data does
    case truncated
    /// the bytes are not what the compression allows
    case damaged
    /// there is more than was asked for
    case tooLarge
}

/// The decompressed bytes of a source. What precedes damage is returned before the error is thrown.
public final class DecompressedBytes: ByteSource {
    /// Why the decompression ended early; nil if it did not, or not yet.
    public private(set) var failure: DecompressionFailure?
    private let source: any ByteSource
    private let path: String
    private let compression: Compression
    private var decoder: any StreamDecoder
    private var input: [UInt8] = []
    private var position = 0
    private var isAtEnd = false
    /// Whether the decoder is within a member.
    private var isOpen = false
    private var members = 0

    /// Creates a source of the decompressed bytes.
    ///
    /// - Parameter path: the file, for errors.
    public init(_ source: any ByteSource, _ compression: Compression, path: String) {
        (self.source, self.compression, self.path) = (source, compression, path)
        decoder = compression.decoder
    }

    /// Whether reading would not wait.
    public var isReady: Bool { position < input.count || isAtEnd || source.isReady }

    /// Reads some bytes; 0 at the end.
    ///
    /// - Throws: ``FileSystem/Failure`` if the data is truncated or damaged, once all before it is read.
    public func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileSystem.Failure) -> Int {
        guard !buffer.isEmpty else { return 0 }
        while true {
            if let failure { throw self.failure(failure) }
            if position == input.count, !isAtEnd { try refill() }
            if !isOpen {
                guard try beginMember() else { return 0 }
            }
            let step = input.withUnsafeBytes {
                decoder.decode(UnsafeRawBufferPointer(rebasing: $0[position...]), into: buffer)
            }
            position += step.used
            switch step.state {
            case .ended: isOpen = false
            case .damaged: failure = .damaged
            case .running where step.used == 0 && step.made == 0 && isAtEnd && position == input.count:
                failure = .truncated
            case .running where step.used == 0 && step.made == 0 && position < input.count:
                failure = .damaged
            case .running: break
            }
            if step.made > 0 { return step.made }
        }
    }

    /// Searches for the next member after damage, and continues with it.
    ///
    /// - Returns: whether there is one.
    public func recover() throws(FileSystem.Failure) -> Bool {
        guard failure == .damaged, case .gzip = compression else { return false }
        failure = nil
        isOpen = false
        // The name of the method follows the magic number, then flags of which three bits are always zero.
        while true {
            while input.count - position < 4, !isAtEnd { try refill() }
            guard input.count - position >= 4 else { return false }
            if input[position] == 0x1F, input[position + 1] == 0x8B, input[position + 2] == 8,
                input[position + 3] & 0xE0 == 0
            {
                return true
            }
            position += 1
        }
    }

    /// Begins the next member; false after the last.
    private func beginMember() throws(FileSystem.Failure) -> Bool {
        if members > 0 {
            switch compression {
            case .gzip, .zstd:
                // Tapes and some tools fill up with zeros.
                repeat {
                    while position < input.count, input[position] == 0 { position += 1 }
                    if position == input.count, !isAtEnd { try refill() }
                } while position < input.count && input[position] == 0
            case .deflate, .brotli: return false
            }
        }
        if position == input.count { return false }
        while input.count - position < 4, !isAtEnd { try refill() }
        decoder = compression.decoder
        isOpen = true
        members += 1
        return true
    }

    private func refill() throws(FileSystem.Failure) {
        input.removeFirst(position)
        position = 0
        let more = try source.read(upTo: 1 << 16)
        if more.isEmpty { isAtEnd = true }
        input = input.isEmpty ? more : input + more
    }

    private func failure(_ failure: DecompressionFailure) -> FileSystem.Failure {
        FileSystem.Failure(
            path: path,
            reason: failure == .truncated
                ? "the compressed data is truncated" : "the compressed data is damaged")
    }
}

/// Bytes in memory as a source.
public final class MemoryBytes: ByteSource {
    private let bytes: [UInt8]
    private var position = 0

    /// Creates the source.
    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// True.
    public var isReady: Bool { true }

    /// Reads some bytes; 0 at the end.
    public func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let part = bytes[position...].prefix(buffer.count)
        buffer.copyBytes(from: part)
        position += part.count
        return part.count
    }
}

// MARK: Decoders

/// A decoder of one member or frame.
private protocol StreamDecoder: AnyObject {
    /// Decodes some of the input into the buffer.
    func decode(_ input: UnsafeRawBufferPointer, into buffer: UnsafeMutableRawBufferPointer) -> DecodingStep
}

private struct DecodingStep {
    enum State { case running, ended, damaged }
    var used = 0
    var made = 0
    var state = State.running
}

extension Compression {
    fileprivate var decoder: any StreamDecoder {
        switch self {
        // 16 is gzip in the terms of zlib.
        case .gzip: ZlibDecoder(windowBits: 15 + 16)
        case .deflate: ZlibDecoder(windowBits: 15)
        case .brotli: BrotliDecoder()
        case .zstd: ZstdDecoder()
        }
    }
}

private final class ZlibDecoder: StreamDecoder {
    private let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    private var windowBits: Int32
    private var isUntouched = true

    init(windowBits: Int32) {
        self.windowBits = windowBits
        open()
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    private func open() {
        stream.initialize(to: z_stream())
        // Without memory the first step reports damage.
        _ = nd_inflate_init(stream, windowBits)
    }

    func decode(_ input: UnsafeRawBufferPointer, into buffer: UnsafeMutableRawBufferPointer) -> DecodingStep {
        if isUntouched, windowBits == 15, let first = input.first {
            // The first byte of zlib names the method 8; servers also send deflate without that head.
            let second = input.count > 1 ? input[1] : 0
            if first & 15 != 8 || (Int(first) << 8 | Int(second)) % 31 != 0 {
                inflateEnd(stream)
                windowBits = -15
                open()
            }
        }
        isUntouched = false
        let room = UInt32(min(buffer.count, 1 << 30))
        let available = UInt32(min(input.count, 1 << 30))
        stream.pointee.next_in = UnsafeMutablePointer(
            mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
        stream.pointee.avail_in = available
        stream.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = room
        let code = inflate(stream, Z_NO_FLUSH)
        var step = DecodingStep(
            used: Int(available - stream.pointee.avail_in), made: Int(room - stream.pointee.avail_out))
        switch code {
        case Z_STREAM_END: step.state = .ended
        case Z_OK, Z_BUF_ERROR: break
        default: step.state = .damaged
        }
        return step
    }
}

private final class BrotliDecoder: StreamDecoder {
    private let state = BrotliDecoderCreateInstance(nil, nil, nil)

    deinit { BrotliDecoderDestroyInstance(state) }

    func decode(_ input: UnsafeRawBufferPointer, into buffer: UnsafeMutableRawBufferPointer) -> DecodingStep {
        var left = input.count
        var free = buffer.count
        var source = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
        var target = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
        guard let state else { return DecodingStep(state: .damaged) }
        let result = BrotliDecoderDecompressStream(state, &left, &source, &free, &target, nil)
        var step = DecodingStep(used: input.count - left, made: buffer.count - free)
        if result == BROTLI_DECODER_RESULT_SUCCESS { step.state = .ended }
        if result == BROTLI_DECODER_RESULT_ERROR { step.state = .damaged }
        return step
    }
}

private final class ZstdDecoder: StreamDecoder {
    private let stream = ZSTD_createDStream()

    init() {
        // 128 MB: what the format asks every decoder to accept. More is refused as damage.
        ZSTD_DCtx_setParameter(stream, ZSTD_d_windowLogMax, 27)
    }

    deinit { ZSTD_freeDStream(stream) }

    func decode(_ input: UnsafeRawBufferPointer, into buffer: UnsafeMutableRawBufferPointer) -> DecodingStep {
        var source = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
        var target = ZSTD_outBuffer(dst: buffer.baseAddress, size: buffer.count, pos: 0)
        let code = ZSTD_decompressStream(stream, &target, &source)
        var step = DecodingStep(used: source.pos, made: target.pos)
        if ZSTD_isError(code) != 0 { step.state = .damaged } else if code == 0 { step.state = .ended }
        return step
    }
}
