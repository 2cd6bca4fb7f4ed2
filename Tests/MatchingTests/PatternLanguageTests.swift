import Matching
import TestSupport
import Testing

@Suite("The pattern language")
struct PatternLanguageTests {
    @Test(
        "elements match what they stand for",
        arguments: [
            // literals: smart case, characters from token start to token end
            ("said", "She SAID so and Said it; unsaid", ["SAID", "Said"]),
            ("Reuters", "Reuters, reuters", ["Reuters"]),
            (#""U.S."-led"#, "the U.S.-led force, u.s.-led", ["U.S.-led"]),
            ("don't", "I don’t and don't", ["don’t", "don't"]),
            (#""new york""#, "new  york\nnew york New York", ["new  york", "new york"]),
            ("AT&T", "AT&T fell", ["AT&T"]), ("24/7", "open 24/7 now", ["24/7"]), ("$5", "a $5 note", ["$5"]),
            ("50%", "by 50% now", ["50%"]),
            (", .", "no , . here", [", ."]), ("milit", "militia milit-ant", []),
            // classes
            ("%Cap", "Ana met a US envoy", ["Ana"]), ("%UPPER", "Ana met a US envoy", ["US"]),
            ("%Name+", "Ana Ruiz met al-Dosari", ["Ana Ruiz", "al-Dosari"]),
            ("%num", "12 men, 1990s", ["12", "1990s"]), ("_", "a b", ["a", "b"]),
            ("%quote", "“x\"", ["“", "\""]), ("%dash", "a - b — c", ["-", "—"]),
            // one of, none of
            ("[a an the] %lower", "a dog the Cat an owl", ["a dog", "an owl"]), ("[^ a .]", "a b .", ["b"]),
            // lists
            (
                "#title", "Mayor Ruiz, the Minister and Prime Minister Orlu",
                ["Mayor", "Minister", "Prime Minister"]
            ),
            ("#title{kind=military} %Name", "Gen. Basari and Mayor Ruiz", ["Gen. Basari"]),
            ("#org", "Acme Corp. and Acme grew", ["Acme Corp.", "Acme"]),
            // lemmas, regexes
            ("~say", "they say, said, saying, says, sayings", ["say", "said", "saying", "says"]),
            ("~stop", "stopped stopping stops", ["stopped", "stopping", "stops"]),
            (#"/(19|20)\d\d/"#, "in 1998, 2024 or 20245", ["1998", "2024"]),
            ("/acme/i", "ACME Acme acmes", ["ACME", "Acme"]),
            // annotations
            ("@PERSON", "Ana Ruiz left", ["Ana Ruiz"]),
            ("@entities.PERSON left", "Ana Ruiz left", ["Ana Ruiz left"]),
            ("@entities", "Ana Ruiz of Acme Corp.", ["Ana Ruiz", "Acme Corp."]),
            ("@PERSON{gender=f}", "Ana Ruiz", ["Ana Ruiz"]), ("@PERSON{gender=m}", "Ana Ruiz", []),
            ("@PERSON{!gender}", "Ana Ruiz", []),
            // tests
            ("%num{value=1..119}", "aged 42, 1,200", ["42"]), ("%num{value>=1000}", "42 or 1,200", ["1,200"]),
            ("%word{len>5}", "short longer", ["longer"]),
            ("%Name{!UPPER}", "US Ana", ["Ana"]), ("_{text=A*a}", "Anna Ana An", ["Anna", "Ana"]),
            ("_{lower=~/^an/}", "Anna ban", ["Anna"]), ("%Cap{first}", "Ana met Bo.", ["Ana"]),
            // quantifiers
            ("a b?", "a b a", ["a b", "a"]), ("a b??", "a b a", ["a", "a"]),
            ("x{2}", "x x x x x", ["x x", "x x"]), ("x{2,3}", "x x x x x", ["x x x", "x x"]),
            ("x{2,}?", "x x x x", ["x x", "x x"]), ("x{,2} y", "x x x y", ["x x y"]),
            ("x* y", "x x y y", ["x x y", "y"]),
            // groups and gaps
            ("( a | b c ) d", "a d b c d b d", ["a d", "b c d"]), ("a ... z", "a b c z z", ["a b c z"]),
            ("a ...{0,1} z", "a b c z a z", ["a z"]),
            ("a ...{2,3} z", "a z a b c z", ["a b c z"]),
            // look-arounds
            ("a &( b )", "a b a c", ["a"]), ("a !( b )", "a b a c", ["a"]),
            ("<&( the ) %lower", "the dog a cat", ["dog"]),
            ("<!( the | a ) dog", "the dog a dog my dog", ["dog"]),
            ("%word{3} !( %word )", "a b c d e f", ["d e f"]),
            // anchors
            ("<sent %word", "One two. Three four.", ["One", "Three"]),
            ("%word . sent>", "One two. Three", ["two."]), ("<doc _", "a b", ["a"]), ("_ doc>", "a b", ["b"]),
            ("<@quotes %quote", "x “Yes we can” y “no”", ["“"]), ("_ @quotes>", "x “Yes we can” y", ["”"]),
            ("a < b", "a < b", ["a < b"]),
            // comments
            ("a ;; not this\n b", "a b", ["a b"]),
        ], ["", multiBytePrefix])
    func elements(_ sample: (pattern: String, text: String, expected: [String]), _ prefix: String) throws {
        var bench = PatternBench()
        bench.labels = [("Ana Ruiz", "PERSON"), ("Acme Corp.", "ORG"), ("“Yes we can”", "DIRECT")]
        var found = try bench.matches(sample.pattern, in: prefix + sample.text)
        if !prefix.isEmpty { found = found.filter { !"Été 🇫🇷.".contains($0) } }
        // What anchors to the document moves with it.
        if !prefix.isEmpty, sample.pattern.hasPrefix("<doc") { return }
        #expect(found == sample.expected, "\(sample.pattern)")
    }

    @Test("captures nest, and are lists inside of quantifiers")
    func captures() throws {
        let bench = PatternBench()
        try bench.context.define("name", "%Name{1,3}")
        try bench.context.define("who", "title:#title given:%Name family:%Name")
        #expect(
            try bench.matches("speaker:$who ~say", in: "Mayor Ana Ruiz said") == [
                "Mayor Ana Ruiz said {speaker=Mayor Ana Ruiz speaker.title=Mayor speaker.given=Ana speaker.family=Ruiz}"
            ])
        #expect(
            try bench.matches("( name:%Name [, and]? )+", in: "Ana, Bo and Cy") == [
                "Ana, Bo and Cy {name=Ana name=Bo name=Cy}"
            ])
        #expect(try bench.context.compile("( name:%Name , )+").isRepeated == [true])
        #expect(try bench.context.compile("name:%Name+").isRepeated == [false])
        #expect(
            try bench.matches("a:x? b:y", in: "y") == ["y {b=y}"], "a capture that took no part is not set")
    }

