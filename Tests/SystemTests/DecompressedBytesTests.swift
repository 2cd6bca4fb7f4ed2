import System
import Testing

@Suite("Decompression")
struct DecompressedBytesTests {
    /// A member of gzip in one stored block.
    private func gzip(_ text: String) -> [UInt8] {
        let body = Array(text.utf8)
        func little(_ number: Int, _ width: Int) -> [UInt8] {
            (0..<width).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
        }
        let crc = ~body.reduce(UInt32.max) { crc, byte in
            (0..<8).reduce(crc ^ UInt32(byte)) { crc, _ in crc >> 1 ^ (crc & 1 == 1 ? 0xEDB8_8320 : 0) }
        }
        return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255, 1] + little(body.count, 2)
            + little(~body.count & 0xFFFF, 2) + body + little(Int(crc), 4) + little(body.count, 4)
    }

    private func read(_ bytes: [UInt8], size: Int = 1000) -> String {
        let source = DecompressedBytes(PartedBytes(bytes, size: size), .gzip, path: "x.gz")
        let contents = source.readAll(limit: 1 << 20)
        return String(decoding: contents.bytes, as: UTF8.self)
            + (contents.failure.map { " ! \($0.description)" } ?? "")
    }

    @Test(
        "members follow each other, also with zeros between them, however the bytes arrive",
        arguments: [1, 3, 1000])
    func members(_ size: Int) {
        #expect(read(gzip("It fell. ") + gzip("") + gzip("It rose."), size: size) == "It fell. It rose.")
        #expect(read(gzip("a") + [0, 0, 0] + gzip("b") + [0, 0], size: size) == "ab")
        #expect(read([], size: size) == "")
    }

    @Test("what precedes the damage is read, and then the error comes", arguments: [1, 7, 1000])
    func damage(_ size: Int) {
        let body = gzip("It fell.")
        #expect(
            read(Array(body.dropLast(10)), size: size) == "It fel ! x.gz: the compressed data is truncated")
        #expect(
            read(Array(body.dropLast(1)), size: size) == "It fell. ! x.gz: the compressed data is truncated")
        var wrong = body
        wrong[body.count - 5] ^= 0xFF
        #expect(read(wrong, size: size) == "It fell. ! x.gz: the compressed data is damaged")
        #expect(
            read(body + Array("garbage".utf8), size: size)
                == "It fell. ! x.gz: the compressed data is damaged")
        #expect(read(Array("no gzip".utf8), size: size) == " ! x.gz: the compressed data is damaged")
        #expect(read([0x1F], size: size) == " ! x.gz: the compressed data is truncated")
    }

    @Test("after damage the next member is found", arguments: [1, 5, 1000])
    func recovery(_ size: Int) throws {
        var wrong = gzip("lost")
        wrong[12] ^= 0xFF
        let bytes = gzip("a") + wrong + gzip("b")
        let source = DecompressedBytes(PartedBytes(bytes, size: size), .gzip, path: "x.gz")
        let first = source.readAll(limit: 100)
        #expect(first.bytes == Array("a".utf8) && first.failure != nil)
        #expect(try source.recover())
        let rest = source.readAll(limit: 100)
        #expect(rest.bytes == Array("b".utf8) && rest.failure == nil)
        #expect(try !source.recover())
    }

    @Test("a compression is known by its first bytes")
    func magic() {
        #expect(Compression(magic: [0x1F, 0x8B, 8]) == .gzip)
        #expect(Compression(magic: [0x28, 0xB5, 0x2F, 0xFD]) == .zstd)
        #expect(Compression(magic: [0x50, 0x4B]) == nil)
        #expect(Compression(magic: []) == nil)
    }

    @Test("a bomb is ended at the limit")
    func bomb() {
        let (bytes, failure) = Compression.gzip.decompress(
            (0..<100).flatMap { _ in gzip(String(repeating: "x", count: 60_000)) }, limit: 100_000)
        #expect(bytes.count == 100_000)
        #expect(failure == .tooLarge)
    }

    @Test("converters continue a character in the next piece, and count from the first")
    func converter() throws {
        let converter = try #require(TextConverter(from: "UTF-16LE"))
        var text: [UInt8] = []
        for byte in [0x41, 0x00, 0x3C, 0xD8, 0x0A, 0xDF, 0x00, 0xD8, 0x42] as [UInt8] {
            text += converter.convert([byte], isLast: false)
        }
        text += converter.convert([0], isLast: true)
        #expect(String(decoding: text, as: UTF8.self) == "A\u{1F30A}\u{FFFD}B")
        #expect(converter.replaced == 1 && converter.firstReplaced == 6)
        #expect(TextConverter(from: "no encoding") == nil)
    }
}
