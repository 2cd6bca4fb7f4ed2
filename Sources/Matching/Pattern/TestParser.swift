/// Parses the tests in braces: `{len>3, value=1..119, !Cap, kind=political|military}`.
struct TestParser {
    let source: [UInt8]
    private(set) var at: Int

    init(source: [UInt8], at: Int) {
        self.source = source
        self.at = at
    }

    mutating func tests() throws(PatternError) -> [TestSyntax] {
        let start = at
        at += 1
        var tests: [TestSyntax] = []
        while true {
            tests.append(try test())
            skipBlank()
            guard at < source.count else { throw PatternError("'{' is not closed", at: start) }
            if source[at] == UInt8(ascii: "}") { break }
            guard source[at] == UInt8(ascii: ",") else {
                throw PatternError("',' or '}' must follow a test", at: at)
            }
            at += 1
        }
        at += 1
        return tests
    }

    private mutating func test() throws(PatternError) -> TestSyntax {
        skipBlank()
        let start = at
        let negated = at < source.count && source[at] == UInt8(ascii: "!")
        if negated { at += 1 }
        let nameStart = at
        while at < source.count, isNameByte(source[at]) { at += 1 }
        guard at > nameStart else {
            throw PatternError(
                "a test begins with a name, as {len>3} or {!Cap}", at: min(at, source.count - 1))
        }
        let name = String(decoding: source[nameStart..<at], as: UTF8.self)
        skipBlank()
        guard
            let comparison = TestSyntax.Comparison.allCases.first(where: {
                source[at...].starts(with: $0.rawValue.utf8)
            })
        else {
            return TestSyntax(
                name: name, negated: negated, comparison: nil, values: [], offset: start, length: at - start)
        }
        at += comparison.rawValue.utf8.count
        var values = [try value()]
        while at < source.count, source[at] == UInt8(ascii: "|") {
            at += 1
            values.append(try value())
        }
        return TestSyntax(
            name: name, negated: negated, comparison: comparison, values: values, offset: start,
            length: at - start)
    }

    private mutating func value() throws(PatternError) -> TestSyntax.Value {
        skipBlank()
        let start = at
        guard at < source.count else { throw PatternError("a value must follow", at: source.count - 1) }
        if source[at] == UInt8(ascii: "\"") || source[at] == UInt8(ascii: "/") {
            let mark = source[at]
            var bytes: [UInt8] = []
            at += 1
            while at < source.count, source[at] != mark {
                if source[at] == UInt8(ascii: "\\"), at + 1 < source.count {
                    if mark == UInt8(ascii: "/") && source[at + 1] != mark { bytes.append(source[at]) }
                    at += 1
                }
                bytes.append(source[at])
                at += 1
            }
            guard at < source.count else { throw PatternError("the value is not closed", at: start) }
            at += 1
            let text = String(decoding: bytes, as: UTF8.self)
            guard mark == UInt8(ascii: "/") else { return .string(text) }
            let ignoringCase = at < source.count && source[at] == UInt8(ascii: "i")
            if ignoringCase { at += 1 }
            return .regex(text, ignoringCase: ignoringCase)
        }
        while at < source.count, !",}|".utf8.contains(source[at]) { at += 1 }
        var text = source[start..<at]
        while let last = text.last, last <= 32 { text.removeLast() }
        guard !text.isEmpty else { throw PatternError("a value must follow", at: start) }
        let bare = String(decoding: text, as: UTF8.self)
        // "nan" and "inf" are words here, though Double reads them.
        if let number = Double(bare), bare.contains(where: \.isNumber) { return .number(number) }
        let bounds = bare.split(separator: "..", omittingEmptySubsequences: false)
        if bounds.count == 2, let low = Double(bounds[0]), let high = Double(bounds[1]) {
            guard low <= high else {
                throw PatternError(
                    "the range's bounds are the wrong way round", at: start, length: at - start)
            }
            return .range(low, high)
        }
        return .glob(bare)
    }

    private mutating func skipBlank() { while at < source.count, source[at] <= 32 { at += 1 } }

    private func isNameByte(_ byte: UInt8) -> Bool {
        (65...90).contains(byte) || (97...122).contains(byte) || (48...57).contains(byte) || byte == 95
    }
}
