import ArticleModel
import Diagnostics
import Testing
import Tokenization

@testable import Tagging

@Suite("The file of a tagger, byte by byte")
struct ModelFileTests {
    private func trained(_ labels: [String], rows: Int = 3, lists: [UInt8] = [], elsewhere: Float = 0.25)
        -> TrainedTagger
    {
        let scheme = TagScheme(labels: labels)
        let chunks = (scheme.tagCount + 15) / 16
        var vectors = Array(repeating: Tags.zero, count: rows * chunks)
        for row in 0..<rows {
            for tag in 0..<scheme.tagCount {
                vectors[row * chunks + tag / 16][tag % 16] = Float(row * 7 + tag) / 100
            }
        }
        let weights = QuantizedWeights(vectors, rows: rows, chunks: chunks, tagCount: scheme.tagCount)
        let transitions = (0..<(scheme.tagCount + 1) * scheme.tagCount).map { Float($0) / 4 - 1 }
        return TrainedTagger(
            scheme: scheme, weights: weights, transitions: transitions, lists: lists, elsewhere: elsewhere)
    }

    /// A model with its header replaced, and a checksum that fits.
    private func patched(_ bytes: [UInt8], _ change: (inout [UInt8]) -> Void) -> [UInt8] {
        var bytes = bytes
        change(&bytes)
        let checksum = bytes[24...].withUnsafeBytes { FeatureHash.checksum($0) }
        withUnsafeBytes(of: checksum.littleEndian) { bytes.replaceSubrange(16..<24, with: $0) }
        return bytes
    }

    private func failure(_ bytes: [UInt8]) -> Diagnostic? {
        #expect(throws: Diagnostic.self) { try ModelBytes.model(bytes) }
    }

