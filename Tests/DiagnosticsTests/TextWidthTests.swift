import Diagnostics
import Testing

@Suite("The width of text")
struct TextWidthTests {
    @Test(
        "characters take the columns that terminals give them",
        arguments: [
            ("", 0), ("a b", 3), ("\u{A0}", 1), ("é", 1), ("e\u{301}\u{302}", 1), ("東京", 4), ("ｶﾅ", 2),
            ("ＡＢ", 4),
            ("한글", 4), ("「」", 4), ("‘’“”—…", 6), ("€£", 2), ("\u{200B}\u{200D}\u{FEFF}", 0), ("🌊", 2),
            ("🇫🇷", 2),
            ("⚡", 2), ("⭐", 2), ("✅", 2), ("❌", 2), ("🟢", 2), ("🪁", 2), ("🫠", 2), ("🚀", 2), ("✓", 1),
            ("☀", 1),
            ("©", 1), ("→", 1), ("𝒜", 1), ("𠀀", 2),
        ])
    func columns(_ sample: (text: String, columns: Int)) {
        #expect(TextWidth.columns(sample.text) == sample.columns)
    }

    @Test(
        "text is cut to a width at a character, with an ellipsis that counts",
        arguments: [
            ("", 0, ""), ("abc", 3, "abc"), ("abcd", 3, "ab…"), ("abc", 1, "…"), ("abc", 2, "a…"),
            ("東京", 4, "東京"),
            ("東京", 3, "東…"), ("東京", 2, "…"), ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"), ("🇫🇷x", 3, "🇫🇷x"),
            ("🇫🇷xy", 3, "🇫🇷…"), ("🇫🇷xy", 2, "…"), ("a\r\nb", 4, "a  b"), ("a\tb\u{7F}", 4, "a b "),
            ("abc", 0, ""),
            ("abc", -1, ""), ("a\u{9B}b", 3, "a b"),
        ])
    func fit(_ sample: (text: String, width: Int, fitted: String)) {
        #expect(TextWidth.fit(sample.text, sample.width) == sample.fitted)
        #expect(TextWidth.columns(sample.fitted) <= max(0, sample.width))
    }

    @Test("every control character but line ends and tabs is made visible")
    func harmless() {
        for value in UInt32(0)..<0x100 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let text = "a" + String(scalar) + "b"
            let expected =
                switch value {
                case 9, 10: text
                case 0..<32: "a" + String(Unicode.Scalar(0x2400 + value)!) + "b"
                case 0x7F...0x9F: "a\u{FFFD}b"
                default: text
                }
            #expect(TextWidth.harmless(text) == expected)
            #expect(TextWidth.isControl(scalar) == (value < 32 || (0x7F...0x9F).contains(value)))
        }
        #expect(TextWidth.harmless("e\u{301} 東 🌊") == "e\u{301} 東 🌊")
    }
}

@Suite("Places in files")
struct SourceLocationTests {
    @Test("a location is written as compilers do, as far as it is known")
    func description() {
        #expect(SourceLocation(file: "a.lua").description == "a.lua")
        #expect(SourceLocation(file: "a.lua", line: 3).description == "a.lua:3")
        #expect(SourceLocation(file: "a.lua", line: 3, column: 14, length: 5).description == "a.lua:3:14")
        #expect(SourceLocation(file: "a.lua", line: 3, length: 0).length == 1)
        #expect(SourceLocation(file: "a.lua", line: 3, length: -4).length == 1)
    }

    @Test("tabs before a place and in it are one blank each, in the line and below it")
    func tabs() {
        let diagnostic = Diagnostic(
            .lua, "no", at: SourceLocation(file: "f", line: 1, column: 2, length: 3), excerpt: "\ta\tb c")
        #expect(diagnostic.description == "f:1:2: no\n     a b c\n     ^^^")
        #expect(diagnostic.headline == "f:1:2: no")
        #expect(diagnostic.excerptLines == ["     a b c", "     ^^^"])
    }

    @Test("a stretch that goes beyond the line has carets as far as the line goes, and one at least")
    func beyond() {
        func carets(_ line: String, _ column: Int, _ length: Int) -> String {
            Diagnostic.carets(below: line, column: column, length: length)
        }
        #expect(carets("abc", 2, 99) == " ^^")
        #expect(carets("abc", 99, 99) == "   ^")
        #expect(carets("a\u{301}", 2, 1) == " ^", "a mark without width has a caret")
    }
}

@Suite("Names that were probably meant")
struct SuggestionTests {
    @Test(
        "a name is close if at most a third of its letters differ",
        arguments: [
            ("speaker", "speaker"), ("speker", "speaker"), ("spaeker", "speaker"), ("Speakers", "speaker"),
            ("spker", nil),
            ("seeker", "speaker"), ("spkr", nil), ("cu", "cue"), ("ceu", "cue"), ("eu", nil), ("x", nil),
            ("", nil),
            ("cüe", nil), ("published", "published"), ("publisehd", "published"), ("pblshd", nil),
            ("publshd", "published"),
            ("pblsh", nil),
        ] as [(String, String?)])
    func close(_ sample: (name: String, suggestion: String?)) {
        #expect(suggestion(for: sample.name, among: ["cue", "published", "speaker"]) == sample.suggestion)
    }

    @Test("of names that are as close, the first in order is meant, however they are given")
    func ties() {
        #expect(suggestion(for: "bat", among: ["rat", "cat", "hat"]) == "cat")
        #expect(suggestion(for: "bat", among: ["hat", "rat", "cat"]) == "cat")
        #expect(suggestion(for: "bat", among: [] as [String]) == nil)
        #expect(didYouMean("bat", among: Set(["cat"]), prefix: "%") == "; did you mean %cat?")
        #expect(didYouMean("bat", among: ["elephant"]) == "")
    }

    @Test("the distance is that of the textbook", arguments: 1...6)
    func distance(_ length: Int) {
        // One name of a length that allows just so many edits; each case makes one more of them.
        let name = String("abcdefghijklmnopqrstuvwx".prefix(length * 3))
        var edited = Array(name)
        for edit in 0..<length {
            edited[edit * 3] = "#"
            #expect(suggestion(for: String(edited), among: [name]) == name, "\(edit + 1) of \(length)")
        }
        edited[1] = "#"
        #expect(suggestion(for: String(edited), among: [name]) == nil, "one too many of \(length)")
    }
}
