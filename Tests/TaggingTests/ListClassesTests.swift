import Testing
import Tokenization

@testable import Tagging

extension ListClasses.Builder {
    /// A table with phrases and their classes, which must be few enough.
    static func of(_ phrases: [(phrase: String, name: String)]) -> ListClasses.Builder {
        var builder = ListClasses.Builder()
        for (phrase, name) in phrases {
            let isAdded = builder.add(phrase, to: name)
            #expect(isAdded, "\(phrase) in \(name)")
        }
        return builder
    }
}

@Suite("Word lists as classes of a tagger")
struct ListClassesTests {
    /// A table of phrases by class, in order of classes.
    private func table(_ phrases: [(phrase: String, name: String)]) throws -> (ListClasses, [String]) {
        let builder = ListClasses.Builder.of(phrases)
        return (try #require(ListClasses.copy(of: builder.bytes())), builder.names)
    }

    /// The names of the classes of a phrase that is written in one of the three ways; nil if no phrase begins so.
    private func classes(
        _ phrase: String, _ writing: ListClasses.Writing, in table: (lists: ListClasses, names: [String])
    ) -> (names: [String], goesOn: Bool)? {
        let vocabulary = Vocabulary()
        var state = ListClasses.start(writing)
        for form in Tokenizer(vocabulary: vocabulary).tokenize(phrase).forms {
            state = ListClasses.step(state, vocabulary.hash(vocabulary.folded(form)))
        }
        return table.lists.find(state).map { found in
            (
                table.names.indices.filter { found.classes >> UInt64($0) & 1 == 1 }.map { table.names[$0] },
                found.goesOn
            )
        }
    }

    @Test(
        "a phrase is found as it is written in its list",
        arguments: [
            ("mayor", ListClasses.Writing.lower), ("Elm Hill", .capitalized), ("elm Hill", .capitalized),
            ("UN", .upper), ("NATOS", .upper), ("UNESCO", .capitalized), ("UN Office", .capitalized),
            ("Zoë", .capitalized),
            ("port of", .lower),
        ])
    func writing(_ sample: (phrase: String, writing: ListClasses.Writing)) throws {
        let table = try table([(sample.phrase, "a")])
        for writing in ListClasses.Writing.allCases {
            #expect(
                classes(sample.phrase, writing, in: table)?.names == (writing == sample.writing ? ["a"] : nil)
            )
        }
        // The case of the words is for the caller to compare: the table is asked by folded words.
        #expect(classes(sample.phrase.lowercased(), sample.writing, in: table)?.names == ["a"])
    }

    @Test("a phrase belongs to the classes of all its lists, and the start of a longer one to none")
    func several() throws {
        let table = try table([
            ("Elm Hill", "places"), ("Elm Hill Pier", "piers"), ("Elm Hill", "names"), ("Elm", "trees"),
            ("elm", "woods"),
            ("Elm Hill", "places"),
        ])
        func found(_ phrase: String) -> String {
            classes(phrase, .capitalized, in: table).map { "\($0.names.joined(separator: ",")) \($0.goesOn)" }
                ?? "none"
        }
        #expect(found("Elm") == "trees true")
        #expect(found("Elm Hill") == "places,names true")
        #expect(found("Elm Hill Pier") == "piers false")
        #expect(found("Elm Pier") == "none")
        #expect(found("Hill") == "none")
        #expect(classes("elm", .lower, in: table)?.names == ["woods"])
        #expect(classes("elm", .lower, in: table)?.goesOn == false)
    }

    @Test("a phrase that ends in a full stop is found without it too")
    func fullStop() throws {
        let table = try table([("Lind Corp.", "firms"), ("J.", "initials")])
        #expect(classes("Lind Corp", .capitalized, in: table)?.names == ["firms"])
        #expect(classes("Lind Corp.", .capitalized, in: table)?.names == ["firms"])
        // Two bytes are too little to lose one.
        #expect(classes("J", .upper, in: table) == nil)
    }

    @Test("there can be 64 classes, and further phrases of theirs, but no 65th class")
    func most() throws {
        var builder = ListClasses.Builder()
        for number in 0..<64 {
            let isAdded = builder.add("word\(number)", to: "class\(number)")
            #expect(isAdded)
        }
        let isAdded = builder.add("word", to: "class64")
        #expect(!isAdded)
        let isKnown = builder.add("last", to: "class63")
        #expect(isKnown)
        #expect(builder.names.count == 64)
        let lists = try #require(ListClasses.copy(of: builder.bytes()))
        #expect(classes("last", .lower, in: (lists, builder.names))?.names == ["class63"])
        #expect(classes("word0", .lower, in: (lists, builder.names))?.names == ["class0"])
        #expect(classes("word", .lower, in: (lists, builder.names)) == nil)
    }

    @Test("thousands of phrases are all found, and no others")
    func many() throws {
        let phrases = (0..<3000).map { (phrase: "name\($0) end\($0 % 7)", name: "c\($0 % 64)") }
        let table = try table(phrases)
        for (number, (phrase, name)) in phrases.enumerated() where number % 13 == 0 {
            #expect(classes(phrase, .lower, in: table)?.names == [name])
            #expect(classes("name\(number) other", .lower, in: table) == nil)
            #expect(classes("name\(number)", .lower, in: table)?.goesOn == true)
        }
        #expect(classes("name3000", .lower, in: table) == nil)
    }

