import System
import Testing

/// A source that gives its bytes in parts, says when it has none yet, and may fail.
final class PartedBytes: ByteSource {
    enum Part {
        case bytes([UInt8])
        case pause
        case failure
    }

    private var parts: [Part]
    private(set) var reads = 0

    init(_ parts: [Part]) { self.parts = parts }

    /// Bytes in parts of one size.
    convenience init(_ bytes: [UInt8], size: Int) {
        self.init(
            stride(from: 0, to: bytes.count, by: size).map {
                .bytes(Array(bytes[$0..<min(bytes.count, $0 + size)]))
            })
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileSystem.Failure) -> Int {
        reads += 1
        while let part = parts.first {
            switch part {
            case .pause: parts.removeFirst()
            case .failure: throw FileSystem.Failure(path: "parts", reason: "torn")
            case .bytes(let bytes):
                let count = min(bytes.count, buffer.count)
                buffer.copyBytes(from: bytes.prefix(count))
                parts[0] = .bytes(Array(bytes.dropFirst(count)))
                if bytes.count == count { parts.removeFirst() }
                if count > 0 { return count }
            }
        }
        return 0
    }

    var isReady: Bool {
        if case .pause? = parts.first { return false }
        return true
    }
}

@Suite("Reading lines")
struct LineReaderTests {
    private func lines(_ reader: LineReader) throws -> [[UInt8]] {
        var lines: [[UInt8]] = []
        while let line = try reader.next() { lines.append(Array(line)) }
        return lines
    }

    private func lines(_ text: String, size: Int = 1000) throws -> [String] {
        try lines(LineReader(PartedBytes(Array(text.utf8), size: size))).map {
            String(decoding: $0, as: UTF8.self)
        }
    }

