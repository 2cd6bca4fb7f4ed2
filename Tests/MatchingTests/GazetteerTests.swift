import Matching
import TestSupport
import Testing
import Tokenization

@Suite("Lists")
struct GazetteerTests {
    private let bench = PatternBench()

    private func list(
        _ entries: [String], columns: [String] = [], values: [[String]] = [],
        policy: Gazetteer.CasePolicy = .smart, plural: Bool = false, possessive: Bool = false
    ) throws -> Gazetteer {
        var compiler = GazetteerCompiler(
            casePolicy: policy, columns: columns, plural: plural, possessive: possessive,
            vocabulary: bench.vocabulary)
        for (index, entry) in entries.enumerated() {
            compiler.add(entry, values: index < values.count ? values[index] : [])
        }
        let bytes = Held(compiler.image(sourceHash: 77))
        return Gazetteer(
            name: "sample",
            image: try GazetteerImage(UnsafeRawBufferPointer(bytes.buffer), owner: bytes),
            vocabulary: bench.vocabulary)
    }

    /// Each hit at each token, as `text=entry`.
    private func hits(_ list: Gazetteer, in text: String) -> [String] {
        let input = bench.input(text)
        return (0..<input.tokenCount).flatMap { token in
            list.hits(at: token, limit: input.tokenCount, in: input.tokens).map {
                "\(input.text(token..<$0.end))=\($0.entry)"
            }
        }
    }

    @Test("an empty list has no entries and finds nothing")
    func empty() throws {
        let list = try list([])
        #expect(list.count == 0 && list.columns == [] && list.longest == 1)
        #expect(list.entries(for: "Ana") == [] && list.entries(for: "") == [])
        #expect(hits(list, in: "Ana Ruiz") == [])
    }

