import Diagnostics
import Testing

@Suite("Diagnostics")
struct DiagnosticTests {
    @Test("a diagnostic prints its place, the line and carets below what is meant")
    func description() {
        let diagnostic = Diagnostic(
            .pattern, "unknown list #tilte; did you mean #title?",
            at: SourceLocation(file: "quotes/init.lua", line: 42, column: 7, length: 6),
            excerpt: "said, #tilte")
        #expect(
            diagnostic.description == """
                quotes/init.lua:42:7: unknown list #tilte; did you mean #title?
                    said, #tilte
                          ^^^^^^
                """)
    }

    @Test("without a column there is no caret, without an excerpt no line, without a place no head")
    func partial() {
        let file = Diagnostic(.plugin, "is empty", at: SourceLocation(file: "x/init.lua"))
        #expect(file.description == "x/init.lua: is empty")
        let line = Diagnostic(.lua, "no", at: SourceLocation(file: "x", line: 3), excerpt: "return")
        #expect(line.description == "x:3: no\n    return")
        #expect(Diagnostic(.lua, "no").description == "no")
    }

    @Test(
        "carets stand below what they mean at a terminal",
        arguments: [
            ("abc", 1, 1, "^"), ("abc", 3, 1, "  ^"), ("abc", 4, 1, "   ^"), ("abc", 9, 1, "   ^"),
            ("é #tilte", 3, 6, "  ^^^^^^"), ("e\u{301} #x", 4, 2, "  ^^"), ("日本 #x", 4, 2, "     ^^"),
            ("日本", 2, 1, "  ^^"), ("🌊 x", 3, 1, "   ^"), ("\tx", 2, 1, " ^"), ("", 1, 1, "^"),
        ])
    func carets(_ sample: (line: String, column: Int, length: Int, carets: String)) {
        #expect(
            Diagnostic.carets(below: sample.line, column: sample.column, length: sample.length)
                == sample.carets)
    }

    @Test(
        "a name that is close is suggested",
        arguments: [
            ("quots", "quotes"), ("QUOTES", "quotes"), ("qoutes", "quotes"), ("date", "dates"),
            ("entitis", "entities"), ("xyz", nil), ("", nil), ("entirely", nil),
        ])
    func suggestions(_ sample: (name: String, suggestion: String?)) {
        #expect(suggestion(for: sample.name, among: ["quotes", "dates", "entities"]) == sample.suggestion)
        #expect(
            didYouMean(sample.name, among: ["quotes", "dates", "entities"], prefix: "#")
                == (sample.suggestion.map { "; did you mean #\($0)?" } ?? ""))
    }

    @Test(
        "text is measured in columns of a terminal and cut to fit",
        arguments: [("abc", 3), ("é", 1), ("e\u{301}", 1), ("日本", 4), ("🌊", 2), ("a\u{200D}b", 2)])
    func width(_ sample: (text: String, columns: Int)) {
        #expect(TextWidth.columns(sample.text) == sample.columns)
        #expect(TextWidth.fit(sample.text, sample.columns) == sample.text)
        #expect(TextWidth.fit(sample.text + "more", sample.columns + 1) == sample.text + "…")
    }

    @Test("control characters cannot reach the terminal")
    func harmless() {
        #expect(TextWidth.harmless("a\u{1B}[31mb\u{7F}\n\tc") == "a␛[31mb\u{FFFD}\n\tc")
        #expect(TextWidth.fit("a\u{1B}b\nc", 9) == "a b c")
    }
}
