import Serialization
import TestSupport
import Testing

@Suite("Rows of values, compared with writing them")
struct DelimitedPropertyTests {
    private func rows(_ text: [UInt8], _ reader: DelimitedReader, chunk: Int) -> [DelimitedReader.Row] {
        var reader = reader
        var rest = text[...]
        var rows: [DelimitedReader.Row] = []
        while let row = reader.next(more: {
            defer { rest = rest.dropFirst(chunk) }
            return rest.isEmpty ? nil : Array(rest.prefix(chunk))
        }) {
            rows.append(row)
        }
        return rows
    }

    @Test("random fields are read as they were written, however the bytes arrive", arguments: 0..<40)
    func random(_ seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        func pick<T>(_ choices: [T]) -> T { choices[Int.random(in: 0..<choices.count, using: &generator)] }
        let separator = pick([",", "\t", ";"])
        let ending = pick(["\n", "\r\n", "\r"])
        var text = ""
        var expected: [[String]] = []
        var lines: [Int] = []
        var line = 1
        for _ in 0..<8 {
            let fields = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
                (0..<Int.random(in: 0..<5, using: &generator)).map { _ in
                    pick(["a", "é", "🌊", " ", ",", "\t", ";", "\"", "\n", "\r\n", "\r", "#"])
                }.joined()
            }
            // A row of one empty field is an empty line, and a comment needs its first field unquoted.
            guard fields != [""] else { continue }
            let special: Set<Unicode.Scalar> = [",", "\t", ";", "\"", "\n", "\r", "#"]
            text += fields.map { field in
                field.unicodeScalars.contains(where: special.contains)
                    || pick([true, false]) && !field.isEmpty
                    ? "\"\(field.replacing("\"", with: "\"\""))\"" : field
            }.joined(separator: separator)
            text += ending
            expected.append(fields)
            lines.append(line)
            // Every line break within a field is one, whichever it is: CR LF is one character of Swift.
            line += 1 + lineBreaks(fields.joined(separator: "x"))
        }
        for chunk in [1, 2, 3, 5, 1000] {
            let reader = DelimitedReader(separator: separator.utf8.first ?? 0, comment: "#")
            let found = rows(Array(text.utf8), reader, chunk: chunk)
            #expect(found.map { $0.fields.map { String(decoding: $0, as: UTF8.self) } } == expected)
            #expect(found.map(\.line) == lines)
            #expect(found.allSatisfy { $0.problem == nil })
        }
    }

    private func lineBreaks(_ text: String) -> Int {
        let bytes = Array(text.utf8)
        return bytes.indices.count { index in
            bytes[index] == 10 || bytes[index] == 13 && (index + 1 == bytes.count || bytes[index + 1] != 10)
        }
    }

    private func read(_ text: String, comment: String = "# ") -> [String] {
        rows(Array(text.utf8), DelimitedReader(separator: UInt8(ascii: ","), comment: comment), chunk: 1000)
            .map { row in
                "\(row.line): "
                    + row.fields.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "|")
            }
    }

    @Test("a comment ends with its line, whichever line ends the file has", arguments: ["\n", "\r\n", "\r"])
    func comments(_ ending: String) {
        let text = ["# one", "a,b", "# \"two", "", "c", "#d", "# end"].joined(separator: ending)
        #expect(read(text) == ["2: a|b", "5: c", "6: #d"])
    }

    @Test("line ends within quotes count as lines, whichever they are")
    func quotedLines() {
        #expect(read("\"a\rb\"\rc\r\"d\r\ne\"\rf") == ["1: a\rb", "3: c", "4: d\r\ne", "6: f"])
    }

    @Test(
        "quotes in odd places",
        arguments: [
            ("a\"b\"c", ["1: a\"b\"c"]), ("\"a\"b\"c", ["1: ab\"c"]), ("\"\"\"\"", ["1: \""]),
            ("\"\",", ["1: |"]),
            (" \"a\"", ["1:  \"a\""]), ("\"a\" ,b", ["1: a |b"]), ("\"\"", []), (",", ["1: |"]),
            ("\"a", ["1: \"a"]),
        ] as [(String, [String])])
    func oddQuotes(_ sample: (text: String, rows: [String])) {
        #expect(read(sample.text) == sample.rows)
    }

    private func problems(_ text: String, maximum: Int = .max, chunk: Int) -> [String] {
        rows(Array(text.utf8), DelimitedReader(separator: UInt8(ascii: ","), maximum: maximum), chunk: chunk)
            .map { row in
                let fields = row.fields.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "|")
                return "\(row.line): \(fields)" + (row.problem.map { " ! \($0)" } ?? "")
            }
    }

    @Test(
        "a quote that is not closed costs its line alone, however the bytes arrive",
        arguments: [1, 2, 3, 1000])
    func unclosed(_ chunk: Int) {
        #expect(
            problems("a,\"b\nc,d\r\ne,f", chunk: chunk) == ["1: a|\"b ! unclosedQuote", "2: c|d", "3: e|f"])
        // The next quote belongs to another row.
        #expect(
            problems("1,\"a\n2,\"b\"\n3,\"c \"\"d\"\"\"\n", chunk: chunk)
                == ["1: 1|\"a ! unclosedQuote", "2: 2|b", "3: 3|c \"d\""])
        #expect(problems("\"", chunk: chunk) == ["1: \" ! unclosedQuote"])
        #expect(problems("a\n\"\n\"\"\nb", chunk: chunk) == ["1: a", "2: \" ! unclosedQuote", "4: b"])
    }

    @Test("a quote that is not doubled is noticed", arguments: [1, 1000])
    func stray(_ chunk: Int) {
        #expect(
            problems("\"He said \"no\" twice\",x\ny,z", chunk: chunk)
                == ["1: He said no\" twice\"|x ! strayQuote", "2: y|z"])
        #expect(problems("\"two\nlines\",\"x\"y", chunk: chunk) == ["1: two\nlines|xy ! strayQuote"])
    }

    @Test("a row that is too large is passed over", arguments: [1, 5, 1000])
    func tooLarge(_ chunk: Int) {
        let long = String(repeating: "x", count: 50)
        #expect(
            problems("a,b\n\(long),c\nd,e\n", maximum: 20, chunk: chunk).filter { !$0.hasPrefix("2: x") }
                == (chunk == 1000 ? ["1: a|b", "3: d|e"] : ["1: a|b", "2:  ! tooLarge", "3: d|e"]))
    }

    @Test("an error of the source comes through, and what was read before is there")
    func failures() throws {
        struct Torn: Error {}
        var reader = DelimitedReader(separator: UInt8(ascii: ","))
        var parts: [[UInt8]] = [Array("a,b\nc".utf8)]
        func more() throws(Torn) -> [UInt8]? {
            guard !parts.isEmpty else { throw Torn() }
            return parts.removeFirst()
        }
        let first = try reader.next(more: more)
        #expect(first?.fields == [Array("a".utf8), Array("b".utf8)])
        do {
            _ = try reader.next(more: more)
            Issue.record("nothing was thrown")
        } catch {
            #expect(type(of: error) == Torn.self)
        }
    }

    @Test("empty parts of the source are not its end")
    func emptyParts() {
        var reader = DelimitedReader(separator: UInt8(ascii: ","))
        var parts: [[UInt8]] = [[], [97], [], [], [44, 98], [], [10]]
        let row = reader.next(more: { parts.isEmpty ? nil : parts.removeFirst() })
        #expect(row?.fields == [[97], [98]])
    }

    // MARK: Frames

    @Test("random frames are read as they were written", arguments: 0..<20)
    func frames(_ seed: UInt64) throws {
        enum Part: Equatable {
            case number(Int)
            case text(String)
            case optional(String?)
            case bytes([UInt8])
        }
        var generator = SeededGenerator(seed: seed)
        let parts = (0..<Int.random(in: 0..<20, using: &generator)).map { _ -> Part in
            let text = String(
                repeating: ["a", "é", "🌊", "\0"].randomElement(using: &generator) ?? "",
                count: Int.random(in: 0..<4, using: &generator))
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: return .number([0, -1, Int.max, Int.min, 255, 256].randomElement(using: &generator) ?? 0)
            case 1: return .text(text)
            case 2: return .optional(Bool.random(using: &generator) ? text : nil)
            default: return .bytes(Array(text.utf8))
            }
        }
        var writer = FrameWriter()
        for part in parts {
            switch part {
            case .number(let number): writer.write(number)
            case .text(let text): writer.write(text)
            case .optional(let text): writer.write(text)
            case .bytes(let bytes): writer.write(bytes)
            }
        }
        // The reader counts from the start of its slice.
        var reader = FrameReader(([9, 9, 9] + writer.bytes)[3...])
        let read = try parts.map { part -> Part in
            switch part {
            case .number: .number(try reader.number())
            case .text: .text(try reader.text())
            case .optional: .optional(try reader.optionalText())
            case .bytes: .bytes(Array(try reader.content()))
            }
        }
        #expect(read == parts)
        #expect(reader.isAtEnd)
    }

    @Test("numbers are little-endian, and content has its count before it")
    func layout() {
        var writer = FrameWriter()
        writer.write(0x0102)
        writer.write("é")
        writer.write(String?.none)
        writer.write([7, 8, 9][1...])
        let expected: [UInt8] = [
            2, 1, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0xC3, 0xA9, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0,
            0, 0, 0, 8, 9,
        ]
        #expect(writer.bytes == expected)
    }
}
