/// Writes numbers, texts and bytes one after the other in a binary form, for the pipes between processes of
/// the same program. There is no version and no type information; numbers are little-endian.
///
/// ```swift
/// var frame = FrameWriter()
/// frame.write("Port Alder")
/// frame.write(12)
/// ```
public struct FrameWriter {
    /// The bytes that were written.
    public private(set) var bytes: [UInt8] = []

    /// Creates an empty writer.
    public init() {}

    /// Writes a number.
    public mutating func write(_ number: Int) {
        withUnsafeBytes(of: Int64(number).littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// Writes bytes, preceded by their count.
    public mutating func write(_ content: [UInt8]) {
        write(content.count)
        bytes.append(contentsOf: content)
    }

    /// Writes part of an array of bytes, preceded by their count.
    public mutating func write(_ content: ArraySlice<UInt8>) {
        write(content.count)
        bytes.append(contentsOf: content)
    }

    /// Writes text as UTF-8.
    public mutating func write(_ text: String) {
        write(text.utf8.count)
        bytes.append(contentsOf: text.utf8)
    }

    /// Writes text that may be missing.
    public mutating func write(_ text: String?) {
        write(text == nil ? 0 : 1)
        if let text { write(text) }
    }

    /// Replaces the number at the start with the count of the bytes after it, and returns all bytes.
    public mutating func finish() -> [UInt8] {
        withUnsafeBytes(of: Int64(bytes.count - 8).littleEndian) { length in
            for index in 0..<8 { bytes[index] = length[index] }
        }
        return bytes
    }
}

/// Reads what ``FrameWriter`` wrote, in the same order.
public struct FrameReader {
    /// The bytes end early, or they are not what was asked for.
    public struct Failure: Error {
        /// Creates the failure.
        public init() {}
    }

    private let bytes: ArraySlice<UInt8>
    private var at: Int

    /// Creates a reader of the bytes. They are not copied.
    public init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        at = bytes.startIndex
    }

    /// Creates a reader of the bytes. They are not copied.
    public init(_ bytes: [UInt8]) { self.init(bytes[...]) }

    /// Whether everything has been read.
    public var isAtEnd: Bool { at == bytes.endIndex }

    /// Reads a number.
    ///
    /// - Throws: ``Failure`` if fewer than eight bytes are left.
    public mutating func number() throws(Failure) -> Int {
        guard bytes.endIndex - at >= 8 else { throw Failure() }
        let offset = at - bytes.startIndex
        at += 8
        return bytes.withUnsafeBytes {
            Int(Int64(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: Int64.self)))
        }
    }

    /// Reads the number of values that follow, each of which takes bytes.
    ///
    /// - Throws: ``Failure`` if the number is negative, or larger than the number of bytes that are left.
    public mutating func count() throws(Failure) -> Int {
        let count = try number()
        guard count >= 0, count <= bytes.endIndex - at else { throw Failure() }
        return count
    }

    /// Reads bytes without copying them.
    ///
    /// - Throws: ``Failure`` if fewer bytes are left than announced.
    public mutating func content() throws(Failure) -> ArraySlice<UInt8> {
        let count = try count()
        defer { at += count }
        return bytes[at..<at + count]
    }

    /// Reads text.
    ///
    /// - Throws: ``Failure`` as ``content()``.
    public mutating func text() throws(Failure) -> String { String(decoding: try content(), as: UTF8.self) }

    /// Reads text that may be missing.
    ///
    /// - Throws: ``Failure`` as ``content()``.
    public mutating func optionalText() throws(Failure) -> String? { try number() == 0 ? nil : try text() }
}
