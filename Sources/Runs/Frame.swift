/// Numbers, texts and lists as bytes, for the pipes between the processes of a batch. Both ends are the
/// same program, so there is no version; numbers are little-endian.
struct FrameWriter {
    private(set) var bytes: [UInt8] = [0, 0, 0, 0]

    mutating func write(_ number: Int) {
        withUnsafeBytes(of: Int64(number).littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func write(_ content: [UInt8]) {
        write(content.count)
        bytes.append(contentsOf: content)
    }

    mutating func write(_ text: String) { write(Array(text.utf8)) }

    /// The frame with its length before it; the writer is empty again.
    mutating func finish() -> [UInt8] {
        withUnsafeBytes(of: UInt32(bytes.count - 4).littleEndian) { length in
            for index in 0..<4 { bytes[index] = length[index] }
        }
        defer { bytes = [0, 0, 0, 0] }
        return bytes
    }
}

/// Reads what ``FrameWriter`` wrote, without its length.
struct FrameReader {
    /// The bytes are no frame of this program.
    struct Failure: Error {}

    private let bytes: [UInt8]
    private var at = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func number() throws -> Int {
        guard bytes.count - at >= 8 else { throw Failure() }
        defer { at += 8 }
        return bytes.withUnsafeBytes {
            Int(Int64(littleEndian: $0.loadUnaligned(fromByteOffset: at, as: Int64.self)))
        }
    }

    mutating func content() throws -> [UInt8] {
        let count = try number()
        guard count >= 0, count <= bytes.count - at else { throw Failure() }
        defer { at += count }
        return Array(bytes[at..<at + count])
    }

    mutating func text() throws -> String { String(decoding: try content(), as: UTF8.self) }
}
