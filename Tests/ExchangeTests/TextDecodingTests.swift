@testable import Exchange
import Testing

@Suite("Decoding of text")
struct TextDecodingTests {
    private func bytes(_ parts: Any...) -> [UInt8] {
        parts.flatMap { part -> [UInt8] in
            switch part {
            case let text as String: Array(text.utf8)
            case let byte as Int: [UInt8(byte)]
            default: []
            }
        }
    }

    private func utf16(_ text: String, isLittle: Bool, mark: Bool) -> [UInt8] {
        ((mark ? [0xFEFF] : []) + Array(text.utf16)).flatMap {
            let pair = [UInt8($0 & 0xFF), UInt8($0 >> 8)]
            return isLittle ? pair : pair.reversed()
        }
    }

    private func described(_ text: DecodedText) -> String {
        "\(text.encoding.name): \(text.text)" + (text.problem.map { " ! \($0)" } ?? "")
    }

    private func decode(_ bytes: [UInt8], _ declared: String? = nil, isHTML: Bool = false) -> String {
        described(TextDecoding.decode(bytes, declared: declared, isHTML: isHTML))
    }

    @Test(
        "labels mean what browsers take them for",
        arguments: [
            ("ISO-8859-1", "windows-1252"), (" latin1 ", "windows-1252"), ("US-ASCII", "windows-1252"),
            ("\"utf8\"", "utf-8"), ("UTF-16", "utf-16le"), ("gb2312", "gbk"), ("Shift-JIS", "shift_jis"),
            ("iso-8859-9", "windows-1254"), ("ks_c_5601-1987", "euc-kr"), ("klingon", nil), ("", nil),
        ] as [(String, String?)])
    func labels(_ sample: (label: String, name: String?)) {
        #expect(TextEncoding(label: sample.label)?.name == sample.name)
    }

    @Test("the C library converts every encoding that has a label")
    func converters() {
        for label in [
            "ibm866", "iso-8859-2", "iso-8859-3", "iso-8859-4", "iso-8859-5", "iso-8859-6", "iso-8859-7",
            "iso-8859-8", "iso-8859-10", "iso-8859-13", "iso-8859-14", "iso-8859-15", "iso-8859-16", "koi8-r",
            "koi8-u", "macintosh", "windows-874", "windows-1250", "windows-1251", "windows-1252",
            "windows-1253", "windows-1254", "windows-1255", "windows-1256", "windows-1257", "windows-1258",
            "x-mac-cyrillic", "gbk", "gb18030", "big5", "euc-jp", "iso-2022-jp", "shift_jis", "euc-kr",
            "utf-16be", "utf-16le",
        ] {
            // A byte that no encoding has twice: without a converter the text would be read as UTF-8.
            let text = utf16("ok", isLittle: label != "utf-16be", mark: false)
            let sample = label.hasPrefix("utf-16") ? text : Array("ok \u{1B}(B".utf8) + [0xFF]
            let decoded = TextDecoding.decode(sample, declared: label)
            #expect(decoded.text.hasPrefix("ok"), "\(label)")
            #expect(label.hasPrefix("utf-16") || decoded.encoding.name == label)
        }
    }

    @Test("curly quotes of a page that is declared as Latin-1 are those of windows-1252")
    func latin1() {
        let page = bytes(
            0x93, "We will mend it,", 0x94, " said Ana Ru", 0xED, "z ", 0x96, " \u{20}", 0x80, "5")
        for label in ["iso-8859-1", "us-ascii", "windows-1252"] {
            #expect(decode(page, label) == "windows-1252: “We will mend it,” said Ana Ruíz –  €5")
        }
    }