    @Test("everything that is written is read again", arguments: [1, 2, 8, 31])
    func roundTrip(_ labelCount: Int) throws {
        let labels = (0..<labelCount).map { "L\($0)" }
        for lists in [[], ListClasses.Builder.of([("Elm Hill", "places")]).bytes()] {
            let trained = trained(labels, rows: 5, lists: lists)
            let model = try ModelBytes.model(
                trained.bytes(notes: [("layer", "names"), ("data", "invented")]))
            #expect(model.labels == labels)
            #expect(model.transitions == trained.transitions)
            #expect((model.rows, model.scale, model.elsewhere) == (5, trained.weights.scale, 0.25))
            #expect(
                Array(UnsafeBufferPointer(start: model.weights, count: trained.weights.bytes.count))
                    == trained.weights.bytes)
            #expect(model.lists.map { Array($0.bytes) } == (lists.isEmpty ? nil : lists))
            #expect(
                model.header.map { "\($0.name)=\($0.value)" } == [
                    "labels=\(labels.joined(separator: " "))", "rows=5", "scale=\(trained.weights.scale)",
                    "elsewhere=0.25", "list bytes=\(lists.count)", "layer=names", "data=invented",
                ])
        }
    }

    @Test("tabs and line breaks in notes become blanks, so that each note stays one line")
    func notes() throws {
        let model = try ModelBytes.model(
            trained(["A"]).bytes(notes: [("licence", "as\tyou\nlike\r\nit"), ("a\tb", "c"), ("empty", "")]))
        #expect(
            model.header.suffix(3).map { "\($0.name)=\($0.value)" } == [
                "licence=as you like it", "a b=c", "empty=",
            ])
    }

    @Test("the fixed part has the magic, the revision, and the sizes of the header and the file")
    func fixedPart() {
        let bytes = trained(["A"]).bytes(notes: [])
        #expect(Array(bytes.prefix(8)) == Array("NDTAGGER".utf8))
        #expect(Array(bytes[8..<12]) == [1, 0, 0, 0])
        let header = Int(bytes[12]) + Int(bytes[13]) << 8
        #expect(String(decoding: bytes[32..<32 + header], as: UTF8.self).hasSuffix("list bytes\t0\n"))
        let size = (0..<8).reduce(0) { $0 | Int(bytes[24 + $1]) << ($1 * 8) }
        #expect(size == bytes.count)
        #expect(bytes.suffix(16) == Array(repeating: 0, count: 16)[...])
    }

    @Test("a file that is no model, of another version or cut off is refused with the reason")
    func refused() {
        let bytes = trained(["A"]).bytes(notes: [])
        #expect(failure([]) == Diagnostic(.model, "this is no model of a tagger"))
        #expect(failure(Array(bytes.prefix(32))) == Diagnostic(.model, "this is no model of a tagger"))
        #expect(
            failure(Array("NDTAGGES".utf8) + bytes.dropFirst(8))
                == Diagnostic(.model, "this is no model of a tagger"))
        var other = bytes
        other[9] = 1
        #expect(
            failure(other)
                == Diagnostic(.model, "the model is of version 257, and this program reads 1: train it again")
        )
        for count in [33, 40, bytes.count - 1] {
            #expect(
                failure(Array(bytes.prefix(count)))
                    == Diagnostic(.model, "the model is cut off: \(count) bytes of \(bytes.count)"))
        }
        #expect(
            failure(bytes + [0])
                == Diagnostic(.model, "the model is cut off: \(bytes.count + 1) bytes of \(bytes.count)"))
    }

    @Test("a change of any bit is noticed, wherever it is")
    func everyByte() {
        let bytes = trained(["A"]).bytes(notes: [])
        let messages = Set(
            bytes.indices.map { index in
                var changed = bytes
                changed[index] ^= 0x10
                let message = failure(changed)?.message ?? "accepted"
                return message.prefix { $0 != ":" }.replacing("version \(16 + 1)", with: "version N")
                    .description
            })
        #expect(
            messages.allSatisfy {
                ["this is no model of a tagger", "the model is damaged", "the model is cut off"].contains($0)
                    || $0.hasPrefix("the model is of version ")
            }, "\(messages)")
    }

    @Test(
        "a header that fits its checksum and still makes no sense is refused",
        arguments: [
            ("labels\tA\n", "the model is damaged: its header is not complete"),
            (
                "labels\t\nrows\t3\nscale\t1\nelsewhere\t0\nlist bytes\t0\n",
                "the model is damaged: its header is not complete"
            ),
            (
                "labels\tA\nrows\t0\nscale\t1\nelsewhere\t0\nlist bytes\t0\n",
                "the model is damaged: its header is not complete"
            ),
            (
                "labels\tA\nrows\t-3\nscale\t1\nelsewhere\t0\nlist bytes\t0\n",
                "the model is damaged: its header is not complete"
            ),
            (
                "labels\tA\nrows\t3\nscale\tx\nelsewhere\t0\nlist bytes\t0\n",
                "the model is damaged: its header is not complete"
            ),
            (
                "labels\tA\nrows\t3\nscale\t1\nelsewhere\t0\nlist bytes\t-8\n",
                "the model is damaged: its header is not complete"
            ),
            (
                "labels\tA\nrows\t9223372036854775807\nscale\t1\nelsewhere\t0\nlist bytes\t0\n",
                "the model is damaged: its parts do not fit together"
            ),
            (
                "labels\tA B\nrows\t3\nscale\t1\nelsewhere\t0\nlist bytes\t0\n",
                "the model is damaged: its parts do not fit together"
            ),
            (
                "labels\tA\nrows\t3\nscale\t1\nelsewhere\t0\nlist bytes\t9223372036854775807\n",
                "the model is damaged: its parts do not fit together"
            ),
            ("labels\t\u{FF}", "the model is damaged: its header is not complete"),
        ])
    func header(_ sample: (header: String, message: String)) {
        let bytes = trained(["A"]).bytes(notes: [("note", String(repeating: "x", count: 80))])
        let size = Int(bytes[12]) + Int(bytes[13]) << 8
        let header =
            Array(sample.header.utf8) + Array(repeating: 10, count: max(0, size - sample.header.utf8.count))
        let changed = patched(bytes) { $0.replaceSubrange(32..<32 + size, with: header.prefix(size)) }
        #expect(failure(changed) == Diagnostic(.model, sample.message))
    }

    @Test("a header that is longer than the file, or not UTF-8, is refused")
    func headerBytes() {
        let bytes = trained(["A"]).bytes(notes: [])
        let message = Diagnostic(.model, "the model is damaged: its header cannot be read")
        #expect(failure(patched(bytes) { $0[15] = 0x7F }) == message)
        #expect(failure(patched(bytes) { $0[32] = 0xFF }) == message)
    }

    @Test("lists that are no table are refused")
    func lists() {
        #expect(
            failure(trained(["A"], lists: Array(repeating: 7, count: 40)).bytes(notes: []))
                == Diagnostic(.model, "the model is damaged: its lists cannot be read"))
    }

    @Test("the content hash is that of the checksum, as hexadecimal digits")
    func contentHash() {
        let bytes = Array("Elm Hill\n".utf8)
        let hash = bytes.withUnsafeBytes { FeatureHash.checksum($0) }
        #expect(TaggerModel.contentHash(bytes) == String(hash, radix: 16))
        #expect(UInt64(TaggerModel.contentHash([]), radix: 16) != nil)
        #expect(TaggerModel.contentHash(bytes) != TaggerModel.contentHash(bytes + [10]))
    }
}

