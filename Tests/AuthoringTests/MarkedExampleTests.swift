import ArticleModel
import Diagnostics
import TestSupport
import Testing

@testable import Authoring

@Suite("Texts with marked places")
struct MarkedExampleTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var marked: String
        var text: String
        /// `start-end LABEL name=value…` in bytes
        var marks: [String]
        init(_ marked: String, _ text: String, _ marks: String...) {
            (self.marked, self.text, self.marks) = (marked, text, marks)
        }
        var testDescription: String { marked }
    }

    private func shown(_ example: MarkedExample) -> [String] {
        example.marks.map { mark in
            (["\(mark.span.start)-\(mark.span.end)", mark.label ?? "-"]
                + mark.features.map { "\($0.name)=\($0.value)" })
                .joined(separator: " ")
        }
    }

    @Test(
        "marks are taken out, and their label and features are read",
        arguments: [
            Case("", ""), Case("no marks | here", "no marks | here"), Case("«May»", "May", "0-3 -"),
            Case("on «12 May|DATE»", "on 12 May", "3-9 DATE"),
            Case("«May|DATE value=2024-05 n=»", "May", "0-3 DATE value=2024-05 n="),
            Case("«No|Q speaker=\"Ana Ruiz\" cue=said»", "No", "0-2 Q speaker=Ana Ruiz cue=said"),
            Case("«May|value=X»", "May", "0-3 - value=X"), Case("«a|X v=b=c»", "a", "0-1 X v=b=c"),
            Case("É «🌊|WAVE».", "É 🌊.", "3-7 WAVE"), Case("«a» «b|B»", "a b", "0-1 -", "2-3 B"),
            Case("«the «May|MONTH» fair|EVENT»", "the May fair", "0-12 EVENT", "4-7 MONTH"),
            Case("««a|A»|B»", "a", "0-1 B", "0-1 A"), Case("«|EMPTY»", "", "0-0 EMPTY"),
            Case("«a|X   y=1  »", "a", "0-1 X y=1"), Case("«a|X v=\"«\"»", "a", "0-1 X v=«"),
            Case("«a\nb|X»", "a\nb", "0-3 X"), Case("«a|»", "a", "0-1 -"),
            Case("«a|X v=\"\"»", "a", "0-1 X v="),
        ])
    func marks(_ sample: Case) throws {
        let example = try MarkedExample(sample.marked)
        #expect(example.text == sample.text)
        #expect(shown(example) == sample.marks)
    }

    @Test("other characters can mark, and then the usual ones are text")
    func brackets() throws {
        let example = try MarkedExample("il dit «<non|NO>»", brackets: ("<", ">"))
        #expect(example.text == "il dit «non»")
        #expect(shown(example) == ["9-12 NO"])
    }

    @Test(
        "marks that do not fit together are errors that quote them",
        arguments: [
            ("a» b", "'»' without '«' in: a» b"), ("«a» b»", "'»' without '«' in: «a» b»"),
            ("«a", "'«' is not closed in: «a"), ("«a|X", "'«' is not closed in: «a|X"),
            ("«a «b» c", "'«' is not closed in: «a «b» c"), ("«a|X v=\"b»", "a \" is not closed in |X v=\"b"),
        ])
    func errors(_ sample: (marked: String, message: String)) {
        let error = #expect(throws: Diagnostic.self) { try MarkedExample(sample.marked) }
        #expect(error == Diagnostic(.plugin, sample.message))
    }

    // MARK: Proposals

    private func proposal(
        _ marked: String, _ found: [(Range<Int>, String, [FeatureValue.Field])], headline: String = "",
        brackets: (Character, Character) = ("«", "»")
    ) throws -> String? {
        let example = try MarkedExample(marked, brackets: brackets)
        let shift = headline.utf8.count
        let annotations = found.map { range, label, features in
            Annotation(
                id: "", layer: "l", label: label,
                span: Span(range.lowerBound + shift, range.upperBound + shift),
                plugin: "p", features: features)
        }
        let article = Article(id: .string("a"), utf8: Array((headline + example.text).utf8))
        let record = AnnotatedArticle(article: article, annotations: annotations)
        return example.proposal(for: annotations, of: record, shift: shift, brackets: brackets)
    }

    @Test("a proposal marks what was found, and keeps the features that a mark asks for")
    func proposals() throws {
        let value = [
            FeatureValue.Field("value", .string("2024-05")), .init("kind", .string("month of year")),
        ]
        #expect(try proposal("on May", [(3..<6, "DATE", value)]) == "on «May|DATE»")
        #expect(try proposal("on «May|X value=Y»", [(3..<6, "DATE", value)]) == "on «May|DATE value=2024-05»")
        #expect(
            try proposal("on «May|kind=Y no=Z»", [(3..<6, "DATE", value)])
                == "on «May|DATE kind=\"month of year\" no=»")
        #expect(try proposal("«on» May", []) == "on May")
        #expect(try proposal("É 🌊", [(3..<7, "W", [])]) == "É «🌊|W»")
    }

    @Test("annotations in each other are marked in each other; those that cross cannot be marked")
    func nesting() throws {
        #expect(
            try proposal("the May fair", [(4..<7, "MONTH", []), (0..<12, "EVENT", [])])
                == "«the «May|MONTH» fair|EVENT»")
        #expect(
            try proposal("a b", [(0..<3, "A", []), (0..<1, "B", []), (2..<3, "C", [])]) == "««a|B» «b|C»|A»")
        #expect(try proposal("a b", [(0..<1, "A", []), (2..<3, "B", [])]) == "«a|A» «b|B»")
        #expect(try proposal("a b c", [(0..<3, "A", []), (2..<5, "B", [])]) == nil)
    }

    @Test("of two annotations at one place the first label in order is marked; the headline is not")
    func skipped() throws {
        #expect(try proposal("May", [(0..<3, "PERSON", []), (0..<3, "DATE", [])]) == "«May|DATE»")
        #expect(
            try proposal("May", [(-5 ..< -1, "X", []), (0..<3, "DATE", [])], headline: "Storm\n\n")
                == "«May|DATE»")
    }

    @Test("there is no proposal that would be read as something else")
    func unsayable() throws {
        // A bar in marked text begins the label, a quotation mark in a value the end of it.
        #expect(try proposal("a|b", [(0..<3, "X", [])]) == nil)
        #expect(try proposal("«a|v=x»", [(0..<1, "X", [.init("v", .string("5\" pipe"))])]) == nil)
        #expect(try proposal("«a|v=x»", [(0..<1, "X", [.init("v", .string("b»"))])]) == nil)
        #expect(try proposal("«a|v=x»", [(0..<1, "X", [.init("v", .string("b c»"))])]) == nil)
        #expect(try proposal("a <b", [(0..<1, "X", [])], brackets: ("«", "»")) == "«a|X» <b")
    }

    @Test("a proposal is read back as the annotations that it was made of", arguments: 0..<30)
    func readBack(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let text = (0..<12).map { _ in
            ["a", " ", "é", "🌊", ".", "\n"].randomElement(using: &generator) ?? "a"
        }.joined()
        let starts = Array(text.indices) + [text.endIndex]
        func offset(_ index: Int) -> Int { text.utf8.distance(from: text.startIndex, to: starts[index]) }
        let found = (0..<Int.random(in: 0..<4, using: &generator)).map { _ in
            let start = Int.random(in: 0..<12, using: &generator)
            let end = Int.random(in: start + 1...12, using: &generator)
            return (
                offset(start)..<offset(end), ["A", "B"].randomElement(using: &generator) ?? "A",
                [FeatureValue.Field]()
            )
        }
        let crosses = found.contains { one in
            found.contains {
                $0.0.lowerBound > one.0.lowerBound && $0.0.lowerBound < one.0.upperBound
                    && $0.0.upperBound > one.0.upperBound
            }
        }
        let proposal = try proposal(text, found)
        #expect((proposal == nil) == crosses)
        guard let proposal else { return }
        let again = try MarkedExample(proposal)
        #expect(again.text == text)
        var labels: [Span: String] = [:]
        for (range, label, _) in found {
            let span = Span(range.lowerBound, range.upperBound)
            labels[span] = min(label, labels[span] ?? label)
        }
        #expect(Dictionary(uniqueKeysWithValues: again.marks.map { ($0.span, $0.label ?? "") }) == labels)
    }
}

