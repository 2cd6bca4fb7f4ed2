import ArticleModel
import Matching
import Testing

@Suite("Tests in braces")
struct ElementTestTests {
    @Test(
        "each subject with each comparison",
        arguments: [
            // length in characters, not bytes
            ("_{len=3}", "été a 東京 abcd", ["été"]), ("_{len!=1}", "a bc d", ["bc"]),
            ("_{len<2}", "a bc d", ["a", "d"]), ("_{len<=2}", "a bc def", ["a", "bc"]),
            ("_{len>=2}", "a bc def", ["bc", "def"]), ("_{len=1..2}", "a bc def", ["a", "bc"]),
            ("_{len=1|3}", "a bc def", ["a", "def"]), ("_{len!=1|3}", "a bc def", ["bc"]),
            ("_{!len=1|3}", "a bc def", ["bc"]), ("_{!len!=1}", "a bc", ["a"]),
            ("#org{tokens=1}", "Acme Corp. Acme fell", ["Acme", "Acme"]),
            ("#org{tokens>2}", "World Food Programme of Acme", ["World Food Programme"]),
            ("@PERSON{tokens=2}", "Ana Ruiz met Ana", ["Ana Ruiz"]),
            // values, in figures and in words
            ("_{value=12}", "12 twelve 13", ["12", "twelve"]),
            ("_{value=3.5}", "3.5 and 3", ["3.5"]), ("_{value>1e3}", "1,200 and 900", ["1,200"]),
            ("_{value=-5..5}", "4 and 6", ["4"]), ("_{value<0}", "4", []),
            ("_{value!=12}", "12 13 men", ["13"]),
            ("_{!value=12}", "12 13 men", ["13", "men"]),
            // text
            ("_{text=ana}", "Ana ana", ["ana"]), ("_{lower=ana}", "Ana ANA an", ["Ana", "ANA"]),
            ("_{lower=été}", "Été ÉTÉ ete", ["Été", "ÉTÉ"]),
            ("_{text=a?a}", "ana aa aña anna", ["ana", "aña"]), ("_{text=*}", "a b", ["a", "b"]),
            ("_{text=a*b*c}", "abc aXbYc abcb acb", ["abc", "aXbYc"]),
            ("_{text=**a}", "a ba b", ["a", "ba"]), ("_{text=?}", "é ab", ["é"]),
            ("_{text=a|b}", "a b c", ["a", "b"]), ("_{text!=a|b}", "a b c", ["c"]),
            (#"_{text="a*"}"#, "a ab", []), (#"_{text="."}"#, "a.", ["."]), (#"_{text=","}"#, "a, b", [","]),
            (#"_{text="}"}"#, "a } b", ["}"]), (#"_{text="\""}"#, "a \" b", ["\""]),
            ("_{text=~/^[ab]/}", "ax bx cx", ["ax", "bx"]), ("_{text=~/B/i}", "ab Bc d", ["ab", "Bc"]),
            (#"_{text=~/^\d+.\d+$/}"#, "3.5 12 x", ["3.5"]), ("_{text=/^a/}", "ab ba", ["ab"]),
            // what looks like a number to a computer is a word to a reader
            ("_{text=nan}", "nan and Nan", ["nan"]), ("_{text=Nan}", "nan and Nan", ["Nan"]),
            ("_{lower=inf}", "INF inf x", ["INF", "inf"]),
            ("_{lower=infinity|nan}", "Infinity NaN x", ["Infinity", "NaN"]),
            ("_{text=7}", "7 007 x", ["7", "007"]), (#"_{text="7"}"#, "7 007", ["7"]),
            ("_{text>6}", "7 5 x", ["7"]),
            // classes
            ("_{Cap}", "Ana met bo", ["Ana"]), ("_{!Cap}", "Ana met bo", ["met", "bo"]),
            ("_{Cap,len>3}", "Ana Anna", ["Anna"]), ("_{ Cap , len > 3 }", "Ana Anna", ["Anna"]),
            ("_{word,!Cap,!lower}", "Ana US bo", ["US"]),
            ("%Cap{!first}", "Ana met Bo. Cy left Di.", ["Bo", "Di"]),
            ("_{!spaced}", " a b, c", [","]), ("_{spaced}", " a b, c", ["a", "b", "c"]),
            ("[a b c]{text!=b}", "a b c", ["a", "c"]), ("[a{!first} b]", "a b a", ["b", "a"]),
            ("[^ a b]{len>1}", "a cd e", ["cd"]), ("said{first}", "Said he said", ["Said"]),
            (#""new york"{text=new*}"#, "New York new york", ["new york"]),
            ("~say{lower=sa*}", "says said sayings", ["says", "said"]), ("/a+/{len=2}", "a aa aaa", ["aa"]),
            // features of lists
            ("#title{kind}", "Mayor and Gen. Basari", ["Mayor", "Gen."]),
            ("#title{!kind}", "Mayor", []), ("#title{kind!=military}", "Mayor and Gen. Basari", ["Mayor"]),
            ("#title{kind=mil*|x}", "Mayor and Gen. Basari", ["Gen."]),
            ("#title{kind=~/^p/}", "Mayor and Gen. Basari", ["Mayor"]),
            ("[#title]{kind=military}", "Mayor and Gen. Basari", ["Gen."]),
            ("#size{rank>2}", "alpha beta gamma", ["gamma"]),
            ("#size{rank=1..2}", "alpha beta gamma", ["alpha"]),
            ("#size{rank=1}", "alpha beta gamma", ["alpha"]), ("#size{!rank}", "alpha beta gamma", ["beta"]),
            ("#size{rank!=1}", "alpha beta gamma", ["beta", "gamma"]),
            ("#size{rank<1|>2}", "alpha beta gamma", []),
        ])
    func each(_ sample: (pattern: String, text: String, expected: [String])) throws {
        var bench = PatternBench()
        bench.addList("size", ["alpha", "beta", "gamma"], columns: ["rank"], values: ["1.0", "", "10"])
        bench.labels = [("Ana Ruiz", "PERSON"), ("Ana", "PERSON")]
        let found = try bench.matches(sample.pattern, in: sample.text)
        #expect(found == sample.expected, "\(sample.pattern)")
    }

    @Test(
        "features of annotations: each kind of value, and what every annotation has",
        arguments: [
            ("x", [.null], []), ("!x", [.null], ["Ana"]), ("x", nil, []), ("!x", nil, ["Ana"]),
            ("x!=1", nil, ["Ana"]), ("x=1", nil, []), ("x!=1", [.null], ["Ana"]),
            ("x", [.string("")], ["Ana"]), ("x=f*", [.string("female")], ["Ana"]),
            ("x>9", [.string("10")], ["Ana"]), ("x>9", [.string("ten")], []),
            ("x", [.integer(0)], ["Ana"]), ("x=0", [.integer(0)], ["Ana"]),
            ("x=1..3", [.integer(2)], ["Ana"]),
            ("x!=2", [.integer(2)], []), ("x>=2.5", [.number(2.5)], ["Ana"]), ("x<2.5", [.number(2.5)], []),
            ("x", [.boolean(true)], ["Ana"]), ("x", [.boolean(false)], []),
            ("!x", [.boolean(false)], ["Ana"]),
            ("x=true", [.boolean(true)], ["Ana"]), ("x=false", [.boolean(false)], ["Ana"]),
            ("label=PERSON", nil, ["Ana"]), ("label=P*|ORG", nil, ["Ana"]), ("label!=PERSON", nil, []),
            ("layer=entities", nil, ["Ana"]), ("plugin=test", nil, ["Ana"]), ("rule=Name", nil, ["Ana"]),
            ("rule=Other", nil, []),
        ] as [(String, [FeatureValue]?, [String])])
    func annotations(_ sample: (test: String, value: [FeatureValue]?, expected: [String])) throws {
        let bench = PatternBench()
        let plain = bench.input("then Ana left")
        let annotation = Annotation(
            id: "", layer: "entities", label: "PERSON", span: Span(5, 8), plugin: "test", rule: "Name",
            features: (sample.value ?? []).map { .init("x", $0) })
        let input = MatchInput(
            utf8: plain.utf8, tokens: plain.tokens, annotations: [annotation], symbols: bench.symbols)
        let set = RuleSet([try bench.rule("@PERSON{\(sample.test)}")], vocabulary: bench.vocabulary)
        #expect(try set.matches(in: input).map { input.text($0.tokens) } == sample.expected)
    }

    @Test(
        "a regex that gives up is an error wherever it is in a pattern",
        arguments: [
            "/(a|aa)+[bc]/", "[x /(a|aa)+[bc]/]", "[^ x /(a|aa)+[bc]/]", "_{text=~/(a|aa)+[bc]/}",
            "x /(a|aa)+[bc]/",
            "#long{text=~/(a|aa)+[bc]/}", "x &( /(a|aa)+[bc]/ )", "x ( y | /(a|aa)+[bc]/ )",
        ])
    func regexLimit(_ pattern: String) throws {
        let bench = PatternBench()
        let word = String(repeating: "a", count: 80)
        bench.addList("long", [word])
        let set = RuleSet([try bench.rule(pattern)], vocabulary: bench.vocabulary)
        #expect(throws: Regex.Failure.limit(pattern: "(a|aa)+[bc]")) {
            try set.matches(in: bench.input("x \(word)"))
        }
        #expect(try set.matches(in: bench.input("q q")).isEmpty || pattern.contains("^"))
    }

    @Test("a predicate is asked with its tokens, and its error ends the search")
    func predicates() throws {
        struct Refused: Error {}
        let bench = PatternBench()
        bench.context.add(predicate: "even")
        let set = RuleSet([try bench.rule("%Name+ #month{!even} _{even}")], vocabulary: bench.vocabulary)
        let input = bench.input("Ana Ruiz May x")
        var asked: [String] = []
        let found = try set.matches(
            in: input,
            predicate: { name, tokens in
                asked.append("\(name) \(input.text(tokens))")
                return tokens.lowerBound == 3
            })
        #expect(found.map { input.text($0.tokens) } == ["Ana Ruiz May x"])
        #expect(Set(asked) == ["even May", "even x"])
        for pattern in ["_{even}", "#month{even}", "@PERSON{even}", "[#month]{even}", "May &( _{even} )"] {
            var bench = bench
            bench.labels = [("Ana Ruiz", "PERSON")]
            let set = RuleSet([try bench.rule(pattern)], vocabulary: bench.vocabulary)
            let input = bench.input("Ana Ruiz May x")
            #expect(throws: Refused.self, "\(pattern)") {
                try set.matches(in: input, predicate: { _, _ in throw Refused() })
            }
        }
        #expect(throws: Refused.self) { try set.matches(in: input, predicate: { _, _ in throw Refused() }) }
        #expect(try set.matches(in: input).isEmpty, "without an answer a predicate does not hold")
        #expect(
            try set.matches(in: input, predicate: { _, tokens in tokens.lowerBound == 3 }).count == 1,
            "the set is as it was after an error")
    }
}
