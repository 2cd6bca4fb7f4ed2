import ArticleModel
import TestSupport
import Testing

@Suite("Spans")
struct SpanTests {
    /// All spans within seven bytes, empty and reversed ones too.
    private static let spans = (0..<7).flatMap { start in (0..<7).map { Span(start, $0) } }

    private func bytes(_ span: Span) -> Set<Int> { Set(0..<7).filter { $0 >= span.start && $0 < span.end } }

    @Test("two spans overlap if they share a byte")
    func overlaps() {
        for a in Self.spans where !a.isEmpty {
            for b in Self.spans where !b.isEmpty {
                #expect(a.overlaps(b) == !bytes(a).isDisjoint(with: bytes(b)), "\(a) \(b)")
                #expect(a.contains(b) == bytes(a).isSuperset(of: bytes(b)), "\(a) \(b)")
            }
        }
    }

    @Test("a span without bytes is empty, also if its end is before its start")
    func empty() {
        for span in Self.spans {
            #expect(span.isEmpty == bytes(span).isEmpty)
            #expect(Set(span.range) == bytes(span))
        }
        #expect(Span(2, 5).count == 3)
        #expect(Span(5, 2).range == 5..<5)
    }

    @Test("spans are in order of their start, and what encloses is before what is enclosed")
    func order() {
        var random = SeededGenerator(seed: 13)
        let sorted = Self.spans.shuffled(using: &random).sorted()
        #expect(sorted == Self.spans.sorted { ($0.start, -$0.end) < ($1.start, -$1.end) })
        #expect(
            [Span(3, 4), Span(0, 2), Span(0, 9), Span(3, 8)].sorted() == [
                Span(0, 9), Span(0, 2), Span(3, 8), Span(3, 4),
            ])
        #expect(!(Span(1, 2) < Span(1, 2)))
    }
}

@Suite("Values of features")
struct FeatureValueTests {
    private let object = FeatureValue.object([
        .init("a", .integer(1)), .init("a", .integer(2)), .init("n", .null),
        .init("o", .object([.init("s", .string("x"))])),
    ])

    @Test("a field of an object is found by its name, the first of equal ones; other values have none")
    func fields() {
        #expect(object["a"] == .integer(1))
        #expect(object["n"] == .some(.null))
        #expect(object["o"]?["s"]?.string == "x")
        #expect(object["b"] == nil)
        #expect(object["a"]?["b"] == nil)
        for value: FeatureValue in [
            .null, .list([object]), .string("a"), .mention(Span(0, 1)), .annotation(0),
        ] {
            #expect(value["a"] == nil)
        }
    }

    @Test("only text is a string")
    func strings() {
        #expect(FeatureValue.string("").string == "")
        for value: FeatureValue in [
            .null, .boolean(true), .integer(1), .number(1), .list([.string("x")]), object,
        ] {
            #expect(value.string == nil)
        }
    }

    @Test("values of different kinds differ, though they look alike, and so do objects in another order")
    func equality() {
        #expect(FeatureValue.integer(1) != .number(1))
        #expect(FeatureValue.integer(1) != .annotation(1))
        #expect(FeatureValue.string("1") != .integer(1))
        #expect(FeatureValue.list([]) != .object([]))
        #expect(FeatureValue.null != .string(""))
        #expect(
            FeatureValue.object([.init("a", .null), .init("b", .null)])
                != .object([.init("b", .null), .init("a", .null)]))
        // As everywhere in Swift, text is equal if it is canonically equivalent.
        #expect(FeatureValue.string("é") == .string("e\u{301}"))
        #expect(FeatureValue.number(.nan) != .number(.nan))
    }
}

@Suite("Articles and annotations")
struct ArticleTests {
    private func mark(_ layer: String, _ features: [FeatureValue.Field] = []) -> Annotation {
        Annotation(id: "", layer: layer, label: "L", span: Span(0, 1), plugin: "p", features: features)
    }

    @Test("a span that is not within the article gives the text that is")
    func text() {
        let article = Article(id: .integer(1), utf8: Array("Zoë left".utf8))
        #expect(article.text(of: Span(0, 4)) == "Zoë")
        #expect(article.text(of: Span(5, 99)) == "left")
        #expect(article.text(of: Span(99, 120)) == "")
        #expect(article.text(of: Span(-3, 2)) == "Zo")
        #expect(article.text(of: Span(4, 2)) == "")
    }