    @Test("one bad byte costs one character")
    func oneBadByte() {
        let page = bytes("K", 0xFC, "chen “the talks” — ended")
        func problem(_ byte: Int) -> String { "byte \(byte) is not utf-8 and became U+FFFD" }
        #expect(decode(page) == "utf-8: K\u{FFFD}chen “the talks” — ended ! \(problem(2))")
        #expect(decode(page, "utf-8") == "utf-8: K\u{FFFD}chen “the talks” — ended ! \(problem(2))")
        #expect(decode(bytes("a", 0xFF, "b"), "utf-8") == "utf-8: a\u{FFFD}b ! \(problem(2))")
        // The start of a character is one, though it has two bytes.
        #expect(decode(bytes("é — a", 0xE2, 0x80), "utf8") == "utf-8: é — a\u{FFFD} ! \(problem(9))")
        let many = "3 bytes are not utf-8, the first of them byte 9, and became U+FFFD"
        #expect(
            decode(bytes("éééé", 0xFF, 0xFF, "a", 0x80)) == "utf-8: éééé\u{FFFD}\u{FFFD}a\u{FFFD} ! \(many)")
    }

    @Test("a byte that windows-1252 does not define is replaced")
    func undefined() {
        #expect(
            decode(bytes("a", 0x81, "b", 0xE9), "latin1")
                == "windows-1252: a\u{FFFD}bé ! byte 2 is not windows-1252 and became U+FFFD")
    }

    @Test("valid UTF-8 is UTF-8, whatever a server says")
    func wrongServer() {
        #expect(decode(bytes("“Zürich” fell"), "iso-8859-1") == "utf-8: “Zürich” fell")
        #expect(
            decode(bytes("“Zürich” fell", 0xFF, "."), "iso-8859-1")
                == "utf-8: “Zürich” fell\u{FFFD}. ! byte 19 is not utf-8 and became U+FFFD")
        let chinese = String(repeating: "你好", count: 10)
        #expect(decode(bytes(chinese), "gb2312") == "utf-8: \(chinese)")
        #expect(decode(bytes("plain"), "utf-16") == "utf-8: plain")
        #expect(decode(bytes("plain"), "gbk") == "utf-8: plain")
        #expect(decode(bytes("plain"), "klingon") == "utf-8: plain")
    }

    @Test("a mark is stronger than a declaration, and no part of the text")
    func marks() {
        #expect(decode([0xEF, 0xBB, 0xBF] + bytes("é"), "latin1") == "utf-8: é")
        for isLittle in [true, false] {
            let name = isLittle ? "utf-16le" : "utf-16be"
            #expect(decode(utf16("Ana’s 🌊", isLittle: isLittle, mark: true), "utf-8") == "\(name): Ana’s 🌊")
            #expect(decode(utf16("Ana’s bridge", isLittle: isLittle, mark: false)) == "\(name): Ana’s bridge")
        }
        #expect(decode([0xEF, 0xBB, 0xBF]) == "utf-8: ")
        #expect(decode([]) == "utf-8: ")
    }

    @Test("half a character of UTF-16 is replaced")
    func brokenUTF16() {
        let text =
            utf16("ab", isLittle: true, mark: true) + [0x00, 0xD8] + utf16("c", isLittle: true, mark: false)
            + [7]
        #expect(
            decode(text)
                == "utf-16le: ab\u{FFFD}c\u{FFFD} ! 2 bytes are not utf-16le, the first of them byte 7, and became U+FFFD"
        )
    }

    @Test("text that declares nothing, or something false, is guessed, and says so")
    func guesses() {
        let text = bytes("Le caf", 0xE9, " de la pr", 0xE9, "fecture")
        let advice = "read as windows-1252 (choose another with --encoding)"
        let read = "windows-1252: Le café de la préfecture"
        #expect(decode(text) == "\(read) ! no encoding is declared, and the text is not UTF-8; \(advice)")
        #expect(decode(text, "UTF-8") == "\(read) ! the text is declared as UTF-8 and is not; \(advice)")
        #expect(
            decode(text, "klingon") == "\(read) ! the declared encoding \"klingon\" is unknown; \(advice)")
    }

    @Test("text of another script is recognized by its letters")
    func scripts() {
        let sentence =
            "Мост через реку обрушился в пятницу утром, сообщили власти города. Никто не пострадал."
        let bytes = sentence.unicodeScalars.map { scalar -> UInt8 in
            // Cyrillic letters of windows-1251 lie in the order of Unicode.
            scalar.value < 0x80 ? UInt8(scalar.value) : UInt8(scalar.value - 0x410 + 0xC0)
        }
        let decoded = TextDecoding.decode(bytes)
        #expect(decoded.encoding.name == "windows-1251")
        #expect(decoded.text == sentence)
        #expect(decoded.problem?.contains("read as windows-1251") == true)
    }

    @Test("other encodings are read as declared")
    func declared() {
        #expect(decode([0x93, 0xFA, 0x96, 0x7B], "shift_jis") == "shift_jis: 日本")
        #expect(decode([0xC4, 0xE3], "gb2312") == "gbk: 你")
        #expect(decode([0xB0, 0xA1], "euc-kr") == "euc-kr: 가")
        #expect(decode([0xA3, 0xB1], "iso-8859-2") == "iso-8859-2: Łą")
        #expect(decode([0x1B, 0x24, 0x42, 0x46, 0x7C, 0x1B, 0x28, 0x42], "iso-2022-jp") == "iso-2022-jp: 日")
    }

    @Test(
        "a page declares its encoding itself",
        arguments: [
            (#"<meta charset="iso-8859-2">"#, "Ł"), ("<META CHARSET=iso-8859-2 />", "Ł"),
            (#"<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2">"#, "Ł"),
            (#"<meta content='text/html;charset=iso-8859-2' http-equiv=content-type>"#, "Ł"),
            (#"<?xml version="1.0" encoding="iso-8859-2"?>"#, "Ł"),
            (#"<!-- <meta charset="iso-8859-2"> --><meta charset=latin1>"#, "£"),
            (#"<meta name="x" content="charset=iso-8859-2"><meta charset=latin1>"#, "£"),
            (#"<meta data-charset="iso-8859-2"><meta charset=latin1>"#, "£"),
            (#"<body><meta charset="iso-8859-2">"#, "£"),
            (
                #"<title>"# + String(repeating: "x", count: 3000) + #"</title><meta charset="iso-8859-2">"#,
                "Ł"
            ),
        ] as [(String, String)])
    func pages(_ sample: (head: String, letter: String)) {
        let page = bytes(sample.head, 0xA3)
        #expect(TextDecoding.decode(page, isHTML: true).text == sample.head + sample.letter)
        // What HTTP says comes first.
        #expect(TextDecoding.decode(page, declared: "koi8-r", isHTML: true).encoding.name == "koi8-r")
        #expect(TextDecoding.decode(page).encoding.name == "windows-1252")
    }

    @Test("bytes that are no text are known as such")
    func binary() {
        #expect(TextDecoding.decode(bytes("%PDF-1.7", 0xE2, 0xE3, 0, 1, 2, 3)).isBinary)
        #expect(!TextDecoding.decode(bytes("a", 0xE9, "\t\r\n")).isBinary)
    }

    @Test("long text with many errors takes linear time")
    func manyErrors() {
        let text = [UInt8](repeating: 0x81, count: 2_000_000)
        let decoded = TextDecoding.decode(text, declared: "windows-1252")
        #expect(decoded.text.unicodeScalars.count == text.count)
    }
}
