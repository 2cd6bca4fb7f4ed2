import ArticleModel
import TestSupport
import Testing
import Tokenization

@Suite("Classes of tokens")
struct TokenClassTests {
    /// The names of the classes of a form, without those of the place, in the order of their documentation.
    private func names(_ classes: TokenClass) -> String {
        TokenClass.named.filter { classes.contains($0.set) }.map(\.name).joined(separator: " ")
    }

    /// Each token of a text with its classes: `form=class class`.
    private func described(_ text: String) -> [String] {
        let vocabulary = Vocabulary()
        let tokens = Tokenizer(vocabulary: vocabulary).tokenize(text)
        return (0..<tokens.count).map {
            "\(vocabulary.text(tokens.forms[$0]))=\(names(tokens.classes[$0]))"
        }
    }

    @Test(
        "a form has the classes that its characters give it",
        arguments: [
            ("word", "word lower"), ("Word", "word Cap Name"), ("WORD", "word UPPER Name"),
            ("wOrd", "word Name"),
            ("iPhone", "word Name"), ("McCoy", "word Cap Name"), ("A", "word Cap Name"), ("a", "word lower"),
            ("É", "word Cap Name"), ("éTÉ", "word Name"), ("ÉTÉ", "word UPPER Name"),
            ("e\u{301}te", "word lower"),
            ("al-Husseini", "word Name"), ("O’Brien", "word Cap Name"), ("O'BRIEN", "word UPPER Name"),
            ("don’t", "word lower"), ("東京", "word lower"), ("ß", "word lower"), ("B2B", "word UPPER Name"),
            ("U.S.", "word UPPER Name abbr"), ("a.m.", "word lower abbr"),
            ("J.", "word Cap Name initial abbr"),
            ("É.", "word Cap Name initial abbr"), ("Mr.", "word Cap Name abbr"),
            ("Sept.", "word Cap Name abbr"),
            ("12", "num"), ("1,000", "num"), ("3.5", "num"), ("12/05/2016", "num"), ("3:07", "num"),
            ("1990s", "num lower"), ("3rd", "num lower"), ("5G", "num Cap"), ("42-year-old", "num lower"),
            ("٣", "num"),
            ("’98", "num"), ("'90s", "num lower"), ("’s", "word clitic lower"), ("'ll", "word clitic lower"),
            (".", "punct"), ("...", "punct"), ("…", "punct"), (",", "punct"), ("?", "punct"), ("(", "punct"),
            ("¿", "punct"),
            ("$", "symbol"), ("€", "symbol"), ("%", "symbol"), ("+", "symbol"), ("@", "symbol"),
            ("#", "symbol"),
            ("🌊", "symbol"), ("👩\u{200D}👩\u{200D}👧", "symbol"), ("🇫🇷", "symbol"), ("❤\u{FE0F}", "symbol"),
            ("\"", "quote"), ("“", "quote"), ("’", "quote"), ("'", "quote"), ("``", "quote"), ("''", "quote"),
            ("«", "quote"), ("「", "quote"), ("-", "dash"), ("--", "dash"), ("—", "dash"), ("–", "dash"),
            ("−", "dash"),
            ("ana.b@port-alder.org", "email lower"), ("http://a.example/x", "url lower"),
            ("port.example", "url lower"),
            ("www.port.example", "url lower"), ("@portalder", "handle"), ("#bridge24", "hashtag"),
        ])
    func forms(_ sample: (form: String, classes: String)) {
        let vocabulary = Vocabulary()
        let classes = names(vocabulary.classes(vocabulary.intern(sample.form)))
        // Case is a class of words and numbers alone.
        let expected = sample.classes.replacing("email lower", with: "email").replacing(
            "url lower", with: "url")
        #expect(classes == expected)
    }

    @Test("the empty form has no class")
    func empty() {
        let vocabulary = Vocabulary()
        #expect(vocabulary.classes(vocabulary.intern("")) == [])
    }

