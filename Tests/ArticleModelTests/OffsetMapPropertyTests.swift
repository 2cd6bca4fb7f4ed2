import ArticleModel
import TestSupport
import Testing

/// Offset maps against the countings of the standard library, which are slow and obvious.
@Suite("Offsets of random texts")
struct OffsetMapPropertyTests {
    private static let pieces = [
        "a", "B", " ", "\n", "\r\n", "\0", "é", "e\u{301}", "ß", "—", "東", "\u{FEFF}", "\u{2028}", "🌊", "🇫🇷",
        "👩\u{200D}👩\u{200D}👧", "\u{10FFFF}", "\u{7FF}", "\u{800}", "\u{FFFF}", "\u{10000}",
    ]

    /// Texts of all lengths up to several times the distance between two marks of a map.
    private static let texts: [String] = {
        var random = SeededGenerator(seed: 11)
        return (0..<60).map { number in
            // Every third text is ASCII but for its last character: marks are needed late.
            if number % 3 == 0 { return String(repeating: "x", count: number * 7) + "é" }
            return (0..<number * 3).map { _ in pieces.randomElement(using: &random)! }.joined()
        } + ["", "x", "é", String(repeating: "é", count: 64), String(repeating: "x", count: 400)]
    }()

    /// The number of units before each byte at which a character starts, and at the end; nil within a character.
    private func counts(_ text: String, _ units: (Unicode.Scalar) -> Int) -> [Int?] {
        var counts: [Int?] = []
        var count = 0
        for scalar in text.unicodeScalars {
            counts.append(count)
            counts += [Int?](repeating: nil, count: String(scalar).utf8.count - 1)
            count += units(scalar)
        }
        return counts + [count]
    }

    @Test("every byte has the offset that counting from the start gives, in every unit")
    func everyByte() {
        for text in Self.texts {
            let map = OffsetMap(of: Array(text.utf8))
            #expect(map.byteCount == text.utf8.count)
            #expect(map.scalarCount == text.unicodeScalars.count)
            #expect(map.utf16Count == text.utf16.count)
            let expected: [(OffsetMap.Unit, [Int?])] = [
                (.codepoints, counts(text) { _ in 1 }), (.utf16, counts(text) { String($0).utf16.count }),
                (.bytes, counts(text) { String($0).utf8.count }),
            ]
            for (unit, offsets) in expected {
                // Nil is right for a byte within a character.
                let found = (0...text.utf8.count).map { byte in
                    (try? map.convert(Span(byte, byte), to: unit))?.lowerBound
                }
                #expect(found == offsets, "\(unit) of \(text.debugDescription)")
            }
        }
    }

    @Test("every offset in code points leads back to its byte")
    func everyScalar() throws {
        for text in Self.texts {
            let map = OffsetMap(of: Array(text.utf8))
            let indices = Array(text.unicodeScalars.indices) + [text.endIndex]
            for (number, index) in indices.enumerated() {
                let byte = text.utf8.distance(from: text.startIndex, to: index)
                let end = text.utf8.count
                #expect(try map.bytes(ofScalars: number..<indices.count - 1) == Span(byte, end))
                #expect(try map.scalars(ofBytes: Span(byte, end)) == number..<indices.count - 1)
            }
        }
    }

    @Test("a span that begins or ends within a character names the start of that character")
    func within() {
        let map = OffsetMap(of: Array("a🌊b".utf8))
        for byte in 2...4 {
            for unit in OffsetMap.Unit.allCases {
                let inside = OffsetError.insideScalar(byte: byte, scalarStart: 1)
                #expect(throws: inside) { try map.convert(Span(byte, 6), to: unit) }
                #expect(throws: inside) { try map.convert(Span(0, byte), to: unit) }
            }
        }
    }

    @Test(
        "an offset outside the text is refused with a message that has the numbers",
        arguments: ["abc", "aé", "é\u{301}"])
    func outside(_ text: String) throws {
        let map = OffsetMap(of: Array(text.utf8))
        let (bytes, scalars) = (text.utf8.count, text.unicodeScalars.count)
        for byte in [-1, bytes + 1, Int.min, Int.max] {
            for unit in OffsetMap.Unit.allCases {
                let error = #expect(throws: OffsetError.outsideText(byte: byte, byteCount: bytes)) {
                    try map.convert(Span(byte, byte), to: unit)
                }
                #expect(
                    error?.description == "byte \(byte) is outside the text, which has \(bytes) bytes")
            }
        }
        let error = #expect(throws: OffsetError.outside(offset: scalars + 1, count: scalars)) {
            try map.bytes(ofScalars: 0..<scalars + 1)
        }
        #expect(
            error?.description
                == "offset \(scalars + 1) is outside the text, which has \(scalars) characters")
        #expect(throws: OffsetError.outside(offset: -1, count: scalars)) { try map.bytes(ofScalars: -1..<0) }
    }

    @Test("a span whose end is before its start is empty")
    func reversed() throws {
        #expect(try OffsetMap(of: Array("éab".utf8)).scalars(ofBytes: Span(3, 2)) == 2..<2)
    }
}

@Suite("Lines and columns of random texts")
struct LineMapPropertyTests {
    @Test("every byte at which a character starts has the line and column that counting gives")
    func everyByte() {
        var random = SeededGenerator(seed: 12)
        for length in 0..<80 {
            let text = (0..<length).map { _ in
                ["a", "é", "🌊", "\n", "\n\n", "\r\n", "e\u{301}"].randomElement(using: &random)!
            }.joined()
            let map = LineMap(of: Array(text.utf8))
            var (line, column, byte) = (1, 1, 0)
            for scalar in text.unicodeScalars {
                #expect(
                    map.position(ofByte: byte) == (line, column), "byte \(byte) of \(text.debugDescription)")
                byte += String(scalar).utf8.count
                (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
            }
            #expect(map.position(ofByte: byte) == (line, column))
            #expect(map.count == line)
            let lines = text.utf8.split(separator: 10, omittingEmptySubsequences: false).map {
                String(decoding: $0.last == 13 ? $0.dropLast() : $0, as: UTF8.self)
            }
            #expect((1...map.count).map(map.line) == lines)
            #expect(
                (1...map.count).map { map.position(ofByte: map.start(ofLine: $0)).line }
                    == Array(1...map.count))
        }
    }

    @Test("a byte outside the text is at its nearest end; a line that is not there starts at the end")
    func outside() {
        let map = LineMap(of: Array("ab\nc".utf8))
        #expect(map.position(ofByte: -5) == (1, 1))
        #expect(map.position(ofByte: 99) == (2, 2))
        #expect([0, 1, 2, 3, -1].map(map.start(ofLine:)) == [4, 0, 3, 4, 4])
        #expect([0, 1, 2, 3, -1].map(map.line) == [nil, "ab", "c", nil, nil])
    }

    @Test("an empty text has one empty line; a final line end begins another")
    func empty() {
        #expect(LineMap(of: []).count == 1)
        #expect(LineMap(of: []).line(1) == "")
        let map = LineMap(of: Array("a\n".utf8))
        #expect(map.count == 2)
        #expect(map.line(2) == "")
        #expect(map.position(ofByte: 2) == (2, 1))
    }

    @Test("of a line end only the last CR is dropped")
    func carriageReturns() {
        let map = LineMap(of: Array("a\r\r\nb\rc".utf8))
        #expect(map.line(1) == "a\r")
        #expect(map.line(2) == "b\rc")
    }
}