    @Test(
        "lines end with LF, with a CR before it or without; a last line needs no end",
        arguments: [
            ("", []), ("\n", [""]), ("a", ["a"]), ("a\n", ["a"]), ("a\n\n", ["a", ""]),
            ("\n\na", ["", "", "a"]),
            ("a\r\nb\r\n", ["a", "b"]), ("a\rb\n", ["a\rb"]), ("a\r\r\n", ["a\r"]), ("\r\n", [""]),
            ("\u{FEFF}a\nb", ["a", "b"]), ("\u{FEFF}", [""]), ("\u{FEFF}\n\u{FEFF}", ["", "\u{FEFF}"]),
            ("a\u{FEFF}\n", ["a\u{FEFF}"]), ("é\n🌊", ["é", "🌊"]), ("a\0b\n", ["a\0b"]),
            ("a\u{2028}b\u{85}c\n", ["a\u{2028}b\u{85}c"]),
        ] as [(String, [String])])
    func ends(_ sample: (text: String, lines: [String])) throws {
        for size in [1, 1000] {
            #expect(
                try lines(sample.text, size: size).map { Array($0.utf8) }
                    == sample.lines.map { Array($0.utf8) }, "\(size)")
        }
    }

    @Test(
        "a line may end on either side of the end of the buffer",
        arguments: [(1 << 16) - 1, 1 << 16, (1 << 16) + 1])
    func boundaries(_ length: Int) throws {
        let long = [UInt8](repeating: 120, count: length)
        for ending in ["\n", "\r\n"] {
            let text = long + Array(ending.utf8) + [121] + Array(ending.utf8) + long
            for size in [(1 << 16) - 1, 1 << 20] {
                #expect(try lines(LineReader(PartedBytes(text, size: size))) == [long, [121], long])
            }
        }
    }

    @Test("random bytes in random parts give the lines of the whole", arguments: 0..<8 as Range<UInt64>)
    func random(_ seed: UInt64) throws {
        var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
        func below(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        let text = (0..<below(400)).map { _ in [UInt8(10), 10, 13, 97, 98, 0xC3, 0xA9, 0][below(8)] }
        var parts: [PartedBytes.Part] = []
        var rest = text[...]
        while !rest.isEmpty {
            let count = 1 + below(60)
            parts.append(.bytes(Array(rest.prefix(count))))
            rest = rest.dropFirst(count)
        }
        var expected = text.split(separator: 10, omittingEmptySubsequences: false).map(Array.init)
        if expected.last == [] { expected.removeLast() }
        let reader = LineReader(PartedBytes(parts))
        #expect(try lines(reader) == expected.map { $0.last == 13 ? Array($0.dropLast()) : $0 })
        #expect(reader.number == expected.count)
    }

    @Test("without waiting, a line that has not arrived is not there yet, and nothing of it is lost")
    func notWaiting() throws {
        let source = PartedBytes([
            .bytes(Array("one\ntw".utf8)), .pause, .bytes(Array("o\n".utf8)), .pause, .bytes([]),
            .bytes(Array("end".utf8)),
        ])
        let reader = LineReader(source)
        func next() throws -> String {
            switch try reader.next(waiting: false) {
            case .line(let line): "line " + String(decoding: line, as: UTF8.self)
            case .tooLong: "too long"
            case .notYet: "not yet"
            case .end: "end"
            }
        }
        #expect(try next() == "line one")
        #expect(try next() == "not yet")
        #expect(try next() == "not yet")
        #expect(reader.number == 1)
        #expect(try reader.next().map { String(decoding: $0, as: UTF8.self) } == "two")
        #expect(try next() == "not yet")
        #expect(try reader.next().map { String(decoding: $0, as: UTF8.self) } == "end")
        #expect(try next() == "end")
        #expect(try next() == "end")
        #expect(reader.number == 3)
    }

    @Test("lines that have arrived are given without reading on")
    func noReading() throws {
        let source = PartedBytes([.bytes(Array("a\nb\nc\n".utf8)), .pause])
        let reader = LineReader(source)
        for _ in 0..<3 { #expect(try reader.next() != nil) }
        #expect(source.reads == 1)
    }

    @Test("a failure comes after the lines before it, and again")
    func failure() throws {
        let reader = LineReader(PartedBytes([.bytes(Array("one\ntw".utf8)), .failure]))
        #expect(try reader.next().map(Array.init) == Array("one".utf8))
        for _ in 0..<2 {
            let failure = #expect(throws: FileSystem.Failure.self) { try reader.next() }
            #expect(failure?.description == "parts: torn")
        }
    }

    @Test("a source is read whole, or in parts, or not at all if it fails")
    func sources() throws {
        let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        for size in [1000, 1 << 16, 1 << 20] {
            #expect(PartedBytes(bytes, size: size).readAll(limit: bytes.count).bytes == bytes)
        }
        #expect(PartedBytes([]).readAll(limit: 1).bytes == [])
        let source = PartedBytes(bytes, size: 10)
        #expect(try source.read(upTo: 4) == Array(bytes[0..<4]))
        #expect(try source.read(upTo: 100) == Array(bytes[4..<10]))
        #expect(try PartedBytes([]).read(upTo: 4) == [])
        let torn = PartedBytes([.bytes([1]), .failure]).readAll(limit: 10)
        #expect(torn.bytes == [1])
        #expect(torn.failure?.description == "parts: torn")
        #expect(throws: FileSystem.Failure.self) { try PartedBytes([.failure]).read(upTo: 4) }
    }

    @Test("no more is read of a source than its limit", arguments: [1, 7, 1 << 20])
    func limit(_ size: Int) {
        let bytes = [UInt8](repeating: 5, count: 1000)
        let exact = PartedBytes(bytes, size: size).readAll(limit: 1000)
        #expect(exact.bytes == bytes && !exact.isOverLimit && exact.failure == nil)
        let cut = PartedBytes(bytes, size: size).readAll(limit: 999)
        #expect(cut.bytes.count == 999 && cut.isOverLimit && cut.failure == nil)
    }

    @Test("a line that is too long is passed over with its number", arguments: [1, 4, 1000])
    func tooLong(_ size: Int) throws {
        let reader = LineReader(PartedBytes(Array("abcd\nabcde\nx\nabcdefghij".utf8), size: size), maximum: 4)
        var found: [String] = []
        loop: while true {
            switch try reader.next(waiting: true) {
            case .line(let line): found.append("\(reader.number) " + String(decoding: line, as: UTF8.self))
            case .tooLong: found.append("\(reader.number) too long")
            case .notYet: found.append("not yet")
            case .end: break loop
            }
        }
        #expect(found == ["1 abcd", "2 too long", "3 x", "4 too long"])
    }

    @Test("the bytes of a file are ready, and a file that is not there is an error")
    func files() throws {
        let folder = try Folder()
        try FileSystem.write(Array("a\nb".utf8), to: folder.path("x"))
        let file = try FileBytes(path: folder.path("x"))
        #expect(file.isReady)
        #expect(file.readAll(limit: 100).bytes == Array("a\nb".utf8))
        #expect(file.readAll(limit: 100).bytes == [])
        let missing = #expect(throws: FileSystem.Failure.self) { try LineReader(path: folder.path("none")) }
        #expect(missing == FileSystem.Failure(path: folder.path("none"), reason: "No such file or directory"))
    }
}
