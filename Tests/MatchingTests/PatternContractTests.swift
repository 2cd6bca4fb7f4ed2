import ArticleModel
import Matching
import TestSupport
import Testing
import Tokenization

/// What `docs/patterns.md` says, sentence by sentence, where no other test does.
@Suite("The pattern language as it is documented")
struct PatternContractTests {
    @Test(
        "plain text and its operators",
        arguments: [
            // "without a capital in any case, with a capital exactly"
            ("été", "Été ÉTÉ ete", ["Été", "ÉTÉ"]), ("Été", "Été ÉTÉ été", ["Été"]),
            ("mcDonald", "McDonald mcDonald", ["mcDonald"]),
            // "' and ’ match each other, - and – do not"
            ("o’clock", "o'clock o’clock", ["o'clock", "o’clock"]), ("-", "a - b – c", ["-"]),
            ("–", "a - b – c", ["–"]), ("O'Brien", "O’Brien", ["O’Brien"]),
            // "glued parts are one literal", each with its own case
            (#""U.S."-LED"#, "U.S.-LED U.S.-led", ["U.S.-LED"]),
            (#"a"B"c"#, "aBc ABC AbC abc", ["aBc", "ABC"]),
            (#""("s")""#, "bus(s)", ["(s)"]), (#""a|b""#, "a|b a b", ["a|b"]),
            (#""%Cap""#, "%Cap Ana", ["%Cap"]),
            (#""\"""#, "a \" b", ["\""]), (#""\\""#, #"a \ b"#, [#"\"#]),
            // "a blank stands for any white space"
            (
                #""new york""#, "new\u{A0}york new\r\nyork new\u{3000}york newyork",
                ["new\u{A0}york", "new\r\nyork", "new\u{3000}york"]
            ),
            (#""new   york""#, "new york", ["new york"]),
            // "operators only at the start of an item and directly before a letter"
            (", ; :", "x , ; : y", [", ; :"]), ("# 5", "# 5", ["# 5"]), ("#5", "a #5 b", ["#5"]),
            ("@ 5", "@ 5", ["@ 5"]), ("a%b", "a%b", ["a%b"]), ("~ 5", "~ 5", ["~ 5"]),
            ("$ 5", "cost $ 5", ["$ 5"]),
            ("/ 2", "1 / 2", ["/ 2"]), ("r&d", "R&D r&d", ["R&D", "r&d"]), ("a!b", "a!b", ["a!b"]),
            ("? b", "a ? b", ["? b"]), ("* b", "a * b", ["* b"]), ("+ b", "a + b", ["+ b"]),
            ("< b", "a < b", ["< b"]),
            ("sent", "he sent it", ["sent"]), ("doc para", "a doc para", ["doc para"]),
            ("<sentry", "x <sentry", ["<sentry"]), ("%", "5 % x", ["%"]), ("é:", "é:", ["é:"]),
            ("Note: %Cap", "Note: Ana", ["Note: Ana"]), ("( Note:)", "a Note: b", ["Note:"]),
            // "[ ] one of these; [^ ] one token that is none of these"
            ("[^ Ana %num]", "Ana 5 b", ["b"]), ("[^ #title]", "Prime Minister Bo", ["Bo"]),
            ("[#org %num]", "World Food Programme 7", ["World Food Programme", "7"]),
            ("[~say /x+/ @PERSON]", "says xx Ana Ruiz", ["says", "xx", "Ana Ruiz"]),
            ("[World #org] Food", "World Food Programme", ["World Food"]), ("[| x]", "", []),
        ].filter { $0.0 != "[| x]" })
    func text(_ sample: (pattern: String, text: String, expected: [String])) throws {
        var bench = PatternBench()
        bench.labels = [("Ana Ruiz", "PERSON")]
        let found = try bench.matches(sample.pattern, in: sample.text)
        #expect(found == sample.expected, "\(sample.pattern)")
    }

    @Test(
        "each token class",
        arguments: [
            ("%Cap", ["Ana", "J.", "Sept."]), ("%UPPER", ["FBI", "U.S."]),
            ("%Name", ["Ana", "FBI", "U.S.", "iPhone", "al-Dosari", "J.", "Sept."]),
            ("%lower", ["met", "p.m.", "3rd", "1990s", "'s"]), ("%num", ["12", "3rd", "1990s"]),
            ("%punct", [",", ";"]), ("%quote", ["“", "'"]), ("%dash", ["—", "--"]), ("%symbol", ["€", "🚢"]),
            ("%initial", ["J."]), ("%abbr", ["U.S.", "J.", "Sept.", "p.m."]), ("%clitic", ["'s"]),
            ("%email", ["a@b.example"]), ("%url", ["https://b.example/x"]), ("%handle", ["@ana"]),
            ("%hashtag", ["#news"]),
        ])
    func classes(_ sample: (pattern: String, expected: [String])) throws {
        let text =
            "Ana met , FBI U.S. iPhone al-Dosari ; J. Sept. 12 p.m. 3rd 1990s “ ' — -- € 🚢 it's "
            + "a@b.example https://b.example/x @ana #news x"
        let bench = PatternBench()
        let input = bench.input(text)
        let found = try RuleSet([bench.rule(sample.pattern, scope: .document)], vocabulary: bench.vocabulary)
            .matches(in: input).map { input.text($0.tokens) }.filter { !["it", "x"].contains($0) }
        #expect(found == sample.expected, "\(sample.pattern)")
    }

    @Test("%any and _ are any token, of any class")
    func any() throws {
        let bench = PatternBench()
        let text = "Ana , 5 — é"
        #expect(try bench.matches("%any", in: text) == ["Ana", ",", "5", "—", "é"])
        #expect(try bench.matches("_", in: text) == ["Ana", ",", "5", "—", "é"])
    }

    @Test(
        "a gap is lazy and has the bounds that are written",
        arguments: [
            ("a ... z", "a b c d e f g h i j k z", ["a b c d e f g h i j k z"]),
            ("a ... z", "a b c d e f g h i j k l z", []),
            ("a ...{0,1} z", "a z", ["a z"]), ("a ...{2} z", "a b z a b c z", ["a b c z"]),
            ("a ...{,1} z", "a b c z a b z", ["a b z"]),
            ("a ...{2,} z", "a z a b c d e f g h i j k l m n z", ["a z a b c d e f g h i j k l m n z"]),
            ("a ...{12,} z", "a b c d e f g h i j k l m z z", ["a b c d e f g h i j k l m z"]),
            ("a ...{11,} z", "a b z", []),
            ("a k:... z", "a b c z", ["a b c z {k=b c}"]), ("a...b", "a...b", ["a...b"]),
            ("wait ...", "wait ... more", ["wait"]), ("\"...\"", "wait ... more", ["..."]),
        ])
    func gaps(_ sample: (pattern: String, text: String, expected: [String])) throws {
        let found = try PatternBench().matches(sample.pattern, in: sample.text)
        #expect(found == sample.expected, "\(sample.pattern)")
    }

    @Test(
        "look-arounds have no width, and look at what is beside the match",
        arguments: [
            ("<&( a b ) c", "a b c b c", ["c"]), ("<!( a b ) c", "a b c b c", ["c"]),
            ("<&( a+ ) b", "a a a b", ["b"]), ("<&( <sent a ) b", "a b. Then a b", ["b"]),
            ("<!( _ ) a", "a a a", ["a"]), ("a !( _ )", "a a a", ["a"]),
            ("a &( ... z )", "a b z a b", ["a"]), ("&( %Cap ) !( Ana ) %Name", "Ana Bo", ["Bo"]),
            ("!( a | b ) _", "a b c", ["c"]), ("a &( b &( c ) ) b", "a b c a b d", ["a b"]),
            ("a !( !( b ) )", "a b a c", ["a"]), ("<&( @PERSON ) left", "Ana Ruiz left, Bo left", ["left"]),
            ("%num <!( $ %num )", "$ 5 and 6", ["6"]),
        ])
    func looks(_ sample: (pattern: String, text: String, expected: [String])) throws {
        var bench = PatternBench()
        bench.labels = [("Ana Ruiz", "PERSON")]
        let found = try bench.matches(sample.pattern, in: sample.text)
        #expect(found == sample.expected, "\(sample.pattern)")
    }

    @Test(
        "anchors hold at the edges of sentences, blocks, the article and annotations",
        arguments: [
            ("<para _", ["One", "Three"]), ("_ para>", [".", "four"]), ("<doc _", ["One"]),
            ("_ doc>", ["four"]),
            ("<sent %Cap", ["One", "Two", "Three"]), ("[. four] sent>", [".", ".", "four"]),
            ("<@entities _", ["Two", "Three"]), ("_ @entities>", ["rose", "Three"]),
            ("<@PERSON _ @PERSON>", ["Three"]),
            ("_ <@PERSON _", []), ("<@PERSON _ _ @PERSON>", ["Two rose"]),
        ])
    func anchors(_ sample: (pattern: String, expected: [String])) throws {
        var bench = PatternBench()
        bench.labels = [("Two rose", "PERSON"), ("Three", "PERSON")]
        let text = "One fell. Two rose.\n\nThree met four"
        let article = Article(
            id: .integer(1), utf8: Array(text.utf8),
            blocks: [Block(.paragraph, Span(0, 19)), Block(.paragraph, Span(21, 35))])
        let input = MatchInput(
            utf8: article.utf8, tokens: Tokenizer(vocabulary: bench.vocabulary).tokenize(article),
            annotations: bench.input(text).annotations, symbols: bench.symbols)
        let found = try RuleSet([bench.rule(sample.pattern)], vocabulary: bench.vocabulary).matches(in: input)
        #expect(found.map { input.text($0.tokens) } == sample.expected, "\(sample.pattern)")
    }

    @Test("a comment goes to the end of its line, and two semicolons inside of a string are text")
    func comments() throws {
        let bench = PatternBench()
        #expect(try bench.matches(";; first\na ;; then | ( [\r\nb;;c", in: "a b;;c") == ["a b;;c"])
        #expect(try bench.matches("\";;\" a", in: "x ;; a") == [";; a"])
        #expect(try bench.matches("a | ;; or\n b", in: "a b") == ["a", "b"])
        #expect(try bench.matches("( ;; c )\n a )", in: "a") == ["a"])
    }

    @Test(
        "greedy and lazy decide which match a start gives, as in Perl: the first that fits, not the longest")
    func preference() throws {
        let bench = PatternBench()
        for (pattern, text, expected) in [
            ("( a | a b )", "a b", ["a"]), ("( a b | a )", "a b", ["a b"]),
            ("a ( b c )?? d?", "a b c d", ["a"]),
            ("( a | b )+? c", "a b c", ["a b c"]), ("a* a", "a a a", ["a a a"]),
            ("a*? a", "a a a", ["a", "a", "a"]),
            ("( x:a | y:a ) b", "a b", ["a b {x=a}"]), ("x:a* y:a*? b", "a a b", ["a a b {x=a a}"]),
            ("x:a*? y:a* b", "a a b", ["a a b {y=a a}"]), ("( k:a b? )+", "a b a", ["a b a {k=a k=a}"]),
        ] {
            #expect(try bench.matches(pattern, in: text) == expected, "\(pattern)")
        }
    }

    @Test("an iteration that matches nothing is not taken without an upper bound, and sets no capture")
    func emptyIterations() throws {
        let bench = PatternBench()
        #expect(try bench.matches("( k:( a? ) )* b", in: "a b") == ["a b {k=a}"])
        #expect(try bench.matches("( ( a? )* )* b", in: "a a b") == ["a a b"])
        #expect(try bench.matches("( a?? )+ b", in: "a a b") == ["a a b"])
    }
}
