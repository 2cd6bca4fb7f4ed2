@testable import Exchange
import System
import Testing

@Suite("Bodies of HTTP")
struct BodyDecodingTests {
    private let text = "<p>It fell on Friday. It fell on Friday.</p>"
    private let gzip = ArchiveFixture.gzip(Array("<p>It fell on Friday. It fell on Friday.</p>".utf8))

    private func decode(
        _ body: [UInt8], _ fields: [String], maximum: Int = 1 << 20
    ) throws -> String {
        let head = (["HTTP/1.1 200 OK"] + fields).joined(separator: "\r\n") + "\r\n\r\n"
        let message = try #require(HTTPMessage(Array(head.utf8) + body))
        let found = BodyDecoding.body(of: message, maximum: maximum)
        return String(decoding: found.bytes, as: UTF8.self)
            + (found.kind.isEmpty ? "" : " ! \(found.kind): \(found.message)")
    }

    private func bytes(_ hex: String) -> [UInt8] {
        let digits = Array(hex)
        return stride(from: 0, to: digits.count, by: 2).compactMap {
            UInt8(String(digits[$0...$0 + 1]), radix: 16)
        }
    }

    private var deflate: [UInt8] {
        bytes("78dab329b0f32c51484bcdc951c8cf53702bca4c49acd453c014b2d12fb0030047480e78")
    }
    private var bareDeflate: [UInt8] { bytes("b329b0f32c51484bcdc951c8cf53702bca4c49acd453c014b2d12fb00300") }
    private var brotli: [UInt8] {
        bytes("1b2b0000444f96ea43138a893625da140533458b228b3007496a53c52376e819744137c37fecb418a611")
    }
    private var zstd: [UInt8] {
        bytes("28b52ffd0458050100d03c703e49742066656c6c206f6e204672696461792e203c2f703e0100cc9b4d1e474a97")
    }

    @Test("bodies are decompressed as their header says")
    func encodings() throws {
        for (name, body) in [
            ("gzip", gzip), ("X-GZIP", gzip), ("deflate", deflate), ("deflate", bareDeflate), ("br", brotli),
            ("zstd", zstd), ("identity", Array(text.utf8)),
        ] {
            #expect(try decode(body, ["Content-Encoding: \(name)"]) == text, "\(name)")
        }
        // In the order in which they were applied.
        #expect(try decode(ArchiveFixture.gzip(brotli), ["Content-Encoding: br, gzip"]) == text)
        #expect(try decode(gzip, []) == text)
    }

    @Test(
        "a header that is false does no harm",
        arguments: ["gzip", "deflate", "br", "zstd", "utf-8", "compress"])
    func falseHeader(_ name: String) throws {
        #expect(try decode(Array(text.utf8), ["Content-Encoding: \(name)"]) == text)
    }

    @Test("what precedes damage is kept, with an error")
    func damage() throws {
        let long = String(repeating: "It fell. ", count: 20)
        let body = ArchiveFixture.gzip(Array(long.utf8))
        let kind = " ! content-encoding: the body in Content-Encoding gzip"
        #expect(
            try decode(Array(body.dropLast(28)), ["Content-Encoding: gzip"]) == long.dropLast(20)
                + "\(kind) ends early")
        var wrong = body
        wrong[wrong.count - 6] ^= 1
        #expect(try decode(wrong, ["Content-Encoding: gzip"]) == "\(long)\(kind) is damaged")
        #expect(
            try decode([0, 1, 2, 3], ["Content-Encoding: compress"])
                == " ! content-encoding: the Content-Encoding compress is unknown")
    }

    @Test("more than the maximum is refused")
    func maximum() throws {
        #expect(try decode(brotli, ["Content-Encoding: br"], maximum: 10) == " ! size: ")
        #expect(try decode(brotli, ["Content-Encoding: br"], maximum: text.utf8.count) == text)
    }

    @Test(
        "a body in chunks is joined",
        arguments: [
            ("3\r\n<p>\r\n9\r\nabc</p>\r\n\r\n0\r\n\r\n", "<p>abc</p>\r\n"), ("0\r\n\r\n", ""),
            ("A;name=value\r\n0123456789\r\n1 \r\nx\r\n0\r\nTrailer: y\r\n\r\n", "0123456789x"),
            ("00000003\r\nabc\r\n0\r\n\r\n", "abc"), ("3\nabc\n0\n\n", "abc"),
            // What is not in chunks stays as it was sent.
            ("zz\r\nabc", "zz\r\nabc"), ("-1\r\nabc", "-1\r\nabc"), ("", ""), ("<p>abc", "<p>abc"),
            ("-10\r\nabc", "-10\r\nabc"), ("ffffffffffffffff\r\nabc", "ffffffffffffffff\r\nabc"),
            // What was cut is kept, without the sizes.
            ("5\r\nabc", "abc ! incomplete: the body ends within a chunk"),
            ("7fffffffffffff\r\nabc", "abc ! incomplete: the body ends within a chunk"),
            ("3\r\nabc\r\n", "abc ! incomplete: the last chunk of the body is missing"),
            ("3\r\nabc\r\nxyz", "abcxyz ! incomplete: the chunks of the body are damaged"),
            ("3\r\nabc\r\n-1\r\n", "abc-1\r\n ! incomplete: the chunks of the body are damaged"),
        ])
    func chunks(_ sample: (sent: String, body: String)) throws {
        #expect(try decode(Array(sample.sent.utf8), ["Transfer-Encoding: chunked"]) == sample.body)
    }

    @Test("chunks of a compressed body are joined first")
    func compressedChunks() throws {
        let size = String(brotli.count, radix: 16)
        let sent = Array("\(size)\r\n".utf8) + brotli + Array("\r\n0\r\n\r\n".utf8)
        #expect(try decode(sent, ["Content-Encoding: br", "Transfer-Encoding: Chunked"]) == text)
    }

    @Test("heads are read as the standard says")
    func heads() throws {
        let head = "HTTP/2 204\nA:1\nb :  2 \t\nC: 3\n  4\n\t5\nno field\nD:\n\nbody"
        let message = try #require(HTTPMessage(Array(head.utf8)))
        #expect(message.status == 204)
        #expect(message.fields == ["a": "1", "b": "2", "c": "3 4 5", "d": ""])
        #expect(message.body == Array("body".utf8))
        #expect(HTTPMessage(Array("HTTP/1.1 200 OK\r\nA: b".utf8)) == nil)
        #expect(HTTPMessage([]) == nil)
        #expect(HTTPMessage.charset(of: "text/html; x=charset; Charset = \"utf-8\" ;y") == "utf-8")
        #expect(HTTPMessage.charset(of: "text/html; x-charset=utf-8") == nil)
        #expect(HTTPMessage.charset(of: "charset=utf-8") == nil)
    }
}