@Suite("Features as text, as examples write them")
struct FeatureTextTests {
    private let record = AnnotatedArticle(
        article: Article(id: .string("a"), utf8: Array("Mayor Ana Ruiz said no.".utf8)),
        annotations: [
            Annotation(
                id: "e1", layer: "l", label: "PERSON", span: Span(6, 14), plugin: "p",
                features: [.init("canonical", .string("Ana Ruiz")), .init("title", .mention(Span(0, 5)))]),
            Annotation(
                id: "q1", layer: "l", label: "QUOTE", span: Span(20, 22), plugin: "p", rule: "Said",
                score: 0.5,
                features: [
                    .init("flag", .boolean(true)), .init("n", .integer(3)), .init("x", .number(2)),
                    .init("none", .null),
                    .init("text", .string("no")),
                    .init("list", .list([.integer(1), .string("b"), .boolean(false)])),
                    .init("who", .annotation(0)), .init("cue", .mention(Span(15, 19))),
                    .init(
                        "speaker",
                        .object([.init("span", .mention(Span(6, 14))), .init("how", .string("near"))])),
                    .init("pair", .object([.init("a", .integer(1)), .init("b", .string("c"))])),
                ]),
        ])

    @Test(
        "a path leads to a value as text",
        arguments: [
            ("flag", "true"), ("n", "3"), ("x", "2.0"), ("none", ""), ("text", "no"), ("list", "1,b,false"),
            ("who", "Ana Ruiz"), ("who.canonical", "Ana Ruiz"), ("who.title", "Mayor"), ("who.nothing", nil),
            ("cue", "said"), ("speaker", "Ana Ruiz"), ("speaker.text", "Ana Ruiz"), ("speaker.how", "near"),
            ("speaker.nothing", nil), ("pair", "a=1,b=c"), ("pair.b", "c"), ("rule", "Said"),
            ("score", "0.5"),
            ("nothing", nil), ("", nil), ("n.a", nil),
        ] as [(String, String?)])
    func paths(_ sample: (path: String, text: String?)) {
        #expect(ExampleFeature(record).text(of: record.annotations[1], path: sample.path) == sample.text)
    }

    @Test("an annotation without a rule and a score has neither")
    func missing() {
        #expect(ExampleFeature(record).text(of: record.annotations[0], path: "rule") == nil)
        #expect(ExampleFeature(record).text(of: record.annotations[0], path: "score") == nil)
    }
}