    @Test("the bytes are the same for the same phrases in the same order of classes")
    func deterministic() {
        func bytes(_ phrases: [String]) -> [UInt8] {
            ListClasses.Builder.of(phrases.map { ($0, "a") }).bytes()
        }
        #expect(bytes(["Elm Hill", "pier", "UN"]) == bytes(["UN", "Elm Hill", "pier", "pier"]))
        #expect(bytes(["Elm Hill"]) != bytes(["Elm Pier"]))
        #expect(bytes([""]) == bytes([]))
        // A header of 16 bytes, the empty set, and 16 free slots of 8 bytes.
        #expect(bytes([]).count == 16 + 8 + 16 * 8)
    }

    @Test("bytes that are no table are refused; bytes with changed slots are searched without an end")
    func damaged() throws {
        let bytes = ListClasses.Builder.of((0..<12).map { ("word\($0)", "a") }).bytes()
        #expect(ListClasses.copy(of: []) == nil)
        #expect(ListClasses.copy(of: Array(bytes.dropLast())) == nil)
        #expect(ListClasses.copy(of: bytes + [0]) == nil)
        for (at, value) in [(0, 0), (0, 3), (4, 200)] as [(Int, UInt8)] {
            var changed = bytes
            changed[at] = value
            #expect(ListClasses.copy(of: changed) == nil, "byte \(at)")
        }
        // Every slot is taken by something else: the search ends after one round.
        var full = bytes
        for at in full.indices.dropFirst(16 + 16) { full[at] = 0xFF }
        let table = try #require(ListClasses.copy(of: full))
        #expect(table.find(12345 << 20) == nil)
    }
}

@Suite("Facts of word forms")
struct FormFactsTests {
    private func facts(_ text: String) -> FormFacts {
        let vocabulary = Vocabulary()
        let table = FormTable(vocabulary: vocabulary)
        let row = table.row(vocabulary.intern(text))
        return table.facts[row]
    }

    @Test(
        "the compact shape shortens runs of one kind of character",
        arguments: [
            ("McKay-12", "XxXx-0"), ("Ruiz", "Xx"), ("UN", "X"), ("U.S.", "X.X."), ("1,000", "0,0"),
            ("the", "x"),
            ("É", "X"), ("Zoë", "Xx"), ("ÉTÉ", "X"), ("日本", "x"), ("🌊", "?"), ("$", "$"), ("x86", "x0"),
            ("…", "?"),
            ("don't", "x'x"), ("--", "-"),
        ])
    func compact(_ sample: (form: String, shape: String)) {
        #expect(facts(sample.form).compact == FeatureHash.bytes(sample.shape.utf8))
    }

    @Test("forms that differ in case share the folded row; the letters of an abbreviation are its word")
    func folded() {
        let vocabulary = Vocabulary()
        let table = FormTable(vocabulary: vocabulary)
        let rows = ["Port", "port", "PORT", "pier"].map { table.row(vocabulary.intern($0)) }
        #expect(Set(rows).count == 4)
        let folded = rows.map { table.facts[$0].foldedRow }
        #expect(folded[0] == folded[1] && folded[1] == folded[2] && folded[3] != folded[0])
        #expect(folded[1] == Int32(rows[1]))
        #expect(facts("U.N.").letters == facts("UN").letters)
        #expect(facts("UN").letters == FeatureHash.bytes("un".utf8))
        #expect(facts("R2D2").letters == FeatureHash.bytes("rd".utf8))
        #expect(facts("Zoë").letters == FeatureHash.bytes("zoë".utf8))
    }

    @Test("numbers of one shape share their word; other words do not")
    func numbers() {
        #expect(facts("1987").folded == facts("2024").folded)
        #expect(facts("1987").folded != facts("19").folded)
        #expect(facts("pier").folded != facts("port").folded)
    }

    @Test("small words are known whatever their case, names are not")
    func functionWords() {
        #expect(facts("the").isFunctionWord && facts("The").isFunctionWord && facts("OF").isFunctionWord)
        #expect(!facts("Ruiz").isFunctionWord && !facts("bridge").isFunctionWord)
        #expect(facts("Ruiz").initial == UInt32(UInt8(ascii: "r")))
    }

    @Test("each form has its features once; after forgetting, rows are made again")
    func rows() {
        let vocabulary = Vocabulary()
        let table = FormTable(vocabulary: vocabulary)
        #expect(table.facts.count == 1 && table.features.count == FormTable.all)
        let pier = vocabulary.intern("pier")
        let row = table.row(pier)
        #expect(row == 1 && table.row(pier) == 1)
        #expect(table.features.count == 2 * FormTable.all)
        let features = (0..<FormTable.all).map { table.features[table.facts[row].features + $0] }
        let generation = table.generation
        table.forget()
        #expect(table.generation == generation + 1 && table.facts.count == 1)
        let other = table.row(vocabulary.intern("port"))
        let again = table.row(pier)
        #expect((other, again) == (1, 2))
        #expect((0..<FormTable.all).map { table.features[table.facts[again].features + $0] } == features)
        #expect(!table.isOutdated())
    }
}
