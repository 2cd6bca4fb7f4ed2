import Matching
import Testing
import Tokenization

@Suite("Names that patterns know")
struct PatternContextTests {
    @Test("references are the names in the order in which they are written, in every construct")
    func references() throws {
        let names = try PatternContext.references(
            in: """
                #a.b ( @x | $p )? [ #c @y.z ^ ] &( #d ) <!( $q ) k:( @w ){2,} <@anchor anchor2 @last>
                ;; #not @this $either
                "#quoted" #5 a#b
                """)
        #expect(names.lists == ["a.b", "c", "d"])
        #expect(names.annotations == ["x", "y.z", "w", "anchor", "last"])
        #expect(names.definitions == ["p", "q"])
        #expect(!names.isEmpty)
        #expect(try PatternContext.references(in: "a %Cap ~say /x/").isEmpty)
    }

    @Test("missing names are those that no list, definition, layer or label has")
    func missing() throws {
        let bench = PatternBench()
        try bench.context.define("day", "#month %num")
        let names = try PatternContext.references(
            in: "#title #tilte $day $dya @PERSON @entities @entities.GPE @other.PERSON @other.X @nothing")
        let missing = bench.context.missing(of: names)
        #expect(missing.lists == ["tilte"])
        #expect(missing.definitions == ["dya"])
        #expect(missing.annotations == ["other.X", "nothing"])
    }

    @Test("a context's own name hides that of a parent, and an earlier parent that of a later one")
    func parents() throws {
        let bench = PatternBench()
        func child(_ pattern: String?) throws -> PatternContext {
            let context = PatternContext(vocabulary: bench.vocabulary, symbols: bench.symbols)
            if let pattern { try context.define("day", pattern) }
            return context
        }
        let (first, second) = (try child("Friday"), try child("Monday"))
        try second.define("night", "Sunday")
        let own = try child(nil)
        own.parents = [first, second, bench.context]
        func matches(_ pattern: String) throws -> [String] {
            try bench.matches(
                [Rule(name: "r", pattern: try own.compile(pattern))], in: "Friday Sunday Monday Tuesday Mayor"
            )
        }
        #expect(try matches("$day") == ["Friday"])
        #expect(try matches("$night $day") == ["Sunday Monday"] || matches("$night") == ["Sunday"])
        #expect(try matches("#title") == ["Mayor"])
        try own.define("day", "Tuesday")
        #expect(try matches("$day") == ["Tuesday"])
        #expect(own.definitionNames == ["day", "night"])
        #expect(own.listNames == ["agency", "month", "org", "title"])
        #expect(first.definitionNames == ["day"], "a parent learns nothing of its child")
    }

    @Test("a definition is compiled with the names of the pattern that uses it")
    func lateBinding() throws {
        let bench = PatternBench()
        try bench.context.define("day", "Friday")
        try bench.context.define("on", "on $day")
        try bench.context.define("day", "Monday")
        #expect(try bench.matches("$on", in: "on Friday on Monday") == ["on Monday"])
    }

    @Test("layers and labels are known as layer, label and layer.label")
    func symbolNames() {
        let table = SymbolTable()
        table.declare(layer: "people", labels: ["MAYOR", "CAPTAIN"], owner: 1)
        table.declare(layer: "people", labels: ["MAYOR", "CHEF"], owner: 2)
        table.declare(layer: "places", labels: [String](), owner: 2)
        #expect(
            table.names.sorted() == [
                "CAPTAIN", "CHEF", "MAYOR", "people", "people.CAPTAIN", "people.CHEF", "people.MAYOR",
                "places",
            ])
        table.withdraw(owner: 2)
        #expect(table.layers == ["people": ["MAYOR", "CAPTAIN"]])
        table.withdraw(owner: 1)
        #expect(table.layers == [:] && table.names == [])
        table.withdraw(owner: 7)
        table.declare(layer: "people", labels: ["CHEF"], owner: 3)
        #expect(table.names.sorted() == ["CHEF", "people", "people.CHEF"])
    }

    @Test("a pattern says its captures, where they are, which are lists, and the annotations it names")
    func compiled() throws {
        let bench = PatternBench()
        try bench.context.define("who", "( first:%Name )+ last:@PERSON")
        let pattern = try bench.context.compile("é a:x b:( c:$who | y d:z ) a:w @entities <@quotes")
        #expect(pattern.captureNames == ["a", "b", "b.c", "b.c.first", "b.c.last", "b.d"])
        #expect(pattern.captureOffsets == [3, 7, 11, nil, nil, 22])
        #expect(pattern.isRepeated == [false, false, false, true, false, false])
        #expect(pattern.annotationNames == ["PERSON", "entities", "quotes"])
        #expect(!pattern.isOneElement)
        #expect(try bench.context.compile("k:%Name").isOneElement)
        #expect(CompiledPattern.none.captureNames == [])
        #expect(
            try bench.matches([Rule(name: "none", pattern: .none)], in: "a b") == [],
            "the pattern that matches nothing has no match of no width either")
    }

    @Test("what stands under a quantifier of at most one is not a list, everything else is")
    func repeated() throws {
        let bench = PatternBench()
        for (pattern, isRepeated) in [
            ("( a:x )? y", false), ("( a:x ){1} y", false), ("( a:x ){0,1} y", false), ("( a:x )?? y", false),
            ("( a:x )* y", true), ("( a:x )+", true), ("( a:x ){2}", true), ("( a:x ){0,2} y", true),
            ("( ( a:x )? y )+", true), ("a:x ( a:y )+", true), ("( a:y )+ a:x", true), ("a:x a:y", false),
        ] {
            #expect(try bench.context.compile(pattern).isRepeated == [isRepeated], "\(pattern)")
        }
    }
}