    @Test("classes of the place say where a token is")
    func places() {
        let article = Article(
            id: .integer(1), utf8: Array("Ana’s here. Bo left.\nEnd".utf8),
            blocks: [Block(.paragraph, Span(0, 22)), Block(.paragraph, Span(23, 26))])
        let tokens = Tokenizer(vocabulary: Vocabulary()).tokenize(article)
        let signs = tokens.classes.map { classes in
            [(TokenClass.sentenceStart, "S"), (.spaceBefore, "_"), (.blockStart, "B")].filter {
                classes.contains($0.0)
            }
            .map(\.1).joined()
        }
        #expect(signs == ["S_B", "", "_", "", "S_", "_", "", "S_B"])
        #expect(
            tokens.classes.map { $0.isDisjoint(with: .ofPlace) } == [
                false, true, false, true, false, false, true, false,
            ])
    }

    @Test(
        "words, clitics, numbers, addresses and signs of a text",
        arguments: [
            (
                "Ana’s dog’ll go",
                [
                    "Ana=word Cap Name", "’s=word clitic lower", "dog=word lower", "’ll=word clitic lower",
                    "go=word lower",
                ]
            ),
            ("THE BANK'S", ["THE=word UPPER Name", "BANK=word UPPER Name", "'S=word clitic Cap Name"]),
            ("the dogs' bowls", ["the=word lower", "dogs=word lower", "'=quote", "bowls=word lower"]),
            ("co-operate well-", ["co-operate=word lower", "well=word lower", "-=dash"]),
            ("yes--no ---", ["yes=word lower", "--=dash", "no=word lower", "---=dash"]),
            (
                "1,000,000 1,00 1,0000",
                ["1,000,000=num", "1=num", ",=punct", "00=num", "1=num", ",=punct", "0000=num"]
            ),
            ("$5bn 5% 3p.m.", ["$=symbol", "5bn=num lower", "5=num", "%=symbol", "3p.m.=num lower"]),
            (
                "at 3p.m. or 10a.m., 5m.",
                [
                    "at=word lower", "3p.m.=num lower", "or=word lower", "10a.m.=num lower", ",=punct",
                    "5m=num lower", ".=punct",
                ]
            ),
            ("1. 2.5.1 .5", ["1=num", ".=punct", "2.5.1=num", ".=punct", "5=num"]),
            ("wait . . . no....", ["wait=word lower", ". . .=punct", "no=word lower", "....=punct"]),
            (
                "a_b AT&T at&t",
                ["a_b=word lower", "AT&T=word UPPER Name", "at=word lower", "&=symbol", "t=word lower"]
            ),
            (
                "<b>x</b>",
                [
                    "<=symbol", "b=word lower", ">=symbol", "x=word lower", "<=symbol", "/=punct",
                    "b=word lower", ">=symbol",
                ]
            ),
            (
                "(a)[b]{c}",
                [
                    "(=punct", "a=word lower", ")=punct", "[=punct", "b=word lower", "]=punct", "{=punct",
                    "c=word lower", "}=punct",
                ]
            ),
            (
                "@ana_b2, #x, @ # @1",
                [
                    "@ana_b2=handle", ",=punct", "#x=hashtag", ",=punct", "@=symbol", "#=symbol", "@=symbol",
                    "1=num",
                ]
            ),
            ("a.b@c.example.", ["a.b@c.example=email", ".=punct"]),
            (
                "(https://a.example/x?y=1,2).",
                ["(=punct", "https://a.example/x?y=1,2=url", ")=punct", ".=punct"]
            ),
            (
                "“https://a.example/é” https://a.example/b’,",
                [
                    "“=quote", "https://a.example/é=url", "”=quote", "https://a.example/b=url", "’=quote",
                    ",=punct",
                ]
            ),
            ("https://a.example/ê<", ["https://a.example/ê=url", "<=symbol"]),
            (
                "http:// www.", ["http://=url", "www=word lower", ".=punct"]
            ),
        ])
    func texts(_ sample: (text: String, tokens: [String])) {
        #expect(described(sample.text) == sample.tokens)
    }

    @Test(
        "a sign has what is joined to it, and nothing else",
        arguments: [
            ("❤\u{FE0F}x", ["❤\u{FE0F}=symbol", "x=word lower"]),
            ("☀\u{FE0F} ok", ["☀\u{FE0F}=symbol", "ok=word lower"]),
            ("👍🏽!", ["👍🏽=symbol", "!=punct"]), ("🇫🇷🇩🇪", ["🇫🇷=symbol", "🇩🇪=symbol"]),
            ("🌊🌊", ["🌊=symbol", "🌊=symbol"]),
            ("👩\u{200D} x", ["👩\u{200D}=symbol", "x=word lower"]),
            ("👩\u{200D}x", ["👩\u{200D}=symbol", "x=word lower"]),
            ("❤\u{FE0F}\u{200D}🔥", ["❤\u{FE0F}\u{200D}🔥=symbol"]),
            ("🏴\u{E0067}\u{E007F}.", ["🏴\u{E0067}\u{E007F}=symbol", ".=punct"]),
            ("=\u{338}a", ["=\u{338}=symbol", "a=word lower"]),
            ("#\u{FE0F}\u{20E3}", ["#\u{FE0F}\u{20E3}=symbol"]),
            ("1\u{FE0F}\u{20E3}", ["1\u{FE0F}\u{20E3}=num"]), ("👩\u{200D}", ["👩\u{200D}=symbol"]),
        ])
    func signs(_ sample: (text: String, tokens: [String])) {
        #expect(described(sample.text) == sample.tokens)
    }
}