@Suite("Sentences to train on")
struct TrainingSetTests {
    /// The tags that each token may have, as bits, by sentence.
    private func allowed(
        _ text: String, _ spans: [(Range<Int>, String)], labels: [String] = ["PERSON", "PLACE"],
        unlabelled: Set<String> = []
    ) -> [[UInt64]] {
        let set = TrainingSet(
            scheme: TagScheme(labels: labels), rows: 1000, vocabulary: Vocabulary(), lists: nil)
        set.add(
            GoldArticle(
                Article(id: .integer(1), utf8: Array(text.utf8)),
                spans: spans.map { (Span($0.0.lowerBound, $0.0.upperBound), $0.1) }, unlabelled: unlabelled))
        return (0..<set.sentenceCount).map { sentence in set.sentence(sentence).map { set.allowed[$0] } }
    }

    @Test("a span is a B and I of its label, everything else is O")
    func tags() {
        // Bits: O is 1, B and I of the first label 2 and 4, of the second 8 and 16.
        #expect(
            allowed("Ana Ruiz saw Alder .", [(0..<8, "PERSON"), (13..<18, "PLACE")]) == [[2, 4, 1, 8, 1]])
        #expect(allowed("Ana Bo", [(4..<6, "PERSON"), (0..<3, "PERSON")]) == [[2, 2]])
        #expect(allowed("Ana left", []) == [[1, 1]])
        #expect(allowed("", []) == [])
    }

    @Test("labels that the scheme does not have, and spans in spans, are left out")
    func leftOut() {
        #expect(allowed("Ana left", [(0..<3, "MISC")]) == [[1, 1]])
        #expect(allowed("Ana Ruiz left", [(0..<8, "PERSON"), (4..<8, "PLACE")]) == [[2, 4, 1]])
    }

    @Test("a span that ends within a token, or goes over the end of a sentence, teaches nothing")
    func unfit() {
        #expect(allowed("Anabel left", [(0..<3, "PERSON")]) == [[~0, 1]])
        #expect(allowed("Ana left. Bo came.", [(4..<12, "PERSON")]) == [[1, ~0, ~0], [~0, 1, 1]])
    }

    @Test("where a label was not annotated, a token may be O or have that label")
    func unlabelled() {
        #expect(allowed("Ana left", [(0..<3, "PERSON")], unlabelled: ["PLACE"]) == [[2, 1 | 8 | 16]])
        #expect(allowed("Ana", [], unlabelled: ["PERSON", "PLACE", "MISC"]) == [[31]])
    }

    @Test("articles are added one after the other, with features for every token")
    func several() {
        let set = TrainingSet(
            scheme: TagScheme(labels: ["A"]), rows: 10, vocabulary: Vocabulary(), lists: nil)
        for text in ["One two.", "", "Three. Four five."] {
            set.add(GoldArticle(Article(id: .integer(1), utf8: Array(text.utf8)), spans: []))
        }
        #expect((0..<set.sentenceCount).map { set.sentence($0) } == [0..<3, 3..<5, 5..<8])
        #expect(set.tokenCount == 8 && set.starts.count == 9)
        #expect(set.starts[0] == 0 && Int(set.starts[8]) == set.features.count)
        for token in 0..<8 {
            #expect(Int(set.starts[token + 1] - set.starts[token]) >= FormOffset.featureCount)
        }
        #expect((0..<set.features.count).allSatisfy { set.features[$0] < 10 })
    }
}
