import ArticleModel
import Exchange
import Foundation
import System
import TestSupport
import Testing

@Suite("Records as files of brat")
struct BratFormatTests {
    /// The files that records make, by name.
    private func files(
        _ records: [AnnotatedArticle], _ context: EncodingContext = EncodingContext()
    ) throws -> [String: String] {
        let folder = "/tmp/nightdesk-brat-\(UUID().uuidString)"
        defer { FileSystem.removeFolder(folder) }
        let sink = try BratFormat().sink(OutputPlace(path: folder))
        var encoder = BratFormat().encoder(context)
        for (number, record) in records.enumerated() {
            try sink.write(encoder.encode(OutgoingRecord(record, context)), number: number)
        }
        try sink.complete()
        var files: [String: String] = [:]
        for name in try FileSystem.list(folder) {
            files[name] = String(decoding: try FileSystem.read(folder + "/" + name), as: UTF8.self)
        }
        return files
    }

    private func article(_ id: ArticleID, _ text: String) -> Article {
        Article(id: id, utf8: Array(text.utf8))
    }

    private func mark(_ layer: String, _ label: String, _ span: Span, _ features: [FeatureValue.Field] = [])
        -> Annotation
    {
        Annotation(id: "x", layer: layer, label: label, span: span, plugin: "p", features: features)
    }

    @Test("an article without annotations has an empty file of annotations")
    func empty() throws {
        #expect(
            try files([AnnotatedArticle(article: article(.integer(7), ""))]) == ["7.txt": "", "7.ann": ""])
    }

    @Test("offsets count code points, whatever unit was asked for")
    func codePoints() throws {
        let record = AnnotatedArticle(
            article: article(.string("u"), "e\u{301}🌊x"), annotations: [mark("l", "A", Span(7, 8))])
        for unit in OffsetMap.Unit.allCases {
            #expect(
                try files([record], EncodingContext(unit: unit)) == [
                    "u.txt": "e\u{301}🌊x", "u.ann": "T1\tA 3 4\tx\n",
                ])
        }
        #expect(BratFormat().unit == .codepoints)
    }

    @Test(
        "an annotation over line ends has a piece for each line that is not empty",
        arguments: [
            ("a\nb", "0 1;2 3\ta b"), ("a\r\nb", "0 1;3 4\ta b"), ("a\n\n\nb c\n", "0 1;4 7\ta b c"),
            ("\na", "1 2\ta"), ("a\n", "0 1\ta"),
        ])
    func pieces(_ sample: (text: String, places: String)) throws {
        let record = AnnotatedArticle(
            article: article(.string("p"), sample.text),
            annotations: [mark("l", "L", Span(0, sample.text.utf8.count))])
        #expect(
            try files([record]) == ["p.txt": sample.text, "p.ann": "T1\tL \(sample.places)\n"])
    }

    @Test("layers that overlap are all written; those that were not asked for are not, nor numbered")
    func layers() throws {
        let record = AnnotatedArticle(
            article: article(.string("o"), "one two"),
            annotations: [
                mark("a", "A", Span(0, 7)), mark("b", "B", Span(0, 3), [.init("n", .integer(1))]),
                mark("a", "C", Span(0, 3), [.init("is", .annotation(0)), .init("no", .null)]),
            ])
        #expect(
            try files([record])["o.ann"] == """
                T1\tA 0 7\tone two
                T2\tB 0 3\tone
                #2\tAnnotatorNotes T2\t{"n":1}
                T3\tC 0 3\tone
                #3\tAnnotatorNotes T3\t{"is":"x"}

                """)
        #expect(
            try files([record], EncodingContext(layers: ["b"]))["o.ann"]
                == "T1\tB 0 3\tone\n#1\tAnnotatorNotes T1\t{\"n\":1}\n")
    }

    @Test("offsets of an article with a headline count in the file of its text")
    func headline() throws {
        var both = article(.string("h"), "Été\n\nIt fell.")
        both.fields = [
            TextField(name: "headline", span: Span(0, 5)), TextField(name: "text", span: Span(7, 15)),
        ]
        let record = AnnotatedArticle(
            article: both, annotations: [mark("l", "A", Span(0, 9)), mark("l", "B", Span(10, 14))])
        #expect(
            try files([record]) == [
                "h.txt": "Été\n\nIt fell.", "h.ann": "T1\tA 0 3;5 7\tÉté It\nT2\tB 8 12\tfell\n",
            ])
    }

    @Test(
        "an id becomes the name of a file that every file system takes",
        arguments: [
            ("a-b_c.d", "a-b_c.d"), ("http://a.example/x?y=1", "http___a.example_x_y_1"),
            ("../../etc", "_.._etc"), ("...", "article"), ("", "article"), (".hidden", "hidden"),
            ("Zürich 東京", "Zürich_東京"), ("🌊", "_"), ("a\nb\0c", "a_b_c"),
            (String(repeating: "x", count: 300), String(repeating: "x", count: 120)),
        ])
    func names(_ sample: (id: String, name: String)) throws {
        let record = AnnotatedArticle(article: article(.string(sample.id), "t"))
        #expect(try files([record]) == [sample.name + ".txt": "t", sample.name + ".ann": ""])
    }

    @Test("a long id of wide characters is cut to a name that file systems take, at a character")
    func longNames() throws {
        let record = AnnotatedArticle(article: article(.string(String(repeating: "東", count: 200)), "t"))
        let name = String(repeating: "東", count: 66)
        #expect(try files([record]) == [name + ".txt": "t", name + ".ann": ""])
    }

    @Test("articles whose names are equal have files of their own; the same article twice has one")
    func equalNames() throws {
        let records = [("a/b", "one"), ("a?b", "two"), ("a/b", "one"), ("a b", "three")].map {
            AnnotatedArticle(article: article(.string($0.0), $0.1))
        }
        #expect(
            try files(records) == [
                "a_b.txt": "one", "a_b.ann": "", "a_b-2.txt": "two", "a_b-2.ann": "", "a_b-4.txt": "three",
                "a_b-4.ann": "",
            ])
    }
}