    @Test("an article has one field with all of its text unless it says otherwise")
    func fields() {
        #expect(
            Article(id: .integer(1), utf8: [65, 66]).fields == [TextField(name: "text", span: Span(0, 2))])
        #expect(Article(id: .integer(1), utf8: []).fields == [TextField(name: "text", span: Span(0, 0))])
    }

    @Test("ids that look alike differ by their kind and read alike")
    func ids() {
        #expect(ArticleID.integer(7) != .string("7"))
        #expect(ArticleID.integer(-7).description == "-7")
        #expect(ArticleID.string("a b").description == "a b")
    }

    @Test("a feature is found by its name, the first of equal ones")
    func features() {
        let annotation = mark("l", [.init("a", .integer(1)), .init("a", .integer(2)), .init("b", .null)])
        #expect(annotation["a"] == .integer(1))
        #expect(annotation["b"] == .some(.null))
        #expect(annotation["label"] == nil)
    }

    @Test("layers are named once each, sorted")
    func layers() {
        let article = Article(id: .integer(1), utf8: [65])
        #expect(AnnotatedArticle(article: article).layers == [])
        #expect(
            AnnotatedArticle(article: article, annotations: ["q", "e", "q", "Z", "é"].map { mark($0) }).layers
                == ["Z", "e", "q", "é"])
    }

    @Test("a difference counts what its groups have")
    func differences() {
        let record = AnnotatedArticle(article: Article(id: .integer(1), utf8: [65]))
        var first = AnnotationDifference.Group(plugin: "p", rule: "A")
        first.added = [mark("l"), mark("l")]
        first.changed = [.init(before: mark("l"), after: mark("m"), parts: ["layer"])]
        var second = AnnotationDifference.Group(plugin: "q", rule: nil)
        second.removed = [mark("l")]
        second.added = [mark("l")]
        let difference = AnnotationDifference(
            from: record, to: record, groups: [first, second], unchanged: 4)
        #expect(
            [difference.addedCount, difference.removedCount, difference.changedCount, difference.unchanged]
                == [3, 1, 1, 4])
        #expect(!difference.isEmpty)
        #expect(AnnotationDifference(from: record, to: record, groups: [], unchanged: 4).isEmpty)
    }
}

@Suite("Descriptions of layers")
struct LayerDescriptionTests {
    @Test(
        "a color is one of six names, perhaps bold",
        arguments: [
            ("red", "31"), ("green", "32"), ("yellow", "33"), ("blue", "34"), ("magenta", "35"),
            ("cyan", "36"),
            ("bold red", "1;31"), ("bold  cyan", "1;36"), ("", nil), ("bold", nil), ("Red", nil),
            ("white", nil),
            ("red bold", nil), ("bold bold red", nil), ("light red", nil), (" red ", "31"),
        ] as [(String, String?)])
    func codes(_ sample: (name: String, codes: String?)) {
        #expect(LayerDescription.codes(ofColor: sample.name) == sample.codes)
    }

    @Test("a label has its own color, else that of its layer")
    func labels() {
        var layer = LayerDescription()
        #expect(layer.codes(ofLabel: "X") == nil)
        layer.labelColors = ["X": "bold blue", "Y": "mauve"]
        #expect(layer.codes(ofLabel: "X") == "1;34")
        #expect(layer.codes(ofLabel: "Z") == nil)
        layer.color = "red"
        #expect(["X", "Z"].map(layer.codes(ofLabel:)) == ["1;34", "31"])
        #expect(layer.codes(ofLabel: "Y") == nil, "a name that is no color has no codes")
    }

    @Test("a layer about which nothing is said is scored by spans and labels, with all features")
    func defaults() {
        let layer = LayerDescription()
        #expect(layer.scoring == .labels && layer.key == nil && layer.group == nil && layer.table == [])
        #expect(LayerDescription.Scoring.allCases.map(\.rawValue) == ["labels", "timex", "quotations"])
    }
}