    @Test("between rules: leftmost, then priority, then the longest, then the first defined")
    func competition() throws {
        let bench = PatternBench()
        func rules(_ specs: [(String, String, Int, Rule.Mode)]) throws -> [Rule] {
            try specs.map { try bench.rule($0.1, name: $0.0, priority: $0.2, mode: $0.3) }
        }
        let text = "a b c d"
        #expect(
            try bench.matches(rules([("x", "b c d", 9, .longest), ("y", "a b", 0, .longest)]), in: text) == [
                "y: a b"
            ])
        #expect(
            try bench.matches(rules([("x", "a", 1, .longest), ("y", "a b c", 0, .longest)]), in: text) == [
                "x: a"
            ])
        #expect(
            try bench.matches(rules([("x", "a", 0, .longest), ("y", "a b c", 0, .longest)]), in: text) == [
                "y: a b c"
            ])
        #expect(
            try bench.matches(rules([("x", "a", 0, .ordered), ("y", "a b c", 0, .ordered)]), in: text) == [
                "x: a"
            ])
        #expect(
            try bench.matches(rules([("x", "a b", 0, .longest), ("y", "[a] [b]", 0, .longest)]), in: text)
                == ["x: a b"])
        #expect(
            try bench.matches(rules([("x", "a b", 0, .all), ("y", "b c", 0, .all)]), in: text) == [
                "x: a b", "y: b c",
            ])
        #expect(
            try bench.matches(rules([("x", "%word{2}", 0, .all), ("z", "q", 0, .all)]), in: text) == [
                "x: a b", "x: b c", "x: c d",
            ])
        #expect(
            try bench.matches(rules([("x", "%word", 0, .once), ("z", "q", 0, .all)]), in: text) == ["x: a"])
    }

    @Test("a match stays in its sentence unless the rule says otherwise")
    func scope() throws {
        let bench = PatternBench()
        let text = "Ana left. Bo stayed."
        #expect(try bench.matches([bench.rule("left . Bo")], in: text) == [])
        #expect(try bench.matches([bench.rule("left . Bo", scope: .paragraph)], in: text) == ["left. Bo"])
        #expect(
            try bench.matches([bench.rule("Ana ... stayed", scope: .document)], in: text) == [
                "Ana left. Bo stayed"
            ])
    }

    @Test("losers are told with the reason")
    func losers() throws {
        let bench = PatternBench()
        let rules = [try bench.rule("a", name: "short"), try bench.rule("a b", name: "long")]
        var told: [String] = []
        _ = try RuleSet(rules, vocabulary: bench.vocabulary).matches(
            in: bench.input("a b"), losers: { told.append("\(rules[$0.match.rule].name): \($0.reason)") })
        #expect(told == ["short: the other match is longer"])
    }

    @Test(
        "mistakes are told with the place and what to do",
        arguments: [
            ("a #tilte b", "unknown list #tilte; did you mean #title?", 2, 6),
            ("%Nam", "unknown token class %Nam; did you mean %Name?", 0, 4),
            ("x @PRESON", "unknown layer or label @PRESON; did you mean @PERSON?", 2, 7),
            ("$date x", "unknown named pattern $date", 0, 5),
            ("( a b", "'(' is not closed; write \"(\" for the character itself", 0, 1),
            ("a ) b", "')' without '('; write \")\" for the character itself", 2, 1),
            ("[ a b", "'[' is not closed; write \"[\" for the character itself", 0, 1),
            ("( a | )", "an alternative is empty; write ( … )? for something that may be left out", 6, 1),
            ("", "the pattern is empty", 0, 1),
            (
                "a? b*", "the pattern can match nothing at all; at least one element must not be optional", 0,
                5
            ),
            ("\"a", "the string is not closed with \"", 0, 1),
            (
                "\" a\"",
                "a string that begins or ends with white space can never match: blanks are between tokens", 0,
                4
            ),
            ("a{3,1}", "the quantifier's bounds are the wrong way round", 1, 5),
            ("a+*", "a quantifier cannot follow another", 2, 1),
            ("%num{valeu=3}", "unknown test valeu; did you mean value?", 5, 7),
            ("%num{value}", "{value} needs a comparison, as {value=…}", 5, 5),
            ("#title{knd=x}", "list #title has no feature knd; did you mean kind?", 7, 5),
            ("/a(/", "regex: missing closing parenthesis (at character 3)", 0, 4),
            (
                "said{len>9}", "this can never match: its tests fail for every way to write the word", 0, 11
            ),
            (
                "Said{lower}", "this can never match: its tests fail for every way to write the word", 0, 11
            ),
            ("&( x:a ) b", "a capture inside a look-around is never set; put it outside", 3, 3),
        ])
    func mistakes(_ sample: (pattern: String, message: String, offset: Int, length: Int)) throws {
        let bench = PatternBench()
        let error = #expect(throws: PatternError.self) { try bench.context.compile(sample.pattern) }
        #expect(error == PatternError(sample.message, at: sample.offset, length: sample.length))
    }

    @Test("twenty optional elements over two hundred tokens take the steps of one pass")
    func linear() throws {
        let bench = PatternBench()
        let text = Array(repeating: "a", count: 200).joined(separator: " ")
        let rule = try bench.rule(String(repeating: "a? ", count: 20) + "z")
        #expect(
            try RuleSet([rule], vocabulary: bench.vocabulary).matches(
                in: bench.input(text), mostSteps: 50_000
            ).isEmpty)
        let nested = try bench.rule("( ( a* )* )* z")
        #expect(
            try RuleSet([nested], vocabulary: bench.vocabulary).matches(
                in: bench.input(text), mostSteps: 50_000
            ).isEmpty)
    }

    @Test("a long search can be stopped from outside")
    func stopped() throws {
        let bench = PatternBench()
        let rule = try bench.rule("( a? ){200} z")
        let text = Array(repeating: "a", count: 20_000).joined(separator: " ")
        var asked = 0
        #expect(throws: RuleSet.Stopped.self) {
            try RuleSet([rule], vocabulary: bench.vocabulary).matches(
                in: bench.input(text),
                shouldStop: {
                    asked += 1
                    return asked == 3
                })
        }
        #expect(asked == 3)
    }

    @Test("running out of steps is an error")
    func steps() throws {
        let bench = PatternBench()
        let rule = try bench.rule("a* b")
        #expect(throws: RuleSet.StepBudgetExceeded.self) {
            try RuleSet([rule], vocabulary: bench.vocabulary).matches(
                in: bench.input("a a a a a a a a a"), mostSteps: 10)
        }
    }
}
