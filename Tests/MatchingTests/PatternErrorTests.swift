import Diagnostics
import Matching
import Testing

/// Each message of the parser and the compiler that `PatternLanguageTests` leaves out.
@Suite("Errors of patterns")
struct PatternErrorTests {
    @Test(
        "the parser names the mistake, its place and the remedy",
        arguments: [
            // groups
            ("()", "the group is empty", 1, 1),
            ("a ( )", "the group is empty", 4, 1),
            ("&( ) a", "the group is empty", 3, 1),
            ("( | a )", "an alternative is empty; write ( … )? for something that may be left out", 2, 1),
            (
                "( a || b )", "an alternative is empty; write ( … )? for something that may be left out", 5,
                1
            ),
            ("a |", "an alternative is empty; write ( … )? for something that may be left out", 2, 1),
            ("|", "an alternative is empty; write ( … )? for something that may be left out", 0, 1),
            ("( a ( b )", "'(' is not closed; write \"(\" for the character itself", 0, 1),
            ("(", "'(' is not closed; write \"(\" for the character itself", 0, 1),
            ("a ( b |", "'(' is not closed; write \"(\" for the character itself", 2, 1),
            ("x <&( a", "'(' is not closed; write \"(\" for the character itself", 2, 1),
            ("a:( b", "'(' is not closed; write \"(\" for the character itself", 2, 1),
            (")", "')' without '('; write \")\" for the character itself", 0, 1),
            ("( a ) ) b", "')' without '('; write \")\" for the character itself", 6, 1),
            ("( a b ){len>3}", "tests cannot follow a group; put them on its elements", 7, 1),
            // nothing
            ("   ", "the pattern is empty", 0, 1),
            (";; a comment alone", "the pattern is empty", 0, 1),
            // one of
            ("[]", "[ ] is empty", 0, 2),
            ("x [ ]", "[ ] is empty", 2, 3),
            ("[^]", "[ ] is empty", 0, 3),
            ("[a ( b ) ]", "only single elements may stand in [ ]; quote '(' to match it", 3, 1),
            ("[a | b]", "only single elements may stand in [ ]; quote '|' to match it", 3, 1),
            ("[a )]", "only single elements may stand in [ ]; quote ')' to match it", 3, 1),
            ("x [a", "'[' is not closed; write \"[\" for the character itself", 2, 1),
            ("[^ a", "'[' is not closed; write \"[\" for the character itself", 0, 1),
            ("[a{2}]", "'{' cannot stand here; quote it to match the character itself", 2, 1),
            ("a ]", "']' cannot stand here; quote it to match the character itself", 2, 1),
            ("{len>3}", "'{' cannot stand here; quote it to match the character itself", 0, 1),
            // strings
            ("\"\"", "an empty string can never match", 0, 2),
            ("a \"", "the string is not closed with \"", 2, 1),
            ("\"a\\\"", "the string is not closed with \"", 0, 1),
            (
                "\"a \"",
                "a string that begins or ends with white space can never match: blanks are between tokens", 0,
                4
            ),
            // quantifiers
            ("a{,}", "a quantifier is {2}, {1,3}, {2,} or {,3}", 1, 3),
            ("a{2", "a quantifier is {2}, {1,3}, {2,} or {,3}", 1, 2),
            ("a{2;3}", "a quantifier is {2}, {1,3}, {2,} or {,3}", 1, 2),
            ("a{1001}", "a quantifier cannot ask for more than 1000", 1, 6),
            ("a{1001,}", "a quantifier cannot ask for more than 1000", 1, 7),
            ("a{0,99999999999999999999}", "a quantifier cannot ask for more than 1000", 1, 24),
            ("a ...{3,2} b", "the quantifier's bounds are the wrong way round", 5, 5),
            ("a?*", "a quantifier cannot follow another", 2, 1),
            ("a??+", "a quantifier cannot follow another", 3, 1),
            ("a{2}{3}", "a quantifier cannot follow another", 4, 1),
            // tests
            ("a{", "a test begins with a name, as {len>3} or {!Cap}", 1, 1),
            ("a{}", "a test begins with a name, as {len>3} or {!Cap}", 2, 1),
            ("a{len>3,}", "a test begins with a name, as {len>3} or {!Cap}", 8, 1),
            ("a{!}", "a test begins with a name, as {len>3} or {!Cap}", 3, 1),
            ("a{len>3", "'{' is not closed", 1, 1),
            ("a{len>", "a value must follow", 5, 1),
            ("a{len>}", "a value must follow", 6, 1),
            ("a{text=x|}", "a value must follow", 9, 1),
            ("a{Cap", "'{' is not closed", 1, 1),
            ("a{text=\"x\" len>3}", "',' or '}' must follow a test", 11, 1),
            ("a{text=\"x}", "the value is not closed", 7, 1),
            ("a{text=~/x}", "the value is not closed", 8, 1),
            ("_{value=9..1}", "the range's bounds are the wrong way round", 8, 4),
        ])
    func parser(_ sample: (pattern: String, message: String, offset: Int, length: Int)) throws {
        let bench = PatternBench()
        let error = #expect(throws: PatternError.self) { try bench.context.compile(sample.pattern) }
        #expect(
            error == PatternError(sample.message, at: sample.offset, length: sample.length),
            "\(sample.pattern)")
    }

    @Test(
        "the compiler names what is unknown and what was probably meant",
        arguments: [
            ("#titel", "unknown list #titel; did you mean #title?", 0, 6),
            ("#Name", "unknown list #Name; did you mean %Name?", 0, 5),
            (
                "#nothing.like.it",
                "unknown list #nothing.like.it; make it with desk.list(\"nothing.like.it\", …)",
                0, 16
            ),
            ("[a #titel]", "unknown list #titel; did you mean #title?", 3, 6),
            ("%upper", "unknown token class %upper; did you mean %UPPER?", 0, 6),
            ("%zzzzzz", "unknown token class %zzzzzz", 0, 7),
            (
                "@entities.PRESON", "unknown layer or label @entities.PRESON; did you mean @entities.PERSON?",
                0, 16
            ),
            ("@quotes.PERSON", "unknown layer or label @quotes.PERSON", 0, 14),
            ("<@quote a", "unknown layer or label @quote; did you mean @quotes?", 0, 7),
            ("a @qotes>", "unknown layer or label @qotes; did you mean @quotes?", 2, 7),
            ("x $dya", "unknown named pattern $dya; did you mean $day?", 2, 4),
            ("%Cap{Cap=1}", "{Cap} is yes or no and cannot be compared", 5, 5),
            ("%Cap{len}", "{len} needs a comparison, as {len=…}", 5, 3),
            ("%Cap{ tokens }", "{tokens} needs a comparison, as {tokens=…}", 6, 7),
            ("#org{kind=x}", "list #org has no feature kind", 5, 6),
            ("%Cap{kind=x}", "unknown test kind", 5, 6),
            ("%Cap{lenn>3}", "unknown test lenn; did you mean len?", 5, 6),
            ("_{even=1}", "{even} is yes or no and cannot be compared", 2, 6),
            ("_{text=~/a(/}", "regex: missing closing parenthesis (at character 3)", 2, 10),
            ("/[a/", "regex: missing terminating ] for character class (at character 3)", 0, 4),
            ("[ b{len>9} ]", "this can never match: its tests fail for every way to write the word", 2, 8),
            (
                "~say{UPPER,lower}", "this can never match: its tests fail for every way to write the word",
                0, 17
            ),
            ("a <&( x:b )", "a capture inside a look-around is never set; put it outside", 6, 3),
            ("a text:b", "'text' cannot name a capture: matches have a field of that name", 2, 6),
            ("a{0}", "the pattern can match nothing at all; at least one element must not be optional", 0, 4),
            (
                "<sent sent>",
                "the pattern can match nothing at all; at least one element must not be optional", 0, 11
            ),
            (
                "&( a )", "the pattern can match nothing at all; at least one element must not be optional",
                0, 6
            ),
            (
                "( a | b? )",
                "the pattern can match nothing at all; at least one element must not be optional", 0, 10
            ),
            ("...", "the pattern can match nothing at all; at least one element must not be optional", 0, 3),
            ("( ( ( a{999} ){999} ){999} )", "the pattern is too large", 6, 1),
        ])
    func compiler(_ sample: (pattern: String, message: String, offset: Int, length: Int)) throws {
        let bench = PatternBench()
        bench.context.reservedCaptures = ["text"]
        bench.context.add(predicate: "even")
        try bench.context.define("day", "#month %num")
        let error = #expect(throws: PatternError.self) { try bench.context.compile(sample.pattern) }
        #expect(
            error == PatternError(sample.message, at: sample.offset, length: sample.length),
            "\(sample.pattern)")
    }

    @Test("an error inside a named pattern points to where it is used")
    func inNamedPattern() throws {
        let bench = PatternBench()
        try bench.context.define("inner", "who:%Name")
        try bench.context.define("outer", "x $inner")
        #expect(
            #expect(throws: PatternError.self) { try bench.context.compile("a &( b $outer )") }
                == PatternError(
                    "a capture inside a look-around is never set; put it outside", at: 7, length: 6))
    }

    @Test("a definition that is wrong is an error of its own and leaves the name unknown")
    func wrongDefinition() throws {
        let bench = PatternBench()
        #expect(
            #expect(throws: PatternError.self) { try bench.context.define("day", "#mnth %num") }
                == PatternError("unknown list #mnth; did you mean #month?", at: 0, length: 5))
        #expect(bench.context.definitionNames == [])
        // A definition may be empty-matching: only whole patterns may not.
        try bench.context.define("maybe", "a? b?")
        #expect(try bench.matches("$maybe c", in: "a c b c c") == ["a c", "b c", "c"])
        #expect(
            #expect(throws: PatternError.self) { try bench.context.define("self", "$self a") }
                == PatternError("unknown named pattern $self", at: 0, length: 5))
    }

    @Test("a pattern that was redefined by means of itself is refused where it is used")
    func recursion() throws {
        let bench = PatternBench()
        try bench.context.define("a", "x")
        try bench.context.define("b", "$a y")
        try bench.context.define("a", "$b | z")
        #expect(
            #expect(throws: PatternError.self) { try bench.context.compile("q $a") }
                == PatternError("the named pattern $a contains itself", at: 2, length: 2))
    }

    @Test(
        "a diagnostic shows the line with carets under what is meant, whatever stands before it",
        arguments: [
            (
                "said #tilte", "unknown list #tilte; did you mean #title?",
                "    said #tilte\n         ^^^^^^"
            ),
            (
                "said ;; it\n  %Cap\n  @PRESON",
                "unknown layer or label @PRESON; did you mean @PERSON?",
                "      @PRESON\n      ^^^^^^^"
            ),
            (
                "été #tilte", "unknown list #tilte; did you mean #title?",
                "    été #tilte\n        ^^^^^^"
            ),
            (
                "東京 #tilte", "unknown list #tilte; did you mean #title?",
                "    東京 #tilte\n         ^^^^^^"
            ),
            (
                "e\u{301}t #tilte", "unknown list #tilte; did you mean #title?",
                "    e\u{301}t #tilte\n       ^^^^^^"
            ),
            (
                "\"été", "the string is not closed with \"",
                "    \"été\n    ^"
            ),
        ])
    func carets(_ sample: (pattern: String, headline: String, excerpt: String)) throws {
        let bench = PatternBench()
        let error = #expect(throws: PatternError.self) { try bench.context.compile(sample.pattern) }
        #expect(
            error?.diagnostic(in: sample.pattern).description == sample.headline + "\n" + sample.excerpt)
    }

    @Test("a regex error counts characters, not bytes")
    func regexCharacters() throws {
        let bench = PatternBench()
        #expect(
            #expect(throws: PatternError.self) { try bench.context.compile("/été(/") }
                == PatternError("regex: missing closing parenthesis (at character 5)", at: 0, length: 8))
    }

    @Test("groups nested deeper than anyone writes are an error, never a crash")
    func depth() throws {
        let bench = PatternBench()
        let fine = String(repeating: "( ", count: 100) + "a" + String(repeating: " )", count: 100)
        #expect(try bench.matches(fine, in: "b a") == ["a"])
        let deep = String(repeating: "(", count: 100_000) + "a" + String(repeating: ")", count: 100_000)
        let error = #expect(throws: PatternError.self) { try bench.context.compile(deep) }
        #expect(error?.message == "groups are nested too deeply; name parts of the pattern with desk.define")
    }
}