    @Test("hits are the longest first, and of equal ones the first added first")
    func order() throws {
        let list = try list(["Port", "Port Alder Council", "Port Alder", "port", "Port"])
        #expect(list.count == 5 && list.longest == 3)
        #expect(
            hits(list, in: "the Port Alder Council") == [
                "Port Alder Council=1", "Port Alder=2", "Port=0", "Port=3", "Port=4",
            ])
        #expect(hits(list, in: "a port") == ["port=3"])
        #expect(list.entries(for: "Port") == [0, 3, 4])
        #expect(list.entries(for: "Port Alder Town") == [], "only the whole text is an entry")
    }

    @Test(
        "case counts as the policy says",
        arguments: [
            (
                Gazetteer.CasePolicy.smart, ["Ana", "bo"], "Ana ANA ana bo Bo BO",
                ["Ana=0", "bo=1", "Bo=1", "BO=1"]
            ),
            (.exact, ["Ana", "bo"], "Ana ANA ana bo Bo BO", ["Ana=0", "bo=1"]),
            (
                .ignore, ["Ana", "bo"], "Ana ANA ana bo Bo BO",
                ["Ana=0", "ANA=0", "ana=0", "bo=1", "Bo=1", "BO=1"]
            ),
            // One capital anywhere makes the whole entry exact.
            (.smart, ["port Alder"], "port Alder Port Alder PORT ALDER", ["port Alder=0"]),
            (
                .smart, ["élan", "Été"], "ÉLAN Élan élan Été ÉTÉ été",
                ["ÉLAN=0", "Élan=0", "élan=0", "Été=1"]
            ),
            (.ignore, ["straße"], "STRASSE Straße", ["Straße=0"]),
            (.smart, ["O'Brien"], "O’Brien O'Brien O'brien", ["O’Brien=0", "O'Brien=0"]),
        ])
    func policies(
        _ sample: (policy: Gazetteer.CasePolicy, entries: [String], text: String, expected: [String])
    ) throws {
        #expect(hits(try list(sample.entries, policy: sample.policy), in: sample.text) == sample.expected)
    }

    @Test("an entry that ends with a full stop is found whether or not the sentence ends with it")
    func fullStop() throws {
        let list = try list(["Acme Inc.", "Sept."])
        #expect(hits(list, in: "Acme Inc. fell. He left Acme Inc.") == ["Acme Inc.=0", "Acme Inc.=0"])
        #expect(hits(list, in: "Sept. 5, or in Sept.") == ["Sept.=1", "Sept.=1"])
        #expect(hits(list, in: "Acme Inc fell in Sept") == [])
    }

    @Test("plural and possessive forms count as the entry if they are asked for")
    func forms() throws {
        let text = "a city, two cities, the city's mayor, the cities' mayors"
        #expect(hits(try list(["city"]), in: text) == ["city=0", "city=0"])
        #expect(
            hits(try list(["city"], plural: true), in: text) == ["city=0", "cities=0", "city=0", "cities=0"])
        #expect(
            hits(try list(["city"], possessive: true), in: text) == ["city=0", "city's=0", "city=0"])
        #expect(
            hits(try list(["boss"], possessive: true), in: "the boss' car") == ["boss'=0", "boss=0"])
        #expect(
            hits(try list(["Prime Minister"], plural: true), in: "Prime Ministers met")
                == ["Prime Ministers=0"])
    }

    @Test("two forms of an entry that are the same are one hit")
    func sameForms() throws {
        let list = try list(["sheep", "Acme Inc."], plural: true)
        #expect(hits(list, in: "two sheep") == ["sheep=0"])
        #expect(list.entries(for: "Acme Inc.") == [1])
    }

    @Test("features belong to their columns, whatever is missing, empty or repeated")
    func features() throws {
        let list = try list(
            ["Ana", "Bo", "Cy"], columns: ["kind", "", "place", "kind"],
            values: [["x", "hidden", "Alder", "again"], ["", "y"], ["k", "", "p", "q", "too many"]])
        #expect(list.columns == ["kind", "", "place", "kind"])
        #expect(
            (0..<3).map { entry in ["kind", "", "place", "none"].map { list.value($0, ofEntry: entry) } } == [
                ["x", "hidden", "Alder", nil], [nil, "y", nil, nil], ["k", nil, "p", nil],
            ])
        #expect((0..<3).map { list.text(ofEntry: $0) } == ["Ana", "Bo", "Cy"])
    }

    @Test("a tab inside of an entry or a feature is a blank and moves no feature to another column")
    func tabs() throws {
        let list = try list(["Ana\tRuiz"], columns: ["a\tb", "c"], values: [["1\t2", "3"]])
        #expect(list.text(ofEntry: 0) == "Ana Ruiz")
        #expect(list.columns == ["a b", "c"])
        #expect(list.value("a b", ofEntry: 0) == "1 2" && list.value("c", ofEntry: 0) == "3")
        #expect(hits(list, in: "met Ana Ruiz") == ["Ana Ruiz=0"])
    }

    @Test("entries are compared by tokens: white space of any width, marks and emoji included")
    func tokens() throws {
        let list = try list(["new york", "🚢 ferry", "e\u{301}te\u{301}", "24/7", "", "   "])
        #expect(list.count == 6, "an entry without a token counts but is never found")
        #expect(hits(list, in: "New\u{A0} \n York") == ["New\u{A0} \n York=0"])
        #expect(hits(list, in: "a 🚢ferry") == ["🚢ferry=1"])
        #expect(hits(list, in: "e\u{301}te\u{301}") == ["e\u{301}te\u{301}=2"])
        #expect(hits(list, in: "open 24/7") == ["24/7=3"])
    }

    @Test("equal entries make equal bytes, and other entries other bytes")
    func deterministic() throws {
        func image(_ entries: [String], _ columns: [String] = []) -> [UInt8] {
            var compiler = GazetteerCompiler(
                casePolicy: .smart, columns: columns, vocabulary: Vocabulary())
            for entry in entries { compiler.add(entry) }
            return compiler.image(sourceHash: 5)
        }
        #expect(image(["Ana", "Bo Lind"]) == image(["Ana", "Bo Lind"]))
        #expect(image(["Ana", "Bo Lind"]) != image(["Bo Lind", "Ana"]))
        #expect(image(["Ana"]) != image(["Ana"], ["kind"]))
        #expect(image(["Ana"]).count % 8 == 0)
    }

    @Test("a list finds what a search through all its entries finds", arguments: 0..<12)
    func reference(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: 900 + seed)
        let words = ["port", "Port", "PORT", "alder", "Alder", "of", "Of", "Bay"]
        func phrase(_ most: Int) -> [String] {
            (0..<Int.random(in: 1...most, using: &random)).map { _ in words.randomElement(using: &random)! }
        }
        let policy = Gazetteer.CasePolicy.allCases[Int(seed) % 3]
        let entries = (0..<Int.random(in: 1...30, using: &random)).map { _ in phrase(3) }
        let list = try list(entries.map { $0.joined(separator: " ") }, policy: policy)
        for _ in 0..<20 {
            let text = phrase(12)
            var expected: [String] = []
            for start in text.indices {
                var found: [(length: Int, entry: Int)] = []
                for (number, entry) in entries.enumerated() where start + entry.count <= text.count {
                    let part = Array(text[start..<start + entry.count])
                    let isExact =
                        policy == .exact || policy == .smart && entry.contains { $0 != $0.lowercased() }
                    let matches =
                        isExact
                        ? part == entry : part.map { $0.lowercased() } == entry.map { $0.lowercased() }
                    if matches { found.append((entry.count, number)) }
                }
                found.sort { ($1.length, $0.entry) < ($0.length, $1.entry) }
                expected += found.map {
                    "\(text[start..<start + $0.length].joined(separator: " "))=\($0.entry)"
                }
            }
            #expect(
                hits(list, in: text.joined(separator: " ")) == expected, "\(policy) \(entries) in \(text)")
        }
    }
}
